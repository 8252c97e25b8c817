"""Brings results in from a CSV file or a workbook: all of them, or none with the reasons."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from performance.importing import checks, sheets, writing
from performance.importing.rows import NotATable
from performance.models import Qualifier
from plan import clock
from plan.models import User
from plan.wording import count

SHOWN_ERRORS = 20
QUALIFIERS = [one for one in Qualifier.values if one != Qualifier.EXACT]


class Command(BaseCommand):
    help = (
        "Brings in results from a CSV file or an .xlsx workbook, all of them or none: everything is checked first, and "
        "where one row cannot be used nothing is written. The first row names the columns, of which indicator and "
        f"period are needed: {', '.join(checks.COLUMNS)}. "
        "Indicator: its short name, as in the address of its page. "
        "Period: 2022/23 (financial year), 2022-Q2 (July to September 2022), 2022 (calendar year), 2022-07 (month) or "
        "2022-07-31 (day). "
        "Breakdown: the short name of a part; empty for the whole. "
        "Value: 79, 79%, 1,234.5 or £1,200; empty for no data. "
        f"Qualifier: empty for an exact value, else {', '.join(QUALIFIERS)} or words; a range is written 367 to 423, "
        "and a share has no value but numerator and denominator. "
        "Status: provisional or final; empty leaves it as it is. "
        "A row for a figure that is there changes it; a file brought in twice changes nothing more."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file (UTF-8) or .xlsx workbook")
        parser.add_argument("--dry-run", action="store_true", help="check the file and write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--by", default="", help="the user name of whose figures they are; else the system's")
        parser.add_argument("--why", default="", help="why figures change; kept with each of them")

    def handle(self, *args: Any, **options: Any) -> None:
        content, by = _content(options["file"]), _user(options["by"])
        try:
            table = sheets.table(content, checks.COLUMNS, checks.REQUIRED)
        except NotATable as refusal:
            self._end(checks.Checked(errors=[checks.Error(refusal.row, "", str(refusal))]), options)
        for note in table.notes:
            self.stderr.write(note)
        checked = checks.check(table.rows, by=by, today=clock.today())
        if not checked.errors and not options["dry_run"]:
            name = options["file"].name
            try:
                writing.write(
                    checked, name=name, sha256=hashlib.sha256(content).hexdigest(), by=by,
                    why=options["why"] or f"Brought in from {name}",
                )  # fmt: skip
            except writing.Refused as refusal:
                raise CommandError(str(refusal)) from None
        self._end(checked, options)

    def _end(self, checked: checks.Checked, options: dict[str, Any]) -> None:
        self.stdout.write(_as_json(checked) if options["json"] else _as_words(checked, dry=options["dry_run"]))
        if checked.errors:
            raise SystemExit(1)


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > sheets.LARGEST_FILE:
            raise CommandError(f"{file.name} is larger than {sheets.LARGEST_FILE // 1_000_000} MB. Divide it.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def _user(name: str) -> User | None:
    if not name:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user called {name}.")
    return user


def _as_json(checked: checks.Checked) -> str:
    return json.dumps(
        {
            "created": 0 if checked.errors else len(checked.created),
            "updated": 0 if checked.errors else len(checked.updated),
            "unchanged": checked.unchanged,
            "errors": [{"row": one.row, "column": one.column, "message": one.message} for one in checked.errors],
        }
    )


def _as_words(checked: checks.Checked, *, dry: bool) -> str:
    if checked.errors:
        lines = [f"Row {one.row}{f', {one.column}' if one.column else ''}: {one.message}" for one in checked.errors]
        more = len(lines) - SHOWN_ERRORS
        rest = [f"… and {count(more, 'more error')}."] if more > 0 else []
        return "\n".join([*lines[:SHOWN_ERRORS], *rest, "Nothing was written."])
    would = "would be " if dry else ""
    return (
        f"{count(len(checked.created), 'result')} {would}created, {len(checked.updated)} {would}changed, "
        f"{checked.unchanged} left as they are."
    )
