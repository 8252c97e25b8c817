"""Reviews of strategies by the boards: recording one, what stands on a day, and what is due (requirement H82)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from django.db import transaction

from plan import events
from plan.clock import now, today
from plan.desk.sharing import plan_on_desk
from plan.models import Body, Plan, Strategy, User
from plan.roles import BOARD_MEMBER, POLICY_OFFICER, require
from plan.wording import day, sentence

from .alignment import AlignmentReview
from .models import ItemBoard, ItemStrategy, PlanItem
from .numbers import number_key
from .places import Place, places
from .same import same_items, twins


class NotReviewed(ValueError):
    """The review cannot be recorded so; the message says why and what to do."""


@transaction.atomic
def record_review(
    *,
    strategy: Strategy,
    board: Body,
    outcome: PlanItem,
    date: Date,
    judgement: str,
    comment: str = "",
    next_review: Date,
    by: User,
    illustrative: bool = False,
    source: str = "",
) -> AlignmentReview:
    """Keep what a board judged of a strategy on a day. It takes the place of the board's review before it.

    For members of that board, and policy officers. Raises NotReviewed and `plan.roles.NotYours`.
    """
    require(by, POLICY_OFFICER, BOARD_MEMBER, to="record a board's review of a strategy")
    if not may_record(board, by):
        raise NotReviewed(f"You are not a member of {board}. Ask one of its members, or a policy officer.")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    review = AlignmentReview(
        strategy=strategy, board=board, outcome=outcome, date=date, judgement=judgement, comment=comment.strip(),
        next_review=next_review, recorded_by=by, recorded_at=now(), illustrative=illustrative, source=source,
    )  # fmt: skip
    if problem := refusal_to_review(review):
        raise NotReviewed(problem)
    review._history_user, review._change_reason = by, "Recorded"
    review.save()
    detail = {"judgement": judgement, "date": date.isoformat(), "next_review": next_review.isoformat()}
    events.record(verb="strategy.reviewed", subject=review, by=by, why=review.comment, detail=detail)
    return review


def may_record(board: Body, by: User) -> bool:
    """Whether somebody records what this board judged: policy officers, and whoever sits on it today."""
    if by.has_role(POLICY_OFFICER.slug):
        return True
    return by.has_role(BOARD_MEMBER.slug) and Body.objects.with_member(by, today()).filter(pk=board.pk).exists()


def refusal_to_review(review: AlignmentReview) -> str:
    """Why the review cannot be recorded, or nothing where it can."""
    strategy, board, made = review.strategy, review.board, review.date
    if made > today():
        return f"{day(made)} is in the future. Give the day on which the board reviewed it."
    if strategy.last_day is not None and strategy.last_day < made:
        return f"{strategy} ended on {day(strategy.last_day)}. Review the strategy that took its place."
    if not answers_for(board, review.outcome_id, on=made):
        return f"{board} did not answer for this outcome on {day(made)}. Choose the board that did."
    if review.judgement not in AlignmentReview.Judgement.values:
        return "Say whether the strategy reflects the outcome's aims."
    if review.judgement != AlignmentReview.Judgement.REFLECTS and not review.comment:
        return "Say in the comment what the strategy is missing."
    if review.next_review <= made:
        return "The next review comes after this one: give a later day."
    same = AlignmentReview.objects.filter(strategy=strategy, board=board, outcome=review.outcome_id, date=made)
    if same.filter(judgement=review.judgement, comment=review.comment, next_review=review.next_review).exists():
        return "This review is recorded already."
    return ""


def answers_for(board: Body, outcome: UUID, *, on: Date) -> bool:
    """Whether an outcome is this board's on a day. Two queries."""
    return ItemBoard.objects.on(on).filter(board=board, item__in=same_items([outcome])).exists()


# What stands, and what is due ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reviewed:
    """A review as it is read on a day: `expired` says that the board should have looked again by then."""

    board: str
    outcome: UUID
    date: Date
    judgement: str
    label: str
    comment: str
    next_review: Date
    expired: bool
    illustrative: bool
    strategy: int = 0


def reviews_of(strategies: Collection[int], *, on: Date) -> dict[int, list[Reviewed]]:
    """Every review of these strategies made by a day, newest first, by the strategy's key. One query."""
    found: dict[int, list[Reviewed]] = {key: [] for key in strategies}
    rows = AlignmentReview.objects.filter(strategy__in=strategies, date__lte=on).order_by("-date", "-pk")
    for review in _read(rows, on):
        found[review.strategy].append(review)
    return found


def standing_reviews(strategies: Collection[int], *, on: Date) -> dict[int, list[Reviewed]]:
    """Of each board's reviews of these strategies, the latest. One query."""
    found: dict[int, list[Reviewed]] = {key: [] for key in strategies}
    rows = AlignmentReview.objects.standing(on).filter(strategy__in=strategies).order_by("board__name", "-date", "-pk")
    for review in _read(rows, on):
        found[review.strategy].append(review)
    return found


def _read(rows: Any, on: Date) -> Iterable[Reviewed]:
    labels = dict(AlignmentReview.Judgement.choices)
    columns = (
        "board__name",
        "outcome_id",
        "date",
        "judgement",
        "comment",
        "next_review",
        "illustrative",
        "strategy_id",
    )
    for board, outcome, made, judgement, comment, until, illustrative, strategy in rows.values_list(*columns):
        yield Reviewed(
            board, outcome, made, judgement, labels[judgement], comment, until, until <= on, illustrative, strategy
        )


@dataclass(frozen=True)
class ReviewDue:
    """A strategy that a board has yet to hold against an outcome of its own: `since` is the day its last review ran
    out, or nothing where there was none."""

    board: Body
    strategy: Strategy
    outcome: Place
    since: Date | None

    def __str__(self) -> str:
        last = f"to be looked at again by {day(self.since)}" if self.since else "not reviewed yet"
        return f"{self.strategy}, for {self.outcome.number} {self.outcome.title}: {last}"


def reviews_due(board: Body, on: Date) -> list[ReviewDue]:
    """What a board has to review on a day, in the order of the plan: for its quarterly paper. Eleven queries at most,
    one where no plan is in force."""
    return due_of([board], on=on)


def due_of(boards: Collection[Body], *, on: Date) -> list[ReviewDue]:
    """What these boards have to review on a day: strategies that support their outcomes, or anything under them, and
    hold on that day, of which there is no review or only one that is out of date."""
    plan = plan_on_desk(on)
    if plan is None or not boards:
        return []
    known = {board.pk: board for board in boards}
    links = ItemBoard.objects.on(on).filter(board__in=known, item__kind=PlanItem.Kind.OUTCOME)
    owned, linked = list(links.values_list("board_id", "item_id")), _linked(on)
    where = places(plan, {item for _, item in owned} | {item for item, _ in linked})
    supporting = _by_outcome(linked, where)
    strategies = Strategy.objects.on(on).in_bulk({key for keys in supporting.values() for key in keys})
    reviewed = _latest(known, on=on)
    due = {}
    for key, item in owned:
        place = where.get(item)
        for strategy in sorted(supporting.get(place.outcome, ()) if place else ()):
            until = reviewed.get((key, strategy, place.item)) if place else None
            if place and strategy in strategies and (until is None or until <= on):
                due[key, strategy, place.item] = ReviewDue(known[key], strategies[strategy], place, until)
    return sorted(due.values(), key=lambda one: (one.board.name, number_key(one.outcome.number), one.strategy.title))


def strategies_of(plan: Plan, *, on: Date) -> dict[str, set[int]]:
    """Strategies linked to an outcome or to anything under it on a day, by the outcome's short name."""
    linked = _linked(on)
    return _by_outcome(linked, places(plan, {item for item, _ in linked}))


def _linked(on: Date) -> list[tuple[UUID, int]]:
    return list(ItemStrategy.objects.on(on).values_list("item_id", "strategy_id"))


def _by_outcome(linked: Iterable[tuple[UUID, int]], where: Mapping[UUID, Place]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for item, strategy in linked:
        if item in where:
            found.setdefault(where[item].outcome, set()).add(strategy)
    return found


def _latest(boards: Collection[int], *, on: Date) -> dict[tuple[int, int, UUID], Date]:
    """Until when each board's latest review of a strategy holds, for the outcome and for what is the same as it."""
    rows = list(
        AlignmentReview.objects.standing(on)
        .filter(board__in=boards)
        .order_by("date", "pk")
        .values_list("board_id", "strategy_id", "outcome_id", "next_review")
    )
    found: dict[tuple[int, int, UUID], Date] = {}
    same = twins({outcome for _, _, outcome, _ in rows})
    for board, strategy, outcome, until in rows:
        for item, asked in same.items():
            if outcome in asked:
                found[board, strategy, item] = until
    return found


def judged(review: Reviewed) -> str:
    """A review in a sentence: "Reflects them in part, judged on 3 May 2023"."""
    return f"{sentence(review.label)}, judged on {day(review.date)}"
