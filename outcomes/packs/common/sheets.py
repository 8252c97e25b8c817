"""A common report's data: every row says for which committee it is, and each committee's rows are complete. Pure."""

from dataclasses import replace

from ..kinds import Sheet
from ..sheets import usual
from .content import CommonContent

PART = "Part of the report"


def sheets(content: CommonContent) -> list[Sheet]:
    """The usual sheets with a first column that names the part, so that a committee's rows can be filtered; notes on
    data, which are about indicators and no committee, once."""
    made: dict[str, Sheet] = {}
    for part in content.in_full:
        for sheet in usual(part):
            rows = tuple((part.title, *row) for row in sheet.rows)
            there = made.setdefault(sheet.title, replace(sheet, columns=(PART, *sheet.columns), rows=()))
            made[sheet.title] = replace(there, rows=there.rows + rows)
    notes = [sheet for sheet in usual(content.notes) if sheet.rows]
    return [sheet for sheet in made.values() if sheet.rows] + notes
