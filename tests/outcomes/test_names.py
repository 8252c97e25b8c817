"""Parts of the plan are chosen by typing their number or words, and pages stay light however long the plan is."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from outcomes.models import IndicatorCitation, ItemRelation
from plan.roles import POLICY_OFFICER
from tests.factories import make_commitment, make_indicator, make_outcome, make_plan, make_sub_outcome, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
ADD = reverse("admin:outcomes_itemrelation_add")


@pytest.fixture
def officer(client) -> Client:
    client.force_login(make_user(POLICY_OFFICER))
    return client


@pytest.fixture
def plan():
    plan = make_plan()
    green = make_outcome(plan, "Greener Fen")
    sub = make_sub_outcome(green, "Warm homes")
    for text in ("We will plant trees", "We will plant hedges", "We will mend roofs", "We will mend roofs"):
        make_commitment(sub, text)
    make_outcome(plan, "Safer Fen")
    return plan


def add(officer, **typed) -> ItemRelation | list[str]:
    response = officer.post(ADD, form_data(officer.get(ADD), reason="They meet.", **typed))
    if response.status_code == 302:
        return ItemRelation.objects.get()
    return re.findall(r"<li>(.*?)</li>", response.content.decode().partition('class="errorlist"')[2])[:1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("1 Greener Fen", "Greener Fen"), ("safer", "Safer Fen"), ("fen greener", "Greener Fen"), ("1.1", "Warm homes")],
)
def test_a_part_is_found_by_its_number_or_words(officer, plan, typed, name):
    trees = plan.commitments.get(text="We will plant trees").item
    if typed == "1.1":
        typed = "1.1 warm"
    relation = add(officer, item=typed, other="plant trees")
    assert (relation.item.latest_row().title, relation.other) == (name, trees)


def test_several_that_fit_are_named_and_nothing_is_saved(officer, plan):
    assert add(officer, item="safer", other="plant") == [
        "Several parts of the plan fit: “1.1: We will plant trees”; “1.1: We will plant hedges”. Type more words."
    ]
    assert add(officer, item="nowhere", other="plant trees") == [
        "None of the parts of the plan offered here is called that. Type fewer words."
    ]
    assert not ItemRelation.objects.exists()


def test_two_with_the_same_words_are_told_apart(officer, plan):
    first, second = plan.commitments.filter(text="We will mend roofs").order_by("pk")
    assert add(officer, item="safer", other="1.1: We will mend roofs (2)").other == second.item
    ItemRelation.objects.all().delete()
    assert add(officer, item="safer", other="1.1: We will mend roofs").other == first.item


def test_the_form_shows_the_name_and_saving_it_again_changes_nothing(officer, plan):
    relation = add(officer, item="greener", other="safer")
    page = reverse("admin:outcomes_itemrelation_change", args=[relation.pk])
    data = form_data(officer.get(page), _save="Save")
    assert (data["item"], data["other"]) == (["1 Greener Fen"], ["2 Safer Fen"])
    assert "You changed nothing" in officer.post(page, data, follow=True).content.decode()
    given = officer.get(ADD, {"item": str(relation.item_id)}).content.decode()
    assert 'value="1 Greener Fen"' in given


def test_an_items_own_page_takes_links_by_name(officer, plan):
    item = plan.outcomes.first().item
    page = reverse("admin:outcomes_planitem_change", args=[item.pk])
    prefix = "relations_from-0-"
    typed = {f"{prefix}kind": "tension", f"{prefix}other": "safer", f"{prefix}reason": "Roads."}
    assert officer.post(page, form_data(officer.get(page), _save="Save", **typed)).status_code == 302
    assert ItemRelation.objects.get().other == plan.outcomes.last().item


def test_somebody_elses_choice_is_told_by_its_name(officer, plan):
    relation = add(officer, item="greener", other="safer")
    page = reverse("admin:outcomes_itemrelation_change", args=[relation.pk])
    mine = form_data(officer.get(page), other="plant trees", _save="Save")
    officer.post(page, form_data(officer.get(page), other="plant hedges", _save="Save"))
    told = officer.post(page, mine).content.decode()
    for said in ("2 Safer Fen", "1.1: We will plant hedges", "plant trees"):
        assert said in told
    relation.refresh_from_db()
    assert relation.other.latest_row().text == "We will plant hedges"


def test_indicators_are_chosen_by_name_on_an_items_page(officer, plan):
    air, water = make_indicator("Clean air"), make_indicator("Clean water")
    page = reverse("admin:outcomes_planitem_change", args=[plan.suboutcomes.first().item_id])
    typed = {"indicatorcitations-0-indicator": "air", "indicatorcitations-0-position": "1"}
    assert officer.post(page, form_data(officer.get(page), _save="Save", **typed)).status_code == 302
    citation = IndicatorCitation.objects.get()
    assert citation.indicator == air
    again = form_data(officer.get(page), _save="Save")
    assert again["indicatorcitations-0-indicator"] == ["Clean air"]
    assert "You changed nothing" in officer.post(page, again, follow=True).content.decode()
    again["indicatorcitations-0-indicator"] = [str(water.pk)]  # a number is a word like others
    assert "None of the indicators offered here" in officer.post(page, again).content.decode()
    citation.refresh_from_db()
    assert citation.indicator == air


def test_a_page_holds_the_names_once_however_many_links_it_has(officer, plan):
    item, others = plan.outcomes.first().item, [row.item for row in plan.commitments.all()]
    page = reverse("admin:outcomes_planitem_change", args=[item.pk])
    for other in others:
        ItemRelation.objects.create(item=item, other=other, reason="They meet.")
    shown = officer.get(page).content.decode()
    assert shown.count('<datalist id="parts-of-the-plan">') == 1
    assert shown.count('<option value="1.1: We will plant trees">') == 1


def test_each_field_of_a_row_is_described_by_the_help_at_the_head_of_its_column(officer, plan):
    page = reverse("admin:outcomes_planitem_change", args=[plan.outcomes.first().item_id])
    data = form_data(officer.get(page), _save="Save", **{"relations_from-0-other": "nowhere"})
    for response in (officer.get(page), officer.post(page, data)):
        text = response.content.decode()
        ids = re.findall(r'\bid="([^"]+)"', text)
        described = {name for names in re.findall(r'aria-describedby="([^"]+)"', text) for name in names.split()}
        assert len(ids) == len(set(ids))
        assert "relations_from-other-help" in described
        assert described - set(ids) == set()
    assert "id_relations_from-0-other_error" in described


def test_of_several_that_fit_one_is_chosen(officer, plan):
    trees = plan.commitments.get(text="We will plant trees").item
    page = officer.get(ADD)
    sent = form_data(page, reason="They meet.", item="safer", other="plant")
    again = officer.post(ADD, sent).content.decode()
    assert f'<input type="radio" name="other-chosen" value="{trees.pk}"> 1.1: We will plant trees</label>' in again
    chosen = {**sent, "other-chosen": str(trees.pk), "other-asked": "plant"}
    assert (
        officer.post(ADD, {**chosen, "other": "plant hedges"}).status_code == 302
    )  # typed since: what was typed counts
    assert ItemRelation.objects.get().other != trees
    ItemRelation.objects.all().delete()
    assert officer.post(ADD, chosen).status_code == 302
    assert ItemRelation.objects.get().other == trees


@pytest.mark.parametrize("page", ["action", "remit", "resolution"])
def test_of_two_thousand_indicators_one_is_found_on_a_light_page(officer, page):
    from performance.models import Indicator

    first = make_indicator("Otters seen at the weir")
    row = {name: value for name, value in vars(first).items() if name not in ("_state", "id", "slug", "name")}
    Indicator.objects.bulk_create(
        Indicator(**row, name=f"Share of rivers in good health, {at}", slug=f"river-{at}") for at in range(2_000)
    )
    address = reverse(f"admin:outcomes_{page}_add")
    shown = officer.get(address)
    assert shown.status_code == 200
    assert len(shown.content) < 40_000
    form = shown.context["form"] if page == "action" else shown.context["adminform"].form
    field = form.fields["indicator"]
    assert field.clean("otters weir") == first
    with pytest.raises(ValidationError, match="Several indicators fit"):
        field.clean("rivers health")
    assert len(field.widget.offered) == 25
    assert field.clean(first.pk) == first
