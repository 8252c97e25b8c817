"""Where nothing has been entered yet, the desk says what to do next, and stops saying so when it is done."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from plan.models import Council, Department, Plan, User
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_outcome, make_plan, make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime(2022, 11, 8, 12, tzinfo=UTC), tick=False):
        yield


def waiting(client, user) -> dict[str, list[tuple[str, str]]]:
    client.force_login(user)
    tasks = client.get(reverse("admin:index")).context["waiting"]
    return {task.title: [(line.text, line.url) for line in task.lines] for task in tasks}


def test_the_first_person_is_told_everything_in_order(client):
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    assert waiting(client, keeper) == {
        "First steps": [
            ("Say what your council is called", "/admin/plan/council/add/"),
            ("Make accounts for your colleagues, and tick the roles they hold", "/admin/plan/user/add/"),
            ("Enter the council’s departments", "/admin/plan/department/add/"),
            ("Enter the council’s committees and boards", "/admin/plan/body/add/"),
            ("Make the first version of the plan", "/admin/plan/plan/add/"),
        ]
    }


def test_a_step_is_told_to_those_who_may_take_it(client):
    assert waiting(client, make_user(DEMOCRATIC_SERVICES)) == {}
    steps = waiting(client, make_user(POLICY_OFFICER))["First steps"]
    assert [url for _, url in steps] == [
        "/admin/plan/department/add/", "/admin/plan/body/add/", "/admin/plan/plan/add/",
    ]  # fmt: skip


def test_each_step_goes_when_it_is_done(client):
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    make_user(), make_body(), Department.objects.create(name="Places", slug="places")
    make_tree()
    assert "First steps" not in waiting(client, keeper)


def test_a_plan_is_led_into_force(client):
    officer = make_user(POLICY_OFFICER)
    plan = make_plan(title="Fenbrook Plan", slug="2022-26", label="draft")

    def next_step():
        return waiting(client, officer).get("No plan is in force yet")

    assert next_step() == [(f"Write the outcomes of {plan}", f"/admin/outcomes/outcome/outline/{plan.pk}/")]
    make_outcome(plan, "Clean and Green")
    ((text, url),) = next_step()
    assert text == f"Publish {plan}, once it is complete"
    assert client.get(url).status_code == 200
    at = datetime(2022, 5, 19, tzinfo=UTC)
    Plan.objects.filter(pk=plan.pk).update(published_at=at)
    ((text, url),) = next_step()
    assert text == f"Put {plan} in force, once full Council has approved it"
    assert client.get(url).status_code == 200
    Plan.objects.filter(pk=plan.pk).update(in_force_from=date(2022, 5, 18))
    assert next_step() is None


def test_those_who_cannot_change_the_plan_are_not_told_to(client):
    make_plan(slug="2022-26", label="draft")
    assert waiting(client, make_user(CMT)) == {}


@pytest.mark.parametrize(
    ("page", "label", "name", "first"),
    [
        ("outcomes_outcome_add", "Plan", "a version of the plan", "plan_plan_add"),
        ("outcomes_commitment_add", "Stands under", "a sub-outcome", "outcomes_suboutcome_add"),
        ("plan_meeting_add", "Body", "a committee, board or other body", "plan_body_add"),
    ],
)
def test_a_form_that_could_never_be_saved_says_what_to_add_first(client, page, label, name, first):
    client.force_login(make_user(POLICY_OFFICER))
    text = client.get(reverse(f"admin:{page}")).content.decode()
    said = f'There is nothing to choose yet for “{label}”. <a href="{reverse(f"admin:{first}")}">Add {name}</a> first.'
    assert said in text
    make_body()
    make_tree()
    assert "There is nothing to choose yet" not in client.get(reverse(f"admin:{page}")).content.decode()


def test_an_empty_list_has_nothing_to_search_and_nothing_to_act_on(client):
    client.force_login(make_user(POLICY_OFFICER))
    page = reverse("admin:plan_body_changelist")
    text = client.get(page).content.decode()
    assert "There is nothing here yet." in text
    assert "changelist-search" not in text
    assert "With the ticked rows" not in text
    make_body()
    text = client.get(page).content.decode()
    assert "changelist-search" in text
    assert "With the ticked rows" in text
    assert "Nothing fits these filters." in client.get(f"{page}?q=nowhere").content.decode()


def test_somebody_without_a_desk_is_told_where_to_go(client):
    make_user(staff=False, username="member")
    sent = {"username": "member", "password": "a long enough password"}
    text = client.post(reverse("admin:login"), sent).content.decode()
    assert "This account has no desk. What it may read, packs too, is on the site without signing in." in text
    text = client.post(reverse("admin:login"), {**sent, "password": "wrong"}).content.decode()
    assert "That username and password do not belong together. Capital letters count in both." in text
    assert "no desk" not in text  # nobody learns which accounts there are
