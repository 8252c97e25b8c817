"""The list of what was asked for as a table, one line for each.

What a spreadsheet would take for a formula stays text.
"""

from collections.abc import Iterable

from outcomes.scrutiny.followed import Followed
from performance.importing import tables
from plan.text import plain

COLUMNS = (
    "number", "kind", "state", "what_is_asked", "asked_by", "raised_on", "minute", "about", "who_is_to_answer",
    "department", "due", "due_as_said", "first_due", "why_postponed", "latest_answer", "answered_on", "response",
    "responded_on", "withdrawn_on", "illustrative", "source",
)  # fmt: skip


def as_csv(rows: Iterable[Followed]) -> bytes:
    return b"".join(tables.as_csv(COLUMNS, map(_cells, rows)))


def _cells(row: Followed) -> list[str]:
    latest, response = row.latest, row.responded
    return [
        str(row.pk), row.kind_words, row.state_words, row.text, row.body, row.raised_on.isoformat(), row.minute,
        str(row.about or ""), row.office, row.department, row.due.isoformat() if row.due else "", row.due_words,
        row.first_due.isoformat() if row.first_due else "", row.postponed_why, plain(latest.text) if latest else "",
        latest.on.isoformat() if latest else "", response.words if response else "",
        response.on.isoformat() if response else "", row.withdrawn_on.isoformat() if row.withdrawn_on else "",
        "yes" if row.illustrative else "no", row.source,
    ]  # fmt: skip
