"""Verbs on editions: copy, publish, put in force, amend.

Requirements B19-B22, B30. Publishing freezes what the council resolved, in the database; only a decision of full
Council puts an edition in force.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db import models, transaction

from plan import clock, events
from plan.models import Amendment, BodyKind, Decision, GlossaryTerm, Plan, Section, SectionEntry
from plan.wording import count, join_words

from .altered import AMENDED, PUBLISHED, sealing
from .models import (
    Aim,
    Commitment,
    CommitmentPartner,
    EditionRow,
    JointWork,
    Outcome,
    Placement,
    Saving,
    Statement,
    SubOutcome,
)

Row = TypeVar("Row", bound=models.Model)
Amendable = Plan | Section | GlossaryTerm | EditionRow


class CannotPublish(ValueError):
    """The edition lacks something; the message says what, and what to do."""


class NotInForce(ValueError):
    """The decision given cannot put an edition in force."""


@transaction.atomic
def copy_edition(source: Plan, /, *, slug: str, label: str, by, why: str = "", **fields) -> Plan:
    """A new draft with every row of `source`, each row the same item. `fields` set other columns of the new edition.

    Cost: one INSERT a table and level, not a row.
    """
    words = ("title", "start_year", "end_year", "vision", "vision_text", "commitment_label", "source", "replaces_id")
    kept = {name: getattr(source, name) for name in words}
    plan = Plan.objects.create(**{**kept, **fields}, slug=slug, label=label, based_on=source)
    sections = _copy(Section, {"plan": source}, plan=plan)
    _copy(SectionEntry, {"section__plan": source}, section=sections)
    _copy(GlossaryTerm, {"plan": source}, plan=plan)
    outcomes = _copy(Outcome, {"plan": source}, plan=plan)
    sub_outcomes = _copy(SubOutcome, {"plan": source}, plan=plan, outcome=outcomes)
    for model in (JointWork, Statement):
        _copy(model, {"sub_outcome__plan": source}, sub_outcome=sub_outcomes)
    savings = _copy(Saving, {"sub_outcome__plan": source, "part_of": None}, sub_outcome=sub_outcomes)
    _copy(Saving, {"sub_outcome__plan": source, "part_of__isnull": False}, sub_outcome=sub_outcomes, part_of=savings)
    aims = _copy(Aim, {"plan": source}, plan=plan, sub_outcome=sub_outcomes)
    commitments = _copy(Commitment, {"plan": source, "parent": None}, plan=plan)
    _copy(Commitment, {"plan": source, "parent__isnull": False}, plan=plan, parent=commitments)
    all_commitments = {**commitments, **_pairs(source, plan)}
    _copy(CommitmentPartner, {"commitment__plan": source}, commitment=all_commitments)
    _copy(Placement, {"sub_outcome__plan": source}, sub_outcome=sub_outcomes, commitment=all_commitments, aim=aims)
    events.record(verb="plan.copied", subject=plan, by=by, why=why, detail={"from": source.slug})
    return plan


def _copy(model: type[Row], where: dict, **parents) -> dict[int, Row]:
    """Copy the rows found `where`, pointing each at its new parents: a row for all, or a map from old key to new row.

    Returns the copies by the key of the row they were made from.
    """
    rows = list(model._default_manager.filter(**where).order_by("pk"))
    olds = [row.pk for row in rows]
    for row in rows:
        row.pk, row._state.adding = None, True
        if hasattr(row, "version"):
            row.version = 1
        for name, parent in parents.items():
            old = getattr(row, f"{name}_id")
            setattr(row, name, None if old is None else parent[old] if isinstance(parent, dict) else parent)
    made = model._default_manager.bulk_create(rows)
    _write_history(model, made)
    return dict(zip(olds, made, strict=True))


def _write_history(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """History begins with the copy: bulk_create writes none by itself."""
    if hasattr(model, "history"):
        model.history.bulk_history_create(rows, default_change_reason="Copied from another version")


def _pairs(source: Plan, plan: Plan) -> dict[int, Commitment]:
    """Commitments of `plan` by the key of the commitment of `source` for the same item."""
    by_item = {row.item_id: row for row in Commitment.objects.filter(plan=plan)}
    return {pk: by_item[item] for pk, item in Commitment.objects.filter(plan=source).values_list("pk", "item_id")}


@transaction.atomic
def publish_edition(plan: Plan, *, by, why: str = "", at: datetime | None = None) -> Plan:
    """Make an edition public and freeze its words. Raises CannotPublish, naming everything that stands in the way.

    `at` is for an edition that was public before it came into this system.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.is_public:
        raise CannotPublish(f"{plan} is already published. To change it, make a new version.")
    if obstacles := _obstacles(plan):
        raise CannotPublish(f"{plan} cannot be published yet: {join_words(obstacles)}.")
    return _make_public(plan, at or clock.now(), by=by, why=why)


@transaction.atomic
def record_former(plan: Plan, *, at: datetime, in_force_from: date, by, why: str = "") -> Plan:
    """An edition of the past as it went on record: public and in force since a day, whatever it holds of its words.

    The edition in force before it ends that day.
    """
    _end_former(in_force_from)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.in_force_from = in_force_from
    return _make_public(plan, at, by=by, why=why)


def _make_public(plan: Plan, at: datetime, *, by, why: str) -> Plan:
    """From here on the database refuses changes, and the log has what the edition said."""
    plan.published_at = at
    plan.version += 1
    plan.save()
    events.record(verb=PUBLISHED, subject=plan, by=by, why=why, detail=sealing(plan))
    return plan


def _end_former(day: date) -> None:
    for former in Plan.objects.select_for_update().filter(in_force_from__lt=day, in_force_until__isnull=True):
        former.in_force_until = day
        former.version += 1
        former.save()


def _obstacles(plan: Plan) -> list[str]:
    found = []
    if not plan.vision:
        found.append("it has no vision in one line")
    if not plan.outcomes.exists():
        found.append("it has no outcomes")
    empty = plan.suboutcomes.filter(placements__isnull=True, aims__isnull=True, narrative="").count()
    if empty:
        found.append(f"{count(empty, 'sub-outcome')} {'has' if empty == 1 else 'have'} no text, aims or commitments")
    homeless = plan.commitments.filter(placements__isnull=True, parent__isnull=True).count()
    if homeless:
        found.append(f"{count(homeless, 'commitment')} {'stands' if homeless == 1 else 'stand'} under no sub-outcome")
    return found


@transaction.atomic
def put_in_force(plan: Plan, *, decision: Decision, by, from_day: date | None = None, why: str = "") -> Plan:
    """Put a published edition in force from the decision's day (or a later one); the edition before it ends then.

    Only full Council can (001 paragraph 2): raises NotInForce for any other body, or a decision still only planned.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    start = from_day or decision.date
    if decision.body.kind != BodyKind.COUNCIL:
        raise NotInForce(f"Only full Council puts a plan in force; this decision is {decision.body}'s.")
    if decision.date is None or start is None or start < decision.date:
        raise NotInForce("A plan comes into force on or after the day full Council decided. Record that date first.")
    if not plan.is_public:
        raise NotInForce(f"{plan} is not published. Publish it first, so that its words no longer change.")
    if plan.in_force_from:
        raise NotInForce(f"{plan} already is, or was, in force.")
    _end_former(start)
    plan.in_force_from = start
    plan.version += 1
    plan.save()
    events.record(
        verb="plan.put_in_force", subject=plan, by=by, why=why, detail={"decision": str(decision), "from": str(start)}
    )
    return plan


@transaction.atomic
def amend(row: Amendable, *, authority: Decision, by, why: str, **changes) -> Amendment:
    """A minor change to a row of a published edition, under authority that a body delegated to an officer.

    Records what was before and after. Raises ValueError without a reason, or where nothing would change.
    """
    plan = Plan.objects.select_for_update().get(pk=row.pk if isinstance(row, Plan) else row.plan_id)
    before = {name: str(getattr(row, name)) for name in changes}
    after = {name: str(value) for name, value in changes.items()}
    if not why.strip():
        raise ValueError("Say why the amendment is made.")
    if not plan.is_public:
        raise ValueError(f"{plan} is still a draft: edit it directly.")
    if before == after:
        raise ValueError("Nothing would change.")
    amendment = Amendment.objects.create(
        event_id=events.next_number(), plan=plan, authority=authority, by=by, at=clock.now(),
        what=f"{row._meta.verbose_name} {row}"[:200], before=_told(before), after=_told(after), why=why,
    )  # fmt: skip
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row._change_reason = why
    row.save()
    events.record(
        verb=AMENDED, subject=row, by=by, why=why,
        detail={"authority": str(authority), "before": before, "after": after, **sealing(plan)},
    )  # fmt: skip
    return amendment


def _told(values: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in values.items())
