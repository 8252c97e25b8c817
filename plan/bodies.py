"""Verbs on bodies: a board can be closed, or merged into another (requirement C34)."""

from datetime import date

from django.db import transaction

from . import events
from .models import Body, BodyMembership


class CannotClose(ValueError):
    """The body cannot be closed so; the message says why and what to do."""


@transaction.atomic
def close_body(body: Body, *, on: date, by, why: str, merged_into: Body | None = None) -> Body:
    """End a body on a day (the first on which it no longer exists) with its memberships; nothing of it is deleted.

    With `merged_into`, the other body took over from that day. Raises CannotClose.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not why.strip():
        raise CannotClose(f"Say why {body} is closed.")
    if body.ends is not None and body.ends <= on:
        raise CannotClose(f"{body} ended already.")
    if body.starts is not None and on <= body.starts:
        raise CannotClose(f"{body} began after that day. Give a later one.")
    if merged_into is not None and (merged_into == body or not merged_into.holds_on(on)):
        raise CannotClose(f"{merged_into} cannot take over: choose another body that exists on that day.")
    body.ends, body.merged_into = on, merged_into
    body.version += 1
    body._change_reason = why
    body.save()
    for membership in BodyMembership.objects.on(on).filter(body=body).exclude(starts=on):
        membership.ends = on
        membership.version += 1
        membership.save()
    verb = "body.merged" if merged_into else "body.closed"
    detail = {"on": str(on)} | ({"into": merged_into.slug} if merged_into else {})
    events.record(verb=verb, subject=body, by=by, why=why, detail=detail)
    return body
