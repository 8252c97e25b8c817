"""A released figure that is changed is kept as it stood, at every door of the desk."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from performance import restating
from performance.models import Breakdown, Restatement, Result
from performance.restating import NOT_DELETED, SAY_WHY, STANDS
from plan.desk.deleting import tree_of
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
    form = form_data(officer.get(page), **{"results-0-value": "72"}, change_reason="Counted again", _save="Save")
    assert officer.post(page, form).status_code == 302
    assert kept() == [(D(70), False, "Counted again")]


def test_in_the_list(officer, result):
    page = reverse("admin:performance_result_changelist")
    form = form_data(officer.get(page), **{"form-0-provisional": "on"}, change_reason="Not final", _save="Save")
    assert officer.post(page, form).status_code == 302
    assert kept() == [(D(70), False, "Not final")]


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


# What stands once a figure is released ------------------------------------------------------------------------


def places(result) -> tuple:
    result.refresh_from_db()
    return result.period, result.breakdown_id, result.released


def test_its_period_part_and_day_of_release_stand_on_its_own_page(officer, result):
    part = Breakdown.objects.create(indicator=result.indicator, by="sex", name="Men", slug="men")
    page, before = reverse("admin:performance_result_change", args=[result.pk]), places(result)
    for name, value in (("period", "2020/21"), ("breakdown", part.pk), ("released", "2030-01-01"), ("released", "")):
        told = officer.post(page, form_data(officer.get(page), **{name: value}, change_reason="Tidying", _save="Save"))
        assert (told.status_code, STANDS in told.content.decode(), places(result)) == (200, True, before)
        assert form_data(told)[name] == [str(value)]
    form = form_data(officer.get(page), commentary="It was wet.", _save="Save")
    assert officer.post(page, form).status_code == 302


def test_and_as_a_row_of_its_indicators_page(officer, result):
    part = Breakdown.objects.create(indicator=result.indicator, by="sex", name="Men", slug="men")
    page, before = reverse("admin:performance_indicator_change", args=[result.indicator_id]), places(result)
    for name, value in (("period", "2020/21"), ("breakdown", part.pk), ("released", "2030-01-01")):
        sent = form_data(officer.get(page), **{f"results-0-{name}": value}, change_reason="Tidying", _save="Save")
        told = officer.post(page, sent)
        assert (told.status_code, STANDS in told.content.decode(), places(result)) == (200, True, before)


def test_a_figure_that_is_not_out_yet_can_be_moved(officer, result):
    Result.objects.update(released=date(2999, 1, 1))
    page = reverse("admin:performance_result_change", args=[result.pk])
    form = form_data(officer.get(page), period="2020/21", released="2999-06-01", _save="Save")
    assert officer.post(page, form).status_code == 302
    assert places(result) == ("2020/21", None, date(2999, 6, 1))


def test_a_figure_taken_back_keeps_its_place_and_what_it_was(officer, result):
    page = reverse("admin:performance_result_change", args=[result.pk])
    sent = form_data(officer.get(page), value="", change_reason="It was another county's", _save="Save")
    assert officer.post(page, sent).status_code == 302
    assert (Result.objects.get().value, kept()) == (None, [(D(70), False, "It was another county's")])
    told = officer.post(page, form_data(officer.get(page), released="2030-01-01", _save="Save"))
    assert STANDS in told.content.decode()
    assert NOT_DELETED in officer.get(reverse("admin:performance_result_delete", args=[result.pk])).content.decode()


@pytest.mark.parametrize(("page", "field"), [("result", "value"), ("indicator", "results-0-value")])
def test_without_a_reason_it_is_not_changed_and_what_was_typed_is_kept(officer, result, page, field):
    key = result.pk if page == "result" else result.indicator_id
    address = reverse(f"admin:performance_{page}_change", args=[key])
    told = officer.post(address, form_data(officer.get(address), **{field: "72"}, _save="Save"))
    assert (told.status_code, SAY_WHY in told.content.decode(), form_data(told)[field]) == (200, True, ["72"])
    assert (Result.objects.get().value, kept()) == (D(70), [])
    again = form_data(told, change_reason="Counted again", _save="Save")
    assert officer.post(address, again).status_code == 302
    assert (Result.objects.get().value, kept()) == (D(72), [(D(70), False, "Counted again")])


def test_a_list_too_asks_why(officer, result):
    page = reverse("admin:performance_result_changelist")
    told = officer.post(page, form_data(officer.get(page), **{"form-0-provisional": "on"}, _save="Save"))
    assert (told.status_code, SAY_WHY in told.content.decode()) == (200, True)
    assert (Result.objects.get().provisional, kept()) == (False, [])


def test_the_rule_is_kept_by_what_keeps_the_figure_itself(result, policy_officer):
    before, after = Result.objects.get(), Result.objects.get()
    after.value = D(71)
    with pytest.raises(ValidationError, match="Say why"):
        restating.keep(before, after, policy_officer, " ")
    after.value, after.period = D(70), "2020/21"
    with pytest.raises(ValidationError, match="its period, its part and its day of release stand"):
        restating.keep(before, after, policy_officer, "Tidying")


# Deleting -----------------------------------------------------------------------------------------------------


def deletes(result) -> dict[str, str]:
    """Every page that offers to delete the result, or what it hangs on."""
    return {
        "itself": reverse("admin:performance_result_delete", args=[result.pk]),
        "its indicator": reverse("admin:performance_indicator_delete", args=[result.indicator_id]),
    }


@pytest.mark.parametrize("what", ["itself", "its indicator"])
def test_a_released_figure_is_not_deleted(officer, result, what):
    page = deletes(result)[what]
    told = officer.get(page)
    assert (NOT_DELETED in told.content.decode(), "Delete it" in told.content.decode()) == (True, False)
    tree = tree_of([result if what == "itself" else result.indicator])[0]
    sent = {"post": "yes", "seen_version": 1, "seen_tree": tree, "change_reason": "Gone"}
    assert NOT_DELETED in officer.post(page, sent).content.decode()
    assert Result.objects.get().value == 70


@pytest.mark.parametrize("model", ["result", "indicator"])
def test_nor_among_ticked_rows(officer, result, model):
    page = reverse(f"admin:performance_{model}_changelist")
    ticked = result.pk if model == "result" else result.indicator_id
    told = officer.post(page, {"action": "delete_selected", "_selected_action": ticked, "post": "yes"}, follow=True)
    assert f"Nothing was deleted. {NOT_DELETED}" in told.content.decode()
    assert Result.objects.get().value == 70


def test_nor_as_a_row_or_with_its_part(officer, result):
    part = Breakdown.objects.create(indicator=result.indicator, by="sex", name="Men", slug="men")
    make_result(result.indicator, "2020/21", 40, breakdown=part)
    page = reverse("admin:performance_indicator_change", args=[result.indicator_id])
    for row in ("results-0", "breakdowns-0"):
        sent = form_data(officer.get(page), **{f"{row}-DELETE": "on"}, change_reason="Gone", _save="Save")
        told = officer.post(page, sent)
        assert (told.status_code, NOT_DELETED in told.content.decode()) == (200, True)
    assert Result.objects.count() == 2


def test_what_was_never_out_is_deleted(officer, result):
    Result.objects.update(released=date(2999, 1, 1))
    page = deletes(result)["itself"]
    assert officer.post(page, form_data(officer.get(page))).status_code == 302
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE performance_restatement SET value = 1", "DELETE FROM performance_restatement"]
)
def test_the_database_keeps_what_was(result, statement):
    Restatement.objects.create(**restating.as_it_stood(result), day=date(2022, 6, 1), why="Counted again")
    with pytest.raises(IntegrityError, match="is kept for good"), transaction.atomic():
        connection.cursor().execute(statement)
    with pytest.raises(ProtectedError):
        result.delete()
    assert Restatement.objects.get().value == 70
