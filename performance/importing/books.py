"""What a workbook's sheets share: their names and places, the texts of their cells and their number formats."""

import zipfile
from typing import NamedTuple

from .archives import DAMAGED, TOO_MUCH, Attributes, parsed, related, run
from .book_cells import Book
from .formats import Kind, kind_of
from .rows import NotATable

MOST_SHEETS = 200
MOST_TEXTS = 500_000
TRUE = ("1", "true")
# Formats that only Excel knows by their number: days in other languages.
DAYS = {*range(27, 37), *range(50, 59)}


class Page(NamedTuple):
    """A sheet, by its name, with the part of the archive that it is."""

    name: str
    part: str


def pages_and_book(archive: zipfile.ZipFile) -> tuple[list[Page], Book]:
    """The sheets in their order, and what their cells refer to."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH  # large, and needed by nobody who brings nothing in

    part = next(path for kind, path in related(archive, "").values() if kind == "officeDocument")
    relations = related(archive, part)
    named: list[tuple[str, str]] = []
    epochs = [WINDOWS_EPOCH]

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            key = next(attributes[each] for each in attributes if each.endswith(" id"))
            named.append((attributes["name"], key))
        elif name == "workbookPr" and attributes.get("date1904") in TRUE:
            epochs.append(MAC_EPOCH)

    run(parsed(archive, part, start))
    pages = [Page(name, relations[key][1]) for name, key in named if relations[key][0] == "worksheet"]
    # One part shown as many sheets would be read as often.
    if not pages or len(pages) > MOST_SHEETS or len({page.part for page in pages}) < len(pages):
        raise NotATable(DAMAGED)
    shared = dict(relations.values())
    texts = _texts(archive, shared["sharedStrings"]) if "sharedStrings" in shared else []
    kinds = _kinds(archive, shared["styles"]) if "styles" in shared else []
    return pages, Book(texts, kinds, epochs[-1])


def _texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells name by number. Reading aids over a text are no part of it."""
    texts: list[str] = []
    parts: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, attributes: Attributes) -> None:
        if name in inside:
            inside[name] = True

    def end(name: str) -> None:
        if name in inside:
            inside[name] = False
        elif name == "si":
            if len(texts) == MOST_TEXTS:
                raise NotATable(TOO_MUCH.format(f"more than {MOST_TEXTS:,} texts"))
            texts.append("".join(parts))
            parts.clear()

    def text(piece: str) -> None:
        if inside["t"] and not inside["rPh"]:
            parts.append(piece)

    run(parsed(archive, part, start, end, text))
    return texts


def _kinds(archive: zipfile.ZipFile, part: str) -> list[Kind]:
    """What each style makes of a number."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    codes = dict(BUILTIN_FORMATS) | dict.fromkeys(DAYS, "d")
    used: list[int] = []
    inside = {"numFmts": False, "cellXfs": False}

    def start(name: str, attributes: Attributes) -> None:
        if name in inside:
            inside[name] = True
        elif name == "numFmt" and inside["numFmts"]:
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "xf" and inside["cellXfs"]:
            used.append(int(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        if name in inside:
            inside[name] = False

    run(parsed(archive, part, start, end))
    return [kind_of(codes.get(number, "General")) for number in used]
