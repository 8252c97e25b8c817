"""`manage.py backup FILE`: the whole database in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plan import backups


class Command(BaseCommand):
    help = "Writes the database in use to a new file, while people go on working. Uploads in var/media are not in it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the file to write; it must not exist")

    def handle(self, *, file: Path, **options) -> None:
        try:
            backups.back_up(file)
        except (backups.CannotCopy, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Backed up to {file} ({file.stat().st_size:,} bytes).")
