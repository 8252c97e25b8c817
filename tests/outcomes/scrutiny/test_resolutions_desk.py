"""What meetings resolved, recorded and corrected on the desk: only by the verbs, by those whose business it is."""

import pytest
from django.urls import reverse

from outcomes.models import Resolution
from outcomes.scrutiny import asking
from outcomes.scrutiny.asking import NotPossible
from plan.events import trail
from plan.locking import Stale
from plan.models import Event, Meeting
from plan.roles import NotYours
from tests.factories import make_meeting

ADD = reverse("admin:outcomes_resolution_add")


def words(meeting, **more) -> dict:
    given = {"meeting": meeting.pk, "minute": "12", "letter": "a", "position": 1, "kind": "noted", "text": "Noted."}
    return {**given, **more}


@pytest.fixture
def recorded(world):
    return asking.record_resolution(
        meeting=world.held, by=world.democratic, kind="noted", minute="12", letter="a", text="Noted."
    )


@pytest.fixture
def of_board(world):
    meeting = make_meeting(world.board, world.held.date, status=Meeting.Status.HELD)
    return asking.record_resolution(meeting=meeting, by=world.officer, kind="agreed", text="Agreed.")


def page_of(row) -> str:
    return reverse("admin:outcomes_resolution_change", args=[row.pk])


def test_added_on_the_desk_it_is_recorded_by_the_verb(world, client):
    client.force_login(world.democratic)
    assert client.post(ADD, words(world.held)).status_code == 302
    row = Resolution.objects.get()
    assert (row.text, row.meeting, row.history.get().history_user) == ("Noted.", world.held, world.democratic)
    (event,) = trail(row)
    assert (event.verb, event.detail) == ("resolution.recorded", {"kind": "noted", "minute": "12", "letter": "a"})


def test_corrected_on_the_desk_with_the_reason(world, client, recorded):
    client.force_login(world.democratic)
    given = words(world.held, text="Noted with thanks.", seen_version=recorded.version)
    assert client.post(page_of(recorded), given).status_code == 200  # no reason
    assert Resolution.objects.get().text == "Noted."
    assert client.post(page_of(recorded), {**given, "change_reason": "Words were left out."}).status_code == 302
    row = Resolution.objects.get()
    assert (row.text, row.history.first().history_change_reason) == ("Noted with thanks.", "Words were left out.")
    event = Event.objects.get(verb="resolution.corrected")
    told = [(line["label"], line["before"], line["after"]) for line in event.detail["changes"]]
    assert (event.why, told) == ("Words were left out.", [("Text", "Noted.", "Noted with thanks.")])
    assert not Event.objects.filter(verb__in=["resolution.changed", "resolution.added"]).exists()


def test_nothing_changed_is_nothing_saved(world, client, recorded):
    client.force_login(world.democratic)
    given = words(world.held, seen_version=recorded.version)
    page = client.post(page_of(recorded), {**given, "change_reason": "x"}, follow=True)
    assert "You changed nothing" in page.content.decode()
    assert (Resolution.objects.get().version, Event.objects.filter(verb="resolution.corrected").count()) == (1, 0)


def test_what_a_board_resolved_is_for_policy_officers(world, client, of_board):
    client.force_login(world.democratic)
    assert client.post(ADD, words(of_board.meeting)).status_code == 200  # not among the meetings offered
    given = words(of_board.meeting, text="CHANGED", seen_version=1, change_reason="x")
    assert client.post(page_of(of_board), given).status_code == 403
    assert list(Resolution.objects.values_list("text", flat=True)) == ["Agreed."]
    client.force_login(world.officer)
    assert client.post(page_of(of_board), given).status_code == 302
    assert Resolution.objects.get().text == "CHANGED"


@pytest.mark.parametrize("who", ["owner", "cmt", "member"])
def test_nobody_else_records_or_corrects(world, client, recorded, who):
    user = getattr(world, who)
    client.force_login(user)
    assert client.post(ADD, words(world.held, minute="13")).status_code in (302, 403)
    with pytest.raises(NotYours):
        asking.correct_resolution(recorded, by=user, why="x", text="CHANGED")
    assert Resolution.objects.get().text == "Noted."


def test_what_cannot_be_corrected(world, recorded):
    with pytest.raises(NotPossible, match="Say why"):
        asking.correct_resolution(recorded, by=world.democratic, why=" ", text="x")
    with pytest.raises(NotPossible, match="Nothing would change"):
        asking.correct_resolution(recorded, by=world.democratic, why="x", text="Noted.")
    with pytest.raises(NotPossible, match="stays with its meeting"):
        asking.correct_resolution(recorded, by=world.democratic, why="x", meeting=world.coming)
    with pytest.raises(Stale):
        asking.correct_resolution(recorded, by=world.democratic, why="x", text="x", seen=recorded.version + 1)
    board = make_meeting(world.board, world.held.date, status=Meeting.Status.HELD)
    with pytest.raises(NotYours):
        asking.record_resolution(meeting=board, by=world.democratic, kind="noted", text="x")
    assert (Resolution.objects.get().text, Resolution.objects.get().version) == ("Noted.", 1)
