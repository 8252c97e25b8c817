"""Approval is a body's decision, and nobody approves alone what they wrote."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.db import transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError
from django.test import Client

from outcomes.reporting import editing, workflow
from outcomes.reporting.authorship import writers
from outcomes.reporting.decisions import UNDONE, undone
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.transitions import NotAllowed
from plan import records
from plan.models import BodyKind, Decision, Event, Meeting
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_meeting, make_user
from tests.pages import form_data

from .world import DECIDED_ON

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return unescape(response.content.decode())


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
        workflow.approve(report, by=world.officer, **world.decision(date=date(2022, 11, 21)))


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


# The decision stays what it was ------------------------------------------------------------------------------------


def page_of(decision) -> str:
    return f"/admin/plan/decision/{decision.pk}/change/"


@pytest.fixture
def clerk(db):
    client = Client()
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    return client


@pytest.mark.parametrize("stage", ["approved", "cleared", "published"])
def test_the_decision_behind_an_approval_cannot_be_rewritten(stage, world, clerk):
    report = world.written()
    loose = Decision.objects.create(body=world.management, date=DECIDED_ON, text="Noted the weather.")
    opened = form_data(clerk.get(page_of(loose)), "decision_form", text="Noted the rain.", _save="Save")
    world.advance(report, stage)
    page = clerk.get(page_of(report.approval))
    assert "The approval of a highlight report rests on this decision, so it does not change." in text_of(page)
    assert 'name="body"' not in page.content.decode()
    response = clerk.post(page_of(report.approval), {**opened, "text": "Refused.", "kind": "noted"})
    assert response.status_code == 403
    assert clerk.post(page_of(loose), opened).status_code == 302
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        Decision.objects.filter(pk=report.approval_id).update(date=date(2022, 10, 1))
    with pytest.raises(ProtectedError), transaction.atomic():
        Decision.objects.filter(pk=report.approval_id).delete()
    report.approval.refresh_from_db()
    assert (report.approval.text, report.approval.date) == (f"Approved the highlight report of {report}.", DECIDED_ON)
    loose.refresh_from_db()
    assert loose.text == "Noted the rain."


def rewritten(report, **fields):
    """What no door lets pass, done behind all of them."""
    with records.lifted():
        Decision.objects.filter(pk=report.approval_id).update(**fields)


@pytest.mark.parametrize("verb", ["clear", "publish"])
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "noted"}, "No body's decision stands behind this approval."),
        ({"date": None, "date_words": "Autumn"}, "No body's decision stands behind this approval."),
        ({"date": date(2022, 9, 1)}, "a period that ends on 30 September 2022"),
        ({"date": date(2022, 11, 6)}, "The board's words are of 7 November 2022"),
        ({"meeting": None}, "Whoever recorded the approval wrote the report, and no meeting is named."),
        ({"body": "board"}, "does not approve highlight reports"),
    ],
)
def test_an_approval_is_judged_again_before_clearing_and_publishing(verb, fields, words, world):
    report = world.written()
    editing.write(report, by=world.officer, summary="The officer's words.")
    workflow.submit(report, by=world.member)
    workflow.approve(report, by=world.officer, **world.decision(meeting=world.meeting))
    if verb == "publish":
        workflow.clear(report, by=world.officer)
    rewritten(report, **({"body": world.board} if "body" in fields else fields))
    before = HighlightReport.objects.filter(pk=report.pk).values().get()
    with pytest.raises(NotAllowed) as refused:
        getattr(workflow, verb)(report, by=world.officer)
    assert words in str(refused.value)
    assert HighlightReport.objects.filter(pk=report.pk).values().get() == before


def test_a_meeting_that_was_not_held_after_all_undoes_nothing_but_stops_it(world):
    report = world.advance(world.written(), "submitted")
    workflow.approve(report, by=world.cmt, **world.decision(meeting=world.meeting))
    set_status(world.meeting, Meeting.Status.CANCELLED)
    with pytest.raises(NotAllowed, match="is not recorded as held"):
        workflow.clear(report, by=world.officer)
    set_status(world.meeting, Meeting.Status.HELD)
    workflow.publish(workflow.clear(report, by=world.officer), by=world.officer)
    assert report.status == "published"


# What was approved was there to be approved ------------------------------------------------------------------------


def test_words_are_not_approved_before_the_board_wrote_them(submitted, world):
    told = refuse(submitted, world.cmt, world, date=date(2022, 11, 6))
    assert told == (
        "The board's words are of 7 November 2022: that day they were changed, or the report was returned. They cannot"
        " have been approved before. Give that day or a later one."
    )


def test_nor_before_the_report_was_returned(world):
    report = world.advance(world.written(), "submitted")
    with time_machine.travel("2022-11-10 09:00Z"):
        workflow.return_report(report, by=world.cmt, note="Say more.")
        workflow.submit(report, by=world.member)
        assert "are of 10 November 2022" in refuse(report, world.cmt, world)
        workflow.approve(report, by=world.cmt, **world.decision(date=date(2022, 11, 10)))


def test_nor_before_a_revision_was_begun(world):
    old = world.advance(world.written(), "published")
    with time_machine.travel("2022-11-10 09:00Z"):
        new = workflow.submit(workflow.revise(old, by=world.officer, reason="A figure was wrong."), by=world.member)
        with pytest.raises(NotAllowed, match="are of 10 November 2022"):
            workflow.approve(new, by=world.cmt, **world.decision())


def test_what_an_officer_enters_or_submits_later_may_have_been_approved_before(world):
    report = world.written()
    with time_machine.travel("2022-11-10 09:00Z"):
        editing.write(report, by=world.officer, public_summary="As the paper of 7 November has it.")
        workflow.submit(report, by=world.member)
        workflow.approve(report, by=world.cmt, **world.decision())
    assert report.approval.date == DECIDED_ON


def test_an_undone_approval_is_marked_where_decisions_are_listed(world, clerk):
    report = world.advance(world.written(), "approved")
    first = report.approval
    assert text_of(clerk.get("/admin/plan/decision/")).count("Undone") == 0
    workflow.return_report(report, by=world.cmt, note="A figure is wrong.")
    world.advance(report, "approved")
    listed = text_of(clerk.get("/admin/plan/decision/"))
    assert listed.count("Undone: the report was returned to its board afterwards") == 1
    assert "Undone" in text_of(clerk.get(page_of(first)))
    assert "Undone" not in text_of(clerk.get(page_of(report.approval)))
    assert undone([first.pk, report.approval_id]) == {first.pk: UNDONE}


@pytest.mark.parametrize("rows", [1, 10, 100])
def test_marking_them_costs_two_queries(rows, world, django_assert_num_queries):
    report = world.advance(world.written(), "approved")
    keys = [report.approval_id]
    for _ in range(rows):
        keys.append(Decision.objects.create(body=world.management, date=DECIDED_ON, text="Noted.").pk)
    with django_assert_num_queries(2):
        assert undone(keys) == {}
