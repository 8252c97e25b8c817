"""The search box in the desk's header: everything one may open, nothing that one may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plan.models import Council, Partner, User
from plan.roles import CONTRIBUTOR, POLICY_OFFICER, SCRUTINY_MEMBER
from tests.examples import example_of, registered
from tests.factories import make_body, make_meeting, make_tree, make_user
from tests.outcomes.reporting.world import make_world

pytestmark = pytest.mark.django_db


def found(client, user, words: str) -> dict[str, list[str]]:
    client.force_login(user)
    response = client.get(reverse("admin:find"), {"q": words})
    assert response.status_code == 200
    return {kind.title: [f"{row.name} {row.where}".strip() for row in kind.rows] for kind in response.context["kinds"]}


def test_each_kind_is_found_under_its_name(client):
    plan = make_tree()
    plan.commitments.update(text="We will plant hedges.")
    make_body(name="Hedges Committee")
    Partner.objects.create(name="Friends of Hedges", slug="friends", kind="group")
    assert found(client, make_user(POLICY_OFFICER), "hedge") == {
        "Commitments": [f"We will plant hedges. {plan}"],
        "Committees, boards and other bodies": ["Hedges Committee"],
        "Partners": ["Friends of Hedges"],
    }


def test_what_is_found_can_be_opened(client):
    make_meeting(make_body(name="Hedges Committee"))
    client.force_login(make_user(POLICY_OFFICER))
    kinds = client.get(reverse("admin:find"), {"q": "hedge"}).context["kinds"]
    assert [kind.title for kind in kinds] == ["Committees, boards and other bodies", "Meetings"]
    for kind in kinds:
        for row in kind.rows:
            assert client.get(row.url).status_code == 200


def test_nothing_is_found_that_one_may_not_open(client):
    """The draft report and the commitment have the word; the contributor may open neither, the other board's member
    not the report."""
    world = make_world()
    report = world.open()
    type(report).objects.filter(pk=report.pk).update(summary="Hedges are withering")
    make_tree().commitments.update(text="We will plant hedges.")
    assert "Highlight reports" in found(client, world.member, "wither")
    assert found(client, make_user(CONTRIBUTOR), "hedge") == {}
    assert found(client, make_user(CONTRIBUTOR), "wither") == {}
    assert found(client, make_user(POLICY_OFFICER), "wither").keys() == {"Highlight reports"}


def test_without_a_desk_there_is_nothing_to_find(client):
    client.force_login(make_user(SCRUTINY_MEMBER, staff=False))
    assert client.get(reverse("admin:find"), {"q": "hedge"}).status_code == 302


def test_the_rest_is_in_the_list(client):
    for number in range(6):
        make_body(name=f"Hedges {number}")
    client.force_login(make_user(POLICY_OFFICER))
    (kind,) = client.get(reverse("admin:find"), {"q": "hedge"}).context["kinds"]
    assert len(kind.rows) == 5
    assert kind.more_url == f"{reverse('admin:plan_body_changelist')}?q=hedge"


@pytest.mark.parametrize("words", ["", "   ", "nowhere", "<script>", "x" * 5000, "'\" %_"])
def test_any_words_get_an_answer(client, words):
    assert found(client, make_user(POLICY_OFFICER), words) == {}


def test_finding_costs_the_same_for_few_rows_and_many(client):
    client.force_login(User.objects.create_superuser("keeper", password="a long enough password"))
    costs = []
    for more in (1, 9):
        for model in registered():
            if model is not Council:
                for _ in range(more):
                    example_of(model)
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse("admin:find"), {"q": "e"}).status_code == 200
        costs.append(len(context))
    assert costs[1] - costs[0] == 0
    assert costs[0] <= 83
