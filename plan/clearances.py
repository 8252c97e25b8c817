"""Clearances of papers: recorded by office, and what is still outstanding or overdue (requirement O121).

A pack is cleared as the paper that it is: another room makes a `Paper` of it and records clearances on that.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from . import clock, events
from .desk.sharing import shared
from .meetings import NotPossible
from .models import Clearance, Meeting, Paper, TimetableStep
from .roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours, require
from .timetable import LONGEST_BEFORE, count_back
from .wording import day

KEEPERS = (DEMOCRATIC_SERVICES, POLICY_OFFICER)
# What goes through the timetable by itself: an appendix goes with its report, and minutes are cleared by nobody.
CLEARED_KINDS = (Paper.Kind.REPORT, Paper.Kind.PRESENTATION, Paper.Kind.SUPPLEMENTARY)

CLEARED_AS_IT_WAS = ("title", "kind", "link", "agenda_item_id")  # what a clearance is of


@dataclass(frozen=True)
class Standing:
    """How a paper stands at one step of the timetable: cleared, or due by a day."""

    step: TimetableStep
    due: date
    clearance: Clearance | None
    overdue: bool
    without: bool = False  # the paper was published, or its meeting held, without this clearance

    @property
    def outstanding(self) -> bool:
        return self.clearance is None


def goes_through(paper: Paper) -> bool:
    """Whether the paper needs clearances of its own."""
    return paper.kind in CLEARED_KINDS


def standing(papers: Iterable[Paper], *, today: date) -> dict[int, list[Standing]]:
    """How each of these papers stands at the steps that it goes through, by key; papers that go through none are left
    out. Two queries, or none. The papers are read with `agenda_item__meeting__body`."""
    papers = [paper for paper in papers if goes_through(paper)]
    if not papers:
        return {}
    steps = list(TimetableStep.objects.all())
    cleared: dict[int, dict[int, Clearance]] = defaultdict(dict)
    for clearance in Clearance.objects.filter(paper__in=[paper.pk for paper in papers]):
        cleared[clearance.paper_id][clearance.step_id] = clearance
    return {paper.pk: _standing(paper, steps, cleared[paper.pk], today) for paper in papers}


def _standing(
    paper: Paper, steps: list[TimetableStep], cleared: dict[int, Clearance], today: date
) -> list[Standing]:  # fmt: skip
    meeting = paper.agenda_item.meeting
    found = []
    for due in count_back(meeting.date, [step for step in steps if step.applies_to(meeting.body.kind)]):
        clearance = cleared.get(due.step.pk)
        waits = clearance is None and paper.published_on is None and meeting.is_to_come
        without = clearance is None and (paper.published_on is not None or meeting.status == Meeting.Status.HELD)
        found.append(Standing(due.step, due.on, clearance, waits and due.on < today, without))
    return found


def waiting(*, on: date) -> list[tuple[Paper, list[Standing]]]:
    """Unpublished papers of meetings to come, with the steps that each still has to go through, the meeting that is
    nearest first. Three queries, once for a page of the desk."""
    return shared(("clearances", on), lambda: _waiting(on))


def _waiting(on: date) -> list[tuple[Paper, list[Standing]]]:
    papers = Paper.objects.unrevised().filter(
        published_on=None, agenda_item__meeting__date__gte=on, kind__in=CLEARED_KINDS,
        agenda_item__meeting__status__in=(Meeting.Status.PROVISIONAL, Meeting.Status.CONFIRMED),
    )  # fmt: skip
    ordered = papers.select_related("agenda_item__meeting__body").order_by("agenda_item__meeting__date", "pk")
    found = list(ordered)
    where = standing(found, today=on)
    return [(paper, [one for one in where[paper.pk] if one.outstanding]) for paper in found]


def may_record(user, step: TimetableStep) -> bool:
    """Democratic services and policy officers may, and whoever holds the step's office."""
    return user.has_role(*(role.slug for role in KEEPERS)) or holds(user, step)


def holds(user, step: TimetableStep) -> bool:
    return bool(step.office) and user.is_active and user.office.casefold() == step.office.casefold()


@transaction.atomic
def record_clearance(
    paper: Paper, step: TimetableStep, *, by, office: str = "", on: date | None = None, note: str = ""
) -> Clearance:
    """Record that an office cleared a paper, on a day, today without one. Without `office` it is the step's own.

    Raises NotYours, and NotPossible for what was cleared already, does not go through the step or is still to come.
    """
    if not may_record(by, step):
        holder = f" or whoever is {step.office}" if step.office else ""
        raise NotYours(f"{step} is recorded by democratic services, a policy officer{holder}. Ask one of them.")
    paper = Paper.objects.select_for_update(of=("self",)).select_related("agenda_item__meeting__body").get(pk=paper.pk)
    on, office = on or clock.today(), office.strip() or step.office
    if not by.has_role(*(role.slug for role in KEEPERS)):
        office = by.office  # nobody else clears in another's name
    if not goes_through(paper) or not step.applies_to(paper.agenda_item.meeting.body.kind):
        raise NotPossible(f"“{paper}” does not go through {step}.")
    if not office:
        raise NotPossible(f"Say which office gave {step}.")
    if on > clock.today():
        raise NotPossible(f"{day(on)} is still to come. Record a clearance when it is given.")
    if on < paper.agenda_item.meeting.date - LONGEST_BEFORE:
        raise NotPossible(f"{day(on)} is more than a year before the meeting. Give the day it was cleared.")
    if Clearance.objects.filter(paper=paper, step=step).exists():
        raise NotPossible(f"{step} of “{paper}” is recorded already.")
    made = Clearance(paper=paper, step=step, office=office, on=on, note=note.strip(), by=by)
    made._history_user = by
    made.save(force_insert=True)
    detail = {"step": step.key, "office": office, "on": str(on)}
    events.record(verb="paper.cleared", subject=paper, by=by, why=note.strip(), detail=detail)
    return made


def overtaken(before: Paper, after: Paper, by, why: str) -> None:
    """What offices cleared is what goes out: a paper that is changed in its title, kind, address or place is another,
    so its clearances are taken back and have to be given again. Called in the transaction of the change."""
    if all(getattr(before, name) == getattr(after, name) for name in CLEARED_AS_IT_WAS):
        return
    for row in Clearance.objects.filter(paper=after).select_related("step").order_by("pk"):
        detail = {"step": row.step.key, "office": row.office, "on": str(row.on)}
        reason = why or "The paper was changed after it was cleared."
        row._history_user, row._change_reason = by, reason
        row.delete()
        events.record(verb="paper.clearance_overtaken", subject=after, by=by, why=reason, detail=detail)


@transaction.atomic
def take_back_clearance(clearance: Clearance, *, by, why: str) -> None:
    """Take back a clearance that was recorded by mistake, or that a change of the paper has overtaken."""
    require(by, *KEEPERS, to="take back a clearance")
    paper, step = clearance.paper, clearance.step
    if not why.strip():
        raise NotPossible(f"Say why {step} of “{paper}” is taken back.")
    if paper.published_on:
        raise NotPossible(f"“{paper}” is published with this clearance, so it stays.")
    detail = {"step": step.key, "office": clearance.office, "on": str(clearance.on)}
    clearance._history_user, clearance._change_reason = by, why
    clearance.delete()
    events.record(verb="paper.clearance_taken_back", subject=paper, by=by, why=why, detail=detail)
