"""Minor amendments to the words of a published edition, under authority that a body delegated to an officer.

Requirement B30. A policy officer's.
"""

from typing import Any

from django.db import models, transaction

from plan import clock, events, locking
from plan.desk.changes import label_of
from plan.models import Amendment, BodyKind, Decision, GlossaryTerm, Plan, Section, SectionEntry
from plan.roles import POLICY_OFFICER, require
from plan.wording import join_words

from .altered import AMENDED, sealing
from .editions import taken
from .models import Aim, Commitment, EditionRow, Outcome, SubOutcome

Amendable = Plan | Section | SectionEntry | GlossaryTerm | EditionRow

# What a minor amendment may touch: words, never numbers, places, addresses, dates or who leads.
AMENDABLE: dict[type[models.Model], tuple[str, ...]] = {
    Plan: ("title", "vision", "vision_text", "note", "length_reported"),
    Section: ("title", "text", "signatory"),
    SectionEntry: ("title", "text"),
    GlossaryTerm: ("definition",),
    Outcome: ("title", "statement", "narrative"),
    SubOutcome: ("title", "narrative"),
    Aim: ("text", "influence_note"),
    Commitment: ("text",),
}
DELEGATING = (BodyKind.COUNCIL, BodyKind.CABINET)


class CannotAmend(ValueError):
    """The amendment cannot be made; the message says why."""


@transaction.atomic
def amend(row: Amendable, *, authority: Decision, by, why: str, seen: int | None = None, **changes: Any) -> Amendment:
    """A minor change to the words of a published edition, under authority that a body delegated to an officer.

    Records what was before and after. `seen` is the version of the row that was read; without it, that of `row`.
    Raises CannotAmend, ValidationError for words that cannot stand, and `plan.locking.Stale` where somebody changed
    the row since. What is set on `row` beforehand counts for nothing.
    """
    require(by, POLICY_OFFICER, to="record an amendment")
    plan = Plan.objects.select_for_update().get(pk=edition_of(row))
    authority = Decision.objects.select_for_update().select_related("body").get(pk=authority.pk)
    _check_amendment(plan, row, authority, why, changes)
    seen = row.version if seen is None else seen
    row = type(row)._base_manager.get(pk=row.pk)  # as it stands, whatever was set on the instance given
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean(validate_unique=False, validate_constraints=False)
    after = {name: getattr(row, name) for name in changes}
    if before == after:
        raise CannotAmend("Nothing would change.")
    amendment = Amendment.objects.create(  # it opens the edition for this transaction, until its event is written
        event_id=events.next_number(), plan=plan, authority=authority, by=by, at=clock.now(),
        what=f"{row._meta.verbose_name} {row}"[:200], before=_told(row, before), after=_told(row, after), why=why,
    )  # fmt: skip
    row.version = locking.claim(type(row), row.pk, seen)
    row._history_user, row._change_reason = by, why
    row.save()
    events.record(
        verb=AMENDED, subject=row, by=by, why=why,
        detail={"authority": str(authority), "before": before, "after": after, **sealing(plan)},
    )  # fmt: skip
    return amendment


def authorities(plan: Plan) -> models.QuerySet[Decision]:
    """Decisions that may be the authority for amending this edition: taken, about it, by who can delegate it."""
    return Decision.objects.filter(taken(), plan=plan, body__kind__in=DELEGATING)


def edition_of(row: Amendable) -> int:
    """The key of the edition that a row is part of."""
    if isinstance(row, Plan):
        return row.pk
    return row.section.plan_id if isinstance(row, SectionEntry) else row.plan_id


def _check_amendment(plan: Plan, row: Amendable, authority: Decision, why: str, changes: dict[str, Any]) -> None:
    if not why.strip():
        raise CannotAmend("Say why the amendment is made.")
    if not plan.is_public:
        raise CannotAmend(f"{plan} is still a draft: edit it directly.")
    if not authorities(plan).filter(pk=authority.pk).exists():
        raise CannotAmend(
            f"{authority} is no authority to amend {plan}: it takes a decision on this version, already taken, by full"
            " Council or the Cabinet."
        )
    if beyond := sorted(set(changes) - set(AMENDABLE[type(row)])):
        labels = join_words([_label(row, name) for name in beyond])
        raise CannotAmend(f"A minor amendment changes words only, not: {labels}. Make a new version for that.")


def _told(row: Amendable, values: dict[str, Any]) -> str:
    return "\n".join(f"{_label(row, name)}: {value}" for name, value in values.items())


def _label(row: Amendable, name: str) -> str:
    field = row._meta.get_field(name)
    return label_of(field) if isinstance(field, models.Field) else name
