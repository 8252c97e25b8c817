import base64
import math
import re
from datetime import date
from decimal import Decimal as D
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from performance import scale
from performance.charts import Band, Chart, Comparator, Point, can_draw, chart, data_uri, describe, sparkline
from performance.lettering import Box, apart, every, spread, width_of, wrapped
from performance.rag import Target

SVG = "{http://www.w3.org/2000/svg}"
ENGINE = Engine(dirs=[Path(__file__).resolve().parents[2] / "templates"])
AT_LEAST_85 = Target("at_least", D(85))

values = st.none() | st.decimals(min_value=-(10**9), max_value=10**12, places=2)
small = st.none() | st.decimals(min_value=0, max_value=100, places=1)
shapes = st.sampled_from([{}, {"provisional": True}, {"illustrative": True}])


def series(*amounts, first=2014, **flags):
    """Points for financial years from `first`; `None` is a gap."""
    years = range(first, first + len(amounts))
    parts = zip(years, amounts, strict=True)
    return [Point(f"{y}/{(y + 1) % 100:02}", None if v is None else D(str(v)), **flags) for y, v in parts]


def anything(amounts):
    return st.lists(st.tuples(amounts, shapes), min_size=1, max_size=60).map(
        lambda pairs: [Point(f"Q{n % 4 + 1} {2000 + n}/01", value, **flags) for n, (value, flags) in enumerate(pairs)]
    )


def coordinates(segments):
    return [[tuple(map(float, pair.split(","))) for pair in segment.split(" ")] for segment in segments]


def drawn(template, made: Chart, uid="one", **colours):
    text = ENGINE.get_template(f"charts/{template}.svg").render(Context({"chart": made, "uid": uid, **colours}))
    return text, ElementTree.fromstring(text.strip())


# Words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "parts", "words"),
    [
        (series(88, 79), {"target": AT_LEAST_85}, "88% in 2014/15 to 79% in 2015/16. Target at least 85%."),
        (series(79), {}, "79% in 2014/15."),
        (series(None, None), {}, "no data."),
        (series(80, 91, 74, 79), {},
         "80% in 2014/15 to 79% in 2017/18. Highest 91% in 2015/16 and lowest 74% in 2016/17."),
        (series(80, 91, 79), {}, "80% in 2014/15 to 79% in 2016/17. Highest 91% in 2015/16."),
        (series(80, None, 79), {}, "80% in 2014/15 to 79% in 2016/17. No data in 2015/16."),
        (series(None, 80, None, 79, None), {},
         "80% in 2015/16 to 79% in 2017/18. No data in 2014/15, in 2016/17 and in 2018/19."),
        (series(1, *[None] * 5, 2), {}, "1% in 2014/15 to 2% in 2020/21. No data for 5 of 7 periods."),
        (series(80, 79, illustrative=True), {}, "80% in 2014/15 to 79% in 2015/16. All figures are illustrative."),
        ([*series(80), Point("2015/16", D(79), provisional=True)], {},
         "80% in 2014/15 to 79% in 2015/16. The figure in 2015/16 is provisional."),
        ([Point("31 Jul 2022", D(79), when="at 31 July 2022", words="over 79%")], {}, "over 79% at 31 July 2022."),
        (series(80, 79), {"comparator": Comparator("England", (D(81), None))},
         "80% in 2014/15 to 79% in 2015/16. England 81% in 2014/15."),
        (series(80, 79), {"comparator": Comparator("England", (None, None))},
         "80% in 2014/15 to 79% in 2015/16. England: no data."),
    ],
)  # fmt: skip
def test_a_trend_in_words(points, parts, words):
    assert describe("Feel safe", points, unit="%", places=0, **parts) == f"Feel safe: {words}"


# Scale -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "unit", "places", "ticks"),
    [
        ([88, 91, 79], "%", 0, "75 80 85 90 95"),
        ([97, 100], "%", 0, "90 95 100"),
        (["1.6", "3.3"], "%", 1, "1.5 2.0 2.5 3.0 3.5"),
        (["0.3", "0.4"], "%", 1, "0.2 0.3 0.4 0.5"),
        ([5, 5], "", 0, "4 5 6"),
        ([0, 0], "", 0, "0 1"),
        ([0, 3], "", 0, "0 1 2 3"),
        ([1, 12], "", 0, "0 5 10 15"),
        ([-8, 4], "% change", None, "-10 -5 0 5"),
        ([520, 640], "", 0, "500 550 600 650"),
        (["0.2", "0.9"], "", 1, "0.0 0.5 1.0"),
        ([10**12, 3 * 10**12], "", 0, "0 1000000000000 2000000000000 3000000000000"),
    ],
)
def test_axes_are_round(amounts, unit, places, ticks):
    found = scale.ticks([D(str(amount)) for amount in amounts], unit, places)
    assert " ".join(f"{tick:f}" for tick in found) == ticks


@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1), st.sampled_from(["", "%"]))
def test_an_axis_holds_all_its_figures_in_even_steps(amounts, unit):
    ticks = scale.ticks(amounts, unit)
    assert ticks[0] <= min(amounts)
    assert max(amounts) <= ticks[-1]
    assert 2 <= len(ticks) <= 8
    assert len({later - earlier for earlier, later in pairwise(ticks)}) == 1


@given(st.lists(st.decimals(0, 100, places=1), min_size=1))
def test_shares_of_a_whole_stay_within_it(amounts):
    ticks = scale.ticks(amounts, "%")
    assert ticks[0] >= 0
    assert ticks[-1] <= 100
    assert ticks[-1] - ticks[0] >= min(scale.LEAST_POINTS, max(amounts) / 2)


@given(st.lists(st.integers(0, 50).map(D), min_size=1))
def test_counts_have_no_half_steps(amounts):
    assert all(tick == tick.to_integral_value() for tick in scale.ticks(amounts, "", 0))


# Geometry ----------------------------------------------------------------------------------------------------------


def test_a_sparkline_is_a_line_a_dotted_target_and_a_last_mark():
    made = sparkline("Feel safe", series(88, 91, 79), target=AT_LEAST_85, unit="%", places=0)
    assert (made.width, made.height, made.view_box) == (132, 34, "0 0 132 34")
    assert coordinates(made.segments) == [[(4.0, 11.0), (64.0, 5.0), (124.0, 29.0)]]
    assert made.targets == (17.0,)
    assert [(mark.x, mark.y, mark.shape, mark.last) for mark in made.marks] == [(124.0, 29.0, "solid", True)]
    assert (made.ticks, made.periods, made.values) == ((), (), ())


def test_a_chart_has_axes_and_every_point():
    made = chart("Feel safe", series(88, 91, 79), target=AT_LEAST_85, unit="%", places=0)
    assert (made.width, made.height) == (640, 260)
    assert [tick.label for tick in made.ticks] == ["75%", "80%", "85%", "90%", "95%"]
    assert [text.words for text in made.periods] == ["2014/15", "2015/16", "2016/17"]
    assert [text.words for text in made.values] == ["88%", "91%"]
    assert [(label.role, [line.words for line in label.lines]) for label in made.side_labels] == [
        ("series", ["79%"]), ("target", ["Target at least 85%"]),
    ]  # fmt: skip
    assert [mark.last for mark in made.marks] == [False, False, True]
    assert made.targets == (made.ticks[2].y,)


def test_missing_points_are_gaps():
    for make in (sparkline, chart):
        made = make("x", series(3, None, 5, 6, None, 7, 8, None))
        assert [len(run) for run in coordinates(made.segments)] == [2, 2]
        alone = [mark for mark in made.marks if mark.x < coordinates(made.segments)[0][0][0]]
        assert len(alone) == 1  # the point between gaps is no line, so it is marked
        assert made.last.x == coordinates(made.segments)[-1][-1][0]
        bridged = coordinates(made.links)  # dashed
        assert [(start[0], end[0]) for start, end in bridged] == [
            (alone[0].x, coordinates(made.segments)[0][0][0]),
            (coordinates(made.segments)[0][-1][0], coordinates(made.segments)[1][0][0]),
        ]
        assert "No data in 2015/16, in 2018/19 and in 2021/22." in made.description


def dated(*points):
    """Points with values at days: `(day, value)`."""
    return [Point(f"{date.fromisoformat(day):%b %Y}", D(str(v)), day=date.fromisoformat(day)) for day, v in points]


def test_points_lie_where_their_days_do():
    for make in (sparkline, chart):
        made = make("x", dated(("2020-03-31", 1), ("2021-06-30", 2), ("2021-09-30", 3)))
        (first, _), (second, _), (third, _) = coordinates(made.segments)[0]
        assert (second - first) / (third - first) == pytest.approx(456 / 548, abs=0.01)


def test_points_without_days_of_their_own_lie_evenly():
    same = dated(("2020-03-31", 1), ("2020-03-31", 2), ("2021-03-31", 3))
    for points in (series(1, 2, 3), same, [*same[:2], Point("2022", D(3))]):
        xs = [x for x, _ in coordinates(sparkline("x", points).segments)[0]]
        assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.11)


def test_labels_of_close_days_leave_out_those_without_room():
    made = chart("x", dated(("2020-01-31", 1), ("2022-07-31", 2), ("2022-08-31", 3), ("2022-09-30", 4)), places=0)
    assert [text.words for text in made.periods] == ["Jan 2020", "Sep 2022"]


def test_two_figures_are_the_least_to_draw():
    assert [can_draw(series(*amounts)) for amounts in ([], [1], [None, 1], [1, None, 2])] == [False, False, False, True]


def test_a_narrow_chart_names_below_what_a_wide_one_names_beside():
    made = chart("Feel safe", series(88, 91, 79), target=AT_LEAST_85, unit="%", places=0, narrow=True,
                 band=Band("county councils like this one", ((D(60), D(70)),) * 3))  # fmt: skip
    assert (made.width, made.side_labels) == (288, ())
    assert made.values[-1].words == "79%"  # the latest is labelled, as nothing beside the plot says it
    assert [(item.role, item.text.words) for item in made.legend] == [
        ("target", "Target at least 85%"), ("band", "Middle half of county councils like this one"),
        ("", "without ours"),
    ]  # fmt: skip
    text, root = drawn("chart", made, kind="narrow")
    assert root.get("class") == "chart narrow"
    assert (text.count("chart-target"), text.count("chart-band")) == (2, 2)
    compared = chart("x", series(1, 2), comparator=Comparator("England", (D(1), D(3))), narrow=True)
    assert [(item.role, item.text.words) for item in compared.legend] == [("comparator", "England 3")]


@given(anything(values) | anything(small), st.sampled_from(["", "%", "£"]), st.none() | st.just(AT_LEAST_85))
def test_a_narrow_chart_keeps_its_words_apart_and_on_the_drawing(points, unit, target):
    comparator = Comparator("The county councils most like this one", tuple(point.value for point in points))
    made = chart("x", points, unit=unit, target=target, comparator=comparator, narrow=True)
    paper = Box(0, 0, made.width, made.height)
    below = [item.text for item in made.legend]
    assert all(text.box.inside(paper) for text in [*made.values, *below])
    words = [*made.values, *made.periods, *below]
    assert not [(a, b) for a, b in combinations(words, 2) if a.box.meets(b.box)]


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=2, max_size=40, unique=True))
def test_labels_of_any_days_keep_apart_and_the_latest_is_there(days):
    points = dated(*((day.isoformat(), n) for n, day in enumerate(sorted(days))))
    for narrow in (False, True):
        made = chart("x", points, places=0, narrow=narrow)
        words = [*made.values, *made.periods]
        assert not [(a, b) for a, b in combinations(words, 2) if a.box.meets(b.box)]
        assert made.periods[-1].words == points[-1].label


def test_a_gap_says_where_there_is_a_figure_that_is_not_shown():
    few = Point("2015/16", None, words="not shown, as it counts very few people", kept_back=True)
    first, none, last = Point("2014/15", D(8)), Point("2016/17", None), Point("2017/18", D(9))
    made = chart("x", [first, few, last])
    assert [item.text.words for item in made.legend] == ["Gap: not shown, as it counts very few people"]
    assert "Not shown in 2015/16, as very few people are counted." in made.description
    assert "No data" not in made.description
    made = chart("x", [first, few, none, last])
    assert [item.text.words for item in made.legend] == ["Gap: no data, or not shown, as it counts very few people"]
    assert "No data in 2016/17. Not shown in 2015/16, as very few people are counted." in made.description
    assert "x: not shown, as it counts very few people." in chart("x", [few]).description
    many = [Point(f"20{year}/{year + 1}", None, kept_back=True) for year in range(15, 21)]
    assert (
        "Not shown for 6 of 8 periods, as very few people are counted." in chart("x", [first, *many, last]).description
    )


def test_a_legend_explains_the_marks_there_are():
    points = [*series(1, None), Point("2016/17", D(2), provisional=True), Point("2017/18", D(3), illustrative=True)]
    made = chart("x", points)
    assert [item.text.words for item in made.legend] == ["Provisional", "Illustrative", "Gap: no data"]
    assert [item.mark.shape if item.mark else None for item in made.legend] == ["provisional", "illustrative", None]
    assert made.legend[2].role == "gap"
    assert made.height == 284
    assert chart("x", series(1, 2)).legend == ()
    assert chart("x", series(None, 1, 2, None)).legend == ()  # not yet begun is no gap


def test_what_is_illustrative_is_never_shown_as_merely_provisional():
    assert Point("2022", D(1), provisional=True, illustrative=True).shape == "illustrative"


def test_one_point_stands_in_the_middle_with_its_value():
    made = chart("x", series(79), target=AT_LEAST_85, unit="%", places=0)
    assert made.segments == ()
    assert [text.words for text in made.values] == ["79%"]
    assert made.marks[0].x == pytest.approx((made.plot.left + made.plot.right) / 2, abs=0.1)
    assert sparkline("x", series(79)).marks[0].last


def test_equal_figures_make_a_level_line_off_the_edges():
    made = chart("x", series(5, 5, 5), places=0)
    assert {y for _, y in coordinates(made.segments)[0]} == {made.ticks[1].y}
    assert len(made.ticks) == 3


def test_nothing_at_all_says_so():
    for make in (sparkline, chart):
        made = make("x", series(None, None), target=AT_LEAST_85)
        assert made.empty.words == "no data"
        assert (made.segments, made.marks, made.targets, made.last) == ((), (), (), None)
        assert make("x", []).empty.words == "no data"


def test_a_target_between_two_amounts_has_two_lines_and_one_name():
    made = chart("x", series(1, 5), target=Target("between", D(2), D(4)), places=0)
    assert len(made.targets) == 2
    assert [line.words for label in made.side_labels[1:] for line in label.lines] == ["Target between 2 and 4"]


def test_a_comparator_is_named_where_it_ends_and_must_fit_the_series():
    made = chart("x", series(1, 5, 4), comparator=Comparator("England", (D(2), None, D(3))), places=0)
    assert [label.lines[0].words for label in made.side_labels if label.role == "comparator"] == ["England 3"]
    assert (made.comparator, len(made.comparator_marks)) == ((), 2)
    with pytest.raises(ValueError, match="one value, or none, for each point"):
        chart("x", series(1, 5), comparator=Comparator("England", (D(2),)))


def test_the_unit_stands_once_at_the_top_unless_it_goes_with_every_number():
    captions = {unit: chart("x", series(1, 2), unit=unit).caption for unit in ("%", "£", "", "hours", "£ million")}
    assert captions == {"%": "", "£": "", "": "", "hours": "Hours", "£ million": "£ million"}


def test_long_series_label_only_what_tells():
    points = series(*[round(50 + 30 * math.sin(n / 7), 1) for n in range(60)], first=1940)
    made = chart("x", points, unit="%", places=1)
    assert [text.words for text in made.values] == ["50.0%", "20.0%", "80.0%"]
    assert len(made.marks) == 1
    assert made.periods[-1].words == "1999/00"


@given(anything(values) | anything(small), st.sampled_from(["", "%", "£"]), st.none() | st.just(AT_LEAST_85))
def test_everything_lies_on_the_drawing_and_no_words_meet(points, unit, target):
    comparator = Comparator("The county councils most like this one", tuple(point.value for point in points))
    made = chart("x", points, unit=unit, target=target, comparator=comparator)
    paper = Box(0, 0, made.width, made.height)
    for x, y in [pair for run in coordinates((*made.segments, *made.comparator)) for pair in run]:
        assert made.plot.left <= x <= made.plot.right
        assert made.plot.top <= y <= made.plot.bottom
    side = [line for label in made.side_labels for line in label.lines]
    words = [*made.values, *made.periods, *side]
    assert all(text.box.inside(paper) for text in made.values)
    assert not [(a, b) for a, b in combinations(words, 2) if a.box.meets(b.box)]


@given(anything(values))
def test_a_sparkline_marks_the_latest_point_and_stays_on_the_drawing(points):
    made = sparkline("x", points)
    known = [place for place, point in enumerate(points) if point.value is not None]
    assert [mark.last for mark in made.marks].count(True) == bool(known)
    for x, y in [pair for run in coordinates(made.segments) for pair in run] + [(m.x, m.y) for m in made.marks]:
        assert 3 <= x <= made.width - 3
        assert 3 <= y <= made.height - 3


@given(st.lists(st.decimals(0, 1000, places=1), min_size=2, max_size=20, unique=True))
def test_higher_figures_are_drawn_higher(amounts):
    points = series(*amounts)
    made = chart("x", points)
    heights = [y for _, y in coordinates(made.segments)[0]]
    order = sorted(range(len(amounts)), key=lambda place: amounts[place])
    assert all(heights[low] >= heights[high] for low, high in pairwise(order))


# Lettering ---------------------------------------------------------------------------------------------------------


def test_lettering():
    assert width_of("2019/20", 12) == pytest.approx(47, abs=1)
    assert wrapped("Comparable county councils", 12, 110) == ["Comparable", "county councils"]
    assert wrapped("Unbreakableword", 12, 10) == ["Unbreakableword"]
    assert every(5, [40] * 5, 60) == [0, 1, 2, 3, 4]
    assert every(5, [40] * 5, 30) == [0, 2, 4]
    assert every(6, [40] * 6, 30) == [1, 3, 5]
    assert every(0, [], 0) == []
    assert apart([0, 10, 60, 100], [40] * 4) == [1, 3]
    assert apart([0, 52, 100], [40] * 3) == [0, 1, 2]
    assert apart([], []) == []


@given(st.lists(st.floats(0, 200), min_size=1, max_size=4))
def test_labels_spread_apart_stay_in_order_and_within(wanted):
    heights = [20.0] * len(wanted)
    middles = spread(wanted, heights, 0, 200)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = [middles[place] for place in order]
    assert all(later - earlier >= 20 - 1e-6 for earlier, later in pairwise(placed))
    assert placed[0] >= 10 - 1e-6
    assert placed[-1] <= 190 + 1e-6


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ([(0, 5), (20, 5)], True),
        ([(0, 0), (20, 10)], True),
        ([(0, 0), (20, 0)], False),
        ([(0, 5), (4, 5)], False),
        ([(7, 0), (7, 20)], True),
        ([(7, 20), (7, 30)], False),
        ([(0, 5)], False),
    ],
)
def test_a_line_through_a_label_is_seen(line, crosses):
    assert Box(5, 2, 15, 8).crossed_by(line) is crosses


# Ink ---------------------------------------------------------------------------------------------------------------

FULL = [*series(88, None, 91), Point("2017/18", D(80), provisional=True), Point("2018/19", D(79), illustrative=True)]


@pytest.mark.parametrize(("template", "make"), [("sparkline", sparkline), ("chart", chart)])
def test_a_drawing_says_what_it_shows_under_ids_of_its_own(template, make):
    made = make("Feel safe & well", FULL, target=AT_LEAST_85, unit="%", places=0)
    _, root = drawn(template, made, uid="i7")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "i7-title i7-desc"
    assert root.get("viewBox") == made.view_box
    assert [(part.get("id"), part.text) for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")] == [
        ("i7-title", "Feel safe & well"), ("i7-desc", made.description),
    ]  # fmt: skip


@pytest.mark.parametrize(("template", "make"), [("sparkline", sparkline), ("chart", chart)])
@pytest.mark.parametrize("points", [FULL, series(79), series(None, None), series(-5, 5)])
def test_a_strict_content_policy_has_nothing_to_block(template, make, points):
    text, root = drawn(template, make("x", points, target=AT_LEAST_85))
    names = {name for part in root.iter() for name in part.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}
    assert not {part.tag for part in root.iter()} & {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject"}
    assert "{" not in text


def test_words_from_outside_stay_words():
    made = chart("<script>alert(1)</script>", [Point('"><b>', D(1), words="<i>1</i>")], unit="<u>")
    text, _ = drawn("chart", made)
    assert not re.search(r"<(script|b|i|u)\b", text)
    assert "&lt;script&gt;" in text


def test_every_shape_and_line_is_drawn():
    made = chart("x", FULL, target=AT_LEAST_85, comparator=Comparator("England", (D(80), D(81), None, D(82), None)))
    _, root = drawn("chart", made)
    classes = [part.get("class") for part in root.iter() if part.get("class")]
    counted = {name: classes.count(name) for name in ("chart-series", "chart-target", "chart-comparator", "chart-last")}
    # the line, the dashes over the gap, and those again in the legend
    assert counted == {"chart-series": 3, "chart-target": 1, "chart-comparator": 1, "chart-last": 1}
    assert classes.count("chart-mark") == 4  # two hollow points, and both again in the legend
    assert classes.count("chart-mark-solid") == 2
    assert classes.count("chart-comparator-mark") == 1
    text, _ = drawn("sparkline", sparkline("x", FULL))
    assert text.count("<polyline") == 2
    assert text.count("stroke-dasharray") == 1
    assert text.count("<rect") == 1


def test_colours_are_passed_in_or_the_houses_own():
    made = chart("x", series(1, 2), target=Target("at_least", D(1)), comparator=Comparator("y", (D(1), D(2))))
    own, _ = drawn("chart", made)
    assert set(re.findall("#[0-9a-f]{6}", own)) == {"#1b2430", "#5c6773", "#d5dae0", "#2f4b8f", "#ffffff"}
    given_colours = {"ink": "#000001", "grey": "#000002", "rule": "#000003", "accent": "#000004", "paper": "#000005"}
    passed, _ = drawn("chart", made, **given_colours)
    assert set(re.findall("#[0-9a-f]{6}", passed)) == set(given_colours.values())


def test_a_drawing_can_be_the_address_of_an_image():
    uri = data_uri("<svg>£</svg>")
    assert uri.startswith("data:image/svg+xml;base64,")
    assert base64.b64decode(uri.split(",")[1]).decode() == "<svg>£</svg>"


def test_a_sparkline_is_light():
    text, _ = drawn("sparkline", sparkline("Feel safe", series(88, 91, 90, 79), target=AT_LEAST_85, unit="%"))
    assert len(text) < 1400


# How other councils lie ---------------------------------------------------------------------------------------------


def test_a_band_is_drawn_for_each_unbroken_run_and_named():
    pair = (D(60), D(70))
    made = chart("Feel safe", series(80, 79, 81, 82, 83), band=Band("county councils", (pair, pair, None, pair, None)),
                 unit="%", places=0)  # fmt: skip
    run, alone = coordinates(made.bands)
    assert len(run) == 4
    assert [x for x, _ in run] == [made.marks[0].x, made.marks[1].x, made.marks[1].x, made.marks[0].x]
    assert {y for _, y in run} == {y for _, y in alone}
    assert sorted({x for x, _ in alone}) == [made.marks[3].x - 9, made.marks[3].x + 9]
    assert made.description.endswith("Middle half of county councils without ours from 60% to 70% in 2017/18.")
    named = [" ".join(text.words for text in label.lines) for label in made.side_labels if label.role == "band"]
    assert named == ["Middle half of county councils without ours"]
    text, _ = drawn("chart", made)
    assert text.count("chart-band") == 2
    with pytest.raises(ValueError, match="for each point"):
        chart("Feel safe", series(80, 79), band=Band("others", (pair,)))


@given(
    anything(small), st.lists(st.none() | st.tuples(st.integers(0, 50), st.integers(50, 100)), min_size=60, max_size=60)
)
def test_a_band_lies_within_the_plot(points, ends):
    band = Band("county councils", tuple((D(one[0]), D(one[1])) if one else None for one in ends[: len(points)]))
    made = chart("Feel safe", points, band=band, unit="%", places=0)
    for run in coordinates(made.bands):
        assert all(made.plot.top <= y <= made.plot.bottom for _, y in run)


def test_of_many_points_those_that_are_not_final_are_marked():
    points = [Point(f"Q{n}", D(n), provisional=n in (5, 29)) for n in range(30)]
    made = chart("Visits", points, places=0)
    assert [mark.shape for mark in made.marks] == ["provisional", "provisional"]
    assert [mark.last for mark in made.marks] == [False, True]
