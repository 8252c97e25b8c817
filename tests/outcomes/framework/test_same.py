"""What hangs on an item is found for the item that an officer confirmed to be the same in another edition."""

from datetime import date

import pytest

from outcomes.framework.desk import unmeasured, unowned
from outcomes.framework.links import (
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
)
from outcomes.framework.merging import confirm_same
from outcomes.framework.models import Aim, Commitment
from outcomes.framework.owners import owners, relations
from outcomes.framework.places import places
from outcomes.framework.same import same_as_any, same_items, twins
from plan.models import BodyKind, Department, LeadMember, Strategy
from tests.factories import make_aim, make_body, make_indicator, make_item, make_plan, make_tree

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 28)


@pytest.fixture
def editions(policy_officer):
    """An edition and one imported after it with items of its own; their outcomes and commitments are the same."""
    old, new = make_tree(make_plan(title="The old plan")), make_tree(make_plan(title="The new plan"))
    for table in ("outcomes", "suboutcomes", "commitments"):
        before, after = getattr(old, table).get(), getattr(new, table).get()
        confirm_same(after.item, before.item, by=policy_officer)
    return old, new


def test_twins_are_those_of_one_group_with_those_asked_for(policy_officer, django_assert_num_queries):
    first, second, third, alone, stranger = (make_item("aim") for _ in range(5))
    for item in (second, third):
        confirm_same(item, first, by=policy_officer)
    with django_assert_num_queries(1):
        found = twins([third.pk, alone.pk])
    assert found == {first.pk: (third.pk,), second.pk: (third.pk,), third.pk: (third.pk,), alone.pk: (alone.pk,)}
    assert twins([first.pk, second.pk])[third.pk] == tuple(sorted([first.pk, second.pk]))
    assert set(same_as_any([second.pk]).values_list("pk", flat=True)) == {first.pk, second.pk, third.pk}
    assert same_items([stranger.pk]) == {stranger.pk}
    with django_assert_num_queries(0):
        assert twins([]) == {}


def test_owners_of_the_old_item_own_the_new_one(editions):
    old, new = (edition.outcomes.get().item for edition in editions)
    department = Department.objects.create(name="Places", slug="places")
    board, strategy = make_body(BodyKind.BOARD, "Green Board"), Strategy.objects.create(title="Waste", slug="waste")
    ItemDepartment.objects.create(item=old, department=department)
    ItemDepartment.objects.create(item=new, department=department)
    ItemBoard.objects.create(item=old, board=board)
    ItemBoard.objects.create(item=old, board=make_body(BodyKind.BOARD, "Closed Board"), ends=date(2022, 1, 1))
    ItemLeadMember.objects.create(item=old, lead_member=LeadMember.objects.create(title="Lead for Waste"))
    ItemStrategy.objects.create(item=old, strategy=strategy)
    found = owners([new.pk], on=DAY)[new.pk]
    assert [named.name for named in found.departments] == ["Places"]
    assert [named.name for named in found.boards] == ["Green Board"]
    assert [named.name for named in found.lead_members] == ["Lead for Waste"]
    assert [named.name for named in found.strategies] == ["Waste"]


def test_a_place_is_found_for_the_item_of_the_old_edition(editions):
    old, new = editions
    asked = old.commitments.get().item_id
    place = places(new, {asked, old.outcomes.get().item_id, make_item("aim").pk})
    assert {item: (one.item, one.kind) for item, one in place.items()} == {
        asked: (new.commitments.get().item_id, "commitment"),
        old.outcomes.get().item_id: (new.outcomes.get().item_id, "outcome"),
    }
    assert places(new, {new.outcomes.get().item_id})[new.outcomes.get().item_id].title == new.outcomes.get().title


def test_a_tension_between_old_items_is_one_between_the_new(editions):
    old, new = editions
    ItemRelation.objects.create(
        item=old.outcomes.get().item, other=old.commitments.get().item, kind="tension", reason="Both want the money."
    )
    (found,) = relations(new, {new.outcomes.get().item_id}, on=DAY)
    assert (found.words, found.other.item, found.reason) == (
        "In tension with", new.commitments.get().item_id, "Both want the money.",
    )  # fmt: skip


def test_what_the_old_item_has_is_no_gap_of_the_new(editions):
    old, new = editions
    aim = make_aim(new.suboutcomes.get(), "Cleaner air")
    assert list(unowned(new.commitments.all(), DAY)) == [new.commitments.get()]
    assert aim in unmeasured(Aim.objects.filter(plan=new), DAY)
    ItemOfficer.objects.create(item=old.commitments.get().item, office="Head of Streets")
    IndicatorCitation.objects.create(item=old.suboutcomes.get().item, indicator=make_indicator())
    assert list(unowned(Commitment.objects.filter(plan=new), DAY)) == []
    assert aim not in unmeasured(Aim.objects.filter(plan=new), DAY)
