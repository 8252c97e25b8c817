"""What strategies leave bare (requirement H83): outcomes and commitments with none behind them, strategies that support
nothing; and what of the library waits on My desk."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.text import format_lazy

from plan import clock
from plan.desk.returning import with_return
from plan.desk.sharing import plan_on_desk, unchanged
from plan.models import Body, BodyKind, Plan, Strategy
from plan.roles import BOARD_MEMBER, POLICY_OFFICER
from plan.slots import DeskLine, DeskLink, DeskTask, ListFilter, slots
from plan.wording import count

from .desk_fields import edition_on_desk
from .doors import found_address, record_address
from .models import Commitment, ItemStrategy, Outcome
from .naming_dates import proposals
from .reviewing import ReviewDue, due_of
from .row_filters import GapFilter
from .same import same_as_any

LIMIT = 5
SOON = timedelta(days=60)


def _supported(on: date) -> QuerySet:
    """Items that a strategy is linked to on a day, with what is the same."""
    return same_as_any(ItemStrategy.objects.on(on).values("item"))


def outcomes_without(outcomes: QuerySet, on: date) -> QuerySet:
    """Outcomes that no strategy supports, nor anything under them."""
    linked = _supported(on)
    for path in (
        "item",
        "sub_outcomes__item",
        "sub_outcomes__aims__item",
        "sub_outcomes__placements__commitment__item",
    ):
        outcomes = outcomes.exclude(**{f"{path}__in": linked})
    return outcomes


def commitments_without(commitments: QuerySet, on: date) -> QuerySet:
    """Commitments with no strategy behind them: neither their own, nor one of what they stand under. The lines of a
    list go with it."""
    linked, rows = _supported(on), commitments.filter(parent__isnull=True)
    above = ("aim__item", "sub_outcome__item", "sub_outcome__outcome__item")
    for path in ("item", *(f"placements__{each}" for each in above)):
        rows = rows.exclude(**{f"{path}__in": linked})
    return rows


def strategies_without(strategies: QuerySet, on: date) -> QuerySet:
    """Strategies that have not ended and support no part of any version of the plan."""
    links = ItemStrategy.objects.on(on).values("strategy")
    return strategies.exclude(ends__lte=on).exclude(pk__in=links)


# Lists on the desk ---------------------------------------------------------------------------------------------------


class NoStrategy(GapFilter):
    title, parameter_name = "strategy", "strategy"


class OutcomeNoStrategy(NoStrategy):
    missing = staticmethod(outcomes_without)


class CommitmentNoStrategy(NoStrategy):
    missing = staticmethod(commitments_without)


class SupportsNothing(admin.SimpleListFilter):
    title, parameter_name = "what it supports", "supports"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nothing", "Nothing in the plan")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return strategies_without(queryset, clock.today()) if self.value() == "nothing" else queryset


class BoardReview(admin.SimpleListFilter):
    """Strategies that one's own boards have to review; for policy officers those of every board."""

    title, parameter_name = "review by a board", "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("due", "Due")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "due":
            return queryset
        today = clock.today()
        due = due_of(list(boards_of(request.user, today)), on=today)
        return queryset.filter(pk__in={one.strategy.pk for one in due})


# My desk ------------------------------------------------------------------------------------------------------------


def what_is_bare(user: Any, today: date) -> list[DeskLine]:
    """How many outcomes, commitments and strategies stand alone, each with the list of them. Two queries, and three
    once after each change of anything."""
    plan = edition_on_desk(user) if user.has_perm("outcomes.change_itemstrategy") else None
    if plan is None:
        return []
    outcomes, commitments, strategies = unchanged("bare", plan.pk, today, read=lambda: _bare(plan, today))
    return [
        DeskLine(text, address)
        for number, text, address in (
            (outcomes, f"{count(outcomes, 'outcome')} without a strategy", _list("outcomes_outcome", "strategy=yes")),
            (
                commitments,
                f"{count(commitments, 'commitment')} with no strategy behind them",
                _list("outcomes_commitment", "strategy=yes"),
            ),
            (
                strategies,
                f"{count(strategies, 'strategy', 'strategies')} without a link to any part of the plan",
                _list("plan_strategy", "supports=nothing"),
            ),
        )
        if number
    ]


def _bare(plan: Plan, today: date) -> tuple[int, int, int]:
    return (
        outcomes_without(Outcome.objects.filter(plan=plan), today).count(),
        commitments_without(Commitment.objects.filter(plan=plan), today).count(),
        strategies_without(Strategy.objects.all(), today).count(),
    )


def _list(name: str, query: str) -> str:
    return f"{reverse(f'admin:{name}_changelist')}?{query}"


def reviews_to_make(user: Any, today: date) -> list[DeskLine]:
    """Strategies that one's own boards have to review, for policy officers those of every board; never reviewed last.
    One query, and eighteen at most once after each change of anything."""
    boards = list(boards_of(user, today))
    return unchanged("reviews", today, *(board.pk for board in boards), read=lambda: _reviews(boards, today))


def _reviews(boards: list[Body], today: date) -> list[DeskLine]:
    due = sorted(due_of(boards, on=today), key=lambda one: (one.since is None, one.since or today))
    return [
        DeskLine(f"{one.board.short}: {one}", review_address(one), due=one.since, overdue=one.since is not None)
        for one in due[: LIMIT + 1]
    ]


def boards_of(user: Any, today: date) -> QuerySet:
    """Boards whose reviews this user sees to: all for policy officers, one's own for members."""
    boards = Body.objects.filter(kind__in=(BodyKind.BOARD, BodyKind.PROGRAMME_BOARD)).on(today)
    if user.has_role(POLICY_OFFICER.slug):
        return boards
    return boards.with_member(user, today) if user.has_role(BOARD_MEMBER.slug) else boards.none()


def review_address(due: ReviewDue) -> str:
    page = reverse("admin:outcomes_record_review", args=[due.strategy.pk])
    return f"{page}?for={due.board.pk}.{due.outcome.item}"


def strategies_to_renew(user: Any, today: date) -> list[DeskLine]:
    """Strategies that are due review themselves, or end soon. One query."""
    if not user.has_perm("plan.change_strategy"):
        return []
    ending = Strategy.objects.on(today).filter(ends__lte=today + SOON)
    rows = (Strategy.objects.due_review(today) | ending).order_by(Coalesce("review_due", "ends"), "title")
    return [_renewal(row, today) for row in rows[: LIMIT + 1]]


def _renewal(row: Strategy, today: date) -> DeskLine:
    if row.review_due is not None and row.review_due <= today:
        overdue = row.review_due < today
        return DeskLine(f"{row}: due review", _strategy(row), due=row.review_due, overdue=overdue)
    return DeskLine(f"{row}: ends soon", _strategy(row), due=row.ends)


def _strategy(row: Strategy) -> str:
    return with_return(reverse("admin:plan_strategy_change", args=[row.pk]), reverse("admin:index"))


def dates_to_confirm(user: Any, today: date) -> list[DeskLine]:
    """Dates in the words of the plan in force that nobody has decided about. Two queries, and fourteen once after each
    change of anything: to find them, the plan is read as a whole."""
    plan = plan_on_desk(today) if user.has_perm("outcomes.change_nameddate") else None
    if plan is None:
        return []
    found = unchanged("dates-found", plan.pk, read=lambda: len(proposals(plan)))
    if not found:
        return []
    words = f"{plan}: {count(found, 'date')} found in its words"
    return [DeskLine(words, reverse("admin:outcomes_dates_found", args=[plan.pk]))]


def furnish() -> None:
    slots.list_filters.add(ListFilter("no-strategy", "outcomes.Outcome", OutcomeNoStrategy))
    slots.list_filters.add(ListFilter("commitment-no-strategy", "outcomes.Commitment", CommitmentNoStrategy))
    slots.list_filters.add(ListFilter("supports-nothing", "plan.Strategy", SupportsNothing))
    slots.list_filters.add(ListFilter("board-review", "plan.Strategy", BoardReview))
    slots.desk_links.add(DeskLink("record-review", "plan.Strategy", "Record a board's review", record_address))
    slots.desk_links.add(DeskLink("dates-found", "plan.Plan", "Dates found in its words", found_address))
    add = slots.desk_tasks.add
    due = format_lazy("{}?review=due", reverse_lazy("admin:plan_strategy_changelist"))
    add(DeskTask("strategy-reviews", "Strategies due review", reviews_to_make, order=20, more_url=due, limit=LIMIT))
    strategies = reverse_lazy("admin:plan_strategy_changelist")
    add(DeskTask("strategies-renew", "Strategies to renew", strategies_to_renew, order=57, more_url=strategies,
                 limit=LIMIT))  # fmt: skip
    add(DeskTask("dates-found", "Dates in the plan to confirm", dates_to_confirm, order=58, limit=LIMIT))
    add(DeskTask("strategies-gaps", "Without a strategy, or without an outcome", what_is_bare, order=62, limit=LIMIT))
