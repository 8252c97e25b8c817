"""Verbs on remits: a committee is given parts of the plan and indicators, keeps them for a while, hands them over."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from outcomes.framework.models import Commitment, PlanItem
from outcomes.framework.same import same_as_any
from performance.models import Indicator
from plan import endings, events, locking
from plan.models import Body
from plan.models.council import SCRUTINY_KINDS
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from plan.wording import day

from .models import Remit

Subject = PlanItem | Indicator
KEEPERS = (POLICY_OFFICER, DEMOCRATIC_SERVICES)
TO_KEEP = "say which committee scrutinises what"
ABOUT = ("item_id", "indicator_id")


class CannotGive(ValueError):
    """A committee cannot be given this, or give it up, so; the message says why and what to do."""


@transaction.atomic
def give(
    committee: Body,
    subjects: Sequence[Subject],
    *,
    starts: date,
    by: Any,
    why: str,
    ends: date | None = None,
    source: str = "",
    illustrative: bool = False,
) -> list[Remit]:
    """Give a committee parts of the plan, each with everything under it, and indicators by themselves, from a day.

    What it has by name on that day already is passed over; what it will have from a later day is given until then.
    Raises CannotGive where it has all of them, where the committee does not exist then, or where nobody says why.
    """
    _ask(by, why)
    committee = _locked(committee)
    if refusal := refusal_to_give(committee, subjects, starts=starts, ends=ends):
        raise CannotGive(refusal)
    made = []
    for subject in subjects:
        later = _begins(committee, subject, starts, ends)
        if later is None or later > starts:
            until = later or ends
            row = Remit(committee=committee, starts=starts, ends=until, source=source, illustrative=illustrative)
            name_subject(row, subject)
            made.append(save(row, by, why))
    if not made:
        raise CannotGive(f"{committee.short} has this already on {day(starts)}.")
    for row in made:
        detail = {"from": str(starts), **({"until": str(row.ends)} if row.ends else {})}
        events.record(verb="remit.given", subject=row, by=by, why=why, detail=detail)
    return made


@transaction.atomic
def end(remit: Remit, *, on: date, by: Any, why: str, seen: int | None = None) -> None:
    """End a remit on a day, the first on which the committee has it no longer. One that would only begin then never
    comes to be, and is kept in history. Raises CannotGive, and `plan.locking.Stale` where it is not at version `seen`.
    """
    _ask(by, why)
    remit = _claimed(remit, seen)
    if refusal := refusal_to_end(remit, on=on):
        raise CannotGive(refusal)
    pk = remit.pk
    endings.end(remit, on=on, by=by, why=why)
    remit.pk = pk
    events.record(verb="remit.ended", subject=remit, by=by, why=why, detail={"on": str(on)})
    _end_referrals(remit.committee, on, by, why)


@transaction.atomic
def hand_over(remit: Remit, to: Body, *, on: date, by: Any, why: str, seen: int | None = None) -> None:
    """End a committee's remit on a day on which another takes it over. Like `end`."""
    _ask(by, why)
    remit, to = _claimed(remit, seen), _locked(to)
    if refusal := refusal_to_hand_over(remit, to, on=on):
        raise CannotGive(refusal)
    pk = remit.pk
    endings.pass_on(remit, on=on, by=by, why=why, about=ABOUT, committee=to)
    endings.end(remit, on=on, by=by, why=why)
    remit.pk = pk
    detail = {"on": str(on), "to": to.slug}
    events.record(verb="remit.handed_over", subject=remit, by=by, why=why, detail=detail)
    _end_referrals(remit.committee, on, by, why)


def _end_referrals(giver: Body, on: date, by: Any, why: str) -> None:
    from .outlasting import end_with_remit  # it asks what is referred, which stands on this module

    end_with_remit(giver, on=on, by=by, why=why)


def refusal_to_give(committee: Body, subjects: Sequence[Subject], *, starts: date, ends: date | None = None) -> str:
    """Why a committee cannot be given these in that time, or nothing where it can."""
    if not subjects:
        return "Choose at least one part of the plan or indicator."
    if ends is not None and ends <= starts:
        return "The until date must be later than the from date."
    if refusal := not_a_committee(committee, starts):
        return refusal
    return next(filter(None, (not_watched(subject) for subject in subjects)), "")


def refusal_to_end(remit: Remit, *, on: date) -> str:
    if remit.ends is not None and remit.ends <= on:
        return f"{remit.committee.short} has it only until {day(remit.ends)}. Give an earlier day."
    return ""


def refusal_to_hand_over(remit: Remit, to: Body, *, on: date) -> str:
    """Why a remit cannot pass to another committee on a day, or nothing where it can."""
    if to.pk == remit.committee_id:
        return f"{to.short} has it already. Choose another committee."
    if refusal := refusal_to_end(remit, on=on) or not_a_committee(to, on):
        return refusal
    starts = max(on, remit.starts) if remit.starts else on
    later = _begins(to, remit.about, starts, remit.ends)
    if later is not None and later > starts:
        return f"{to.short} has it from {day(later)} on. Hand it over on that day, or end this remit then."
    if later is not None:
        return f"{to.short} has it already. End the remit of {remit.committee.short} instead."
    return ""


def not_a_committee(body: Body, on: date) -> str:
    """Why a body can scrutinise nothing on a day, or nothing where it can."""
    if body.kind not in SCRUTINY_KINDS:
        return f"{body} is no scrutiny committee."
    return "" if body.holds_on(on) else f"{body} does not exist on {day(on)}. Choose another day or committee."


def not_watched(subject: Subject) -> str:
    """Why nobody is given this by itself, or nothing where somebody can be."""
    if isinstance(subject, Indicator):
        if subject.is_context:
            return (
                f"“{subject}” is a figure for context, by which nothing is judged. It is shown with what it is about."
            )
        return "" if subject.is_public else f"“{subject}” is not public, so no committee is shown it."
    if Commitment.objects.filter(item=subject, parent__isnull=False).exists():
        return "A line of a commitment's list goes with it: choose the commitment."
    return ""


def about(subject: Subject) -> Q:
    """Rows about this, or about what is confirmed the same."""
    if isinstance(subject, Indicator):
        return Q(indicator=subject)
    return Q(item__in=same_as_any([subject.pk]))


def _begins(committee: Body, subject: Subject, starts: date, ends: date | None) -> date | None:
    """The first day of that time on which the committee has this by name; None where it has it on no day of it."""
    rows = endings.lasting(Remit.objects.filter(about(subject), committee=committee), starts)
    rows = rows.filter(Q(starts__isnull=True) | Q(starts__lt=ends)) if ends else rows
    days = [begins or starts for begins in rows.values_list("starts", flat=True)]
    return max(starts, min(days)) if days else None


def name_subject(row: Any, subject: Subject) -> None:
    row.item, row.indicator = (None, subject) if isinstance(subject, Indicator) else (subject, None)


def save(row: Any, by: Any, why: str) -> Any:
    row._history_user, row._change_reason = by, why
    row.full_clean()
    row.save()
    return row


def _ask(by: Any, why: str) -> None:
    require(by, *KEEPERS, to=TO_KEEP)
    if not why.strip():
        raise CannotGive("Say why.")


def _locked(body: Body) -> Body:
    """The committee as it stands; nobody else gives it anything until this is done."""
    return Body.objects.select_for_update().get(pk=body.pk)


def _claimed(remit: Remit, seen: int | None) -> Remit:
    """The remit as it stands, if it is as it was seen; whoever saves it claims it again in the same transaction."""
    version = remit.version if seen is None else seen
    found = (
        Remit.objects.select_for_update(of=("self",))
        .select_related("committee", "item", "indicator")
        .filter(pk=remit.pk)
    )
    row = found.first()
    if row is None or row.version != version:
        raise locking.Stale(Remit, remit.pk, version)
    return row
