"""Moving rows of a draft: to another place among their neighbours, or under another parent.

Printed numbers do not follow: what a version prints is for its author to say. Each verb locks the parents involved,
so that two who move rows of the same list at once do so one after the other, and writes one event.
"""

from typing import Any

from django.db import models, transaction

from plan import events, locking
from plan.models import Plan, Section, User

from .models import Aim, Commitment, Outcome, Placement, SubOutcome

Movable = Outcome | Section | SubOutcome | Aim | Placement | Commitment
Home = Plan | Outcome | SubOutcome | Commitment

FROZEN = "This version of the plan is published, so nothing in it moves. Make a new version to change its order."
HOME: dict[type[models.Model], str] = {
    Outcome: "plan", Section: "plan", SubOutcome: "outcome", Aim: "sub_outcome", Placement: "sub_outcome",
    Commitment: "parent",
}  # fmt: skip
NEIGHBOURS: dict[type[models.Model], tuple[type[Movable], ...]] = {
    Plan: (Section, Outcome), Outcome: (SubOutcome,), Commitment: (Commitment,),
}  # fmt: skip


class CannotMove(ValueError):
    """The row cannot go there; the message says why."""


@transaction.atomic
def move(row: Movable, *, to: int, by: User, seen: int | None = None, why: str = "") -> None:
    """Put a row at place `to` among its neighbours: 1 is first, and past the end is last.

    `seen` is the version of the row that the mover saw. Raises `CannotMove`, and `plan.locking.Stale` where somebody
    changed the row since.
    """
    home = _lock_home(row)
    _check(row, by)
    _claim(row, seen)
    before = _place_of(row, home)
    _settle(row, home, to, why)
    after = _place_of(row, home)
    detail = {"from": before, "to": after, "under": str(home)}
    events.record(verb=_verb(row), subject=row, by=by, why=why, detail=detail)


@transaction.atomic
def move_under(
    row: Movable,
    *,
    parent: Outcome | SubOutcome,
    by: User,
    to: int | None = None,
    seen: int | None = None,
    why: str = "",
) -> None:
    """Put a sub-outcome under another outcome, or an aim or a placement under another sub-outcome, of the same version.

    An aim takes along the commitments grouped under it; a placement leaves its aim behind. It comes last there, or at
    place `to`. Raises like `move`.
    """
    old = _lock_home(row)
    if type(parent) is not type(old) or isinstance(row, Outcome | Section | Commitment):
        raise CannotMove("It cannot stand there.")
    new = _locked(parent)
    if new.plan_id != old.plan_id:
        raise CannotMove("It can only be moved within its own version of the plan.")
    _check(row, by)
    _claim(row, seen)
    setattr(row, HOME[type(row)], new)
    if isinstance(row, Placement):
        _refuse_twice(new, [row.commitment_id])
        row.aim = None
    grouped = _grouped_under(row, new) if isinstance(row, Aim) else []
    _settle(row, new, to or _count(new, row) + 1, why, moved=True)
    _take_along(grouped, new, why)
    detail = {"from": str(old), "under": str(new), "to": _place_of(row, new)}
    events.record(verb=_verb(row), subject=row, by=by, why=why, detail=detail)


def neighbours(row: Movable, home: Home) -> list[Movable]:
    """The rows that share an order with this one, itself included, in their order."""
    kinds = (type(row),) if isinstance(home, SubOutcome) else NEIGHBOURS[type(home)]
    rows: list[Movable] = [other for kind in kinds for other in kind._base_manager.filter(**{HOME[kind]: home})]
    return sorted(rows, key=lambda other: (other.position, type(other).__name__, other.pk))


def next_position(model: type[Movable], home: Home) -> int:
    """The place after the last, for a new row."""
    return max((other.position for other in neighbours(model(), home)), default=0) + 1


def home_of(row: Movable) -> Home:
    home = getattr(row, HOME[type(row)])
    if home is None:
        raise CannotMove("A commitment stands where its places say: move one of those.")
    return home


def _lock_home(row: Movable) -> Any:
    return _locked(home_of(row))


def _locked(home: Home) -> Any:
    return type(home)._base_manager.select_for_update().get(pk=home.pk)


def _check(row: Movable, by: User) -> None:
    if not type(row).objects.editable_by(by).filter(pk=row.pk).exists():
        raise CannotMove(FROZEN)


def _claim(row: Movable, seen: int | None) -> None:
    """Take the row as the mover saw it, or as it is now."""
    if seen is None:
        seen = type(row)._base_manager.values_list("version", flat=True).get(pk=row.pk)
    claimed = locking.claim(type(row), row.pk, seen)
    row.refresh_from_db()
    row.version = claimed


def _settle(row: Movable, home: Home, to: int, why: str, moved: bool = False) -> None:
    """Number the neighbours anew with the row, already claimed, at its place; save those whose place changed."""
    others = [other for other in neighbours(row, home) if (type(other), other.pk) != (type(row), row.pk)]
    place = min(max(to, 1), len(others) + 1)
    others.insert(place - 1, row)
    for number, other in enumerate(others, start=1):
        if other is row:
            row.position, row._change_reason = number, why or None
            row.save()
        elif other.position != number:
            other.position = number
            locking.save(other, why=why)


def _grouped_under(aim: Aim, new: SubOutcome) -> list[Placement]:
    """What comes along with an aim; refused where one of them stands there already."""
    placements = list(Placement.objects.filter(aim=aim))
    _refuse_twice(new, [placement.commitment_id for placement in placements])
    return placements


def _take_along(placements: list[Placement], new: Any, why: str) -> None:
    """After their aim: the database refuses a place under an aim of another sub-outcome."""
    last = next_position(Placement, new) if placements else 0
    for further, placement in enumerate(placements):
        placement.sub_outcome, placement.position = new, last + further
        locking.save(placement, why=why or "Moved with its aim")


def _refuse_twice(new: SubOutcome, commitments: list[int]) -> None:
    there = Placement.objects.filter(sub_outcome=new, commitment__in=commitments).select_related("commitment").first()
    if there:
        raise CannotMove(f"“{there.commitment}” already stands under {new}.")


def _count(home: Home, row: Movable) -> int:
    return len(neighbours(row, home))


def _place_of(row: Movable, home: Home) -> int:
    keys = [(type(other), other.pk) for other in neighbours(row, home)]
    return keys.index((type(row), row.pk)) + 1


def _verb(row: Movable) -> str:
    return f"{row._meta.model_name}.moved"
