"""The text of PDFs: as drawn, without what repeats on pages; and files that are refused."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from outcomes.framework.importer import Unreadable, parse
from outcomes.framework.importer.pdf import read_pdf
from outcomes.framework.importer.pdf_pages import Page, Printed, Refused, running, text_of, told_lines

AIMS, COMMITMENTS = "What will success look like?", "Our commitments"


def pdf(pages: list[list[tuple[str, int, int, bool]]]) -> bytes:
    """Pages of lines, each with its place and whether it is bold, drawn in this order."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
             b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    objects += fonts
    keys = []
    for lines in pages:
        drawn = b""
        for text, x, y, bold in lines:
            words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += b"BT /F%d 12 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (2 if bold else 1, x, y, words)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (resources, len(objects))
        )
        keys.append(len(objects))
    kids = b" ".join(b"%d 0 R" % key for key in keys)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(keys))
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def column(texts: list[tuple[str, bool, int]], page: int) -> list[tuple[str, int, int, bool]]:
    """Lines down a page, under a running head and above the page's number; each with the room above it."""
    lines, y = [("Fenbrook Plan 2024-28, all of it", 70, 810, False)], 740
    for text, bold, room in texts:
        y -= 15 + room
        lines.append((text, 70 + (20 if text.startswith("•") else 0), y, bold))
    return [*lines, (f"Page {page}", 280, 30, False)]


PLAN = [
    [("1. Warm Homes", True, 10), ("It matters that homes are warm, and that whoever lives in one can pay", False, 8),
     ("for it.", False, 0), ("1.1 Homes are warm", True, 10), ("How things stand.", False, 8)],
    [(AIMS, True, 10), ("• Fewer cold homes", False, 8), (COMMITMENTS, True, 10),
     ("• We will insulate lofts, and whatever else lets the warmth out of the homes that", False, 8)],
    [("people live in", False, 0), ("• We will mend boilers", False, 8)],
]  # fmt: skip


def test_a_plan_is_read_over_pages_without_what_repeats_on_them():
    outline = parse(read_pdf(pdf([column(lines, at) for at, lines in enumerate(PLAN, start=1)])))
    (outcome,) = outline.outcomes
    (sub,) = outcome.sub_outcomes
    assert (outcome.title, sub.number, sub.title, sub.narrative) == (
        "Warm Homes", "1.1", "Homes are warm", "How things stand.",
    )  # fmt: skip
    assert outcome.narrative == "It matters that homes are warm, and that whoever lives in one can pay for it."
    assert [one.text for one in sub.commitments] == [
        "We will insulate lofts, and whatever else lets the warmth out of the homes that people live in",
        "We will mend boilers",
    ]


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([column(PLAN[0], 1)]))))
    writer.encrypt("a password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"), [(pdf([[]] * 3), "scanned"), (pdf([column(PLAN[0], 1)] * 4), "long"), (locked(), "locked")]
)
def test_what_holds_no_text_of_a_plan_is_refused(data, why):
    with pytest.raises(Refused, match=why):
        text_of(data, 3)


def test_the_refusal_says_what_to_do():
    with pytest.raises(Unreadable, match="pictures of pages and no text"):
        read_pdf(pdf([[]]))
    with pytest.raises(Unreadable, match="damaged"):
        read_pdf(b"%PDF-1.7\nbroken")


def test_columns_and_lone_numbers_keep_their_place():
    lines = [Printed("Left one", 70, 500, False), Printed("dwellings by", 70, 485, False),
             Printed("2050", 70, 470, False), Printed("Right", 300, 500, False)]  # fmt: skip
    assert told_lines(Page(842, lines), set()) == ["Left one", "dwellings by 2050", "\f", " " * 46 + "Right"]


def test_the_heading_of_a_list_is_no_running_head():
    page = Page(842, [Printed(COMMITMENTS, 70, 800, True), Printed("Fenbrook 1", 70, 20, False)])
    assert running([page] * 4) == {"Fenbrook 0"}
