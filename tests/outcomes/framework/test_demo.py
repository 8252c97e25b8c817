"""The demonstration's contributor has something to update, and keeps what an officer made of it."""

from datetime import date
from pathlib import Path

import pytest

from outcomes.framework.demo import give_contributor_commitments
from outcomes.models import Commitment, ItemDepartment, ItemOfficer, Placement
from plan import clock, roles
from plan.models import Event
from plan.slots import Demonstration
from tests.factories import make_department, make_plan, make_tree, make_user

pytestmark = pytest.mark.django_db


def demonstration(*, made=True):
    contributor = make_user(roles.CONTRIBUTOR, username="contributor")
    return Demonstration(
        folder=Path(), output=Path(), by=make_user(roles.POLICY_OFFICER), accounts={"contributor": contributor},
        made=frozenset(["contributor"] if made else []),
    )  # fmt: skip


@pytest.fixture
def plan():
    """An edition in force with nine commitments, published last because that freezes it."""
    plan = make_tree(make_plan(), sub_outcomes=3, commitments=3)
    plan.published_at, plan.in_force_from = clock.now(), date(2022, 5, 18)
    plan.save()
    return plan


def own(department, commitments, **fields):
    for commitment in commitments:
        ItemDepartment.objects.create(item=commitment.item, department=department, **fields)


def test_six_commitments_of_the_department_with_most(plan):
    commitments = list(Commitment.objects.filter(plan=plan))
    roads, libraries = make_department("Roads"), make_department("Libraries")
    own(libraries, commitments[:2])
    own(roads, commitments[2:])
    told = demonstration()
    assert give_contributor_commitments(told) == ["The contributor answers for 6 commitments (Roads)."]
    contributor = told.accounts["contributor"]
    links = ItemOfficer.objects.filter(user=contributor)
    assert {link.item_id for link in links} == {commitment.item_id for commitment in commitments[2:8]}
    assert all(link.illustrative and link.holds_on(clock.today()) for link in links)
    contributor.refresh_from_db()
    assert contributor.department == roads
    assert Event.objects.get(verb="officer.named").by == told.by


def test_shared_and_past_ownership_does_not_count(plan):
    commitments = list(Commitment.objects.filter(plan=plan))
    own(make_department("Shares"), commitments, strength=ItemDepartment.Strength.SHARED)
    own(make_department("Past"), commitments, ends=date(2022, 6, 1))
    own(make_department("Roads"), commitments[:1])
    assert give_contributor_commitments(demonstration()) == ["The contributor answers for 1 commitment (Roads)."]


def test_without_owners_the_first_commitments_serve(plan):
    assert give_contributor_commitments(demonstration()) == ["The contributor answers for 6 commitments."]


def test_an_account_that_was_there_is_given_nothing(plan):
    assert give_contributor_commitments(demonstration(made=False)) == []
    assert not ItemOfficer.objects.exists()


def test_a_plan_that_nobody_published_is_left_alone():
    make_tree()
    assert give_contributor_commitments(demonstration()) == []
    assert Placement.objects.exists()
    assert not ItemOfficer.objects.exists()
