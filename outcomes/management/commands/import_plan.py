"""Reads a plan as councils publish it, in a committee paper, into a draft version; or a workbook of a version."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from outcomes.framework.importer.headings import DEFAULT_HEADINGS
from outcomes.framework.importer.outline import NotAPlan
from outcomes.framework.importer.papers import read_outline
from outcomes.framework.importer.totals import summary
from outcomes.framework.loading import load_outline
from plan.models import Plan


class Command(BaseCommand):
    help = (
        "Reads a plan out of a committee paper (text, Word or PDF) and makes a draft version of it, word for word. "
        "Writes everything or nothing, and warns of what a person should look at."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The paper: .txt in UTF-8, .docx or .pdf.")
        parser.add_argument("--title", required=True, help="The plan's title.")
        parser.add_argument("--start", type=int, required=True, help="First year, such as 2022.")
        parser.add_argument("--end", type=int, required=True, help="Last year, such as 2026.")
        parser.add_argument("--edition", help="Name of the version in addresses; without it, 2022-26-draft.")
        parser.add_argument("--label", default="draft", help="What tells this version from others: draft.")
        parser.add_argument(
            "--aims-heading", action="append", default=[], help="Another heading that introduces aims. May be repeated."
        )
        parser.add_argument(
            "--commitments-heading", action="append", default=[],
            help="Another heading that introduces commitments. May be repeated.",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="Read and report; write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object instead of sentences.")

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["edition"] or f"{options['start']}-{options['end'] % 100:02}-draft"
        headings = DEFAULT_HEADINGS.extended(aims=options["aims_heading"], commitments=options["commitments_heading"])
        try:
            outline = read_outline(Path(options["file"]), headings)
            with transaction.atomic():
                load_outline(
                    outline, title=options["title"].strip(), start_year=options["start"], end_year=options["end"],
                    slug=slug, label=options["label"].strip(), source=Path(options["file"]).name,
                )  # fmt: skip
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except (NotAPlan, ValueError) as error:
            raise CommandError(str(error)) from None
        found = summary(outline, slug)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) if options["json"] else told(found))
        if not options["json"]:
            done = f"Nothing was written: this was a trial run. {slug} is free." if options["dry_run"] else (
                f"Draft {slug} was made. Edit it in the admin: {Plan.objects.get(slug=slug)}."
            )  # fmt: skip
            self.stdout.write(done)


def told(found: dict[str, Any]) -> str:
    """The summary as a person reads it."""
    lines = [
        f"{found['outcomes']} outcomes, {found['sub_outcomes']} sub-outcomes, {found['aims']} aims, "
        f"{found['commitments']} commitments ({found['nested']} nested items)",
    ]
    for name in ("per_sub_outcome", "enablers"):
        for number, part in found[name].items():
            lines.append(f"  {number:5} {part['title']}: {part['aims']} aims, {part['commitments']} commitments")
    if found["warnings"]:
        lines.append(f"{len(found['warnings'])} things to look at, kept with the draft until they are settled:")
        lines += [f"  line {row['line']}, {row['where']}: {row['text']}" for row in found["warnings"]]
    return "\n".join(lines)
