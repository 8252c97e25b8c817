"""Figures that words quote, and which of those are no longer what they were. Pure: no Django, no floats.

A draft says "92% of roads are in order"; then the figure is restated as 90%, or the next year's comes in, and the words
go to a committee as they are. Found here is only what is told apart with some certainty: a number with the indicator's
own sort of unit, that was its figure, that is nobody's figure or target among what the words are about, and that the
sentence does not mean as a change or give to another year.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plan.wording import day

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "k": 10**3, "m": 10**6, "bn": 10**9}
LETTERS = ("k", "m", "bn")  # of pounds; of anything else they may be kilometres or metres
_NUMBER = re.compile(
    r"(?<![\w./,\-–−])(?P<pound>£ ?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|[.,/]\d|[-–−] ?£?\d)"
    r"(?:[ \N{NO-BREAK SPACE}]?(?P<scale>thousand|million|billion|bn|m|k)\b)?"
    r"(?P<cent>[ \N{NO-BREAK SPACE}]?(?:%|per cent\b|percent\b))?(?!\w)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:/\d\d)?\b")
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|up|down|another|extra|further|additional|rose|fell|grew|dropped|(?:increase|rise|fall|drop|reduction|cut|"
    r"target|goal|aim) of)(?: (?:about|around|nearly|almost|over|some|roughly))?\s*$", re.IGNORECASE,
)  # fmt: skip
_CHANGE_AFTER = re.compile(
    r"^\s*(?:(?:percentage )?points?|more|fewer|less|higher|lower|increase|rise|fall|drop|reduction|cut|improvement|"
    r"growth|target|goal)\b", re.IGNORECASE,
)  # fmt: skip
_REFERENCE = re.compile(r"\b(?:page|paragraph|section|document|item|number|no\.|room|rule|form)\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{5,}")
COMMON = frozenset(
    ("people", "residents", "council", "number", "share", "percentage", "those", "their", "which", "after", "before",
     "since", "about", "against", "under", "county", "first", "every", "other", "where", "level", "rates", "places",
     "years", "month", "months", "quarter")
)  # fmt: skip
LEAST_DIGITS = 3  # of a plain number: smaller ones number chapters, boards and days
STEM = 5  # letters by which "recycled" and "recycling" are the same word


@dataclass(frozen=True)
class Quote:
    """A figure in a text: what it amounts to, how finely it is given, in what sort of unit, and its sentence."""

    shown: str
    amount: Fraction
    step: Fraction
    sort: str  # "%", "£" or nothing
    sentence: str

    def is_of(self, amount: Fraction) -> bool:
        """Whether it is this amount, rounded as the words round it."""
        return Fraction((amount / self.step + Fraction(1, 2)).__floor__()) * self.step == self.amount


@dataclass(frozen=True)
class Was:
    """What a period's figure was until a day on which it was restated; `now` is how it is shown since."""

    period: str
    amount: Fraction
    now: str
    until: date


@dataclass(frozen=True)
class Stands:
    """A figure as it stands, with the day on which it came out."""

    period: str
    amount: Fraction
    shown: str
    out: date


@dataclass(frozen=True)
class Known:
    """What is known of an indicator's figures. `figures` are those of the latest one's kind of period, oldest first;
    `others` is every other amount that stands about it: parts, targets, comparators. Amounts are in its unit."""

    indicator: int
    name: str
    unit: str
    was: tuple[Was, ...] = ()
    figures: tuple[Stands, ...] = ()
    others: frozenset[Fraction] = frozenset()

    @property
    def amounts(self) -> set[Fraction]:
        return {figure.amount for figure in self.figures} | self.others


@dataclass(frozen=True)
class Outdated:
    """A quoted figure that has changed since. `sure` where the sentence also names what is measured."""

    quote: Quote
    indicator: int
    sure: bool
    message: str


def quotes(text: str) -> list[Quote]:
    """Every figure quoted in a text that could be an indicator's; not years, changes, ranges, places in documents."""
    return [quote for sentence in _SENTENCE_END.split(text) for quote in _quotes_in(sentence)]


def _quotes_in(sentence: str) -> Iterator[Quote]:
    for found in _NUMBER.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        if _CHANGE_BEFORE.search(before) or _CHANGE_AFTER.search(after) or _REFERENCE.search(before):
            continue
        number, scale = found["number"], found["scale"] or ""
        sort = "%" if found["cent"] else "£" if found["pound"] else ""
        if (not sort and not _telling(number, scale)) or (scale in LETTERS and sort != "£"):
            continue
        times = SCALES.get(scale, 1)
        step = Fraction(times, 10 ** len(number.partition(".")[2]))
        yield Quote(found[0].strip(), Fraction(number.replace(",", "")) * times, step, sort, sentence)


def _telling(number: str, scale: str) -> bool:
    """Whether a number without a unit is likely to be a figure."""
    if re.fullmatch(r"(?:19|20)\d\d", number) and not scale:
        return False
    return bool(scale) or sum(letter.isdigit() for letter in number) >= LEAST_DIGITS


def outdated(text: str, known: Collection[Known], *, written: date | None = None) -> list[Outdated]:
    """The figures quoted in words about these indicators that have changed since.

    `written` is the last day on which the words were changed: only with it is a figure that a later period's has
    replaced told from one that was quoted on purpose.
    """
    if not known:
        return []
    said = quotes(text)
    found = [one for quote in said for one in _changed(quote, said, known, written)]
    return list({(one.quote.shown, one.indicator): one for one in reversed(found)}.values())[::-1]


def _changed(quote: Quote, said: Collection[Quote], known: Iterable[Known], written: date | None) -> Iterator[Outdated]:
    """What costs little is asked first: few quotes were ever anybody's figure, and each is laid beside every one."""
    alike = [one for one in known if _sort(one.unit) == quote.sort]
    restated = {one.indicator: told for one in alike if (told := _restated(quote, said, one))}
    if restated and _stands(quote, alike):
        restated = {}
    for one in alike:
        if one.indicator in restated:
            yield Outdated(quote, one.indicator, names(quote.sentence, one.name), restated[one.indicator])
            continue
        replaced = _replaced(quote, said, one, alike, written) if written else ""
        if replaced:
            yield Outdated(quote, one.indicator, False, replaced)


def _stands(quote: Quote, alike: Iterable[Known]) -> bool:
    """Whether it is what something amounts to now."""
    return any(_is(quote, amount, one) for one in alike for amount in one.amounts)


def _restated(quote: Quote, said: Collection[Quote], known: Known) -> str:
    for was in reversed(known.was):
        if not (_is(quote, was.amount, known) and _may_be_of(was.period, quote)):
            continue
        now = [figure for figure in known.figures if figure.period == was.period]
        if not _any_quoted(now, said, known):
            return f"{quote.shown} was “{known.name}” in {was.period} until {day(was.until)}, and now it is {was.now}"
    return ""


def _replaced(quote: Quote, said: Collection[Quote], known: Known, alike: Iterable[Known], written: date) -> str:
    """A later figure came out after the words were written, which say neither it nor for when theirs is."""
    before = [figure for figure in known.figures if figure.out <= written]
    latest = known.figures[-1] if known.figures else None
    if not before or latest is None or latest.out <= written or _YEAR.search(quote.sentence):
        return ""
    old = before[-1]
    if not names(quote.sentence, known.name) or not _is(quote, old.amount, known) or _any_quoted([latest], said, known):
        return ""
    rest = {figure.amount for figure in known.figures} - {old.amount} | known.others
    if any(_is(quote, amount, one) for one in alike for amount in (rest if one is known else one.amounts)):
        return ""
    return f"{quote.shown} was “{known.name}” in {old.period}; since then {latest.period} has come: {latest.shown}"


def names(sentence: str, name: str) -> bool:
    """Whether a sentence speaks of what is measured: it has one of the words of its name that few names have."""
    return bool(_stems(sentence) & _stems(name))


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _WORD.findall(text.lower()) if word not in COMMON}


def _sort(unit: str) -> str:
    return unit[:1] if unit[:1] in ("%", "£") else ""


def _is(quote: Quote, amount: Fraction, known: Known) -> bool:
    """Pounds are quoted in full, and may be kept in thousands or millions."""
    scale = known.unit.removeprefix("£").strip() if known.unit.startswith("£") else ""
    return quote.is_of(amount * SCALES.get(scale, 1))


def _may_be_of(period: str, quote: Quote) -> bool:
    years = _YEAR.findall(quote.sentence)
    return not years or any(year in period for year in years)


def _any_quoted(figures: Iterable[Stands], said: Iterable[Quote], known: Known) -> bool:
    """Who quotes the figure of today as well knows of both."""
    return any(_is(quote, figure.amount, known) for figure in figures for quote in said)
