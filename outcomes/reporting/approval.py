"""When an approval may be recorded: by which body, for which day, and never alone over one's own words."""

from datetime import date as Date

from plan.clock import local_day, today
from plan.models import Body, BodyKind, Decision, Event, Meeting, User
from plan.wording import day

from .authorship import stood_since, writers
from .models import HighlightReport
from .transitions import APPROVE, NotAllowed

# Bodies that answer for delivery. Scrutiny and partners read reports; they do not approve them.
APPROVING = (BodyKind.MANAGEMENT, BodyKind.CABINET, BodyKind.COUNCIL)

AGAIN = "Return the report, so that the approval can be recorded again."


def approving_bodies(report: HighlightReport):
    """Bodies that may approve this report: management, Cabinet and Council."""
    return Body.objects.filter(kind__in=APPROVING)


def check_decision(report: HighlightReport, *, body: Body, date: Date, meeting: Meeting | None) -> None:
    """Refuse a decision that this body cannot have taken on that day."""
    if body.kind not in APPROVING:
        raise NotAllowed(f"{body} does not approve highlight reports. Choose the management team, Cabinet or Council.")
    if not body.holds_on(date):
        raise NotAllowed(f"{body} did not exist on {day(date)}. Correct the date or the body.")
    if date > today():
        raise NotAllowed(f"{day(date)} is in the future. Record the approval once it has been given.")
    if date < report.period.ends:
        raise NotAllowed(
            f"The report is on a period that ends on {day(report.period.ends)}. Give a date of approval after that."
        )
    since = stood_since(report)
    if since is not None and date < local_day(since):
        raise NotAllowed(
            f"The board's words are of {day(local_day(since))}: that day they were changed, or the report was returned."
            " They cannot have been approved before. Give that day or a later one."
        )
    if meeting is not None:
        _check_meeting(body, date, Meeting.objects.get(pk=meeting.pk))


def _check_meeting(body: Body, date: Date, meeting: Meeting) -> None:
    if meeting.body_id != body.pk:
        raise NotAllowed(f"The meeting {meeting} is another body's. Choose a meeting of {body}.")
    if meeting.date != date:
        raise NotAllowed(f"The meeting is on {day(meeting.date)}, not on {day(date)}. Correct the date or the meeting.")
    if meeting.status != Meeting.Status.HELD:
        raise NotAllowed(f"The meeting {meeting} is not recorded as held. Record that first.")


def check_approval(report: HighlightReport) -> None:
    """Refuse to go on with a report whose approval, as it stands on record now, could not be recorded any more."""
    decision = Decision.objects.select_related("body", "meeting").filter(pk__in=[report.approval_id]).first()
    if decision is None or decision.date is None or decision.kind != Decision.Kind.APPROVED:
        raise NotAllowed(f"No body's decision stands behind this approval. {AGAIN}")
    check_decision(report, body=decision.body, date=decision.date, meeting=decision.meeting)
    if decision.meeting is None:
        recorded = Event.objects.about(report).filter(verb=APPROVE.event).order_by("-sequence").first()
        if recorded is None or recorded.by_id in writers(report):
            raise NotAllowed(f"Whoever recorded the approval wrote the report, and no meeting is named. {AGAIN}")


def check_not_alone(report: HighlightReport, by: User) -> None:
    """Refuse somebody who wrote the report and names no meeting in which others decided."""
    if by.pk in writers(report):
        raise NotAllowed(
            "You wrote or submitted this report, so you cannot approve it by yourself. Ask somebody else, or name the"
            " meeting in which it was approved."
        )
