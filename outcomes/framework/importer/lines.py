"""Lines of a paper: cleaned, numbered as an editor numbers them, without page furniture.

Text taken out of a PDF breaks paragraphs into lines, puts a blank or a form feed before the first line of a page,
and leaves page numbers and running headers among the text. What these artefacts say about the layout is kept as
flags on each line; the artefacts themselves go.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .furniture import furniture_of
from .headings import DEFAULT_HEADINGS, HeadingKind, Headings
from .markers import read_bullet

_NEWLINE = re.compile(r"\r\n|\r|\n")
# Words after which neither a title nor a sentence can end …
_OPEN = {"a", "an", "the", "and", "or", "nor", "&", "their", "our", "its", "your", "every", "than", "which", "whose"}
_OPEN |= {"is", "are", "be", "was", "were"}
# … and words after which they seldom do ("a place to live in").
_HALF_OPEN = {"of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "without", "across", "between", "as"}
_HALF_OPEN |= {"among", "amongst", "against", "towards", "per", "via", "who", "where", "when", "while", "whilst"}
_HALF_OPEN |= {"including"}
_SENTENCE_END = (".", "!", "?", "…", ".’", ".”", ".'", '."', ".)", "!’", "?’", "!”", "?”")
_OPENERS = "‘“\"'(["


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    ``after_gap``: a blank line stands before it. ``page_start``: a page begins here. ``bullet``: the bullet it begins
    with and the text after that. ``introduces``: the list it is the heading of. ``whole``: it is a paragraph or an item
    by itself, as in a file that tells them apart; ``markdown`` is then how it reads with its emphasis and links.
    """

    number: int
    text: str
    indent: int = 0
    after_gap: bool = False
    page_start: bool = False
    bullet: tuple[str, str] | None = None
    introduces: HeadingKind | None = None
    whole: bool = False
    markdown: str | None = None

    @property
    def apart(self) -> bool:
        """Set off from the line before it, by a blank line or a new page."""
        return self.after_gap or self.page_start


@dataclass(slots=True)
class _Raw:
    number: int
    text: str
    indent: int
    gap: bool
    page: bool


def clean(text: str, headings: Headings = DEFAULT_HEADINGS) -> list[Line]:
    """The lines of a paper that say something. Takes any line ending; costs one pass over the text."""
    raws: list[_Raw] = []
    gap = True
    for number, raw in enumerate(_NEWLINE.split(text.lstrip("\ufeff")), start=1):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            raws.append(_Raw(number, stripped, indent, gap, "\f" in raw[:indent]))
            gap = False
        else:
            gap = True
            if "\f" in raw:
                raws.append(_Raw(number, "", 0, True, True))
    _mark_page_starts(raws)
    return _without_furniture(raws, headings)


def _mark_page_starts(raws: list[_Raw]) -> None:
    """Lines with a single leading blank begin a page, in papers that do not otherwise indent.

    Of several such lines on end only the first does.
    """
    if sum(1 for raw in raws if raw.indent) * 5 >= len(raws):
        return
    previous = 0
    for raw in raws:
        if raw.indent == 1 and (raw.gap or previous != 1):
            raw.page = True
        previous = raw.indent


def _without_furniture(raws: list[_Raw], headings: Headings) -> list[Line]:
    dropped = furniture_of([raw.text for raw in raws], [raw.page for raw in raws], headings)
    kept: list[Line] = []
    gap = page = False
    for index, raw in enumerate(raws):
        if index in dropped or not raw.text:
            gap, page = gap or raw.gap, True
            continue
        mark = read_bullet(raw.text)
        introduces = headings.kind(raw.text)
        kept.append(Line(raw.number, raw.text, raw.indent, raw.gap or gap, raw.page or page, mark, introduces))
        gap = page = False
    return kept


def join(parts: list[str]) -> str:
    """Put broken lines together with one blank between them; nothing else changes.

    A word broken at its own hyphen ("start-" / "ups") gets no blank, since the words would not be the same with one.
    """
    joined: list[str] = []
    last = ""
    for part in parts:
        if not part:
            continue
        if last and not _glues(last, part):
            joined.append(" ")
        joined.append(part)
        last = part
    return "".join(joined)


def _glues(last: str, part: str) -> bool:
    if len(last) < 2 or last[-1] not in "-–" or not last[-2].isalnum() or not part[0].isalnum():
        return False
    if last[-1] == "–":
        return last[-2].isdigit() and part[0].isdigit()
    return part.split(None, 1)[0].casefold() not in {"and", "or", "to"}


def starts_lower(text: str) -> bool:
    """True if the text begins in the middle of a sentence, so far as its first letter shows."""
    first = text.lstrip(_OPENERS)[:1]
    return first.islower() or text[:1] in ",;)"


def ends_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_END)


def ends_open(text: str) -> bool:
    """True if more must follow: a comma, a hyphen, or a word such as "and" or "the" at the end."""
    return text.endswith((",", "-", "–", "/")) or _last_word(text) in _OPEN


def ends_half_open(text: str) -> bool:
    """True if more is likely to follow: a word such as "of" or "in" at the end."""
    return _last_word(text) in _HALF_OPEN


def _last_word(text: str) -> str:
    words = text[-20:].split()
    return words[-1].casefold() if words else ""


def stands_apart(lines: Sequence[Line], index: int) -> bool:
    """True if a line can begin something new: set off from the line before it, or that one ends a sentence."""
    return index == 0 or lines[index].apart or ends_sentence(lines[index - 1].text)


def was_broken(previous: str, line: Line, width: int) -> bool:
    """True if the line before may have been broken for want of room: with the next word it would have been full."""
    return len(previous) + 1 + len(line.text.split(None, 1)[0]) >= 0.85 * width


def carries_on(previous: str, line: Line, width: int) -> bool:
    """True if a line goes on with the paragraph, title or item whose last line is ``previous``.

    Without a gap it does. Over a gap or a page break it does if it begins with a small letter or the text before it
    is unfinished; over a page break also if the line before was full.
    """
    if line.whole:
        return False
    if not line.apart:
        return True
    if ends_sentence(previous):
        return False
    if starts_lower(line.text) or ends_open(previous):
        return True
    return line.page_start and len(previous) >= 0.85 * width
