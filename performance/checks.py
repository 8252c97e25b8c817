"""What stands in the way of publishing figures: wrong ones, and red ones that nobody has accounted for. Pure.

Councils' own minutes complain of targets that are typing errors, commentary left blank, and red without cause or
remedy; each of these is found here before a committee finds it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from plan.periods import comparable

from .direction import Change
from .quoting import Known, outdated
from .rag import Status
from .read import IndicatorLine
from .releases import Due
from .series import Figure
from .values import Sense

SAYS_GOOD = re.compile(
    r"\b(on target|target (was|is|has been) met|(met|meets|exceeds|exceeded) (the|its|our) target)\b", re.IGNORECASE
)
SAYS_BETTER = re.compile(r"\b(improv\w+|got better|risen well|better than)\b", re.IGNORECASE)
ACCOUNT, OVERDUE = "account", "overdue"  # kinds of findings that other pages treat in their own way
TIMES = 10
UNLIKE = 50  # a figure and its target that far apart are hardly in the same unit: 0.79 and 80%


class Level(StrEnum):
    STOP = "stop"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend, or to publish in spite of with a reason. `result` is the figure it is about, if any."""

    level: Level
    kind: str
    indicator: int
    name: str
    message: str
    result: int | None = None


@dataclass(frozen=True)
class PartsSum:
    """The parts of a figure that are meant to make up the whole, added up."""

    by: str
    together: Decimal


def check(
    line: IndicatorLine, *, due: Due | None, on: date, sums: Iterable[PartsSum] = (), known: Known | None = None
) -> list[Finding]:
    """All that is found of one indicator on a day, what stops publication first."""
    found = [*_account(line), *_amounts(line), *_sums(line, sums), *_words(line), *_quoted(line, known)]
    if due and due.is_overdue(on):
        since = due.missing_since(on)
        told = f"{due.period.short_label} was due on {due.on} and has not come"
        found.append(_warning(line, OVERDUE, f"{told}; {since}" if since else told))
    return sorted(found, key=lambda finding: finding.level is Level.WARNING)


def _account(line: IndicatorLine) -> Iterable[Finding]:
    """Red and amber need cause and remedy before they are published."""
    latest = line.latest
    if latest is None or line.rating.status not in (Status.RED, Status.AMBER):
        return
    missing = unaccounted(latest.cause, latest.remedy)
    if missing:
        said = " or ".join(missing)
        yield Finding(
            Level.STOP, ACCOUNT, line.pk, line.name,
            f"{line.rating.status.label} in {latest.period.short_label}, but nobody has said {said}", latest.pk,
        )  # fmt: skip
    elif latest.back_on_target is None:
        said = f"{line.rating.status.label} in {latest.period.short_label}, and nobody has said when it will be back on"
        yield _warning(line, "back", f"{said} target", latest)


def unaccounted(cause: str, remedy: str) -> list[str]:
    """What nobody has said yet of a red or amber figure, in words."""
    return [words for words, text in (("why", cause), ("what is being done", remedy)) if not text]


def _amounts(line: IndicatorLine) -> Iterable[Finding]:
    if line.goal and line.goal.amount == 0:
        yield _warning(line, "target", f"the target is {line.goal_shown}: is it meant, or was it left empty?")
    known = [figure for figure in line.figures if _amount(figure) is not None]
    if line.unit == "%":
        for figure in known:
            amount = _amount(figure) or Decimal(0)
            if amount > 100 or amount < 0:
                yield _warning(line, "unit", f"{figure.shown} in {figure.period.short_label} is no share", figure)
    yield from _scale(line)
    for before, after in pairwise(known):
        one, other = _amount(before), _amount(after)
        if comparable(before.period, after.period) and one and other and not _near(one, other):
            yield _warning(
                line, "jump", f"{after.shown} in {after.period.short_label} after {before.shown}: is it meant?", after
            )


def _scale(line: IndicatorLine) -> Iterable[Finding]:
    """A figure and its target that are not in the same unit."""
    latest, goal = line.latest, line.goal
    one, other = _amount(latest) if latest else None, goal.amount if goal else None
    if latest and goal and one and other and not _near(one, other, UNLIKE):
        asked = f"{latest.shown} in {latest.period.short_label}, and the target is {line.goal_shown}"
        yield _warning(line, "scale", f"{asked}: are both in the same unit?", latest)


def _near(one: Decimal, other: Decimal, times: int = TIMES) -> bool:
    """Whether neither is that many times the other."""
    small, large = sorted((abs(one), abs(other)))
    return large < small * times


def _amount(figure: Figure) -> Decimal | None:
    value = figure.value
    return value.amount if value.sense is Sense.EXACT and isinstance(value.amount, Decimal) else None


def _sums(line: IndicatorLine, sums: Iterable[PartsSum]) -> Iterable[Finding]:
    whole = _amount(line.latest) if line.latest else None
    for one in sums:
        if whole is not None and one.together != whole:
            shown = f"{one.together.normalize():f}"
            yield _warning(line, "parts", f"the parts by {one.by} add up to {shown}, not to {line.latest_shown}")


def _words(line: IndicatorLine) -> Iterable[Finding]:
    """Words that contradict the signals beside them."""
    latest = line.latest
    if latest is None:
        return
    if line.rating.status is Status.RED and SAYS_GOOD.search(latest.commentary):
        yield _warning(line, "words", "the words say the target was met, and the rating is red", latest)
    if line.direction.change is Change.WORSE and SAYS_BETTER.search(latest.commentary):
        yield _warning(line, "words", "the words tell of improvement, and the figure got worse", latest)


def _quoted(line: IndicatorLine, known: Known | None) -> Iterable[Finding]:
    """Figures quoted in the account of the latest one that were restated since."""
    latest = line.latest
    if latest is None or known is None:
        return
    for text in (latest.commentary, latest.cause, latest.remedy):
        for one in outdated(text, [known]):
            yield Finding(
                Level.STOP, "quoted", line.pk, line.name, f"the words quote a figure: {one.message}", latest.pk
            )


def _warning(line: IndicatorLine, kind: str, message: str, figure: Figure | None = None) -> Finding:
    return Finding(Level.WARNING, kind, line.pk, line.name, message, figure.pk if figure else None)
