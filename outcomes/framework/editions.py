"""Verbs on editions: copy, publish, put in force. Minor amendments are in `amending.py`.

Requirements B19-B22. Publishing freezes what the council resolved, in the database; only a decision of full
Council puts an edition in force. All of them are a policy officer's.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Q

from plan import clock, events
from plan.models import BodyKind, Decision, GlossaryTerm, Plan, Section, SectionEntry
from plan.roles import POLICY_OFFICER, require
from plan.wording import count, day, join_words

from .altered import PUBLISHED, sealing
from .checking import wrong_in_name
from .missing_figures import refusal
from .models import (
    Aim,
    Commitment,
    CommitmentPartner,
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
    frozen on: one on this version, already taken. Once an approval is on record, every missing figure has to be filled
    in or accepted.
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


def _check_freezing(plan: Plan, decision: Decision | None) -> None:
    """An approval on record binds, whether or not the publisher names it."""
    known = decisions_on(plan)
    if decision is not None and not known.filter(pk=decision.pk).exists():
        raise CannotPublish(
            f"{plan} is not published on this decision: {decision}. It takes one on this version, already taken, by"
            " which it was approved or agreed."
        )
    if not known.filter(kind=Decision.Kind.APPROVED).exists():
        return
    if missing := refusal(plan, "be published as approved"):
        raise CannotPublish(missing)


@transaction.atomic
def record_former(
    plan: Plan, *, at: datetime, in_force_from: date | None, by, why: str = "", decision: Decision | None = None
) -> Plan:
    """An edition of the past as it went on record: public, and in force since a day where it ever was, whatever it
    holds of its words.

    The edition in force before it ends that day. Where only the month of its `decision` is known, `in_force_from` is a
    day that stands for it, and people read the month.
    """
    require(by, POLICY_OFFICER, to="record a plan of the past")
    if in_force_from is not None:
        _end_former(in_force_from, by=by, why=why, successor=plan)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.in_force_from, plan.in_force_decision = in_force_from, decision if in_force_from else None
    if in_force_from is not None and decision is not None and decision.date is None:
        plan.in_force_words = decision.date_words
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
    former = _end_former(start, by=by, why=why, successor=plan)
    if former is not None and former.start_year != plan.start_year and plan.replaces_id is None:
        plan.replaces = former
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


def _end_former(start: date, *, by, why: str, successor: Plan) -> Plan | None:
    """End the edition in force on the day another begins, and return it. Two are never in force on one day: the
    database refuses it, and who comes second at the same moment waits here for the first."""
    events.next_number()
    in_force = Plan.objects.select_for_update().filter(in_force_from__isnull=False)
    later = in_force.filter(in_force_from__gte=start).order_by("in_force_from").first()
    if later is not None and later.in_force_from is not None:
        raise NotInForce(
            f"{later} has been in force since {day(later.in_force_from)}, so nothing comes into force on {day(start)}."
        )
    former = in_force.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=start)).first()
    if former is None:
        return None
    former.in_force_until = start
    former.version += 1
    former._change_reason = why or f"{successor} came into force"
    former.save()
    events.record(verb="plan.ended", subject=former, by=by, why=why, detail={"until": str(start)})
    return former
