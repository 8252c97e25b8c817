"""Approval is a body's decision, and nobody approves alone what they wrote."""

from datetime import date

import pytest
import time_machine

from outcomes.reporting import editing, workflow
from outcomes.reporting.authorship import writers
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.transitions import NotAllowed
from plan.models import BodyKind, Decision, Event, Meeting
from plan.roles import CMT, POLICY_OFFICER
from tests.factories import make_body, make_meeting, make_user

from .world import DECIDED_ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(world):
    return world.advance(world.written(), "submitted")


def test_an_approval_makes_the_bodys_decision(submitted, world):
    workflow.approve(submitted, by=world.cmt, **world.decision(text="Approved, with thanks.", paper="Half-year report"))
    decision = Decision.objects.get()
    assert submitted.approval == decision
    assert (decision.body, decision.date, decision.kind) == (world.management, DECIDED_ON, "approved")
    # It is about the report, and no page of the plan shows it among the decisions on that version.
    assert (decision.text, decision.report, decision.plan) == ("Approved, with thanks.", "Half-year report", None)
    detail = Event.objects.get(verb="report.approved").detail
    assert detail == {
        "from": "submitted", "to": "approved", "body": world.management.name, "date": "2022-11-07",
        "decision": decision.pk, "meeting": False,
    }  # fmt: skip


def refuse(report, by, world, **fields) -> str:
    with pytest.raises(NotAllowed) as refused:
        workflow.approve(report, by=by, **world.decision(**fields))
    assert HighlightReport.objects.get(pk=report.pk).status == "submitted"
    assert not Decision.objects.exists()
    return str(refused.value)


def test_who_submitted_does_not_approve_alone(world):
    report = world.written()
    workflow.submit(report, by=world.officer)
    assert refuse(report, world.officer, world).startswith("You wrote or submitted this report")
    workflow.approve(report, by=world.officer, **world.decision(meeting=world.meeting))
    assert report.status == "approved"
    assert report.approval.meeting == world.meeting


def test_who_wrote_any_part_does_not_approve_alone(world):
    report = world.written()
    editing.judge(report, report.judgements.first().item, by=world.officer, status="on_track")
    workflow.submit(report, by=world.member)
    refuse(report, world.officer, world)
    assert writers(report) == {world.officer.pk, world.member.pk}


def test_whose_words_were_deleted_again_still_wrote(world):
    report = world.written()
    entry = editing.add_entry(report, by=world.officer, kind="challenge", text="A second one.")
    entry.delete()
    workflow.submit(report, by=world.member)
    refuse(report, world.officer, world)


def test_words_saved_by_a_form_count_by_who_was_signed_in(world):
    """The field history names the person even where no verb was used."""
    report = world.written()
    entry = report.entries.first()
    entry.text = "Rewritten."
    entry._history_user = world.officer
    entry.save()
    workflow.submit(report, by=world.member)
    refuse(report, world.officer, world)


def test_opening_and_returning_is_not_writing(world):
    report = world.written()
    workflow.submit(report, by=world.member)
    workflow.return_report(report, by=world.officer, note="Say more.")
    workflow.submit(report, by=world.member)
    assert writers(report) == {world.member.pk}
    workflow.approve(report, by=world.officer, **world.decision())
    assert report.status == "approved"


def test_only_what_was_written_since_the_last_return_counts(world):
    with time_machine.travel("2022-10-20 09:00Z"):
        report = world.written()
        editing.write(report, by=world.officer, summary="The officer's first words.")
        workflow.submit(report, by=world.member)
    with time_machine.travel("2022-10-21 09:00Z"):
        workflow.return_report(report, by=world.cmt, note="Say more.")
    with time_machine.travel("2022-11-21 09:00Z"):
        editing.write(report, by=world.member, summary="The board's own words.")
        workflow.submit(report, by=world.member)
        assert writers(report) == {world.member.pk}
        workflow.approve(report, by=world.officer, **world.decision())


def test_a_reviser_who_only_copied_did_not_write(world):
    old = world.advance(world.written(), "published")
    new = workflow.revise(old, by=world.officer, reason="A figure was wrong.")
    workflow.submit(new, by=world.member)
    assert writers(new) == {world.member.pk}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "committee"}, "does not approve highlight reports"),
        ({"body": "board"}, "does not approve highlight reports"),
        ({"date": date(2022, 9, 29)}, "a period that ends on 30 September 2022"),
        ({"date": date(2100, 1, 1)}, "1 January 2100 is in the future"),
        ({"meeting": "other body's"}, "is another body's"),
        ({"meeting": "other day's"}, "is on 14 November 2022, not on 7 November 2022"),
        ({"meeting": "not held"}, "is not recorded as held"),
        ({"body": "closed"}, "did not exist on 7 November 2022"),
    ],
)
def test_a_decision_that_cannot_have_been_taken_is_refused(change, words, submitted, world):
    bodies = {
        "committee": lambda: make_body(BodyKind.COMMITTEE),
        "board": lambda: world.board,
        "closed": lambda: make_body(BodyKind.MANAGEMENT, ends=date(2022, 1, 1)),
    }
    meetings = {
        "other body's": lambda: make_meeting(make_body(BodyKind.CABINET), DECIDED_ON, status=Meeting.Status.HELD),
        "other day's": lambda: make_meeting(world.management, date(2022, 11, 14), status=Meeting.Status.HELD),
        "not held": lambda: set_status(world.meeting, Meeting.Status.CANCELLED),
    }
    if "body" in change:
        change = {"body": bodies[change["body"]]()}
    if "meeting" in change:
        change = {"meeting": meetings[change["meeting"]]()}
    assert words in refuse(submitted, world.cmt, world, **change)


def set_status(meeting, status):
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    return meeting  # its own status is stale on purpose: the verb reads it anew


def test_a_second_approval_is_refused_and_changes_nothing(submitted, world):
    stale = HighlightReport.objects.get(pk=submitted.pk)
    workflow.approve(submitted, by=world.cmt, **world.decision())
    with pytest.raises(NotAllowed, match="waits for its public words to be cleared"):
        workflow.approve(stale, by=make_user(CMT), **world.decision())
    assert Decision.objects.count() == 1
    assert Event.objects.filter(verb="report.approved").count() == 1


def test_returning_undoes_approval_and_clearing_but_keeps_the_decision(world):
    report = world.advance(world.written(), "cleared")
    with pytest.raises(NotAllowed, match="Write a note"):
        workflow.return_report(report, by=world.cmt, note="  ")
    workflow.return_report(report, by=world.cmt, note="A figure is wrong.")
    report.refresh_from_db()
    assert (report.status, report.approval, report.approved_at) == ("returned", None, None)
    assert (report.cleared_by, report.cleared_at, report.submitted_by) == (None, None, None)
    assert Decision.objects.count() == 1
    assert Event.objects.get(verb="report.returned").why == "A figure is wrong."


def test_a_third_person_who_is_an_officer_may_approve(submitted, world):
    workflow.approve(submitted, by=make_user(POLICY_OFFICER), **world.decision())
    assert submitted.status == "approved"
