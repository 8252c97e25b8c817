"""The data of papers for officers as sheets: figures, what was reported, sought, asked for, and what is late. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from plan.text import plain

from ..kinds import Sheet
from ..sheets import MADE_UP, usual
from ..summary import STATUSES
from . import board, cmt, highlights
from .asked import Asked

ASKED = ("What was asked", "Kind", "Asked by", "Asked on", "Of whom", "Due", "How it stands", "Answer", "Answered by",
         "Illustrative")  # fmt: skip
DATES = ("By", "What the plan says", "Number", "Commitment or action", "Passed or coming", "Last reported",
         "Illustrative")  # fmt: skip
SERVICE = ("Number", "Action", "Department", "Whose", "Due", "Status", "Note", "Illustrative")
STANDS = ("Number", "Title", "Board", "Period", "Part", "Title of the part", "Status", "Why", "Illustrative")
UPDATES = ("Number", "Title", "Board", "Part", "Commitment or action", "Status", "Said on", "What was said", "Seen in",
           "Illustrative")  # fmt: skip
SAID = ("Number", "Title", "Board", "What it is", "Words", "Part", "Illustrative")
SOUGHT = ("Number", "Title", "Board", "Decision sought", "Part", "Decided", "Decided by", "Illustrative")
SILENT = ("Number", "Commitment or action", "Last update")
KINDS = {
    "decisions": "Decision sought", "achievements": "Achievement", "challenges": "Challenge",
    "priorities": "Priority for the next six months", "attention": "For the committee to look at",
}  # fmt: skip


def of_cmt(content: cmt.Content) -> Sequence[Sheet]:
    """The key figures, each part's status, the decisions sought as the pages have them, and what was asked."""
    stands = [
        (page.number, page.title, part.number, part.title, _status(part.status), _made_up(part))
        for page in content.pages
        for part in page.parts
    ]
    sought = [
        (page.number, page.title, one.board, plain(one.text), one.number, one.decided, one.decided_on, _made_up(one))
        for page in content.pages
        for one in (*page.decisions, *page.decided)
    ]
    asked = _asked([*(one for page in content.pages for one in page.asked), *content.asked])
    columns = (*STANDS[:2], *STANDS[4:7], STANDS[-1])
    made = (Sheet("Statuses", columns, tuple(stands)), Sheet("Decisions sought", SOUGHT, tuple(sought)))
    return [*usual(content), *made, Sheet("What was asked", ASKED, asked)]


def of_highlights(content: highlights.Content) -> Sequence[Sheet]:
    """Each part's status, each commitment's update, and what the boards say, a row to each."""
    stands, updates, said = [], [], []
    for one in content.chapters:
        whose, mark = (one.number, one.title, one.said.board), _made_up(one.said)
        stands += [
            (*whose, one.said.period, part.number, part.title, _status(part.status), plain(part.text), mark)
            for part in one.judgements
        ]
        updates += [
            (
                *whose,
                line.number,
                line.commitment,
                _status(line.status),
                line.day,
                plain(line.text),
                line.evidence,
                mark,
            )
            for line in one.updates
        ]
        said += [
            (*whose, words, plain(remark.text), remark.about, mark)
            for name, words in KINDS.items()
            for remark in getattr(one, name)
        ]
    return [
        Sheet("Statuses", STANDS, tuple(stands)), Sheet("Updates", UPDATES, tuple(updates)),
        Sheet("What boards say", SAID, tuple(said)),
    ]  # fmt: skip


def of_board(content: board.Content) -> Sequence[Sheet]:
    """The new figures, what was asked, the dates, and what is late."""
    dates = tuple(
        (one.when, one.what, one.number, one.commitment, one.state, one.told, _made_up(one))
        for one in (*content.passed, *content.coming)
    )
    late = tuple(
        (one.number, one.text, one.department, one.lead, one.due, _status(one.status), one.note, _made_up(one))
        for one in content.service_actions
    )
    silent = tuple((one.number, one.text, one.last or "none yet") for one in content.silent)
    return [
        *usual(content), Sheet("What was asked", ASKED, _asked((*content.own, *content.asked))),
        Sheet("Dates", DATES, dates), Sheet("Service-plan actions late", SERVICE, late),
        Sheet("Without news", SILENT, silent),
    ]  # fmt: skip


def _asked(rows: Iterable[Asked]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (
            plain(one.text), one.kind, one.by, one.on, one.owner, one.due, one.state_words, plain(one.answer),
            one.answered, _made_up(one),
        )
        for one in rows
    )  # fmt: skip


def _status(status: str) -> str:
    return STATUSES.get(status, status)


def _made_up(one: Any) -> str:
    return MADE_UP if one.illustrative else ""
