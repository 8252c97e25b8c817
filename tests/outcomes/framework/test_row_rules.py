"""Rules between rows, refused by the database itself, on whichever one the suite runs."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from outcomes.framework.placing import CannotPlace, place
from outcomes.models import IndicatorCitation, ItemBoard, Placement, Saving
from plan import row_rules
from tests.factories import (
    make_aim,
    make_body,
    make_commitment,
    make_indicator,
    make_item,
    make_outcome,
    make_sub_outcome,
    make_tree,
)
from tests.pages import form_data

pytestmark = pytest.mark.django_db
OTHER_AIM = "This aim belongs to another sub-outcome. Choose one of the same."


@pytest.fixture
def plan():
    return make_tree(sub_outcomes=2)


@pytest.fixture
def other():
    return make_tree()


def refused(says, act):
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        act()


def test_every_rule_stands_after_all_migrations():
    assert sorted(name for name, _ in row_rules.installed()) == row_rules.expected()


def test_no_commitment_is_grouped_under_an_aim_of_another_sub_outcome(client, plan, policy_officer):
    """By neither form, nor the verb, nor SQL."""
    here, there = plan.suboutcomes.all()
    commitment, stranger = make_commitment(here), there.aims.get()
    placement = commitment.placements.get()
    refused("an aim of the same sub-outcome", lambda: Placement.objects.filter(pk=placement.pk).update(aim=stranger))
    with pytest.raises(CannotPlace, match="belongs to another sub-outcome"):
        place(make_commitment(here), under=there, aim=here.aims.get(), by=policy_officer)
    client.force_login(policy_officer)
    page = reverse("admin:outcomes_commitment_change", args=[commitment.pk])
    shown = client.post(page, form_data(client.get(page), **{"placements-0-aim": stranger.pk}, _save="Save"))
    assert (shown.status_code, OTHER_AIM in shown.content.decode()) == (200, True)
    page = reverse("admin:outcomes_suboutcome_change", args=[here.pk])
    shown = client.post(page, form_data(client.get(page), **{"placements-1-aim": stranger.pk}, _save="Save"))
    assert shown.status_code == 200
    placement.refresh_from_db()
    assert placement.aim is None


def test_rows_stand_under_rows_of_their_own_version(plan, other):
    sub, aim, commitment = plan.suboutcomes.first(), plan.aims.first(), plan.commitments.first()
    stranger = other.suboutcomes.get()
    refused("as its outcome", lambda: type(sub).objects.filter(pk=sub.pk).update(outcome=other.outcomes.get()))
    refused("as its outcome", lambda: type(sub).objects.filter(pk=sub.pk).update(plan=other))
    refused("as its sub-outcome", lambda: type(aim).objects.filter(pk=aim.pk).update(sub_outcome=stranger))
    refused(
        "as the list", lambda: type(commitment).objects.filter(pk=commitment.pk).update(parent=other.commitments.get())
    )
    refused(
        "in its own version",
        lambda: Placement.objects.create(sub_outcome=stranger, commitment=commitment, position=1),
    )


def test_same_as_stays_within_a_kind(plan):
    aim, outcome = plan.aims.first().item, plan.outcomes.get().item
    refused("can be the same", lambda: type(aim).objects.filter(pk=aim.pk).update(same_as=outcome))
    refused(
        "wording of an outcome",
        lambda: type(plan.outcomes.get()).objects.filter(plan=plan).update(item=make_item("aim")),
    )


def test_a_board_looks_after_items_and_an_indicator_measures_aims_and_sub_outcomes(plan):
    item, indicator = plan.outcomes.get().item, make_indicator()
    for kind in ("committee", "cabinet", "council"):
        body = make_body(kind)
        refused("is a board", lambda body=body: ItemBoard.objects.create(item=item, board=body))
    ItemBoard.objects.create(item=item, board=make_body("programme_board"))
    for row in (plan.outcomes.get(), plan.commitments.first()):
        refused("measures an aim", lambda row=row: IndicatorCitation.objects.create(item=row.item, indicator=indicator))
    for row in (plan.suboutcomes.first(), plan.aims.first()):
        IndicatorCitation.objects.create(item=row.item, indicator=indicator)
    assert (ItemBoard.objects.count(), IndicatorCitation.objects.count()) == (1, 2)


def test_the_desk_offers_only_what_the_database_takes(client, plan, policy_officer):
    board, committee = make_body("board"), make_body("committee")
    client.force_login(policy_officer)
    form = client.get(reverse("admin:outcomes_itemboard_add")).context["adminform"].form
    assert list(form.fields["board"].queryset) == [board]
    form = client.get(reverse("admin:outcomes_indicatorcitation_add")).context["adminform"].form
    assert set(form.fields["item"].queryset.values_list("kind", flat=True)) == {"aim", "sub_outcome"}
    assert committee.item_links.count() == 0


def test_savings_are_not_negative_and_parts_come_to_no_more_than_their_total(plan):
    here, there = plan.suboutcomes.all()
    total = Saving.objects.create(sub_outcome=here, name="Total", amount=Decimal("0.30"))
    Saving.objects.create(sub_outcome=here, name="Schools", amount=Decimal("0.10"), part_of=total)
    part = Saving.objects.create(sub_outcome=here, name="Roads", amount=Decimal("0.20"), part_of=total)
    with pytest.raises(DatabaseError), transaction.atomic():
        Saving.objects.create(sub_outcome=here, name="Less", amount=Decimal("-1"))
    more, none = {"name": "Parks", "amount": Decimal("0.01")}, {"name": "Parks", "amount": Decimal(0)}
    refused("more than its total", lambda: Saving.objects.create(sub_outcome=here, part_of=total, **more))
    refused("more than its total", lambda: Saving.objects.filter(pk=part.pk).update(amount=Decimal("0.21")))
    refused("less than its parts", lambda: Saving.objects.filter(pk=total.pk).update(amount=Decimal("0.29")))
    refused("a total of the same", lambda: Saving.objects.create(sub_outcome=there, part_of=total, **none))
    refused("a total of the same", lambda: Saving.objects.create(sub_outcome=here, part_of=part, **none))
    Saving.objects.filter(pk=part.pk).update(amount=Decimal("0.05"))
    assert sum(total.parts.values_list("amount", flat=True)) == Decimal("0.15")


def test_what_broke_a_rule_before_it_came_can_still_be_put_right_or_deleted(plan):
    here, there = plan.suboutcomes.all()
    placement = make_commitment(here).placements.get()
    row_rules.remove()
    Placement.objects.filter(pk=placement.pk).update(aim=there.aims.get())
    row_rules.install()
    Placement.objects.filter(pk=placement.pk).update(version=2)
    Placement.objects.filter(pk=placement.pk).update(aim=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM outcomes_placement WHERE id = %s", [placement.pk])
    assert not Placement.objects.filter(pk=placement.pk).exists()


def test_new_rows_of_a_list_come_last(client, plan, policy_officer):
    """Found by a reviewer: without a place they jumped to the top."""
    here = plan.suboutcomes.first()
    client.force_login(policy_officer)
    page = reverse("admin:outcomes_suboutcome_change", args=[here.pk])
    for text in ("First", "Second"):
        typed = {"joint_work-0-text": text, "joint_work-0-position": ""}
        if text == "Second":
            typed = {"joint_work-1-text": text, "joint_work-1-position": ""}
        assert client.post(page, form_data(client.get(page), **typed, _save="Save")).status_code == 302
    assert list(here.joint_work.values_list("text", "position")) == [("First", 1), ("Second", 2)]
    assert make_sub_outcome(make_outcome(plan)).joint_work.count() == make_aim(here).placements.count() == 0
