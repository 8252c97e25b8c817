"""Reads a plan as councils publish it, in a committee paper, into a draft version; or a workbook of a version."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from outcomes.framework.importer.headings import DEFAULT_HEADINGS
from outcomes.framework.importer.outline import NotAPlan, PlanOutline
from outcomes.framework.importer.papers import read_outline
from outcomes.framework.importer.reading import bytes_of
from outcomes.framework.importer.totals import summary
from outcomes.framework.loading import load_outline
from outcomes.framework.outlining import outline_of
from outcomes.interchange.books import read
from outcomes.interchange.bringing import bring_book
from outcomes.interchange.uploads import is_book
from plan.models import Plan


class Command(BaseCommand):
    help = (
        "Reads a plan out of a committee paper (text, Word or PDF) and makes a draft version of it, word for word. "
        "Writes everything or nothing, and warns of what a person should look at."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The paper: .txt in UTF-8, .docx or .pdf; or a workbook of a version (.xlsx).")
        parser.add_argument("--title", help="The plan's title. A workbook says it itself.")
        parser.add_argument("--start", type=int, help="First year, such as 2022.")
        parser.add_argument("--end", type=int, help="Last year, such as 2026.")
        parser.add_argument(
            "--same-items",
            action="store_true",
            help="Of a workbook: its parts are the same as in the version it was made of. Without, they are new.",
        )
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
        try:
            content = bytes_of(Path(options["file"]))
            with transaction.atomic():
                slug, outline = self._book(content, options) if is_book(content) else self._paper(content, options)
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

    def _paper(self, content: bytes, options: dict[str, Any]) -> tuple[str, PlanOutline]:
        if missing := [f"--{name}" for name in ("title", "start", "end") if options[name] is None]:
            raise CommandError(f"Give {' and '.join(missing)}: a paper does not say that of itself.")
        slug = options["edition"] or f"{options['start']}-{options['end'] % 100:02}-draft"
        headings = DEFAULT_HEADINGS.extended(aims=options["aims_heading"], commitments=options["commitments_heading"])
        outline = read_outline(content, headings)
        load_outline(
            outline, title=options["title"].strip(), start_year=options["start"], end_year=options["end"], slug=slug,
            label=options["label"].strip(), source=Path(options["file"]).name,
        )  # fmt: skip
        return slug, outline

    def _book(self, content: bytes, options: dict[str, Any]) -> tuple[str, PlanOutline]:
        told, state = read(content)
        if not options["edition"]:
            raise CommandError("Give --edition: the name that the new version is to have.")
        base = Plan.objects.filter(slug=told.slug).first() if options["same_items"] else None
        if options["same_items"] and base is None:
            raise CommandError(f"There is no version called {told.slug}, of which the workbook says that it was made.")
        plan = bring_book(
            told, slug=options["edition"], label=options["label"].strip(), by=None, base=base, state=state,
            source=Path(options["file"]).name, title=options["title"] or "", start_year=options["start"],
            end_year=options["end"],
        )  # fmt: skip
        return plan.slug, outline_of(plan)


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
