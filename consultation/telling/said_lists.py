"""What people said and what became of it, as a table and as data: a line for each theme. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from outcomes.framework.comparing.parts import WORDS
from performance.importing import tables
from plan.text import plain

from .said import Said

COLUMNS = (
    "theme", "whose_view", "what_people_said", "comments", "rests_on",
    "about", "decision", "answer", "what_else_changed", "decided_by",
    "changes_of_the_plan", "illustrative", "source", "source_of_the_answer",
)  # fmt: skip


def as_csv(rows: Iterable[Said]) -> bytes:
    return b"".join(tables.as_csv(COLUMNS, map(cells, rows)))


def cells(row: Said) -> Sequence[str]:
    answer = row.answer
    return (
        row.title, row.whose, plain(row.summary), row.heard, "; ".join(one.words for one in row.rests_on),
        "; ".join(f"{one.number} {one.title}".strip() for one in row.about),
        row.state_words, plain(answer.words) if answer else "", plain(answer.besides) if answer else "",
        answer.whose if answer else "", "\n".join(made(row)), "yes" if row.illustrative else "no", row.source,
        answer.source if answer else "",
    )  # fmt: skip


def made(row: Said) -> list[str]:
    """What of the plan was changed, a line for each part or, of many alike, one for all."""
    lines = [f"{one.told.labels[0][1]}: {one.what.lower()} {one.told.part}" for one in row.lines]
    return [*lines, *(one.words for one in row.many)]


def as_list(rows: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {
            "theme": row.title,
            "whose": row.whose,
            "said": row.summary,
            "rests_on": [one.words for one in row.rests_on],
            "comments": row.heard,
            "about": [{"uuid": str(one.item), "number": one.number, "title": one.title} for one in row.about],
            "decision": row.state,
            "answer": row.answer.words if row.answer else "",
            "what_else_changed": row.answer.besides if row.answer else "",
            "decided_by": row.answer.whose if row.answer else "",
            "changes": [
                {"uuid": str(one.part), "kind": one.kind, "what": WORDS[one.part_kind], "name": one.name,
                 "reason": one.reason}
                for one in row.changes
            ],
            "illustrative": row.illustrative,
            "source": row.source,
        }
        for row in rows
    ]  # fmt: skip
