"""The verbs on what bodies resolve and ask for: recording, raising, naming who answers, putting off, responding,
withdrawing, opening again. Answers have theirs in `answering.py`.

Each is atomic, keyword-only, checks the role itself, and writes one event. Raises `NotPossible` with a sentence for the
person, ValidationError where a field is wrong, `plan.roles.NotYours` for the wrong person, and `plan.locking.Stale`
where what is asked about is not at version `seen` any more.
"""

from datetime import date
from typing import Any

from django.db import transaction

from outcomes.reporting.saving import put
from plan import clock, events, locking
from plan.desk import changes
from plan.models import Body, BodyKind, Meeting
from plan.models.meetings import PUBLIC_KINDS, not_held
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from plan.wording import day

from .asked import Action
from .resolutions import Resolution
from .states import reply_by

FIRST_OWNER = "Say who is to answer: the post, such as Director of Public Health."


class NotPossible(ValueError):
    """It may not be done so, or not now. The text says why and what to do."""


def _keeper(by: Any, body: Body, to: str) -> None:
    """Officers of democratic services keep what public bodies ask; what boards and management ask, policy officers."""
    roles = (POLICY_OFFICER, DEMOCRATIC_SERVICES) if body.kind in PUBLIC_KINDS else (POLICY_OFFICER,)
    require(by, *roles, to=to)


def locked(action: Action, seen: int | None = None) -> Action:
    """The action as it stands, locked until the transaction ends. Raises `plan.locking.Stale` where it is not at
    version `seen` any more: a page asked about it as it was then."""
    row = Action.objects.select_for_update().get(pk=action.pk)
    if seen is not None and row.version != seen:
        raise locking.Stale(Action, row.pk, seen)
    return row


@transaction.atomic
def record_resolution(*, meeting: Meeting, by: Any, why: str = "", **fields: Any) -> Resolution:
    """Record what a meeting resolved. `fields` are those of `Resolution`."""
    _keeper(by, meeting.body, "record what this body resolved")
    _took_place(meeting)
    row = Resolution(meeting=meeting, **fields)
    row.full_clean()
    put(row, by=by, why=why)
    detail = {"kind": row.kind, "minute": row.minute, "letter": row.letter}
    events.record(verb="resolution.recorded", subject=row, by=by, why=why, detail=detail)
    return row


@transaction.atomic
def correct_resolution(
    resolution: Resolution, *, by: Any, why: str, seen: int | None = None, **fields: Any
) -> Resolution:
    """Put right what was recorded of a resolution, with the reason. `fields` are those of `Resolution` but the
    meeting: what another meeting resolved is recorded of that."""
    locking.claim(Resolution, resolution.pk, resolution.version if seen is None else seen)
    row = Resolution.objects.select_related("meeting__body").get(pk=resolution.pk)
    before = Resolution.objects.get(pk=row.pk)
    _keeper(by, row.meeting.body, "correct what this body resolved")
    why = _reason(why, "Say why it is corrected. The reason stays with its history.")
    if "meeting" in fields:
        raise NotPossible("A resolution stays with its meeting. Record it of the other one instead.")
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    found = changes.between(before, row, events.name_of)
    if not found:
        raise NotPossible("Nothing would change.")
    row._history_user, row._change_reason = by, why
    row.save()
    detail = {"version": row.version, "changes": [change.as_detail() for change in found]}
    events.record(verb="resolution.corrected", subject=row, by=by, why=why, detail=detail)
    return row


@transaction.atomic
def raise_action(*, by: Any, raised_by: Body, raised_on: date | None = None, **fields: Any) -> Action:
    """Record an action, request, recommendation or question of a body. `fields` are those of `Action`.

    At a meeting its day is the day raised. A recommendation for which no day is given is due when the two months for
    the executive's response end.
    """
    _keeper(by, raised_by, "record what this body asks for")
    _only_once(raised_by, raised_on, fields)
    if not fields.get("owner_office", "").strip():
        raise NotPossible(FIRST_OWNER)
    return make(by=by, raised_by=raised_by, raised_on=raised_on, **fields)


def _only_once(body: Body, raised_on: date | None, fields: dict[str, Any]) -> None:
    """Refuse what is recorded already in the same words: a form that is sent twice records one thing. Whoever else
    records something of this body waits until this is done."""
    Body.objects.select_for_update().get(pk=body.pk)
    meeting = fields.get("meeting")
    same = {
        "raised_by": body, "meeting": meeting, "raised_on": meeting.date if meeting else raised_on or clock.today(),
        "kind": fields.get("kind", Action.Kind.REQUEST), "minute": fields.get("minute", ""),
        "text": fields.get("text", ""), "owner_office": fields.get("owner_office", ""),
    }  # fmt: skip
    if Action.objects.filter(**same).exists():
        raise NotPossible("This is recorded already, in the same words. Look for it in the list.")


def make(*, by: Any, raised_by: Body, raised_on: date | None = None, verb: str = "action.raised", **fields: Any):
    """Write a new action with its event, whoever may; the caller has asked for the role, inside a transaction."""
    meeting = fields.get("meeting")
    _took_place(meeting)
    _takes_place(fields.get("due_meeting"))
    action = Action(raised_by=raised_by, raised_on=meeting.date if meeting else raised_on or clock.today(), **fields)
    if action.raised_on > clock.today():
        raise NotPossible(f"{day(action.raised_on)} is still to come. Record what is asked when it has been asked.")
    if action.kind == Action.Kind.RECOMMENDATION:
        action.received_on = action.received_on or action.raised_on
        if action.due_on is None and action.due_meeting is None:
            action.due_on = reply_by(action.received_on)
    action.first_due_on = due_day(action)
    action.full_clean()
    put(action, by=by)
    due = action.first_due_on.isoformat() if action.first_due_on else action.due_words
    events.record(verb=verb, subject=action, by=by, detail={"kind": action.kind, "due": due})
    return action


def _took_place(meeting: Meeting | None) -> None:
    if meeting is not None and meeting.is_off:
        raise NotPossible(not_held(meeting))


def _takes_place(meeting: Meeting | None) -> None:
    if meeting is not None and meeting.is_off:
        raise NotPossible(f"{meeting} is {meeting.get_status_display().lower()}. Choose another meeting, or a day.")


def due_day(action: Action) -> date | None:
    return action.due_meeting.date if action.due_meeting else action.due_on


@transaction.atomic
def assign(
    action: Action, *, by: Any, owner_office: str, owner: Any = None, department: Any = None, seen: int | None = None
) -> Action:
    """Name who is to answer: the post and, where that person signs in, their account. From then on what a public body
    asked can be read by everyone."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "name who is to answer")
    if not owner_office.strip():
        raise NotPossible(FIRST_OWNER)
    action.owner_office, action.owner, action.department = owner_office.strip(), owner, department
    action.full_clean()
    put(action, by=by)
    events.record(verb="action.assigned", subject=action, by=by, detail={"office": action.owner_office})
    return action


@transaction.atomic
def postpone(
    action: Action, *, by: Any, why: str, due_meeting: Meeting | None = None, due_on: date | None = None,
    seen: int | None = None,
) -> Action:  # fmt: skip
    """Give it a later day, or the meeting it is now due at. The day first given stays visible, with the reason."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "give more time")
    _open(action)
    why = _reason(why, "Say why it is postponed. The reason is shown with it.")
    if (due_meeting is None) == (due_on is None):
        raise NotPossible("Give the meeting it is now due at, or the day: one of them.")
    _takes_place(due_meeting)
    before, new = due_day(action), due_meeting.date if due_meeting else due_on
    off = action.due_meeting is not None and action.due_meeting.is_off  # then any other day is the right one
    if not off and before and new and new <= before:
        raise NotPossible(f"It is due on {day(before)} as it stands. Give a later day.")
    action.first_due_on = action.first_due_on or before
    action.due_meeting, action.due_on, action.postponed_why = due_meeting, due_on, why
    action.full_clean()
    put(action, by=by, why=why)
    detail = {"from": before.isoformat() if before else "", "to": new.isoformat() if new else ""}
    events.record(verb="action.postponed", subject=action, by=by, why=why, detail=detail)
    return action


@transaction.atomic
def correct_received(action: Action, *, by: Any, received_on: date, why: str, seen: int | None = None) -> Action:
    """Put right the day on which the executive received a recommendation. Where it is due when the two months for the
    response end, they are counted anew; a day given otherwise stays."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "correct the day a recommendation was received")
    if action.kind != Action.Kind.RECOMMENDATION:
        raise NotPossible("Only a recommendation is received by the executive.")
    why = _reason(why, "Say why the day is corrected.")
    before = action.received_on or action.raised_on
    if received_on == action.received_on:
        raise NotPossible(f"{day(received_on)} is the day already. Give another.")
    latest = min(action.responded_on or clock.today(), clock.today())
    if not action.raised_on <= received_on <= latest:
        raise NotPossible(f"It was received between {day(action.raised_on)} and {day(latest)}. Give that day.")
    action.received_on = received_on
    if action.first_due_on == reply_by(before):
        action.first_due_on = reply_by(received_on)
    if action.due_on == reply_by(before):
        action.due_on = reply_by(received_on)
    action.full_clean()
    put(action, by=by, why=why)
    detail = {"from": before.isoformat(), "to": received_on.isoformat()}
    events.record(verb="action.received_corrected", subject=action, by=by, why=why, detail=detail)
    return action


@transaction.atomic
def respond(
    action: Action, *, by: Any, response: str, response_by: Body, responded_on: date, response_why: str = "",
    seen: int | None = None,
) -> Action:  # fmt: skip
    """Record the executive's response to a recommendation (Local Government Act 2000, section 9FE)."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "record the response of the executive")
    _open(action)
    if action.kind != Action.Kind.RECOMMENDATION:
        raise NotPossible("Only a recommendation has a response of the executive. Write an answer instead.")
    if response_by.kind not in (BodyKind.CABINET, BodyKind.COUNCIL):
        raise NotPossible(f"{response_by} does not respond to recommendations. Choose the Cabinet or the Council.")
    if action.responded_on and action.reopened_at is None:
        raise NotPossible(
            f"The response of {action.response_by} on {day(action.responded_on)} is recorded already:"
            f" {action.get_response_display().lower()}. If that is wrong, open it again and say why."
        )
    received = action.received_on or action.raised_on
    if not received <= responded_on <= clock.today():
        raise NotPossible(f"The response came between {day(received)} and today. Give that day.")
    action.response, action.response_why = response, response_why.strip()
    action.response_by, action.responded_on = response_by, responded_on
    action.reopened_at = None  # this settles it, whatever was not enough before
    if action.response in (Action.Response.PART, Action.Response.REJECTED) and not action.response_why:
        raise NotPossible("Say why the recommendation is not accepted, or accepted only in part.")
    action.full_clean()
    put(action, by=by, why=action.response_why)
    detail = {"response": response, "body": response_by.name, "on": responded_on.isoformat()}
    events.record(verb="action.responded", subject=action, by=by, why=action.response_why, detail=detail)
    return action


@transaction.atomic
def withdraw(action: Action, *, by: Any, why: str, seen: int | None = None) -> Action:
    """Nobody has to answer it any more. It stays on record, with the reason."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "withdraw what this body asked for")
    if action.is_withdrawn(clock.today()):
        raise NotPossible("It is withdrawn already.")
    action.withdrawn_on, action.withdrawn_why = clock.today(), _reason(why, "Say why it is withdrawn.")
    put(action, by=by, why=action.withdrawn_why)
    events.record(verb="action.withdrawn", subject=action, by=by, why=action.withdrawn_why)
    return action


@transaction.atomic
def reopen(action: Action, *, by: Any, why: str, seen: int | None = None) -> Action:
    """It waits for an answer again: it was withdrawn, or what was answered was not enough. Answers stay on record."""
    action = locked(action, seen)
    _keeper(by, action.raised_by, "open it again")
    if not action.withdrawn_on and not is_answered(action):
        raise NotPossible("It is open: nothing has settled it yet.")
    action.withdrawn_on, action.withdrawn_why = None, ""
    action.reopened_at, action.reopened_why = clock.now(), _reason(why, "Say why it is opened again.")
    put(action, by=by, why=action.reopened_why)
    events.record(verb="action.reopened", subject=action, by=by, why=action.reopened_why)
    return action


def is_answered(action: Action) -> bool:
    return Action.objects.standing().get(pk=action.pk).is_answered()


def _open(action: Action) -> None:
    if action.withdrawn_on and action.is_withdrawn(clock.today()):
        raise NotPossible(f"It was withdrawn on {day(action.withdrawn_on)}. Open it again first.")


def _reason(words: str, ask: str) -> str:
    if not words.strip():
        raise NotPossible(ask)
    return words.strip()
