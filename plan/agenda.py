"""What a meeting's page tells: its agenda with papers, who sat on the body that day, what was decided."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from . import clock
from .models import AgendaItem, BackgroundPaper, BodyMembership, Decision, Meeting, Paper
from .models.meetings import knows_every_meeting
from .timetable import is_late


@dataclass
class PaperLine:
    """A paper as readers see it, with the earlier papers that it took the place of."""

    paper: Paper
    background: list[BackgroundPaper]
    late: bool
    same_title: bool = False  # as its item of the agenda, so that the page says it once
    earlier: list[Paper] = field(default_factory=list)


@dataclass(frozen=True)
class ItemLine:
    item: AgendaItem
    papers: list[PaperLine]
    untold: str = ""  # what an exempt item is about, for officers
    draft: bool = False  # others do not see it yet


def agenda_of(meeting: Meeting, user: Any) -> list[ItemLine]:
    """The part of the agenda that this user may see, with the papers that they may see, each once, in its latest form
    that they may see. Three queries; one more for officers, who also see drafts."""
    background = Prefetch("background", BackgroundPaper.objects.order_by("pk"))
    papers = Paper.objects.visible_to(user).filter(agenda_item__meeting=meeting).select_related("subject_to")
    by_item: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers.prefetch_related(background).order_by("pk"):
        by_item[paper.agenda_item_id].append(paper)
    items = list(AgendaItem.objects.visible_to(user).filter(meeting=meeting).order_by("number"))
    officer = knows_every_meeting(user)
    out = {item.pk for item in items} if not officer else set(_out(meeting))
    return [
        ItemLine(
            item,
            _latest(by_item[item.pk], item, meeting),
            item.title_for_officers if officer else "",
            item.pk not in out,
        )
        for item in items
    ]


def _out(meeting: Meeting) -> Iterable[int]:
    """The items that everybody sees who may know of the meeting at all. One query."""
    rows = AgendaItem.objects.out(clock.today()).filter(meeting=meeting)
    return rows.values_list("pk", flat=True)


def _latest(papers: list[Paper], item: AgendaItem, meeting: Meeting) -> list[PaperLine]:
    by_key = {paper.pk: paper for paper in papers}
    replaced = {paper.revises_id for paper in papers}
    lines = []
    for paper in papers:
        if paper.pk in replaced:
            continue
        late = paper.published_on is not None and is_late(paper.published_on, meeting.date)
        same = _plain(str(paper)) == _plain(item.title)
        line = PaperLine(paper, list(paper.background.all()), late, same)
        before = by_key.get(paper.revises_id or 0)
        while before is not None:
            line.earlier.append(before)
            before = by_key.get(before.revises_id or 0)
        lines.append(line)
    order = [kind.value for kind in Paper.Kind]
    return sorted(lines, key=lambda line: (order.index(line.paper.kind), line.paper.letter, line.paper.pk))


def _plain(title: str) -> str:
    return " ".join(title.split()).rstrip(".").casefold()


def seats_on(meeting: Meeting) -> list[BodyMembership]:
    """Who sat on the body on the meeting's day, the chair first. One query."""
    seats = list(BodyMembership.objects.on(meeting.date).filter(body=meeting.body_id).select_related("department"))
    return in_order(seats)


def in_order(seats: list[BodyMembership]) -> list[BodyMembership]:
    """The chair first, then members, then co-opted members, by office."""
    parts = [part.value for part in BodyMembership.Part]
    return sorted(seats, key=lambda seat: (parts.index(seat.part), seat.office))


def decisions_at(meeting: Meeting) -> list[Decision]:
    return list(meeting.decisions.select_related("body").order_by("pk"))
