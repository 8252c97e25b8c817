"""Management's pack as an officer chose it: a page for each outcome or each department, all of them or by exception.

Pure.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from outcomes.reporting.reading import Report
from plan.wording import join_words

from ..content import Lines
from ..departments import boards_chapter, by_department
from ..exceptions import calls_for_attention
from ..parts import Outcome
from .asked import Asked
from .cmt import Front, Page, Sought
from .reported import Said

BY_DEPARTMENT = "department"
BOARDS_PAGE = boards_chapter().anchor
Told = list[list[tuple[Report, Said]]]
Wanted = list[tuple[Outcome, Sought]]


def arranged(
    how: str, outcomes: tuple[Outcome, ...], told: Told, asked: list[list[Asked]], wanted: Wanted
) -> tuple[tuple[Outcome, ...], Told, list[list[Asked]], Wanted]:
    """What each page is about, with the reports, requests and decisions that stand on it. By department what boards
    say and seek, and what was asked of an outcome, has the last page: it is of no department alone."""
    if how != BY_DEPARTMENT:
        return outcomes, told, asked, wanted
    last = boards_chapter()
    chapters = [chapter for chapter in by_department(outcomes) if chapter.anchor != BOARDS_PAGE]
    reports = [one for each in told for one in each]
    requests = list(dict.fromkeys(one for each in asked for one in each))
    none: Told = [[] for _ in chapters]
    return (
        (*chapters, last), [*none, reports], [*([] for _ in chapters), requests], [(last, one) for _, one in wanted],
    )  # fmt: skip


def wants_attention(page: Page) -> bool:
    """Whether something on it goes badly, wants deciding, or is open."""
    figures = any(calls_for_attention(measure) for measure in page.figures)
    return bool(page.troubles or page.decisions or figures or any(not one.is_settled for one in page.asked))


def left_out(pages: Sequence[Page], kept: Sequence[Page]) -> str:
    """Which pages by exception are not there, in a sentence."""
    there = {page.anchor for page in kept}
    names = [f"{page.number} {page.title}".strip() for page in pages if page.anchor not in there]
    return f"By exception there is no page for {join_words(names)}: nothing there calls for attention." if names else ""


def led(front: Front, there: Collection[str]) -> Front:
    """The first page, leading only to pages that are there."""

    def of(lines: Lines) -> Lines:
        kept = tuple(line if line.anchor in there else replace(line, anchor="") for line in lines.lines)
        return replace(lines, lines=kept)

    return replace(
        front,
        decisions=of(front.decisions),
        off_track=of(front.off_track),
        worse=of(front.worse),
        rows=tuple(
            row if row.anchor in there else replace(row, anchor="")
            for row in front.rows
            if row.anchor != BOARDS_PAGE  # which has nothing that could be counted
        ),
    )
