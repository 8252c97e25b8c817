"""Parts of a quarterly report beside the remit itself: what became of things since the last meeting, and what to ask.

Pure, in the words that are printed; days in words unless their name ends in `_day`. Where something stands in the paper
is its `anchor`, empty where the paper does not show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MISSED, OFF_TWICE, OVERDUE, RED_TWICE = "missed", "off_twice", "overdue", "red_twice"
WORST, CARRIED, RESTATED, STALE = "worst", "carried", "restated", "stale"


@dataclass(frozen=True)
class Ground:
    """One of several things of which the same is asked, with the fact and where it stands."""

    key: str
    subject: str
    why: str
    number: str
    anchor: str
    illustrative: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Enquiry:
    """A question that a member could ask, with the fact it is drawn from. `also` are other facts of the same thing."""

    fact: str
    label: str
    key: str  # UUID, slug or number of what it is about
    subject: str
    why: str
    question: str
    number: str
    anchor: str
    illustrative: bool
    also: tuple[str, ...] = ()
    gathered: tuple[Ground, ...] = ()  # what a question that is asked of several things at once is drawn from


@dataclass(frozen=True)
class MissedDate:
    """A date that the plan names for an item and that passed without being reached. `by_day` is its last day."""

    when: str
    what: str
    by_day: str
    passed: str
    illustrative: bool


@dataclass(frozen=True)
class Restatement:
    """A figure of a period that was changed after it had been told."""

    period: str
    was: str
    now: str
    day: str
    why: str


@dataclass(frozen=True)
class Progress:
    """An action, request, recommendation or question of this committee, and its latest published answer (Markdown)."""

    key: str
    kind: str
    text: str
    state: str
    label: str
    raised: str
    minute: str
    due: str
    office: str
    about: str
    anchor: str
    answer: str
    answered_by: str
    answered: str
    is_new: bool
    illustrative: bool
    answer_illustrative: bool = False
    item: str = ""  # UUID of the part of the plan it is about
    postponed: str = ""


@dataclass(frozen=True)
class Change:
    """A status or a rating that is not what the last pack said. Both are names that the tags know."""

    text: str
    was: str
    now: str
    is_worse: bool
    number: str
    anchor: str
    illustrative: bool


@dataclass(frozen=True)
class Happened:
    """Something in a sentence, and where to read on."""

    text: str
    number: str = ""
    anchor: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class SinceLast:
    """What became of things since the committee last met. `nothing` says of which kinds there is nothing to say."""

    compared: str
    asked: tuple[Progress, ...] = ()
    resolved: tuple[Happened, ...] = ()
    changed: tuple[Change, ...] = ()
    missed: tuple[Happened, ...] = ()
    restated: tuple[Happened, ...] = ()
    silent: tuple[Happened, ...] = ()
    referred: tuple[Happened, ...] = ()
    nothing: str = ""


@dataclass(frozen=True)
class Chosen:
    """A section of this paper, with the covering words at its head (Markdown)."""

    key: str
    title: str
    words: str = ""


@dataclass(frozen=True)
class Known:
    """What the paper knows of its whole remit, shown or not, so that the next one can be compared with it."""

    statuses: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str, str, str], ...] = ()  # indicator, period, figure, rating


def usual(
    sections: Sequence[Chosen], chosen: Sequence[Chosen], there: Mapping[str, bool] | None = None
) -> tuple[Chosen, ...]:
    """What was chosen; of a pack stored before anything could be chosen every one of these sections, but an
    introduction, which is only there where it has words. `there` says of some by their key whether they have anything
    to show; the others always do."""
    told = chosen or [one for one in sections if one.key != "introduction"]
    return tuple(one for one in told if (there or {}).get(one.key, True))


def all_illustrative(told: Sequence[Enquiry]) -> bool:
    return bool(told) and all(one.illustrative for one in told)
