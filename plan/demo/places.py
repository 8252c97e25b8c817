"""Where a demonstration leaves what it makes: in var/, apart from what one in another database left there."""

import hashlib
from pathlib import Path
from typing import Any

from django.utils.text import slugify


def mark(database: dict[str, Any], var: Path) -> str:
    """What tells the files of this database from others': empty for the one that lies in var/ by default.

    `database` is a connection's settings. Two databases of one name in different places have different marks.
    """
    name = str(database["NAME"])
    if database["ENGINE"].endswith("sqlite3"):
        path = Path(name).resolve()
        if path == (var / "plan.sqlite3").resolve():
            return ""
        name, place = path.stem, str(path)
    else:
        place = f"{database.get('HOST', '')}:{database.get('PORT') or 5432}/{name}"
    return f"{slugify(name)[:40]}-{hashlib.sha256(place.encode()).hexdigest()[:6]}"


def marked(path: Path, mark: str) -> Path:
    """`pack.pdf` as `pack-MARK.pdf`."""
    return path.with_stem(f"{path.stem}-{mark}") if mark else path
