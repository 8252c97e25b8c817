"""What looks like personal data in a paper's words: to be taken out before others read it. Pure.

It finds what has a form of its own. A name without a title, or a description that tells who is meant, it cannot find:
reading the paper does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from performance.checks import Level

SHOWN = 60  # letters around what was found
FORMS = (
    ("an e-mail address", Level.STOP, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "a telephone number", Level.STOP,
        re.compile(r"(?<![\w.,-])(?:\+44 ?|0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}(?![\w,-])"),
    ),
    (
        "a National Insurance number", Level.STOP,
        re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    ),
    ("an NHS number", Level.STOP, re.compile(r"(?<![\w.,-])\d{3}[ -]\d{3}[ -]\d{4}(?![\w,-])")),
    ("a date of birth", Level.STOP, re.compile(r"\b(?:born on|date of birth|DOB)\b", re.IGNORECASE)),
    ("a person’s name", Level.WARNING, re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Mx)\.? [A-Z][a-z’'-]+")),
    ("a postcode", Level.WARNING, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")),
)  # fmt: skip


@dataclass(frozen=True)
class Personal:
    """Something found: what it looks like, whether it stops publication, and the words around it."""

    what: str
    level: Level
    around: str


def personal_in(texts: Iterable[str]) -> list[Personal]:
    """What is found in these words, each once, in their order."""
    return list(dict.fromkeys(found for text in texts for found in _found(text)))


def _found(text: str) -> Iterator[Personal]:
    for what, level, form in FORMS:
        for found in form.finditer(text):
            yield Personal(what, level, _around(text, found.start(), found.end()))


def _around(text: str, start: int, end: int) -> str:
    room = max((SHOWN - (end - start)) // 2, 0)
    first, last = max(start - room, 0), min(end + room, len(text))
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"
