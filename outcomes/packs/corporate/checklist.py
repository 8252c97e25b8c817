"""What is worth knowing of a paper for officers before it is cleared: what it lacks, in a few lines. No query."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from plan.wording import count, join_words

from ..models import PackVersion
from . import board, cmt, highlights

OLDER = "It was built before this system last changed. Build it again."


def _of(
    read: Callable[[Mapping[str, Any]], Any], lines: Callable[[Any], list[str]]
) -> Callable[[PackVersion, date], list[str]]:
    def told(version: PackVersion, today: date) -> list[str]:
        try:
            content = read(version.content)
        except ValueError:
            return [OLDER]
        return [*lines(content), *(["Some of it is marked illustrative."] if content.illustrative else [])]

    return told


def _cmt(content: cmt.Content) -> list[str]:
    silent = [page.number or page.title for page in content.pages if not page.said]
    waiting = sum(not said.is_approved for page in content.pages for said in page.said)
    lines = [f"No board's report on {join_words(silent)}."] if silent else []
    lines += [f"{count(waiting, 'report')} in it not approved yet."] if waiting else []
    lines += [] if any(page.decisions for page in content.pages) else ["No board seeks a decision."]
    return lines


def _highlights(content: highlights.Content) -> list[str]:
    return [f"No report yet from {one.board} on {one.outcome}, due {one.due}." for one in content.owed]


def _board(content: board.Content) -> list[str]:
    return [f"New is what came out since {content.since}."]


of_cmt = _of(cmt.Content.from_dict, _cmt)
of_highlights = _of(highlights.Content.from_dict, _highlights)
of_board = _of(board.Content.from_dict, _board)
