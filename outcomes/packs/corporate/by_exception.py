"""Papers of boards told by exception: what is hard, what is late, what is sought. What is left out is said. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from plan.wording import count, join_words

from ..exceptions import BAD, calls_for_attention
from . import board
from .highlights import Chapter

LATE = "overdue"


def by_exception(chapter: Chapter) -> Chapter:
    """A board's report without what goes well: achievements, plans, and statuses that are none to worry about."""
    judgements = tuple(one for one in chapter.judgements if one.status in BAD)
    updates = tuple(one for one in chapter.updates if one.status in BAD)
    answers = tuple(one for one in chapter.answers if one.answer != "Done")
    told = {
        "sub-outcome": len(chapter.judgements) - len(judgements),
        "update": len(chapter.updates) - len(updates),
        "priority that is done": len(chapter.answers) - len(answers),
        "achievement": len(chapter.achievements),
        "priority for the next six months": len(chapter.priorities),
    }
    said = _left_out(told, bool(chapter.said.summary))
    return replace(
        chapter, said=replace(chapter.said, summary=""), judgements=judgements, updates=updates, answers=answers,
        achievements=(), priorities=(), left_out=said, statuses=tuple(chapter.counts),
    )  # fmt: skip


PLURALS = {
    "priority that is done": "priorities that are done",
    "priority for the next six months": "priorities for the next six months",
}


def _left_out(told: Mapping[str, int], summary: bool = False) -> str:
    words = ["its summary"] if summary else []
    for what, many in told.items():
        if many:
            words.append(f"{many} {PLURALS[what]}" if many > 1 and what in PLURALS else count(many, what))
    return f"By exception, not shown here: {join_words(words)}." if words else ""


def of_board(content: board.Content) -> board.Content:
    """A board's paper with what is overdue, what passed, and figures that call for attention."""
    own = tuple(one for one in content.own if one.state == LATE)
    asked = tuple(one for one in content.asked if one.state == LATE)
    results = tuple(one for one in content.results if calls_for_attention(one.measure))
    told = {
        "action or request that is not late": len(content.own) + len(content.asked) - len(own) - len(asked),
        "new figure": len(content.results) - len(results),
        "date to come": len(content.coming),
    }
    counted = (content.open_actions, content.new_figures)
    return replace(content, own=own, asked=asked, results=results, coming=(), left_out=_left_out(told), counted=counted)


PLURALS |= {
    "action or request that is not late": "actions and requests that are not late", "date to come": "dates to come",
}  # fmt: skip
