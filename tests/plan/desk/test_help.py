"""Help at every field of the desk, in the rows of its lists too: what to write, where the eye meets it."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from plan.desk.forms import SEEN
from plan.models import User
from plan.roles import ROLES
from tests.examples import example_of, registered

pytestmark = pytest.mark.django_db
MACHINERY = {SEEN, "DELETE"}


@pytest.fixture
def keeper(client: Client) -> Client:
    """Somebody who may do all there is to do."""
    user = User.objects.create_superuser("keeper", password="a long enough password", office="Keeper")
    user.groups.set(Group.objects.filter(role__slug__in=[role.slug for role in ROLES]))
    client.force_login(user)
    return client


def pages_of(model) -> list[str]:
    start = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return [reverse(f"{start}_add"), reverse(f"{start}_change", args=[example_of(model).pk])]


def fields_of(response):
    """(where, name, field, a pattern for its name on the page) for what one can type or choose, in lists too."""
    if "adminform" not in response.context:
        return
    for name, field in response.context["adminform"].form.fields.items():
        yield "the form", name, field, name
    for inline in response.context["inline_admin_formsets"]:
        for name, field in inline.formset.empty_form.fields.items():
            yield str(inline.opts.verbose_name_plural), name, field, rf"{inline.formset.prefix}-\w+-{name}"


def is_asked(pattern: str, page: str) -> bool:
    """Whether the page shows the field: a new row, for one, is not asked for the reason of its change."""
    return re.search(rf'name="{pattern}(_0)?"', page) is not None


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_every_field_says_what_to_write(model, keeper):
    asked, bare, unseen = 0, set(), set()
    for address in pages_of(model):
        response = keeper.get(address)
        page = response.content.decode() if response.status_code == 200 else ""
        for where, name, field, pattern in fields_of(response) if page else ():
            if name in MACHINERY or field.widget.is_hidden or not is_asked(pattern, page):
                continue
            asked += 1
            if not field.help_text:
                bare.add((where, name))
            elif not any(said in page for said in (str(escape(field.help_text)), str(field.help_text))):
                unseen.add((where, name))
    assert (sorted(bare), sorted(unseen)) == ([], [])
    assert asked or not admin.site._registry[model].has_change_permission(response.wsgi_request)
