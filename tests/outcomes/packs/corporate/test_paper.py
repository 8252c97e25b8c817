"""Papers for officers, really printed: a page to an outcome, accessible, and whole whatever is said in them."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from outcomes.packs.before import Before
from outcomes.packs.corporate import cmt_fitting, cmt_pages
from outcomes.packs.corporate.cmt import Sought
from outcomes.packs.corporate.cmt_fitting import fitted
from outcomes.packs.kinds import kinds
from outcomes.packs.paper import print_page, print_pdf
from outcomes.packs.parts import Outcome, Signal
from tests.uacheck import check_pdfs, missing

from .. import hostile
from ..world import SECRET
from .conftest import ASKED, DRAFT, content_of

# What is printed is drawn from a content alone, whatever database that came from.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("warm_print")]
KEPT = {"accent", "state", "state_words", "cut"}
WORDS = "Keep every one of our promises to everybody. "


@pytest.fixture
def papers(corporate) -> dict:
    return {"cmt": content_of(corporate.cmt), "highlights": content_of(corporate.highlights),
            "board": content_of(corporate.paper)}  # fmt: skip


def printed(content) -> list[str]:
    pdf = print_pdf(content, kinds.get(content.paper.kind).design).pdf
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def filled(content):
    """With hostile words wherever people read any; pages of management's pack are cut to size again, as gathering
    does."""
    hostiled = hostile.hostile(content)
    if content.paper.kind != "cmt":
        return hostiled
    return replace(hostiled, pages=tuple(cut(replace(page, cut=())) for page in hostiled.pages))


def cut(page):
    from outcomes.packs.corporate import cmt_fitting as sizes
    from outcomes.packs.summary import short

    return fitted(
        replace(
            page,
            title=page.title[:90],
            more=page.more[:200],
            said=tuple(replace(one, board=one.board[:100], period=one.period[:60], stands=one.stands[:100],
                               summary=short(one.summary, sizes.SUMMARY)) for one in page.said),
            parts=tuple(replace(one, title=short(one.title)) for one in page.parts),
            troubles=tuple(replace(one, text=short(one.text), why=short(one.why, sizes.WHY)) for one in page.troubles),
            figures=tuple(
                replace(one, name=one.name[:90], latest=one.latest[:40], period=one.period[:20],
                        place=one.place and replace(one.place, words=one.place.words[:120]),
                        goal=one.goal and replace(one.goal, shown=one.goal.shown[:60]))
                for one in page.figures
            ),
            answers=tuple(replace(one, priority=short(one.priority), answer=one.answer[:12],
                                  text=short(one.text, sizes.WHY)) for one in page.answers),
            decisions=tuple(replace(one, board=one.board[:90], text=short(one.text, sizes.DECISION))
                            for one in page.decisions),
            asked=tuple(replace(one, text=short(one.text, sizes.ANSWER), answer=short(one.answer, sizes.ANSWER),
                                owner=one.owner[:80], by=one.by[:60], due=one.due[:60], on=one.on[:20],
                                kind=one.kind[:14], answered=one.answered[:90], about=one.about[:60])
                        for one in page.asked),
        )
    )  # fmt: skip


def crowded(content, rows: int):
    """Every list of every page as long as `rows`, with as many words as each may have."""
    first = content.pages[0]
    long = {"text": WORDS * 3, "why": WORDS * 3}
    measure = replace(first.figures[0], name=WORDS, direction=Signal("worse", "Worse", "Worse."))
    page = replace(
        first,
        title="Strong Economy, Transport and Infrastructure",
        cut=(),
        parts=tuple(replace(first.parts[0], title=WORDS * 2) for _ in range(rows)),
        troubles=tuple(replace(first.troubles[0], **long) for _ in range(rows)),
        figures=tuple(replace(measure, slug=f"m{n}") for n in range(rows)),
        answers=tuple(replace(first.answers[0], priority=WORDS * 3, text=WORDS * 3) for _ in range(rows)),
        decisions=tuple(Sought("Green Board", "1.1", f"Decision {n}: {WORDS * 7}", True) for n in range(rows)),
        asked=tuple(replace(first.asked[0], text=WORDS * 4, answer=WORDS * 4) for _ in range(rows)),
    )
    return replace(content, pages=tuple(replace(cut(page), anchor=one.anchor) for one in content.pages))


def pages_of_outcomes(pages: list[str]) -> list[str]:
    return [page for page in pages if "What became of the last report’s priorities" in page]


def test_managements_pack_says_what_is_for_management_a_page_to_an_outcome(papers):
    pages = printed(papers["cmt"])

    assert len(pages) == 5  # the plan, three outcomes, and which paper it is
    assert "What wants deciding" in pages[0]
    assert "The Plan at a glance" in pages[0]
    assert all("Not for publication: for corporate management" in page for page in pages)
    assert f"{SECRET}: pay for the weir." in pages[1]
    assert "Decision sought" in pages[1]
    assert f"{ASKED}: about £9,000." in pages[1]
    assert pages[1].index("Decision sought") < pages[1].index("asked last time")
    assert DRAFT not in " ".join(pages)


@pytest.mark.parametrize("rows", [1, 4, 9])
def test_an_outcome_keeps_to_its_page_however_much_there_is_to_say(papers, rows):
    content = crowded(papers["cmt"], rows)
    pages = printed(content)

    assert len(pages) == 5
    assert len(pages_of_outcomes(pages)) == 3
    assert all("asked last time" in page and "Decision 0" in page for page in pages[1:4])
    kept = content.pages[0]
    assert all(getattr(kept, name) for name in ("parts", "troubles", "figures", "answers", "decisions", "asked"))
    if rows == 9:
        assert dict(kept.cut)["figures"] >= 3
        assert f"Key figures and {dict(kept.cut)['figures']} more" in pages[1]


def test_a_line_is_kept_free_for_a_mark_that_breaks_its_line_early(papers):
    """A full page with a marked report ran on to another, though its letters made fewer lines."""
    said = papers["cmt"].pages[0].said[0]

    plain = cmt_fitting._said(replace(said, illustrative=False))
    assert cmt_fitting._said(replace(said, illustrative=True)) == plain + cmt_fitting.LINE
    assert cmt_fitting.ROOM <= 256


def test_hostile_words_keep_to_the_page_too(papers):
    pages = printed(filled(papers["cmt"]))

    assert len(pages_of_outcomes(pages)) == 3
    assert not [page for page in pages if "<script>" in page and "alert(1)</script>" not in page]


def test_a_page_is_not_filled_at_the_cost_of_what_is_wanted(papers):
    kept = crowded(papers["cmt"], 9).pages[0]

    assert kept.decisions
    assert kept.asked
    assert len(kept.figures) <= 6


def test_reports_to_approve_are_one_line_of_the_first_page(papers, corporate):
    outcome = papers["cmt"]
    wanted = [(page, Sought("Board", "", "Approve the highlight report.", False, True)) for page in outcome.pages]
    wanted.append((outcome.pages[0], Sought("Board", "", "Pay.", False)))

    lines = cmt_pages._wanted(wanted, 4)

    assert [line.text for line in lines.lines] == ["Approve 3 highlight reports.", "Pay."]


def test_highlight_reports_have_a_chapter_each_in_full(papers):
    whole = " ".join(printed(papers["highlights"]))

    for words in ("Achievements", "SECRET achievement", "SECRET challenge", "SECRET priority", "SECRET attention",
                  "pay for the weir", "the pumps fail.", "SECRET update", "2 Fair Fenbrook", "overdue"):  # fmt: skip
        assert words in whole
    assert DRAFT not in whole


def test_a_boards_paper_says_what_is_wanted_of_it(papers):
    whole = " ".join(printed(papers["board"]))

    for words in ("What management and scrutiny asked", "ASKED: what does the weir cost?", "Updates that are due",
                  "Insulate lofts", "Strategies to review", "Dates that have passed"):  # fmt: skip
        assert words in whole


@pytest.mark.parametrize("kind", ["cmt", "highlights", "board"])
def test_it_is_a_web_page_too(papers, kind):
    page = print_page(papers[kind], kinds.get(kind).design).decode()

    assert page.startswith("<!doctype html>")
    assert "Not for publication" in page
    assert "<script" not in page
    assert len(page.encode()) < 100_000


OF_CHAPTER = (
    "judgements", "answers", "achievements", "challenges", "priorities", "decisions", "attention", "updates",
)  # fmt: skip
OF_BOARD = (
    "own", "asked", "passed", "service_actions", "owed", "silent", "results", "reviews", "coming",
)  # fmt: skip


def empty(content):
    """With nothing said in any list."""
    if content.paper.kind == "cmt":
        page = replace(content.pages[0], said=(), parts=(), troubles=(), figures=(), answers=(), decisions=(), asked=())
        bare = Outcome("u", "1", "Green Fenbrook", "Outcome", "", page.anchor, 1, False, (), ())
        front = cmt_pages.front_of([bare], [], Before(), noun="action", what_changed="")
        return replace(content, pages=(page,), front=front, in_full=(), asked=())
    if content.paper.kind == "highlights":
        one = content.chapters[0]
        bare = replace(one, said=replace(one.said, summary=""), **dict.fromkeys(OF_CHAPTER, ()))
        return replace(content, chapters=(bare,), owed=())
    return replace(content, **dict.fromkeys(OF_BOARD, ()))


def long(content):
    """With so much that lists and tables go over pages."""
    if content.paper.kind == "cmt":
        return replace(crowded(content, 9), asked=content.pages[0].asked * 40, in_full=content.pages[0].decisions * 30)
    if content.paper.kind == "highlights":
        one = content.chapters[0]
        more = replace(one, updates=one.updates * 60, achievements=one.achievements * 40, judgements=one.judgements * 9)
        return replace(content, chapters=(more, one))
    return replace(content, asked=content.asked * 40, own=content.asked * 2, silent=content.silent * 40,
                   results=content.results * 30)  # fmt: skip


@pytest.mark.uacheck
@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_every_paper_conforms_to_pdf_ua_and_pdf_a(papers, tmp_path):
    for kind, content in papers.items():
        for name, one in {"full": content, "empty": empty(content), "hostile": filled(content),
                          "long": long(content)}.items():  # fmt: skip
            pdf = print_pdf(one, kinds.get(kind).design).pdf
            (tmp_path / f"{kind}-{name}.pdf").write_bytes(pdf)

    found = check_pdfs(sorted(tmp_path.glob("*.pdf")))
    assert [f"{one.path.name}: {one}" for one in found] == []
