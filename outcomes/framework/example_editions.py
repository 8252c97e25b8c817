"""Which editions an example council's folder tells of: `plan-….toml` and `plan-…/plan.toml` say so themselves."""

from pathlib import Path
from typing import Any

from plan.examples import read
from plan.models import Plan

from .numbers import Numbers


def draft_in(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The folder that holds the draft edition, with its `plan.toml`; None where the council has none."""
    here = _only(sorted(path.parent for path in folder.glob("plan-*/plan.toml")), folder)
    return (here, read(here, "plan.toml")) if here else None


def approved_in(folder: Path) -> dict[str, Any] | None:
    """The file that tells the approved edition as changes to the draft; None where the council has none."""
    path = _only(sorted(folder.glob("plan-*.toml")), folder)
    return read(folder, path.name) if path else None


def numbers_of(data: dict[str, Any], name: str) -> Numbers:
    """The numbers that a file speaks in: those of the edition it names. KeyError says where that is missing."""
    if "numbers_of" not in data:
        raise KeyError(f"{name} does not say which version of the plan its numbers are of (numbers_of).")
    return Numbers(Plan.objects.get(slug=data["numbers_of"]))


def _only(paths: list[Path], folder: Path) -> Path | None:
    if len(paths) > 1:
        raise ValueError(f"{folder.name} has {len(paths)} plans of a kind: {', '.join(path.name for path in paths)}.")
    return paths[0] if paths else None
