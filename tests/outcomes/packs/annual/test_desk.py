"""The narrative on the desk: drafted, read beside its sources, edited by officers and by nobody else."""

import pytest
from django.urls import reverse

from outcomes.models import AnnualPassage
from plan import roles
from tests.factories import make_user

from .conftest import revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage(year) -> AnnualPassage:
    return AnnualPassage.objects.get(text__contains="otters")


def test_the_pack_leads_to_the_narrative_and_a_button_drafts_it(year, client):
    AnnualPassage.objects.all().delete()
    client.force_login(year.officer)
    pack = year.pack("commission")
    address = reverse("admin:outcomes_annualpassage_year", args=[pack.pk])

    assert address in client.get(reverse("admin:outcomes_pack_change", args=[pack.pk])).content.decode()
    assert "Draft 14 passages" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert AnnualPassage.objects.count() == 14
    assert "As drafted" in client.get(address).content.decode()


def test_the_source_stands_beside_the_words_and_what_changed_in_it_is_said(passage, year, client):
    client.force_login(year.officer)
    address = reverse("admin:outcomes_annualpassage_change", args=[passage.pk])
    before = client.get(address).content.decode()
    revise("Fifty otters were seen.")
    after = client.get(address).content.decode()

    assert "Forty otters were <strong>counted</strong>." in before
    assert "something else than when this was drafted" not in before
    assert "Fifty otters were seen." in after
    assert "something else than when this was drafted" in after


def test_an_officer_edits_the_words_and_is_named(passage, year, client):
    client.force_login(year.officer)
    address = reverse("admin:outcomes_annualpassage_change", args=[passage.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: form.initial.get(name) or "" for name in form.fields if name != "illustrative"}
    hidden = [form[name] for name in form.fields if form.fields[name].widget.is_hidden]
    sent |= {field.html_name: field.value() or "" for field in hidden}

    assert client.post(address, {**sent, "text": "Our words."}).status_code == 302

    passage.refresh_from_db()
    assert (passage.text, passage.edited_by) == ("Our words.", year.officer)


def test_drafting_again_is_a_page_of_its_own(passage, year, client):
    client.force_login(year.officer)
    AnnualPassage.objects.filter(pk=passage.pk).update(text="Our words.")
    address = reverse("admin:outcomes_annualpassage_again", args=[passage.pk])

    assert "Somebody changed the words" in client.get(address).content.decode()
    assert client.post(address, {"begin_again": "on"}).status_code == 302
    passage.refresh_from_db()
    assert passage.text == "- Forty otters were **counted**."


@pytest.mark.parametrize("role", [roles.CMT, roles.DEMOCRATIC_SERVICES], ids=lambda role: role.slug)
def test_others_read_and_do_not_change(passage, year, client, role):
    client.force_login(make_user(role))
    address = reverse("admin:outcomes_annualpassage_change", args=[passage.pk])

    assert "otters" in client.get(address).content.decode()
    assert client.post(address, {"text": "Not mine.", "_version": 1}).status_code == 403
    assert client.post(reverse("admin:outcomes_annualpassage_again", args=[passage.pk]), {}).status_code == 403
    passage.refresh_from_db()
    assert passage.text == "- Forty otters were **counted**."


@pytest.mark.parametrize("role", [roles.SCRUTINY_MEMBER, roles.BOARD_MEMBER, roles.CONTRIBUTOR], ids=lambda r: r.slug)
def test_for_all_others_it_is_not_there(passage, year, client, role):
    client.force_login(make_user(role))

    for name, pk in (("change", passage.pk), ("again", passage.pk), ("year", year.pack("commission").pk)):
        answer = client.get(reverse(f"admin:outcomes_annualpassage_{name}", args=[pk]))
        assert answer.status_code in (302, 403, 404)
        assert "otters" not in answer.content.decode()
