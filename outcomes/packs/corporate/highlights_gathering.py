"""Gathers boards' highlight reports of a half-year, as they were sent to management. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from outcomes.framework.models import Commitment, Outcome, Placement, SubOutcome
from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.reading import MANAGEMENT, Remark, Report, read
from outcomes.reporting.sent import sent
from plan.wording import day

from .. import parts
from ..gathering import ACCENTS
from ..glossary import rules
from ..kinds import CannotBuild, Gathered
from ..models import Pack
from ..sections import chosen
from .by_exception import by_exception
from .highlights import SCHEMA, Chapter, Content, Judged, Update
from .reported import Said, owed, said_of
from .scope import FOR_MANAGEMENT, paper_of, scope_of


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """The reports that boards had sent, in full. Raises CannotBuild where none had."""
    scope = scope_of(pack, today=today)
    rows = sent(scope.on).filter(period__ends__gte=scope.period.start, period__ends__lte=scope.period.end)
    if pack.about_id:
        rows = rows.filter(board=pack.about_id)
    reports = list(read(rows.order_by("board__name", "pk"), audience=MANAGEMENT).values())
    if not reports:
        whose = f"{pack.about} has" if pack.about else "No board has"
        what = "not sent its report" if pack.about else "sent a report"
        raise CannotBuild(
            f"{whose} {what} for {scope.period.label} by {day(scope.on)}. Drafts are not shown: ask for it to be "
            "submitted first."
        )
    names = _Names(reports)
    said = said_of(reports, on=scope.on)
    updates = _updates(reports)
    chapters = sorted(
        (names.chapter(report, said[report.pk], updates[report.pk], place) for place, report in enumerate(reports)),
        key=lambda chapter: (names.order[chapter.anchor], chapter.said.board),
    )
    whose = f"Highlight report of the {pack.about.name.removeprefix('The ')}" if pack.about else "Highlight reports"
    heading = f"{whose}, {scope.period.label.partition('(')[2].rstrip(')')}"
    paper = paper_of(
        pack, scope, heading=heading, number=number, what_changed=what_changed, marking=FOR_MANAGEMENT
    )  # fmt: skip
    content = Content(
        schema=SCHEMA,
        paper=paper,
        chapters=tuple(map(by_exception, chapters)) if pack.detail == "exception" else tuple(chapters),
        owed=tuple(owed(scope.period, on=scope.on, board=pack.about)),
        rules=rules(paper.noun)[:1],
        remit=tuple(sorted({str(item) for report in reports for item in report.items})),
        illustrative=pack.illustrative or any(one.illustrative for one in said.values()),
        sections=chosen(pack),
    )
    return Gathered(content.cleaned(), scope.edition, scope.on)


def _updates(reports: Sequence[Report]) -> dict[int, list[tuple]]:
    """The updates that reports give, in words for management or, where there are none, in those for everybody."""
    found = defaultdict(list)
    rows = DeliveryUpdate.objects.filter(report__in=[report.pk for report in reports]).order_by("date", "pk")
    columns = ("report_id", "item_id", "status", "date", "text", "public_text", "evidence")
    for report, item, status, on, text, public, evidence in rows.values_list(*columns):
        found[report].append((item, status, on, text if text.strip() else public, evidence))
    return found


@dataclass(frozen=True)
class _Place:
    number: str
    title: str
    position: tuple[int, ...]


class _Names:
    """What the reports' editions call the things that they are about. Four queries."""

    def __init__(self, reports: Sequence[Report]) -> None:
        plans = {report.plan for report in reports}
        outcomes = Outcome.objects.filter(plan__in=plans, item__in={report.outcome for report in reports})
        self.outcomes = {
            (plan, item): _Place(number, title, (position,))
            for plan, item, number, title, position in outcomes.values_list(
                "plan", "item", "number", "title", "position"
            )
        }
        subs = SubOutcome.objects.filter(plan__in=plans).order_by("outcome__position", "position", "pk")
        self.subs = {
            (plan, item): _Place(number, title, (place,))
            for place, (plan, item, number, title) in enumerate(subs.values_list("plan", "item", "number", "title"))
        }
        texts = Commitment.objects.filter(plan__in=plans).values_list("plan", "item", "text")
        self.texts = {(plan, item): text for plan, item, text in texts}
        self.under: dict[tuple[int, UUID], tuple[str, int, int]] = {}
        placed = Placement.objects.filter(sub_outcome__plan__in=plans).order_by(
            "sub_outcome__outcome__position", "sub_outcome__position", "position", "pk"
        )
        columns = ("sub_outcome__plan", "commitment__item", "sub_outcome__number")
        for place, (plan, item, number) in enumerate(placed.values_list(*columns)):
            self.under.setdefault((plan, item), (number, place, 0))
        self.order: dict[str, tuple[int, ...]] = {}

    def number(self, plan: int, item: UUID | None) -> str:
        if item is None:
            return ""
        sub = self.subs.get((plan, item))
        return sub.number if sub else self.under.get((plan, item), ("", 0, 0))[0]

    def chapter(self, report: Report, said: Said, updates: Sequence[tuple], place: int) -> Chapter:
        outcome = self.outcomes.get((report.plan, report.outcome), _Place("", "An outcome", (9_999,)))
        anchor = f"report-{outcome.number.replace('.', '-') or 'x'}-{place + 1}"
        self.order[anchor] = outcome.position

        def remarks(lines: Sequence[Remark]) -> tuple[parts.Remark, ...]:
            return tuple(parts.Remark(one.text, self.number(report.plan, one.about)) for one in lines)

        return Chapter(
            number=outcome.number,
            title=outcome.title,
            anchor=anchor,
            accent=(outcome.position[0] - 1) % ACCENTS + 1,
            said=said,
            judgements=tuple(self._judged(report)),
            answers=tuple(
                parts.Answer(one.priority, self.number(report.plan, one.about), one.answer, one.text)
                for one in report.answers
                if one.status
            ),
            achievements=remarks(report.achievements),
            challenges=remarks(report.challenges),
            priorities=remarks(report.priorities),
            decisions=remarks(report.decisions),
            attention=remarks(report.attention),
            updates=tuple(self._update(report.plan, *one) for one in self._in_order(report.plan, updates)),
        )

    def _judged(self, report: Report) -> list[Judged]:
        nowhere = _Place("", "A part that this version of the plan does not have", (9_999,))
        found = [(self.subs.get((report.plan, one.about), nowhere), one) for one in report.judgements]
        found.sort(key=lambda pair: pair[0].position)
        return [Judged(place.number, place.title, one.status, one.text) for place, one in found]

    def _in_order(self, plan: int, updates: Sequence[tuple]) -> list[tuple]:
        return sorted(updates, key=lambda one: self.under.get((plan, one[0]), ("", 9_999, 0))[1:])

    def _update(self, plan: int, item: UUID, status: str, on: date, text: str, evidence: str) -> Update:
        words: Any = self.texts.get((plan, item), "A commitment that this version of the plan does not have")
        return Update(self.number(plan, item), words, status, day(on), text, evidence)
