"""A meeting's timetable as its page on the desk tells it: the days, what waits or went out without, and warnings."""

from dataclasses import dataclass
from typing import Any

from .clearances import Standing, standing
from .clock import today
from .meetings_desk import told_of
from .models import Election, Meeting, Paper, TimetableStep
from .timetable import ElectionPeriod, count_back, despatch_day, election_warnings, not_a_working_day
from .wording import weekday


@dataclass(frozen=True)
class Day:
    """A line of a meeting's timetable: the step, its day, and which papers have yet to go through it."""

    title: str
    on: str
    waiting: list[str]
    overdue: bool


def timetable_of(meeting: Meeting, user: Any) -> dict[str, Any]:
    """What the meeting's page says of its timetable: the days, the papers with how far each is, and warnings.

    Of one that was cancelled or put off there are no days to count back from; of one that was held nothing is due any
    more, and it says what went out without."""
    steps = [step for step in TimetableStep.objects.all() if step.applies_to(meeting.body.kind)]
    papers = list(
        Paper.objects.visible_to(user).unrevised().filter(agenda_item__meeting=meeting)
        .select_related("agenda_item__meeting__body").order_by("agenda_item__number", "pk")
    )  # fmt: skip
    where = standing(papers, today=today())
    told: dict[str, Any] = {
        "timetable_papers": [(paper, told_of(where.get(paper.pk, []))) for paper in papers],
        "moves": list(meeting.moves.all()), "timetable_over": not meeting.is_to_come,
    }  # fmt: skip
    if meeting.is_off:
        return told
    days = [_day(due.step, due.on, papers, where) for due in count_back(meeting.date, steps)]
    unpublished = [str(paper) for paper in papers if paper.published_on is None]
    despatch = despatch_day(meeting.date)
    late = bool(unpublished) and despatch < today() and meeting.is_to_come
    days.append(Day("Despatch, with five clear days", weekday(despatch), unpublished, late))
    elections = [ElectionPeriod(row.title, row.notice_of_election, row.date) for row in Election.objects.all()]
    warnings = [*filter(None, [not_a_working_day(meeting.date)]), *election_warnings(meeting.date, elections)]
    return told | {"timetable": days, "timetable_warnings": warnings if meeting.is_to_come else []}


def _day(step: TimetableStep, on: Any, papers: list[Paper], where: dict[int, list[Standing]]) -> Day:
    waits = [
        (str(paper), one.overdue) for paper in papers for one in where.get(paper.pk, ())
        if one.step.pk == step.pk and one.outstanding
    ]  # fmt: skip
    return Day(step.name, weekday(on), [title for title, _ in waits], any(overdue for _, overdue in waits))
