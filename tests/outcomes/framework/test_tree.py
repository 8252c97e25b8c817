"""An edition read as a tree, and the part of it within a remit."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.framework.models import Commitment, CommitmentPartner, Placement
from outcomes.framework.numbers import Numbers
from outcomes.framework.tree import items_of, read_tree, within
from outcomes.scrutiny.models import Remit
from outcomes.scrutiny.remits import committees_watching, named_items, remit_tree
from plan.models import Partner
from tests.factories import (
    make_aim,
    make_body,
    make_commitment,
    make_item,
    make_outcome,
    make_plan,
    make_sub_outcome,
    make_tree,
)

pytestmark = pytest.mark.django_db
MEETING = date(2022, 11, 7)


@pytest.fixture
def plan():
    """Two outcomes; 1.1 has two aims with a commitment each and one under none, 1.2 and 2.1 one commitment."""
    plan = make_plan()
    first, second = make_outcome(plan, "Clean"), make_outcome(plan, "Safe")
    one = make_sub_outcome(first, "Air")
    make_commitment(one, "Under the first aim", aim=make_aim(one, "Cleaner air"))
    make_commitment(one, "Under the second aim", aim=make_aim(one, "Less noise"))
    make_commitment(one, "Under no aim")
    make_commitment(make_sub_outcome(first, "Water"), "About water")
    make_commitment(make_sub_outcome(second, "Roads"), "About roads")
    return plan


def texts(outcomes):
    return [c.text for outcome in outcomes for node in outcome.sub_outcomes for c in node.commitments]


def test_the_tree_has_the_editions_order_and_words(plan):
    clean, safe = read_tree(plan)
    assert (clean.number, clean.title, safe.title) == ("1", "Clean", "Safe")
    assert [(node.number, node.title) for node in clean.sub_outcomes] == [("1.1", "Air"), ("1.2", "Water")]
    air = clean.sub_outcomes[0]
    assert [aim.text for aim in air.aims] == ["Cleaner air", "Less noise"]
    assert [commitment.text for commitment in air.of_aim(air.aims[1].uuid)] == ["Under the second aim"]
    assert [commitment.text for commitment in air.of_aim(None)] == ["Under no aim"]


def test_a_commitment_knows_its_partners_its_list_and_its_other_places(plan):
    commitment = Commitment.objects.get(plan=plan, text="About water")
    partner = Partner.objects.create(name="Fenbrook Water", slug="water", kind="firm")
    CommitmentPartner.objects.create(commitment=commitment, partner=partner)
    Commitment.objects.create(
        plan=plan, item=make_item("commitment"), parent=commitment, text="a part of it", position=1
    )
    roads = plan.suboutcomes.get(title="Roads")
    Placement.objects.create(sub_outcome=roads, commitment=commitment, position=2)
    node = read_tree(plan)[0].sub_outcomes[1].commitments[0]
    assert (node.partners, [text for _, text in node.nested], node.elsewhere) == (
        ("Fenbrook Water",), ["a part of it"], ("2.1",),
    )  # fmt: skip


@pytest.mark.parametrize("level", ["outcomes", "sub_outcomes", "commitments"])
def test_reading_a_tree_costs_the_same_queries_for_1_10_and_100_rows(level):
    counts = set()
    for number in (1, 10, 100):
        plan = make_tree(**{level: number})
        with CaptureQueriesContext(connection) as queries:
            read_tree(plan)
        counts.add(len(queries))
    assert counts == {10}


def test_an_outcome_in_the_remit_brings_everything_under_it(plan):
    kept = within(read_tree(plan), {plan.outcomes.get(title="Clean").item_id})
    assert texts(kept) == ["Under the first aim", "Under the second aim", "Under no aim", "About water"]
    assert not kept[0].heading_only


def test_what_stands_above_is_a_heading_without_its_words(plan):
    plan.outcomes.update(statement="All of it", narrative="Much more")
    water = plan.suboutcomes.get(title="Water")
    (clean,) = within(read_tree(plan), {water.item_id})
    assert (clean.heading_only, clean.title, clean.statement, clean.narrative) == (True, "Clean", "", "")
    assert texts([clean]) == ["About water"]
    assert items_of([clean]) == {water.item_id, Commitment.objects.get(text="About water").item_id}


def test_an_aim_in_the_remit_brings_only_its_own_commitments(plan):
    aim = plan.aims.get(text="Less noise")
    kept = within(read_tree(plan), {aim.item_id})
    assert texts(kept) == ["Under the second aim"]
    assert [node.title for node in kept[0].sub_outcomes] == ["Air"]
    assert [a.text for a in kept[0].sub_outcomes[0].aims] == ["Less noise"]


def test_a_commitment_with_two_places_is_shown_only_where_the_remit_reaches(plan):
    water = Commitment.objects.get(plan=plan, text="About water")
    roads = plan.suboutcomes.get(title="Roads")
    Placement.objects.create(sub_outcome=roads, commitment=water, position=2)
    kept = within(read_tree(plan), {roads.item_id})
    assert [outcome.title for outcome in kept] == ["Safe"]
    assert texts(kept) == ["About roads", "About water"]


def test_a_commitment_named_alone_stands_under_headings(plan):
    commitment = Commitment.objects.get(plan=plan, text="Under the first aim")
    kept = within(read_tree(plan), {commitment.item_id})
    assert texts(kept) == ["Under the first aim"]
    assert kept[0].sub_outcomes[0].commitments[0].aim is None


def test_a_remit_holds_from_its_first_day_until_the_day_it_ends(plan):
    committee = make_body()
    item = plan.suboutcomes.get(title="Air").item
    Remit.objects.create(committee=committee, item=item, starts=date(2022, 1, 1), ends=MEETING)
    assert named_items(committee, on=date(2022, 1, 1)) == {item.pk}
    assert named_items(committee, on=date(2022, 11, 6)) == {item.pk}
    assert named_items(committee, on=MEETING) == set()
    assert named_items(committee, on=date(2021, 12, 31)) == set()
    assert named_items(make_body(), on=date(2022, 1, 1)) == set()


def test_a_remit_follows_an_item_an_officer_confirmed_to_be_the_same(plan):
    committee, other = make_body(), make_tree()
    old = other.suboutcomes.get().item
    new = plan.suboutcomes.get(title="Air").item
    new.same_as = old
    new.save()
    Remit.objects.create(committee=committee, item=old)
    assert [node.title for o in remit_tree(committee, plan, on=MEETING) for node in o.sub_outcomes] == ["Air"]


def test_committees_are_found_by_item_or_what_is_above_it(plan):
    committee = make_body(name="Environment Committee")
    outcome = plan.outcomes.get(title="Clean")
    Remit.objects.create(committee=committee, item=outcome.item)
    water = plan.suboutcomes.get(title="Water")
    assert committees_watching({water.item_id}, on=MEETING) == []
    assert [found.slug for found in committees_watching({water.item_id, outcome.item_id}, on=MEETING)] == [
        committee.slug
    ]


def test_a_number_means_what_its_own_edition_says(plan):
    numbers = Numbers(plan)
    assert numbers.item("1.1") == plan.suboutcomes.get(title="Air").item_id
    assert numbers.item("1.1/2") == Commitment.objects.get(text="Under the second aim").item_id
    assert numbers.item("1.1/2", under="aim") == plan.aims.get(text="Less noise").item_id
    assert numbers.outcomes["2"] == plan.outcomes.get(title="Safe").item_id
    with pytest.raises(KeyError, match=r"nothing numbered 7\.4"):
        numbers.item("7.4")
