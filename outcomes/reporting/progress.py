"""The read model of progress: an edition's tree with how each part of it is going on a day.

Built once and used by the web page, the PDF pack and, later, the API alike, so that they cannot disagree. Only what is
published goes in: the board's cleared status and words, published updates; unless it is asked for management, which
reads what boards sent it, in the words written for it. A fixed number of queries.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from outcomes.framework.links import IndicatorCitation
from outcomes.framework.same import twins
from outcomes.framework.tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of
from performance.read import IndicatorLine, indicator_lines
from plan.prepared import DAY, ITEM, Many, Prepared

from .models import DeliveryStatus
from .published import Same, Standing, current_reports, latest_updates
from .reading import MANAGEMENT, PUBLIC, Report, judged, told
from .sent import sent_reports, sent_updates
from .seriousness import most_serious


@dataclass(frozen=True)
class CommitmentProgress:
    node: CommitmentNode
    standing: Standing | None

    @property
    def status(self) -> str:
        return self.standing.status if self.standing else ""


@dataclass(frozen=True)
class SubOutcomeProgress:
    """`standings` are what each board that reports on the outcome says of this part."""

    node: SubOutcomeNode
    standings: tuple[Standing, ...]
    commitments: tuple[CommitmentProgress, ...]
    indicators: tuple[IndicatorLine, ...]
    by_aim: dict[UUID | None, tuple[IndicatorLine, ...]]
    context: tuple[IndicatorLine, ...]  # figures by which it is not judged

    @property
    def standing(self) -> Standing | None:
        """The one that counts: where boards differ, the most serious."""
        return most_serious(self.standings)

    @property
    def counts(self) -> dict[str, int]:
        return status_counts(self.commitments)

    def grouped(self) -> list[tuple[AimNode | None, list[CommitmentProgress]]]:
        """Commitments under the aim they stand under, those of the sub-outcome as a whole last."""
        groups: list[tuple[AimNode | None, list[CommitmentProgress]]] = []
        for aim in [*self.node.aims, None]:
            uuid = aim.uuid if aim else None
            found = [commitment for commitment in self.commitments if commitment.node.aim == uuid]
            if found:
                groups.append((aim, found))
        return groups


@dataclass(frozen=True)
class OutcomeProgress:
    """`reports` are the latest of each board, newest first, with their words about what is shown of the outcome."""

    node: OutcomeNode
    sub_outcomes: tuple[SubOutcomeProgress, ...]
    reports: tuple[Report, ...]
    context: tuple[IndicatorLine, ...]  # figures about the outcome as a whole, by which it is not judged

    @property
    def commitments(self) -> list[CommitmentProgress]:
        """Each commitment once, however many places it has."""
        seen: dict[UUID, CommitmentProgress] = {}
        for sub_outcome in self.sub_outcomes:
            for commitment in sub_outcome.commitments:
                seen.setdefault(commitment.node.uuid, commitment)
        return list(seen.values())

    @property
    def indicators(self) -> list[IndicatorLine]:
        """Each indicator once."""
        return list({line.pk: line for sub in self.sub_outcomes for line in sub.indicators}.values())

    @property
    def counts(self) -> dict[str, int]:
        return status_counts(self.commitments)


def status_counts(commitments: Iterable[CommitmentProgress]) -> dict[str, int]:
    """How many commitments have each status, in the order statuses are listed; "" is no status yet."""
    counts = Counter(commitment.status for commitment in commitments)
    return {status: counts[status] for status in [*DeliveryStatus.values, ""] if counts[status]}


def progress(
    outcomes: Collection[OutcomeNode],
    *,
    on: date,
    until: date | None = None,
    words: bool = True,
    figures: bool = True,
    audience: str = PUBLIC,
) -> tuple[OutcomeProgress, ...]:
    """How these parts of an edition are going on a day. Twelve queries, whatever their size, thirteen as at a day gone
    by; two fewer without the `words` of the reports and six fewer without the `figures` of indicators, for pages that
    show neither. With `until` it is how they stood at the end of that day, by what was known on `on`: reports and
    figures of periods over by then, updates about days up to then. Who may read what is told to the audience
    `management` is the caller's to see to."""
    inside = audience == MANAGEMENT
    same = twins({outcome.uuid for outcome in outcomes} | items_of(outcomes))
    reports = sent_reports(same, on=on) if inside else current_reports(same, on=on, until=until)
    reports = judged(reports, audience=audience)
    standings = _standings(reports.values(), same)
    reports = told(reports, audience=audience) if words else reports
    updates = sent_updates(same, on=on) if inside else latest_updates(same, on=on, until=until)
    cited, beside = _citations(same, on) if figures else ({}, {})
    keys = {pk for found in (cited, beside) for keys in found.values() for pk in keys}
    if figures:
        keys |= {pk for outcome in outcomes for sub in outcome.sub_outcomes for pk in sub.alone}
    lines = indicator_lines(keys, on=on, until=until) if keys else {}

    def context(items: Iterable[UUID]) -> tuple[IndicatorLine, ...]:
        return tuple({pk: lines[pk] for item in items for pk in beside.get(item, ())}.values())

    def of_sub_outcome(node: SubOutcomeNode) -> SubOutcomeProgress:
        by_aim: dict[UUID | None, tuple[IndicatorLine, ...]] = {
            aim.uuid: tuple(lines[pk] for pk in cited.get(aim.uuid, ())) for aim in node.aims
        }
        own = node.alone if node.heading_only else cited.get(node.uuid, ())
        by_aim[None] = tuple(lines[pk] for pk in own if pk in lines)
        together = {line.pk: line for group in by_aim.values() for line in group}
        return SubOutcomeProgress(
            node=node,
            standings=standings.get(node.uuid, ()),
            commitments=tuple(CommitmentProgress(c, updates.get(c.uuid)) for c in node.commitments),
            indicators=tuple(together.values()),
            by_aim=by_aim,
            context=() if node.heading_only else context([node.uuid, *(aim.uuid for aim in node.aims)]),
        )

    return tuple(
        OutcomeProgress(
            node=outcome,
            sub_outcomes=tuple(of_sub_outcome(node) for node in outcome.sub_outcomes),
            reports=tuple(
                _shown(report, outcome, same)
                for report in reports.values()
                if outcome.uuid in same.get(report.outcome, ())
            ),
            context=() if outcome.heading_only else context([outcome.uuid]),
        )
        for outcome in outcomes
    )


def _shown(report: Report, node: OutcomeNode, same: Same) -> Report:
    """Lines only about what is shown: what is said of an item outside the tree is left out, as is what is said of an
    outcome as a whole where only parts of it are shown."""
    items = items_of([node])

    def kept(lines: tuple) -> tuple:
        about = ((line, next((one for one in same.get(line.about, ()) if one in items), None)) for line in lines)
        return tuple(
            replace(line, about=item) for line, item in about if item or (line.about is None and not node.heading_only)
        )

    return replace(
        report,
        outcome=node.uuid,
        summary="" if node.heading_only else report.summary,
        judgements=kept(report.judgements),
        achievements=kept(report.achievements),
        challenges=kept(report.challenges),
        priorities=kept(report.priorities),
        attention=kept(report.attention),
        decisions=kept(report.decisions),
        answers=kept(report.answers),
    )


def _standings(reports: Iterable[Report], same: Same) -> dict[UUID, tuple[Standing, ...]]:
    """What each board last said of each sub-outcome, in the order of the reports, which is newest first."""
    found: dict[UUID, dict[int, Standing]] = defaultdict(dict)  # by board
    for report in reports:
        for line in report.judgements:
            said = Standing(line.status, report.ends, line.text, report.illustrative, board=report.board)
            for item in same.get(line.about, ()) if line.status else ():
                found[item].setdefault(report.board_key, said)
    return {item: tuple(boards.values()) for item, boards in found.items()}


def _citations(same: Same, on: date) -> tuple[dict[UUID, list[int]], dict[UUID, list[int]]]:
    """Public indicators cited by these items on a day, in order: those they are judged by, and figures for context."""
    found: tuple[dict[UUID, dict[int, None]], ...] = (defaultdict(dict), defaultdict(dict))
    for item, indicator, is_context in CITED(items=same, on=on):
        for asked in same[item]:
            found[is_context][asked][indicator] = None
    judged_by, beside = ({item: list(keys) for item, keys in kept.items()} for kept in found)
    return judged_by, beside


CITED = Prepared(
    lambda items, on: (
        IndicatorCitation.objects.on(on)
        .filter(item__among=items, indicator__is_public=True)
        .order_by("position", "pk")
        .values_list("item_id", "indicator_id", "indicator__is_context")
    ),
    items=Many(ITEM),
    on=DAY,
)


__all__ = [
    "CommitmentProgress", "OutcomeProgress", "Standing", "SubOutcomeProgress", "progress", "status_counts",
]  # fmt: skip
