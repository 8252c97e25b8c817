"""The pack on paper, really rendered: what stands on it, what does not, and whether everyone can read it."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from outcomes.packs import lean, paper
from outcomes.packs.before import Before
from outcomes.packs.content import Content, digest
from outcomes.packs.gathering import gather
from outcomes.packs.paper import Printed, file_name, print_page, print_pdf, rules_version, template_version
from outcomes.packs.parts import Remark
from outcomes.packs.summary import front_of
from tests.uacheck import check_pdfs, missing

from . import hostile
from .hostile import without_questions
from .world import CANARY, LATER, SECRET

# What is printed is drawn from a content alone, whatever database that came from.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("warm_print")]


@pytest.fixture
def content(world) -> Content:
    return gather(world.pack, number=1, today=LATER).content


def read(printed: Printed) -> tuple[PdfReader, list[str]]:
    """The file, and the words of each page on one line."""
    reader = PdfReader(BytesIO(printed.pdf))
    return reader, [" ".join(page.extract_text().split()) for page in reader.pages]


def bookmarks(reader: PdfReader) -> list:
    def titles(outline):
        return [titles(one) if isinstance(one, list) else one.title for one in outline]

    return titles(reader.outline)


def test_the_paper_says_what_is_in_the_remit_and_leaks_nothing_else(content):
    printed = print_pdf(content)
    _, pages = read(printed)
    whole = " ".join(pages)

    assert printed.pages == len(pages) == 5
    for leak in (CANARY, SECRET):
        assert leak not in whole
        assert leak.encode() not in printed.pdf
    for words in ("Count the otters", "Mend its gate", "Insulate lofts", "Fewer cold homes", "at least 65%",
                  "In the worst 25% of English counties in 2020/21, 30th of 33",
                  "Forty otters were counted.", "Half is found.", "A low dam."):  # fmt: skip
        assert words in whole


def test_the_first_page_stands_alone(content):
    _, pages = read(print_pdf(content))

    for words in (
        "How the Strategic Plan is going, July to September 2022", content.front.judgement, "What is off track",
        "What got worse", "What the Green Board asks you to look at", "Is there money for the weir after March?",
        "Your remit at a glance", "See 1.1, page 3", "See 1, page 4", "Questions you could ask",
        "Fenbrook County Council",
        "Environment · Quarter 2 2022/23 (July to September 2022)",
        "Appendix A · Agenda item 9 · 7 November 2022", "1 of 5",
    ):  # fmt: skip
        assert words in pages[0]
    assert "Contents" in pages[1]
    assert f"SHA-256 {digest(content.to_dict())} of what this paper says" in pages[1]
    assert "How to read statuses and ratings" in pages[1]


ASKED = [f"Question {n}: is there money for weir number {n}, {'and for the next ' * 12}one?" for n in range(1, 8)]


def asking(content: Content) -> Content:
    """With more to look at, and longer, than the first page can hold, and not a word beside it."""
    outcome = content.outcomes[0]
    asked = tuple(Remark(words, "1.1") for words in ASKED)
    report = replace(outcome.reports[0], attention=asked, achievements=(), answers=())
    outcomes = (replace(outcome, reports=(report,)), *content.outcomes[1:])
    return replace(without_questions(content), outcomes=outcomes, front=front_of(outcomes, Before(), noun="action"))


def test_all_that_a_board_asks_the_committee_is_printed_in_full(content):
    _, pages = read(print_pdf(asking(content)))
    front, rest = pages[0], " ".join(pages[1:])

    assert "What the Green Board asks you to look at 7 in all; the first 3 are shown" in front
    assert "Question 4" not in front
    assert "For the committee to look at" in rest
    assert [words for words in ASKED if words not in rest] == []
    place = next(number for number, page in enumerate(pages, start=1) if "For the committee to look at" in page)
    assert front.count(f"See 1, page {place}") == 3


MANY_WORDS = "Two things:\n\n- the pump\n- [the weir](https://weir.example/a)\n\nMore later."


def test_public_words_keep_their_lists_and_links(content):
    """A list is a list where there is room for one; in a table's row its items are told apart."""
    page = print_page(everywhere(content, MANY_WORDS)).decode()
    link = '<a href="https://weir.example/a" rel="noopener">the weir</a>'
    listed = lean.markup(f"<p>Two things:</p>\n<ul>\n<li>the pump</li>\n<li>{link}</li>\n</ul>\n<p>More later.</p>")

    assert page.count(listed) == 5  # a status, an achievement, a request, a priority and what became of it
    assert page.count(f"Two things: the pump; {link} More later.</span>") == 2  # the updates on two commitments
    assert page.count(link) == 7


def everywhere(content: Content, words: str) -> Content:
    """The same words as status, update, achievement, request and answer of the first outcome."""
    outcome = content.outcomes[0]
    report = outcome.reports[0]
    remarks = {
        kind: tuple(replace(one, text=words) for one in getattr(report, kind)) for kind in ("achievements", "attention")
    }
    answers = tuple(replace(one, priority=words, text=words) for one in report.answers)
    sub = outcome.sub_outcomes[0]
    sub = replace(
        sub,
        standings=tuple(replace(said, text=words) for said in sub.standings),
        promises=tuple(replace(one, standing=replace(one.standing, text=words)) for one in sub.promises),
    )
    outcome = replace(outcome, sub_outcomes=(sub,), reports=(replace(report, **remarks, answers=answers),))
    return replace(content, outcomes=(outcome, *content.outcomes[1:]))


def test_bookmarks_lead_to_outcomes_and_sub_outcomes(content):
    reader, _ = read(print_pdf(content))

    assert bookmarks(reader) == [
        "How the Strategic Plan is going, July to September 2022",
        "Questions you could ask",
        *["What is off track", "What got worse", "What the Green Board asks you to look at", "Your remit at a glance"],
        *["Contents", "About this paper", "How to read statuses and ratings"],
        "Since your last meeting", "Questions you could ask",
        "1 Green Fenbrook", ["1.1 Rivers are clean", "From the board’s highlight report"],
        "2 Fair Fenbrook", ["2.1 Homes are warm"],
        "Notes on data", "Glossary",
    ]  # fmt: skip


def test_the_same_content_gives_the_same_bytes(content):
    assert print_pdf(content).pdf == print_pdf(Content.from_dict(content.to_dict())).pdf
    assert print_page(content) == print_page(Content.from_dict(content.to_dict()))


def test_a_revised_paper_says_so_on_its_first_page_and_in_its_name(content):
    revised = replace(content, paper=replace(content.paper, number=2, what_changed="One figure was *wrong*."))
    page = print_page(revised).decode()

    assert "<strong>Revised paper, version 2.</strong> One figure was wrong." in page
    assert "Revised paper, version 2" in page.partition("<footer>")[2]
    assert file_name(revised, "pdf") == "environment-committee-2022-q2-v2.pdf"


def test_hostile_words_are_shown_as_words(content):
    page = print_page(hostile.hostile(content)).decode()

    assert "<script" not in page
    assert "<img src=http" not in page
    assert "javascript:" not in page.replace("](javascript:", "")
    assert "file:///" not in page.replace("](file:///", "")


def test_tables_go_on_over_pages_with_their_heads_and_whole_rows(content):
    _, pages = read(print_pdf(hostile.long(content)))
    told = [page for page in pages if "Promise number" in page]

    assert len(told) >= 3
    assert all("Delivered by" in page for page in told)
    whole = " ".join(pages)
    assert all(f"Promise number {number} " in whole and f"Indicator number {number} " in whole for number in range(60))
    assert not [page for page in pages if page.endswith(("What we promised", "How we will measure success"))]


@pytest.mark.parametrize("outcomes", [1, 3, 5])
@pytest.mark.parametrize("what_changed", ["", "The figure for older people was that of the year before. " * 6])
def test_the_first_page_is_one_page_however_much_there_is_to_say(content, outcomes, what_changed):
    crowded = hostile.crowded(content, outcomes, what_changed)

    _, pages = read(print_pdf(crowded))

    assert "Your remit at a glance" in pages[0]
    assert pages[0].count("Strong Economy, Transport and Infrastructure") == outcomes
    assert "Contents" in pages[1]
    fronts = [crowded.front.off_track, crowded.front.worse, crowded.front.attention]
    assert all(1 <= len(told.lines) <= 3 for told in fronts)


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_pack_conforms_to_pdf_ua_and_pdf_a(content, tmp_path):
    kinds = {"full": content, "empty": hostile.empty(content), "hostile": hostile.hostile(content),
             "long": hostile.long(content), "several": hostile.several(content), "asking": asking(content),
             "lists": everywhere(content, MANY_WORDS),
             "busy": hostile.busy(content), "busy and hostile": hostile.hostile(hostile.busy(content, hostile.HOSTILE)),
             "busy and listed": hostile.busy(content, MANY_WORDS)}  # fmt: skip
    for name, one in kinds.items():
        (tmp_path / f"{name}.pdf").write_bytes(print_pdf(one).pdf)

    assert check_pdfs(sorted(tmp_path.glob("*.pdf"))) == []


def test_the_design_and_the_rules_have_a_name_that_changes_with_them(tmp_path, monkeypatch, settings):
    design, rules = template_version(), rules_version()
    assert (design, rules) == (template_version(), rules_version())
    assert design != rules

    other = tmp_path / "other.css"
    other.write_text("body { color: red }")
    monkeypatch.setattr(paper, "_asset", lambda name: other)
    assert template_version() != design
    settings.BASE_DIR = tmp_path
    assert rules_version() != rules
