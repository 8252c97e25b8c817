"""Who wrote a report: those whose words it holds, known from the event log and the field history.

Neither can be set from a form: history is written as rows are saved, under whoever was signed in, and events carry
the `by` of their verb. Moving a report along is not writing it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q

from plan.models import BodyMembership, Event

from .models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from .transitions import BY_EVENT, RETURN, REVISE, SUBMIT

JUDGED = ("status", "text", "public_text")
WORDS = {
    SubOutcomeJudgement: JUDGED,
    ReportEntry: ("kind", "item_id", "text", "public_text"),
    PriorityAnswer: ("answer", "text", "public_text"),
    DeliveryUpdate: (*JUDGED, "evidence"),
}
OWN_WORDS = ("summary", "public_summary")


def writers(report: HighlightReport) -> set[int]:
    """Ids of those who edited or submitted the report since it was last returned, and of its updates' authors.

    Reads the history of the report and of its parts: a handful of queries, whatever their number.
    """
    returned = last_returned(report)
    since = returned.at if returned else None
    found = _editors(HighlightReport.history.filter(id=report.pk), OWN_WORDS, since)
    for model, words in WORDS.items():
        found |= _editors(model.history.filter(report=report.pk), words, since)
    found |= set(events_of_writing(report, returned).values_list("by", flat=True))
    found |= set(report.updates.values_list("author", flat=True))
    return {user for user in found if user is not None}


def stood_since(report: HighlightReport) -> datetime | None:
    """When the words came to be what they are: last changed by a member of the board, returned to it, or copied into
    a revision. None where the log knows of nothing of the kind.

    Submitting is no change, nor is what an officer enters for a board: papers are often approved before somebody
    enters them.
    """
    returned = last_returned(report)
    began = Event.objects.about(report).filter(verb__in=(RETURN.event, REVISE.event))
    members = BodyMembership.objects.filter(body=report.board_id, user__isnull=False).values("user")
    written = events_of_writing(report, returned).exclude(verb=SUBMIT.event).filter(by__in=members)
    moments = [began.aggregate(last=Max("at"))["last"], written.aggregate(last=Max("at"))["last"]]
    return max((moment for moment in moments if moment), default=None)


def last_returned(report: HighlightReport) -> Event | None:
    """The event by which the report was last returned to its board; None if it never was."""
    return Event.objects.about(report).filter(verb=RETURN.event).order_by("-sequence").first()


def events_about(report: HighlightReport):
    """Events about the report and about its parts, those deleted since included."""
    subjects = Q(subject_type=report._meta.label_lower, subject_id=str(report.pk))
    for model in WORDS:
        ids = model.history.filter(report=report.pk).values_list("id", flat=True).distinct()
        subjects |= Q(subject_type=model._meta.label_lower, subject_id__in=[str(pk) for pk in ids])
    return Event.objects.filter(subjects)


def events_of_writing(report: HighlightReport, returned: Event | None):
    """Events that brought words into the report, or said by submitting it: these are our words."""
    moves = {event for event in BY_EVENT if event != SUBMIT.event} | {"update.published"}
    events = events_about(report).exclude(verb__in=moves)
    return events.filter(sequence__gt=returned.sequence) if returned else events


def _editors(history, words: tuple[str, ...], since: datetime | None) -> set[int | None]:
    """Users under whom words changed, were first written, or were deleted."""
    rows = history.order_by("id", "history_date", "history_id")
    return {
        user
        for user, at, changed in _changes(rows.values_list(
            "id", "history_user", "history_date", "history_type", *words
        ))
        if changed and (since is None or at >= since)
    }  # fmt: skip


def _changes(rows: Iterable[tuple]) -> Iterable[tuple[int | None, datetime, bool]]:
    """(user, moment, whether words changed) for each row of a history ordered by the row it is about, then time."""
    last_id, last_words = None, []
    for pk, user, at, kind, *words in rows:
        if pk != last_id:
            last_id, last_words = pk, [None] * len(words)
        said = [word or None for word in words]
        yield user, at, any(said) if kind == "-" else said != last_words
        last_words = said
