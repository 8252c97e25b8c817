"""A workbook's archive, opened at a cost that grows with what was sent, whatever it says of itself.

Parts are parsed piece by piece as they are unpacked. Archives that unpack to far more than they are, that use other
ways of packing, which unpack without a bound, or whose parts overlap, are refused before any of it.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from posixpath import dirname, join, normpath
from xml.parsers import expat

from .rows import NotATable

LARGEST_UNPACKED = 60_000_000  # bytes; 200,000 rows of figures with a sentence each
MOST_TIMES = 50  # what it may unpack to, as a multiple of its size; sheets of figures come to 10 or 20
SMALL = 2_000_000  # bytes unpacked, below which no multiple matters
MOST_PARTS = 2_000
MOST_ELEMENTS = 7_000_000  # of a part
PIECE = 65_536
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old workbooks begin with, and those with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PASSWORD = "The workbook is protected by a password. Save it again without one."  # noqa: S105
DAMAGED = "The workbook cannot be opened: it is damaged. Open it in a spreadsheet, and save it again as .xlsx or CSV."
OLD = "The file is an old kind of workbook (.xls). Save it again as .xlsx or CSV."
NO_WORKBOOK = "The file is neither CSV nor a workbook that can be opened. Save it again as .xlsx or CSV."
TOO_MUCH = "The workbook unpacks to {}. Copy the figures into a new workbook, or save the one sheet as CSV."

Attributes = dict[str, str]


class _Local(dict[str, str]):
    """Names without their namespace, which has several spellings."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


@contextmanager
def whole() -> Iterator[None]:
    """What breaks inside was no sound workbook."""
    try:
        yield
    except NotATable:
        raise
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError, LookupError,
            ArithmeticError, ValueError, OSError, StopIteration) as error:  # fmt: skip
        raise NotATable(DAMAGED) from error


def refuse_old(content: bytes) -> None:
    """Raises NotATable for what is a workbook, but not an archive."""
    if content.startswith(COMPOUND):
        raise NotATable(PASSWORD if ENCRYPTED in content else OLD)


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive. Raises NotATable where it has a password, is broken, or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise NotATable(NO_WORKBOOK) from None
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise NotATable(PASSWORD)
    # No part unpacks to more than it says; where it would, its check sum is wrong.
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise NotATable(TOO_MUCH.format(f"more than {LARGEST_UNPACKED // 1_000_000} MB"))
    if unpacked > SMALL and unpacked > MOST_TIMES * len(content):
        raise NotATable(TOO_MUCH.format(f"more than {MOST_TIMES} times its size"))
    ways = {part.compress_type for part in parts}
    if packed > len(content) or not ways <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotATable(DAMAGED)
    return archive


def parsed(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Parse a part, telling of each element by its local name; pauses after each piece. Entities are refused."""
    local, left = _Local(), MOST_ELEMENTS

    def begins(name: str, attributes: Attributes) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise NotATable(TOO_MUCH.format("far too much"))
        start(local[name], attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = begins
    if end:
        parser.EndElementHandler = lambda name: end(local[name])
    if text:
        parser.CharacterDataHandler = text
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            parser.Parse(piece)
            yield
    parser.Parse(b"", True)
    yield


def run(pieces: Iterator[None]) -> None:
    """Parse a part to its end."""
    for _ in pieces:
        pass


def related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part is related to: by identifier the kind, without the address it is written as, and the other part."""
    found: dict[str, tuple[str, str]] = {}
    folder = dirname(part)

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[attributes["Id"]] = attributes["Type"].rpartition("/")[2], path

    name = join(folder, "_rels", f"{part.rpartition('/')[2]}.rels")
    if name in archive.namelist():
        run(parsed(archive, name, start))
    return found


def _no_doctype(*told: object) -> None:
    raise NotATable(DAMAGED)
