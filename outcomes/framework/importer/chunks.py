"""Lines put together into items and paragraphs, and those turned into Markdown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .bullets import Bullets, begins_item
from .lines import Line, carries_on, ends_sentence, join

_BLOCK_START = re.compile(r"\A(\d{1,9})?([#>]|[-+.)](?=\s))")
_INLINE = re.compile(r"([\\`*_<])")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A paragraph (``marker`` is None) or an item of a list, with the lines it was printed on."""

    lines: tuple[Line, ...]
    marker: str | None
    text: str

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def apart(self) -> bool:
        return self.lines[0].apart

    @property
    def markdown(self) -> str:
        """The text as Markdown that reads the same."""
        known = self.lines[0].markdown if len(self.lines) == 1 else None
        return escape(self.text) if known is None else known


def _chunk(lines: Sequence[Line], marker: str | None) -> Chunk:
    mark = lines[0].bullet if marker is not None else None
    first = mark[1] if mark else lines[0].text
    return Chunk(tuple(lines), marker, join([first, *(line.text for line in lines[1:])]))


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a paper's layout: its bullets and how many characters fill a line."""

    bullets: Bullets = field(default_factory=Bullets)
    width: int = 100


def chunks(
    lines: Sequence[Line], layout: Layout, starts_anew: Callable[[Sequence[Line], int], bool] | None = None
) -> list[Chunk]:
    """The items and paragraphs of some lines, in order; one pass.

    ``starts_anew(lines, index)`` may say of a line that it begins a paragraph although it could carry on the last.
    """
    found: list[Chunk] = []
    held: list[Line] = []
    marker: str | None = None

    def close() -> None:
        if held:
            found.append(_chunk(held, marker))
            held.clear()

    for index, line in enumerate(lines):
        previous = held[-1] if held else None
        if begins_item(lines, index, held[0] if held and marker else None, layout.bullets):
            close()
            marker = line.bullet[0] if line.bullet else None
        elif previous is None:
            marker = None
        elif not _lone_bullet(held, marker) and (
            not carries_on(previous.text, line, layout.width) or (starts_anew and starts_anew(lines, index))
        ):
            close()
            marker = None
        held.append(line)
    close()
    return found


def _lone_bullet(held: list[Line], marker: str | None) -> bool:
    """True if a bullet stands alone on its line, so that the next line holds its text."""
    mark = held[0].bullet if marker is not None and len(held) == 1 else None
    return mark is not None and not mark[1]


def nest(items: Sequence[Chunk]) -> list[tuple[Chunk, list[Chunk]]]:
    """Which items of one list are nested in which, one level deep.

    An item is nested if its bullet differs from the list's first, or if it is indented more than the item before it
    that is not. Where neither tells them apart, an item that ends in a colon opens a nested list: if the items after
    it follow each other without blank lines, up to the next blank line; otherwise up to the next item that begins
    with the same two words as the one with the colon.
    """
    nested: list[tuple[Chunk, list[Chunk]]] = []
    opened = False  # by a colon, with the same bullet and indent
    for index, item in enumerate(items):
        if not nested:
            nested.append((item, []))
            continue
        parent, children = nested[-1]
        if item.marker != items[0].marker or _deeper(item, parent):
            children.append(item)
            continue
        opened = (not children or opened) and parent.text.endswith(":")
        if opened and not _returns(item, parent, children, _tight_after_first(items, index, children)):
            children.append(item)
        else:
            nested.append((item, []))
            opened = False
    return nested


def _deeper(item: Chunk, parent: Chunk) -> bool:
    return item.lines[0].indent >= parent.lines[0].indent + 2


def _tight_after_first(items: Sequence[Chunk], index: int, children: Sequence[Chunk]) -> bool:
    """True if blank lines tell the nested list's end: the parent stood apart and the second nested item does not."""
    second = index + 1 - len(children)
    return second < len(items) and not items[second].apart and items[second - 2].apart


def _returns(item: Chunk, parent: Chunk, children: Sequence[Chunk], tight: bool) -> bool:
    if _lead(item) == _lead(parent):
        return True
    return tight and bool(children) and item.lines[0].after_gap


def _lead(item: Chunk) -> list[str]:
    return [word.casefold() for word in item.text[:80].split()[:2]]


def markdown(parts: Sequence[Chunk]) -> str:
    """Paragraphs and lists as Markdown. Characters that would change its meaning are escaped, so words stay words."""
    blocks: list[str] = []
    run: list[Chunk] = []
    for part in [*parts, None]:
        if part is not None and part.marker is not None:
            run.append(part)
            continue
        if run:
            blocks.append(_list(run))
            run = []
        if part is not None:
            blocks.append(part.markdown)
    return "\n\n".join(block for block in blocks if block)


def _list(items: Sequence[Chunk]) -> str:
    rows: list[str] = []
    for item, children in nest(items):
        rows.append(f"- {item.markdown}")
        rows.extend(f"  - {child.markdown}" for child in children)
    return "\n".join(rows)


def escape(text: str) -> str:
    """The text as Markdown that reads the same."""
    return _BLOCK_START.sub(r"\g<1>\\\2", _INLINE.sub(r"\\\1", text), count=1)


def is_sentence(text: str) -> bool:
    """True for running text rather than a heading."""
    return ends_sentence(text) or text.endswith((":", ";"))
