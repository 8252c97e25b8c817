"""Pages of a pack that are numbered as the agenda's papers are, and the exempt paper, as real files."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from outcomes.packs import paper
from outcomes.packs.attached import Exempt
from outcomes.packs.content import Content
from tests.uacheck import check_pdfs, missing

from .hostile import HOSTILE

# What is printed is drawn from a content alone, whatever database that came from.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("warm_print")]


@pytest.fixture
def content(pack_built) -> Content:
    return Content.from_dict(pack_built.content)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_pages_are_numbered_from_where_the_pack_begins_on_the_agenda(content):
    plain = pages(paper.print_pdf(content).pdf)
    moved = pages(paper.print_pdf(replace(content, paper=replace(content.paper, first_page=43))).pdf)

    assert len(plain) == len(moved)
    assert f"1 of {len(plain)}" in plain[0]
    assert all(str(43 + place) in text for place, text in enumerate(moved))
    assert f"of {len(plain)}" not in moved[0]
    contents = next(text for text in moved if "Contents" in text)
    assert any(str(43 + place) in contents for place in range(2, len(moved)))


def test_each_page_of_the_exempt_paper_is_marked(content):
    told = Exempt("Prices", "Dear. " * 900 + HOSTILE, "paragraph 3", f"Bidders. {HOSTILE}")
    printed = paper.print_exempt(told, content)

    assert printed.pages > 1
    assert all("Not for publication by virtue of paragraph 3" in " ".join(text.split()) for text in pages(printed.pdf))
    assert paper.print_exempt(told, content).pdf == printed.pdf


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_the_exempt_paper_and_one_numbered_from_the_agenda_conform(content, tmp_path):
    words = f"# Deep\n\n### Deeper\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n{HOSTILE}"
    told = Exempt(f"Prices {HOSTILE}", words, "paragraph 3", "x")
    (tmp_path / "exempt.pdf").write_bytes(paper.print_exempt(told, content).pdf)
    moved = replace(content, paper=replace(content.paper, first_page=43))
    (tmp_path / "moved.pdf").write_bytes(paper.print_pdf(moved).pdf)

    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []
