"""What was true on a day stays what it was: a figure corrected later reads on earlier days as it stood then."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.detail import indicator_detail
from performance.importing import records
from performance.models import Breakdown, Restatement, Result
from performance.quotable import known
from performance.read import indicator_lines
from tests.factories import make_indicator, make_result

pytestmark = pytest.mark.django_db
THEN, TODAY = date(2022, 10, 28), date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-22 12:00 +0000", tick=False)


@pytest.fixture
def roads():
    indicator = make_indicator("Roads", slug="roads")
    make_result(
        indicator, "2021/22", 50, released=date(2022, 5, 1), provisional=True, illustrative=True, source="The draft"
    )
    return indicator


def enter(**cells):
    entered = records.enter([{"indicator": "roads", "period": "2021/22", **cells}], name="x", by=None, why="Recounted")
    assert not entered.errors


def line(indicator, on):
    return indicator_lines([indicator.pk], on=on)[indicator.pk]


def test_a_figure_corrected_since_reads_as_it_stood(roads):
    before = line(roads, THEN)
    enter(value="70", status="final")
    assert Restatement.objects.get().day == TODAY
    assert line(roads, THEN) == before
    assert (line(roads, THEN).latest_shown, line(roads, THEN).latest.provisional) == ("50%", True)
    assert (line(roads, date(2026, 11, 21)).latest_shown, line(roads, TODAY).latest_shown) == ("50%", "70%")


def test_corrected_twice_each_day_has_its_own(roads):
    result = Result.objects.get()
    for day, value in ((date(2022, 11, 1), 50), (date(2023, 2, 1), 60), (date(2023, 2, 1), 65)):
        Restatement.objects.create(
            result=result, value=value, qualifier="exact", provisional=False, day=day, why="Counted again"
        )
    Result.objects.update(value=70)
    shown = [line(roads, day).latest_shown for day in (THEN, date(2022, 11, 1), date(2023, 1, 31), date(2023, 2, 1))]
    assert shown == ["50%", "60%", "60%", "70%"]


def test_a_figure_taken_back_was_there_until_then(roads):
    enter(value="")
    assert (line(roads, THEN).latest_shown, line(roads, TODAY).latest_shown) == ("50%", "no data")
    enter(value="75")
    assert (line(roads, THEN).latest_shown, line(roads, TODAY).latest_shown) == ("50%", "75%")
    assert [row.value for row in Restatement.objects.all()] == [Decimal(50), None]


def test_a_figure_that_came_late_into_an_empty_row_was_not_known_before(roads):
    Result.objects.update(value=None)
    enter(value="75")
    assert (line(roads, THEN).latest_shown, line(roads, TODAY).latest_shown) == ("no data", "75%")
    assert not Restatement.objects.exists()


def test_parts_and_words_that_quote_read_as_on_the_day(roads):
    men = Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    make_result(roads, "2021/22", 48, breakdown=men, released=date(2022, 5, 1))
    enter(value="70")
    enter(value="68", breakdown="men")
    then, now = indicator_detail(roads, on=THEN), indicator_detail(roads, on=TODAY)
    assert (then.parts[0].rows[0].shown, now.parts[0].rows[0].shown) == (("48%",), ("68%",))
    assert (len(then.restated), len(now.restated)) == (0, 1)
    assert [len(known({roads.pk: line(roads, on)}, on=on)[roads.pk].was) for on in (THEN, TODAY)] == [0, 1]


def test_a_small_count_of_then_is_not_shown_though_it_is_large_now():
    indicator = make_indicator("Children", slug="roads", unit="", suppress_below=5)
    men = Breakdown.objects.create(indicator=indicator, by="sex", name="Men", slug="men")
    for part in (None, men):
        make_result(indicator, "2021/22", 3, breakdown=part, released=date(2022, 5, 1))
    enter(value="40")
    enter(value="30", breakdown="men")
    told = indicator_detail(indicator, on=THEN)
    assert {told.line.latest_shown, *told.parts[0].rows[0].shown} == {"not shown, as it counts very few people"}


@pytest.mark.parametrize("many", [1, 30])
def test_a_day_gone_by_costs_one_query_more_and_today_none(roads, many):
    keys = [roads.pk]
    for number in range(many):
        other = make_indicator(f"Other {number}")
        result = make_result(other, "2021/22", 1)
        Restatement.objects.create(
            result=result, value=2, qualifier="exact", provisional=False, day=TODAY, why="Counted again"
        )
        keys.append(other.pk)

    def cost(on):
        with CaptureQueriesContext(connection) as queries:
            indicator_lines(keys, on=on)
        return len(queries)

    assert (cost(THEN), cost(TODAY)) == (6, 5)
