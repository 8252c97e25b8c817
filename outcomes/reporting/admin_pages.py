"""What the pages of moves share: finding the row, drawing the page, and saying what changed since it was read."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from plan.desk.bulk import SEEN_ROW

from .addresses import linked
from .models import HighlightReport
from .trail import since


def found(desk: Any, request: HttpRequest, object_id: str) -> Any:
    """The row, if this user may see it here; what is not there and what is not theirs look alike."""
    row = desk.get_object(request, unquote(object_id))
    if row is None:
        raise Http404
    if not desk.has_view_permission(request, row):
        raise PermissionDenied
    return row


def page(desk: Any, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    failed = context["missing"] or (form.is_bound and (form.errors or context.get("changed")))
    status = 403 if context["refusal"] else 422 if failed else 200
    context["missing"] = linked(context["row"], context["missing"]) if context["missing"] else []
    whole = {**desk.admin_site.each_context(request), "opts": desk.opts, **context}
    return TemplateResponse(request, "outcomes/desk/move.html", whole, status=status)


def seen_of(row: HighlightReport, sent: Mapping[str, str]) -> int | None:
    """The version of a report that was on the page from which this was sent."""
    told = sent.get(f"{SEEN_ROW}{row.pk}", "")
    return int(told) if told.isdecimal() else None


def changed_since(row: HighlightReport, sent: Mapping[str, str]) -> str:
    """What became of a report since it was on the page from which this was sent; nothing where it is as it was."""
    seen = seen_of(row, sent)
    if seen == row.version:
        return ""
    return " ".join(filter(None, [f"{row}: changed since you read it.", since(row, seen), "Read it again."]))
