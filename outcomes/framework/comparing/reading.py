"""Two editions as parts to be compared, read in a fixed number of queries however much they hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from performance.models import Indicator
from plan import clock
from plan.models import GlossaryTerm, Plan, Section, SectionEntry

from ..baselines import BaselineFigure
from ..mergers import MergedItem
from ..models import Aim, Commitment
from ..same import THINGS
from ..starting import cited_in
from ..tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of, read_tree
from . import parts
from .changes import Comparison, compare
from .parts import Part, key_of

Things = Mapping[UUID, UUID]
Cited = Mapping[int, list[tuple[str, str]]]
ROLES = dict(Commitment.Role.choices)
INFLUENCES = dict(Aim.Influence.choices)


def compare_editions(before: Plan, after: Plan) -> Comparison:
    """Every change between two editions. Twenty-eight queries, a few more where one of them is not published."""
    old, new = read_tree(before), read_tree(after)
    items = items_of(old) | items_of(new)
    things = dict(THINGS(items=items))
    return compare(edition_parts(before, old, things), edition_parts(after, new, things), _merged(items, things, after))


def _merged(items: Collection[UUID], things: Things, after: Plan) -> dict[UUID, UUID]:
    """Which item went into which in the later edition, or in one that it was made from; by the keys of both. Two
    queries, one where nothing was ever merged."""
    if not items:
        return {}
    rows = list(MergedItem.objects.filter(item__in=items).values_list("plan_id", "item_id", "into_id"))
    made_from = set(_line_of(after)) if rows else set()
    return {things.get(one, one): things.get(into, into) for plan, one, into in rows if plan in made_from}


def _line_of(plan: Plan) -> Iterator[int]:
    """The edition, the one that it was made from, and so on back."""
    based_on = dict(Plan.objects.values_list("pk", "based_on_id"))
    key: int | None = plan.pk
    while key is not None:
        yield key
        key = based_on.pop(key, None)


def edition_parts(plan: Plan, tree: Collection[OutcomeNode], things: Things) -> tuple[Part, ...]:
    """The edition's parts in its order: its own words, its outcomes with all under them, sections, glossary."""
    texts = (("vision", plan.vision), ("vision at more length", plan.vision_text))
    key = key_of(parts.PLAN)
    whole = Part(key, key, parts.PLAN, "", plan.title, texts)
    reader = _Reader(things, _cited(plan))
    return (whole, *reader.read(tree), *_sections(plan), *_glossary(plan))


def _cited(plan: Plan) -> Cited:
    """Public indicators that each sub-outcome's success is measured by, by its key: as kept when the edition was
    published, or as they are cited today."""
    judged = {"is_public": True, "is_context": False}
    if plan.is_public:
        of_baseline = {f"indicator__{name}": value for name, value in judged.items()}
        rows = BaselineFigure.objects.filter(sub_outcome__plan=plan, **of_baseline).order_by("pk")
        pairs = [(pk, (slug, name)) for pk, slug, name in rows.values_list("sub_outcome_id", "indicator__slug", "name")]
    else:
        cited = cited_in(plan, on=clock.today())
        keys = {key for found in cited.values() for key in found}
        shown = {pk: (slug, name) for pk, slug, name in
                 Indicator.objects.filter(pk__in=keys, **judged).values_list("pk", "slug", "name")}  # fmt: skip
        pairs = [(pk, shown[key]) for pk, found in cited.items() for key in found if key in shown]
    found: dict[int, list[tuple[str, str]]] = {}
    for pk, told in pairs:
        found.setdefault(pk, []).append(told)
    return found


@dataclass(frozen=True)
class _Reader:
    """Makes parts of a tree. A commitment with several places is one part with all of them."""

    things: Things
    cited: Cited

    def key(self, uuid: UUID) -> UUID:
        return self.things.get(uuid, uuid)

    def read(self, tree: Collection[OutcomeNode]) -> Iterator[Part]:
        places = _places(tree)
        told: set[UUID] = set()
        for outcome in tree:
            yield self.outcome(outcome)
            for node in outcome.sub_outcomes:
                top = (self.key(outcome.uuid),)
                yield from self.sub_outcome(node, top)
                yield from (self.aim(aim, node, top) for aim in node.aims)
                for row in node.commitments:
                    if row.uuid not in told:
                        told.add(row.uuid)
                        yield from self.commitment(row, places[row.uuid])

    def outcome(self, node: OutcomeNode) -> Part:
        texts = (
            ("statement", node.statement), ("narrative", node.narrative), ("overseen by", node.overseen_by),
            ("managed by", node.managed_by),
        )  # fmt: skip
        key = self.key(node.uuid)
        return Part(key, node.uuid, parts.OUTCOME, node.number, node.title, _told(texts), tops=(key,))

    def sub_outcome(self, node: SubOutcomeNode, tops: tuple[UUID, ...]) -> Iterator[Part]:
        key = self.key(node.uuid)
        yield Part(
            key, node.uuid, parts.SUB_OUTCOME, node.number, node.title, _told([("current position", node.narrative)]),
            under=frozenset(tops), tops=tops, printed=not node.implied,
        )  # fmt: skip
        attached = partial(_attached, under=key, number=node.number, tops=tops)
        yield from (attached(parts.JOINT_WORK, text) for text in node.joint_work)
        yield from (
            attached(parts.STATEMENT, text, heading, beside=heading)
            for heading, texts in node.statements for text in texts
        )  # fmt: skip
        for name, amount, lines in node.savings:
            yield from (attached(parts.SAVING, f"{one}: {much}") for one, much in ((name, amount), *lines))
        yield from (attached(parts.INDICATOR, name, slug, named=False) for slug, name in self.cited.get(node.pk, ()))

    def aim(self, node: AimNode, sub_outcome: SubOutcomeNode, tops: tuple[UUID, ...]) -> Part:
        texts = (("influence", INFLUENCES.get(node.influence, "")), ("on whom it rests", node.influence_note))
        return Part(
            self.key(node.uuid), node.uuid, parts.AIM, sub_outcome.number, node.text, _told(texts),
            under=frozenset((self.key(sub_outcome.uuid),)), tops=tops,
        )  # fmt: skip

    def commitment(self, node: CommitmentNode, places: "_Places") -> Iterator[Part]:
        key, tops = self.key(node.uuid), tuple(dict.fromkeys(map(self.key, places.tops)))
        under = frozenset(map(self.key, places.under))
        aims = frozenset(map(self.key, places.aims))
        number = ", ".join(places.numbers)
        role = _told([("role", ROLES.get(node.role, ""))])
        yield Part(key, node.uuid, parts.COMMITMENT, number, node.text, role, under, aims, tops)
        beside = partial(_attached, parts.PARTNER, under=key, number=number, tops=tops, beside=node.text)
        yield from map(beside, node.partners)
        for uuid, text in node.nested:
            yield Part(self.key(uuid), uuid, parts.COMMITMENT, number, text, role, under=frozenset((key,)), tops=tops)


@dataclass
class _Places:
    """Where a commitment stands: numbers, sub-outcomes, aims and outcomes."""

    numbers: list[str]
    under: list[UUID]
    aims: list[UUID]
    tops: list[UUID]


def _places(tree: Collection[OutcomeNode]) -> dict[UUID, _Places]:
    found: dict[UUID, _Places] = {}
    for outcome in tree:
        for node in outcome.sub_outcomes:
            for row in node.commitments:
                places = found.setdefault(row.uuid, _Places([], [], [], []))
                places.numbers.append(node.number)
                places.under.append(node.uuid)
                places.tops.append(outcome.uuid)
                places.aims += [row.aim] if row.aim else []
    return found


def _attached(
    kind: str,
    title: str,
    *names: str,
    under: UUID,
    number: str,
    tops: tuple[UUID, ...] = (),
    beside: str = "",
    named: bool = True,
) -> Part:
    """A part without an item, known by its words (`named`) and the further `names` under what it stands under."""
    key = key_of(kind, under, *names, *([title] if named else []))
    return Part(key, key, kind, number, title, under=frozenset((under,)), tops=tops, beside=beside)


def _told(texts: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in texts if text)


def _sections(plan: Plan) -> Iterator[Part]:
    """Sections, each with its entries. Two queries."""
    rows = list(
        Section.objects.filter(plan=plan).order_by("position", "pk")
        .values_list("pk", "kind", "number", "title", "text", "signatory")
    )  # fmt: skip
    entries: dict[int, list[tuple[str, str, str]]] = {}
    told = SectionEntry.objects.filter(section__plan=plan).order_by("position", "pk")
    for section, *words in told.values_list("section_id", "title", "text", "principle"):
        entries.setdefault(section, []).append(tuple(words))  # type: ignore[arg-type]
    seen: dict[UUID, int] = {}
    for pk, kind, number, title, text, signatory in rows:
        key = _section_key(kind, title, seen)
        texts = _told([("text", text), ("signed by", signatory)])
        yield Part(key, key, parts.SECTION, number, title, texts)
        for name, told_words, principle in entries.get(pk, ()):
            own = key_of(parts.ENTRY, key, name)
            said = _told([("text", told_words), ("principle", principle)])
            yield Part(own, own, parts.ENTRY, number, name, said, under=frozenset((key,)))


def _section_key(kind: str, title: str, seen: dict[UUID, int]) -> UUID:
    """By its kind where it is the first of it; else by its title, and by a count where that comes again."""
    key = key_of(parts.SECTION, kind)
    if kind == Section.Kind.OTHER or key in seen:
        key = key_of(parts.SECTION, kind, title)
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else key_of(parts.SECTION, kind, title, seen[key])


def _glossary(plan: Plan) -> Iterator[Part]:
    for term, definition in GlossaryTerm.objects.filter(plan=plan).order_by("term").values_list("term", "definition"):
        key = key_of(parts.TERM, term)
        yield Part(key, key, parts.TERM, "", term, (("definition", definition),))


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """One edition's parts, for matching it with others: without what it cites. About fifteen queries."""
    tree = read_tree(plan)
    things = dict(THINGS(items=items_of(tree)))
    return tuple(_Reader(things, {}).read(tree))
