"""`manage.py erase_again FILE`: after restoring an older backup, erase what people had erased since."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from plan import forgetting

from .restore import erase_again


class Command(BaseCommand):
    help = "Erases again what a backup brought back. Run it when manage.py restore says so, after manage.py migrate."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the file that manage.py restore named")

    def handle(self, *, file: Path, **options) -> None:
        if not forgetting.is_current():
            raise CommandError("Run manage.py migrate first.")
        try:
            told = json.loads(file.read_text())
        except (OSError, ValueError) as refusal:
            raise CommandError(f"{file} cannot be read: {refusal}") from None
        self.stdout.write(erase_again(told))
        file.unlink()
