"""What a report must have before it is submitted, and before its public words are cleared."""

import pytest

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import DeliveryStatus
from outcomes.reporting.transitions import Incomplete
from outcomes.reporting.updates import record_update

from .world import make_world

pytestmark = pytest.mark.django_db


def missing(verb, report, by) -> list[str]:
    with pytest.raises(Incomplete) as found:
        verb(report, by=by)
    return found.value.missing


def test_an_empty_report_lists_everything_it_lacks(world):
    report = world.open()
    first, second = world.outcome.sub_outcomes.all()
    assert missing(workflow.submit, report, world.member) == [
        f"Give the status of {first}.",
        f"Give the status of {second}.",
        "Add at least one achievement.",
        "Add at least one challenge.",
        "Add at least one priority for the next six months.",
    ]
    report.refresh_from_db()
    assert report.status == "draft"


@pytest.mark.parametrize("status", DeliveryStatus.values)
def test_a_reason_is_asked_for_by_the_statuses_that_need_one(status, world):
    report = world.written()
    row = report.judgements.first()
    name = str(world.outcome.sub_outcomes.first())
    editing.judge(report, row.item, by=world.member, status=status)
    if status in ("at_risk", "off_track", "stopped", "superseded"):
        words = {"at_risk": "at risk", "off_track": "off track"}.get(status, status)
        assert missing(workflow.submit, report, world.member) == [f"Say why, for management: {name} is {words}."]
        editing.judge(report, row.item, by=world.member, status=status, text="Because.", public_text=" ")
        workflow.submit(report, by=world.member)
        workflow.approve(report, by=world.cmt, **world.decision())
        assert missing(workflow.clear, report, world.officer) == [f"Say why, for the public: {name} is {words}."]
        report.refresh_from_db()
        assert report.cleared_at is None
    else:
        workflow.submit(report, by=world.member)
        workflow.approve(report, by=world.cmt, **world.decision())
        workflow.clear(report, by=world.officer)
        assert report.cleared_by == world.officer


def test_a_line_deleted_from_the_report_is_missed(world):
    report = world.written()
    report.judgements.first().delete()
    name = str(world.outcome.sub_outcomes.first())
    assert missing(workflow.submit, report, world.member) == [f"Give the status of {name}."]


def test_an_update_in_the_report_needs_its_reason_in_both_words(world):
    report = world.written()
    commitment = world.plan.commitments.first()
    update = record_update(
        commitment.item, by=world.member, date=world.period.ends, status="stopped", report=report
    )  # fmt: skip
    name = f"the commitment “{commitment.text}”"
    assert missing(workflow.submit, report, world.member) == [f"Say why, for management: {name} is stopped."]
    update.text = "Money ran out."
    update.save()
    workflow.submit(report, by=world.member)
    workflow.approve(report, by=world.cmt, **world.decision())
    assert missing(workflow.clear, report, world.officer) == [f"Say why, for the public: {name} is stopped."]


def test_the_refusal_reads_as_one_text(world):
    report = world.written()
    report.entries.filter(kind="challenge").delete()
    with pytest.raises(Incomplete, match=r"^This report is not complete yet. Add at least one challenge.$"):
        workflow.submit(report, by=world.member)


def test_one_sub_outcome_is_enough_to_report_on(db):
    world = make_world(sub_outcomes=1, commitments=0)
    report = world.written()
    workflow.submit(report, by=world.member)
    assert report.status == "submitted"
