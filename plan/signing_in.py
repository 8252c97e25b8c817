"""How many wrong passwords are too many: for a person from an address soon, for either alone later.

Limits on a person alone and on an address alone stop guessing from many addresses or at many people. They could also
be used to keep somebody out, or a whole office that shares an address, so they do not hold where the person has signed
in from that address before. Every limit ends by itself after the cool-off.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from . import clock

REMEMBERED = timedelta(days=90)  # how long an address that somebody signed in from stays known


class Limits(AxesDatabaseHandler):
    """Counts wrong passwords. The library compares one number with one limit, so others are brought to its scale."""

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        username, address = get_client_username(request, credentials), client_address(request)
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        both = _failures(recent.filter(username=username, ip_address=address))
        if both >= settings.AXES_FAILURE_LIMIT or _is_known(username, address):
            return both
        alone = {"username": username, "ip_address": address}
        reached = any(
            _failures(recent.filter(**{name: value})) >= settings.SIGN_IN_LIMITS[name]
            for name, value in alone.items() if value
        )  # fmt: skip
        return settings.AXES_FAILURE_LIMIT if reached else both


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from, as told by the last proxy that is trusted; others could say anything.

    One subscriber has a whole network of IPv6 addresses, which counts as one.
    """
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    own = request.META.get("REMOTE_ADDR", "")
    for text in (told[-proxies] if 0 < proxies <= len(told) else "", own):
        try:
            address = ip_address(text)
        except ValueError:
            continue
        return str(ip_network((address, 64), strict=False)[0]) if address.version == 6 else str(address)
    return None


def _failures(attempts) -> int:
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0


def _is_known(username: str | None, address: str | None) -> bool:
    since = clock.now() - REMEMBERED
    return AccessLog.objects.filter(username=username, ip_address=address, attempt_time__gte=since).exists()
