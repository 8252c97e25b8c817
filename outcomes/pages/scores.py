"""A scorecard: how many indicators stand how, each number with the address of the list of exactly these. Pure but for
the address of that list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from performance.read import IndicatorLine
from plan import wording

from .signals import DIRECTION, OVERDUE, POSITION, RATING, SIGNALS, Judged, Signal

SHOWN = 12  # indicators on a scorecard; the list has the others
OF_NOTE = (
    (POSITION, ("1", "4")), (DIRECTION, ("better", "worse")), (RATING, ("green", "amber", "red")), (OVERDUE, ("1",)),
)  # fmt: skip


@dataclass(frozen=True)
class Count:
    """So many of `words`; `code` is what the filter calls them."""

    code: str
    words: str
    many: int
    url: str


@dataclass(frozen=True)
class SignalCounts:
    """All indicators by their answer to one signal. `some` are those that can be counted against each other."""

    name: str
    title: str
    some: Count
    counts: tuple[Count, ...]
    tagged: tuple[str, ...]  # codes of the answers that are shown with a tag: they judge

    def of(self, code: str) -> Count:
        return next(count for count in self.counts if count.code == code)


@dataclass(frozen=True)
class Headline:
    """A big number: so many of those that can be told, in words."""

    count: Count
    of: Count
    words: str


@dataclass(frozen=True)
class Scorecard:
    every: Count
    key: Count
    gaps: Count
    signals: tuple[SignalCounts, ...]
    illustrative: bool  # whether made-up figures, targets or places are among what is counted
    lines: tuple[IndicatorLine, ...]  # the first of them, key ones leading

    def of(self, signal: Signal) -> SignalCounts:
        return next(counts for counts in self.signals if counts.name == signal.name)

    @property
    def of_note(self) -> list[Count]:
        """What a table of several scorecards compares, position and trend first, gaps last."""
        return [*(self.of(signal).of(code) for signal, codes in OF_NOTE for code in codes), self.gaps]

    @property
    def headlines(self) -> list[Headline]:
        """At most four: places among councils and trends, then ratings only if there are few of the former."""
        position, direction, rating = self.of(POSITION), self.of(DIRECTION), self.of(RATING)
        found = [
            Headline(position.of("1"), position.some, "in the best 25% of comparable councils"),
            Headline(position.of("4"), position.some, "in the worst 25%"),
            Headline(direction.of("better"), direction.some, "better than before"),
            Headline(direction.of("worse"), direction.some, "worse than before"),
            Headline(rating.of("green"), rating.some, "green against their targets"),
        ]
        return [headline for headline in found if headline.of.many][:4]


def scorecard(found: Collection[Judged], asked: Mapping[str, str]) -> Scorecard:
    """`found` is what the list shows for these filters, in its own order."""
    signals = tuple(_counted(signal, found, asked) for signal in SIGNALS)
    rating = next(counts for counts in signals if counts.name == RATING.name)
    lines = [one.line for one in found]
    return Scorecard(
        every=Count("", wording.count(len(lines), "indicator"), len(lines), list_url(asked)),
        key=_count("key", "1", "key indicators", sum(line.is_key for line in lines), asked),
        gaps=_count(RATING.name, "no_data", "without any figure", rating.of("no_data").many, asked),
        signals=signals,
        illustrative=any(_made_up(line) for line in lines),
        lines=tuple(lines[:SHOWN]),
    )


def _made_up(line: IndicatorLine) -> bool:
    return line.illustrative or line.goal_illustrative or bool(line.position and line.position.illustrative)


def list_url(asked: Mapping[str, str]) -> str:
    query = urlencode(asked)
    return reverse("indicators") + (f"?{query}" if query else "")


def _counted(signal: Signal, found: Collection[Judged], asked: Mapping[str, str]) -> SignalCounts:
    def count(code: str, words: str) -> Count:
        return _count(signal.name, code, words, sum(signal.keeps(one, code) for one in found), asked)

    return SignalCounts(
        name=signal.name,
        title=signal.label,
        some=count(*signal.some[:2]),
        counts=tuple(count(code, words) for code, words in signal.choices),
        tagged=signal.some[2] if signal in (DIRECTION, RATING) else (),
    )


def _count(name: str, code: str, words: str, many: int, asked: Mapping[str, str]) -> Count:
    return Count(code, words, many, list_url({**asked, name: code}))
