"""Who asks: a token in the header `Authorization: Bearer …`, or nobody. A session signs nobody in here, so that no
other site can make a browser write."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from plan import tokens
from plan.models import ApiToken, User

HOW = "Send a token like this: Authorization: Bearer plan_…"


class BearerToken(BaseAuthentication):
    def authenticate(self, request) -> tuple[User, ApiToken] | None:
        header = get_authorization_header(request).decode("latin-1")
        if not header:
            return None
        kind, _, secret = header.partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise AuthenticationFailed(HOW)
        try:
            token = tokens.recognise(secret.strip())
        except tokens.NotUsable as error:
            raise AuthenticationFailed(str(error)) from None
        return token.user, token

    def authenticate_header(self, request) -> str:
        return "Bearer"


class BearerTokenDescription(OpenApiAuthenticationExtension):
    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema) -> dict:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token that an administrator of the council made for an account. Needed for entering "
            "results; reading what is published needs none.",
        }
