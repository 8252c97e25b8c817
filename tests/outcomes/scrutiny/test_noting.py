"""A member's own questions: nobody else reads them, and once removed nothing of them is left."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from outcomes.models import Action, NotedQuestion
from outcomes.scrutiny import asking, noting
from outcomes.scrutiny.asking import NotPossible
from plan.models import BodyMembership, Event, User
from plan.roles import SCRUTINY_MEMBER, NotYours
from tests import factories
from tests.tables import columns_of

from .world import CANARY, TODAY


@pytest.fixture
def noted(world):
    return noting.note(by=world.member, text=f"{CANARY}: who counts?", item=world.sub_outcome.item, page="/x/")


def in_database(word: str) -> list[str]:
    """Tables that hold this word anywhere. A query for each table."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = columns_of(table)
            where = " OR ".join(f'CAST("{column}" AS TEXT) LIKE %s' for column in columns)
            cursor.execute(f'SELECT COUNT(*) FROM "{table}" WHERE {where}', [f"%{word}%"] * len(columns))
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_only_the_writer_sees_it(world, noted):
    other = factories.make_user(SCRUTINY_MEMBER)
    keeper = User.objects.create_superuser("keeper", password="a long enough password", office="Keeper")
    told = {user: NotedQuestion.objects.visible_to(user).count()
            for user in (world.member, other, world.officer, world.democratic, world.cmt, keeper)}  # fmt: skip
    assert [user for user, seen in told.items() if seen] == [world.member]
    assert NotedQuestion.objects.visible_to(AnonymousUser()).count() == 0


def test_it_stands_in_its_own_table_alone_and_removing_leaves_nothing(world, noted):
    events = Event.objects.count()
    Action.objects.filter(pk=world.internal.pk).update(text="Elsewhere")  # the other thing with this word
    Action.history.filter(id=world.internal.pk).update(text="Elsewhere")
    assert in_database(CANARY) == ["outcomes_notedquestion"]
    noting.change(noted, by=world.member, text=f"{CANARY}: who counted?")
    noting.remove(noted, by=world.member)
    assert in_database(CANARY) == []
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ["officer", "democratic", "cmt", "owner"])
def test_nobody_else_may_touch_it(world, noted, who):
    user = getattr(world, who)
    for verb in (noting.remove, lambda row, by: noting.change(row, by=by, text="x")):
        with pytest.raises(NotYours):
            verb(noted, by=user)
    other = factories.make_user(SCRUTINY_MEMBER)
    with pytest.raises(NotPossible, match="not there any more"):
        noting.remove(noted, by=other)
    assert NotedQuestion.objects.get().text.startswith(CANARY)


def test_raised_it_is_a_question_of_the_committee_that_officers_see_first(world, noted):
    action = noting.raise_question(noted, by=world.member, body=world.committee, meeting=world.coming)
    assert (action.kind, action.due_meeting, action.raised_on) == ("question", world.coming, TODAY)
    assert action.item == world.sub_outcome.item
    assert not Action.objects.visible_to(AnonymousUser()).filter(pk=action.pk).exists()
    assert Action.objects.visible_to(world.democratic).filter(pk=action.pk).exists()
    event = Event.objects.order_by("-sequence").first()
    assert (event.verb, CANARY in f"{event.subject} {event.detail} {event.why}") == ("question.raised", False)
    asking.assign(action, by=world.democratic, owner_office="Head of Streets")
    assert Action.objects.visible_to(AnonymousUser()).filter(pk=action.pk).exists()
    with pytest.raises(NotPossible, match="raised already"):
        noting.raise_question(noted, by=world.member, body=world.committee)


def test_it_is_raised_in_ones_own_committee_for_a_meeting_to_come(world, noted):
    with pytest.raises(NotPossible, match="You do not sit on"):
        noting.raise_question(noted, by=world.member, body=world.other)
    with pytest.raises(NotPossible, match="still to come"):
        noting.raise_question(noted, by=world.member, body=world.committee, meeting=world.held)
    assert list(noting.committees_of(world.member)) == [world.committee]


def test_who_has_no_seat_raises_nothing_and_is_told_why(world, noted, client):
    BodyMembership.objects.filter(user=world.member).delete()
    with pytest.raises(NotPossible, match="No seat of yours"):
        noting.raise_question(noted, by=world.member, body=world.committee)
    client.force_login(world.member)
    page = client.get(f"/my/questions/{noted.pk}/raise/").content.decode()
    assert "Ask democratic services to record your seat" in page
    assert 'name="body"' not in page
    sent = client.post(f"/my/questions/{noted.pk}/raise/", {"body": world.committee.pk})
    assert (sent.status_code, Action.objects.filter(kind="question").count()) == (409, 0)


@pytest.mark.parametrize(("text", "said"), [(" ", "Write the question"), ("x" * 2001, "below 2,000")])
def test_what_is_no_question(world, text, said):
    with pytest.raises(NotPossible, match=said):
        noting.note(by=world.member, text=text)


def test_deleting_what_it_is_about_tells_nobody_of_it(world, noted):
    indicator = factories.make_indicator()
    row = noting.note(by=world.member, text="Why?", indicator=indicator)
    indicator.delete()
    row.refresh_from_db()
    assert row.indicator is None


# Pages --------------------------------------------------------------------------------------------------------------


def test_a_member_notes_changes_raises_and_removes_on_the_site(world, client):
    client.force_login(world.member)
    about = f"/my/questions/?item={world.sub_outcome.item_id}"
    assert "Note a question about 1.1 Streets are swept" in client.get(about).content.decode()
    client.post(about, {"text": "Who sweeps?"})
    row = NotedQuestion.objects.get()
    assert (row.item, row.about) == (world.sub_outcome.item, "1.1 Streets are swept")
    client.post(f"/my/questions/{row.pk}/", {"text": "Who sweeps at night?"})
    answer = client.get("/my/questions/")
    assert "Who sweeps at night?" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    client.post(f"/my/questions/{row.pk}/raise/", {"body": world.committee.pk, "meeting": world.coming.pk})
    assert Action.objects.get(kind="question").text == "Who sweeps at night?"
    assert "nobody is named yet" in client.get("/my/questions/").content.decode()
    client.post(f"/my/questions/{row.pk}/remove/")
    assert NotedQuestion.objects.count() == 0
    assert Action.objects.filter(kind="question").exists()


def test_others_find_nothing_there(world, noted, client):
    paths = [f"/my/questions/{noted.pk}/{end}" for end in ("", "raise/", "remove/")]
    for path in ("/my/questions/", *paths):
        assert client.get(path)["Location"].startswith("/admin/login/")
    client.force_login(factories.make_user(SCRUTINY_MEMBER))
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert CANARY not in client.get("/my/questions/").content.decode()
    client.force_login(world.officer)
    assert [client.get(path).status_code for path in ("/my/questions/", *paths)] == [403] * 4
    assert NotedQuestion.objects.get().raised_at is None


def test_members_are_led_to_it_from_what_they_read(world, client):
    pages = ("/outcomes/clean/", "/outcomes/clean/1.1/", "/indicators/streets-swept/")
    assert [path for path in pages if "my/questions" in client.get(path).content.decode()] == []
    client.force_login(world.member)
    assert [path for path in pages if "my/questions" not in client.get(path).content.decode()] == []
