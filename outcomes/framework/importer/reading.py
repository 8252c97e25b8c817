"""Getting the text out of a file, and refusing files that are not plain text in UTF-8.

Only UTF-8 is read. A file in Windows-1252 or UTF-16 could often be guessed right, but a wrong guess would change
words without anybody noticing, and the plan must stand word for word; so it is refused with what it seems to be.
"""

from pathlib import Path

from .outline import NotAPlan

LARGEST = 20_000_000  # bytes; the text of a whole committee pack is a hundredth of this
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_SAVE = "Save the paper as plain text in UTF-8 and import that file."
# UTF-8 once read as Windows-1252 and saved again: ’ “ ” – £ and the like become these.
_GARBLED = ("â€™", "â€œ", "â€“", "â€˜", "Â£")


class Unreadable(NotAPlan):
    """The file cannot be read as text; the message says why and what to do."""


def read_text(source: Path | str | bytes) -> str:
    """The text of a file (a path, or its bytes). Raises Unreadable; a mark at the start of UTF-8 is taken off."""
    data = source if isinstance(source, bytes) else bytes_of(Path(source))
    if not data.strip():
        raise Unreadable("The file is empty. Give a file that holds the text of the paper.")
    if len(data) > LARGEST:
        raise Unreadable(f"The file is larger than {LARGEST // 1_000_000} MB, which no paper's text is. {_SAVE}")
    start = data[:200].lstrip().lower()
    for magic, name in _KINDS:
        if start.startswith(magic.lower()) or data.startswith(magic):
            raise Unreadable(f"The file is {name}, not plain text. {_SAVE}")
    return _decoded(data)


def bytes_of(path: Path) -> bytes:
    """What is in a file. Raises Unreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}. Check its name and folder.") from None
    except IsADirectoryError:
        raise Unreadable(f"{path} is a folder. Give the file with the text of the paper.") from None
    except OSError as error:
        raise Unreadable(f"The file {path} cannot be opened: {error.strerror}.") from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"The file is in UTF-16. {_SAVE}")
    if b"\x00" in data:
        raise Unreadable(f"The file holds NUL characters, so it is not plain text in UTF-8. {_SAVE}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"The file is not in UTF-8 (first at line {line}); it is probably in Windows-1252. {_SAVE}"
        ) from None
    if any("\x80" <= mark <= "\x9f" and mark != "\x85" for mark in text) or sum(map(text.count, _GARBLED)) >= 3:
        raise Unreadable(
            "Quotation marks and dashes in the file were garbled when it was saved before. "
            "Save the paper again from its source as plain text in UTF-8 and import that file."
        )
    if not text.strip():
        raise Unreadable("The file is empty. Give a file that holds the text of the paper.")
    return text
