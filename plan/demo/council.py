"""Which example council is shown, and whether this database is one to show it in."""

import tomllib
from pathlib import Path

from django.conf import settings

from plan.models import Council, User
from plan.slots import slots

FIXTURES = settings.BASE_DIR / "fixtures"


class NotHere(Exception):
    """Says in words why the demonstration does not start, and what to do."""


def find_folder(name: str = "") -> Path:
    """The example council's folder under fixtures/: the one named, else the only one there is.

    Raises NotHere, naming what there is, where that does not lead to one.
    """
    folders = {path.parent.name: path.parent for path in sorted(FIXTURES.glob("*/council.toml"))}
    if name in folders:
        return folders[name]
    if not name and len(folders) == 1:
        return next(iter(folders.values()))
    there = ", ".join(folders) or "none"
    raise NotHere(f"Say which example council to load with --council. In fixtures/ there is: {there}.")


def refuse_anothers_database(folder: Path) -> None:
    """Raises NotHere where the database belongs to another council than the example: the two must not mix."""
    council = Council.objects.filter(pk=1).first()
    example = tomllib.loads((folder / "council.toml").read_text())["council"]["name"]
    if council and council.name != example:
        raise NotHere(
            f"This database belongs to {council.name}; the demonstration would mix {example} into it."
            " Set DATABASE_URL to another database."
        )


def load(folder: Path, *, by: User) -> list[str]:
    """Every part of the example council that the apps know how to load, each created if absent."""
    return [line for part in slots.example_data for line in part.load(folder, by=by)]
