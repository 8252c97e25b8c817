"""Every registered model's pages: they open, they show nothing raw, and their cost does not grow with their rows."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plan.models import Council, User
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.examples import example_of, registered
from tests.factories import make_user

pytestmark = pytest.mark.django_db
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def keeper(client: Client) -> Client:
    """Somebody who may open every page: an officer too, as administration alone opens nothing that is exempt."""
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    user = User.objects.create_superuser("keeper", password="a long enough password")
    user.groups.add(Group.objects.get(role__slug=POLICY_OFFICER.slug))
    client.force_login(user)
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def words_of(page: str) -> str:
    """A page without its tags, addresses and values: what people read."""
    return re.sub(r"<[^>]*>", " ", page)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as context:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(context)


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_the_pages_open_and_show_no_raw_ids(model, keeper):
    row, desk = example_of(model), admin.site._registry[model]
    pages = [address(model, "change", row.pk)]
    if model is not Council:
        pages.append(address(model, "changelist"))
    if desk.has_history():
        pages += [address(model, "history", row.pk), address(model, "deleted")]
    for page in pages:
        response = keeper.get(page)
        assert response.status_code == 200, page
        assert UUID.search(words_of(response.content.decode())) is None, page
    for page in (address(model, "add"), address(model, "delete", row.pk)):
        assert keeper.get(page).status_code in (200, 403), page


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_a_page_that_is_not_there_is_404(model, keeper):
    for wrong in ("999999", "no-such-thing"):
        assert keeper.get(address(model, "change", wrong)).status_code == 404
        assert keeper.get(address(model, "history", wrong)).status_code == 404


@pytest.mark.parametrize("model", [m for m in registered() if m is not Council], ids=lambda model: model._meta.label)
def test_a_list_costs_the_same_for_one_row_many_and_more_than_a_page(model, keeper, monkeypatch):
    monkeypatch.setattr(admin.site._registry[model], "list_per_page", 20)
    costs = []
    for more in (1, 9, 20):
        for _ in range(more):
            example_of(model)
        costs.append(queries(keeper, address(model, "changelist") + "?all="))
    assert costs[0] == costs[1] == costs[2]


def test_my_desk_costs_little_and_does_not_grow(client):
    client.force_login(make_user(POLICY_OFFICER))
    costs = []
    for _ in range(3):
        for model in registered():
            if model is not Council:
                example_of(model)
        costs.append(queries(client, reverse("admin:index")))
    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 68  # with whom no e-mail reaches, which is kept until something changes
    assert queries(client, reverse("admin:index")) <= 58


def test_my_desk_says_that_nothing_waits(client):
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    assert "Nothing waits for you here." in client.get(reverse("admin:index")).content.decode()


def test_my_desk_shows_only_what_one_may_use(client):
    client.force_login(make_user())
    text = client.get(reverse("admin:index")).content.decode()
    assert "There is nothing here that you may change." in text
    assert "Departments" not in text
    client.force_login(make_user(POLICY_OFFICER))
    assert "Departments" in client.get(reverse("admin:index")).content.decode()
