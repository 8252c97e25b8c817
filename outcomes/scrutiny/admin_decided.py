"""Naming, on a resolution of corporate management, which decision of those that boards seek it is."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from outcomes.reporting.models import ReportEntry
from plan import clock
from plan.roles import CMT, POLICY_OFFICER

from .decided import Undecided, still_sought
from .resolutions import Resolution


def reads_sought(user: Any) -> bool:
    """Whether this user may read what every board tells management (`HighlightReportQuerySet.in_full_for`)."""
    return user.is_superuser or user.has_role(POLICY_OFFICER.slug, CMT.slug)


def sought_offered(request: HttpRequest) -> QuerySet[ReportEntry]:
    """What waits for a decision, and what the resolution on the page names already."""
    match = request.resolver_match
    key = match.kwargs.get("object_id", "") if match else ""
    own = Resolution.objects.filter(pk=key).values_list("sought", flat=True) if key.isdecimal() else ()
    keys = {*still_sought(clock.today()), *filter(None, own)} if reads_sought(request.user) else set()
    rows = ReportEntry.objects.filter(pk__in=keys).select_related("report__board", "report__period")
    return rows.order_by("-report__period__starts", "report__board__name", "position", "pk")


def named_sought(entry: ReportEntry) -> str:
    """Whose, of when, and what: "Green Board, April to September 2022: Pay for the weir."."""
    return f"{entry.report}: {entry}"


def record_address(one: Undecided) -> str:
    """Where what was decided is recorded, with the meeting and what was sought filled in."""
    given: dict[str, str | int] = {"meeting": one.meeting.pk, "kind": Resolution.Kind.AGREED.value, "sought": one.entry}
    return f"{reverse('admin:outcomes_resolution_add')}?{urlencode(given)}"


def without(fieldsets: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """Fieldsets without some fields."""
    return [
        (title, {**told, "fields": tuple(name for name in told["fields"] if name not in names)})
        for title, told in fieldsets
    ]
