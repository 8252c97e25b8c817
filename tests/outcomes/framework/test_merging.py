"""An officer says that two wordings are one thing."""

import pytest

from outcomes.framework.editions import publish_edition
from outcomes.framework.merging import CannotMerge, confirm_same, merge_commitments
from outcomes.framework.models import Commitment
from outcomes.framework.same import same_items
from outcomes.framework.tree import read_tree
from plan.models import Event
from tests.factories import make_commitment, make_item, make_plan, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    plan = make_tree(make_plan(vision="x"), sub_outcomes=2)
    one, other = plan.suboutcomes.all()
    return make_commitment(one, "Plant trees"), make_commitment(other, "Plant trees")


def test_merged_commitments_are_one_with_two_places(twins, policy_officer):
    keep, drop = twins
    dropped_item = drop.item
    merge_commitments(keep, drop, by=policy_officer, why="The paper prints it twice")
    (outcome,) = read_tree(keep.plan)
    places = [c.elsewhere for node in outcome.sub_outcomes for c in node.commitments if c.text == "Plant trees"]
    assert places == [("1.2",), ("1.1",)]
    assert Commitment.objects.filter(plan=keep.plan, text="Plant trees").count() == 1
    assert same_items([dropped_item.pk]) == {dropped_item.pk, keep.item_id}
    assert Event.objects.get(verb="commitment.merged").why == "The paper prints it twice"


def test_a_published_edition_is_not_merged_in(twins, policy_officer):
    keep, drop = twins
    publish_edition(keep.plan, by=policy_officer)
    with pytest.raises(CannotMerge, match="is published"):
        merge_commitments(keep, drop, by=policy_officer)
    assert Commitment.objects.filter(text="Plant trees").count() == 2


def test_commitments_of_the_same_list_or_of_other_editions_are_not_merged(twins, policy_officer):
    keep, _ = twins
    stranger = make_tree().commitments.get()
    with pytest.raises(CannotMerge, match="same version"):
        merge_commitments(keep, stranger, by=policy_officer)
    neighbour = make_commitment(keep.placements.get().sub_outcome, "Plant trees")
    with pytest.raises(CannotMerge, match=r"Both stand under 1\.1"):
        merge_commitments(keep, neighbour, by=policy_officer)


def test_same_as_never_chains(policy_officer):
    first, second, third = (make_item("aim") for _ in range(3))
    confirm_same(second, first, by=policy_officer)
    confirm_same(third, second, by=policy_officer)
    third.refresh_from_db()
    assert third.same_as == first
    assert same_items([third.pk]) == {first.pk, second.pk, third.pk}
    with pytest.raises(CannotMerge, match="One is outcome, the other aim"):
        confirm_same(make_item("outcome"), first, by=policy_officer)
