"""A common report on paper, really printed: bookmarks part by part, where to read on, and whether everyone can."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from outcomes.packs.before import NOTHING_BEFORE
from outcomes.packs.common.front import front_of
from outcomes.packs.kinds import kinds
from outcomes.packs.paper import print_pdf
from tests.uacheck import check_pdfs, missing

from .. import hostile
from ..test_paper import bookmarks
from .conftest import content_of

# What is printed is drawn from a content alone, whatever database that came from.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
DESIGN = kinds.get("common").design


def pdf_of(content) -> bytes:
    return print_pdf(content, DESIGN).pdf


def begins(pages: list[str], title: str) -> int:
    """The page after the contents on which this title stands with the questions of its part."""
    return next(n for n, page in enumerate(pages) if n > 1 and title in page.partition(" could ask")[0][-400:])


def test_on_paper_each_part_begins_on_a_page_of_its_own_and_leads_to_what_stands_elsewhere(common, content):
    reader = PdfReader(BytesIO(pdf_of(content)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    titles = ["Environment Committee", "Homes Committee", "What no committee watches"]

    first = [begins(pages, title) for title in titles]
    assert first == sorted(set(first))
    assert f"In full in the part for Environment See 1.1, page {first[0] + 1}" in " ".join(pages[first[1] : first[2]])
    outline = bookmarks(reader)
    assert [one for one in outline if one in titles] == titles
    below = outline[outline.index("Homes Committee") + 1]
    assert below[:2] == ["Questions this committee could ask", "1 Green Fenbrook"]


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_common_report_conforms_to_pdf_ua_and_pdf_a(common, content, tmp_path):
    parts = tuple(replace(part, enquiries=(), outcomes=(), words="") for part in content.parts)
    front = front_of(parts, parts, NOTHING_BEFORE, content.paper)
    bare = replace(content, parts=parts, front=front, since=None, notes=())
    common.choose(common.key(common.homes), words="**First** things:\n\n- lofts\n- [rivers](https://a.example/)")
    told = {"full": content, "empty": bare, "hostile": hostile.hostile(content),
            "chosen": content_of(common.pack, detail="exception", arranged="department")}  # fmt: skip
    for name, one in told.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf_of(one))

    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []
