"""What a meeting's new day does to its published papers: some become late, some would be out after it."""

from datetime import date

from .models import Meeting, Paper
from .timetable import is_late
from .wording import join_words


def made_late(meeting: Meeting, to: date) -> list[Paper]:
    """Published papers that had five clear days, or were not counted, and have them no longer on the new day."""
    return [paper for paper, on in _published(meeting) if not paper.late_reason and is_late(on, to)]


def out_after(meeting: Meeting, to: date) -> list[Paper]:
    """Papers that are to be published only after the new day."""
    return [paper for paper, on in _published(meeting) if on > to]


def titles(papers: list[Paper]) -> str:
    return join_words([f"“{paper}”" for paper in papers])


def _published(meeting: Meeting) -> list[tuple[Paper, date]]:
    rows = Paper.objects.filter(agenda_item__meeting=meeting).order_by("agenda_item__number", "pk")
    return [(paper, paper.published_on) for paper in rows if paper.published_on is not None]
