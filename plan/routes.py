"""The way of a version of the plan to its approval: every step as planned and as it was (requirements B20 and B21)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from . import clock
from .models import Decision, Meeting, Plan
from .slots import ConsultedOn
from .standing import consulted_on, editions, lineage
from .wording import count


@dataclass(frozen=True)
class Day:
    """A day of a step, in words where only the month is known, with the page of its meeting where there is one."""

    on: date | None
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One step. `planned` is left out where no other day was ever named; `actual` where it is yet to be taken."""

    what: str
    who: str
    edition: str
    planned: Day | None
    actual: Day | None
    note: str = ""
    report: str = ""
    url: str = ""
    source: str = ""
    illustrative: bool = False
    awaited: bool = True  # without an actual day: still to come, and not merely not recorded
    order: int = 0
    stands_on: date | None = None  # its place in time where the day is not known

    @property
    def slipped(self) -> str:
        """How it differs from what was planned, in words; nothing where either day is not known."""
        if self.planned is None or self.actual is None or not self.planned.on or not self.actual.on:
            return ""
        return slip(self.planned.on, self.actual.on)

    def sort_key(self) -> tuple[date, int]:
        days = [day.on for day in (self.actual, self.planned) if day is not None and day.on is not None]
        return (days[0] if days else self.stands_on or date.min, self.order)


def slip(planned: date, actual: date) -> str:
    """By how much a day differs from the one planned: "10 weeks later than planned", "on the day planned"."""
    days = abs((actual - planned).days)
    if not days:
        return "on the day planned"
    weeks, rest = divmod(days, 7)
    parts = [count(weeks, "week")] if weeks else []
    parts += [count(rest, "day")] if rest else []
    return f"{' and '.join(parts)} {'later' if actual > planned else 'earlier'} than planned"


@dataclass(frozen=True)
class Route:
    """All steps in their order. `made_from` is the version that was in force, or of other years, with which the way
    began; None where it began with a draft of its own, or with a version that the reader may not see."""

    steps: list[Step]
    made_from: Plan | None


def route(plan: Plan, user: Any) -> Route:
    """The way of a version and of the drafts that it was made from, as far as this user may see these. Five queries at
    most, and one for each room that consults."""
    known = editions()
    line = lineage(plan.pk, known)
    before = known[line[-1]].based_on
    seen = {one.pk: one for one in Plan.objects.visible_to(user).filter(pk__in={*line, before} - {None})}
    made_from = seen.pop(before, None) if before not in line else None
    today = clock.today()
    decisions = list(
        Decision.objects.filter(plan__in=list(seen)).select_related("body", "meeting__body").order_by("pk")
    )
    meetings = _meetings(decisions, user)
    steps = [_decided(one, seen[one.plan_id], meetings, today) for one in decisions if one.plan_id in seen]
    for pk, rows in consulted_on(seen).items():
        for row in rows:
            if not plan.in_force_from or row.opens < plan.in_force_from:  # later ones led to something else
                steps += _consulted(row, seen[pk], today)
    for one in seen.values():
        steps += _became(one, today)
    return Route(sorted(steps, key=Step.sort_key), made_from)


def _meetings(decisions: Iterable[Decision], user: Any) -> dict[tuple[int, date], str]:
    """The addresses of the meetings at which these were taken or planned, as far as one may know of them."""
    wanted = {(one.body_id, day) for one in decisions for day in (one.date, one.planned_date) if day}
    if not wanted:
        return {}
    days, bodies = {day for _, day in wanted}, {body for body, _ in wanted}
    rows = Meeting.objects.visible_to(user).filter(body__in=bodies, date__in=days).values_list(
        "body_id", "date", "body__slug"
    )  # fmt: skip
    return {
        (body, day): reverse("meeting", args=[slug, day.isoformat()])
        for body, day, slug in rows
        if (body, day) in wanted
    }


def _decided(one: Decision, plan: Plan, meetings: dict[tuple[int, date], str], today: date) -> Step:
    planned = one.planned_date and Day(one.planned_date, "", meetings.get((one.body_id, one.planned_date), ""))
    actual = None
    if one.date is not None and one.date <= today:
        actual = Day(one.date, "", meetings.get((one.body_id, one.date), ""))
    elif one.date is not None:
        planned = planned or Day(one.date, "", meetings.get((one.body_id, one.date), ""))
    elif one.date_words:
        actual = Day(None, one.date_words)
    awaited = bool(planned and planned.on and planned.on >= today)
    kind = one.get_kind_display()
    return Step(
        what=kind if actual else f"To be {kind.lower()}" if awaited else "Planned; nothing recorded", who=one.body.name,
        edition=plan.label, planned=planned or None, actual=actual, note=one.text, report=one.report,
        source=one.source, illustrative=one.illustrative, awaited=awaited, order=2,
        stands_on=plan.in_force_from if plan.in_force_decision_id == one.pk else None,
    )  # fmt: skip


def _consulted(row: ConsultedOn, plan: Plan, today: date) -> Iterator[Step]:
    common: dict[str, Any] = {
        "who": row.title, "edition": plan.label, "url": row.url, "illustrative": row.illustrative,
    }  # fmt: skip
    opened = row.opens <= today
    yield Step(
        "Consultation opened" if opened else "Consultation to open",
        planned=None if opened else Day(row.opens), actual=Day(row.opens) if opened else None, order=3, **common,
    )  # fmt: skip
    over = row.stopped < today
    moved = row.last != row.closes or row.stopped != row.last
    why = " ".join(filter(None, (row.why_extended, row.why_stopped)))
    yield Step(
        "Consultation closed" if over else "Consultation to close",
        planned=Day(row.closes) if moved or not over else None,
        actual=Day(row.stopped) if over or moved else None, note=why, order=4, **common,
    )  # fmt: skip


def _became(plan: Plan, today: date) -> Iterator[Step]:
    """What the decisions led to: made public, in force, at an end."""
    if plan.published_at is not None:
        note = "Its words no longer change."
        on = clock.local_day(plan.published_at)
        here = Day(None, plan.in_force_words) if plan.in_force_words and on == plan.in_force_from else Day(on)
        yield Step("Published", "", plan.label, None, here, note=note, order=5, stands_on=on)
    if (since := plan.in_force_from) is not None:
        here, ahead = Day(None, plan.in_force_words) if plan.in_force_words else Day(since), since > today
        what = "To come into force" if ahead else "In force"
        yield Step(what, "", plan.label, here if ahead else None, None if ahead else here, order=6, stands_on=since)
    if plan.in_force_until is not None and plan.in_force_until <= today:
        note = "Another version came into force on this day."
        yield Step("No longer in force", "", plan.label, None, Day(plan.in_force_until), note=note, order=7)
