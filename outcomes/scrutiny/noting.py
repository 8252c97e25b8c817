"""The verbs on a member's own questions: noted, changed, removed, raised.

Until it is raised a question is its writer's alone, so these verbs write nothing in the event log: it is kept for ever,
and others read it. Raising is recorded, of the action that it becomes.
"""

from typing import Any

from django.db import transaction

from outcomes.framework.models import PlanItem
from performance.models import Indicator
from plan import clock
from plan.models import Body, BodyMembership, Meeting
from plan.roles import SCRUTINY_MEMBER, require

from .asked import Action
from .asking import NotPossible, make
from .questions import NotedQuestion

LONGEST = 2000
NO_SEAT = (
    "No seat of yours on a scrutiny committee is recorded, so you cannot raise a question yet. Ask democratic services"
    " to record your seat. Your question stays noted here."
)
RAISED = "This question is raised already: it stands among what your committee asked for."


def note(
    *, by: Any, text: str, item: PlanItem | None = None, indicator: Indicator | None = None, page: str = "",
    about: str = "",
) -> NotedQuestion:  # fmt: skip
    """Note a question for oneself, about a part of the plan, an indicator or a page of the site."""
    _member(by)
    words = _words(text)
    return NotedQuestion.objects.create(
        writer=by, text=words, item=item, indicator=indicator, page=page[:300], about=about[:300]
    )


@transaction.atomic
def change(question: NotedQuestion, *, by: Any, text: str) -> NotedQuestion:
    question = _own(question, by)
    if question.raised_at:
        raise NotPossible(RAISED)
    question.text = _words(text)
    question.save(update_fields=["text"])
    return question


@transaction.atomic
def remove(question: NotedQuestion, *, by: Any) -> None:
    """Take it away for good. What was raised stays with the committee; only one's own note of it goes."""
    _own(question, by).delete()


@transaction.atomic
def raise_question(question: NotedQuestion, *, by: Any, body: Body, meeting: Meeting | None = None) -> Action:
    """Put it to one's committee, for one of its meetings or between them. Officers name who is to answer; then everyone
    can read it."""
    question = _own(question, by)
    if question.raised_at:
        raise NotPossible(RAISED)
    if not committees_of(by).exists():
        raise NotPossible(NO_SEAT)
    if not committees_of(by).filter(pk=body.pk).exists():
        raise NotPossible(f"You do not sit on {body}. Choose one of your own committees.")
    if meeting is not None and (meeting.body_id != body.pk or meeting.date < clock.today()):
        raise NotPossible("Choose a meeting of this committee that is still to come, or none.")
    action = make(
        by=by, raised_by=body, verb="question.raised", kind=Action.Kind.QUESTION, text=question.text,
        item=question.item, indicator=question.indicator, due_meeting=meeting,
    )  # fmt: skip
    question.raised_as, question.raised_at, question.committee = action, clock.now(), body
    question.save(update_fields=["raised_as", "raised_at", "committee"])
    return action


def committees_of(user: Any) -> Any:
    """The scrutiny bodies a member may raise questions in: those they sit on today, by their recorded seats."""
    today = clock.today()
    seats = BodyMembership.objects.on(today).filter(user=user)
    return Body.objects.scrutiny().on(today).filter(pk__in=seats.values("body_id"))


def _member(by: Any) -> None:
    require(by, SCRUTINY_MEMBER, to="note questions and raise them")


def _own(question: NotedQuestion, by: Any) -> NotedQuestion:
    _member(by)
    found = NotedQuestion.objects.visible_to(by).select_for_update().filter(pk=question.pk).first()
    if found is None:
        raise NotPossible("This question is not there any more.")
    return found


def _words(text: str) -> str:
    if not text.strip():
        raise NotPossible("Write the question.")
    if len(text) > LONGEST:
        raise NotPossible(f"Keep the question below {LONGEST:,} characters.")
    return text.strip()
