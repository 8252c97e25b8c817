"""How often one may ask: by address without a token, by account with one. The rates are settings."""

from django.conf import settings
from rest_framework.throttling import SimpleRateThrottle


class Rate(SimpleRateThrottle):
    """The rate is read when it is needed, not once and for all."""

    def get_rate(self) -> str:
        return f"{getattr(settings, f'API_RATE_{self.scope.upper()}')}/min"


class ByAddress(Rate):
    scope = "address"

    def get_cache_key(self, request, view) -> str | None:
        if request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class ByAccount(Rate):
    scope = "account"

    def get_cache_key(self, request, view) -> str | None:
        if not request.user.is_authenticated:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}
