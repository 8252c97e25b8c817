"""Making, revoking and recognising tokens for the API. A token is shown once, to whoever makes it."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from . import clock, events
from .models import ApiToken, User
from .wording import day

PREFIX = "plan_"
LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(hours=1)


class NotAllowed(ValueError):
    """The token cannot be made or revoked; the message is a sentence for people."""


class NotUsable(ValueError):
    """What was sent is no token that works; the message is a sentence for people."""


@transaction.atomic
def make(*, user: User, name: str, expires: date, by: User, why: str) -> tuple[ApiToken, str]:
    """A new token of an account, with the token itself, which cannot be had again. Raises NotAllowed."""
    _refuse(by, "add", why)
    if not user.is_active or user.is_superuser or not user.role_slugs:
        raise NotAllowed("A token needs an active account that holds a role.")
    today = clock.today()
    if not today < expires <= today + LONGEST:
        raise NotAllowed("A token works for at least a day and at most a year.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, digest=digest(secret), begins=secret[: len(PREFIX) + 4], made_by=by, expires=expires
    )
    events.record(
        verb="apitoken.made", subject=token, by=by, why=why,
        detail={"user": user.pk, "expires": expires.isoformat()},
    )  # fmt: skip
    return token, secret


@transaction.atomic
def revoke(*, token: ApiToken, by: User, why: str) -> ApiToken:
    """End a token at once and for good. Raises NotAllowed."""
    _refuse(by, "change", why)
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        raise NotAllowed("This token is revoked already.")
    token.revoked_at, token.revoked_by = clock.now(), by
    token.save(update_fields=["revoked_at", "revoked_by"])
    events.record(verb="apitoken.revoked", subject=token, by=by, why=why)
    return token


def recognise(secret: str) -> ApiToken:
    """The token with its account. Raises NotUsable, with what is wrong, which only its holder gets to know.

    One query, and once an hour another that notes when it was last used.
    """
    token = ApiToken.objects.select_related("user").filter(digest=digest(secret)).first()
    if token is None:
        raise NotUsable("This token is not known.")
    if token.revoked_at is not None:
        raise NotUsable("This token was revoked.")
    if token.expires < clock.today():
        raise NotUsable(f"This token worked until {day(token.expires)}.")
    if not token.user.is_active:
        raise NotUsable("The account of this token is no longer active.")
    _note_use(token)
    return token


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _note_use(token: ApiToken) -> None:
    now = clock.now()
    stale = Q(last_used__isnull=True) | Q(last_used__lt=now - NOTED_EVERY)
    if token.last_used is None or token.last_used < now - NOTED_EVERY:
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used=now)


def _refuse(by: User, action: str, why: str) -> None:
    if not by.has_perm(f"plan.{action}_apitoken"):
        raise NotAllowed("Only administrators make and revoke tokens.")
    if not why.strip():
        raise NotAllowed("Say why: it is kept in the event log.")
