"""Verbs on referrals: a committee asks another to look at something of its own, for a while or for one meeting."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from outcomes.framework.citing import citations, cited_under
from outcomes.framework.same import same_items
from outcomes.framework.tree import items_of
from performance.models import Indicator
from plan import events, locking
from plan.models import Body, Meeting, Plan
from plan.roles import require
from plan.wording import day

from .giving import KEEPERS, CannotGive, Subject, about, name_subject, not_a_committee, not_watched, save
from .models import Referral, Remit
from .remits import named, remit_tree

TO_REFER = "refer parts of the plan from one committee to another"


class CannotRefer(CannotGive):
    """This cannot be referred so, or taken back; the message says why and what to do."""


@transaction.atomic
def refer(
    subject: Subject,
    *,
    giver: Body,
    receiver: Body,
    starts: date,
    by: Any,
    reason: str,
    ends: date | None = None,
    meeting: Meeting | None = None,
    plan: Plan | None = None,
    source: str = "",
    illustrative: bool = False,
) -> Referral:
    """Refer a part of the plan, with everything under it, or an indicator to another committee from a day: until a
    day, for a meeting of that committee, or until it is taken back.

    `plan` is the edition in which the giver has it; the one in force on the day, unless told. Raises CannotRefer.
    """
    require(by, *KEEPERS, to=TO_REFER)
    if not reason.strip():
        raise CannotRefer("Say why it is referred.")
    Body.objects.select_for_update().get(pk=receiver.pk)
    plan = plan or Plan.current(starts)
    how: dict[str, Any] = {"giver": giver, "receiver": receiver, "starts": starts, "ends": ends, "meeting": meeting}
    if refusal := refusal_to_refer(subject, plan=plan, **how):
        raise CannotRefer(refusal)
    row = Referral(**how, reason=reason.strip(), source=source, illustrative=illustrative)
    name_subject(row, subject)
    save(row, by, reason)
    detail = {"from": giver.slug, "to": receiver.slug, "on": str(starts), "until": _until(row)}
    events.record(verb="referral.made", subject=row, by=by, why=reason, detail=detail)
    return row


@transaction.atomic
def take_back(referral: Referral, *, on: date, by: Any, why: str, result: str = "", seen: int | None = None) -> None:
    """End a referral on a day, the first on which the other committee has it no longer, and say what came of it.

    One made on that very day lasts for the day: what was referred stays on record. Raises CannotRefer, and
    `plan.locking.Stale` where it is not at version `seen`.
    """
    require(by, *KEEPERS, to=TO_REFER)
    if not why.strip():
        raise CannotRefer("Say why it is taken back.")
    version = referral.version if seen is None else seen
    referral = _locked(referral, version)
    if refusal := refusal_to_take_back(referral, on=on):
        raise CannotRefer(refusal)
    assert referral.starts is not None  # the database sees to it
    referral.ends = max(on, referral.starts + timedelta(days=1))
    referral.result = result.strip() or referral.result
    referral._history_user = by
    locking.save(referral, why=why)
    detail = {"on": str(referral.ends), "result": referral.result}
    events.record(verb="referral.taken_back", subject=referral, by=by, why=why, detail=detail)


def refusal_to_refer(
    subject: Subject,
    *,
    giver: Body,
    receiver: Body,
    starts: date,
    ends: date | None = None,
    meeting: Meeting | None = None,
    plan: Plan | None = None,
) -> str:
    """Why it cannot be referred so, or nothing where it can."""
    if giver.pk == receiver.pk:
        return "A committee refers something to another committee, not to itself."
    if ends is not None and ends <= starts:
        return "The until date must be later than the from date."
    if meeting is not None and meeting.body_id != receiver.pk:
        return f"{meeting} is no meeting of {receiver.short}."
    if meeting is not None and meeting.is_off:
        return f"{meeting} is {meeting.get_status_display().lower()}. Choose one that takes place."
    if meeting is not None and meeting.date < starts:
        return f"{meeting} is before {day(starts)}. Choose a later meeting."
    refusal = not_a_committee(giver, starts) or not_a_committee(receiver, starts) or not_watched(subject)
    if refusal:
        return refusal
    if not watches(giver, subject, plan, on=starts):
        return f"{giver.short} does not have it in its remit on {day(starts)}, so it cannot refer it."
    if _has(receiver, subject, starts):
        return f"{receiver.short} has it already on {day(starts)}."
    return ""


def refusal_to_take_back(referral: Referral, *, on: date) -> str:
    if referral.ends is not None and referral.ends <= on:
        return f"It lasts only until {day(referral.ends)}. Give an earlier day."
    if referral.meeting is not None and not referral.meeting.is_off and referral.meeting.date < on:
        return f"It was for the meeting of {day(referral.meeting.date)}, which is over."
    return ""


def watches(committee: Body, subject: Subject, plan: Plan | None, *, on: date) -> bool:
    """Whether a committee watches this on a day in an edition: by name, by what it stands under, or as one of the
    indicators of what it watches. At most twenty queries."""
    found = named(committee, on=on)
    if isinstance(subject, Indicator):
        under = cited_under(citations(plan, on=on), found.items) if plan else set()
        return subject.pk in found.indicators | under
    return bool(
        same_items([subject.pk]) & (found.items | (items_of(remit_tree(committee, plan, on=on)) if plan else set()))
    )


def _has(committee: Body, subject: Subject, on: date) -> bool:
    """By name, or referred to it already."""
    remits = Remit.objects.on(on).filter(about(subject), committee=committee)
    referrals = Referral.objects.on(on).filter(about(subject), receiver=committee)
    return remits.exists() or referrals.exists()


def _until(row: Referral) -> str:
    return str(row.ends or (row.meeting.date if row.meeting else ""))


def _locked(referral: Referral, version: int) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=referral.pk)
    row = rows.first()
    if row is None or row.version != version:
        raise locking.Stale(Referral, referral.pk, version)
    return row
