"""Who is signed in and what they may do: asked on every page of the desk, so by queries put together once.

The answers are Django's own; only the way they are read is another. See `AUTHENTICATION_BACKENDS` and `SESSION_ENGINE`.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import models

from . import clock
from .models import User
from .prepared import KEY, TEXT, Named, Prepared, PreparedRows


def _granted(path: str) -> Prepared:
    """(app, right) that an account has at the end of `path` from the right."""

    def build(user: Named) -> models.QuerySet:
        rows = Permission.objects.filter(**{path: user}).order_by()
        return rows.values_list("content_type__app_label", "codename")

    return Prepared(build, user=KEY)


ACCOUNT = PreparedRows(lambda key: User.objects.filter(pk=key), key=KEY)
GRANTED = {"user": _granted("user"), "group": _granted("group__user")}
STANDING = PreparedRows(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=TEXT, now=models.DateTimeField()
)


class Accounts(ModelBackend):
    """Django's backend of accounts and their rights."""

    def get_user(self, user_id: Any) -> User | None:
        row = next(iter(ACCOUNT(key=user_id)), None)
        return row if row is not None and self.user_can_authenticate(row) else None

    def _get_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        """Those of the account itself ("user") or of its roles ("group"); read once for each account in a request."""
        kept = f"_{from_name}_perm_cache"
        if user_obj.is_superuser or obj is not None or not user_obj.is_active or hasattr(user_obj, kept):
            return super()._get_permissions(user_obj, obj, from_name)  # type: ignore[misc]
        found = {f"{app}.{right}" for app, right in GRANTED[from_name](user=user_obj.pk)}
        setattr(user_obj, kept, found)
        return found


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        row = next(iter(STANDING(key=self.session_key, now=clock.now())), None)
        if row is None:
            self._session_key = None
        return row
