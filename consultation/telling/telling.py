"""The verbs on reasons for changes: recorded, changed, withdrawn. A policy officer's."""

from collections.abc import Mapping
from typing import Any, Required, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from outcomes.framework.comparing.changes import Comparison
from outcomes.framework.comparing.parts import ITEMS, Part
from outcomes.framework.comparing.reading import compare_editions
from outcomes.models import PlanItem
from plan import clock, events, locking
from plan.models import Decision, Plan, User
from plan.roles import POLICY_OFFICER, require
from plan.wording import join_words

from .answers import ThemeAnswer
from .models import PlanChange

Kind, Decided = PlanChange.Kind, PlanChange.Outcome
LONGEST = 5_000
CHANGEABLE = (
    "reason", "decision", "decided_at", "decided_by", "before_words", "after_words", "source", "illustrative",
)  # fmt: skip


class NotTold(ValueError):
    """The reason cannot be recorded so; the message says why and what to do."""


class Words(TypedDict, total=False):
    """What is said of a change; `decision` is "changed" where it is left out."""

    reason: Required[str]
    decision: str
    decided_at: Decision | None
    decided_by: str
    before_words: str
    after_words: str
    source: str
    illustrative: bool


@transaction.atomic
def record_change(
    *,
    before: Plan,
    after: Plan,
    part: UUID,
    kind: str,
    by: User,
    compared: Comparison | None = None,
    **words: Unpack[Words],
) -> PlanChange:
    """Keep why a part was changed from one edition to another, or why it was not (`kind` "none").

    `part` is as the comparison has it; `compared` is that comparison where it was read before. Raises NotTold where
    the two do not differ so, ValidationError for words that cannot stand.
    """
    require(by, POLICY_OFFICER, to="record why the plan was changed")
    about = _about(compared or compare_editions(before, after), part, kind)
    item = PlanItem.objects.filter(pk=part).first() if about.kind in ITEMS else None
    named = {"part": part, "part_kind": about.kind, "name": str(about)[:300], "item": item}
    row = PlanChange(before=before, after=after, kind=kind, **named, **trimmed(words))
    same = PlanChange.objects.standing().between(before, after).filter(part=part, kind=kind, reason=row.reason)
    if same.exists():
        raise NotTold("This reason is recorded already.")
    _check(row)
    row._history_user, row._change_reason = by, "Recorded"
    row.save()
    detail = {"kind": kind, "decision": row.decision, "decided_by": row.whose}
    events.record(verb="planchange.recorded", subject=row, by=by, why=row.reason, detail=detail)
    return row


@transaction.atomic
def change(row: PlanChange, *, by: User, why: str = "", seen: int | None = None, **changes: Any) -> PlanChange:
    """Put a recorded reason right: its words, what was decided and by whom, its source; never what it is about.

    `seen` is the version of the row that was read. Raises NotTold, ValidationError and `plan.locking.Stale`.
    """
    require(by, POLICY_OFFICER, to="record why the plan was changed")
    if other := set(changes) - set(CHANGEABLE):
        raise NotTold(f"This does not change: {join_words(sorted(other))}. Withdraw it and record another.")
    row = _claimed(row, seen)
    told = {name: str(getattr(row, name) or "") for name in changes}
    for name, value in trimmed(changes).items():
        setattr(row, name, value)
    now = {name: str(getattr(row, name) or "") for name in changes}
    if told == now:
        raise NotTold("Nothing would change.")
    _check(row)
    row._history_user, row._change_reason = by, why or None
    row.save()
    detail = {"before": told, "after": now}
    events.record(verb="planchange.changed", subject=row, by=by, why=why, detail=detail)
    return row


@transaction.atomic
def withdraw(row: PlanChange, *, by: User, why: str, seen: int | None = None) -> PlanChange:
    """Take a recorded reason back: nobody reads it any more but those who keep the record."""
    require(by, POLICY_OFFICER, to="record why the plan was changed")
    if not why.strip():
        raise NotTold("Say why it is withdrawn.")
    row = _claimed(row, seen)
    if (resting := ThemeAnswer.objects.resting_on(row).first()) is not None:
        raise NotTold(f"The answer to “{resting.theme}” rests on this change alone. Put that answer right first.")
    row.withdrawn_at = clock.now()
    row._history_user, row._change_reason = by, why
    row.save()
    events.record(verb="planchange.withdrawn", subject=row, by=by, why=why)
    return row


def trimmed(words: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a row as they were entered, without spaces around the words."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in words.items()}


def _claimed(row: PlanChange, seen: int | None) -> PlanChange:
    """The row as it stands, taken for this transaction."""
    version = locking.claim(PlanChange, row.pk, row.version if seen is None else seen)
    found = PlanChange.objects.select_related("before", "after", "decided_at__body").get(pk=row.pk)
    if found.withdrawn_at:
        raise NotTold("It was withdrawn already.")
    found.version = version
    return found


def _about(found: Comparison, part: UUID, kind: str) -> Part:
    """The part that a reason is about; refuses a change that the comparison does not have."""
    if kind not in Kind.values:
        raise NotTold(f"Say what was done: {join_words(Kind.values, 'or')}.")
    known = {one.key: one for one in (*found.before, *found.after)} | {one.uuid: one for one in found.before}
    if part not in known:
        raise NotTold("Neither version has this part. Choose one of those that the comparison shows.")
    if kind == Kind.NONE:
        return known[part]
    made = [one for one in found.changes if one.uuid == part]
    for one in made:
        if one.key == kind:
            return one.part
    done = join_words([Kind(one.key).label.lower() for one in made]) or "nothing"
    raise NotTold(f"“{known[part]}” did not change so between these versions. What the comparison shows: {done}.")


def _check(row: PlanChange) -> None:
    row.full_clean(exclude=["before", "after", "item"])
    if max(len(row.reason), len(row.before_words), len(row.after_words)) > LONGEST:
        raise ValidationError(f"Keep each text below {LONGEST:,} characters.")
