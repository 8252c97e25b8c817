"""What people see while the database is away: a page that needs none, which says when to come back."""

import logging
import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

ERRORS = (OperationalError, InterfaceError)
RETRY_AFTER = 30  # seconds: a restart of PostgreSQL takes less
logger = logging.getLogger(__name__)


class DatabaseAway:
    """Answers 503 where a view found the database away, full or locked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page(request, exception) if isinstance(exception, ERRORS) else None


def page(request: HttpRequest, error: BaseException) -> HttpResponse:
    logger.error("The database did not answer: %s", request.path, exc_info=error)
    return _later(HttpResponse(render_to_string("503.html"), status=503))


def plain() -> HttpResponse:
    """For machines that watch."""
    return _later(HttpResponse("The database does not answer.\n", content_type="text/plain", status=503))


def handle_500(request: HttpRequest) -> HttpResponse:
    """For what goes wrong outside views too, such as keeping a session."""
    error = sys.exc_info()[1]
    return page(request, error) if isinstance(error, ERRORS) else server_error(request)


def _later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
