"""A released figure that is changed is kept as it stood, at every door of the desk."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from performance.models import Restatement, Result
from plan.roles import POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def result():
    return make_result(make_indicator("Roads in good condition"), "2021/22", 70, released=date(2022, 5, 1))


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user(POLICY_OFFICER))
    return client


def kept() -> list[tuple]:
    return list(Restatement.objects.values_list("value", "provisional", "why"))


def test_on_its_own_page(officer, result):
    page = reverse("admin:performance_result_change", args=[result.pk])
    form = form_data(officer.get(page), value="72", change_reason="Counted again", _save="Save")
    assert officer.post(page, form).status_code == 302
    assert (Result.objects.get().value, kept()) == (D(72), [(D(70), False, "Counted again")])


def test_as_a_row_of_its_indicators_page(officer, result):
    page = reverse("admin:performance_indicator_change", args=[result.indicator_id])
    form = form_data(officer.get(page), **{"results-0-value": "72"}, _save="Save")
    assert officer.post(page, form).status_code == 302
    assert kept() == [(D(70), False, "No reason was given.")]


def test_in_the_list(officer, result):
    page = reverse("admin:performance_result_changelist")
    form = form_data(officer.get(page), **{"form-0-provisional": "on"}, _save="Save")
    assert officer.post(page, form).status_code == 302
    assert kept() == [(D(70), False, "No reason was given.")]


def test_what_is_no_figure_or_was_not_out_yet_is_not_kept(officer, result):
    page = reverse("admin:performance_result_change", args=[result.pk])
    officer.post(page, form_data(officer.get(page), commentary="It was wet.", _save="Save"))
    assert kept() == []
    Result.objects.update(released=date(2999, 1, 1))
    officer.post(page, form_data(officer.get(page), value="75", _save="Save"))
    assert (Result.objects.get().value, kept()) == (D(75), [])
    Result.objects.update(released=None, value=None)
    officer.post(page, form_data(officer.get(page), value="76", _save="Save"))
    assert (Result.objects.get().value, kept()) == (D(76), [])
