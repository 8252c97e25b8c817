"""Gathers a pack's content from the database: the one place where plan, reports and figures meet on paper.

A fixed number of queries, whatever the size of the remit. Everything comes through `scope_of` and `progress`, so
nothing outside the remit is read into the content at all.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from outcomes.framework.links import ItemDepartment
from outcomes.framework.models import Aim as AimRow
from outcomes.framework.models import Outcome as OutcomeRow
from outcomes.framework.same import twins
from outcomes.framework.since_baseline import started
from outcomes.framework.tree import CommitmentNode, OutcomeNode, SubOutcomeNode, items_of
from outcomes.reporting.dates import dates_passed
from outcomes.reporting.progress import (
    CommitmentProgress,
    OutcomeProgress,
    Standing,
    SubOutcomeProgress,
    progress,
)
from outcomes.reporting.reading import PUBLIC, Report
from outcomes.scrutiny.remits import Scope, scope_of
from performance.read import indicator_lines
from plan.models import GlossaryTerm, Plan
from plan.periods import Period
from plan.wording import day, join_words

from . import parts
from .assembling import Told, assembled, beside_the_plan, divided
from .before import NOTHING_BEFORE, Before, before_of
from .content import SCHEMA, Content, items_shown, words_of
from .dates import Days, days_of
from .glossary import rules, terms_in
from .kinds import CannotBuild, Gathered
from .measures import Measures
from .models import Pack, PackVersion
from .sections import chosen
from .since import NO_LAST, Last, last_of, since_last
from .summary import all_measures
from .told import MissedDate
from .which_paper import months_of, paper_of

ACCENTS = 6


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What this pack says today as version `number`. Raises CannotBuild where there is nothing to say."""
    days, edition = stands_on(pack, today=today)
    scope = scope_of(pack.body, edition, on=days.remit)
    if not scope.tree and not scope.uncited:
        raise CannotBuild(
            f"On {day(days.remit)} nothing of {edition} was in the remit of {pack.body}. "
            "Enter its remit, or check the dates of it."
        )
    before = before_told(pack)
    last = last_of(pack, before, days)
    reader = Reader(scope, days, before, last=last)
    read = reader.outcomes()
    paper = _paper(pack, edition, days, before, number, what_changed)
    outcomes = divided(read.outcomes, pack.arranged)
    since = since_last(
        pack, edition, days, before, last, outcomes=outcomes, progress=reader.progress, referrals=scope.referrals
    )
    told = assembled(outcomes, before, since, paper, chosen(pack))
    content = _content(paper, read, told, edition)
    return Gathered(replace(content, illustrative=content.illustrative or pack.illustrative), edition, days.cut_off)


def stands_on(pack: Pack, *, today: date) -> tuple[Days, Plan]:
    """The days and the edition of a quarter's pack. Raises CannotBuild where no edition was in force."""
    period = period_of_quarter(pack)
    days = days_of(period, pack.meeting.date if pack.meeting else None, today=today)
    edition = Plan.objects.in_force(days.edition).first()
    if edition is None:
        raise CannotBuild(
            f"No version of the Plan was in force on {day(days.edition)}, the last day of {period.label}. "
            "Put one in force, or choose another quarter."
        )
    return days, edition


def _content(paper: parts.Paper, read: "Read", told: Told, edition: Plan) -> Content:
    slugs = {measure.slug for measure in all_measures(told.outcomes)}
    notes = tuple(note for note in read.notes if note.slug in slugs)
    shown = " ".join(words_of([told.outcomes, told.front, told.since, told.enquiries, told.sections, notes]))
    glossary = GlossaryTerm.objects.filter(plan=edition).order_by("term").values_list("term", "definition")
    content = Content(
        schema=SCHEMA,
        paper=paper,
        front=told.front,
        outcomes=told.outcomes,
        notes=notes,
        terms=terms_in(shown, glossary),
        rules=rules(paper.noun),
        remit=tuple(sorted(set(items_shown(read.outcomes)))),
        illustrative=read.illustrative or any_illustrative((told.since,)),
        enquiries=told.enquiries,
        since=told.since,
        sections=told.sections,
        known=told.known,
    )
    return content.cleaned()


def before_told(pack: Pack, read: Callable[[Mapping[str, Any]], Before] = before_of) -> Before:
    """What the committee was last told: its newest published pack of the kind, of an earlier quarter, that stands.

    It may speak of an edition that is no longer in force: what it said of an item was said of every item that is
    confirmed the same.
    """
    earlier = (
        PackVersion.objects.standing()
        .filter(pack__kind=pack.kind, pack__body=pack.body_id, pack__covers__lt=pack.covers)
        .order_by("-pack__covers", "-number")
        .values_list("content", flat=True)
        .first()
    )
    if not earlier:
        return NOTHING_BEFORE
    before = read(earlier)
    same = twins({UUID(uuid) for uuid in before.statuses})
    return before.said_of({str(item): [str(one) for one in asked] for item, asked in same.items()})


def period_of_quarter(pack: Pack) -> Period:
    """The quarter a quarterly pack is for."""
    return Period.parse(pack.covers)


def _paper(pack: Pack, edition: Plan, days: Days, before: Before, number: int, what_changed: str) -> parts.Paper:
    label = period_of_quarter(pack).label
    return paper_of(
        pack, edition, days, number=number, what_changed=what_changed, quarter_label=label, months=months_of(label),
        last_pack=before.label, detail=pack.detail, arranged=pack.arranged,
    )  # fmt: skip


@dataclass(frozen=True)
class Read:
    outcomes: tuple[parts.Outcome, ...]
    notes: tuple
    illustrative: bool


class Reader:
    """Turns the read models of plan and progress into the pack's own words, which are cleared ones unless it is
    asked for an audience that reads others; as they stood at the end of the day `until`, where that is given."""

    def __init__(
        self,
        scope: Scope,
        days: Days,
        before: Before,
        *,
        last: Last = NO_LAST,
        audience: str = PUBLIC,
        until: date | None = None,
    ) -> None:
        self.progress = progress(scope.tree, on=days.cut_off, until=until, audience=audience)
        self.alone = indicator_lines(scope.uncited, on=days.cut_off, until=until) if scope.uncited else {}
        lines = {line.pk: line for outcome in self.progress for line in outcome.indicators} | self.alone
        subs = [sub.node for outcome in self.progress for sub in outcome.sub_outcomes]
        began = started([sub.pk for sub in subs], lines.values(), on=days.cut_off)
        self.measures = Measures(lines, before, days.cut_off, started=began, since=last.since)
        self.missed = _missed(scope.tree, days.cut_off)
        self.numbers = {sub.number for sub in subs}
        self.where: dict[UUID | None, str] = {sub.uuid: sub.number for sub in subs}
        for sub in subs:
            under = [aim.uuid for aim in sub.aims] + [commitment.uuid for commitment in sub.commitments]
            under += [uuid for commitment in sub.commitments for uuid, _ in commitment.nested]
            for uuid in under:
                self.where.setdefault(uuid, sub.number)
        self.departments = _departments({node.uuid for sub in subs for node in sub.commitments}, on=days.remit)

    def outcomes(self) -> Read:
        outcomes = tuple(self._outcome(outcome) for outcome in self.progress)
        if self.alone:
            outcomes += (beside_the_plan([self.measures.measure(pk) for pk in self.alone]),)
        return Read(outcomes, self.measures.notes(), any_illustrative(outcomes))

    def _outcome(self, told: OutcomeProgress) -> parts.Outcome:
        node = told.node
        return parts.Outcome(
            uuid=str(node.uuid),
            number=node.number,
            title=node.title,
            kind="Outcome" if node.is_strategic else str(OutcomeRow.Kind(node.kind).label),
            statement=node.statement,
            anchor=_anchor("outcome", node.number),
            accent=(node.position - 1) % ACCENTS + 1,
            heading_only=node.heading_only,
            sub_outcomes=tuple(self._sub_outcome(sub) for sub in told.sub_outcomes),
            reports=tuple(self._report(report, node, place) for place, report in enumerate(told.reports, start=1)),
            referrals=(node.note,) if node.note else (),
            missed=self.missed.get(node.uuid, ()),
        )

    def _sub_outcome(self, told: SubOutcomeProgress) -> parts.SubOutcome:
        node = told.node
        promises = [promise for _, group in told.grouped() for promise in group]
        return parts.SubOutcome(
            uuid=str(node.uuid),
            number=node.number,
            title=node.title,
            anchor=_anchor("part", node.number),
            heading_only=node.heading_only,
            implied=node.implied,
            standings=tuple(_said(standing) for standing in told.standings),
            aims=tuple(parts.Aim(str(aim.uuid), aim.text, _influence(aim)) for aim in node.aims),
            measures=tuple(self.measures.measure(line.pk) for line in told.indicators),
            promises=tuple(self._promise(promise) for promise in promises),
            referrals=_referrals(node),
            missed=sum((self.missed.get(uuid, ()) for uuid in [node.uuid, *(aim.uuid for aim in node.aims)]), ()),
        )

    def _promise(self, told: CommitmentProgress) -> parts.Promise:
        node = told.node
        departments = self.departments.get(node.uuid, [])
        items = [node.uuid, *(uuid for uuid, _ in node.nested)]
        return parts.Promise(
            uuid=str(node.uuid),
            text=node.text,
            delivered=_delivered(node, departments),
            nested=tuple(parts.Nested(str(uuid), text) for uuid, text in node.nested),
            elsewhere=tuple(number for number in node.elsewhere if number in self.numbers),
            standing=_said(told.standing) if told.standing else None,
            departments=tuple(departments),
            missed=sum((self.missed.get(uuid, ()) for uuid in items), ()),
        )

    def _report(self, words: Report, node: OutcomeNode, place: int) -> parts.Report:
        def remarks(entries) -> tuple[parts.Remark, ...]:
            return tuple(parts.Remark(entry.text, self.where.get(entry.about, "")) for entry in entries)

        return parts.Report(
            board=words.board,
            period=words.period,
            published=day(words.published) if words.published else "",
            illustrative=words.illustrative,
            summary=words.summary,
            achievements=remarks(words.achievements),
            challenges=remarks(words.challenges),
            priorities=remarks(words.priorities),
            attention=remarks(words.attention),
            answers=tuple(
                parts.Answer(one.priority, self.where.get(one.about, ""), one.answer, one.text)
                for one in words.answers
                if one.status
            ),
            anchor=_anchor("asked", f"{node.number}-{place}"),
        )


def _missed(tree: Collection[OutcomeNode], cut_off: date) -> dict[UUID, tuple[MissedDate, ...]]:
    """By item, the dates that the plan names and that passed without being reached. Three queries at most."""
    found: dict[UUID, tuple[MissedDate, ...]] = {}
    for one in dates_passed(items_of(tree), cut_off):
        missed = MissedDate(one.when, one.what, one.by.isoformat(), day(one.by), one.illustrative)
        found[one.item] = (*found.get(one.item, ()), missed)
    return found


def _referrals(node: SubOutcomeNode) -> tuple[str, ...]:
    """What was referred of a sub-outcome: itself, or parts of it, each named."""
    said = [(aim.text, aim.note) for aim in node.aims] + [(made.text, made.note) for made in node.commitments]
    return tuple(filter(None, [node.note, *(f"“{text}” {note}" for text, note in said if note)]))


def _anchor(kind: str, number: str) -> str:
    return f"{kind}-{number}".replace(".", "-").replace(" ", "-")


def _said(said: Standing) -> parts.Standing:
    return parts.Standing(said.status, str(said.label), day(said.day), said.text, said.board, said.illustrative)


def _influence(aim) -> str:
    """Who can bring it about, where that is not the council alone."""
    if not aim.influence or aim.influence == AimRow.Influence.DIRECT:
        return ""
    return join_words([str(AimRow.Influence(aim.influence).label), *filter(None, [aim.influence_note])], last="–")


def _delivered(node: CommitmentNode, departments: list[str]) -> str:
    """Who delivers it: the department, or the council, and with whom."""
    partners = f"with {join_words(node.partners)}" if node.partners else ""
    leads = join_words(departments) or ("The council leads" if node.leads else "The council contributes")
    return ", ".join(filter(None, [leads, partners]))


def _departments(items: set[UUID], *, on: date) -> dict[UUID, list[str]]:
    found: dict[UUID, dict[str, None]] = {}
    same = twins(items)
    rows = ItemDepartment.objects.on(on).filter(item__in=list(same)).order_by("strength", "department__name")
    for item, name in rows.values_list("item_id", "department__name"):
        for asked in same[item]:
            found.setdefault(asked, {})[name] = None
    return {item: list(names) for item, names in found.items()}


def any_illustrative(value) -> bool:
    """Whether anything in it is made up to show how the system works."""
    if isinstance(value, tuple):
        return any(any_illustrative(inner) for inner in value)
    if getattr(value, "illustrative", False) is True:
        return True
    return any(any_illustrative(inner) for inner in vars(value).values()) if hasattr(value, "__dict__") else False
