"""How figures of the database are read and judged: by the target and the tolerance of their own period."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Area, ComparatorGroup, ComparatorResult, Result, Target, Tolerance
from performance.rag import Status
from performance.read import indicator_lines
from tests.factories import make_indicator, make_result, make_target

pytestmark = pytest.mark.django_db
D = Decimal
DAY = date(2022, 10, 12)


def line(indicator, on=DAY):
    return indicator_lines([indicator.pk], on=on)[indicator.pk]


def test_a_tolerance_set_today_changes_no_rating_of_a_past_period():
    indicator = make_indicator(tolerance=D(1))
    make_result(indicator, "2021/22", 75)
    make_target(indicator, "2021/22", 80)
    before = line(indicator).rating
    Tolerance.objects.update(ends=DAY)
    Tolerance.objects.create(indicator=indicator, amount=10, starts=DAY)
    assert line(indicator).rating == before
    assert (before.status, before.reason) == (
        Status.RED, "Red: 75% is 5 points below the target of at least 80%, beyond the tolerance of 1 point.",
    )  # fmt: skip
    make_result(indicator, "2022/23", 75)
    make_target(indicator, "2022/23", 80)
    assert line(indicator, on=date(2023, 5, 1)).rating.status is Status.AMBER


def test_a_target_of_long_ago_judges_nothing_unless_it_goes_on():
    indicator = make_indicator()
    make_result(indicator, "2021/22", 75)
    old = make_target(indicator, "2005/06", 70)
    assert line(indicator).rating.reason == "No target: 75% is not rated, as no target has been set."
    old.until_replaced = True
    old.save()
    assert line(indicator).rating.reason == "Green: 75% meets the target of at least 70%."
    assert line(indicator).goal_shown == "at least 70%"
    make_target(indicator, "2021/22", 80)
    assert line(indicator).rating.status is Status.RED


def test_a_target_for_a_later_year_is_shown_and_judges_nothing_yet():
    indicator = make_indicator()
    make_result(indicator, "2021/22", 75)
    make_target(indicator, "2029/30", 90)
    shown = line(indicator)
    assert shown.goal_shown == "at least 90% for 2029/30"
    assert (shown.rating.status, shown.rating.reason) == (
        Status.NO_TARGET, "No target: 75% is not rated, as the target of at least 90% is for 2029/30.",
    )  # fmt: skip


def test_a_relative_target_moves_with_the_figure_it_is_relative_to():
    indicator = make_indicator(polarity="low")
    england = ComparatorGroup.objects.create(name="England’s average", slug="england", kind="average")
    Target.objects.create(indicator=indicator, period="2020/21", kind="below", group=england, until_replaced=True)
    for period, ours, theirs in (("2020/21", 5, 6), ("2021/22", 5, 4)):
        make_result(indicator, period, ours)
        ComparatorResult.objects.create(indicator=indicator, group=england, period=period, value=theirs)
    assert line(indicator).rating.reason == ("Red: 5% is 1 point above the target of below England’s average (4%).")
    assert line(indicator, on=date(2021, 5, 1)).rating.status is Status.GREEN
    ComparatorResult.objects.filter(period="2021/22").update(value=5)
    assert line(indicator).rating.reason == "Amber: 5% is the same as the figure it should be below England’s average."
    ComparatorResult.objects.filter(period="2021/22").delete()
    assert line(indicator).rating.reason == (
        "Not rated: the target is to be below England’s average, whose figure in 2021/22 is not known."
    )


def test_a_relative_target_knows_of_others_only_what_was_out():
    """Of England's figure, as of our own, a paper knows what had been released by its cut-off date."""
    indicator = make_indicator(polarity="low")
    england = ComparatorGroup.objects.create(name="England’s average", slug="england", kind="average")
    Target.objects.create(indicator=indicator, period="2021/22", kind="below", group=england)
    make_result(indicator, "2021/22", 5)
    ComparatorResult.objects.create(
        indicator=indicator, group=england, period="2021/22", value=6, released=date(2022, 12, 1)
    )
    assert line(indicator).rating.status is Status.NOT_RATED
    assert line(indicator).goal_shown == "below England’s average"
    assert line(indicator, on=date(2022, 12, 1)).rating.reason == (
        "Green: 5% meets the target of below England’s average (6%)."
    )


def test_a_relative_target_is_judged_by_the_figure_for_the_indicators_own_area():
    fen, marsh = (Area.objects.create(name=name, slug=name.lower(), kind="district") for name in ("Fen", "Marsh"))
    indicator = make_indicator(polarity="low", area=fen)
    england = ComparatorGroup.objects.create(name="England’s average", slug="england", kind="average")
    Target.objects.create(indicator=indicator, period="2021/22", kind="below", group=england)
    make_result(indicator, "2021/22", 5)
    theirs = ComparatorResult.objects.create(indicator=indicator, group=england, period="2021/22", value=6, area=marsh)
    assert line(indicator).rating.status is Status.NOT_RATED
    for area in (fen, None):
        theirs.area = area
        theirs.save()
        assert line(indicator).rating.status is Status.GREEN


def test_a_relative_target_with_another_base_year_is_not_compared():
    indicator = make_indicator(polarity="low")
    england = ComparatorGroup.objects.create(name="England’s average", slug="england", kind="average")
    Target.objects.create(indicator=indicator, period="2021/22", kind="below", group=england, base="2016/17")
    Result.objects.create(indicator=indicator, period="2021/22", value=5, base="2008/09")
    ComparatorResult.objects.create(indicator=indicator, group=england, period="2021/22", value=6)
    assert line(indicator).rating.reason == (
        "Not rated: the base years differ (2008/09 for the figure, 2016/17 for the target)."
    )


def test_an_empty_row_hides_no_figure():
    indicator = make_indicator()
    make_result(indicator, "2020/21", 70)
    make_result(indicator, "2021/22", 75)
    make_result(indicator, "2022-Q1", None)
    shown = line(indicator)
    assert (shown.latest_shown, shown.latest.period.code) == ("75%", "2021/22")
    assert shown.without_figure.code == "2022-Q1"
    assert shown.direction.reason.startswith("Better: 75% in 2021/22, up 5 points from 70%")


def test_a_share_is_drawn_and_judged_as_what_it_is():
    indicator = make_indicator()
    Result.objects.create(
        indicator=indicator, period="2021/22", qualifier="share", numerator=2, denominator=3, words="two thirds"
    )
    make_target(indicator, "2021/22", 66)
    shown = line(indicator)
    assert (shown.latest_shown, shown.rating.status) == ("two thirds", Status.GREEN)
    assert shown.points[0].value == D("66.6667")


def test_a_range_is_judged_only_where_all_of_it_gets_the_same_answer():
    indicator = make_indicator(unit="hectares")
    Result.objects.create(indicator=indicator, period="2021/22", qualifier="range", value=367, upper=423)
    target = make_target(indicator, "2021/22", 400)
    assert line(indicator).rating.status is Status.NOT_RATED
    target.value = 360
    target.save()
    assert line(indicator).rating.status is Status.GREEN
    assert line(indicator).latest_shown == "367 to 423 hectares"


def test_unlike_base_years_are_not_compared():
    indicator = make_indicator(polarity="high")
    Result.objects.create(indicator=indicator, period="2021/22", value=67, base="2008/09")
    Target.objects.create(indicator=indicator, period="2021/22", value=64, base="2016/17")
    assert line(indicator).rating.reason == (
        "Not rated: the base years differ (2008/09 for the figure, 2016/17 for the target)."
    )


def test_a_place_beside_an_average_is_worked_out_for_the_same_period_and_area():
    fen, marsh = (Area.objects.create(name=name, slug=name.lower(), kind="district") for name in ("Fen", "Marsh"))
    indicator = make_indicator(area=fen)
    make_result(indicator, "2021/22", 94)
    east, england = (
        ComparatorGroup.objects.create(name=name, slug=name.lower(), kind="average") for name in ("East", "England")
    )
    counties = ComparatorGroup.objects.create(name="counties", slug="counties", kind="councils")
    theirs = ComparatorResult.objects.create(indicator=indicator, group=england, period="2021/22", value=93)
    assert (line(indicator).position.words, line(indicator).position.worked_out) == (
        "Above England in 2021/22, worked out: 94% against 93%; high is good", True,
    )  # fmt: skip
    for fields in ({"area": marsh}, {"area": fen, "period": "2020/21"}, {"period": "2021/22", "group": counties}):
        ComparatorResult.objects.filter(pk=theirs.pk).update(area=None)
        for name, value in fields.items():
            setattr(theirs, name, value)
        theirs.save()
        assert line(indicator).position is None, fields
    theirs.group, theirs.area = england, fen
    theirs.save()
    ComparatorResult.objects.create(indicator=indicator, group=east, period="2021/22", words="Similar to the region")
    assert line(indicator).position.words == "Similar to the region in 2021/22"  # what is stated goes before


def test_no_place_is_worked_out_for_a_figure_that_is_kept_back():
    indicator = make_indicator(unit="", suppress_below=5)
    make_result(indicator, "2021/22", 4)
    england = ComparatorGroup.objects.create(name="England", slug="england", kind="average")
    ComparatorResult.objects.create(indicator=indicator, group=england, period="2021/22", value=93)
    assert line(indicator).position is None


def test_a_year_that_was_left_out_is_a_gap_in_the_trend():
    indicator = make_indicator()
    for period, value in (("2017/18", 70), ("2019/20", 75), ("2020/21", 76)):
        make_result(indicator, period, value)
    assert [(point.label, point.value) for point in line(indicator).points] == [
        ("2017/18", D(70)), ("2018/19", None), ("2019/20", D(75)), ("2020/21", D(76)),
    ]  # fmt: skip
    surveys = make_indicator()
    for period in ("2017-06-30-S", "2021-06-30-S"):
        make_result(surveys, period, 70)
    assert len(line(surveys).points) == 2  # surveys keep no rhythm that could be missed
