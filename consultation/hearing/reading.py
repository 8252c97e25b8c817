"""Figures out of a file that another survey tool made: which column says what, which words mean which answer.

Tools differ in what they call things, so an officer says which column is which (`Mapping`); a guess is offered. Words
that are an answer on the scale of their question become that answer; others are kept as answers of their own. Pure but
for `known_parts`.
"""

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from consultation.asking.models import Consultation
from outcomes.framework.models import Aim, Outcome, SubOutcome
from performance.importing import texts, workbooks
from performance.importing.archives import refuse_old
from performance.importing.rows import NotATable

from .levels import LEVELS
from .models import ReportedResult

LARGEST, MOST_ROWS, MOST_COLUMNS = 300_000, 1_000, 40  # bytes, rows, columns: figures by question, not responses
COLUMNS = {
    "question": "Question", "answer": "Answer", "percentage": "Percentage", "count": "Count",
    "base": "How many answered", "group": "Group of respondents",
}  # fmt: skip
GUESSES = {
    "question": ("question", "item", "statement"), "answer": ("answer", "option", "choice", "level", "response"),
    "percentage": ("percent", "%", "share"), "count": ("count", "number", "n", "responses"),
    "base": ("base", "total", "answered"), "group": ("group", "respondent", "segment"),
}  # fmt: skip
OVER = re.compile(r"(?:over|more than|>)\s*(?P<figure>\d[\d.]*)\s*%?", re.IGNORECASE)
FIGURE = re.compile(r"(?P<figure>\d+(?:\.\d+)?)\s*%?")
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
CALL_THEM_APART = "Give the two questions words of their own."


@dataclass(frozen=True)
class File:
    """A table as it was sent: the header, and rows with their numbers in the file."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Wrong:
    row: int
    column: str
    message: str


@dataclass
class Checked:
    """What a file would add: rows to be written, how many are there already, what is wrong, and the groups of which the
    public would not see figures, with the rows."""

    new: list[tuple[int, ReportedResult]] = field(default_factory=list)
    there: int = 0
    errors: list[Wrong] = field(default_factory=list)
    hidden: dict[str, list[int]] = field(default_factory=dict)


def read(content: bytes) -> File:
    """The table of a CSV file or a workbook. Raises NotATable with what to do about one that cannot be read."""
    if not content.strip():
        raise NotATable("The file is empty. Give one with a header row and at least one row of figures.")
    if len(content) > LARGEST:
        raise NotATable(f"The file is larger than {LARGEST // 1000} kB. It should hold totals, not single responses.")
    rows = _rows(content)
    if len(rows) < 2:
        raise NotATable("The file has no row of figures under its header.")
    header = rows[0][1]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise NotATable(f"The file has more than {MOST_COLUMNS} columns. It should hold one figure or two in a row.")
    return File([name or f"Column {place}" for place, name in enumerate(header, start=1)], rows[1:])


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers."""
    refuse_old(content)
    is_workbook = content[:4] == b"PK\x03\x04"
    source = workbooks.workbook(content, ()).rows if is_workbook else texts.table(content, _parts(content))
    rows: list[tuple[int, list[str]]] = []
    for number, cells in source:
        if fault := next((cell.fault for cell in cells if cell.fault), ""):
            raise NotATable(f"Row {number}: a cell {fault}. Put it right and choose the file again.", number)
        if any(cell.text for cell in cells):
            rows.append((number, [cell.text.strip() for cell in cells]))
        if len(rows) > MOST_ROWS + 1:
            raise NotATable(f"The file has more than {MOST_ROWS:,} rows. It should hold totals, not single responses.")
    return rows


def _parts(content: bytes) -> list[str]:
    """The header's names by the sign that divides it most often: so the reader takes the same sign."""
    first = texts.decoded(content).lstrip("\r\n").partition("\n")[0].lower()
    divided = max((first.split(sign) for sign in texts.DELIMITERS), key=len)
    return [part.strip(' "\r') for part in divided]


def guess(header: Sequence[str]) -> dict[str, int]:
    """Which column is probably which; each column once."""
    found: dict[str, int] = {}
    for what, words in GUESSES.items():
        fits = [place for place, name in enumerate(header) if _is_called(name.casefold(), words)]
        if free := [place for place in fits if place not in found.values()]:
            found[what] = free[0]
    return found


def _is_called(name: str, words: Sequence[str]) -> bool:
    return any(name == word if word == "n" else word in name for word in words)


def meanings(answer: str) -> dict[str, str]:
    """The answer that these words are on each scale that has it: none, one, or “Don't know”, which both have."""
    said = plain(answer)
    return {
        scale: code for scale, levels in LEVELS.items() for code, words in levels
        if said in (plain(words), code.replace("_", " "))
    }  # fmt: skip


def level_on(answer: str, scales: set[str]) -> tuple[str, str]:
    """The scale and the answer on it that these words are to a question asked on these scales; ("other", "") for
    answers of its own. Raises ValueError where the words may belong to either scale."""
    found = meanings(answer)
    if len(found) == 1:
        return next(iter(found.items()))
    if len(scales) > 1:
        raise ValueError(f"“{answer}” may belong to either of two scales on which this was asked. {CALL_THEM_APART}")
    return next(((scale, found[scale]) for scale in scales if scale in found), ("other", ""))


def plain(words: str) -> str:
    """Words without capitals, signs and odd spaces, to be compared."""
    return " ".join(re.sub(r"[^a-z ]", "", words.casefold().replace("_", " ")).split())


def known_parts(consultation: Consultation) -> dict[str, Any]:
    """Items of the version consulted on by their titles or words. Three queries, or none."""
    if consultation.plan_id is None:
        return {}
    found: dict[str, Any] = {}
    for model, column in ((Outcome, "title"), (SubOutcome, "title"), (Aim, "text")):
        rows = model.objects.filter(plan=consultation.plan_id).values_list(column, "item_id")
        found |= {plain(words): item for words, item in rows if plain(words) not in found}
    return found


def figure_of(percentage: str, count: str, base: str) -> dict[str, Any]:
    """The figure that the cells say, as columns of `ReportedResult`. Raises ValueError with a sentence."""
    found: dict[str, Any] = {"said": "exact", "count": _count(count), "base": _count(base)}
    text = percentage.strip()
    if over := OVER.fullmatch(text):
        found |= {"said": "over", "percentage": _decimal(over["figure"], text)}
        if found["count"] is not None:
            raise ValueError("A row has either a percentage that is only a lower bound, or a count.")
    elif match := FIGURE.fullmatch(text):
        found["percentage"] = _decimal(match["figure"], text)
    elif text and any(sign.isdigit() for sign in text):
        raise ValueError(f"“{text}” is no percentage. Write it like 79, 79% or over 90%.")
    elif text:
        found |= {"said": "words", "words": text[:200]}
    elif found["count"] is None:
        raise ValueError("The row has neither a percentage nor a count.")
    return found


def _count(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not COUNT.fullmatch(text):
        raise ValueError(f"“{text}” is no count. Write a whole number, such as 58.")
    return int(text.replace(",", ""))


def _decimal(text: str, whole: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{whole}” is no percentage. Write it like 79, 79% or over 90%.") from None
    if found > 100:
        raise ValueError(f"“{whole}” is more than 100%.")
    return found.quantize(Decimal("0.01"))


def cell(cells: Sequence[str], columns: Dictionary[str, int], what: str) -> str:
    place = columns.get(what)
    return cells[place] if place is not None and place < len(cells) else ""
