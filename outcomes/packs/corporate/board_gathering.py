"""Gathers a board's quarterly paper. A fixed number of queries, however much the board answers for."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from outcomes.framework.links import ItemBoard
from outcomes.framework.reviewing import reviews_due
from outcomes.framework.same import twins
from outcomes.framework.tree import OutcomeNode, items_of, read_tree, within
from outcomes.reporting.dates import AHEAD, COMING, PASSED, WatchedDate, watched_dates
from outcomes.reporting.desk import SILENT_AFTER
from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.reading import MANAGEMENT
from outcomes.reporting.sent import told_by
from outcomes.reporting.service_actions import DONE_WITH
from outcomes.reporting.service_plans import ServicePlanAction
from outcomes.scrutiny import remits
from outcomes.scrutiny.asked import Action
from performance.read import indicator_lines
from plan.models import BodyKind
from plan.wording import day

from ..before import NOTHING_BEFORE
from ..gathering import Reader
from ..glossary import rules
from ..kinds import SCRUTINY, CannotBuild, Gathered
from ..models import Pack
from ..sections import chosen
from . import board
from .asked import Asked, asked, with_twins
from .asked import within as touches
from .board import Content, Dated, NewFigure, Review, ServiceAction, Silent
from .by_exception import of_board
from .reported import owed
from .scope import FOR_BOARD, Scope, paper_of, scope_of

ASKING = (*SCRUTINY, BodyKind.MANAGEMENT.value)


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What the board has before it today. Raises CannotBuild where it answers for nothing."""
    scope = scope_of(pack, today=today)
    tree = _outcomes(pack, scope)
    if not tree:
        raise CannotBuild(
            f"On {day(scope.on)} {pack.body} answered for no outcome of {scope.edition}. Give it one, or check the "
            "dates on the board's page."
        )
    return Gathered(_Gatherer(pack, scope, tree).content(number, what_changed), scope.edition, scope.on)


def _outcomes(pack: Pack, scope: Scope) -> tuple[OutcomeNode, ...]:
    """What the board answers for, whole outcomes and parts of one."""
    tree = read_tree(scope.edition)
    own = set(ItemBoard.objects.on(scope.on).filter(board=pack.body_id).values_list("item_id", flat=True))
    same = twins(items_of(tree))
    return within(tree, {asked_for for item in own for asked_for in same.get(item, ())})


class _Gatherer:
    def __init__(self, pack: Pack, scope: Scope, tree: tuple[OutcomeNode, ...]) -> None:
        self.pack, self.scope, self.on = pack, scope, scope.on
        self.tree, self.items = tree, items_of(tree)
        self.since = _last_meeting(pack, scope)
        self.reader = Reader(remits.Scope(tree), scope.days, NOTHING_BEFORE, audience=MANAGEMENT)
        self.read = self.reader.outcomes()
        self.texts = {
            node.uuid: node.text
            for outcome in tree
            for sub in outcome.sub_outcomes
            for node in sub.commitments
        }  # fmt: skip

    def content(self, number: int, what_changed: str) -> Content:
        own, others = self._asked()
        passed, coming = self._dates()
        found = Content(
            schema=board.SCHEMA,
            paper=paper_of(
                self.pack, self.scope, heading=f"Board paper, {self.scope.period.label}", number=number,
                what_changed=what_changed, marking=FOR_BOARD,
            ),
            outcomes=tuple(board.Outcome(node.number, node.title) for node in self.tree),
            since=day(self.since),
            own=own,
            asked=others,
            passed=passed,
            service_actions=self._service_actions(),
            owed=tuple(owed(on=self.on, board=self.pack.body)),
            silent=self._silent(),
            results=self._results(),
            reviews=self._reviews(),
            coming=coming,
            rules=rules(self.scope.edition.commitment_label, noted=False),
            remit=tuple(sorted(map(str, self.items))),
            illustrative=self.pack.illustrative,
            sections=chosen(self.pack),
        )  # fmt: skip
        made_up: list[Any] = [*found.own, *found.asked, *found.passed, *found.coming, *found.service_actions]
        made_up += [one.measure for one in found.results]
        told = replace(found, illustrative=found.illustrative or any(one.illustrative for one in made_up))
        return (of_board(told) if self.pack.detail == "exception" else told).cleaned()

    def _reviews(self) -> tuple[Review, ...]:
        return tuple(
            Review(str(one.strategy), f"{one.outcome.number} {one.outcome.title}", day(one.since) if one.since else "")
            for one in reviews_due(self.pack.body, self.on)
        )

    def _asked(self) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
        """What the board asked for itself, and what management and scrutiny asked about what it answers for."""
        here = with_twins(self.items)
        rows = Action.objects.filter(raised_by=self.pack.body) | Action.objects.filter(raised_by__kind__in=ASKING)
        names = self.pack.body.short
        own, others = [], []
        for one, about in asked(rows, on=self.on, since=self.since, plan=self.scope.edition):
            if one.by == names:
                own.append(one)
            elif touches(about, here):
                others.append(one)
        return tuple(own), tuple(others)

    def _dates(self) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
        found = watched_dates(self.items, on=self.on)
        passed = [self._dated(one) for one in found if one.state == PASSED]
        coming = [self._dated(one) for one in found if one.state == COMING and one.by <= self.on + AHEAD]
        return tuple(passed), tuple(coming)

    def _dated(self, one: WatchedDate) -> Dated:
        told = f"{one.standing.label}, {day(one.standing.day)}" if one.standing else "Nothing reported yet"
        return Dated(
            one.state, one.when, one.what, self.reader.where.get(one.item, ""), self.texts.get(one.item, ""), told,
            one.illustrative,
        )  # fmt: skip

    def _service_actions(self) -> tuple[ServiceAction, ...]:
        same = twins(self.items)
        rows = ServicePlanAction.objects.filter(item__in=list(same), due__lte=self.on).exclude(status__in=DONE_WITH)
        columns = (
            "item_id", "text", "department__name", "lead_office", "due", "status", "note", "illustrative",
        )  # fmt: skip
        return tuple(
            ServiceAction(
                text, department, lead, day(due), status, note, self.reader.where.get(same[item][0], ""), illustrative
            )
            for item, text, department, lead, due, status, note, illustrative in rows.order_by("due", "pk").values_list(
                *columns
            )
        )

    def _silent(self) -> tuple[Silent, ...]:
        """Commitments of which nothing was said for six months, longest silence first."""
        same = twins(set(self.texts))
        last: dict[UUID, date] = {}
        rows = DeliveryUpdate.objects.filter(told_by(self.on), item__in=list(same), date__lte=self.on)
        for item, on in rows.order_by().values_list("item_id").annotate(Max("date")):
            for asked_for in same[item]:
                last[asked_for] = max(on, last.get(asked_for, on))
        silent = [item for item in self.texts if item not in last or last[item] <= self.on - SILENT_AFTER]
        silent.sort(key=lambda item: last.get(item, date.min))
        return tuple(
            Silent(self.reader.where.get(item, ""), self.texts[item], day(last[item]) if item in last else "")
            for item in silent
        )

    def _results(self) -> tuple[NewFigure, ...]:
        """Indicators whose latest figure is another than on the day of the last meeting. Seven queries."""
        lines = self.reader.measures.lines
        then = indicator_lines(lines, on=self.since) if lines else {}
        where = {
            measure.slug: sub.number
            for outcome in self.read.outcomes
            for sub in outcome.sub_outcomes
            for measure in sub.measures
        }
        found = []
        for pk, line in lines.items():
            was = then[pk]
            if line.latest and (was.latest is None or (was.latest.period, was.latest_shown) != (
                line.latest.period, line.latest_shown
            )):  # fmt: skip
                before = f"{was.latest_shown} in {was.latest.period.short_label}" if was.latest else ""
                found.append(NewFigure(where.get(line.slug, ""), self.reader.measures.measure(pk), before))
        return tuple(found)


def _last_meeting(pack: Pack, scope: Scope) -> date:
    """The day of the board's last meeting before the one this paper is for; where none is known, the first day of the
    quarter that the paper is for."""
    meetings = pack.body.meetings.filter(date__lt=pack.meeting.date if pack.meeting else scope.on, status="held")
    return meetings.order_by("-date").values_list("date", flat=True).first() or scope.period.start
