"""How a figure stands against its target: green, amber or red, or why it can be none of them, each with its reason.

Pure: no Django, no floats, nothing stored. What has no figure is never green, and what is not exact enough to be sure
of the answer is not rated. Direction of travel and position among comparators are other signals, in
`performance.direction` and `performance.position`; the three are never mixed.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from performance.values import Bounds, Sense, Value, exact
from plan import wording
from plan.periods import Period, comparable


class Status(StrEnum):
    """What a rating says."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NOT_RATED = "not_rated"

    @property
    def label(self) -> str:
        """The word people read: "Green", "No target", "Not rated"."""
        return wording.sentence(self.value.replace("_", " "))

    @property
    def rated(self) -> bool:
        """Whether it counts among the ratings: of these, and of nothing else, are "4 of 11 green" made."""
        return self in (Status.GREEN, Status.AMBER, Status.RED)


class TargetKind(StrEnum):
    """Which side of the target is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    ABOVE = "above"
    BELOW = "below"

    @property
    def is_relative(self) -> bool:
        """Whether the target is to be better than somebody else's figure: "below the national average"."""
        return self in (TargetKind.ABOVE, TargetKind.BELOW)


@dataclass(frozen=True)
class Target:
    """What a figure should be, in the indicator's unit. `upper` is the far end of a target between two amounts.

    A relative target is to be above or below the figure of `than`, which is its amount where it is known, and is not
    met by equalling it. `period` is what the target is for and `base` its base year, where it has one: a year's target
    is not compared with a quarter's figure. Raises TypeError for a float, ValueError where kind and amounts do not
    fit together.
    """

    kind: TargetKind
    amount: Decimal | None
    upper: Decimal | None = None
    period: Period | None = None
    base: str = ""
    than: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", TargetKind(self.kind))
        for name in ("amount", "upper"):
            object.__setattr__(self, name, exact(getattr(self, name)).amount)
        if bool(self.than) != self.kind.is_relative:
            raise ValueError("A target above or below somebody's figure, and only that, says whose.")
        if self.amount is None and not self.kind.is_relative:
            raise ValueError("A target needs an amount; without one there is no target.")
        if (self.upper is not None) != (self.kind is TargetKind.BETWEEN):
            raise ValueError("A target between two amounts, and only that, has an upper end.")
        if self.upper is not None and self.amount is not None and self.upper < self.amount:
            raise ValueError("A target goes from its lower amount to its upper.")

    @property
    def low(self) -> Decimal | None:
        """The least that meets the target, where there is a least."""
        return None if self.kind in (TargetKind.AT_MOST, TargetKind.BELOW) else self.amount

    @property
    def high(self) -> Decimal | None:
        """The most that meets the target, where there is a most."""
        return self.amount if self.kind in (TargetKind.AT_MOST, TargetKind.BELOW) else self.upper

    def shown(self, unit: str = "", places: int | None = None) -> str:
        """The target in words: "at least 80%", "between 3 and 7", "above England’s average (64.1%)"."""
        if self.kind.is_relative:
            known = "" if self.amount is None else f" ({wording.measure(self.amount, unit, places)})"
            return f"{self.kind} {self.than}{known}"
        amount = wording.measure(self.amount, unit, places)
        if self.kind is TargetKind.BETWEEN:
            return f"between {amount} and {wording.measure(self.upper, unit, places)}"
        return f"{'at least' if self.kind is TargetKind.AT_LEAST else 'at most'} {amount}"


@dataclass(frozen=True)
class Margin:
    """A tolerance or a threshold: an amount in the indicator's unit (points, for percentages), or a share per cent."""

    amount: Decimal = Decimal(0)
    per_cent: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", exact(self.amount).amount)
        if self.amount is None or self.amount < 0:
            raise ValueError("A tolerance or threshold is an amount of nought or more.")

    def around(self, amount: Decimal | Fraction) -> Fraction:
        """How far from this amount the margin reaches."""
        return abs(Fraction(amount)) * Fraction(self.amount) / 100 if self.per_cent else Fraction(self.amount)

    def shown(self, unit: str = "", of: str = "the target") -> str:
        """In words: "3 points", "5% of the target"."""
        return f"{wording.percentage(self.amount)} of {of}" if self.per_cent else wording.difference(self.amount, unit)


NO_MARGIN = Margin()


@dataclass(frozen=True)
class Rating:
    """A status and, in one sentence, why."""

    status: Status
    reason: str


def rate(
    value: Value | Decimal | int | None,
    target: Target | None,
    *,
    tolerance: Margin = NO_MARGIN,
    period: Period | None = None,
    unit: str = "",
    places: int | None = None,
) -> Rating:
    """Judge a figure, for `period`, against a target.

    Green where it meets the target, amber where it misses it by no more than the tolerance, red beyond. An uncertain
    figure is rated only where every amount it may be gets the same answer. `places` shape the words alone: the
    judgement is made on the figure as it is, so 79.96% does not reach 80%. Raises TypeError for a float.
    """
    figure = exact(value)
    if figure.sense is Sense.MISSING:
        return _because(Status.NO_DATA, "there is no figure to judge", unit)
    if figure.sense is Sense.KEPT_BACK:
        status = Status.NOT_RATED if target else Status.NO_TARGET
        return _because(status, f"{'' if target else 'no target has been set, and '}the figure is {figure.words}", unit)
    if target is None:
        return _because(Status.NO_TARGET, f"{figure.shown(unit, places)} is not rated, as no target has been set", unit)
    if obstacle := _unlike(figure, target, period):
        return _because(Status.NOT_RATED, obstacle, unit)
    if target.amount is None:
        whose = f"the target is to be {target.shown()}, whose figure{f' {period.when}' if period else ''}"
        return _because(Status.NOT_RATED, f"{whose} is not known", unit)
    bounds = figure.bounds(unit)
    goal = target.shown(unit, places)
    if bounds is None:
        return _because(Status.NOT_RATED, f"{_not_a_level(figure, unit, places)} the target of {goal}", unit)
    band = _Band(target, tolerance)
    possible = bounds.outcomes(band.status, band.steps)
    if len(possible) > 1:
        shown = figure.shown(unit, places)
        return _because(
            Status.NOT_RATED, f"“{shown}” is not exact enough to be compared with the target of {goal}", unit
        )
    status = possible.pop()
    return _because(status, _verdict(status, figure, bounds, band, unit, places), unit)


def not_yet(
    value: Value | Decimal | int | None, target: Target, *, unit: str = "", places: int | None = None
) -> Rating:
    """What is said of a figure whose target is for a later time."""
    figure = exact(value)
    if figure.sense is Sense.MISSING:
        return rate(None, None)
    later = f"the target of {target.shown(unit, places)} is for {target.period.short_label}" if target.period else ""
    if figure.sense is Sense.KEPT_BACK:
        return _because(Status.NO_TARGET, f"{later}, and the figure is {figure.words}", unit)
    return _because(Status.NO_TARGET, f"{figure.shown(unit, places)} is not rated, as {later}", unit)


class _Band:
    """A target and its tolerance as the amounts where the answer changes."""

    def __init__(self, target: Target, tolerance: Margin) -> None:
        self.target, self.tolerance = target, tolerance
        self.low = None if target.low is None else Fraction(target.low)
        self.high = None if target.high is None else Fraction(target.high)
        self.least = None if self.low is None else self.low - tolerance.around(self.low)
        self.most = None if self.high is None else self.high + tolerance.around(self.high)
        self.steps = [step for step in (self.low, self.high, self.least, self.most) if step is not None]

    def status(self, amount: Fraction) -> Status:
        equalling = not self.target.kind.is_relative
        if amount in Bounds(self.low, self.high, low_included=equalling, high_included=equalling):
            return Status.GREEN
        return Status.AMBER if amount in Bounds(self.least, self.most) else Status.RED

    def missed(self, bounds: Bounds) -> tuple[str, Fraction]:
        """Which side of the target the figure lies, and the end it misses."""
        if self.low is not None and (bounds.high is not None and bounds.high <= self.low):
            return "below", self.low
        return "above", self.high if self.high is not None else Fraction(0)


def _because(status: Status, reason: str, unit: str) -> Rating:
    return Rating(status, f"{status.label}: {wording.unit_once(reason, unit)}.")


def _unlike(figure: Value, target: Target, period: Period | None) -> str:
    if figure.base != target.base:
        years = f"{figure.base or 'none'} for the figure, {target.base or 'none'} for the target"
        return f"the base years differ ({years})"
    if period and target.period and not comparable(period, target.period):
        return f"the figure is for {period.kind.label}, the target for {target.period.kind.label}"
    return ""


def _not_a_level(figure: Value, unit: str, places: int | None) -> str:
    shown = figure.shown(unit, places)
    if figure.sense is Sense.WORDS:
        return f"the figure is in words (“{shown}”), which cannot be compared with"
    if figure.sense is Sense.CHANGE:
        return f"“{shown}” is a change without its level, which cannot be compared with"
    return f"“{shown}” is not exact enough to be compared with"


def _verdict(status: Status, figure: Value, bounds: Bounds, band: _Band, unit: str, places: int | None) -> str:
    goal = band.target.shown(unit, places)
    if status is Status.GREEN:
        return f"{figure.shown(unit, places)} meets the target of {goal}"
    side, end = band.missed(bounds)
    amount = bounds.exact
    if amount == end:
        return f"{figure.shown(unit, places)} is the same as the figure it should be {goal.partition(' (')[0]}"
    shown = figure.shown(unit, _telling_places(amount, end, places))
    by = "" if amount is None else f"{wording.difference(tidy(amount - end), unit, places)} "
    missed = f"{shown} is {by}{side} the target of {goal}"
    if not band.tolerance.amount:
        return missed
    reach = "within" if status is Status.AMBER else "beyond"
    return f"{missed}, {reach} the tolerance of {band.tolerance.shown(unit)}"


def _telling_places(amount: Fraction | None, end: Fraction, places: int | None) -> int | None:
    """The indicator's own places, unless rounding to them would make a figure look like the target it misses."""
    if amount is None or places is None:
        return places
    same = wording.rounded(tidy(amount), places) == wording.rounded(tidy(end), places)
    return None if same else places


def tidy(amount: Fraction) -> Decimal:
    """A decimal to show for an exact amount: itself where it ends, else to four places ("66.6667")."""
    quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
    return quotient if Fraction(quotient) == amount else wording.rounded(quotient, 4)
