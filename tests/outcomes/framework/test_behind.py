"""What strategies leave bare: outcomes, commitments, and strategies that support nothing."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from outcomes.framework.behind import (
    commitments_without,
    outcomes_without,
    strategies_to_renew,
    strategies_without,
    what_is_bare,
)
from outcomes.models import Aim, Commitment, ItemStrategy, Outcome, Placement, SubOutcome
from plan.models import Plan, Strategy
from plan.roles import CMT, POLICY_OFFICER
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)
START = date(2022, 5, 18)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("bare_plan")
def bare_plan(standing) -> Plan:
    """Two outcomes; each has a sub-outcome with an aim and two commitments."""
    plan = factories.make_tree(outcomes=2, commitments=2)
    Plan.objects.filter(pk=plan.pk).update(published_at="2022-05-19T09:00Z", in_force_from=START)
    return plan


def support(item, **fields) -> Strategy:
    strategy = Strategy.objects.create(title="Waste Strategy", slug="waste")
    ItemStrategy.objects.create(item=item, strategy=strategy, **{"starts": START, **fields})
    return strategy


def bare(plan) -> tuple[int, int]:
    outcomes = outcomes_without(Outcome.objects.filter(plan=plan), TODAY)
    return outcomes.count(), commitments_without(Commitment.objects.filter(plan=plan), TODAY).count()


@pytest.mark.parametrize(
    ("model", "left"), [(Outcome, (1, 2)), (SubOutcome, (1, 2)), (Aim, (1, 2)), (Commitment, (1, 3))]
)
def test_a_strategy_reaches_down_to_commitments_and_up_to_the_outcome(bare_plan, model, left):
    assert bare(bare_plan) == (2, 4)
    support(model.objects.filter(plan=bare_plan).order_by("pk").first().item)
    assert bare(bare_plan) == left


def test_links_count_only_while_they_hold(bare_plan):
    strategy = support(bare_plan.outcomes.first().item, ends=TODAY)
    assert bare(bare_plan) == (2, 4)
    assert list(strategies_without(Strategy.objects.all(), TODAY)) == [strategy]
    assert list(strategies_without(Strategy.objects.all(), date(2022, 11, 7))) == []


def test_a_link_of_the_same_thing_in_another_version_counts(bare_plan):
    twin, item = factories.make_item("outcome"), bare_plan.outcomes.first().item
    item.same_as = twin
    item.save()
    support(twin)
    assert bare(bare_plan) == (1, 2)


def test_one_place_that_is_supported_is_enough(db):
    plan = factories.make_tree(outcomes=2, commitments=2)
    first, second = SubOutcome.objects.filter(plan=plan).order_by("pk")
    support(second.item)
    assert bare(plan) == (1, 2)
    both = Commitment.objects.filter(placements__sub_outcome=first).order_by("pk").first()
    Placement.objects.create(sub_outcome=second, commitment=both, position=3)
    assert bare(plan) == (1, 1)


def test_an_ended_strategy_need_support_nothing(bare_plan):
    Strategy.objects.create(title="Old", slug="old", ends=TODAY)
    assert list(strategies_without(Strategy.objects.all(), TODAY)) == []


def test_my_desk_counts_them_and_leads_to_the_lists(bare_plan, client):
    Strategy.objects.create(title="Alone", slug="alone")
    officer = factories.make_user(POLICY_OFFICER)
    lines = what_is_bare(officer, TODAY)
    assert [line.text for line in lines] == [
        "2 outcomes without a strategy", "4 commitments with no strategy behind them",
        "1 strategy without a link to any part of the plan",
    ]  # fmt: skip
    client.force_login(officer)
    for line, listed in zip(lines, (2, 4, 1), strict=True):
        assert client.get(line.url).context["cl"].result_count == listed
    assert what_is_bare(factories.make_user(CMT), TODAY) == []


def test_strategies_that_are_due_or_end_soon(bare_plan, client):
    Strategy.objects.create(title="Due", slug="due", review_due=date(2022, 11, 1))
    Strategy.objects.create(title="Ending", slug="ending", ends=date(2022, 12, 1))
    Strategy.objects.create(title="Ended", slug="ended", ends=TODAY, review_due=date(2022, 11, 1))
    Strategy.objects.create(title="Later", slug="later", review_due=date(2023, 11, 1), ends=date(2024, 1, 1))
    officer = factories.make_user(POLICY_OFFICER)
    assert [(line.text, line.due, line.overdue) for line in strategies_to_renew(officer, TODAY)] == [
        ("Due: due review", date(2022, 11, 1), True), ("Ending: ends soon", date(2022, 12, 1), False),
    ]  # fmt: skip
    client.force_login(officer)
    assert client.get(f"{reverse('admin:plan_strategy_changelist')}?review=due").context["cl"].result_count == 0
