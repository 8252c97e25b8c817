"""The papers for officers, as kinds of packs."""

from plan.models import BodyKind
from plan.periods import Kind

from ..kinds import Design, PackKind, kinds, sections_of
from . import (
    board,
    board_gathering,
    checklist,
    checks,
    cmt,
    cmt_gathering,
    highlights,
    highlights_gathering,
    sheets,
)

SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/pack-corporate.css")
PAGE_SHEETS = ("outcomes/pack-page.css", "outcomes/pack-corporate-page.css")
MANAGEMENT, BOARDS = (BodyKind.MANAGEMENT.value,), (BodyKind.BOARD.value,)
CMT, HIGHLIGHTS, BOARD = cmt_gathering.CMT, "highlights", "board"


def _design(name: str) -> Design:
    return Design(f"packs/corporate/{name}.html", f"packs/corporate/{name}_page.html", SHEETS, PAGE_SHEETS)


def furnish() -> None:
    kinds.add(
        PackKind(
            key=CMT,
            title="Quarterly pack for corporate management",
            bodies=MANAGEMENT,
            covers=Kind.QUARTER,
            gather=cmt_gathering.gather,
            read=cmt.Content.from_dict,
            sections=sections_of(cmt.SECTIONS),
            by_exception=True,
            by_department=True,
            design=_design("cmt"),
            is_public=False,
            points=checks.of_cmt,
            checklist=checklist.of_cmt,
            sheets=sheets.of_cmt,
            on_agenda=("performance report", "quarterly pack"),
            looked_at="Of reports the words for management are read, as they stand in the paper.",
            order=20,
        )
    )
    kinds.add(
        PackKind(
            key=HIGHLIGHTS,
            title="Highlight reports in full",
            bodies=MANAGEMENT,
            covers=Kind.HALF_YEAR,
            gather=highlights_gathering.gather,
            read=highlights.Content.from_dict,
            sections=sections_of(highlights.SECTIONS),
            by_exception=True,
            design=_design("highlights"),
            is_public=False,
            about_board="may",
            points=checks.of_highlights,
            checklist=checklist.of_highlights,
            sheets=sheets.of_highlights,
            on_agenda=("highlight reports",),
            looked_at="Of reports the words for management are read, as they stand in the paper.",
            order=21,
        )
    )
    kinds.add(
        PackKind(
            key=BOARD,
            title="Quarterly board paper",
            bodies=BOARDS,
            covers=Kind.QUARTER,
            gather=board_gathering.gather,
            read=board.Content.from_dict,
            sections=sections_of(board.SECTIONS),
            by_exception=True,
            design=_design("board"),
            is_public=False,
            points=checks.of_board,
            checklist=checklist.of_board,
            sheets=sheets.of_board,
            on_agenda=("performance report", "board paper"),
            looked_at="What the paper shows is read; reports are only looked for.",
            order=22,
        )
    )
