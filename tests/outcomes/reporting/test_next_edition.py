"""An edition imported with items of its own comes into force; an officer confirmed which items are the same."""

from datetime import date

import pytest
from django.utils import timezone

from outcomes.framework.merging import confirm_same
from outcomes.framework.models import ItemOfficer
from outcomes.reporting import desk, workflow
from outcomes.reporting.models import DeliveryUpdate, HighlightReport
from outcomes.reporting.updates import record_update
from plan import records
from plan.models import Plan
from plan.roles import CONTRIBUTOR
from tests.factories import make_plan, make_tree, make_user

from .test_carrying import decide, with_priorities
from .world import make_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(world):
    """The next edition, in force since October 2022."""
    plan = make_tree(make_plan(title="The next plan"), sub_outcomes=2, commitments=2)
    Plan.objects.filter(pk=world.plan.pk).update(in_force_until=date(2022, 10, 1))
    Plan.objects.filter(pk=plan.pk).update(published_at=timezone.now(), in_force_from=date(2022, 10, 1))
    return plan


@pytest.fixture
def winter():
    return make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))


def confirm(world, newer):
    confirm_same(newer.outcomes.get().item, world.outcome.item, by=world.officer)
    for new, old in zip(newer.commitments.order_by("pk"), world.plan.commitments.order_by("pk"), strict=True):
        confirm_same(new.item, old.item, by=world.officer)


def test_its_board_and_the_last_priorities_come_with_it(world, newer, winter):
    decide(world, with_priorities(world, world.open(), "Hire drivers"))
    assert workflow.open_period(winter, by=world.officer).without_board == [newer.outcomes.get()]
    confirm(world, newer)
    opened = workflow.open_period(winter, by=world.officer)
    (report,) = opened.reports
    assert (report.board, report.outcome, opened.without_board) == (world.board, newer.outcomes.get().item, [])
    assert [answer.priority.text for answer in report.answers.all()] == ["Hire drivers"]


def test_a_priority_approved_late_reaches_the_report_on_the_new_item(world, newer, winter):
    first = with_priorities(world, world.open(), "Hire drivers")
    confirm(world, newer)
    workflow.open_period(winter, by=world.officer)
    second = HighlightReport.objects.get(period=winter)
    assert not second.answers.exists()
    decide(world, first)
    assert [answer.priority.text for answer in second.answers.all()] == ["Hire drivers"]


def test_confirming_after_opening_makes_no_second_report_of_the_same_board(world, newer):
    world.open()
    confirm(world, newer)
    with records.lifted():
        Plan.objects.filter(pk=world.plan.pk).update(in_force_until=date(2022, 9, 1))
        Plan.objects.filter(pk=newer.pk).update(in_force_from=date(2022, 9, 1))
    assert workflow.open_period(world.period, by=world.officer).reports == []
    assert HighlightReport.objects.count() == 1


def test_a_lead_officer_keeps_what_is_theirs_and_is_not_asked_anew(world, newer):
    lead, day = make_user(CONTRIBUTOR), date(2022, 11, 1)
    old, other = world.plan.commitments.order_by("pk")[:2]
    new = newer.commitments.order_by("pk")[0]
    ItemOfficer.objects.create(item=old.item, office="Head of Streets", user=lead)
    assert desk.silent_commitments(lead, day) == []
    confirm(world, newer)
    assert [line.text for line in desk.silent_commitments(lead, day)] == [f"{new} (no update yet)"]
    update = record_update(new.item, by=lead, date=date(2022, 10, 30), status="on_track")
    assert DeliveryUpdate.objects.editable_by(lead).get() == update
    assert desk.silent_commitments(lead, day) == []
    DeliveryUpdate.objects.filter(pk=update.pk).update(item=old.item, date=date(2022, 4, 1))
    assert [line.text for line in desk.silent_commitments(lead, day)] == [f"{new} (last update 1 April 2022)"]
    record_update(other.item, by=world.officer, date=date(2022, 10, 30), status="at_risk")
    assert DeliveryUpdate.objects.editable_by(lead).count() == 1
