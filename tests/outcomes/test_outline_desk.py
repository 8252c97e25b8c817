"""The outline on the desk: a draft is written from it, with buttons and numbers, and never loses one's place."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from outcomes.framework.desk import aims_without_indicator, commitments_without_owner
from outcomes.models import Commitment, IndicatorCitation, ItemOfficer, Outcome, Placement, PlanItem
from plan.models import Event, Plan
from plan.roles import CMT, POLICY_OFFICER
from tests.factories import make_aim, make_commitment, make_indicator, make_plan, make_tree, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(make_user(POLICY_OFFICER))
    return client


def outline(plan: Plan, outcome: Outcome | None = None) -> str:
    if outcome is None:
        return reverse("admin:outcomes_outline", args=[plan.pk])
    return reverse("admin:outcomes_outline_of_outcome", args=[plan.pk, outcome.pk])


def test_the_edition_links_to_its_outline(officer):
    plan = make_tree()
    page = officer.get(reverse("admin:plan_plan_change", args=[plan.pk])).content.decode()
    assert f'href="{outline(plan)}"' in page


def test_a_button_moves_a_row_and_leads_back_to_it(officer):
    plan = make_tree(sub_outcomes=2)
    outcome = plan.outcomes.get()
    first, second = outcome.sub_outcomes.all()
    page = officer.get(outline(plan, outcome)).content.decode()
    step = f"suboutcome:{second.pk}:1:1"
    assert f'value="{step}"' in page
    back = f"?_return={outline(plan, outcome)}"
    response = officer.post(reverse("admin:outcomes_outline_step") + back, {"step": step})
    assert response.url == f"{outline(plan, outcome)}#suboutcome-{second.pk}"
    assert [row.pk for row in outcome.sub_outcomes.all()] == [second.pk, first.pk]
    assert Event.objects.get().verb == "suboutcome.moved"


def test_a_button_pressed_twice_moves_once(officer):
    plan = make_tree(sub_outcomes=3)
    outcome = plan.outcomes.get()
    rows = list(outcome.sub_outcomes.all())
    for _ in range(2):
        response = officer.post(
            reverse("admin:outcomes_outline_step"), {"step": f"suboutcome:{rows[2].pk}:1:2"}, follow=True
        )
    assert "meanwhile, so it was not moved" in response.content.decode()
    assert [row.pk for row in outcome.sub_outcomes.all()] == [rows[0].pk, rows[2].pk, rows[1].pk]
    assert Event.objects.count() == 1


def test_a_row_moves_by_number_to_another_parent(officer):
    plan = make_tree(sub_outcomes=2, commitments=2)
    here, there = plan.outcomes.get().sub_outcomes.all()
    placement = here.placements.first()
    address = reverse("admin:outcomes_outline_move", args=["placement", placement.pk])
    response = officer.post(address, form_data(officer.get(address), under=there.pk, to="2"))
    assert response.status_code == 302
    placement.refresh_from_db()
    assert (placement.sub_outcome_id, placement.position) == (there.pk, 2)
    assert there.placements.count() == 3


def test_nobody_moves_what_is_published_or_what_they_only_read(officer, client):
    plan = make_tree(sub_outcomes=2)
    outcome = plan.outcomes.get()
    second = outcome.sub_outcomes.last()
    step = {"step": f"suboutcome:{second.pk}:1:1"}
    client.force_login(make_user(CMT))
    assert client.post(reverse("admin:outcomes_outline_step"), step).status_code == 403
    assert 'name="step"' not in client.get(outline(plan, outcome)).content.decode()
    Plan.objects.update(published_at=now())
    client.force_login(make_user(POLICY_OFFICER))
    text = client.get(outline(plan, outcome)).content.decode()
    assert "what was published does not change" in text
    assert 'name="step"' not in text
    client.post(reverse("admin:outcomes_outline_step"), step)
    second.refresh_from_db()
    assert second.position == 2


def test_the_outline_of_a_draft_is_not_there_for_others(client):
    plan = make_tree(make_plan(title="Secret draft"))
    client.force_login(make_user())
    response = client.get(outline(plan))
    assert response.status_code == 404
    assert "Secret draft" not in response.content.decode()


def test_an_outcome_is_added_with_an_item_of_its_own_in_the_last_place(officer):
    plan = make_tree()
    add = f"{reverse('admin:outcomes_outcome_add')}?plan={plan.pk}&_return={outline(plan)}"
    response = officer.post(add, form_data(officer.get(add), number="9", title="Clean and Green", _save="Save"))
    assert response.url == outline(plan)
    outcome = Outcome.objects.get(number="9")
    assert (outcome.slug, outcome.position, outcome.item.kind) == ("clean-and-green", 2, PlanItem.Kind.OUTCOME)


def test_a_commitment_is_added_where_it_stands(officer):
    sub = make_tree(commitments=1).outcomes.get().sub_outcomes.get()
    add = f"{reverse('admin:outcomes_commitment_add')}?sub_outcome={sub.pk}"
    response = officer.post(
        add, form_data(officer.get(add), text="We will plant trees.", aim=sub.aims.get().pk, _save="S")
    )
    assert response.status_code == 302
    placement = Placement.objects.get(commitment__text="We will plant trees.")
    assert (placement.sub_outcome, placement.aim, placement.position) == (sub, sub.aims.get(), 2)
    assert [event.verb for event in Event.objects.all()] == ["commitment.added", "placement.added"]


def test_an_aim_of_another_sub_outcome_is_refused(officer):
    one, other = make_tree(sub_outcomes=2).outcomes.get().sub_outcomes.all()
    add = f"{reverse('admin:outcomes_commitment_add')}?sub_outcome={one.pk}"
    response = officer.post(add, form_data(officer.get(add), text="We will.", aim=other.aims.get().pk, _save="S"))
    assert "This aim belongs to another sub-outcome" in response.content.decode()
    assert Commitment.objects.filter(text="We will.").count() == 0


def test_aims_and_places_are_edited_on_the_sub_outcomes_page(officer):
    sub = make_tree(commitments=1).outcomes.get().sub_outcomes.get()
    address = reverse("admin:outcomes_suboutcome_change", args=[sub.pk])
    data = form_data(officer.get(address), **{"aims-0-text": "Cleaner air", "aims-1-text": "More trees"},
                     **{"placements-0-aim": ""}, _save="Save")  # fmt: skip
    assert officer.post(address, data).status_code == 302
    assert [aim.text for aim in sub.aims.all()] == ["Cleaner air", "More trees"]
    assert sub.placements.get().aim is None
    sub.refresh_from_db()
    assert sub.version == 2


@pytest.mark.parametrize("level", ["edition", "outcome", "sub_outcome"])
def test_the_cost_does_not_grow_with_what_is_under_it(officer, level):
    plan = make_tree(commitments=1)
    outcome = plan.outcomes.get()
    sub = outcome.sub_outcomes.get()
    address = {
        "edition": outline(plan), "outcome": outline(plan, outcome),
        "sub_outcome": reverse("admin:outcomes_suboutcome_change", args=[sub.pk]),
    }[level]  # fmt: skip
    costs = []
    for more in (0, 9, 90):
        for _ in range(more):
            make_commitment(sub, aim=make_aim(sub))
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2]


def test_gaps_wait_on_the_desk_of_those_who_can_fill_them(officer):
    plan = make_tree(commitments=2)
    sub = plan.outcomes.get().sub_outcomes.get()
    measured = make_aim(sub, "Measured already")
    IndicatorCitation.objects.create(item=measured.item, indicator=make_indicator())
    IndicatorCitation.objects.create(item=sub.aims.first().item, indicator=make_indicator(is_context=True))
    owned = make_commitment(sub, "Owned already")
    ItemOfficer.objects.create(item=owned.item, office="Head of Roads")
    user, today = make_user(POLICY_OFFICER), date(2022, 10, 12)
    assert [line.text for line in aims_without_indicator(user, today)] == [f"1.1: {sub.aims.first().text}"]
    assert len(commitments_without_owner(user, today)) == 2
    assert aims_without_indicator(make_user(CMT), today) == []
    text = officer.get(reverse("admin:index")).content.decode()
    assert "Aims without an indicator" in text
    assert "Commitments without an owner" in text
    assert "Measured already" not in text
    assert "Owned already" not in text


def test_the_gaps_list_shows_all_of_them(officer):
    plan = make_tree(commitments=7)
    sub = plan.outcomes.get().sub_outcomes.get()
    owned = make_commitment(sub, "Owned already")
    ItemOfficer.objects.create(item=owned.item, office="Head of Roads")
    text = officer.get(reverse("admin:outcomes_commitment_changelist") + "?gap=yes").content.decode()
    assert "7 commitments" in text
    assert "Owned already" not in text


def test_links_are_edited_together_on_the_items_page(officer):
    sub = make_tree().outcomes.get().sub_outcomes.get()
    address = reverse("admin:outcomes_planitem_change", args=[sub.item_id])
    data = form_data(officer.get(address), **{"itemofficers-0-office": "Head of Roads"}, _save="Save")
    assert officer.post(address, data).status_code == 302
    assert ItemOfficer.objects.get().item_id == sub.item_id
    assert Event.objects.get().verb == "itemofficer.added"


def test_links_stay_live_when_the_edition_is_published(officer):
    plan = make_tree()
    Plan.objects.update(published_at=now())
    item = plan.outcomes.get().item_id
    address = reverse("admin:outcomes_planitem_change", args=[item])
    data = form_data(officer.get(address), **{"itemofficers-0-office": "Head of Roads"}, _save="Save")
    assert officer.post(address, data).status_code == 302
    assert ItemOfficer.objects.filter(item=item).exists()
