"""An officer says that two wordings are one thing."""

import pytest
from django.urls import reverse

from outcomes.framework.editions import publish_edition
from outcomes.framework.merging import CannotMerge, Seen, confirm_same, merge_commitments, withdraw_same
from outcomes.framework.models import Commitment, CommitmentPartner
from outcomes.framework.same import same_items
from outcomes.framework.tree import read_tree
from plan.locking import Stale
from plan.models import Event, Partner
from plan.roles import CMT, DEMOCRATIC_SERVICES
from tests.factories import make_commitment, make_item, make_plan, make_tree, make_user
from tests.pages import form_data

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


def test_the_one_that_stays_takes_over_partners_and_keeps_its_own(twins, policy_officer):
    keep, drop = twins
    both, ours, theirs = (
        Partner.objects.create(name=name, slug=name, kind="group") for name in ("both", "ours", "theirs")
    )
    for commitment, partner in ((keep, both), (keep, ours), (drop, both), (drop, theirs)):
        CommitmentPartner.objects.create(commitment=commitment, partner=partner)
    merge_commitments(keep, drop, by=policy_officer)
    assert sorted(keep.partners.values_list("slug", flat=True)) == ["both", "ours", "theirs"]


def test_a_commitment_that_somebody_changed_meanwhile_is_not_merged(twins, policy_officer):
    keep, drop = twins
    Commitment.objects.filter(pk=drop.pk).update(text="Plant more trees", version=2)
    with pytest.raises(Stale):
        merge_commitments(keep, drop, by=policy_officer, seen=Seen(1, 1))
    assert Commitment.objects.filter(pk=drop.pk).exists()


def test_two_of_one_version_are_not_the_same_and_groups_become_one(twins, policy_officer):
    keep, drop = twins
    with pytest.raises(CannotMerge, match=r"Both stand in Fenbrook Plan .* they are two things"):
        confirm_same(keep.item, drop.item, by=policy_officer)
    first, second, third, fourth = (make_item("aim") for _ in range(4))
    confirm_same(first, second, by=policy_officer)
    confirm_same(third, fourth, by=policy_officer)
    confirm_same(first, third, by=policy_officer)
    assert same_items([second.pk]) == {first.pk, second.pk, third.pk, fourth.pk}


def test_what_was_confirmed_by_mistake_is_taken_back(policy_officer):
    first, second = make_item("aim"), make_item("aim")
    confirm_same(first, second, by=policy_officer)
    with pytest.raises(CannotMerge, match="Say why"):
        withdraw_same(first, by=policy_officer, why=" ")
    withdraw_same(first, by=policy_officer, why="Two different aims")
    assert same_items([first.pk]) == {first.pk}
    assert Event.objects.get(verb="item.not_same").why == "Two different aims"


# The doors


def merge_page(keep, drop):
    return f"{reverse('admin:outcomes_merge', args=[keep.pk])}?other={drop.pk}"


def test_the_desk_shows_what_a_merge_will_do_and_then_does_it(client, twins, policy_officer):
    keep, drop = twins
    client.force_login(policy_officer)
    change = client.get(reverse("admin:outcomes_commitment_change", args=[keep.pk])).content.decode()
    assert reverse("admin:outcomes_merge", args=[keep.pk]) in change
    choice = client.get(reverse("admin:outcomes_merge", args=[keep.pk])).content.decode()
    assert f'<option value="{drop.pk}">1.2: Plant trees</option>' in choice
    shown = client.get(merge_page(keep, drop))
    assert [(part.heading, next(iter(part.lines))) for part in shown.context["told"]] == [
        ("Stays", "Plant trees (1.1)"),
        ("Goes, and is kept in the history", "Plant trees (1.2)"),
        ("What will happen", "The first also stands under 1.2."),
    ]
    assert Commitment.objects.filter(text="Plant trees").count() == 2
    done = client.post(merge_page(keep, drop), form_data(shown, why="Printed twice"))
    assert done.status_code == 302
    assert Commitment.objects.get(text="Plant trees") == keep
    assert Event.objects.get(verb="commitment.merged").why == "Printed twice"


def test_the_desk_merges_nothing_that_changed_since_it_was_shown(client, twins, policy_officer):
    keep, drop = twins
    client.force_login(policy_officer)
    shown = form_data(client.get(merge_page(keep, drop)), why="")
    Commitment.objects.filter(pk=drop.pk).update(text="Plant more trees", version=2)
    assert client.post(merge_page(keep, drop), shown).status_code == 409
    assert Commitment.objects.filter(pk=drop.pk).exists()


def test_a_published_commitment_offers_no_merge(client, twins, policy_officer):
    keep, drop = twins
    publish_edition(keep.plan, by=policy_officer)
    client.force_login(policy_officer)
    change = client.get(reverse("admin:outcomes_commitment_change", args=[keep.pk])).content.decode()
    assert reverse("admin:outcomes_merge", args=[keep.pk]) not in change
    client.post(merge_page(keep, drop), {"why": "", "seen_keep": keep.version, "seen_drop": drop.version})
    assert Commitment.objects.filter(text="Plant trees").count() == 2


def test_the_desk_shows_both_wordings_before_it_says_they_are_the_same(client, twins, policy_officer):
    keep, _ = twins
    newer = make_commitment(make_tree(make_plan(label="imported")).suboutcomes.get(), "Plant many trees")
    item, page = keep.item, reverse("admin:outcomes_same_as", args=[keep.item_id])
    client.force_login(policy_officer)
    assert page in client.get(reverse("admin:outcomes_planitem_change", args=[item.pk])).content.decode()
    offered = client.get(page).context["form"].fields["other"].queryset
    assert newer.item in offered
    assert not offered.filter(commitments__plan=keep.plan).exists()
    shown = client.get(f"{page}?other={newer.item_id}")
    assert [list(part.lines) for part in shown.context["told"]][:2] == [
        [f"{keep.plan}: Plant trees"], [f"{newer.plan}: Plant many trees"],
    ]  # fmt: skip
    assert same_items([item.pk]) == {item.pk}
    client.post(f"{page}?other={newer.item_id}", {"why": "Renamed"})
    assert same_items([item.pk]) == {item.pk, newer.item_id}
    back = reverse("admin:outcomes_not_same", args=[item.pk])
    assert back in client.get(reverse("admin:outcomes_planitem_change", args=[item.pk])).content.decode()
    assert client.post(back, {"why": ""}).status_code == 409
    client.post(back, {"why": "Another wood"})
    assert same_items([item.pk]) == {item.pk}


@pytest.mark.parametrize("role", [CMT, DEMOCRATIC_SERVICES])
def test_others_are_turned_away_from_both_doors(client, twins, role):
    keep, drop = twins
    newer = make_commitment(make_tree(make_plan()).suboutcomes.get())
    client.force_login(make_user(role))
    typed = {"why": "x", "seen_keep": "1", "seen_drop": "1"}
    same = f"{reverse('admin:outcomes_same_as', args=[keep.item_id])}?other={newer.item_id}"
    assert client.post(merge_page(keep, drop), typed).status_code in (403, 404)
    assert client.post(same, typed).status_code in (403, 404)
    assert (Commitment.objects.filter(text="Plant trees").count(), same_items([keep.item_id])) == (2, {keep.item_id})
