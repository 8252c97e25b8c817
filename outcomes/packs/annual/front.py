"""The first page of a year's report, derived from its own facts. Pure."""

from collections import Counter
from collections.abc import Sequence

from plan.wording import count, join_words, plural

from ..content import Figure
from ..parts import Promise
from ..summary import GOOD, OFF
from .content import YearFigure


def judgement(promises: Sequence[Promise], figures: Sequence[YearFigure], *, noun: str, year: str) -> str:
    """What the counts bear out: "At the end of 2022/23, 31 of 47 commitments were on track, ongoing or
    completed; 4 were off track or stopped, 6 at risk and 6 without a status. 12 indicators got better and 9 worse."."""
    told = []
    if promises:
        told.append(f"At the end of {year}, {_delivery(promises, noun)}.")
    moved = Counter(figure.moved for figure in figures)
    if moved["better"] or moved["worse"]:
        told.append(f"{count(moved['better'], 'indicator')} got better and {moved['worse']} worse.")
    return " ".join(told) or f"This version of the Plan has no {plural(noun)} and no indicators yet."


def _delivery(promises: Sequence[Promise], noun: str) -> str:
    statuses = Counter(promise.status for promise in promises)
    total = len(promises)
    if statuses[""] == total:
        return f"no status was published for any of the {count(total, noun)}"
    good, off = (sum(statuses[name] for name in names) for names in (GOOD, OFF))
    rest = {
        "off track or stopped": off, "at risk": statuses["at_risk"], "not started": statuses["not_started"],
        "superseded": statuses["superseded"], "without a status": statuses[""],
    }  # fmt: skip
    told = [f"{many} {words}" for words, many in rest.items() if many]
    were = f"; {join_words(told)}" if told else ""
    return f"{good} of {count(total, noun)} {'was' if good == 1 else 'were'} on track, ongoing or completed{were}"


def course(figures: Sequence[YearFigure]) -> Figure:
    """How many got better, among those whose direction can be told."""
    moved = Counter(figure.moved for figure in figures)
    compared = moved["better"] + moved["worse"] + moved["same"]
    same = f", {moved['same']} much the same" if moved["same"] else ""
    silent = len(figures) - compared
    rest = f"; {silent} more not judged" if silent else ""
    words = f"indicators got better, {moved['worse']} worse{same}{rest}"
    return Figure(str(moved["better"]), f"of {compared}", words, "")
