"""The verb that states a report's effect on outcomes, and what was stated (requirements H84 and H85)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from outcomes.framework.models import Outcome, PlanItem
from outcomes.framework.same import thing_of
from plan import events
from plan.clock import local_day, today
from plan.locking import Stale
from plan.models import Paper, Plan, User
from plan.prepared import ITEM, Many, Prepared
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require

from .impact import ImpactStatement


class NotStated(ValueError):
    """The effects cannot be stated so; the message says why and what to do."""


@dataclass(frozen=True)
class Effect:
    """What a report states of its effect on one outcome; nothing of it where `effect` is empty."""

    effect: str
    why: str = ""


def edition_for(on: Date, among: Sequence[Plan] | None = None) -> Plan | None:
    """The version whose outcomes a paper of this day is held against: the one in force or, where that has none or
    there is none, the newest public one of that day, else the newest that was ever in force, else the newest public
    one. One query, none where the versions are given (`public_editions`)."""
    plans = public_editions() if among is None else among
    told = [
        [plan for plan in plans if plan.is_in_force(on)],
        [plan for plan in plans if plan.published_at and local_day(plan.published_at) <= on],
        [plan for plan in plans if plan.in_force_from is not None],
        list(plans),
    ]
    return next((found[0] for found in told if found), None)


def public_editions() -> list[Plan]:
    """Public versions that have strategic outcomes, the newest first. One query."""
    strategic = Outcome.objects.filter(plan=OuterRef("pk"), kind=Outcome.Kind.OUTCOME)
    return list(Plan.objects.public().filter(Exists(strategic)).order_by("-start_year", "-published_at", "-pk"))


def outcomes_for(paper: Paper) -> list[Outcome]:
    """The strategic outcomes that the paper is to state its effect on, in the plan's order."""
    plan = edition_for(paper.agenda_item.meeting.date)
    if plan is None:
        return []
    rows = Outcome.objects.filter(plan=plan, kind=Outcome.Kind.OUTCOME).select_related("plan")
    return list(rows.order_by("position", "pk"))


@dataclass(frozen=True)
class Completeness:
    stated: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.stated >= self.of

    def __str__(self) -> str:
        if not self.of:
            return "There is no outcome to state an effect on."
        return f"{self.stated} of {self.of} outcome{'' if self.of == 1 else 's'} stated"


def completeness(paper: Paper) -> Completeness:
    """How many of its outcomes a paper states its effect on."""
    outcomes = [outcome.item_id for outcome in outcomes_for(paper)]
    return Completeness(len(set(outcomes) & set(standing(paper, outcomes))), len(outcomes))


def standing(paper: Paper, outcomes: Collection[UUID]) -> dict[UUID, ImpactStatement]:
    """What a paper states, by the outcome asked for, also where it was stated of what is the same in another version.
    Two queries."""
    rows = ImpactStatement.objects.filter(paper=paper).annotate(thing=thing_of("outcome"))
    stated = {row.thing: row for row in rows}
    things = PlanItem.objects.filter(pk__in=outcomes).values_list("pk", "same_as")
    return {item: stated[same or item] for item, same in things if (same or item) in stated}


def outcomes_of(plans: Collection[Plan]) -> dict[int, set[UUID]]:
    """What stands for the strategic outcomes of each of these versions, whatever version is meant. One query."""
    found: dict[int, set[UUID]] = {plan.pk: set() for plan in plans}
    rows = Outcome.objects.filter(plan__in=found, kind=Outcome.Kind.OUTCOME).annotate(thing=thing_of("item"))
    for plan, thing in rows.values_list("plan_id", "thing"):
        found[plan].add(thing)
    return found


def stated_by(papers: Collection[Paper]) -> dict[int, set[UUID]]:
    """What stands for the outcomes that each of these papers states its effect on. One query."""
    found: dict[int, set[UUID]] = {}
    rows = ImpactStatement.objects.filter(paper__in=papers).annotate(thing=thing_of("outcome"))
    for paper, thing in rows.values_list("paper_id", "thing"):
        found.setdefault(paper, set()).add(thing)
    return found


@transaction.atomic
def state_effects(
    paper: Paper, effects: Mapping[UUID, Effect], *, by: User, seen: Mapping[UUID, int] | None = None,
    why: str = "", illustrative: bool = False, source: str = "",
) -> list[ImpactStatement]:  # fmt: skip
    """Say what a report does to these outcomes; an empty effect takes back what was stated. Whatever is not named
    stays. Returns what was changed.

    What a published report states was read: it changes with a reason (`why`), which is shown beside it, and is not
    taken back. The event keeps what stood before.

    `seen` holds the version of each statement as it was read, 0 where there was none. For policy officers and
    democratic services. Raises NotStated, and `plan.locking.Stale` where a statement is not as it was seen.
    """
    require(by, POLICY_OFFICER, DEMOCRATIC_SERVICES, to="state what a report does to the plan's outcomes")
    paper = Paper.objects.select_for_update().select_related("agenda_item__meeting__body").get(pk=paper.pk)
    known = {outcome.item_id: outcome for outcome in outcomes_for(paper)}
    there = standing(paper, set(effects))
    changed, before = [], {}
    for item, effect in effects.items():
        row = there.get(item)
        if item not in known and row is None:
            raise NotStated("This outcome is not in the version of the plan that the report is held against.")
        if seen is not None and seen.get(item, 0) != (row.version if row else 0):
            raise Stale(ImpactStatement, row.pk if row else None, seen.get(item, 0))
        if _differs(row, effect):
            _check(effect, known.get(item))
            if row is not None:
                _check_read(paper, effect, why)
                before[str(known.get(item, item))] = {"effect": row.effect, "why": row.why}
                if is_read(paper):
                    row.changed_on, row.changed_why = today(), why.strip()[:300]
            changed.append(_put(row, paper, item, effect, by, {"illustrative": illustrative, "source": source}))
    if changed:
        told = {str(known.get(row.outcome_id, row.outcome_id)): row.effect for row in changed}
        detail = {"outcomes": told} | ({"before": before} if before else {})
        events.record(verb="impact.stated", subject=paper, by=by, why=why, detail=detail)
    return changed


def is_read(paper: Paper) -> bool:
    """Whether everyone could read the paper already."""
    return paper.published_on is not None and paper.published_on <= today()


def _check_read(paper: Paper, effect: Effect, why: str) -> None:
    """Refuse to change without a reason, or to take away, what readers of a published report have read."""
    if not is_read(paper):
        return
    if not effect.effect:
        raise NotStated(
            "The report is published, and what it states was read. Choose “No effect” instead, and say why."
        )
    if not why.strip():
        raise NotStated("The report is published: say why what it states changes. The reason is shown beside it.")


def carry_over(old: Paper, new: Paper, by: Any, why: str) -> None:
    """A revised paper states what the one before it did, until somebody states otherwise."""
    for row in ImpactStatement.objects.filter(paper=old).order_by("pk"):
        copy = ImpactStatement(
            paper=new, outcome_id=row.outcome_id, effect=row.effect, why=row.why, source=row.source,
            illustrative=row.illustrative,
        )  # fmt: skip
        copy._history_user, copy._change_reason = by, why
        copy.save(force_insert=True)


def _differs(row: ImpactStatement | None, effect: Effect) -> bool:
    return ((row.effect, row.why) if row else ("", "")) != (effect.effect, effect.why.strip())


def _check(effect: Effect, outcome: Outcome | None) -> None:
    name = f"{outcome.number} {outcome.title}" if outcome else "the outcome"
    if not effect.effect:
        if effect.why.strip():
            raise NotStated(f"Choose whether the report supports {name}, conflicts with it or has no effect.")
        return
    if effect.effect not in ImpactStatement.Effect.values:
        raise NotStated(f"Choose one of the effects for {name}.")
    if effect.effect != ImpactStatement.Effect.NEUTRAL and not effect.why.strip():
        raise NotStated(f"Say how the report affects {name}.")


def _put(
    row: ImpactStatement | None, paper: Paper, item: UUID, effect: Effect, by: User, more: dict[str, Any]
) -> ImpactStatement:  # fmt: skip
    if row is None:
        row = ImpactStatement(paper=paper, outcome_id=item, version=0, **more)
    row._history_user, row._change_reason = by, "Stated" if effect.effect else "Taken back"
    if not effect.effect:
        key = row.pk
        row.delete()
        row.pk, row.effect = key, ""
        return row
    row.effect, row.why, row.version = effect.effect, effect.why.strip(), row.version + 1
    row.save()
    return row


# What was stated ----------------------------------------------------------------------------------------------------


def touching(outcomes: Collection[UUID], user: Any) -> Any:
    """Statements of an effect on these outcomes, "no effect" left out, that this user may read, of papers as last
    revised; the newest meeting first. One cheap query where there is none."""
    keys = [key for key, _ in TOUCHING(outcomes=outcomes)]
    return in_order(ImpactStatement.objects.current_for(user).filter(pk__in=keys)) if keys else []


def _touching(outcomes: Any) -> Any:
    rows = ImpactStatement.objects.filter(outcome__among=outcomes).exclude(effect=ImpactStatement.Effect.NEUTRAL)
    return rows.order_by("pk").values_list("pk", "paper_id")


TOUCHING = Prepared(_touching, outcomes=Many(ITEM))


def in_order(rows: Any) -> Any:
    """Newest meeting first, with what a list tells of each."""
    return rows.select_related("paper__agenda_item__meeting__body").order_by(
        "-paper__agenda_item__meeting__date", "paper", "pk"
    )


def with_words(rows: Any, term: str) -> Any:
    """Those whose words, or whose report's title, have this text."""
    return rows.filter(Q(why__icontains=term) | Q(paper__title__icontains=term)) if term else rows
