"""Divides a pack's web page into several where it is too heavy for one: contents first, then a page to each part. Pure.

A member opens a page on a telephone: none weighs more than `MOST`, style sheet and pictures in it counted, whatever the
pack holds. The parts that a page is divided by are the sections with a name (`data-where`); a part that is itself too
heavy is cut at its next level. Links between parts lead from page to page. What leads to a place in the whole from
elsewhere reaches, on the first page, the line of its contents that leads on to it.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from . import lean
from .cutting import filled
from .markup import Node, Piece, ids, parse, size, words, written

MOST = 96_000  # bytes
RESERVE = 7_000  # of them, for what a page says of itself: its title, the steps to others, what it goes on with
TOGETHER = 25_000  # what small parts beside the outcomes may weigh together on one page
LONGEST = 150  # letters of a part's name in a link

MAIN, END = '<main id="pack" tabindex="-1">', "</main>"
_HERE = re.compile(r'href="#([^"]*)"')
_HEADING = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TITLE, _H1 = re.compile(r"<title>(.*?)</title>", re.DOTALL), re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_PICTURE = re.compile(r"<img\b")
CONTENTS = '<ol class="contents">'


@dataclass
class Sheet:
    """A page before it knows its number: what it is called, and what stands on it."""

    title: str
    pieces: list[Piece]
    names: list[str] = field(default_factory=list)  # of the parts on it
    goes_on: str = ""  # the headings under which it goes on
    is_alone: bool = False  # whether nothing may join it
    text: str = ""

    @property
    def weight(self) -> int:
        return sum(map(size, self.pieces))


def divided(document: str, name: Callable[[str], str]) -> list[str]:
    """The document's pages, as they are sent; itself alone where it is light enough. `name` gives a page's file name by
    what sets it apart: "" for the first, "2" for the second, "whole" for the whole as one file.

    Raises ValueError for HTML whose elements are not closed in order, light or not: it could not be divided.
    """
    whole = lean.markup(document)
    before, rest = document.split(MAIN, 1)
    body, after = rest.rsplit(END, 1)
    far = name("9999")
    pieces = parse(_HERE.sub(rf'href="{far}#\1"', body))
    if len(whole.encode()) <= MOST:
        return [whole]
    room = MOST - RESERVE - len(f"{before}{after}".encode())
    front, parts = _parts(pieces)
    sheets = list(_sheets(parts, room))
    opening = _leading(written(front), sheets, far)
    first = [Sheet(_which("Contents", at, 0), page.pieces) for at, page in enumerate(_filled(parse(opening), room))]
    everything = [*first, *sheets]
    for sheet in everything:
        sheet.text = sheet.goes_on + written(sheet.pieces)
    _link(everything, len(first), far, name)
    return [_document(at, everything, before, after, name) for at in range(len(everything))]


def leads_to(page: str) -> set[str]:
    """The files beside it that a page leads to."""
    return {html.unescape(one) for one in re.findall(r'href="([\w.-]+\.html)(?:#[^"]*)?"', page)}


# The parts ----------------------------------------------------------------------------------------------------------


def _parts(pieces: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """What stands before the first part, and each part with what follows it and has no name."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Node) and piece.attribute("data-where"):
            groups.append([])
        groups[-1].append(piece)
    return groups[0], groups[1:]


def _sheets(parts: list[list[Piece]], room: int) -> Iterator[Sheet]:
    """A page to each outcome; other parts share one as long as they are small; what is too heavy has several."""
    begun: Sheet | None = None
    for part in parts:
        sheet = _sheet(part)
        if begun and not (begun.is_alone or sheet.is_alone) and begun.weight + sheet.weight <= min(TOGETHER, room):
            begun.pieces += sheet.pieces
            begun.names += sheet.names
            begun.title = f"{begun.names[0]} {'and' if len(begun.names) == 2 else 'to'} {begun.names[-1]}"
            continue
        if begun:
            yield begun
        begun = sheet
        if sheet.weight > room:
            yield from _cut(sheet, room)
            begun = None
    if begun:
        yield begun


def _sheet(part: list[Piece]) -> Sheet:
    head = part[0]
    assert isinstance(head, Node)
    name = _short(head.attribute("data-where"))
    return Sheet(name, part, [name], is_alone=head.has_class("outcome"))


def _cut(sheet: Sheet, room: int) -> Iterator[Sheet]:
    pages = _filled(sheet.pieces, room)
    told: dict[int, str] = {}
    for at, page in enumerate(pages):
        text = written(page.pieces)
        goes_on = _going_on(told, text) if at else ""
        yield Sheet(_which(sheet.title, at, len(pages)), page.pieces, sheet.names, goes_on, is_alone=True)
        for found in _HEADING.finditer(text):
            level = int(found[1])
            told = {one: said for one, said in told.items() if one < level} | {level: _short(words(found[2]))}


def _filled(pieces: list[Piece], room: int):
    return [page for page in filled(pieces, first=room, room=room) if page.pieces]


def _which(title: str, at: int, of: int) -> str:
    if of:
        return f"{title}, {at + 1} of {of}"
    return f"{title}, continued" if at else title


def _going_on(told: dict[int, str], text: str) -> str:
    """The headings that a page goes on under: those above the one that it begins with, if it begins with one."""
    first = _HEADING.search(text)
    begins = first and not words(text[: first.start()]) and not _PICTURE.search(text[: first.start()])
    below = int(first[1]) if first and begins else 7
    return "".join(
        f'<h{level} class="continued">{said} <span class="quiet">continued</span></h{level}>\n'
        for level, said in sorted(told.items()) if level < below
    )  # fmt: skip


def _short(said: str) -> str:
    """A name that fits in a link; escaped, as it is taken from a page."""
    plain = html.unescape(said)
    if len(plain) <= LONGEST:
        return said
    return html.escape(f"{plain[:LONGEST].rsplit(' ', 1)[0]} …")


# What leads where ---------------------------------------------------------------------------------------------------


def _leading(front: str, sheets: list[Sheet], far: str) -> str:
    """The first page, with contents that whoever comes for a place in the whole is led on from: the place's name is on
    the line that leads to it, or on that of what it stands in."""
    if CONTENTS not in front and sheets:
        led = "".join(f'<li class="top"><a href="{far}#@{at}">{one.title}</a></li>' for at, one in enumerate(sheets))
        front += f'<section class="second"><h2>Contents</h2>\n{CONTENTS}{led}</ol></section>'
    head, mark, contents = front.partition(CONTENTS)
    line = re.compile(rf'<a href="{re.escape(far)}#([^"]*)">')
    lines = set(line.findall(contents))
    there, within, last = set(ids(front)), dict[str, list[str]](), ""
    for at, sheet in enumerate(sheets):
        last = f"@{at}" if f"@{at}" in lines else last
        for anchor in ids(written(sheet.pieces)):
            last = anchor if anchor in lines else last
            if anchor not in there:
                there.add(anchor)
                within.setdefault(last, []).append(anchor)

    def marked(found: re.Match[str]) -> str:
        marks = "".join(f'<span id="{anchor}"></span>' for anchor in within.pop(found[1], []))
        return f"{marks}{found[0]}"

    return f"{head}{mark}{line.sub(marked, contents)}"


def _link(sheets: list[Sheet], fronts: int, far: str, name: Callable[[str], str]) -> None:
    """Every link leads to where its place is: on the same page, or on another."""
    where: dict[str, int] = {}
    for at in [*range(fronts, len(sheets)), *range(fronts)]:  # the place itself before the line that leads to it
        for anchor in ids(sheets[at].text):
            where.setdefault(anchor, at)
    leads = re.compile(rf'href="{re.escape(far)}#(@?)([^"]*)"')
    for at, sheet in enumerate(sheets):

        def led(found: re.Match[str], at: int = at) -> str:
            if found[1]:
                return f'href="{_file(fronts + int(found[2]), name)}"'
            there = where.get(found[2], at)
            return f'href="{"" if there == at else _file(there, name)}#{found[2]}"'

        sheet.text = leads.sub(led, sheet.text)


def _file(at: int, name: Callable[[str], str]) -> str:
    return name(str(at + 1) if at else "")


# The pages ----------------------------------------------------------------------------------------------------------


def _document(at: int, sheets: list[Sheet], before: str, after: str, name: Callable[[str], str]) -> str:
    sheet = sheets[at]
    paper = _H1.search(sheets[0].text)
    running = f'<h1 class="running">{_short(words(paper[1]))}</h1>\n' if at and paper else ""
    if at:
        before = _TITLE.sub(lambda found: f"<title>{sheet.title}. {found[1]}</title>", before, count=1)
    top, end = (_steps(at, sheets, name, place) for place in ("Pages of this paper", "Next and previous page"))
    return lean.markup(f"{before}{top}{MAIN}\n{running}{sheet.text}{END}{end}{after}")


def _steps(at: int, sheets: list[Sheet], name: Callable[[str], str], label: str) -> str:
    """Where one is, and the ways on: to the contents, back, and forth."""
    ways = [f'<span class="quiet">Page {at + 1} of {len(sheets)}</span>']
    if at:
        ways.append(f'<a href="{name("")}">Contents</a>')
    else:
        ways.append(f'<a href="{name("whole")}">The whole paper as one file</a>')
    if at > 1:
        ways.append(f'<a rel="prev" href="{_file(at - 1, name)}">Previous: {sheets[at - 1].title}</a>')
    if at + 1 < len(sheets):
        ways.append(f'<a rel="next" href="{_file(at + 1, name)}">Next: {sheets[at + 1].title}</a>')
    return f'<nav class="steps" aria-label="{label}"><ul>{"".join(f"<li>{way}</li>" for way in ways)}</ul></nav>\n'
