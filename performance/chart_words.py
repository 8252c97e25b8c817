"""What a trend is made of and what it says in words, for those who hear it read out and for labels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.rag import Target
from performance.suppression import NOT_SHOWN
from plan import wording


@dataclass(frozen=True)
class Point:
    """One figure of a series: `value` is `None` where there is none.

    `label` names the period on the axis ("2019/20"), `when` in a sentence ("in 2019/20" is made from the label where
    it is left out), `day` is the last day of it, which places it in time. `words` are what is printed where the number
    alone would say too much: "over 790".
    """

    label: str
    value: Decimal | None
    when: str = ""
    words: str = ""
    provisional: bool = False
    illustrative: bool = False
    day: date | None = None
    kept_back: bool = False  # there is a figure, which is not shown as it counts very few people

    @property
    def shape(self) -> str:
        """How it is marked: solid, provisional or illustrative, the last of which is never shown as anything else."""
        return "illustrative" if self.illustrative else "provisional" if self.provisional else "solid"

    @property
    def time(self) -> str:
        """When it was, as a sentence has it."""
        return self.when or f"in {self.label}"


@dataclass(frozen=True)
class Comparator:
    """Another area's series, one value or `None` for each of the points it goes with."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Band:
    """Between what amounts the middle half of a group lies, our own figure not counted, or `None`, for each of the
    points it goes with."""

    group: str
    ends: tuple[tuple[Decimal, Decimal] | None, ...]

    @property
    def amounts(self) -> list[Decimal]:
        return [end for ends in self.ends if ends for end in ends]

    @property
    def name(self) -> str:
        return f"Middle half of {self.group} without ours"


def short_value(value: Decimal, unit: str, places: int | None) -> str:
    """A value on a drawing, where % and £ stand by each number and other units once, at the top of the axis."""
    return wording.measure(value, unit if unit in ("%", "£") else "", places)


def describe(
    name: str,
    points: Sequence[Point],
    *,
    target: Target | None = None,
    comparator: Comparator | None = None,
    band: Band | None = None,
    unit: str = "",
    places: int | None = None,
) -> str:
    """The trend in sentences: "Feel safe: 88% in 2019/20 to 79% in 2020/21. Target at least 85%."

    It says where it starts and ends, its extremes where they lie between, what is missing and what is not final.
    """
    sentences = [f"{name}: {_course(points, unit, places)}", *_extremes(points, unit, places)]
    if target:
        sentences.append(f"Target {target.shown(unit, places)}")
    if comparator:
        sentences.append(_beside(comparator, points, unit, places))
    if band:
        sentences += _middle(band, points, unit, places)
    sentences += _gaps(points)
    sentences += _unsure(points, "provisional") + _unsure(points, "illustrative")
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def legend_words(points: Sequence[Point]) -> list[tuple[str, str]]:
    """The marks that need a word of explanation, each with it."""
    shapes = {point.shape for point in points if point.value is not None}
    legend: list[tuple[str, str]] = [
        (shape, shape.capitalize()) for shape in ("provisional", "illustrative") if shape in shapes
    ]
    known = [place for place, point in enumerate(points) if point.value is not None]
    if known and len(known) <= known[-1] - known[0]:
        legend.append(("gap", f"Gap: {_gap_words(points[known[0] : known[-1]])}"))
    return legend


def said(point: Point, unit: str, places: int | None) -> str:
    """A point's value in a sentence, in the words it was published in where it has them."""
    return point.words or wording.measure(point.value, unit, places)


def _known(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.value is not None]


def _course(points: Sequence[Point], unit: str, places: int | None) -> str:
    known = _known(points)
    if not known:
        return NOT_SHOWN if any(point.kept_back for point in points) else wording.NO_DATA
    ends = known if len(known) == 1 else [known[0], known[-1]]
    return " to ".join(f"{said(point, unit, places)} {point.time}" for point in ends)


def _extremes(points: Sequence[Point], unit: str, places: int | None) -> list[str]:
    known = _known(points)
    if len(known) < 3:
        return []
    outer = {known[0].value, known[-1].value}
    extremes = (
        ("highest", max(known, key=lambda point: point.value or 0)),
        ("lowest", min(known, key=lambda point: point.value or 0)),
    )
    told = [
        f"{which} {said(point, unit, places)} {point.time}" for which, point in extremes if point.value not in outer
    ]
    return [wording.sentence(wording.join_words(told))] if told else []


def _beside(comparator: Comparator, points: Sequence[Point], unit: str, places: int | None) -> str:
    pairs = [(value, point) for value, point in zip(comparator.values, points, strict=True) if value is not None]
    if not pairs:
        return f"{comparator.name}: {wording.NO_DATA}"
    value, point = pairs[-1]
    return f"{comparator.name} {wording.measure(value, unit, places)} {point.time}"


def _middle(band: Band, points: Sequence[Point], unit: str, places: int | None) -> list[str]:
    known = [(ends, point) for ends, point in zip(band.ends, points, strict=True) if ends]
    if not known:
        return []
    (low, high), point = known[-1]
    low_said, high_said = (wording.measure(end, unit, places) for end in (low, high))
    return [f"{band.name} from {low_said} to {high_said} {point.time}"]


def _gaps(points: Sequence[Point]) -> list[str]:
    missing = [point for point in points if point.value is None]
    if len(missing) == len(points):
        return []
    kept_back = [point for point in missing if point.kept_back]
    without = [point for point in missing if not point.kept_back]
    told = [("No data", without, ""), ("Not shown", kept_back, ", as very few people are counted")]
    return [f"{said} {_times(some, points)}{why}" for said, some, why in told if some]


def _times(some: Sequence[Point], points: Sequence[Point]) -> str:
    if len(some) > 4:
        return f"for {len(some)} of {len(points)} periods"
    return wording.join_words([point.time for point in some])


def _gap_words(points: Sequence[Point]) -> str:
    """What a gap between figures stands for."""
    kept_back = {point.kept_back for point in points if point.value is None}
    return wording.NO_DATA if kept_back == {False} else NOT_SHOWN if kept_back == {True} else f"no data, or {NOT_SHOWN}"


def _unsure(points: Sequence[Point], shape: str) -> list[str]:
    known = _known(points)
    such = [point for point in known if point.shape == shape]
    if not such:
        return []
    if len(such) == len(known):
        return [f"{'All figures are' if len(known) > 1 else 'The figure is'} {shape}"]
    if len(such) > 4:
        return [f"{len(such)} of {len(known)} figures are {shape}"]
    verb = "figure" if len(such) == 1 else "figures"
    return [f"The {verb} {wording.join_words([p.time for p in such])} {'is' if len(such) == 1 else 'are'} {shape}"]
