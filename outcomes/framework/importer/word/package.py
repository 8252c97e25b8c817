"""A Word document's archive, opened at a cost that its size bounds, and its parts parsed without entities."""

import io
import zipfile
import zlib
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..reading import LARGEST, Unreadable

LARGEST_UNPACKED = 60_000_000  # bytes of all parts; pictures are most of that, and are not unpacked
LARGEST_PART = 25_000_000  # bytes of a part that is parsed; the longest plan is a fiftieth of it
MOST_TIMES = 100  # what a part may unpack to, as a multiple of what it takes; words come to 10 or 20
SMALL = 1_000_000  # bytes unpacked, below which no multiple matters
MOST_PARTS = 5_000
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # other ways unpack without a bound; no word processor uses them
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what old documents begin with, and those with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DOCUMENT = "word/document.xml"
_PASSWORD = "The document is protected by a password. Save it again without one."  # noqa: S105
_DAMAGED = "The Word document cannot be opened: it is damaged. Open it in Word and save it again as .docx."
_TOO_MUCH = (
    "The Word document unpacks to far more than a plan's words need, so it is not read. Copy the words into a new "
    "document and import that."
)


class Package:
    """The parts of a document, parsed when asked for. Raises Unreadable for what is none, or costs too much."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST:
            raise Unreadable(
                f"The file is larger than {LARGEST // 1_000_000} MB. Take out its pictures, or save only the part that "
                "holds the plan."
            )
        if data.startswith(OLD):
            old = "The file is an old kind of Word document (.doc). Save it again as .docx."
            raise Unreadable(_PASSWORD if ENCRYPTED in data else old)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._archive.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
            raise Unreadable(_DAMAGED) from None
        self._check(len(data))

    def _check(self, size: int) -> None:
        parts = list(self._parts.values())
        if any(part.flag_bits & 0x1 for part in parts):
            raise Unreadable(_PASSWORD)
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Unreadable(_TOO_MUCH)
        if any(part.file_size > SMALL and part.file_size > MOST_TIMES * part.compress_size for part in parts):
            raise Unreadable(_TOO_MUCH)
        if sum(part.compress_size for part in parts) > size or not {part.compress_type for part in parts} <= PACKED:
            raise Unreadable(_DAMAGED)
        if _DOCUMENT not in self._parts:
            raise Unreadable("The file is a zipped file, but no Word document. Give the plan as .docx, PDF or text.")

    def body(self) -> Element:
        """What stands in the document, from top to end."""
        found = self.part(_DOCUMENT)
        body = None if found is None else found.find(f"{W}body")
        if body is None:
            raise Unreadable(_DAMAGED)
        return body

    def part(self, name: str) -> Element | None:
        """A part by its name, or None where there is none."""
        if name not in self._parts:
            return None
        if self._parts[name].file_size > LARGEST_PART:
            raise Unreadable(_TOO_MUCH)
        try:
            # No part unpacks to more than it says: where it would, its check sum is wrong.
            content = self._archive.read(name).replace(STRICT[1:-1].encode(), W[1:-1].encode())
            parsed: Any = fromstring(content, forbid_dtd=True)
        except DefusedXmlException:
            raise Unreadable(
                "The Word document declares entities, which none saved by a word processor does, so it is not read."
            ) from None
        except (ParseError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError):
            raise Unreadable(_DAMAGED) from None
        return parsed

    def addresses(self) -> dict[str, str]:
        """Where the document's links lead, by the key of each."""
        told = self.part("word/_rels/document.xml.rels")
        found = [] if told is None else list(told)
        return {one.get("Id", ""): one.get("Target", "") for one in found if one.get("Type", "").endswith("/hyperlink")}
