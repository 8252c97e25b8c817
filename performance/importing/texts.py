"""CSV as people save it: in which encoding, divided by which sign, and where it cannot be read."""

import csv
import io
from collections.abc import Iterator, Sequence

from .rows import Cell, NotATable, text_cell

DELIMITERS = ",;\t"
SAVE_AGAIN = "Save it again as CSV UTF-8."
QUOTES = (
    "Row {}: a quotation mark is not closed, or stands inside a text that is in quotation marks. Remove it, or double "
    "it inside such a text."
)


def decoded(content: bytes) -> str:
    """The text of a file in the encodings that spreadsheets save: UTF-8, UTF-16 with its mark, Windows-1252.

    A file that is UTF-8 but for some bytes is refused: read as Windows-1252, all its other signs would be wrong.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise NotATable(f"The file begins as UTF-16 but is not. {SAVE_AGAIN}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
    if _is_mostly_utf_8(content):
        raise NotATable(f"The file is UTF-8, but line {line} holds something that is not. {SAVE_AGAIN}", line)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
    raise NotATable(f"Line {line} is in no encoding that is understood. {SAVE_AGAIN}", line)


def _line(content: bytes, place: int) -> int:
    return len(content[: place + 1].splitlines())


def _is_mostly_utf_8(content: bytes) -> bool:
    """Whether of what is not ASCII at least half is UTF-8. In Windows-1252 two signs together may look like it."""
    signs = [sign for sign in content.decode("utf-8-sig", "surrogateescape") if sign > "\x7f"]
    wrong = sum(1 for sign in signs if "\udc80" <= sign <= "\udcff")
    return content.startswith(b"\xef\xbb\xbf") or len(signs) - wrong >= wrong


def table(content: bytes, known: Sequence[str]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows, divided by whichever sign finds most of the `known` columns in the first."""
    text = decoded(content)
    first = text.lstrip("\r\n").partition("\n")[0].lower()
    delimiter = max(DELIMITERS, key=lambda sign: len({part.strip(' "\r') for part in first.split(sign)} & set(known)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [text_cell(cell) for cell in cells]
    except csv.Error as error:
        row = number + 1
        if "field larger" in str(error):
            raise NotATable(f"Row {row}: a cell is far too long. Is a quotation mark in it not closed?", row) from None
        raise NotATable(QUOTES.format(row), row) from None
