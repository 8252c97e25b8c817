"""An indicator's page as a table: one line for each figure and each sentence that it shows, in the page's order.

A spreadsheet reads it as CSV in UTF-8; what it would take for a formula stays text.
"""

import csv
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from plan.periods import Period
from plan.wording import day

from .detail import IndicatorDetail
from .importing.rows import guarded
from .read import IndicatorLine
from .values import Amount, Value

COLUMNS = (
    "what", "of", "period", "period_name", "shown", "sense", "value", "upper", "share", "base_year", "provisional",
    "illustrative", "words", "source",
)  # fmt: skip
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
Line = dict[str, str]


def as_csv(detail: IndicatorDetail) -> bytes:
    """The table with its header, with the mark by which spreadsheets know that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines(detail):
        writer.writerow([_safe(line.get(column, "")) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """A number below nought is no formula."""
    return text if NUMBER.fullmatch(text) else guarded(text)


def lines(detail: IndicatorDetail) -> Iterator[Line]:
    """What the page shows, each line with the columns that it has something for."""
    yield _line("indicator", of=detail.line.name, words=detail.line.unit)
    yield from _signals(detail)
    yield from _account(detail.line)
    for figure in detail.figures:
        yield _line("result", figure.period, figure.value, figure, shown=figure.shown, source=figure.source)
    for table in detail.parts:
        for row in table.rows:
            for period, value, shown in zip(table.periods, row.values, row.shown, strict=True):
                if value is not None:
                    yield _line("part", period, value, row, of=f"{table.by}: {row.name}", shown=shown)
        for source in table.sources:
            yield _line("source of parts", of=table.by, source=source)
    for was in detail.restated:
        yield _line("restated", was.period, was.value, was, shown=was.was, words=f"Until {day(was.day)}. {was.why}")
    yield from _beside(detail)


def _signals(detail: IndicatorDetail) -> Iterator[Line]:
    line, said = detail.line, detail.expected
    if not detail.indicator.is_context:
        yield _line("against target", words=line.rating.reason)
        yield _line("since before", words=line.direction.reason)
        if said:
            words = (
                f"With {said.confidence} confidence, said on {day(said.said_on)}. {said.rating.reason} {said.reason}"
            )
            yield _line("forecast", said.year, said.value, said, shown=said.shown, words=words.strip())
        if past := detail.outturn:
            came = f"It came to {past.came}" if past.came else "The figure for the year has not come out yet"
            once = past.expected
            words = f"With {once.confidence} confidence, said on {day(once.said_on)}. {came}."
            yield _line("forecast before", once.year, once.value, once, shown=once.shown, words=words)
        if place := line.position:
            yield _line("position", row=place, of=place.group, words=place.words)
    if year := detail.year_so_far:
        yield _line("year so far", year.year, year.value, shown=year.value.shown(line.unit, line.places),
                    words=detail.so_far)  # fmt: skip
    if detail.due:
        was = "was due on {} and is overdue" if detail.is_overdue else "is due on {}"
        yield _line("next figure", detail.due.period, words=was.format(detail.due.on))


def _account(line: IndicatorLine) -> Iterator[Line]:
    latest = line.latest
    if latest is None:
        return
    back = f"Expected to be back on target by {day(latest.back_on_target)}" if latest.back_on_target else ""
    told = {
        "what happened": latest.commentary,
        "why": latest.cause,
        "what is being done": latest.remedy,
        "back on target": back,
    }
    for what, words in told.items():
        if words:
            yield _line(what, latest.period, words=words)


def _beside(detail: IndicatorDetail) -> Iterator[Line]:
    """What the figures are held against."""
    for target in detail.targets:
        amounts = {"value": _text(target.goal.amount), "upper": _text(target.goal.upper)}
        yield _line("target", target.when, row=target, shown=target.shown) | amounts
    for one in detail.comparisons:
        told = _line("comparison", one.period, row=one, of=one.group, shown=one.value, words=one.place)
        yield told | {"value": _text(one.amount)}
    for table in detail.peers:
        for row in table.rows:
            yield _line("council", table.period, row.value, row, of=f"{table.group}: {row.name}", shown=row.shown,
                        words=table.place if row.is_us else "")  # fmt: skip
    for middle in detail.middles:
        yield _line("middle half", middle.period, middle.value, of=middle.group, shown=middle.shown)


def _line(what: str, period: Period | None = None, value: Value | None = None, row: Any = None, **told: str) -> Line:
    """`row` is asked for what figures have in common, where it has it."""
    line = {"what": what, "source": getattr(row, "source", "")}
    if period:
        line |= {"period": period.code, "period_name": period.label}
    if value:
        line |= {"sense": value.sense.value, "upper": _text(value.upper), "base_year": value.base}
        if isinstance(value.amount, Fraction):
            line["share"] = f"{value.amount.numerator}/{value.amount.denominator}"
        else:
            line["value"] = _text(value.amount)
    for name in ("provisional", "illustrative"):
        if row is not None and hasattr(row, name):
            line[name] = "yes" if getattr(row, name) else ""
    return line | told


def _text(amount: Amount | None) -> str:
    return f"{amount:f}" if amount is not None and not isinstance(amount, Fraction) else ""
