"""What goes wrong, as JSON in words: the shape of RFC 9457 (problem details)."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from rest_framework import serializers, status
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    NotAuthenticated,
    NotFound,
    Throttled,
    UnsupportedMediaType,
)
from rest_framework.response import Response
from rest_framework.views import exception_handler

from plan.wording import count

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "This cannot be understood",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Changed meanwhile",
    413: "Too large",
    415: "Not JSON",
    422: "Some rows cannot be used",
    429: "Too many requests",
}
NOT_FOUND = "There is nothing here, or it is not published. Addresses end with a slash."


class Fault(serializers.Serializer):
    """One thing that is wrong."""

    parameter = serializers.CharField(required=False, help_text="The parameter that is meant, if one is.")
    row = serializers.IntegerField(required=False, help_text="The place of the row in the list, from 1.")
    column = serializers.CharField(required=False, help_text="The column; empty where the row as a whole is meant.")
    message = serializers.CharField(help_text="What is wrong, as a sentence.")


class ProblemShape(serializers.Serializer):
    """What went wrong."""

    title = serializers.CharField(help_text="What sort of problem it is.")
    status = serializers.IntegerField(help_text="The number of the answer, such as 404.")
    detail = serializers.CharField(help_text="What is wrong and what to do, as a sentence.")
    errors = Fault(many=True, required=False, help_text="What is wrong one by one, where there are several things.")


class Problem(APIException):
    """Raise it with a status, a sentence and, where there are several, the faults one by one."""

    def __init__(self, status_code: int, detail: str, errors: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(detail)
        self.status_code, self.errors = status_code, list(errors)


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF calls for an error in a view; errors of ours alone are left to Django."""
    response = exception_handler(error, context)
    if response is None:
        return None
    said: dict[str, Any] = {
        "title": TITLES.get(response.status_code, "It did not work"),
        "status": response.status_code,
        "detail": _words(error),
    }
    if isinstance(error, Problem) and error.errors:
        said["errors"] = error.errors
    response.data = said
    response.content_type = CONTENT_TYPE
    return response


def _words(error: Exception) -> str:
    match error:
        case Http404() | NotFound():
            return NOT_FOUND
        case MethodNotAllowed():
            return "This address does not take such a request. The header Allow says what it takes."
        case UnsupportedMediaType():
            return "Send JSON, and say so: Content-Type: application/json"
        case NotAuthenticated():
            return "This needs a token. Send it like this: Authorization: Bearer plan_…"
        case Throttled(wait=wait) if wait is not None:
            return f"You asked too often. Ask again in {count(int(wait) + 1, 'second')}."
        case APIException(status_code=status.HTTP_403_FORBIDDEN):
            return "Your roles do not allow this."
        case _:
            return str(getattr(error, "detail", error))
