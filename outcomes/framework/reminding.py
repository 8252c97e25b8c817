"""What boards are reminded of by e-mail here: strategies that they are to look at again."""

from datetime import date, timedelta
from typing import Any

from plan.models import Body, BodyKind
from plan.slots import Reminder, Waiting, slots

from .behind import boards_of, review_address
from .reviewing import due_of

AHEAD = timedelta(days=30)  # as early as any reminder falls


def furnish() -> None:
    slots.reminders.add(Reminder("strategy-reviews", "Strategies to review", reviews, reviews_of, order=50))


def reviews(today: date) -> list[Waiting]:
    """Boards' reviews that ran out, or do within thirty days; what was never reviewed is due on no day. Sixteen queries
    at most."""
    boards = Body.objects.filter(kind__in=(BodyKind.BOARD, BodyKind.PROGRAMME_BOARD)).on(today)
    return [
        Waiting(
            f"{one.board.pk}:{one.strategy.pk}:{one.outcome.item}", f"{one.board.short}: {one}", review_address(one),
            one.since, body=one.board.pk,
        )
        for one in due_of(list(boards), on=today + AHEAD) if one.since is not None
    ]  # fmt: skip


def reviews_of(user: Any, waiting: list[Waiting], today: date) -> list[Waiting]:
    """Those of boards whose reviews they record."""
    mine = set(boards_of(user, today).values_list("pk", flat=True))
    return [one for one in waiting if one.body in mine]
