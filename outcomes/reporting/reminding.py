"""What people are reminded of by e-mail here: boards of reports, lead officers of updates on their commitments."""

from datetime import date as Date
from typing import Any

from django.urls import reverse

from plan.models import Plan
from plan.reminders.holding import holders
from plan.roles import POLICY_OFFICER
from plan.slots import Reminder, Waiting, slots

from .dates import REACHED, dates_of
from .due import due_reports
from .models import DeliveryUpdate, HighlightReport
from .naming import shortened
from .service_actions import DONE_WITH
from .service_plans import ServicePlanAction
from .silence import silent
from .transitions import OFFICER

MINE = "admin:outcomes_deliveryupdate_mine"


def furnish() -> None:
    slots.reminders.add(Reminder("report", "Highlight reports to write", reports, reports_of, order=10))
    slots.reminders.add(Reminder("update", "Commitments that want an update", updates, updates_of, order=20))
    slots.reminders.add(Reminder("service-actions", "Service-plan actions", actions, actions_of, order=32))
    slots.reminders.add(Reminder("named-dates", "Dates that the plan names", dates, dates_reached_by, order=60))


def reports(today: Date) -> list[Waiting]:
    """Reports that boards have not submitted, or had returned. A revision is no board's debt: it has no due date of
    its own, and whoever opened it knows of it."""
    first = HighlightReport.objects.filter(revision=1)
    return [
        Waiting(
            str(row.report.pk), f"{row.outcome}, {row.report.period}",
            reverse("admin:outcomes_highlightreport_change", args=[row.report.pk]), row.due, body=row.report.board_id,
        )
        for row in due_reports(today, among=first)
    ]  # fmt: skip


def reports_of(user: Any, waiting: list[Waiting], today: Date) -> list[Waiting]:
    mine = HighlightReport.objects.editable_by(user).filter(pk__in=[one.key for one in waiting])
    keys = {str(key) for key in mine.values_list("pk", flat=True)}
    return [one for one in waiting if one.key in keys]


def updates(today: Date) -> list[Waiting]:
    url = reverse(MINE)
    return [Waiting(str(one.item), shortened(one.text, 110), url, one.due, users=one.users) for one in silent(today)]


def updates_of(user: Any, waiting: list[Waiting], today: Date) -> list[Waiting]:
    """Those that they may write about alone, as `updates.may_write_alone` has it."""
    if not user.has_role(OFFICER, "contributor"):
        return []
    keys = {str(item) for item in DeliveryUpdate.objects.items_of(user).values_list("pk", flat=True)}
    return [one for one in waiting if one.key in keys]


def actions(today: Date) -> list[Waiting]:
    """Unfinished service-plan actions with a due day, asked of their department's contributors. One query."""
    rows = ServicePlanAction.objects.filter(due__isnull=False).exclude(status__in=DONE_WITH).order_by("due", "pk")
    return [
        Waiting(
            str(row.pk), f"{row.year}: {shortened(row.text, 110)}",
            reverse("admin:outcomes_serviceplanaction_change", args=[row.pk]), row.due, department=row.department_id,
        )
        for row in rows if row.due
    ]  # fmt: skip


def actions_of(user: Any, waiting: list[Waiting], today: Date) -> list[Waiting]:
    mine = ServicePlanAction.objects.editable_by(user).filter(pk__in=[one.key for one in waiting])
    keys = {str(key) for key in mine.values_list("pk", flat=True)}
    return [one for one in waiting if one.key in keys]


def dates(today: Date) -> list[Waiting]:
    """Dates of the plan in force that are not reached, asked of policy officers, who say where it can be seen that they
    were. Twelve queries at most."""
    plan = Plan.current(today)
    found = [(one, place) for one, place in dates_of(plan, on=today) if one.state != REACHED] if plan else []
    officers = tuple(holders(POLICY_OFFICER)) if found else ()
    return [
        Waiting(
            str(one.key), f"{place.number}: {one.when}, {shortened(one.what, 110)}",
            reverse("admin:outcomes_nameddate_reached", args=[one.key]), one.by, users=officers,
        )
        for one, place in found
    ]  # fmt: skip


def dates_reached_by(user: Any, waiting: list[Waiting], today: Date) -> list[Waiting]:
    return waiting if user.has_role(OFFICER) else []
