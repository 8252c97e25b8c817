"""Verbs on dates named in the plan: proposed from its words, confirmed or set aside by an officer, told as reached.

Requirement D49. Nothing is held because a pattern found it: an officer says that it is a date to be reached, and what
is to be reached by then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from django.db import transaction

from plan import events, locking
from plan.clock import today
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER, require
from plan.wording import day

from .date_finder import Found, find
from .models import PlanItem
from .named_dates import NamedDate
from .same import twins
from .tree import read_tree

DATES = "hold the dates that the plan names"
NOT_PUBLIC = "Only who works on this version may read it yet. Decide about its dates once it is public."


class NotHeld(ValueError):
    """The date cannot be held, or told, so; the message says why and what to do."""


@dataclass(frozen=True)
class Proposal:
    """A date found in the words of a part of the plan: `number` and `text` tell which."""

    item: UUID
    kind: str
    number: str
    text: str
    found: Found

    @property
    def key(self) -> str:
        return f"{self.item.hex}-{self.found.by.isoformat()}"


def proposals(plan: Plan) -> list[Proposal]:
    """Dates in an edition's words that nobody has confirmed or set aside yet, in its order. Twelve queries at most."""
    found = list(dict.fromkeys(_found(plan)))
    same = twins({one.item for one in found})
    held = {
        (asked, by)
        for item, by in NamedDate.objects.filter(item__in=same).values_list("item_id", "by")
        for asked in same[item]
    }
    once: dict[str, Proposal] = {}
    for one in found:
        if (one.item, one.found.by) not in held:
            once.setdefault(one.key, one)
    return list(once.values())


def _found(plan: Plan) -> Iterator[Proposal]:
    """In what the edition promises: statements, aims and commitments; narratives tell how things stand."""
    kinds = PlanItem.Kind
    for outcome in read_tree(plan):
        for text in (outcome.statement, outcome.title):
            yield from _in(outcome.uuid, kinds.OUTCOME, outcome.number, text)
        for node in outcome.sub_outcomes:
            yield from _in(node.uuid, kinds.SUB_OUTCOME, node.number, node.title)
            for heading, lines in node.statements:
                for line in lines:
                    yield from _in(node.uuid, kinds.SUB_OUTCOME, node.number, f"{heading}: {line}")
            for aim in node.aims:
                yield from _in(aim.uuid, kinds.AIM, node.number, aim.text)
            for commitment in node.commitments:
                yield from _in(commitment.uuid, kinds.COMMITMENT, node.number, commitment.text)
                for item, text in commitment.nested:
                    yield from _in(item, kinds.COMMITMENT, node.number, text)


def _in(item: UUID, kind: str, number: str, text: str) -> Iterator[Proposal]:
    for found in find(text):
        yield Proposal(item, str(kind), number, text, found)


@transaction.atomic
def hold_date(
    *, item: PlanItem, edition: Plan, by_day: Date, precision: str, words: str, what: str, by: User,
    watched: bool = True,
) -> NamedDate:  # fmt: skip
    """Confirm a date that a public edition names; with `watched` false, say that it is none to be reached, so that it
    is not proposed again. A date hangs on what editions share and is public at once: what only a draft says would come
    out under the plan in force. Raises NotHeld and `plan.roles.NotYours`."""
    require(by, POLICY_OFFICER, to=DATES)
    if not Plan.objects.public().filter(pk=edition.pk).exists():
        raise NotHeld(NOT_PUBLIC)
    PlanItem.objects.select_for_update().get(pk=item.pk)
    if not what.strip():
        raise NotHeld("Say in a few words what is to be reached by then.")
    if NamedDate.objects.filter(item=item, by=by_day, what=what.strip()[:300]).exists():
        raise NotHeld("This date is held already for the same thing.")
    row = NamedDate(
        item=item, by=by_day, precision=precision, words=words.strip()[:120], what=what.strip()[:300], watched=watched
    )
    row._history_user = by
    row.save()
    detail = {"by": by_day.isoformat(), "what": row.what}
    events.record(verb="date.held" if watched else "date.set_aside", subject=row, by=by, detail=detail)
    return row


@transaction.atomic
def tell_reached(row: NamedDate, *, on: Date, note: str, by: User, seen: int | None = None) -> NamedDate:
    """Say that what the date names was reached, and where that can be seen. Raises NotHeld, and
    `plan.locking.Stale` where the date is not as it was seen."""
    require(by, POLICY_OFFICER, to="say that a date of the plan was met")
    locking.claim(NamedDate, row.pk, row.version if seen is None else seen)
    row = NamedDate.objects.get(pk=row.pk)
    if not row.watched:
        raise NotHeld("This is no date to be reached. Tick “watched” first.")
    if row.reached_on:
        raise NotHeld(f"It is told already that this was reached on {day(row.reached_on)}.")
    if on > today():
        raise NotHeld(f"{day(on)} is in the future. Give the day on which it was reached.")
    if not note.strip():
        raise NotHeld("Say where it can be seen that this was reached.")
    row.reached_on, row.reached_note = on, note.strip()[:300]
    row._history_user, row._change_reason = by, "Reached"
    row.save()
    events.record(verb="date.reached", subject=row, by=by, why=row.reached_note, detail={"on": on.isoformat()})
    return row


@transaction.atomic
def take_back_reached(row: NamedDate, *, why: str, by: User, seen: int | None = None) -> NamedDate:
    """Say that it was not reached after all: it was told of the wrong date, or too early. Like `tell_reached`; the
    event keeps what was told."""
    require(by, POLICY_OFFICER, to="take back that a date of the plan was met")
    locking.claim(NamedDate, row.pk, row.version if seen is None else seen)
    row = NamedDate.objects.get(pk=row.pk)
    if row.reached_on is None:
        raise NotHeld("It is not told as reached.")
    if not why.strip():
        raise NotHeld("Say why it was not reached after all.")
    detail = {"on": row.reached_on.isoformat(), "note": row.reached_note}
    row.reached_on, row.reached_note = None, ""
    row._history_user, row._change_reason = by, why.strip()
    row.save()
    events.record(verb="date.not_reached", subject=row, by=by, why=why.strip(), detail=detail)
    return row
