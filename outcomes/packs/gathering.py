"""Gathers a pack's content from the database: the one place where plan, reports and figures meet on paper.

A fixed number of queries, whatever the size of the remit. Everything comes through `remit_tree` and `progress`, so
nothing outside the remit is read into the content at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from outcomes.framework.links import ItemDepartment
from outcomes.framework.models import Aim as AimRow
from outcomes.framework.models import Outcome as OutcomeRow
from outcomes.framework.same import twins
from outcomes.framework.tree import CommitmentNode, OutcomeNode
from outcomes.reporting.progress import (
    CommitmentProgress,
    OutcomeProgress,
    Standing,
    SubOutcomeProgress,
    progress,
)
from outcomes.reporting.reading import Report
from outcomes.scrutiny.remits import remit_tree
from plan.characters import clean
from plan.models import Council, GlossaryTerm, Plan
from plan.wording import day, join_words

from . import parts
from .before import NOTHING_BEFORE, Before, before_of
from .content import SCHEMA, Content, items_shown, words_of
from .dates import Days, days_of
from .glossary import rules, terms_in
from .measures import Measures
from .models import Pack, PackVersion
from .summary import front_of

ACCENTS = 6


class CannotBuild(ValueError):
    """The pack lacks something it cannot do without; the message says what, and what to do."""


@dataclass(frozen=True)
class Gathered:
    """A content, with the edition and the days it rests on."""

    content: Content
    edition: Plan
    days: Days


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What this pack says today as version `number`. Raises CannotBuild where there is nothing to say."""
    days = days_of(pack.period, pack.meeting.date if pack.meeting else None, today=today)
    edition = Plan.objects.in_force(days.edition).first()
    if edition is None:
        raise CannotBuild(
            f"No version of the Plan was in force on {day(days.edition)}, the last day of {pack.period.label}. "
            "Put one in force, or choose another quarter."
        )
    tree = remit_tree(pack.committee, edition, on=days.remit)
    if not tree:
        raise CannotBuild(
            f"On {day(days.remit)} nothing of {edition} was in the remit of {pack.committee}. "
            "Enter its remit, or check the dates of it."
        )
    before = _before(pack)
    outcomes = _Reader(tree, days, before).outcomes()
    paper = _paper(pack, edition, days, before, number, what_changed)
    content = _content(paper, outcomes, before, edition)
    return Gathered(replace(content, illustrative=content.illustrative or pack.illustrative), edition, days)


def _content(paper: parts.Paper, read: "_Read", before: Before, edition: Plan) -> Content:
    front = front_of(read.outcomes, before, noun=paper.noun, what_changed=paper.what_changed)
    shown = " ".join(words_of([read.outcomes, front, read.notes]))
    glossary = GlossaryTerm.objects.filter(plan=edition).order_by("term").values_list("term", "definition")
    content = Content(
        schema=SCHEMA,
        paper=paper,
        front=front,
        outcomes=read.outcomes,
        notes=read.notes,
        terms=terms_in(shown, glossary),
        rules=rules(paper.noun),
        remit=tuple(sorted(set(items_shown(read.outcomes)))),
        illustrative=read.illustrative,
    )
    return Content.from_dict(_cleaned(content.to_dict()))


def _cleaned(value):
    """Without characters that cannot be seen, which neither paper nor every database can hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def _before(pack: Pack) -> Before:
    """What the committee was last told: its newest published pack of an earlier quarter that still stands.

    It may speak of an edition that is no longer in force: what it said of an item was said of every item that is
    confirmed the same.
    """
    earlier = (
        PackVersion.objects.standing()
        .filter(pack__committee=pack.committee_id, pack__quarter__lt=pack.quarter)
        .order_by("-pack__quarter", "-number")
        .values_list("content", flat=True)
        .first()
    )
    if not earlier:
        return NOTHING_BEFORE
    before = before_of(earlier)
    same = twins({UUID(uuid) for uuid in before.statuses})
    return before.said_of({str(item): [str(one) for one in asked] for item, asked in same.items()})


def on_the_agenda(pack: Pack) -> dict[str, str]:
    """What a paper prints of where the pack goes, as fields of `parts.Paper`."""
    return {
        "meeting": day(pack.meeting.date) if pack.meeting else "",
        "agenda_item": str(pack.agenda_item.number) if pack.agenda_item else "",
        "appendix": pack.appendix,
    }


def _paper(pack: Pack, edition: Plan, days: Days, before: Before, number: int, what_changed: str) -> parts.Paper:
    period = pack.period
    return parts.Paper(
        council=Council.current().name,
        committee=pack.committee.name,
        committee_short=pack.committee.short,
        committee_slug=pack.committee.slug,
        quarter=period.code,
        quarter_label=period.label,
        months=period.label.partition("(")[2].rstrip(")"),
        **on_the_agenda(pack),
        edition=str(edition),
        edition_slug=edition.slug,
        noun=edition.commitment_label,
        cut_off_day=days.cut_off.isoformat(),
        cut_off=day(days.cut_off),
        remit_day=days.remit.isoformat(),
        remit_on=day(days.remit),
        last_pack=before.label,
        number=number,
        what_changed=what_changed,
    )


@dataclass(frozen=True)
class _Read:
    outcomes: tuple[parts.Outcome, ...]
    notes: tuple
    illustrative: bool


class _Reader:
    """Turns the read models of plan and progress into the pack's own words."""

    def __init__(self, tree: Sequence[OutcomeNode], days: Days, before: Before) -> None:
        self.progress = progress(tree, on=days.cut_off)
        lines = {line.pk: line for outcome in self.progress for line in outcome.indicators}
        self.measures = Measures(lines, before, days.cut_off)
        subs = [sub.node for outcome in self.progress for sub in outcome.sub_outcomes]
        self.numbers = {sub.number for sub in subs}
        self.where: dict[UUID | None, str] = {sub.uuid: sub.number for sub in subs}
        for sub in subs:
            under = [aim.uuid for aim in sub.aims] + [commitment.uuid for commitment in sub.commitments]
            under += [uuid for commitment in sub.commitments for uuid, _ in commitment.nested]
            for uuid in under:
                self.where.setdefault(uuid, sub.number)
        self.departments = _departments({node.uuid for sub in subs for node in sub.commitments}, on=days.remit)

    def outcomes(self) -> _Read:
        outcomes = tuple(self._outcome(outcome) for outcome in self.progress)
        return _Read(outcomes, self.measures.notes(), _any_illustrative(outcomes))

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
        )

    def _promise(self, told: CommitmentProgress) -> parts.Promise:
        node = told.node
        return parts.Promise(
            uuid=str(node.uuid),
            text=node.text,
            delivered=_delivered(node, self.departments.get(node.uuid, [])),
            nested=tuple(parts.Nested(str(uuid), text) for uuid, text in node.nested),
            elsewhere=tuple(number for number in node.elsewhere if number in self.numbers),
            standing=_said(told.standing) if told.standing else None,
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


def _any_illustrative(value) -> bool:
    """Whether anything in it is made up to show how the system works."""
    if isinstance(value, tuple):
        return any(_any_illustrative(inner) for inner in value)
    if getattr(value, "illustrative", False) is True:
        return True
    return any(_any_illustrative(inner) for inner in vars(value).values()) if hasattr(value, "__dict__") else False
