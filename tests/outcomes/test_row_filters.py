"""Filters of the lists of sub-outcomes, aims and commitments: by what they stand under, and how they are going."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.models import Commitment, DeliveryUpdate, ItemBoard, ItemDepartment
from tests.factories import make_body, make_commitment, make_department, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_tree(outcomes=2)


def shown(client, model, **query):
    page = client.get(reverse(f"admin:outcomes_{model}_changelist"), query)
    assert page.status_code == 200
    return list(page.context["cl"].queryset)


def test_what_stands_under_a_boards_outcome_is_found_by_the_board(client, plan, policy_officer):
    """Found by a reviewer: sub-outcomes were found only by a board of their own, and no list went further down."""
    here, there = plan.outcomes.all()
    board, other = make_body("board"), make_body("board")
    ItemBoard.objects.create(item=here.item, board=board)
    ItemBoard.objects.create(item=there.item, board=board, ends=date(2020, 1, 1))
    ItemBoard.objects.create(item=there.item, board=other)
    commitment = here.sub_outcomes.get().placements.get().commitment
    line = Commitment.objects.create(
        plan=plan, item=make_tree().commitments.get().item, parent=commitment, text="A line"
    )
    client.force_login(policy_officer)
    assert shown(client, "outcome", board=board.pk) == [here]
    assert shown(client, "suboutcome", board=board.pk) == [here.sub_outcomes.get()]
    assert shown(client, "aim", board=board.pk) == [here.sub_outcomes.get().aims.get()]
    assert set(shown(client, "commitment", board=board.pk)) == {commitment, line}


def test_a_commitment_with_a_department_of_its_own_is_not_its_outcomes_departments(client, plan, policy_officer):
    outcome = plan.outcomes.first()
    sub_outcome = outcome.sub_outcomes.get()
    shared, own = make_department("Shared"), make_department("Own")
    inherits, has_own = sub_outcome.placements.get().commitment, make_commitment(sub_outcome)
    ItemDepartment.objects.create(item=outcome.item, department=shared)
    ItemDepartment.objects.create(item=has_own.item, department=own)
    client.force_login(policy_officer)
    assert shown(client, "commitment", department=shared.pk) == [inherits]
    assert shown(client, "commitment", department=own.pk) == [has_own]
    assert shown(client, "aim", department=shared.pk) == [sub_outcome.aims.get()]


def test_commitments_are_found_by_their_latest_delivery_status(client, plan, policy_officer):
    going, slipping = plan.commitments.order_by("pk")
    third = make_commitment(plan.suboutcomes.first())
    for day, status in ((date(2022, 6, 1), "at_risk"), (date(2022, 9, 1), "on_track")):
        DeliveryUpdate.objects.create(item=going.item, date=day, status=status, text="x")
    DeliveryUpdate.objects.create(item=slipping.item, date=date(2022, 6, 1), status="at_risk", text="x")
    client.force_login(policy_officer)
    assert shown(client, "commitment", delivery="on_track") == [going]
    assert shown(client, "commitment", delivery="at_risk") == [slipping]
    assert shown(client, "commitment", delivery="none") == [third]
