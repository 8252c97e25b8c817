"""Publishing, putting in force and copying an edition from the desk: asked first, done by the verb."""

from datetime import date

import pytest
from django.urls import reverse

from plan.models import Decision, Event, Plan
from plan.roles import CMT
from tests.factories import make_body, make_plan, make_tree, make_user

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
    client.post(address("publish", plan), {"why": "For consultation"})
    plan.refresh_from_db()
    assert plan.is_public
    assert Event.objects.get(verb="plan.published").why == "For consultation"
    again = client.post(address("publish", plan), {"why": ""})
    assert (again.status_code, "already published" in again.content.decode()) == (409, True)


def test_only_full_councils_decisions_are_offered(client, plan, policy_officer):
    council = Decision.objects.create(body=make_body("council"), date=date(2022, 5, 18), text="Approved.")
    cabinet = Decision.objects.create(body=make_body("cabinet"), date=date(2022, 3, 29), text="Approved.")
    client.force_login(policy_officer)
    client.post(address("publish", plan), {"why": ""})
    refused = client.post(address("in-force", plan), {"decision": cabinet.pk, "why": ""})
    assert refused.status_code == 200
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
