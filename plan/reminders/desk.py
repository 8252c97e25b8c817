"""What My desk says of reminders: whom none reaches, for those who can see to it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse, reverse_lazy

from plan import clock
from plan.roles import ADMINISTRATOR, POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots
from plan.wording import day

if TYPE_CHECKING:
    from .people import Unreached

UNREACHED = "admin:plan_sentreminder_unreached"
LIMIT = 6
SILENT = timedelta(days=3)  # without a run: a weekend on which the machine was off is no news


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("reminders-stopped", "Reminders by e-mail", stopped, order=79))
    page = reverse_lazy(UNREACHED)
    slots.desk_tasks.add(
        DeskTask("unreached", "Reminders that reach nobody", unreached, order=80, more_url=page, limit=LIMIT)
    )


def stopped(user: Any, today: date) -> list[DeskLine]:
    """That the daily run of reminders has not taken place for days, or, where a mail server is set up, never has. One
    query, for policy officers."""
    from plan.models import ReminderRun

    if not user.has_role(POLICY_OFFICER.slug):
        return []
    at = ReminderRun.objects.values_list("at", flat=True).first()
    sent = reverse("admin:plan_sentreminder_changelist")
    if at is None:
        never = "No reminders were sent yet: ask whoever runs this system to set up the daily run."
        return [DeskLine(never, sent)] if settings.EMAIL_URL else []
    last = clock.local_day(at)
    if today - last < SILENT:
        return []
    words = f"The daily run last took place on {day(last)}: ask whoever runs this system to look at its timer."
    return [DeskLine(words, sent)]


def unreached(user: Any, today: date) -> list[DeskLine]:
    """Those for whom something waits and who get no e-mail."""
    from .people import unreached_on  # it reads models, which are not there yet while the apps are set up

    if not user.has_role(POLICY_OFFICER.slug, ADMINISTRATOR.slug):
        return []
    return [DeskLine(str(one), seen_to(user, one) or reverse(UNREACHED)) for one in unreached_on(today)[: LIMIT + 1]]


def seen_to(user: Any, one: "Unreached") -> str:
    """Where this user sees to somebody whom nothing reaches: the account, for those who keep accounts; for policy
    officers the page that hands over the work of who has left. Empty where there is nothing they could do."""
    if one.user is None:
        return ""
    if user.has_perm("plan.view_user"):
        return reverse("admin:plan_user_change", args=[one.user])
    left = one.left and user.has_role(POLICY_OFFICER.slug)
    return reverse("admin:plan_user_hand_over", args=[one.user]) if left else ""
