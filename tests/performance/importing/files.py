"""Workbooks and tables made for the tests, sound and hostile."""

import io
import zipfile

from openpyxl import Workbook

HEADER = "indicator,period,breakdown,value,qualifier,numerator,denominator,status,commentary"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def workbook(*rows, header: str = HEADER, change=None) -> bytes:
    """A workbook of these rows; `change(sheet)` may spoil it."""
    book = Workbook()
    book.active.append(header.split(","))
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook whose sheet unpacks to so many megabytes of nothing."""
    stream = io.BytesIO(workbook(("a", "2022")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (megabytes * 1_000_000))
    return stream.getvalue()
