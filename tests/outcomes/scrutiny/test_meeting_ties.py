"""What was recorded at a meeting keeps it where it was; what was to be dealt with at it finds another."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from outcomes.models import Action, MeetingReview, Resolution
from outcomes.scrutiny import asking, meeting_ties
from plan import meetings
from plan.models import Meeting
from tests import factories
from tests.pages import form_data

from .world import CANARY, TODAY, answered

CALLED_OFF = [meetings.cancel_meeting, lambda meeting, **words: meetings.move_meeting(meeting, to=None, **words)]


def call_off(verb, meeting, world) -> Meeting:
    verb(meeting, by=world.democratic, why="Snow")
    return Meeting.objects.select_related("body").get(pk=meeting.pk)


@pytest.mark.parametrize("what", ["request", "resolution", "review"])
def test_a_meeting_at_which_something_is_recorded_is_not_reinstated_moved_or_cancelled(what, world):
    meeting = world.held
    if what != "request":
        Action.objects.filter(meeting=meeting).delete()
    if what == "resolution":
        asking.record_resolution(meeting=meeting, by=world.democratic, kind="noted", text="Noted.")
    if what == "review":
        meeting = factories.make_meeting(world.board, meeting.date, status="held")
        MeetingReview.objects.create(meeting=meeting, item=world.outcome.item)
    with pytest.raises(meetings.NotPossible, match=f"(?i){what}s.* are recorded at"), transaction.atomic():
        meetings.reinstate_meeting(meeting, by=world.democratic, why="A slip")
    Meeting.objects.filter(pk=meeting.pk).update(status="confirmed")
    for verb in CALLED_OFF:
        with pytest.raises(meetings.NotPossible, match="are recorded at"), transaction.atomic():
            call_off(verb, meeting, world)


def test_a_meeting_held_by_mistake_is_reinstated_while_nothing_hangs_on_it(world):
    meeting = factories.make_meeting(world.other, world.held.date, status="held")
    assert meetings.reinstate_meeting(meeting, by=world.democratic, why="A slip").status == "confirmed"


@pytest.mark.parametrize("verb", CALLED_OFF)
def test_nothing_is_recorded_at_a_meeting_that_is_off(verb, world):
    off = call_off(verb, factories.make_meeting(world.committee, TODAY), world)
    before = Action.objects.count()
    with pytest.raises(asking.NotPossible, match="so nothing came of it"):
        asking.record_resolution(meeting=off, by=world.democratic, kind="noted", text="Noted.")
    for words in ({"meeting": off}, {"due_meeting": off}):
        with pytest.raises(asking.NotPossible, match="Choose"):
            asking.raise_action(
                by=world.democratic, raised_by=world.committee, kind="request", text="x", owner_office="D", **words
            )
    with pytest.raises(asking.NotPossible, match="Choose another meeting"):
        asking.postpone(world.asked, by=world.democratic, why="x", due_meeting=off)
    with pytest.raises(ValidationError, match="so nothing came of it"):
        MeetingReview(meeting=off, item=world.outcome.item).clean()
    assert (Resolution.objects.count(), Action.objects.count()) == (0, before)


@pytest.mark.parametrize("verb", CALLED_OFF)
def test_what_was_due_at_a_meeting_that_is_off_waits_on_my_desk_for_another(verb, world):
    assert meeting_ties.left_behind(world.democratic, TODAY) == []
    call_off(verb, world.coming, world)
    (line,) = meeting_ties.left_behind(world.democratic, TODAY)
    assert line.text.endswith(": Figures for each parish.")
    assert line.url == reverse("admin:outcomes_action_postpone", args=[world.asked.pk])
    assert meeting_ties.left_behind(world.owner, TODAY) == meeting_ties.left_behind(world.member, TODAY) == []
    sooner = factories.make_meeting(world.committee, TODAY.replace(day=14))
    asking.postpone(world.asked, by=world.democratic, why="It was cancelled.", due_meeting=sooner)
    assert meeting_ties.left_behind(world.democratic, TODAY) == []


def test_what_is_answered_waits_for_no_meeting(world):
    answered(world)
    call_off(CALLED_OFF[0], world.coming, world)
    assert meeting_ties.left_behind(world.democratic, TODAY) == []


def test_what_management_asked_for_is_told_to_policy_officers_alone(world):
    met = factories.make_meeting(world.management, TODAY.replace(day=21))
    Action.objects.filter(pk=world.internal.pk).update(due_meeting=met)
    Meeting.objects.filter(pk=met.pk).update(status="cancelled")
    assert [CANARY in line.text for line in meeting_ties.left_behind(world.officer, TODAY)] == [True]
    assert meeting_ties.left_behind(world.democratic, TODAY) == []


def test_the_page_that_cancels_tells_what_is_left_behind(world):
    clerk = Client()
    clerk.force_login(world.democratic)
    address = reverse("admin:plan_meeting_step", args=[world.coming.pk, "cancel"])
    page = clerk.get(address)
    assert "Places waits for an answer: Figures for each parish." in page.content.decode()
    assert clerk.post(address, form_data(page, why="Snow")).status_code == 302
    assert "Waiting for another meeting" in clerk.get(reverse("admin:index")).content.decode()
