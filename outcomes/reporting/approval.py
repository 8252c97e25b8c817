"""When an approval may be recorded: by which body, for which day, and never alone over one's own words."""

from datetime import date as Date

from plan.clock import today
from plan.models import Body, BodyKind, Meeting, User
from plan.wording import day

from .authorship import writers
from .models import HighlightReport
from .transitions import NotAllowed

# Bodies that answer for delivery. Scrutiny and partners read reports; they do not approve them.
APPROVING = (BodyKind.MANAGEMENT, BodyKind.CABINET, BodyKind.COUNCIL)


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
    if meeting is not None:
        _check_meeting(body, date, Meeting.objects.get(pk=meeting.pk))


def _check_meeting(body: Body, date: Date, meeting: Meeting) -> None:
    if meeting.body_id != body.pk:
        raise NotAllowed(f"The meeting {meeting} is another body's. Choose a meeting of {body}.")
    if meeting.date != date:
        raise NotAllowed(f"The meeting is on {day(meeting.date)}, not on {day(date)}. Correct the date or the meeting.")
    if meeting.status != Meeting.Status.HELD:
        raise NotAllowed(f"The meeting {meeting} is not recorded as held. Record that first.")


def check_not_alone(report: HighlightReport, by: User) -> None:
    """Refuse somebody who wrote the report and names no meeting in which others decided."""
    if by.pk in writers(report):
        raise NotAllowed(
            "You wrote or submitted this report, so you cannot approve it by yourself. Ask somebody else, or name the"
            " meeting in which it was approved."
        )
