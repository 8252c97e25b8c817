"""Publishing, putting in force and copying an edition from the desk: asked first, done by the verb."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.framework.editions import publish_edition
from outcomes.models import Commitment
from plan import events
from plan.models import Decision, Event, Plan
from plan.roles import CMT
from tests.factories import make_body, make_plan, make_tree, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_tree(make_plan(vision="A good place."))


def address(name, plan):
    return reverse(f"admin:outcomes_edition_{name}", args=[plan.pk])


def test_a_draft_offers_to_be_published_and_is_on_post(client, plan, policy_officer):
    client.force_login(policy_officer)
    change = client.get(reverse("admin:plan_plan_change", args=[plan.pk]))
    assert address("publish", plan) in change.content.decode()
    assert address("in-force", plan) not in change.content.decode()
    assert client.get(address("publish", plan)).status_code == 200
    plan.refresh_from_db()
    assert plan.published_at is None
    client.post(address("publish", plan), {"why": "For consultation", "seen": events.revision()})
    plan.refresh_from_db()
    assert plan.is_public
    assert Event.objects.get(verb="plan.published").why == "For consultation"
    again = client.post(address("publish", plan), {"why": "", "seen": "0"})
    assert (again.status_code, "already published" in again.content.decode()) == (409, True)


def test_only_full_councils_decisions_are_offered(client, plan, policy_officer):
    council = Decision.objects.create(body=make_body("council"), plan=plan, date=date(2022, 5, 18), text="Approved.")
    cabinet = Decision.objects.create(body=make_body("cabinet"), plan=plan, date=date(2022, 3, 29), text="Approved.")
    other = Decision.objects.create(body=council.body, plan=make_plan(), date=date(2022, 5, 18), text="Another plan.")
    noted = Decision.objects.create(body=council.body, plan=plan, kind="noted", date=date(2022, 5, 18), text="Noted.")
    client.force_login(policy_officer)
    publish_edition(plan, by=policy_officer)
    offered = client.get(address("in-force", plan)).context["form"].fields["decision"].queryset
    assert list(offered) == [council]
    for decision in (cabinet, other, noted):
        refused = client.post(address("in-force", plan), {"decision": decision.pk, "why": ""})
        assert refused.status_code == 200
        assert Plan.objects.get(pk=plan.pk).in_force_from is None
    client.post(address("in-force", plan), {"decision": council.pk, "why": ""})
    plan.refresh_from_db()
    assert plan.in_force_from == date(2022, 5, 18)


def test_a_new_version_is_made_under_a_name_of_its_own(client, plan, policy_officer):
    client.force_login(policy_officer)
    taken = client.post(address("copy", plan), {"label": "revised", "slug": plan.slug, "why": ""})
    assert "name already" in taken.content.decode()
    client.post(address("copy", plan), {"label": "revised", "slug": "revised", "why": ""})
    assert Plan.objects.get(slug="revised").based_on == plan


@pytest.mark.parametrize("name", ["publish", "in-force", "copy"])
def test_others_are_turned_away(client, plan, name):
    client.force_login(make_user(CMT))
    assert client.post(address(name, plan), {"why": "", "label": "x", "slug": "x"}).status_code == 403
    plan.refresh_from_db()
    assert (plan.is_public, Plan.objects.count()) == (False, 1)


def test_what_changed_since_the_page_was_shown_is_shown_and_asked_again(client, plan, policy_officer):
    """Found by a reviewer: publishing took along what nobody had read."""
    client.force_login(policy_officer)
    shown = form_data(client.get(address("publish", plan)), why="For consultation")
    other, outcome = make_tree(make_plan(vision="x")), plan.outcomes.get()
    for row in (outcome, other.outcomes.get()):
        page = reverse("admin:outcomes_outcome_change", args=[row.pk])
        client.post(page, form_data(client.get(page), title="Reworded", _save="Save"))
    commitment = plan.commitments.get()
    page = reverse("admin:outcomes_commitment_delete", args=[commitment.pk])
    client.post(page, form_data(client.get(page)))
    assert not Commitment.objects.filter(plan=plan).exists()

    asked = client.post(address("publish", plan), shown)

    assert asked.status_code == 409
    (alert,) = asked.context["told"]
    assert alert.heading == "Changed since you opened the page:"
    assert [line.split("”")[0] for line in alert.lines] == [
        f"{policy_officer} changed “{outcome.number} Reworded, in {plan}",
        f"{policy_officer} deleted “{commitment}, in {plan}",
    ]
    assert f"Title: {outcome.title} → Reworded" in alert.lines[0]
    assert not Plan.objects.get(pk=plan.pk).is_public
    assert client.post(address("publish", plan), form_data(asked, why="Read")).status_code == 302
    assert Plan.objects.get(pk=plan.pk).is_public


def test_what_is_said_of_owners_meanwhile_does_not_hold_publishing_up(client, plan, policy_officer):
    client.force_login(policy_officer)
    shown = form_data(client.get(address("publish", plan)), why="")
    page = reverse("admin:outcomes_itemofficer_add")
    item = plan.commitments.get().item_id
    client.post(page, form_data(client.get(page), item=item, office="Head of Roads", _save="Save"))
    assert Event.objects.filter(verb="itemofficer.added").count() == 1
    assert client.post(address("publish", plan), shown).status_code == 302


def test_without_an_approval_by_full_council_the_page_says_what_to_record(client, plan, policy_officer):
    client.force_login(policy_officer)
    publish_edition(plan, by=policy_officer)
    assert "Record that decision first" in client.get(address("in-force", plan)).content.decode()
