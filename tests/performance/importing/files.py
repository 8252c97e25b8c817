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


def changed(content: bytes, change, *, where: str = "xl/worksheets/") -> bytes:
    """A workbook with the parts whose names begin so put through `change`."""
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            body = source.read(name)
            archive.writestr(name, change(body) if name.startswith(where) else body)
    return stream.getvalue()


def sheet_of(xml: str, *, texts: str = "") -> bytes:
    """A workbook whose rows after the header are this XML, and whose shared texts are these."""
    start = b'<row r="1">'
    content = changed(
        workbook(), lambda body: body[: body.index(start)] + HEAD + xml.encode() + b"</sheetData></worksheet>"
    )
    if not texts:
        return content
    told = b'<Relationship Id="texts" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    stream = io.BytesIO(
        changed(content, lambda body: body.replace(b"</Relationships>", told), where="xl/_rels/workbook.xml.rels")
    )
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst>{texts}</sst>")
    return stream.getvalue()


HEAD = b"".join(
    [
        b'<row r="1">',
        *(f'<c t="inlineStr"><is><t>{name}</t></is></c>'.encode() for name in HEADER.split(",")),
        b"</row>",
    ]
)


def flagged(content: bytes, *, bit: int = 0, packing: int | None = None) -> bytes:
    """An archive of which every part says that it is encrypted (bit 1), or packed in another way."""
    found = bytearray(content)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := found.find(mark, place + 1)) >= 0:
            found[place + flags] |= bit
            if packing is not None:
                found[place + flags + 2] = packing
    return bytes(found)


def bomb(megabytes: int) -> bytes:
    """A workbook whose sheet unpacks to so many megabytes of nothing."""
    stream = io.BytesIO(workbook(("a", "2022")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (megabytes * 1_000_000))
    return stream.getvalue()
