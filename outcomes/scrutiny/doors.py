"""Who may read and keep what bodies resolved and asked for, and what its tables have in common."""

from django.db.models import Q

from plan import clock
from plan.models import Body
from plan.models.meetings import PUBLIC_KINDS
from plan.roles import BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER

SEES_ALL = (POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug, CMT.slug)
KEEPS = (POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug)


def at_most_one(*fields: str) -> Q:
    """A condition of the database: of these fields, one is filled in or none is."""
    found = Q(**{f"{field}__isnull": True for field in fields})
    for only in fields:
        found |= Q(**{f"{field}__isnull": field != only for field in fields})
    return found


def is_everybody(user) -> bool:
    """Whether this reader may read what every body resolved and asked for."""
    return bool(user.is_superuser) or (user.is_authenticated and user.has_role(*SEES_ALL))


def recorded_of(user, path: str) -> dict:
    """A condition for bodies whose resolutions and requests this user records: policy officers those of every body,
    democratic services those of bodies that meet in public. `path` leads from the row to the body's kind."""
    if user.has_role(POLICY_OFFICER.slug):
        return {}
    kinds = PUBLIC_KINDS if user.has_role(DEMOCRATIC_SERVICES.slug) else ()
    return {f"{path}__in": kinds}


def of_own_board(path: str, user) -> Q:
    """Rows of boards that this reader sits on; `path` leads from the row to the body."""
    if not user.is_authenticated or not user.has_role(BOARD_MEMBER.slug):
        return Q(pk__in=[])
    return Q(**{f"{path}__in": Body.objects.with_member(user, clock.today()).values("pk")})
