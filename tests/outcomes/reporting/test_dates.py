"""Dates of the plan, watched: coming, reached, passed without; and who is told."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from outcomes.framework.naming_dates import tell_reached
from outcomes.models import Aim, Commitment, DeliveryUpdate, ItemOfficer, NamedDate
from outcomes.reporting.dates import dates_ahead, dates_of, dates_passed, watched_dates
from outcomes.reporting.promises import dates_ahead_or_passed
from outcomes.reporting.reminding import dates, dates_reached_by
from plan.models import Plan
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)


class Watching:
    def __init__(self) -> None:
        self.plan = factories.make_tree()
        self.aim, self.promise = Aim.objects.get().item, Commitment.objects.get().item
        for item, by, what, more in (
            (self.aim, date(2022, 3, 31), "Half", {"precision": "month"}),
            (self.promise, date(2022, 10, 31), "Lamps", {"precision": "day"}),
            (self.promise, date(2023, 11, 8), "More lamps", {"precision": "day"}),
            (self.aim, date(2030, 12, 31), "All", {}),
            (self.aim, date(2022, 1, 1), "A forecast", {"watched": False}),
            (self.aim, date(2022, 1, 1), "Dropped", {"ends": date(2022, 6, 1)}),
        ):
            NamedDate.objects.create(item=item, by=by, what=what, **more)
        Plan.objects.update(published_at="2022-05-19T09:00Z", in_force_from=date(2022, 5, 18))

    def states(self, on: date = TODAY) -> dict[str, str]:
        return {one.what: one.state for one in watched_dates({self.aim.pk, self.promise.pk}, on=on)}

    def completed(self, day: date) -> None:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        DeliveryUpdate.objects.create(item=self.promise, status="completed", date=day, published_at=at)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("watching")
def watching(standing) -> Watching:
    return Watching()


def test_a_date_passes_after_its_day(watching):
    assert watching.states() == {"Half": "passed", "Lamps": "passed", "More lamps": "coming", "All": "coming"}
    assert watching.states(date(2022, 10, 31))["Lamps"] == "coming"
    assert watching.states(date(2022, 5, 20))["Dropped"] == "passed"


def test_what_was_completed_was_reached_late_or_in_time(watching):
    watching.completed(date(2022, 11, 1))
    found = {one.what: (one.state, one.is_late) for one in watched_dates({watching.promise.pk}, on=TODAY)}
    assert found == {"Lamps": ("reached", True), "More lamps": ("reached", False)}
    assert watching.states(date(2022, 10, 31))["Lamps"] == "coming", "not known then"


def test_what_an_officer_told_counts_from_that_day(watching):
    NamedDate.objects.filter(what="Half").update(reached_on=date(2022, 4, 5), reached_note="See page 3")
    (half, _) = watched_dates({watching.aim.pk}, on=TODAY)
    assert (half.state, half.is_late, half.reached_note) == ("reached", True, "See page 3")
    assert watching.states(date(2022, 4, 4))["Half"] == "passed"


def test_missed_promises_and_what_is_near_are_told_in_a_sentence(watching):
    items = {watching.aim.pk, watching.promise.pk}
    assert [str(one) for one in dates_passed(items, TODAY)] == [
        "March 2022, Half: passed on 31 March 2022, not reported as reached",
        "31 October 2022, Lamps: passed on 31 October 2022, not reported as reached",
    ]
    assert [str(one) for one in dates_ahead(items, TODAY)] == ["8 November 2023, More lamps: to come"]
    assert dates_ahead(items, date(2022, 11, 7)) == []
    assert dates_passed(set(), TODAY) == []


def test_a_date_of_the_same_thing_in_another_version_counts_once(watching):
    twin = factories.make_item("aim")
    watching.aim.same_as = twin
    watching.aim.save()
    NamedDate.objects.create(item=twin, by=date(2030, 12, 31), what="All")
    assert [one.what for one in watched_dates({watching.aim.pk}, on=TODAY)] == ["Half", "All"]


def test_where_they_stand_costs_the_same_for_many(watching, django_assert_num_queries):
    for year in range(2031, 2060):
        NamedDate.objects.create(item=watching.aim, by=date(year, 12, 31), what=f"Step {year}")
    with django_assert_num_queries(9):
        found = dates_of(watching.plan, on=TODAY)
    assert len(found) == 33
    assert {place.number for _, place in found} == {"1.1"}


def test_my_desk_tells_officers_of_all_and_contributors_of_theirs(watching):
    officer, own = factories.make_user(POLICY_OFFICER), factories.make_user(CONTRIBUTOR)
    ItemOfficer.objects.create(item=watching.promise, office="Head of Lamps", user=own)
    assert [(line.text.partition(",")[0], line.overdue) for line in dates_ahead_or_passed(officer, TODAY)] == [
        ("1.1: March 2022", True), ("1.1: 31 October 2022", True), ("1.1: 8 November 2023", False),
    ]  # fmt: skip
    assert [line.due for line in dates_ahead_or_passed(own, TODAY)] == [date(2022, 10, 31), date(2023, 11, 8)]
    assert dates_ahead_or_passed(factories.make_user(CONTRIBUTOR), TODAY) == []
    assert dates_ahead_or_passed(factories.make_user(CMT), TODAY) == []


def test_policy_officers_are_reminded_of_dates_that_are_not_reached(watching):
    officer, other = factories.make_user(POLICY_OFFICER), factories.make_user(CMT)
    tell_reached(NamedDate.objects.get(what="All"), on=TODAY, note="Page 3", by=officer)
    found = dates(TODAY)
    assert [(one.text.split(", ", 1)[1], one.due) for one in found] == [
        ("Half", date(2022, 3, 31)), ("Lamps", date(2022, 10, 31)), ("More lamps", date(2023, 11, 8)),
    ]  # fmt: skip
    assert {one.users for one in found} == {(officer.pk,)}
    assert (dates_reached_by(officer, found, TODAY), dates_reached_by(other, found, TODAY)) == (found, [])
