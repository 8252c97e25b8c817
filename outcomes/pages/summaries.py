"""The few figures that sum up an outcome, and the bar of its statuses: read off the read model, nothing asked anew."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from outcomes.reporting.models import DeliveryStatus
from outcomes.reporting.progress import OutcomeProgress, SubOutcomeProgress
from performance.direction import Change
from performance.read import IndicatorLine
from plan import wording

GOING_WELL = (DeliveryStatus.ON_TRACK, DeliveryStatus.COMPLETED, DeliveryStatus.ONGOING)
BAR_WIDTH = 300
GAP = 1.5


@dataclass(frozen=True)
class Segment:
    """One piece of a bar: how many have this status, and where the piece lies in a drawing 300 wide."""

    status: str
    words: str
    x: float
    width: float


@dataclass(frozen=True)
class KeyFigure:
    """A big number with the words that say of what; `tone` is "bad" where it should be seen, else empty."""

    value: str
    words: str
    tone: str = ""


def segments(counts: Mapping[str, int]) -> list[Segment]:
    """The pieces of a bar in the statuses' own order, thin gaps between them; nothing for nothing."""
    present = {status: many for status, many in counts.items() if many}
    total = sum(present.values())
    room = BAR_WIDTH - GAP * (len(present) - 1)
    pieces, x = [], 0.0
    for status, many in present.items():
        width = room * many / total
        pieces.append(Segment(status or "none", f"{many} {status_words(status)}", round(x, 2), round(width, 2)))
        x += width + GAP
    return pieces


def status_words(status: str) -> str:
    """A status inside a sentence: "on track"; "" is one nobody has reported on."""
    return DeliveryStatus(status).label.lower() if status else "not reported on"


def judged(sub_outcomes: Collection[SubOutcomeProgress]) -> dict[str, int]:
    """How many sub-outcomes the board judged to have each status; "" is no judgement yet."""
    counts = Counter(part.standing.status if part.standing else "" for part in sub_outcomes)
    return {status: counts[status] for status in [*DeliveryStatus.values, ""] if counts[status]}


def key_figures(outcome: OutcomeProgress, noun: str) -> list[KeyFigure]:
    """At most four: delivery, what is off track, how the indicators moved, how they compare. `noun` is what the
    edition calls a commitment. Only indicators that can be compared are counted, and the words say so."""
    found = []
    counts, total = outcome.counts, len(outcome.commitments)
    if total:
        well = sum(counts.get(status, 0) for status in GOING_WELL)
        of = wording.plural(noun) if total != 1 else noun
        found.append(KeyFigure(f"{well} of {total}", f"{of} on track, ongoing or completed"))
        off = counts.get(DeliveryStatus.OFF_TRACK, 0)
        at_risk = wording.number(counts.get(DeliveryStatus.AT_RISK, 0))
        found.append(KeyFigure(str(off), f"off track, and {at_risk} at risk", "bad" if off else ""))
    return [*found, *indicator_figures(outcome.indicators)]


def indicator_figures(lines: Collection[IndicatorLine]) -> list[KeyFigure]:
    moved = [line for line in lines if line.direction.change.counted]
    quartiles = [line.quarter for line in lines if line.quarter]
    found = []
    if moved:
        better = sum(line.direction.change is Change.BETTER for line in moved)
        noun = "indicator" if len(moved) == 1 else "indicators"
        found.append(KeyFigure(f"{better} of {len(moved)}", f"{noun} better than before"))
    if quartiles:
        upper = sum(quartile in (1, 2) for quartile in quartiles)
        noun = "indicator" if len(quartiles) == 1 else "indicators"
        found.append(KeyFigure(f"{upper} of {len(quartiles)}", f"{noun} in the better half of comparable councils"))
    return found
