"""Pages cost the same number of queries for one row, ten or a hundred, at every level of the tree."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.models import DeliveryUpdate, IndicatorCitation, ItemDepartment, Outcome, Remit, SubOutcome
from plan.models import Department, Plan
from tests import factories

START = date(2022, 5, 18)
SIZES = (1, 10, 100)


def in_force(plan: Plan) -> Plan:
    at = datetime(2022, 5, 19, tzinfo=UTC)
    Plan.objects.filter(pk=plan.pk).update(published_at=at, in_force_from=START)
    return plan


def tree(**sizes) -> Plan:
    """An edition in force with so many rows at one level, one at each other, and all that hangs on them."""
    plan = factories.make_tree(factories.make_plan(slug="2022-26", vision="x"), **sizes)
    committee = factories.make_body(name="Watching Committee")
    department = factories.make_department("Places")
    indicator = factories.make_indicator("Measured", owner=department, rhythm="financial_year")
    factories.make_result(indicator, "2021/22", Decimal("5"))
    for row in SubOutcome.objects.filter(plan=plan):
        Remit.objects.create(committee=committee, item=row.item, starts=START)
        ItemDepartment.objects.create(item=row.item, department=department, starts=START)
        IndicatorCitation.objects.create(item=row.item, indicator=indicator, starts=START)
    return in_force(plan)


def with_updates(many: int) -> Plan:
    plan = tree()
    item = plan.commitments.get().item
    for _ in range(many):
        DeliveryUpdate.objects.create(
            item=item, status="on_track", date=date(2022, 9, 1), published_at=datetime(2022, 9, 2, tzinfo=UTC)
        )
    return plan


def with_indicators(many: int) -> Plan:
    plan = tree()
    item = SubOutcome.objects.get(plan=plan).item
    department = Department.objects.get(slug="places")
    for _ in range(many):
        indicator = factories.make_indicator(owner=department, rhythm="financial_year")
        factories.make_result(indicator, "2021/22", Decimal("5"))
        factories.make_target(indicator, "2021/22", Decimal("6"))
        IndicatorCitation.objects.create(item=item, indicator=indicator, starts=START)
    return plan


LEVELS = {
    "outcomes": lambda many: tree(outcomes=many),
    "sub-outcomes": lambda many: tree(sub_outcomes=many),
    "commitments": lambda many: tree(commitments=many),
    "indicators": with_indicators,
    "updates": with_updates,
}
# What each page costs, counted with a page that is not kept yet: the revision and the council among it.
COST = {
    "/": 19,
    "/outcomes/{outcome}/": 34,
    "/outcomes/{outcome}/{number}/": 35,
    "/plans/2022-26/": 23,
    "/indicators/": 14,
    "/indicators/?outcome={outcome}&committee=watching-committee&overdue=never&sort=rating": 22,
    "/scorecards/": 21,
    "/scorecards/departments/places/": 15,
    "/scorecards/outcomes/{outcome}/": 31,
    "/scrutiny/": 19,
    "/scrutiny/watching-committee/": 27,
}


@pytest.mark.django_db
@pytest.mark.parametrize("many", SIZES)
@pytest.mark.parametrize("level", LEVELS)
def test_the_cost_of_a_page_does_not_grow(client, level, many):
    plan = LEVELS[level](many)
    outcome = Outcome.objects.filter(plan=plan).order_by("position").first()
    number = outcome.sub_outcomes.order_by("position").first().number
    counted = {}
    for path in COST:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(outcome=outcome.slug, number=number)).status_code == 200
        counted[path] = len(queries)

    assert counted == COST
