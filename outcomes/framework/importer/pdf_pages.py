"""The text of a PDF's pages, as the file draws them: the work of `outcomes/framework/pdf_child.py`."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .headings import DEFAULT_HEADINGS

FEWEST_LETTERS = 40  # a page, on average: with fewer the pages are pictures
EDGE = 0.12  # of a page's height at its top and its foot, where running heads stand
OFTEN, SHARE = 3, 0.3  # pages on which a running head stands at least, and the share of all
APART = 1.25  # times the usual distance of two lines
STEP = 10.0  # points to the right that count as two blanks
_DIGITS = re.compile(r"\d+")


class Refused(Exception):
    """The file cannot be read; the message is a key of `pdf._SAYS`."""


@dataclass
class Printed:
    """A line as printed: where it begins, in points from the page's left and foot, and whether it is bold."""

    text: str
    x: float
    y: float
    bold: bool


@dataclass
class Page:
    height: float
    lines: list[Printed]


def text_of(data: bytes, most: int) -> str:
    """The text of all pages. Raises Refused, and whatever the library raises for a broken file."""
    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = pypdf.PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("locked")
        if len(reader.pages) > most:
            raise Refused("long")
        pages = [page_of(page) for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        raise Refused("locked") from None
    letters = sum(len(line.text) for page in pages for line in page.lines)
    if letters < FEWEST_LETTERS * max(len(pages), 1):
        raise Refused("scanned")
    heads = running(pages)
    return "\n\f".join("\n".join(told_lines(page, heads)) for page in pages)


def page_of(page: Any) -> Page:
    """The lines of a page, in the order in which the file draws them."""
    found: list[Printed] = []
    texts: list[str] = []
    start: Printed | None = None

    def close() -> None:
        nonlocal start
        text = "".join(texts).replace("\xa0", " ").strip()
        if text and start is not None:
            found.append(Printed(text, start.x, start.y, start.bold))
        texts.clear()
        start = None

    def visit(text: str, around: Sequence[float], placed: Sequence[float], font: Any, size: float) -> None:
        nonlocal start
        for number, piece in enumerate(text.split("\n")):
            if number:
                close()
            if not piece:
                continue
            bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
            if start is None and piece.strip():
                x = placed[4] * around[0] + placed[5] * around[2] + around[4]
                y = placed[4] * around[1] + placed[5] * around[3] + around[5]
                start = Printed("", x, y, bold)
            elif start is not None and piece.strip() and font and not bold:
                start.bold = False
            texts.append(piece)

    page.extract_text(visitor_text=visit)
    close()
    return Page(float(page.mediabox.height), found)


def running(pages: Sequence[Page]) -> set[str]:
    """What stands at the top or the foot of many pages, but for its digits; never the heading of a list."""
    counted = Counter(told for page in pages for told in {_masked(line) for line in page.lines if _at_edge(line, page)})
    fewest = max(OFTEN, SHARE * len(pages))
    return {told for told, count in counted.items() if count >= fewest and not DEFAULT_HEADINGS.kind(told)}


def _masked(line: Printed) -> str:
    return _DIGITS.sub("0", line.text)


def _at_edge(line: Printed, page: Page) -> bool:
    return not EDGE * page.height < line.y < (1 - EDGE) * page.height


def told_lines(page: Page, heads: set[str]) -> list[str]:
    """The lines of a page as text, indented as they are, with blank lines where they stand apart."""
    lines = [line for line in page.lines if not (_at_edge(line, page) and _masked(line) in heads)]
    steps = Counter(round(above.y - below.y) for above, below in pairwise(lines) if above.y - below.y > 1)
    usual = min((step for step, count in steps.items() if count >= max(steps.values()) / 2), default=0)
    left = min((line.x for line in lines), default=0.0)
    told: list[str] = []
    for at, line in enumerate(lines):
        step = lines[at - 1].y - line.y if at else 0.0
        apart = at > 0 and (step > APART * usual or lines[at - 1].bold != line.bold)
        if told and not apart and step > -1 and line.text.isdigit():
            told[-1] += f" {line.text}"  # alone on its line it would pass for the number of a page
            continue
        if step < -1:
            told.append("\f")  # a new column, or what else is drawn further up: as if a page began
        elif apart:
            told.append("")
        told.append(" " * (2 * round((line.x - left) / STEP)) + line.text)
    return told
