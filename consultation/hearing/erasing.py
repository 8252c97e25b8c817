"""Erasure of comments that were taken down beside responses: kept for as long as those, then erased.

What was cleared for the public stays, as a quotation that tells of nobody, and so does what committees said, which is
in their minutes.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from consultation.answering.forgetting import note
from consultation.answering.models import Erasure
from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import count, day

from .engaging import Comment, CommentQuerySet


def to_go(rows: CommentQuerySet) -> CommentQuerySet:
    """Those of these comments that are not kept for longer than responses."""
    return rows.filter(cleared_at__isnull=True).exclude(came=Comment.Came.COMMITTEE)


@transaction.atomic
def erase_comments(*, consultation: Consultation, by: Any, why: str = "") -> int:
    """Erase the comments of a consultation that nobody cleared, once the day until which responses are kept is over.
    The log says how many, and not what they said. Returns how many."""
    require(by, POLICY_OFFICER, to="erase comments")
    row = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if row.keep_until is None or clock.today() <= row.keep_until:
        until = f"until {day(row.keep_until)}" if row.keep_until else "until a day that is yet to be set"
        raise NotPossible(
            f"Comments are kept like responses, {until}. Correct that day first if they are to go sooner."
        )
    how_many = _erase(row)
    note(row, Erasure.What.COMMENTS)
    why = why.strip() or f"Kept until {day(row.keep_until)}"
    events.record(verb="comments.erased", subject=row, by=by, why=why, detail={"comments": how_many})
    return how_many


def erase_again(consultation: Consultation, what: str, digests: set[str]) -> int:
    return _erase(consultation)


def due(today: date) -> QuerySet[Consultation]:
    """Consultations whose comments should have been erased."""
    rows = Consultation.objects.filter(keep_until__lt=today)
    return rows.filter(pk__in=to_go(Comment.objects.all()).values("consultation_id")).order_by("keep_until", "pk")


def in_words(how_many: int) -> str:
    return f"{count(how_many, 'comment')} erased."


def _erase(consultation: Consultation) -> int:
    rows = to_go(Comment.objects.filter(consultation=consultation))
    how_many = rows.count()
    rows.delete()
    return how_many
