"""Gathers a common report: each committee's part as that committee's own report of the quarter would be gathered.

A fixed number of queries for each committee, whatever the size of its remit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from outcomes.framework.tree import OutcomeNode, read_tree
from outcomes.reporting.progress import OutcomeProgress
from outcomes.scrutiny.remits import Scope, scope_of
from plan.models import Body, GlossaryTerm, Plan
from plan.wording import day

from .. import sections
from ..assembling import assembled, divided
from ..before import Before, before_of
from ..content import Note, items_shown, words_of
from ..dates import Days
from ..enquiries import with_grounds
from ..gathering import Reader, any_illustrative, before_told, period_of_quarter, stands_on
from ..glossary import rules, terms_in
from ..kinds import QUARTERLY, CannotBuild, Gathered
from ..models import Pack
from ..parts import Outcome, Paper
from ..since import last_of, since_last
from ..summary import all_measures
from ..told import Chosen, Known, SinceLast
from ..which_paper import months_of, paper_of
from .committees import committees_on, key_of
from .content import REST, REST_TITLE, SCHEMA, CommonContent, Part
from .front import front_of
from .once import apart, once
from .remaining import remaining

TITLE = "How the Strategic Plan is going, committee by committee"
WITHIN = (Chosen(sections.ENQUIRIES, ""), Chosen(sections.DELIVERY, ""))


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What this report says today as version `number`. Raises CannotBuild where no committee watches anything."""
    days, edition = stands_on(pack, today=today)
    tree = read_tree(edition)
    scopes = {body: scope_of(body, edition, on=days.remit) for body in committees_on(days.remit)}
    scopes = {body: scope for body, scope in scopes.items() if scope.tree or scope.uncited}
    if not scopes:
        raise CannotBuild(
            f"On {day(days.remit)} nothing of {edition} was in the remit of any committee. Enter their remits, or "
            "check the dates of them."
        )
    return Gathered(_Gatherer(pack, days, edition, number, what_changed).content(tree, scopes), edition, days.cut_off)


@dataclass(frozen=True)
class _Read:
    """A part with what it was read from."""

    part: Part
    progress: tuple[OutcomeProgress, ...]
    notes: tuple[Note, ...]
    known: Known
    illustrative: bool


class _Gatherer:
    def __init__(self, pack: Pack, days: Days, edition: Plan, number: int, what_changed: str) -> None:
        self.pack, self.days, self.edition = pack, days, edition
        self.before = before_told(pack, _before_of)
        self.last = last_of(pack, self.before, days)
        self.sections = sections.chosen(pack)
        self.paper = _paper(pack, edition, days, self.before, number, what_changed)

    def content(self, tree: tuple[OutcomeNode, ...], scopes: Mapping[Body, Scope]) -> CommonContent:
        chosen = {section.key: section for section in self.sections}
        rest = remaining(tree, [scope.tree for scope in scopes.values()])
        read = {key_of(body): self.committee(body, scope) for body, scope in scopes.items()}
        read |= {REST: self.rest(rest)} if rest else {}
        left_out = tuple(one.part.title for key, one in read.items() if key not in chosen)
        shown = [replace(read[key].part, words=chosen[key].words) for key in chosen if key in read]
        kept = once(shown)
        told = [read[part.key] for part in shown]
        since = self.since(told, kept)
        whole = CommonContent(
            schema=SCHEMA, paper=self.paper, front=front_of(shown, kept, self.before, self.paper), parts=kept,
            left_out=left_out, notes=_notes(told, kept), terms=(), rules=rules(self.paper.noun),
            remit=tuple(sorted({item for part in shown for item in part.items})),
            illustrative=self.pack.illustrative or any(one.illustrative for one in told) or any_illustrative((since,)),
            since=since, sections=self.sections, known=_known([one.known for one in read.values()]),
        )  # fmt: skip
        glossary = GlossaryTerm.objects.filter(plan=self.edition).order_by("term").values_list("term", "definition")
        words = " ".join(words_of([whole.parts, whole.front, whole.since, whole.sections, whole.notes]))
        return replace(whole, terms=terms_in(words, glossary)).cleaned()

    def committee(self, body: Body, scope: Scope) -> _Read:
        """As its own report of the quarter: with its own last pack, its own meeting before, what it asked for."""
        own = Pack.objects.filter(kind=QUARTERLY, body=body, covers=self.pack.covers).first()
        own = own or Pack(kind=QUARTERLY, body=body, covers=self.pack.covers)
        before = before_told(own)
        last = last_of(own, before, self.days)
        reader = Reader(scope, self.days, before, last=last)
        read = reader.outcomes()
        since = since_last(
            own, self.edition, self.days, before, last, outcomes=read.outcomes, progress=reader.progress,
            referrals=scope.referrals,
        )  # fmt: skip
        blank = Part(key_of(body), body.slug, body.name, body.short, f"for-{body.slug}", "", "", (), (), (), ())
        return self.part(blank, reader, read.outcomes, before, since)

    def rest(self, tree: tuple[OutcomeNode, ...]) -> _Read:
        """What is in no committee's remit, for whoever the report is for."""
        reader = Reader(Scope(tree), self.days, self.before, last=self.last)
        read = reader.outcomes()
        outcomes = tuple(
            one if one.sub_outcomes else replace(one, elsewhere="All that is under it stands in committees’ parts.")
            for one in read.outcomes
        )
        blank = Part(REST, "", REST_TITLE, REST_TITLE, REST, "", "", (), (), (), ())
        return self.part(blank, reader, outcomes, self.before, SinceLast(""))

    def part(
        self, blank: Part, reader: Reader, outcomes: tuple[Outcome, ...], before: Before, since: SinceLast
    ) -> _Read:
        told = assembled(divided(outcomes, self.pack.arranged), before, since, self.paper, WITHIN)
        part = replace(
            blank,
            judgement=told.front.judgement if blank.slug else "",
            enquiries=tuple(with_grounds(one, _numbered) for one in told.enquiries),
            outcomes=told.outcomes,
            items=tuple(sorted(set(items_shown(outcomes)))),
            indicators=tuple(sorted(one.slug for one in all_measures(outcomes))),
        )
        placed = replace(
            part, enquiries=apart(part.enquiries, part.anchor), outcomes=apart(part.outcomes, part.anchor)
        )  # fmt: skip
        return _Read(placed, reader.progress, reader.measures.notes(), told.known, any_illustrative(outcomes))

    def since(self, told: Sequence[_Read], parts: Sequence[Part]) -> SinceLast | None:
        """What became of things since whoever the report is for last met."""
        if sections.SINCE not in {section.key for section in self.sections}:
            return None
        outcomes = tuple(outcome for part in parts for outcome in part.outcomes)
        progress = {one.node.uuid: one for read in told for one in read.progress}
        return since_last(
            self.pack, self.edition, self.days, self.before, self.last, outcomes=outcomes,
            progress=tuple(progress.values()), referrals=(),
        )  # fmt: skip


def _numbered(one: Any) -> Any:
    """Without the number of a place that the paper does not show."""
    return one if one.anchor else replace(one, number="")


def _paper(pack: Pack, edition: Plan, days: Days, before: Before, number: int, what_changed: str) -> Paper:
    label = period_of_quarter(pack).label
    return paper_of(
        pack, edition, days, number=number, what_changed=what_changed, quarter_label=label, months=months_of(label),
        last_pack=before.label, detail=pack.detail, arranged=pack.arranged, heading=TITLE, kind=pack.kind,
        which=pack.address,
    )  # fmt: skip


def _before_of(stored: Mapping[str, Any]) -> Before:
    """What an earlier common report said, of all its parts."""
    return before_of({**stored, "outcomes": [outcome for part in stored["parts"] for outcome in part["outcomes"]]})


def _notes(told: Sequence[_Read], parts: Sequence[Part]) -> tuple[Note, ...]:
    """Of each indicator that is shown, once, by name."""
    shown = {measure.slug for part in parts for measure in all_measures(part.outcomes)}
    found = {note.slug: note for one in told for note in one.notes if note.slug in shown}
    return tuple(sorted(found.values(), key=lambda note: note.name.lower()))


def _known(each: Sequence[Known]) -> Known:
    statuses = {uuid: status for known in each for uuid, status in known.statuses}
    figures = {one[0]: one for known in each for one in known.figures}
    return Known(tuple(sorted(statuses.items())), tuple(figures[slug] for slug in sorted(figures)))
