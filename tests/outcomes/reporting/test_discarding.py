"""A draft begun by mistake is discarded; nothing published is touched, and the record keeps who, why and what."""

from datetime import date

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from outcomes.reporting.trail import trail
from outcomes.reporting.transitions import NotAllowed
from outcomes.reporting.updates import record_update
from plan.models import Event

from .test_carrying import decide, with_priorities
from .world import make_period

pytestmark = pytest.mark.django_db
LIST = "/admin/outcomes/highlightreport/"
PARTS = (SubOutcomeJudgement, ReportEntry, PriorityAnswer, DeliveryUpdate)


def everything_of(report) -> list:
    rows = [row for model in PARTS for row in model.objects.filter(report=report.pk).order_by("pk").values()]
    return [*HighlightReport.objects.filter(pk=report.pk).values(), *rows]


@pytest.fixture
def published(world):
    report = world.written()
    item = world.plan.commitments.first().item
    record_update(item, by=world.member, date=world.period.ends, status="on_track", report=report)
    return world.advance(report, "published")


def test_a_revision_is_discarded_and_what_is_published_stands(world, published):
    before = everything_of(published)
    revision = workflow.revise(published, by=world.member, reason="A figure was wrong.")
    editing.write(revision, by=world.member, summary="Words that were a mistake.")
    assert [model.objects.filter(report=revision.pk).count() for model in PARTS] == [2, 3, 0, 1]
    gone = revision.pk
    assert workflow.discard(revision, by=world.officer, reason="The figure was right.") == published
    assert everything_of(published) == before
    assert HighlightReport.objects.get() == published
    assert [model.objects.filter(report=gone).count() for model in PARTS] == [0, 0, 0, 0]
    event = Event.objects.order_by("-sequence").first()
    assert (event.verb, event.by, event.why, event.subject_id, event.detail) == (
        "report.discarded", world.officer, "The figure was right.", str(gone),
        {"from": "draft", "to": "discarded", "supersedes": published.pk, "revision": 2,
         "outcome": str(world.outcome.item_id)},
    )  # fmt: skip
    kept = HighlightReport.history.filter(id=gone).first()
    assert (kept.history_type, kept.history_user, kept.summary) == ("-", world.officer, "Words that were a mistake.")
    assert {row.history_user for row in ReportEntry.history.filter(report=gone, history_type="-")} == {world.officer}
    line = trail(published)[-1]
    assert (line.who, line.what, line.why) == (
        str(world.officer), "discarded the draft of revision 2", "The figure was right.",
    )  # fmt: skip


def test_the_published_report_can_be_revised_anew(world, published):
    workflow.discard(workflow.revise(published, by=world.officer, reason="Wrong."), by=world.officer, reason="Right.")
    again = workflow.revise(published, by=world.officer, reason="Wrong after all.")
    assert (again.revision, again.supersedes, again.status) == (2, published, "draft")
    world.advance(again, "published")
    assert HighlightReport.objects.current().get() == again


def test_a_first_report_is_discarded_and_made_anew_when_its_period_is_opened_again(world):
    report = world.written()
    assert workflow.discard(report, by=world.officer, reason="Opened for the wrong board.") is None
    assert not HighlightReport.objects.exists()
    assert not ReportEntry.objects.exists()
    (anew,) = workflow.open_period(world.period, by=world.officer).reports
    assert (anew.revision, anew.status, anew.entries.count()) == (1, "draft", 0)


def test_the_last_reports_priorities_are_still_to_be_answered_after_it(world):
    first = with_priorities(world, world.open(), "Hire drivers")
    decide(world, first)
    winter = make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))
    workflow.discard(world.open(winter), by=world.officer, reason="Opened too early.")
    assert ReportEntry.objects.get(kind="priority").report == first
    assert [answer.priority.text for answer in world.open(winter).answers.all()] == ["Hire drivers"]


@pytest.mark.parametrize("stage", ["submitted", "returned", "approved", "cleared", "published", "revised"])
def test_what_was_ever_submitted_is_not_discarded(stage, world):
    report = world.advance(world.written(), stage)
    before = everything_of(report)
    with pytest.raises(NotAllowed, match="is not possible with this report now"):
        workflow.discard(report, by=world.officer, reason="Begun by mistake.")
    assert everything_of(report) == before


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_asked_for(reason, world):
    report = world.written()
    with pytest.raises(NotAllowed, match="Write why the draft is discarded"):
        workflow.discard(report, by=world.officer, reason=reason)
    assert HighlightReport.objects.get() == report


def test_whoever_still_holds_it_is_told(world):
    report = world.written()
    stale = [HighlightReport.objects.get(pk=report.pk) for _ in range(3)]
    workflow.discard(report, by=world.officer, reason="Begun by mistake.")
    for act in (
        lambda: workflow.discard(stale[0], by=world.officer, reason="Begun by mistake."),
        lambda: workflow.submit(stale[1], by=world.member),
        lambda: editing.write(stale[2], by=world.member, summary="Too late."),
    ):
        with pytest.raises(NotAllowed, match="no longer there"):
            act()


# Doors -------------------------------------------------------------------------------------------------------------


def test_the_button_asks_why_and_leads_back_to_the_published_report(world, published):
    revision = workflow.revise(published, by=world.officer, reason="A figure was wrong.")
    officer = Client()
    officer.force_login(world.officer)
    page = f"{LIST}{revision.pk}/move/discard/"
    assert page in officer.get(f"{LIST}{revision.pk}/change/").content.decode()
    assert "Why is the draft discarded?" in officer.get(page).content.decode()
    refused = officer.post(page, {"seen_version": revision.version, "reason": " "})
    assert refused.status_code == 422
    assert HighlightReport.objects.filter(pk=revision.pk).exists()
    done = officer.post(page, {"seen_version": revision.version, "reason": "The figure was right."})
    assert (done.status_code, done["Location"]) == (302, f"{LIST}{published.pk}/change/")
    shown = officer.get(f"{LIST}{published.pk}/change/").content.decode()
    assert "discarded the draft of revision 2" in shown
    assert "The figure was right." in shown
    assert officer.get(page).status_code in (302, 404)


def test_a_first_report_leads_back_to_the_list(world):
    report = world.written()
    officer = Client()
    officer.force_login(world.officer)
    done = officer.post(f"{LIST}{report.pk}/move/discard/", {"seen_version": report.version, "reason": "A mistake."})
    assert (done.status_code, done["Location"]) == (302, LIST)
    assert officer.get(LIST).status_code == 200


def test_words_written_meanwhile_are_not_discarded_unread(world):
    report = world.written()
    officer = Client()
    officer.force_login(world.officer)
    editing.write(report, by=world.member, summary="Words the officer has not read.")
    seen = report.version
    done = officer.post(f"{LIST}{report.pk}/move/discard/", {"seen_version": seen, "reason": "A mistake."})
    assert done.status_code == 422
    assert "Somebody changed this report since you opened the page" in done.content.decode()
    assert HighlightReport.objects.get().summary == "Words the officer has not read."


def test_ticked_drafts_go_together_or_not_at_all(world):
    draft = world.written()
    winter = make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))
    submitted = world.advance(world.written(winter), "submitted")
    officer = Client()
    officer.force_login(world.officer)

    def tick(*rows, why="Begun by mistake."):
        data = {"action": "discard_ticked", "index": 0, ACTION_CHECKBOX_NAME: [row.pk for row in rows]}
        seen = {f"seen-{row.pk}": row.version for row in rows}
        return officer.post(LIST, {**data, **seen, "change_reason": why}, follow=True).content.decode()

    assert "Nothing was changed." in tick(draft, submitted)
    assert "Write why the draft is discarded." in tick(draft, why="")
    assert HighlightReport.objects.count() == 2
    assert "Done for 1 report." in tick(draft)
    assert HighlightReport.objects.get() == submitted
