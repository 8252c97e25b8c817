"""Verbs on editions: copy, publish, put in force, amend.

Requirements B19-B22, B30. Publishing freezes what the council resolved, in the database; only a decision of full
Council puts an edition in force. All of them are a policy officer's.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q

from plan import clock, events, locking
from plan.desk.changes import label_of
from plan.models import Amendment, BodyKind, Decision, GlossaryTerm, Plan, Section, SectionEntry
from plan.roles import POLICY_OFFICER, require
from plan.wording import count, day, join_words

from .altered import AMENDED, PUBLISHED, sealing
from .checking import wrong_in_name
from .missing_figures import refusal
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
from .since import changed_since
from .starting import keep_baseline

Row = TypeVar("Row", bound=models.Model)
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


def taken() -> Q:
    """Decisions that were taken by today; of some only the month is known."""
    return Q(date__isnull=False, date__lte=clock.today()) | ~Q(date_words="")


class CannotCopy(ValueError):
    """The new edition cannot be called so; the message says why."""


class CannotPublish(ValueError):
    """The edition lacks something; the message says what, and what to do."""


class EditionChanged(ValueError):
    """Somebody changed the edition since its publisher looked; `changes` says what, in sentences."""

    def __init__(self, changes: list[str]) -> None:
        super().__init__("This version was changed since you opened the page. Read what changed, then confirm.")
        self.changes = changes


class NotInForce(ValueError):
    """The decision given cannot put an edition in force."""


class CannotAmend(ValueError):
    """The amendment cannot be made; the message says why."""


@transaction.atomic
def copy_edition(source: Plan, /, *, slug: str, label: str, by, why: str = "", **fields) -> Plan:
    """A new draft with every row of `source`, each row the same item. `fields` set other columns of the new edition.

    Cost: one INSERT a table and level, not a row. Raises CannotCopy where the name is another's, or a page's.
    """
    require(by, POLICY_OFFICER, to="make a new version of the plan")
    if wrong := wrong_in_name(slug):
        raise CannotCopy(wrong)
    words = (
        "title", "start_year", "end_year", "vision", "vision_text", "commitment_label", "source", "illustrative",
        "replaces_id",
    )  # fmt: skip
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
def publish_edition(
    plan: Plan, *, by, why: str = "", at: datetime | None = None, seen: int | None = None,
    figures_on: date | None = None, keep_figures: bool = True, decision: Decision | None = None,
) -> Plan:  # fmt: skip
    """Make an edition public and freeze its words. Raises CannotPublish, naming everything that stands in the way.

    `seen` is the number of the last event when the publisher read the edition: EditionChanged says what was done to it
    since. `at` is for an edition that was public before it came into this system. Each sub-outcome keeps the figures
    of its indicators as its baseline, as they were known on the day `figures_on`, else on that of publication; none
    without `keep_figures`, for an edition that says nothing of how success is measured. `decision` is what it is
    frozen on: one on this version, already taken; an approval needs every missing figure filled in or accepted.
    """
    require(by, POLICY_OFFICER, to="publish a version of the plan")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.is_public:
        raise CannotPublish(f"{plan} is already published. To change it, make a new version.")
    if seen is not None and (changes := changed_since(plan, seen)):
        raise EditionChanged(changes)
    if obstacles := _obstacles(plan):
        raise CannotPublish(f"{plan} cannot be published yet: {join_words(obstacles)}.")
    if decision is not None:
        decision = Decision.objects.select_for_update().select_related("body").get(pk=decision.pk)
        _check_freezing(plan, decision)
    if figures_on and figures_on > clock.today():
        raise CannotPublish(f"What figures will be on {day(figures_on)} is not known yet. Give a day that has come.")
    return _make_public(
        plan, at or clock.now(), by=by, why=why, figures_on=figures_on, keep_figures=keep_figures, decision=decision
    )


def decisions_on(plan: Plan) -> models.QuerySet[Decision]:
    """What an edition may be frozen on: decisions about it that were taken and agree to it."""
    kinds = (Decision.Kind.APPROVED, Decision.Kind.AGREED)
    return Decision.objects.filter(taken(), plan=plan, kind__in=kinds)


def _check_freezing(plan: Plan, decision: Decision) -> None:
    if not decisions_on(plan).filter(pk=decision.pk).exists():
        raise CannotPublish(
            f"{plan} is not published on this decision: {decision}. It takes one on this version, already taken, by"
            " which it was approved or agreed."
        )
    if decision.kind == Decision.Kind.APPROVED and (missing := refusal(plan, "be published as approved")):
        raise CannotPublish(missing)


@transaction.atomic
def record_former(
    plan: Plan, *, at: datetime, in_force_from: date | None, by, why: str = "", decision: Decision | None = None
) -> Plan:
    """An edition of the past as it went on record: public, and in force since a day where it ever was, whatever it
    holds of its words.

    The edition in force before it ends that day. Of its `decision` often only the month is known.
    """
    require(by, POLICY_OFFICER, to="record a plan of the past")
    if in_force_from is not None:
        _end_former(in_force_from, by=by, why=why, successor=plan)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.in_force_from, plan.in_force_decision = in_force_from, decision if in_force_from else None
    return _make_public(plan, at, by=by, why=why, decision=decision)


def _make_public(
    plan: Plan, at: datetime, *, by, why: str, figures_on: date | None = None, keep_figures: bool = True,
    decision: Decision | None = None,
) -> Plan:  # fmt: skip
    """From here on the database refuses changes, and the log has what the edition said."""
    published_on = clock.local_day(at)
    if keep_figures:
        keep_baseline(plan, cited_on=published_on, as_at=figures_on or published_on)
    plan.published_at, plan.frozen_by = at, decision
    plan.version += 1
    plan.save()
    events.record(verb=PUBLISHED, subject=plan, by=by, why=why, detail=sealing(plan))
    return plan


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

    Only full Council can, by approving this very edition (001 paragraph 2): raises NotInForce for any other decision,
    one still only planned, or a day that another edition already has.
    """
    require(by, POLICY_OFFICER, to="put a version of the plan in force")
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    decision = Decision.objects.select_for_update().select_related("body").get(pk=decision.pk)
    _check_decision(plan, decision)
    start = from_day or decision.date
    if decision.date is None or start is None or start < decision.date or decision.date > clock.today():
        raise NotInForce("A plan comes into force on or after the day full Council decided. Record that date first.")
    if not plan.is_public:
        raise NotInForce(f"{plan} is not published. Publish it first, so that its words no longer change.")
    if plan.in_force_from:
        raise NotInForce(f"{plan} already is, or was, in force.")
    if missing := refusal(plan, "come into force"):
        raise NotInForce(missing)
    _check_years(plan, start)
    _end_former(start, by=by, why=why, successor=plan)
    plan.in_force_from, plan.in_force_decision = start, decision
    plan.version += 1
    plan.save()
    detail = {"decision": str(decision), "decision_id": decision.pk, "from": str(start)}
    events.record(verb="plan.put_in_force", subject=plan, by=by, why=why, detail=detail)
    return plan


def _check_decision(plan: Plan, decision: Decision) -> None:
    if decision.body.kind != BodyKind.COUNCIL:
        raise NotInForce(f"Only full Council puts a plan in force; this decision is {decision.body}'s.")
    if decision.plan_id != plan.pk:
        about = f"about {decision.plan}" if decision.plan_id else "not about a version of the plan"
        raise NotInForce(f"This decision is {about}. Choose full Council's decision on {plan}.")
    if decision.kind != Decision.Kind.APPROVED:
        raise NotInForce(f"Full Council has to approve the plan; this decision says “{decision.get_kind_display()}”.")


def _check_years(plan: Plan, start: date) -> None:
    """A plan revised while it is in force keeps its end year (requirement B22); one for other years begins later."""
    former = Plan.objects.in_force(start).filter(pk=plan.based_on_id, start_year=plan.start_year).first()
    if former is not None and former.end_year != plan.end_year:
        raise NotInForce(
            f"{plan} revises {former}, which runs to {former.end_year}: a revision keeps the end year. For other years"
            " make a new version with its own first year."
        )


def _end_former(start: date, *, by, why: str, successor: Plan) -> None:
    """End the edition in force on the day another begins. Two are never in force on one day: the database refuses it,
    and who comes second at the same moment waits here for the first."""
    events.next_number()
    in_force = Plan.objects.select_for_update().filter(in_force_from__isnull=False)
    later = in_force.filter(in_force_from__gte=start).order_by("in_force_from").first()
    if later is not None and later.in_force_from is not None:
        raise NotInForce(
            f"{later} has been in force since {day(later.in_force_from)}, so nothing comes into force on {day(start)}."
        )
    for former in in_force.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=start)):
        former.in_force_until = start
        former.version += 1
        former._change_reason = why or f"{successor} came into force"
        former.save()
        events.record(verb="plan.ended", subject=former, by=by, why=why, detail={"until": str(start)})


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
