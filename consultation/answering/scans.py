"""What officers may attach to a response: a scan. Judged by what it is, not by what it is called or said to be."""

from .models import ResponseFile

LARGEST = 10_000_000  # bytes
MOST = 10  # files of one response
BEGINS = {
    ResponseFile.Kind.PDF: b"%PDF-",
    ResponseFile.Kind.PNG: b"\x89PNG\r\n\x1a\n",
    ResponseFile.Kind.JPEG: b"\xff\xd8\xff",
}


class NotAScan(ValueError):
    """The file is not kept. The text says why."""


def kind_of(content: bytes) -> ResponseFile.Kind:
    """What kind of scan this is. Raises `NotAScan`."""
    if not content:
        raise NotAScan("The file is empty.")
    if len(content) > LARGEST:
        raise NotAScan(f"The file is larger than {LARGEST // 1_000_000} MB. Scan it with fewer dots to the inch.")
    for kind, begins in BEGINS.items():
        if content.startswith(begins):
            return kind
    raise NotAScan("Only PDF, PNG and JPEG files are kept. Scan or save it as one of these.")
