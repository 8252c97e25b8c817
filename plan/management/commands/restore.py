"""`manage.py restore FILE --yes`: the database as a backup has it, without what was erased since."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plan import backups, forgetting
from plan.wording import count


class Command(BaseCommand):
    help = (
        "Replaces everything in the database in use by what a backup holds. Stop the site and the workers first. What"
        " people had erased since the backup is erased again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument("--yes", action="store_true", help="replace all that the database holds now")

    def handle(self, *, file: Path, yes: bool, **options) -> None:
        if not yes:
            raise CommandError(
                "This replaces all that the database holds now. Back it up first, then run this again with --yes."
            )
        kept = file.with_name(f"{file.name}.erased.json")
        told = forgetting.remember()
        try:
            if not file.exists():
                raise backups.CannotCopy(f"There is no file {file}.")
            if told and any(told.values()):
                kept.write_text(json.dumps(told))  # so that nothing is forgotten where the next steps fail
            backups.restore(file)
        except (backups.CannotCopy, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Restored from {file}. Now run: manage.py migrate")
        if told is None:
            self.stderr.write(FORGOTTEN)
        if not told or not any(told.values()):
            return
        if not forgetting.is_current():
            self.stdout.write(f"Then, before the site is started: manage.py erase_again {kept}")
            return
        self.stdout.write(erase_again(told))
        kept.unlink()


def erase_again(told: forgetting.Told) -> str:
    """Erase what of it is there, and say how much that was."""
    return f"Erased again: {count(forgetting.erase_again(told), 'response or comment', 'responses and comments')}."


FORGOTTEN = (
    "The database that was replaced could not say what people had erased since the backup. Before the site is started,"
    " erase again what you know of, by its number."
)
