"""The verbs for service-plan actions, and what stands under parts of the plan (requirements C35 and D48)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, QuerySet, When

from plan import events
from plan.clock import now
from plan.models import Department, User
from plan.periods import Kind, Period
from plan.prepared import ITEM, KEY, Many, Prepared
from plan.roles import CONTRIBUTOR, POLICY_OFFICER, require
from plan.wording import count

from .models import DeliveryStatus
from .published import Same
from .saving import put
from .service_plans import ServicePlanAction, a_financial_year

DONE_WITH = (DeliveryStatus.COMPLETED, DeliveryStatus.STOPPED, DeliveryStatus.SUPERSEDED)
FIXED = (
    "year",
    "department_id",
    "item_id",
    "text",
    "lead_office",
    "source",
)  # what the public reads as the service plan's own words


class NotTheirs(ValueError):
    """The action is another department's, or stands as it is; the message says why and whom to ask."""


def ensure_may_write(action: ServicePlanAction, by: User) -> None:
    """Refuse actions of another department, and other words for what was published. Judges the row as it is about to
    be saved; call it inside the transaction that saves."""
    if by.has_role(POLICY_OFFICER.slug):
        return
    standing = ServicePlanAction.objects.select_for_update().filter(pk=action.pk).first() if action.pk else None
    theirs = {action.department_id} | ({standing.department_id} if standing else set())
    if not by.has_role(CONTRIBUTOR.slug) or theirs != {by.department_id}:
        raise NotTheirs("A department's own officers keep its service-plan actions. Ask them, or a policy officer.")
    if standing and standing.published_at and any(getattr(standing, f) != getattr(action, f) for f in FIXED):
        raise NotTheirs(
            "The words of a published action stand. Change its status, its note or when it is due; for other words ask"
            " a policy officer."
        )


def hold_status(action: ServicePlanAction, by: User) -> None:
    """What a department says of how a published action goes is read by all once a policy officer publishes it: until
    then the public reads what was published. Call it where `ensure_may_write` was, before the row is saved."""
    standing = ServicePlanAction.objects.filter(pk=action.pk, published_at__isnull=False).first() if action.pk else None
    if standing is None or by.has_role(POLICY_OFFICER.slug):
        action.public_status = ""
        return
    read = standing.public_status or standing.status
    action.public_status = read if action.status != read else ""


@transaction.atomic
def publish_action(action: ServicePlanAction, *, by: User) -> ServicePlanAction:
    """Show an action on the public site, marked as no part of the plan, with its status as it is now. For policy
    officers."""
    require(by, POLICY_OFFICER, to="publish service-plan actions")
    action.refresh_from_db(from_queryset=ServicePlanAction.objects.select_for_update())
    if action.published_at and not action.public_status:
        raise NotTheirs("This action is published already.")
    action.published_at, action.public_status = action.published_at or now(), ""
    put(action, by=by, why="Published")
    events.record(verb="serviceplanaction.published", subject=action, by=by, detail={"status": action.status})
    return action


@transaction.atomic
def copy_forward(department: Department, year: str, *, by: User) -> list[ServicePlanAction]:
    """Copy what a department has not finished of a year into the service plan of the next: not started, without a due
    date or a note, not public. Repeating it copies only what is not there yet. Returns the copies; raises NotTheirs."""
    require(by, POLICY_OFFICER, CONTRIBUTOR, to="copy a service plan into the next year")
    if not by.has_role(POLICY_OFFICER.slug) and by.department_id != department.pk:
        raise NotTheirs("A department's own officers copy its service plan. Ask them, or a policy officer.")
    a_financial_year(year)
    following = Period.parse(year).next().code
    rows = ServicePlanAction.objects.select_for_update().filter(department=department, year=year)
    there = ServicePlanAction.objects.filter(year=following, copied_from__in=rows.values("pk"))
    open_ones = rows.exclude(status__in=DONE_WITH).exclude(pk__in=there.values("copied_from")).order_by("pk")
    copies = [
        put(
            ServicePlanAction(
                year=following, department=department, item_id=row.item_id, text=row.text,
                lead_office=row.lead_office, copied_from=row, source=row.source, illustrative=row.illustrative,
            ),
            by=by, why=f"Copied from {year}",
        )
        for row in open_ones
    ]  # fmt: skip
    if copies:
        detail = {"from": year, "to": following, "actions": [copy.pk for copy in copies]}
        events.record(verb="serviceplan.copied", subject=department, by=by, detail=detail)
    return copies


def copied(copies: Collection[ServicePlanAction], year: str) -> str:
    """What copying did, in a sentence."""
    following = Period.parse(year).next().code
    if not copies:
        return f"Everything open in {year} stands in {following} already."
    return f"{count(len(copies), 'action')} copied from {year} into {following}."


# What is shown ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ServiceAction:
    """A published service-plan action, as pages show it beside the plan's own: never its note."""

    year: str
    department: str
    department_slug: str
    text: str
    lead_office: str
    due: Date | None
    status: str
    illustrative: bool
    item: UUID


def latest_actions(same: Same, *, on: Date) -> dict[UUID, tuple[ServiceAction, ...]]:
    """Published actions under these items, by the item asked for: of the year that a day lies in or, where a
    department has none of that year under an item, of its last of the two years before: what is older tells of no
    plan that holds. One query. The items are as `outcomes.framework.same.twins` gives them."""
    this_year = Period.containing(Kind.FINANCIAL_YEAR, on)
    shown = (this_year.code, this_year.previous().code, this_year.previous().previous().code)
    found: dict[UUID, list[ServiceAction]] = {}
    for row in UNDER_ITEMS(items=same):
        action = ServiceAction(*row)
        for asked in same[action.item]:
            if action.year in shown:
                found.setdefault(asked, []).append(action)
    return {item: tuple(_of_last_year(actions)) for item, actions in found.items()}


def _of_last_year(actions: list[ServiceAction]) -> list[ServiceAction]:
    """Of each department's actions, newest year first, those of its newest year."""
    newest: dict[str, str] = {}
    for action in actions:
        newest.setdefault(action.department, action.year)
    return [action for action in actions if action.year == newest[action.department]]


def of_department(department: Department) -> list[ServiceAction]:
    """A department's published actions, newest year first. One query."""
    return [ServiceAction(*row) for row in OF_DEPARTMENT(department=department.pk)]


COLUMNS = (
    "year", "department__name", "department__slug", "text", "lead_office", "due", "read_status", "illustrative",
    "item_id",
)  # fmt: skip
READ_STATUS = Case(When(public_status="", then="status"), default="public_status")


def _shown(rows: QuerySet) -> QuerySet:
    rows = rows.filter(published_at__isnull=False).annotate(read_status=READ_STATUS)
    return rows.order_by("-year", "department__name", "pk").values_list(*COLUMNS)


def _under(items: Any) -> QuerySet:
    return _shown(ServicePlanAction.objects.filter(item__among=items))


UNDER_ITEMS = Prepared(_under, items=Many(ITEM))
OF_DEPARTMENT = Prepared(lambda department: _shown(ServicePlanAction.objects.filter(department=department)),
                         department=KEY)  # fmt: skip
