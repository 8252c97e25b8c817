"""Spreading a year's target over quarters or months, by the verb and on the desk."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.test import Client
from django.urls import reverse

from performance.models import Target
from performance.profiling import CannotSpread, Way, parts_of, proposed, set_profile
from performance.rag import Status
from performance.read import indicator_lines
from plan import locking
from plan.models import Event
from plan.periods import Kind, Period
from plan.roles import CMT, CONTRIBUTOR, NotYours
from tests.factories import make_department, make_indicator, make_result, make_target, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2022/23")
QUARTERS = parts_of(YEAR, Kind.QUARTER)
DAY = date(2022, 10, 12)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-10-12 12:00 +0000", tick=False)


@pytest.fixture
def homes():
    return make_indicator("Affordable homes built", unit="homes", adding="sum")


@pytest.fixture
def year(homes):
    made = make_target(homes, "2022/23", 100, origin="service_plan", source="Homes service plan", base="2016/17")
    return Target.objects.get(pk=made.pk)


def quarters(*amounts):
    return dict(zip(QUARTERS, map(D, amounts), strict=False))


def set_targets(indicator):
    rows = indicator.targets.order_by("period_end", "-period_start").values_list("period", "kind", "value")
    return [(period, kind, value) for period, kind, value in rows if "Q" in period]


def test_each_quarter_gets_a_target_of_the_years_kind_and_origin(year, homes, policy_officer):
    written = set_profile(year, quarters(10, 20, 30, 40), source="Homes service plan, page 4", by=policy_officer)

    assert [(row.period, row.kind, row.value) for row in written] == [
        ("2022-Q1", "at_least", 10), ("2022-Q2", "at_least", 20), ("2022-Q3", "at_least", 30),
        ("2022-Q4", "at_least", 40),
    ]  # fmt: skip
    assert {(row.origin, row.source, row.base) for row in written} == {
        ("service_plan", "Homes service plan, page 4", "2016/17")
    }
    assert Target.objects.get(period="2022/23").value == 100
    event = Event.objects.get(verb="indicator.target_spread")
    assert (event.by, event.detail["after"]["2022-Q4"], event.detail["before"]) == (policy_officer, "40", {})


def test_targets_that_were_there_are_changed_and_their_history_kept(year, homes, policy_officer):
    old = make_target(homes, "2022-Q1", 5)
    set_profile(year, quarters(10, 20, 30, 40), source="", by=policy_officer, why="Building began earlier")

    old.refresh_from_db()
    assert (old.value, old.version, old.history.first().history_change_reason) == (10, 2, "Building began earlier")
    assert homes.targets.count() == 5


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ((10, 20, 30, 39), "These come to 99 homes by the end of the year, and the year's target is 100 homes."),
        ((50, 50), "Give a target for each part of the year."),
        ((10, 20, 30, D("40.00001")), "These come to 100.00001 homes"),
    ],
)
def test_parts_that_are_not_the_years_are_refused_and_nothing_is_written(year, homes, policy_officer, amounts, said):
    with pytest.raises(CannotSpread, match=said):
        set_profile(year, quarters(*amounts), source="", by=policy_officer)
    assert (set_targets(homes), Event.objects.filter(verb="indicator.target_spread").count()) == ([], 0)
    homes.refresh_from_db()
    assert homes.version == 1


def test_a_running_total_ends_at_the_years_target_and_a_level_need_not(policy_officer):
    running = make_indicator(adding="running", unit="")
    year = make_target(running, "2022/23", 100)
    with pytest.raises(CannotSpread, match="come to 90 by the end of the year"):
        set_profile(year, quarters(25, 50, 75, 90), source="", by=policy_officer)
    set_profile(year, quarters(25, 50, 75, 100), source="", by=policy_officer)

    level = make_target(make_indicator(), "2022/23", 80)
    assert len(set_profile(level, quarters(60, 70, 75, 82), source="", by=policy_officer)) == 4


def test_only_policy_officers_and_only_what_they_have_read(year, homes, policy_officer):
    for role in (CONTRIBUTOR, CMT):
        with pytest.raises(NotYours, match="may spread a target"):
            set_profile(year, quarters(10, 20, 30, 40), source="", by=make_user(role))
    with pytest.raises(locking.Stale):
        set_profile(year, quarters(10, 20, 30, 40), source="", by=policy_officer, seen=homes.version - 1)
    assert set_targets(homes) == []


def test_a_relative_target_or_a_range_is_not_spread(homes, policy_officer):
    between = make_target(homes, "2022/23", 3, kind="between", upper=7)
    with pytest.raises(CannotSpread, match="Only a target of at least, or at most, a figure"):
        set_profile(between, quarters(3, 3, 3, 3), source="", by=policy_officer)


def test_a_quarter_is_judged_by_its_own_target_and_the_year_by_the_years(year, homes, policy_officer):
    """Never summed twice: neither the quarters' targets nor their figures are added to the year's."""
    Target.objects.update(base="")
    set_profile(Target.objects.get(), quarters(10, 20, 30, 40), source="", by=policy_officer)
    for period, value in (("2022-Q1", 12), ("2022-Q2", 18)):
        make_result(homes, period, value)

    def reason(on):
        return indicator_lines([homes.pk], on=on)[homes.pk].rating.reason

    assert reason(date(2022, 8, 1)) == "Green: 12 homes meets the target of at least 10 homes."
    assert reason(DAY) == "Red: 18 homes is 2 homes below the target of at least 20 homes."
    make_result(homes, "2022/23", 101, released=date(2023, 5, 1))
    line = indicator_lines([homes.pk], on=date(2023, 5, 1))[homes.pk]
    assert (line.latest.period, line.rating.status) == (YEAR, Status.GREEN)
    assert line.rating.reason == "Green: 101 homes meets the target of at least 100 homes."


def test_last_years_pattern_uses_exact_figures_that_may_be_shown(year, homes):
    for quarter, value in zip(("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"), (3, 30, 30, 37), strict=True):
        make_result(homes, quarter, value)
    assert proposed(year, QUARTERS, Way.LAST_YEAR, on=DAY) == [3, 30, 30, 37]
    homes.suppress_below = 5
    homes.save()
    year.indicator.refresh_from_db()
    with pytest.raises(CannotSpread, match="no exact figure for each of these parts"):
        proposed(year, QUARTERS, Way.LAST_YEAR, on=DAY)


# On the desk -------------------------------------------------------------------------------------------------------


def address(indicator, **chosen):
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    return reverse("admin:performance_spread", args=[indicator.pk]) + (f"?{query}" if query else "")


@pytest.fixture
def officer(policy_officer):
    client = Client()
    client.force_login(policy_officer)
    return client


def test_it_is_chosen_shown_changed_and_written(officer, year, homes):
    change = officer.get(reverse("admin:performance_indicator_change", args=[homes.pk]))
    assert address(homes) in change.content.decode()
    asked = officer.get(address(homes))
    assert "Financial" not in asked.content.decode()
    assert "2022/23: at least 100 homes" in asked.content.decode()

    page = address(homes, target=year.pk, over="quarter", way="steps")
    shown = officer.get(page)
    assert set_targets(homes) == []
    form = form_data(shown, **{"2022-Q1": "10", "2022-Q4": "41"})
    assert (form["2022-Q2"], form["source"]) == (["25"], ["Homes service plan"])
    refused = officer.post(page, form)
    assert refused.status_code == 409
    assert "These come to 101 homes by the end of the year" in refused.content.decode()
    kept = form_data(refused)
    assert (kept["2022-Q1"], kept["2022-Q4"]) == (["10"], ["41"])

    assert officer.post(page, {**kept, "2022-Q4": "40"}).status_code == 302
    assert [value for _, _, value in set_targets(homes)] == [10, 25, 25, 40]


def test_what_somebody_changed_meanwhile_is_told_and_what_was_typed_kept(officer, year, homes):
    page = address(homes, target=year.pk, over="quarter", way="steps")
    form = form_data(officer.get(page), **{"2022-Q1": "30", "2022-Q4": "20"})
    change = reverse("admin:performance_indicator_change", args=[homes.pk])
    officer.post(change, form_data(officer.get(change), how_measured="Counted.", _save="Save"))

    told = officer.post(page, form)

    assert (told.status_code, set_targets(homes)) == (409, [])
    assert "changed this since you opened the page" in told.content.decode()
    assert form_data(told)["2022-Q1"] == ["30"]
    assert officer.post(page, form_data(told)).status_code == 302


def test_words_for_a_number_are_refused_in_words(officer, year, homes):
    page = address(homes, target=year.pk, over="month", way="steps")
    shown = officer.post(page, form_data(officer.get(page), **{"2022-05": "xx"}))
    assert (shown.status_code, "Enter a number." in shown.content.decode()) == (200, True)
    assert homes.targets.count() == 1


def test_what_cannot_be_spread_so_is_said_where_it_is_chosen(officer, year, homes):
    shown = officer.get(address(homes, target=year.pk, over="quarter", way="last_year"))
    assert "Last year has no exact figure for each of these parts" in shown.content.decode()
    other = make_target(make_indicator(), "2022/23", 5)
    assert (
        "Select a valid choice"
        in officer.get(address(homes, target=other.pk, over="quarter", way="steps")).content.decode()
    )


def test_others_are_not_led_there(year, homes):
    department = make_department()
    homes.owner = department
    homes.save()
    for user in (make_user(CONTRIBUTOR, department=department), make_user(CMT)):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("admin:performance_indicator_change", args=[homes.pk])).content.decode()
        assert address(homes) not in page
        assert client.get(address(homes)).status_code == 403
        assert client.post(address(homes, target=year.pk, over="quarter", way="steps"), {}).status_code == 403
    assert set_targets(homes) == []


@pytest.mark.parametrize("many", [1, 33])
def test_the_page_costs_the_same_for_any_number_of_targets(officer, homes, django_assert_num_queries, many):
    for start in range(1990, 1990 + many):
        make_target(homes, f"{start}/{(start + 1) % 100:02}", 5)
    officer.get(address(homes))
    with django_assert_num_queries(12):
        officer.get(address(homes))
