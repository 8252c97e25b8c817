"""The steps that papers usually go through, for a council that has entered none: a verb adds them, people adjust them.

How many working days before despatch each is due is a council's own custom; these follow what county councils print in
their report timetables and are meant to be changed.
"""

from dataclasses import dataclass

from django.db import transaction

from .desk import recording
from .meetings import NotPossible
from .models import BodyKind, Council, TimetableStep
from .roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from .wording import count

DECIDING = (BodyKind.COUNCIL, BodyKind.CABINET, BodyKind.COMMISSION, BodyKind.COMMITTEE)
SCRUTINY = (BodyKind.COMMISSION, BodyKind.COMMITTEE)


@dataclass(frozen=True)
class Usual:
    """A usual step: how many working days before despatch it is due, and for which bodies' papers."""

    key: str
    name: str
    working_days: int
    kinds: tuple[BodyKind, ...] = DECIDING

    def __str__(self) -> str:
        return f"{self.name}, {count(self.working_days, 'working day')} before despatch"


def usual_steps() -> list[Usual]:
    """All of them, earliest first; the chair is called as the council calls it."""
    return [
        Usual("department", "Department clearance", 15),
        Usual("finance", "Finance clearance", 12),
        Usual("legal", "Legal clearance", 12),
        Usual("management", "Corporate management", 8),
        Usual("lead-member", "Cabinet Lead Member", 5),
        Usual("briefing", f"{Council.current().chair_title}’s briefing", 3, SCRUTINY),
    ]


def missing_steps() -> list[Usual]:
    """Those that the timetable has not got, by key or by name. Two queries."""
    rows = list(TimetableStep.objects.values_list("key", "name"))
    keys, names = {key for key, _ in rows}, {_plain(name) for _, name in rows}
    return [step for step in usual_steps() if step.key not in keys and _plain(step.name) not in names]


def _plain(name: str) -> str:
    return name.replace("’", "'").casefold()


@transaction.atomic
def add_usual_steps(*, by) -> list[TimetableStep]:
    """Add the usual steps that are missing; what stands there is left as it is. Raises NotPossible where none is."""
    require(by, DEMOCRATIC_SERVICES, POLICY_OFFICER, to="add steps to the timetable")
    missing = missing_steps()
    if not missing:
        raise NotPossible("The timetable has all the usual steps already. Change or add steps one by one.")
    made = []
    for position, step in enumerate(usual_steps(), start=1):
        if step in missing:
            row = TimetableStep(
                key=step.key, name=step.name, working_days=step.working_days, position=position,
                body_kinds=[kind.value for kind in step.kinds], source="Usual steps",
            )  # fmt: skip
            row.full_clean()
            recording.save(row, by=by)
            recording.added(row, by=by)
            made.append(row)
    return made
