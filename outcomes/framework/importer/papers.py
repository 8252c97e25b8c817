"""A paper in whatever kind of file, read into an outline: plain text, Word or PDF, told apart by what is in it."""

from pathlib import Path

from .headings import DEFAULT_HEADINGS, Headings
from .outline import PlanOutline
from .parser import parse
from .reading import bytes_of, read_text
from .word.headed import read_headed
from .word.own import is_own, read_own
from .word.package import OLD
from .word.paragraphs import read_blocks

ZIP, PDF = b"PK\x03\x04", b"%PDF-"
KINDS = ".docx, .pdf or .txt"


def read_outline(source: Path | str | bytes, headings: Headings = DEFAULT_HEADINGS) -> PlanOutline:
    """The outline of the plan in a file (a path, or its bytes). Raises Unreadable where the file cannot be read, and
    NotAPlan where there is no plan in it; both say what to do."""
    data = source if isinstance(source, bytes) else bytes_of(Path(source))
    if data.startswith((ZIP, OLD)):
        return read_word(data, headings)
    if PDF in data[:1024]:
        from .pdf import read_pdf  # starts a process of its own, which text does without

        return parse(read_pdf(data), headings)
    return parse(read_text(data), headings)


def read_word(data: bytes, headings: Headings = DEFAULT_HEADINGS) -> PlanOutline:
    """The outline of the plan in a Word document. Raises like `read_outline`."""
    blocks = read_blocks(data)
    return read_own(blocks, headings) if is_own(blocks) else read_headed(blocks, headings)
