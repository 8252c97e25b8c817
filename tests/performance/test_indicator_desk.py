"""An indicator's page on the desk: targets first, the newest results with a way to all, and light."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify

from performance.models import Breakdown, Indicator, Result, Target
from plan.models import Event
from plan.roles import CONTRIBUTOR
from tests.factories import make_department, make_indicator, make_result, make_target, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def sixty():
    indicator = make_indicator("Homes built", unit="homes", owner=make_department())
    for year in range(2018, 2023):
        for month in range(1, 13):
            make_result(indicator, f"{year}-{month:02}", D(month), commentary="It went as it goes." * 20)
    make_target(indicator, "2022/23", D("94.50"))
    return indicator


@pytest.fixture
def officer(policy_officer):
    client = Client()
    client.force_login(policy_officer)
    return client


def page(indicator):
    return reverse("admin:performance_indicator_change", args=[indicator.pk])


def test_it_weighs_little_and_leads_to_all_results(officer, sixty):
    shown = officer.get(page(sixty))
    text = shown.content.decode()

    assert len(shown.content) < 100_000
    assert form_data(shown)["results-INITIAL_FORMS"] == ["2"]
    assert [form_data(shown)[f"results-{row}-period"] for row in range(3)] == [["2022-12"], ["2022-11"], [""]]
    everything = reverse("admin:performance_result_changelist") + f"?indicator__id__exact={sixty.pk}"
    assert f'<a href="{everything}">All results (60)</a>' in text
    assert "60 results" in officer.get(everything).content.decode()
    assert (
        text.index('id="targets-heading"') < text.index('id="tolerances-heading"') < text.index('id="results-heading"')
    )


def test_amounts_stand_as_people_write_them(officer, sixty):
    sent = form_data(officer.get(page(sixty)))

    assert (sent["targets-0-value"], sent["results-0-value"]) == (["94.5"], ["12"])
    officer.post(page(sixty), {**sent, "_save": "Save"})
    assert (Target.objects.get().version, sixty.history.count()) == (1, 1)  # written otherwise, and so not changed


def test_saving_it_touches_the_results_it_showed_and_no_other(officer, sixty):
    shown = form_data(officer.get(page(sixty)), change_reason="Recount", _save="Save",
                      **{"results-0-value": "13", "results-2-period": "2023-01", "results-2-value": "5"})  # fmt: skip
    assert officer.post(page(sixty), shown).status_code == 302

    rows = Result.objects.filter(indicator=sixty).order_by("-period_end")
    assert list(rows.values_list("period", "value")[:3]) == [("2023-01", 5), ("2022-12", 13), ("2022-11", 11)]
    assert (rows.count(), rows.exclude(version=1).count()) == (61, 1)


def test_a_newer_result_entered_meanwhile_does_not_take_anothers_place(officer, sixty):
    shown = form_data(officer.get(page(sixty)), _save="Save", change_reason="Recount", **{"results-1-value": "99"})
    make_result(sixty, "2023-01", D(7))
    assert officer.post(page(sixty), shown).status_code == 302

    assert Result.objects.get(indicator=sixty, period="2022-11").value == 99
    assert Result.objects.get(indicator=sixty, period="2023-01").value == 7


def test_what_was_typed_in_a_result_that_somebody_changed_is_told_and_kept(officer, sixty):
    shown = form_data(officer.get(page(sixty)), _save="Save", **{"results-0-value": "99"})
    newest = Result.objects.get(indicator=sixty, period="2022-12")
    own = reverse("admin:performance_result_change", args=[newest.pk])
    officer.post(own, form_data(officer.get(own), value="50", change_reason="Recount", _save="Save"))
    told = officer.post(page(sixty), shown)

    assert (told.status_code, "while you had it open" in told.content.decode()) == (200, True)
    assert form_data(told)["results-0-value"] == ["99"]
    newest.refresh_from_db()
    assert newest.value == 50


def test_a_period_that_has_a_result_not_shown_here_is_refused_in_words(officer, sixty):
    shown = form_data(officer.get(page(sixty)), _save="Save",
                      **{"results-2-period": "2018-01", "results-2-value": "5"})  # fmt: skip
    told = officer.post(page(sixty), shown)

    assert (told.status_code, "already has a result for this period" in told.content.decode()) == (200, True)
    assert form_data(told)["results-2-value"] == ["5"]


def test_a_result_of_another_indicator_cannot_be_sent_along(sixty):
    other = make_result(make_indicator("Untold", owner=make_department()), "2022-12", D(1))
    user = make_user(CONTRIBUTOR, department=sixty.owner)
    client = Client()
    client.force_login(user)
    sent = form_data(client.get(page(sixty)), _save="Save", **{"results-0-id": other.pk, "results-0-value": "99"})
    client.post(page(sixty), sent)

    other.refresh_from_db()
    assert (other.value, other.indicator.name) == (1, "Untold")


# When figures come --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rhythm", "lag", "warned"), [("month", "0", True), ("month", "20", False), ("", "0", False)])
def test_a_rhythm_without_days_until_released_is_saved_with_a_warning(officer, sixty, rhythm, lag, warned):
    sent = form_data(officer.get(page(sixty)), rhythm=rhythm, lag=lag, name="Homes finished", _save="Save")
    told = officer.post(page(sixty), sent, follow=True).content.decode()
    sixty.refresh_from_db()

    assert (sixty.name, sixty.rhythm, sixty.lag) == ("Homes finished", rhythm, int(lag))
    assert ("Each figure counts as overdue from the day after its period ends" in told) is warned


def test_nobody_is_warned_who_cannot_say_it_or_changed_nothing(officer, sixty):
    Indicator.objects.update(rhythm="month")
    warning = "counts as overdue from the day"
    told = officer.post(page(sixty), form_data(officer.get(page(sixty)), _save="Save"), follow=True)
    assert warning not in told.content.decode()
    contributor = Client()
    contributor.force_login(make_user(CONTRIBUTOR, department=sixty.owner))
    changed = {"results-0-value": "13", "change_reason": "Counted again"}
    sent = form_data(contributor.get(page(sixty)), _save="Save", **changed)
    told = contributor.post(page(sixty), sent, follow=True)
    assert Result.objects.get(period="2022-12").value == 13
    assert warning not in told.content.decode()


# Parts --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def parts(sixty):
    other = make_indicator("Roads", slug="roads", owner=sixty.owner)
    return [
        Breakdown.objects.create(indicator=indicator, by="place", name=name, slug=slugify(name))
        for indicator, name in ((sixty, "North"), (sixty, "South"), (other, "Uplands"))
    ]


def offered(answer, name: str) -> list[str]:
    found = re.search(rf'<select name="{name}".*?</select>', answer.content.decode(), re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)", found[0])[1:]


def test_a_result_is_of_a_part_of_its_own_indicator(officer, sixty, parts):
    north, _south, uplands = parts
    assert offered(officer.get(page(sixty)), "results-0-breakdown") == ["North (place)", "South (place)"]
    row = Result.objects.filter(indicator=sixty).first()
    Result.objects.filter(pk=row.pk).update(released=date(2999, 1, 1))  # the part of one that is out stands
    own = reverse("admin:performance_result_change", args=[row.pk])
    assert offered(officer.get(own), "breakdown") == ["North (place)", "South (place)"]
    sent = form_data(officer.get(own), breakdown=uplands.pk, _save="Save")
    assert "Choose a part of this indicator." in officer.post(own, sent).content.decode()
    officer.post(own, {**sent, "breakdown": str(north.pk)})
    assert list(Result.objects.exclude(breakdown=None).values_list("breakdown", flat=True)) == [north.pk]


def test_a_new_result_offers_parts_under_their_indicators_until_it_is_known_which(officer, sixty, parts):
    add = reverse("admin:performance_result_add")
    empty = officer.get(add)
    assert offered(empty, "breakdown") == ["North (place)", "South (place)", "Uplands (place)"]
    assert '<optgroup label="Homes built">' in empty.content.decode()
    assert offered(officer.get(f"{add}?indicator={sixty.pk}"), "breakdown") == [
        "North (place)", "South (place)",
    ]  # fmt: skip
    sent = form_data(empty, indicator=sixty.pk, breakdown=parts[2].pk, period="2023-02", value="5", _save="Save")
    again = officer.post(add, sent)
    assert "Choose a part of this indicator." in again.content.decode()
    assert offered(again, "breakdown") == ["North (place)", "South (place)"]
    assert officer.post(add, {**sent, "breakdown": str(parts[1].pk)}).status_code == 302
    assert Result.objects.get(period="2023-02").breakdown == parts[1]


def test_parts_cost_the_same_queries_for_one_and_for_many(officer, sixty, parts):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert officer.get(page(sixty)).status_code == 200
            assert officer.get(reverse("admin:performance_result_add")).status_code == 200
        return len(found)

    cost()
    few = cost()
    for number in range(20):
        Breakdown.objects.create(indicator=sixty, by="place", name=f"Place {number}", slug=f"place-{number}")
    assert cost() == few


# Targets ---------------------------------------------------------------------------------------------------------


def test_a_target_of_a_past_period_is_corrected_or_deleted_with_a_reason_kept(officer, sixty):
    make_target(sixty, "2021/22", D(80))
    for changed in ({"targets-1-value": "70"}, {"targets-1-DELETE": "on"}):
        told = officer.post(page(sixty), form_data(officer.get(page(sixty)), **changed, _save="Save"))
        assert (told.status_code, "This judges a period that has ended. Say why" in told.content.decode()) == (
            200,
            True,
        )
        assert Target.objects.get(period="2021/22").value == 80
    sent = form_data(
        officer.get(page(sixty)), **{"targets-1-value": "70"}, change_reason="Misprint in the plan", _save="Save"
    )
    assert officer.post(page(sixty), sent).status_code == 302
    target = Target.objects.get(period="2021/22")
    kept = target.history.first()
    event = Event.objects.get(verb="target.changed")
    assert (target.value, kept.history_change_reason, event.why) == (70, "Misprint in the plan", "Misprint in the plan")
    assert kept.history_user == event.by


def test_a_target_of_a_period_to_come_needs_none(officer, sixty, time_machine):
    time_machine.move_to("2022-11-22 12:00 +0000", tick=False)
    sent = form_data(officer.get(page(sixty)), **{"targets-0-value": "90"}, _save="Save")
    assert officer.post(page(sixty), sent).status_code == 302
    assert Target.objects.get().value == 90
