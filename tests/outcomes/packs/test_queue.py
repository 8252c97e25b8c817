"""What is shown of builds that wait or are in hand: how far they are, since when, at which attempt, what is before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from outcomes.models import Pack, PackVersion
from outcomes.packs import building, making
from outcomes.packs.building import build, request_build
from outcomes.packs.queue import queue
from plan import clock, roles
from tests.factories import make_body, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
State = PackVersion.State
NOW = datetime(2022, 11, 1, 14, 30, tzinfo=UTC)
PAGE = "/admin/outcomes/packversion/queue/"


@pytest.fixture
def waiting(world, officer) -> PackVersion:
    return request_build(world.pack, by=officer, queued=False)


def another(name: str, **more) -> PackVersion:
    pack = Pack.objects.create(body=make_body(name=name), covers="2022-Q2")
    return PackVersion.objects.create(pack=pack, number=1, **({"asked_at": NOW - timedelta(minutes=5)} | more))


def signed_in(role) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def test_those_in_hand_come_first_then_those_that_wait_in_order(db):
    another("C", asked_at=NOW - timedelta(minutes=1))
    another("B", asked_at=NOW - timedelta(days=1))
    another("A", state=State.BUILDING, stage="drawing", attempts=2, started_at=NOW - timedelta(minutes=3))
    another("D", state=State.BUILT, built_at=NOW)

    assert [
        (one.name.partition(",")[0], one.words) for one in queue(now=NOW, user=make_user(roles.POLICY_OFFICER))
    ] == [
        ("A", "Being built since 14:27, drawing its pages, attempt 2 of 3"),
        ("B", "Waiting to be built, 1 build before it, asked for at 14:30 on 31 October"),
        ("C", "Waiting to be built, 2 builds before it, asked for at 14:29"),
    ]


def test_the_first_in_the_queue_is_next_and_an_attempt_that_did_not_end_is_told(db):
    another("A", attempts=1)

    assert [one.words for one in queue(now=NOW, user=make_user(roles.POLICY_OFFICER))] == [
        "Waiting to be built, next, asked for at 14:25, after attempt 1 of 3 did not end"
    ]


def test_each_stage_is_written_as_it_begins_and_taken_away_at_the_end(waiting, monkeypatch):
    seen = []

    def note(name, original):
        def noted(*arguments, **more):
            row = PackVersion.objects.get(pk=waiting.pk)
            seen.append((name, row.stage, row.started_at is not None))
            return original(*arguments, **more)

        return noted

    monkeypatch.setattr(building.attached, "accompanied", note("gather", building.attached.accompanied))
    monkeypatch.setattr(making, "files_of", note("draw", making.files_of))
    monkeypatch.setattr(building, "_store", note("store", building._store))

    version = build(waiting.pk)

    assert seen == [("gather", "gathering", True), ("draw", "drawing", True), ("store", "storing", True)]
    assert (version.state, version.stage) == (State.BUILT, "")


def test_progress_costs_one_small_update_a_stage(waiting, django_assert_num_queries):
    claimed = building._claim(waiting.pk)

    with django_assert_num_queries(1) as queries:
        building._at(claimed, "drawing")
    assert '"content"' not in queries[0]["sql"]


def test_the_page_shows_the_queue_and_why_builds_failed(waiting, officer):
    another("B", state=State.FAILED, failure="It is too long.")
    client = Client()
    client.force_login(officer)

    html = client.get(PAGE).content.decode()
    assert "Waiting to be built, next" in html
    assert "It is too long." in html
    assert "Look again" in html
    assert "http-equiv" not in html


@pytest.mark.parametrize("many", [1, 6])
def test_the_page_asks_the_same_questions_for_one_and_for_many(db, many):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(many):
        another(f"Committee {number}")
    client = signed_in(roles.POLICY_OFFICER)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    assert len(asked) == 9


def test_those_who_may_not_see_versions_find_no_queue(waiting):
    assert signed_in(roles.BOARD_MEMBER).get(PAGE).status_code == 404


def test_a_build_of_what_is_not_public_is_counted_and_not_named(db):
    inside = another("Secret board", asked_at=NOW - timedelta(minutes=9))
    Pack.objects.filter(pk=inside.pack_id).update(is_public=False)
    another("Committee")

    told = queue(now=NOW, user=make_user(roles.DEMOCRATIC_SERVICES))
    assert [one.words for one in told] == ["Waiting to be built, 1 build before it, asked for at 14:25"]
    assert len(queue(now=NOW, user=make_user(roles.CMT))) == 2


def test_a_versions_page_says_how_far_it_is_and_leads_to_the_queue(waiting, officer):
    client = Client()
    client.force_login(officer)
    building._claim(waiting.pk)

    html = client.get(f"/admin/outcomes/packversion/{waiting.pk}/change/").content.decode()
    began = clock.now().astimezone(clock.LONDON)
    assert f"Being built since {began:%H:%M}, gathering what it says, attempt 1 of 3" in html
    assert PAGE in html
