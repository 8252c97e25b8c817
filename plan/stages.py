"""How a version of the plan stands on a day (requirement B19): from decisions, consultations and dates. Pure.

Nothing of it is stored: whoever records a decision or extends a consultation changes the stage by that alone.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LAST_MONTH, LAST_DAY = 3, 31  # a plan's years are financial years


class Stage(StrEnum):
    """The names people read are in `STAGES`; those of the requirement, and a few more for what it leaves out."""

    DRAFTING = "drafting"
    CABINET_APPROVED_DRAFT = "cabinet_approved_draft"
    IN_CONSULTATION = "in_consultation"
    CONSULTED = "consulted"  # the consultation on it is over
    REVISED_AFTER = "revised_after"
    CABINET_APPROVED = "cabinet_approved"
    COUNCIL_APPROVED = "council_approved"
    IN_FORCE = "in_force"
    REVISED_IN_FORCE = "revised_in_force"
    REPLACED = "replaced"  # by another version of the same years
    EXPIRED = "expired"
    OVERRUN = "overrun"  # its years have run out, and no other plan is in force yet

    @property
    def words(self) -> str:
        return STAGES[self]


STAGES = {
    Stage.DRAFTING: "Drafting",
    Stage.CABINET_APPROVED_DRAFT: "Cabinet-approved draft",
    Stage.IN_CONSULTATION: "In consultation",
    Stage.CONSULTED: "Consultation over",
    Stage.REVISED_AFTER: "Revised",
    Stage.CABINET_APPROVED: "Cabinet-approved",
    Stage.COUNCIL_APPROVED: "Council-approved",
    Stage.IN_FORCE: "In force",
    Stage.REVISED_IN_FORCE: "Revised, in force",
    Stage.REPLACED: "Replaced by a later version",
    Stage.EXPIRED: "Expired",
    Stage.OVERRUN: "In force, past its last year",
}


def last_day(end_year: int) -> date:
    """The last day of a plan's last year: a plan for 2022-26 runs to 31 March 2026."""
    return date(end_year, LAST_MONTH, LAST_DAY)


def months_before(last: date, months: int) -> date:
    """The end of the month so many months before a last day of a month: 30 September is six before 31 March."""
    year, month = divmod(last.year * 12 + last.month - 1 - months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


@dataclass(frozen=True)
class Asked:
    """When people could answer a consultation: from `opens` to `last`, both included."""

    opens: date
    last: date


@dataclass(frozen=True)
class Agreed:
    """That the Cabinet agreed to a version; `approves` it, or only agrees to consult. Of some the day is not known."""

    on: date | None
    approves: bool


@dataclass(frozen=True)
class Facts:
    """What a version's stage follows from; of decisions and consultations only those up to the day asked about.

    `of_consulted`: it was made from a version that people were consulted on. `revises`: another version of the same
    years was in force before it. `followed`: another version of the same years came into force after it.
    """

    end_year: int
    in_force_from: date | None = None
    in_force_until: date | None = None
    council_approved: bool = False
    cabinet: Collection[Agreed] = ()
    asked: Collection[Asked] = ()
    of_consulted: bool = False
    revises: bool = False
    followed: bool = False


def stage_of(facts: Facts, on: date) -> Stage:
    """The stage of a version on a day."""
    if facts.in_force_from is not None and facts.in_force_from <= on:
        return _once_in_force(facts, on)
    if facts.council_approved:
        return Stage.COUNCIL_APPROVED
    if facts.followed:
        return Stage.REPLACED
    return _before(facts, on)


def _once_in_force(facts: Facts, on: date) -> Stage:
    ended = facts.in_force_until is not None and facts.in_force_until <= on
    if ended and facts.followed:
        return Stage.REPLACED
    if ended:
        return Stage.EXPIRED
    if on > last_day(facts.end_year):
        return Stage.OVERRUN
    return Stage.REVISED_IN_FORCE if facts.revises else Stage.IN_FORCE


def _before(facts: Facts, on: date) -> Stage:
    opened = [one for one in facts.asked if one.opens <= on]
    if any(on <= one.last for one in opened):
        return Stage.IN_CONSULTATION
    over = max((one.last for one in opened), default=None)
    if any(one.approves and _after(one.on, over, facts.of_consulted) for one in facts.cabinet):
        return Stage.CABINET_APPROVED
    if over is not None:
        return Stage.CONSULTED
    if facts.of_consulted:
        return Stage.REVISED_AFTER
    return Stage.CABINET_APPROVED_DRAFT if facts.cabinet else Stage.DRAFTING


def _after(decided: date | None, over: date | None, of_consulted: bool) -> bool:
    """Whether the Cabinet decided after people were consulted: on this version, or on the one it was made from."""
    if over is None:
        return of_consulted
    return decided is None or decided > over
