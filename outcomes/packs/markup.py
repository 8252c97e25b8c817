"""HTML as a tree whose every word is the source's own, so that it can be cut and put together again. Pure.

It reads what the packs' templates write: elements closed in their order, attributes in quotes.
"""

import re
from dataclasses import dataclass, field
from typing import TypeAlias, Union

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*>""", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')

Piece: TypeAlias = Union[str, "Node"]


def size(piece: Piece) -> int:
    """In bytes, as it is sent."""
    return len(piece.encode()) if isinstance(piece, str) else piece.size


@dataclass(frozen=True)
class Node:
    """An element: its start tag, what is in it, its end tag."""

    tag: str
    opening: str
    inside: tuple[Piece, ...]
    size: int = field(default=0, compare=False)

    @classmethod
    def of(cls, tag: str, opening: str, inside: "list[Piece] | tuple[Piece, ...]") -> "Node":
        weight = len(opening.encode()) + len(_closing(tag)) + sum(map(size, inside))
        return cls(tag, opening, tuple(inside), weight)

    def holding(self, inside: "list[Piece]") -> "Node":
        """The same element with something else in it."""
        return Node.of(self.tag, self.opening, inside)

    def attribute(self, name: str) -> str:
        """What the start tag says, as it is written; nothing where it does not."""
        found = re.search(rf'\s{name}="([^"]*)"', self.opening)
        return found[1] if found else ""

    def has_class(self, name: str) -> bool:
        return name in self.attribute("class").split()

    def going_on(self, more: str = "") -> "Node":
        """The empty element that takes up where this one was cut: without its id, which is there once."""
        opening = _ID.sub("", self.opening)
        return Node.of(self.tag, f"{opening[:-1]}{more}>", ())


def _closing(tag: str) -> str:
    return "" if tag in VOID else f"</{tag}>"


def parse(html: str) -> list[Piece]:
    """The pieces of some HTML, which `written` gives back as it was. Raises ValueError for an end tag without its start
    tag, or the other way round: a cut would lose its place."""
    open_: list[tuple[str, str, list[Piece]]] = [("", "", [])]
    at = 0
    for found in _TAG.finditer(html):
        if found.start() > at:
            open_[-1][2].append(html[at : found.start()])
        at = found.end()
        ends, tag = found[1], (found[2] or "").lower()
        if not tag:
            open_[-1][2].append(found[0])
        elif tag in VOID:
            open_[-1][2].append(Node.of(tag, found[0], ()))
        elif found[0].endswith("/>"):
            open_[-1][2].append(found[0])  # of a drawing, and closed by itself
        elif not ends:
            open_.append((tag, found[0], []))
        elif open_[-1][0] != tag:
            raise ValueError(f"</{tag}> closes nothing that is open: inside is <{open_[-1][0]}>.")
        else:
            _, opening, inside = open_.pop()
            open_[-1][2].append(Node.of(tag, opening, inside))
    if len(open_) > 1:
        raise ValueError(f"<{open_[-1][0]}> is never closed.")
    return [*open_[0][2], *filter(None, [html[at:]])]


def written(piece: "str | Node | list[Piece]") -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, list):
        return "".join(map(written, piece))
    return f"{piece.opening}{''.join(map(written, piece.inside))}{_closing(piece.tag)}"


def ids(html: str) -> list[str]:
    """Every place in some HTML that a link can lead to."""
    return [found[1] for tag in _TAG.finditer(html) if (found := _ID.search(tag[0]))]


def words(piece: Piece) -> str:
    """What is read, without tags, on one line."""
    return " ".join(_TAG.sub("", written(piece)).split())
