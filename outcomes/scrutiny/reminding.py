"""What people are reminded of by e-mail here: answers that they are to give."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from outcomes.reporting.naming import shortened
from plan.reminders.holding import holders
from plan.roles import DEMOCRATIC_SERVICES
from plan.slots import Reminder, Waiting, slots

from .answers import ActionAnswer
from .asked import Action
from .states import SETTLED, reply_by

LONGEST = 110


def furnish() -> None:
    slots.reminders.add(Reminder("answers", "Answers to give", answers, answers_of, order=15))
    slots.reminders.add(Reminder("responses", "Responses to recommendations", responses, responses_of, order=16))


def answers(today: date) -> list[Waiting]:
    """What was asked of somebody who signs in here and is due on a day, unless a full answer of theirs waits to be
    published: then it is not theirs any more. One query."""
    draft = ActionAnswer.objects.filter(action=OuterRef("pk"), published_at__isnull=True, is_final=True)
    rows = Action.objects.filter(~Exists(draft), owner__isnull=False).standing().filter(due__isnull=False)
    rows = rows.unwithdrawn(today).select_related("raised_by").order_by("due", "pk")
    return [
        Waiting(
            str(row.pk), f"{row.raised_by.short}: {shortened(row.text, LONGEST)}",
            reverse("admin:outcomes_action_answer", args=[row.pk]), row.due, users=(row.owner_id,),
        )
        for row in rows if row.state_on(today) not in SETTLED and row.due and row.owner_id
    ]  # fmt: skip


def answers_of(user: Any, waiting: list[Waiting], today: date) -> list[Waiting]:
    """Those that they may write, and reach on the desk."""
    if not user.has_perm("outcomes.view_action"):
        return []
    mine = Action.objects.answerable_by(user).filter(pk__in=[one.key for one in waiting])
    keys = {str(key) for key in mine.values_list("pk", flat=True)}
    return [one for one in waiting if one.key in keys]


def responses(today: date) -> list[Waiting]:
    """Recommendations to which the executive has not responded, asked of democratic services, who see that it does: by
    the day they are due or, without one, within the two months that the law gives. Two queries."""
    rows = Action.objects.filter(kind=Action.Kind.RECOMMENDATION).standing().unwithdrawn(today)
    open_ones = [
        row for row in rows.select_related("raised_by").order_by("pk") if row.state_on(today) not in SETTLED
    ]  # fmt: skip
    keepers = tuple(holders(DEMOCRATIC_SERVICES)) if open_ones else ()
    return [
        Waiting(
            str(row.pk), f"{row.raised_by.short}: {shortened(row.text, LONGEST)}",
            reverse("admin:outcomes_action_change", args=[row.pk]),
            row.due or reply_by(row.received_on or row.raised_on), users=keepers,
        )
        for row in open_ones
    ]  # fmt: skip


def responses_of(user: Any, waiting: list[Waiting], today: date) -> list[Waiting]:
    return waiting if user.has_role(DEMOCRATIC_SERVICES.slug) else []
