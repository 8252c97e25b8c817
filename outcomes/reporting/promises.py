"""Dates that the plan names, and service plans to bring up to date, on My desk."""

from datetime import date as Date
from typing import Any

from django.urls import reverse, reverse_lazy

from outcomes.framework.models import ItemOfficer
from outcomes.framework.places import Place
from outcomes.framework.same import same_items
from plan.desk.sharing import plan_on_desk, unchanged
from plan.roles import CONTRIBUTOR
from plan.slots import DeskLine, DeskTask, slots
from plan.wording import count

from .dates import AHEAD, COMING, PASSED, WatchedDate, dates_of
from .service_actions import DONE_WITH
from .service_plans import ServicePlanAction, unread
from .transitions import OFFICER

LIMIT = 6


def dates_ahead_or_passed(user: Any, today: Date) -> list[DeskLine]:
    """Dates of the plan in force that fall within twelve months or passed without being reached, the earliest first:
    all for policy officers, for contributors those of what they answer for. Two queries,
    and nine more once after each change of anything."""
    if not user.has_role(OFFICER, CONTRIBUTOR.slug):
        return []
    plan = plan_on_desk(today)
    found = unchanged("dates", plan.pk, today, read=lambda: dates_of(plan, on=today)) if plan else []
    if not user.has_role(OFFICER):
        mine = ItemOfficer.objects.on(today).filter(user=user.pk).values_list("item_id", flat=True)
        theirs = same_items(mine) if found else set()
        found = [(one, place) for one, place in found if one.item in theirs]
    waiting = [(one, place) for one, place in found if one.state == PASSED or _is_near(one, today)]
    return [_line(one, place, user) for one, place in waiting[: LIMIT + 1]]


def _is_near(one: WatchedDate, today: Date) -> bool:
    return one.state == COMING and one.by <= today + AHEAD


def _line(one: WatchedDate, place: Place, user: Any) -> DeskLine:
    officer = user.has_role(OFFICER)
    page = reverse("admin:outcomes_nameddate_change", args=[one.key]) if officer else place.url
    return DeskLine(f"{place.number}: {one}", page, due=one.by, overdue=one.state == PASSED)


def service_plans(user: Any, today: Date) -> list[DeskLine]:
    """A contributor's own department's actions whose day has passed, unfinished; for policy officers those that wait
    to be published. One query."""
    page = reverse("admin:outcomes_serviceplanaction_changelist")
    if user.has_role(OFFICER):
        waiting = ServicePlanAction.objects.filter(unread()).count()
        words = f"{count(waiting, 'service-plan action')} to look at and publish"
        return [DeskLine(words, f"{page}?published=no")] if waiting else []
    if not user.has_role(CONTRIBUTOR.slug):
        return []
    rows = ServicePlanAction.objects.editable_by(user).filter(due__lt=today).exclude(status__in=DONE_WITH)
    return [
        DeskLine(f"{row.year}: {row}", reverse("admin:outcomes_serviceplanaction_change", args=[row.pk]), due=row.due,
                 overdue=True)
        for row in rows.order_by("due", "pk")[: LIMIT + 1]
    ]  # fmt: skip


def furnish() -> None:
    add = slots.desk_tasks.add
    dates, actions = (reverse_lazy(f"admin:outcomes_{name}_changelist") for name in ("nameddate", "serviceplanaction"))
    add(
        DeskTask("named-dates", "Dates named in the plan", dates_ahead_or_passed, order=21, more_url=dates, limit=LIMIT)
    )
    add(DeskTask("service-plans", "Service-plan actions", service_plans, order=22, more_url=actions, limit=LIMIT))
