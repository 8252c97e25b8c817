"""Papers that may answer what a body asked for: published for the very meeting that the answer is due at.

A further report is asked for in words that its title mostly takes up again. Whether a paper does answer, a person says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from plan.clearances import CLEARED_KINDS
from plan.models import Paper, User

from .answers import ActionAnswer
from .asked import Action
from .minutes.likeness import alike, stems
from .resolutions import Resolution
from .states import SETTLED

LEAST = 0.5  # how much of the shorter text the other has too: less than half of a title's words says nothing


@dataclass(frozen=True)
class Likely:
    """A paper that may answer something that was asked."""

    action: Action
    paper: Paper


def likely_answers(user: User, today: date) -> list[Likely]:
    """Of what this user keeps and what still waits for an answer: the published paper of the meeting it is due at that
    is most like it, if one is, soonest first. What has an answer that names a paper of that meeting, if only a draft,
    is left out. Three queries."""
    rows = Action.objects.editable_by(user).unwithdrawn(today).filter(due_meeting__isnull=False)
    rows = rows.standing().filter(has_final=False).select_related("raised_by", "agenda_item", "resolution")
    waiting = [row for row in rows.order_by("due", "pk") if row.state_on(today) not in SETTLED]
    if not waiting:
        return []
    papers = Paper.objects.visible_to(user).published().unrevised().filter(kind__in=CLEARED_KINDS)
    by_meeting: dict[int, list[Paper]] = {}
    wanted = {row.due_meeting_id for row in waiting}
    for paper in papers.filter(agenda_item__meeting__in=wanted).select_related("agenda_item").order_by("pk"):
        by_meeting.setdefault(paper.agenda_item.meeting_id, []).append(paper)
    answered = ActionAnswer.objects.filter(
        action__in=[row.pk for row in waiting], paper__agenda_item__meeting=F("action__due_meeting")
    )
    done = set(answered.values_list("action", flat=True))
    left = [row for row in waiting if row.pk not in done]
    found = ((row, most_like(row, by_meeting.get(row.due_meeting_id or 0, ()))) for row in left)
    return [Likely(row, paper) for row, paper in found if paper is not None]


def most_like(action: Action, papers: Iterable[Paper]) -> Paper | None:
    """The paper whose title, or its item's, says most of what is asked. Where a further report was asked for and one
    paper alone is before the meeting, that one."""
    papers = list(papers)
    asked = stems(action.text)
    rated = [(_likeness(asked, paper), -place, paper) for place, paper in enumerate(papers)]
    score, _, paper = max(rated, default=((0.0, 0.0), 0, None), key=lambda one: one[:2])
    if score[0] >= LEAST:
        return paper
    further = action.resolution is not None and action.resolution.kind == Resolution.Kind.FURTHER_REPORT
    return papers[0] if further and len(papers) == 1 else None


def _likeness(asked: frozenset[str], paper: Paper) -> tuple[float, float]:
    """By its title or its item's, and between papers of one item by its own."""
    own, item = (alike(asked, stems(title)) for title in (paper.title, paper.agenda_item.title))
    return max(own, item), own
