"""`manage.py restore FILE --yes`: the database as a backup has it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plan import backups


class Command(BaseCommand):
    help = "Replaces everything in the database in use by what a backup holds. Stop the site and the workers first."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="replace all that the database holds now")

    def handle(self, *, file: Path, yes: bool, **options) -> None:
        if not yes:
            raise CommandError(
                "This replaces all that the database holds now. Back it up first, then run this again with --yes."
            )
        try:
            backups.restore(file)
        except (backups.CannotCopy, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Restored from {file}. Now run: manage.py migrate")
