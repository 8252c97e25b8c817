"""An officer settles what is the same in two versions that were imported separately."""

import pytest
from django.urls import reverse

from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.matching import proposed, settle_pairs
from outcomes.framework.mergers import ItemsApart
from outcomes.framework.merging import CannotMerge
from outcomes.framework.same import same_items
from plan.models import Event
from plan.roles import CMT, NotYours
from tests import factories
from tests.pages import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    editions = []
    for years, titles in ((2018, ("Strong Economy", "Great Communities")),
                          (2022, ("Strong Economy and Roads", "Great Communities"))):  # fmt: skip
        plan = factories.make_plan(title=f"Plan {years}", slug=f"{years}-x", start_year=years, end_year=years + 4)
        for title in titles:
            factories.make_outcome(plan, title)
        editions.append(plan)
    return editions


def pairs(old, new):
    return {one.before.title: (one.before.uuid, one.after.uuid) for one in proposed(old, new)}


def test_several_pairs_are_settled_at_once_and_not_proposed_again(both, policy_officer):
    found = pairs(*both)
    assert set(found) == {"Great Communities", "Strong Economy"}
    same, apart = found["Great Communities"], found["Strong Economy"]
    assert settle_pairs(same=[same], apart=[apart], by=policy_officer, why="Read both") == 2
    assert same_items([same[1]]) == set(same)
    assert list(ItemsApart.objects.values_list("one", "other")) == [apart]
    assert proposed(*both) == []
    assert sorted(Event.objects.filter(why="Read both").values_list("verb", flat=True)) == ["item.apart", "item.same"]


def test_all_of_them_or_none(both, policy_officer):
    found = pairs(*both)
    one, other = found["Great Communities"], found["Strong Economy"]
    with pytest.raises(CannotMerge, match="Both stand in"):
        settle_pairs(same=[one, (one[0], other[0])], by=policy_officer)
    with pytest.raises(CannotMerge, match="at once"):
        settle_pairs(same=[one], apart=[one], by=policy_officer)
    assert same_items([one[1]]) == {one[1]}
    with pytest.raises(NotYours):
        settle_pairs(same=[one], by=factories.make_user(CMT))


def test_the_desk_shows_the_pairs_and_keeps_the_answers(both, client, policy_officer):
    old, new = both
    client.force_login(policy_officer)
    start = reverse("admin:outcomes_match_with", args=[new.pk])
    assert start in client.get(reverse("admin:plan_plan_change", args=[new.pk])).content.decode()
    chosen = client.post(start, form_data(client.get(start), other=old.pk))
    assert (chosen.status_code, chosen.url) == (302, reverse("admin:outcomes_match", args=[old.pk, new.pk]))
    shown = client.get(chosen.url)
    html = shown.content.decode()
    assert "100% alike: the same words, alike in the text below the title and has the same number" in html
    name = next(name for name, one in shown.context["form"].pairs.items() if one.before.title == "Great Communities")
    assert client.post(chosen.url, form_data(shown, **{name: "same"})).status_code == 302
    assert set(pairs(*both)) == {"Strong Economy"}

    client.force_login(factories.make_user(CMT))
    assert client.get(start).status_code == 403
    assert client.post(chosen.url, {}).status_code == 403


def test_all_with_the_same_words_are_confirmed_at_once_but_those_turned_down(client, policy_officer):
    old, new = (factories.make_plan(title=f"Plan {year}", slug=f"{year}-x", start_year=year) for year in (2018, 2022))
    titles = [f"Lanterns along walk {number}" for number in range(45)]  # more than a page shows
    for plan in (old, new):
        for title in titles:
            factories.make_outcome(plan, title)
        factories.make_outcome(plan, f"Boats of {plan.start_year}")
    client.force_login(policy_officer)
    address = reverse("admin:outcomes_match", args=[old.pk, new.pk])
    shown = client.get(address)
    assert "All 45 pairs with the same words are the same" in shown.content.decode()
    form = shown.context["form"]
    assert len(form.pairs) == 40
    down = next(name for name, one in form.pairs.items() if one.before.title == titles[3])

    factories.make_outcome(old, "Late")
    factories.make_outcome(new, "Late")
    refused = client.post(address, form_data(shown, all_alike=True, **{down: "apart"}))
    assert refused.status_code == 200
    assert "Other pairs than you were told of" in refused.content.decode()
    assert len(proposed(old, new)) == 47

    answer = client.post(address, form_data(client.get(address), all_alike=True, **{down: "apart"}), follow=True)
    assert "45 pairs confirmed as the same, 1 turned down." in answer.content.decode()
    assert {one.before.title for one in proposed(old, new)} <= {"Boats of 2018"}
    assert ItemsApart.objects.count() == 1


def test_with_two_outcomes_the_sub_outcomes_that_they_imply_are_the_same(policy_officer):
    editions = []
    for year in (2018, 2022):
        plan = factories.make_plan(title=f"Plan {year}", slug=f"{year}-x", start_year=year)
        part = factories.make_sub_outcome(factories.make_outcome(plan, "Lanterns"), title="Lanterns", implied=True)
        factories.make_aim(part, "Lit walks")
        editions.append(plan)
    assert settle_pairs(same=[(one.before.uuid, one.after.uuid) for one in proposed(*editions)], by=policy_officer) == 2
    assert proposed(*editions) == []
    assert [change.key for change in compare_editions(*editions).changes if change.part.kind == "aim"] == []
