"""Verbs on meetings: confirmed, moved, put off, cancelled, held (requirements F67 and F76).

A meeting that is moved stays the same row, so that its agenda, papers and packs go with it; each move is kept and
shown with its reason. The status is changed here and nowhere else.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from . import clock, events, locking
from .late_papers import made_late, out_after, titles
from .models import Meeting, MeetingMove
from .models.meetings import FIRST_DAY, LAST_DAY, NO_SUCH_DAY
from .roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from .slots import MeetingTie, slots
from .timetable import late_for, refusal_of_day
from .wording import day, join_words, sentence

Status = Meeting.Status
TO_COME = (Status.PROVISIONAL, Status.CONFIRMED, Status.MOVED)


class NotPossible(ValueError):
    """The meeting or paper does not allow it; the message says why and what to do."""


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, by, why: str = "", seen: int | None = None) -> Meeting:
    """Say that a provisional meeting takes place on its day. Raises NotPossible, and `plan.locking.Stale` where the
    meeting is not at version `seen` any more."""
    meeting = _claimed(meeting, "confirm a meeting", by, seen, of=(Status.PROVISIONAL,), what="confirmed")
    meeting.status = Status.CONFIRMED
    return _done(meeting, "meeting.confirmed", by, why)


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, to: date | None, by, why: str, late_reason: str = "", agreed_by: str = "",
    seen: int | None = None,
) -> Meeting:  # fmt: skip
    """Move a meeting to another day or, without one, put it off until a day is found. Like `confirm_meeting`.

    The earlier day stays visible with the reason. One that was put off and gets a day is provisional again. Where the
    new day makes published papers late, it needs the reason and who agreed to take them, as publishing them would.
    """
    meeting = _claimed(meeting, "move a meeting", by, seen, of=TO_COME, what="moved")
    _said(why, f"Say why {meeting} is moved.")
    before = meeting.date
    _nothing_recorded(meeting)
    if to is None and meeting.status == Status.MOVED:
        raise NotPossible(f"{meeting} is put off already. Give the new date.")
    if to == before and meeting.status != Status.MOVED:
        raise NotPossible(f"{meeting} is on that day already. Give another date.")
    if to and Meeting.objects.filter(body=meeting.body_id, date=to).exclude(pk=meeting.pk).exists():
        raise NotPossible(f"{meeting.body} meets on {day(to)} already. Give another date.")
    _likely(to, before)
    late = _take_late(meeting, to, by, why, late_reason.strip(), agreed_by.strip())
    if to is None:
        meeting.status = Status.MOVED
    else:
        meeting.date = to
        meeting.status = Status.PROVISIONAL if meeting.status == Status.MOVED else meeting.status
    if to != before:
        MeetingMove.objects.create(meeting=meeting, moved_from=before, moved_to=to, why=why.strip())
    verb = "meeting.moved" if to else "meeting.put_off"
    return _done(meeting, verb, by, why, **{"from": str(before)}, **({"to": str(to)} if to else {}), **late)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by, why: str, seen: int | None = None) -> Meeting:
    """Cancel a meeting that was to come; the reason is shown with it. Like `confirm_meeting`."""
    meeting = _claimed(meeting, "cancel a meeting", by, seen, of=TO_COME, what="cancelled")
    _said(why, f"Say why {meeting} is cancelled.")
    _nothing_recorded(meeting)
    meeting.status, meeting.called_off_because = Status.CANCELLED, why.strip()
    return _done(meeting, "meeting.cancelled", by, why)


@transaction.atomic
def record_held(
    meeting: Meeting, *, by, chaired_by: str = "", attended: str = "", why: str = "", seen: int | None = None
) -> Meeting:
    """Record that a meeting took place, who was in the chair where it was not the chair, and who attended, by office
    and one on each line. Like `confirm_meeting`."""
    stages = (Status.PROVISIONAL, Status.CONFIRMED)
    meeting = _claimed(meeting, "record that a meeting was held", by, seen, of=stages, what="recorded as held")
    if meeting.date > clock.today():
        raise NotPossible(f"{meeting} is still to come. Record it as held on the day or later.")
    meeting.status, meeting.chaired_by = Status.HELD, chaired_by.strip()
    meeting.attended = "\n".join(line.strip() for line in attended.splitlines() if line.strip())
    return _done(meeting, "meeting.held", by, why)


@transaction.atomic
def reinstate_meeting(meeting: Meeting, *, by, why: str, seen: int | None = None) -> Meeting:
    """Take back that a meeting was cancelled, or was recorded as held while nothing was recorded at it. Like
    `confirm_meeting`."""
    stages = (Status.CANCELLED, Status.HELD)
    meeting = _claimed(meeting, "reinstate a meeting", by, seen, of=stages, what="reinstated")
    _said(why, f"Say why {meeting} is reinstated.")
    if meeting.status == Status.HELD:
        _nothing_recorded(meeting)
    meeting.status, meeting.called_off_because = Status.CONFIRMED, ""
    return _done(meeting, "meeting.reinstated", by, why)


@transaction.atomic
def publish_agenda(
    meeting: Meeting, *, by, on: date | None = None, why: str = "", seen: int | None = None
) -> Meeting:  # fmt: skip
    """Let readers see the agenda from a day, today without one. Until then it is a draft, which those who keep meetings
    and corporate management see. Like `confirm_meeting`."""
    stages = (Status.PROVISIONAL, Status.CONFIRMED, Status.HELD)
    meeting = _claimed(meeting, "publish an agenda", by, seen, of=stages, what="given a published agenda")
    on = on or clock.today()
    if meeting.agenda_published_on:
        raise NotPossible(f"The agenda was published on {day(meeting.agenda_published_on)}.")
    if not meeting.agenda.exists():
        raise NotPossible("There is nothing on the agenda yet. Add its items first.")
    if refusal := refusal_of_day(on, meeting.date, clock.today()):
        raise NotPossible(refusal)
    meeting.agenda_published_on = on
    return _done(meeting, "meeting.agenda_published", by, why, on=str(on))


@transaction.atomic
def take_back_agenda(meeting: Meeting, *, by, why: str, seen: int | None = None) -> Meeting:
    """Make a published agenda of a meeting to come a draft again. Like `confirm_meeting`."""
    meeting = _claimed(meeting, "take back an agenda", by, seen, of=TO_COME, what="left without its agenda")
    _said(why, "Say why the agenda is taken back.")
    if not meeting.agenda_published_on:
        raise NotPossible("The agenda is not published.")
    was, meeting.agenda_published_on = meeting.agenda_published_on, None
    return _done(meeting, "meeting.agenda_taken_back", by, why, on=str(was))


def _claimed(
    meeting: Meeting, to: str, by, seen: int | None, *, of: Collection[str], what: str
) -> Meeting:  # fmt: skip
    """The meeting as it stands, locked; refused to whom it is not, and where its status does not allow the step."""
    require(by, DEMOCRATIC_SERVICES, POLICY_OFFICER, to=to)
    locking.claim(Meeting, meeting.pk, meeting.version if seen is None else seen)
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    if meeting.status not in of:
        raise NotPossible(f"{meeting} is {meeting.get_status_display().lower()}, so it cannot be {what}.")
    return meeting


def recorded_at(meeting: Meeting) -> list[str]:
    """What the rooms have recorded at a meeting, so that it took place on its day: "2 decisions"."""
    return [line for tie in slots.meeting_ties for line in tie.recorded(meeting)]


def awaited_at(meeting: Meeting) -> list[str]:
    """What is to be dealt with at a meeting, in lines: it has to find another day where the meeting is called off."""
    return [line for tie in slots.meeting_ties for line in tie.awaited(meeting)]


def furnish() -> None:
    slots.meeting_ties.add(MeetingTie("decisions", recorded=_decisions, order=10))


def _decisions(meeting: Meeting) -> list[str]:
    return ["decisions"] if meeting.decisions.exists() else []


def _nothing_recorded(meeting: Meeting) -> None:
    if found := recorded_at(meeting):
        raise NotPossible(f"{sentence(join_words(found))} are recorded at {meeting}, so it was held on that day.")


def _likely(to: date | None, before: date) -> None:
    """A day that is over is one to which the meeting was moved before anybody said so here, so it is a later one."""
    if to is None:
        return
    if not FIRST_DAY <= to <= LAST_DAY:
        raise NotPossible(NO_SUCH_DAY)
    if to < before and to < clock.today():
        raise NotPossible(f"{day(to)} is over. Give a day to come.")


def _take_late(meeting: Meeting, to: date | None, by, why: str, reason: str, agreed: str) -> dict[str, str]:
    """Papers that the new day makes late are taken for a reason, and somebody agrees to it."""
    if to and (after := out_after(meeting, to)):
        raise NotPossible(f"{titles(after)} would be published only after that. Take back the publication first.")
    papers = made_late(meeting, to) if to else []
    if not to or not papers:
        if reason or agreed:
            raise NotPossible("No paper becomes late: leave out why it is late and who agreed to take it.")
        return {}
    if not (reason and agreed):
        raise NotPossible(f"{late_for(to)} {titles(papers)} came out later: say why that is, and who agreed to it.")
    for paper in papers:
        paper.late_reason, paper.late_agreed_by, paper._history_user = reason, agreed, by
        locking.save(paper, why=why)
    return {"late": reason, "agreed_by": agreed}


def _said(why: str, sentence: str) -> None:
    if not why.strip():
        raise NotPossible(sentence)


def _done(meeting: Meeting, verb: str, by, why: str, **detail: str) -> Meeting:
    meeting._history_user, meeting._change_reason = by, why or None
    meeting.save()
    events.record(verb=verb, subject=meeting, by=by, why=why, detail=detail)
    return meeting
