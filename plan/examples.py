"""Reading example data: TOML files in a folder, loaded create-if-absent through the slot `example_data`.

Nothing that stands already is touched, so loading again overwrites nobody's edits.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models

MADE_UP = "Made up for this example"


def read(folder: Path, name: str) -> dict[str, Any]:
    """One file's tables; empty where the folder has no such file."""
    path = folder / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def read_all(folder: Path, name: str) -> dict[str, Any]:
    """The tables of `name.toml` and of every file in the folder `name`, in the order of their names, as one."""
    found: dict[str, Any] = {}
    for path in [folder / f"{name}.toml", *sorted((folder / name).glob("*.toml"))]:
        for table, rows in read(path.parent, path.name).items():
            found.setdefault(table, []).extend(rows)
    return found


def sourced(row: dict[str, Any]) -> dict[str, Any]:
    """The `source` and `illustrative` columns that a row of a file stands for."""
    illustrative = bool(row.get("illustrative") or row.get("inferred"))
    return {"source": (row.get("ref") or row.get("source") or (MADE_UP if illustrative else ""))[:300],
            "illustrative": illustrative}  # fmt: skip


def absent(model: type[models.Model], rows: Iterable[dict[str, Any]], *, by: str = "slug") -> list[dict[str, Any]]:
    """Those rows of a file that have no counterpart in the table yet."""
    there = set(model._default_manager.values_list(by, flat=True))
    return [row for row in rows if row[by] not in there]
