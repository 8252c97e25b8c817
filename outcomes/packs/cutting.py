"""Cuts HTML into pages that are no larger than they may be, at the highest level that allows it. Pure.

What fits on a page whole stays whole. What does not is cut between its own parts: a chapter between its sections, a
table between its rows, under its headings again; at the very last a paragraph between two words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .markup import VOID, Node, Piece, size

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
WHOLE = VOID | {"svg"}  # what no cut leaves anything of
AGAIN = frozenset({"thead", "caption", "colgroup"})  # what a table says again on its next page
_START = re.compile(r'\sstart="\d+"')


@dataclass
class Page:
    """Pieces of something that is cut; `at` is how many of its pieces came before the first of these."""

    at: int
    pieces: list[Piece]
    weight: int = 0  # bytes of all its pieces

    def left(self, room: int) -> int:
        return room - self.weight

    def put(self, at: int, *parts: Piece | None) -> None:
        if not self.pieces:
            self.at = at
        there = [part for part in parts if part is not None]
        self.pieces += there
        self.weight += sum(map(size, there))

    @property
    def is_begun(self) -> bool:
        """Whether something stands on it beside headings."""
        return not all(map(_only_leads, self.pieces))

    def without_last_headings(self) -> tuple["Page", "Page"]:
        """It, and the page after it with the headings that it would end with, as they belong to what follows."""
        end = len(self.pieces)
        while end and _only_leads(self.pieces[end - 1]):
            end -= 1
        kept, moved = Page(self.at, []), Page(self.at + end, [])
        kept.put(self.at, *self.pieces[:end])
        moved.put(self.at + end, *self.pieces[end:])
        return kept, moved


def _only_leads(piece: Piece) -> bool:
    return not piece.strip() if isinstance(piece, str) else piece.tag in HEADINGS


def filled(pieces: Sequence[Piece], *, first: int, room: int) -> list[Page]:
    """The pieces in their order on pages: `first` bytes are left on the first, `room` there are on every other. The
    first has nothing where what it would begin with fits on the next one only."""
    pages = [Page(0, [])]
    for at, piece in enumerate(pieces):
        left = pages[-1].left(first if len(pages) == 1 else room)
        if size(piece) > left and (size(piece) <= room or (pages[-1].is_begun and left < room // 2)):
            left = _turned(pages, room)
        if size(piece) <= left:
            pages[-1].put(at, piece)
            continue
        parts = cut(piece, first=left, room=room)
        if parts[0] is None:
            parts = cut(piece, first=_turned(pages, room), room=room)
        pages[-1].put(at, *parts[:1])
        pages += [Page(at, [part], size(part)) for part in parts[1:] if part is not None]
    return pages


def _turned(pages: list[Page], room: int) -> int:
    """Begins a page, with the headings that the one before would end with; how much is left on it."""
    pages[-1:] = pages[-1].without_last_headings()
    return pages[-1].left(room)


def cut(piece: Piece, *, first: int, room: int) -> list[Piece | None]:
    """One piece as several, the first of at most `first` bytes, the others of at most `room`. The first is None where
    nothing that could stand by itself fits in it."""
    if isinstance(piece, str):
        return list(_words(piece, first, room))
    if piece.tag in WHOLE:
        return [piece]
    again = [one for one in piece.inside if isinstance(one, Node) and one.tag in AGAIN]
    frame = _counting(piece, len(piece.inside)).size + sum(map(size, again))
    begun, *rest = filled(piece.inside, first=first - frame, room=room - frame)
    said = [one for one in begun.pieces if one not in again and not _only_leads(one)]
    if rest and not said:
        begun, *rest = filled(piece.inside, first=room - frame, room=room - frame)
        return [None, piece.holding(begun.pieces), *(_going_on(piece, page, again) for page in rest)]
    return [piece.holding(begun.pieces), *(_going_on(piece, page, again) for page in rest)]


def _going_on(piece: Node, page: Page, again: list[Node]) -> Node:
    before = sum(isinstance(one, Node) for one in piece.inside[: page.at])
    blank: list[Piece] = ["<td></td>" * before] if piece.tag == "tr" and before else []  # its cells keep their columns
    return _counting(piece, page.at).holding([*again, *blank, *page.pieces])


def _counting(piece: Node, at: int) -> Node:
    """The element that goes on from its piece `at`: a numbered list goes on counting."""
    if piece.tag != "ol":
        return piece.going_on()
    begins = int(piece.attribute("start") or 1)
    number = begins + sum(isinstance(one, Node) and one.tag == "li" for one in piece.inside[:at])
    unnumbered = Node.of(piece.tag, _START.sub("", piece.opening), ())
    return unnumbered.going_on(f' start="{number}"')


def _words(text: str, first: int, room: int) -> Iterator[str]:
    left = max(first, 1)
    while len(text.encode()) > left:
        head = text.encode()[:left].decode(errors="ignore") or text[0]
        end = max(head.rfind(" "), head.rfind("\n")) + 1 or _before_entity(head)
        yield text[:end]
        text, left = text[end:], max(room, 1)
    if text:
        yield text


def _before_entity(head: str) -> int:
    """Where a word without an end may be cut: not within "&amp;"."""
    begun = head.rfind("&")
    return begun if begun > 0 and ";" not in head[begun:] else len(head)
