"""Writes a version of the plan as a Word document or as a workbook, both of which import_plan reads again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from outcomes.interchange.books import TooLong
from outcomes.interchange.files import TYPES, edition_file
from plan.models import Plan


class Command(BaseCommand):
    help = "Writes a version of the plan as a Word document (.docx) or a workbook (.xlsx). Both can be imported again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="Name of the version in addresses, such as 2022-26-draft.")
        parser.add_argument("--to", required=True, help="The file to write; its end says which kind: .docx or .xlsx.")
        parser.add_argument("--force", action="store_true", help="Write over a file that is there already.")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["to"])
        kind = target.suffix.lower().removeprefix(".")
        if kind not in TYPES:
            raise CommandError("Give --to a name that ends in .docx or .xlsx.")
        plan = Plan.objects.filter(slug=options["edition"]).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no version called {options['edition']}. There are: {known}.")
        if target.exists() and not options["force"]:
            raise CommandError(f"{target} is there already. Give another name, or --force to write over it.")
        try:
            file = edition_file(plan, kind)
            target.write_bytes(file.content if file else b"")
        except TooLong as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{target} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{plan} was written to {target}.")
