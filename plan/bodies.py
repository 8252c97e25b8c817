"""Verbs on bodies: a board can be closed, or merged into another (requirement C34).

What other rooms keep about a body (what it looks after, reports it has open) they end or hand over themselves, in the
same transaction: see the slot `body_endings`.
"""

from datetime import date

from django.db import models, transaction

from . import endings, events, locking
from .models import Body, BodyKind, BodyMembership
from .roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from .slots import slots
from .wording import count, day

LASTING = (BodyKind.COUNCIL, BodyKind.CABINET)


class CannotClose(ValueError):
    """The body cannot be closed so; the message says why and what to do."""


@transaction.atomic
def close_board(body: Body, *, on: date, by, why: str, seen: int | None = None) -> list[str]:
    """End a body on a day (the first on which it no longer exists), with its memberships and what it looks after.

    Nothing of it is deleted. Returns what was done, in sentences. Raises CannotClose, and `plan.locking.Stale` where
    the body is not at version `seen` any more.
    """
    return _end(body, None, on=on, by=by, why=why, seen=seen)


@transaction.atomic
def merge_boards(body: Body, *, into: Body, on: date, by, why: str, seen: int | None = None) -> list[str]:
    """End a body on a day, on which another takes over what it looks after. Like `close_board`."""
    return _end(body, into, on=on, by=by, why=why, seen=seen)


def refusal_to_end(body: Body, *, on: date, into: Body | None = None) -> str:
    """Why the body cannot end so, or nothing where it can."""
    if body.kind in LASTING:
        return f"{body} does not end."
    if body.ends is not None and body.ends <= on:
        return f"{body} ended already."
    if body.starts is not None and on <= body.starts:
        return f"{body} began after that day. Give a later one."
    if into is not None and (into.pk == body.pk or into.kind != body.kind or not into.holds_on(on)):
        return f"{into} cannot take over: choose another body of the same kind that exists on that day."
    return ""


def what_will_happen(body: Body, *, on: date, into: Body | None = None) -> list[str]:
    """What ending it would do, in sentences, asked of every room."""
    seats = _seats(body, on).count()
    told = [f"{count(seats, 'membership')} {'ends' if seats == 1 else 'end'} on {day(on)}."]
    for ending in slots.body_endings:
        told += ending.told(body, on=on, into=into)
    return told


def _seats(body: Body, on: date) -> models.QuerySet[BodyMembership]:
    """Memberships that would outlast the body."""
    return endings.lasting(BodyMembership.objects.filter(body=body), on)


def _end(body: Body, into: Body | None, *, on: date, by, why: str, seen: int | None) -> list[str]:
    require(by, POLICY_OFFICER, DEMOCRATIC_SERVICES, to="close or merge a body")
    if not why.strip():
        raise CannotClose(f"Say why {body} is closed.")
    locking.claim(Body, body.pk, body.version if seen is None else seen)
    body = Body.objects.get(pk=body.pk)  # as it stands, whatever was set on the instance given
    if into is not None:
        into = Body.objects.select_for_update().get(pk=into.pk)
    if refusal := refusal_to_end(body, on=on, into=into):
        raise CannotClose(refusal)
    done = _end_seats(body, on, by, why)
    for ending in slots.body_endings:
        done += ending.end(body, on=on, into=into, by=by, why=why)
    body.ends, body.merged_into = on, into
    body._history_user, body._change_reason = by, why
    body.save()
    detail = {"on": str(on), "done": done} | ({"into": into.slug} if into else {})
    events.record(verb="body.merged" if into else "body.closed", subject=body, by=by, why=why, detail=detail)
    return done


def _end_seats(body: Body, on: date, by, why: str) -> list[str]:
    seats = list(_seats(body, on))
    for seat in seats:
        endings.end(seat, on=on, by=by, why=why)
    return [f"{count(len(seats), 'membership')} {'ends' if len(seats) == 1 else 'end'} on {day(on)}."]
