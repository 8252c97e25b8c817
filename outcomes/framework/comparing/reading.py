"""Two editions as parts to be compared, read in a fixed number of queries however much they hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from performance.models import Indicator
from plan import clock
from plan.models import GlossaryTerm, Plan, Section

from ..baselines import BaselineFigure
from ..citing import cited_by
from ..mergers import MergedItem
from ..models import Aim, Commitment, Outcome, SubOutcome
from ..same import THINGS
from ..tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of, read_tree
from . import parts
from .changes import Comparison, compare
from .lines import SECTIONS, Lists, glossary, sections, told
from .parts import Part, key_of

Things = Mapping[UUID, UUID]
# By the key of a sub-outcome's row: the short name and name of each indicator, and the items that cite it.
Cited = Mapping[int, list[tuple[str, str, frozenset[UUID]]]]
KINDS = dict(Outcome.Kind.choices)
ROLES = dict(Commitment.Role.choices)
INFLUENCES = dict(Aim.Influence.choices)


def compare_editions(before: Plan, after: Plan) -> Comparison:
    """Every change between two editions; none where nothing is known of what one of them said. Forty-six queries, a
    few more where one of them is not published."""
    old, new = read_tree(before), read_tree(after)
    items = items_of(old) | items_of(new)
    things = dict(THINGS(items=items))
    merged = _merged(items, things, after)
    found = compare(edition_parts(before, old, things), edition_parts(after, new, things), merged)
    return found if found.is_told else replace(found, changes=(), unchanged={})


def are_held(*plans: Plan) -> bool:
    """Whether something is known of what each of these editions said: see `parts.is_held`. One query."""
    rows = (Outcome, Section, GlossaryTerm)
    says = [Exists(row._default_manager.filter(plan=OuterRef("pk"))) for row in rows]
    found = Plan.objects.filter(pk__in={plan.pk for plan in plans})
    return not found.exclude(reduce(or_, says, ~Q(vision="") | ~Q(vision_text=""))).exists()


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
    """The edition's parts: its own words, its outcomes with all under them, sections, glossary."""
    texts = (("vision", plan.vision), ("vision at more length", plan.vision_text))
    facts = ((parts.YEARS, f"{plan.start_year} to {plan.end_year}"), (parts.LABEL, plan.get_commitment_label_display()))
    key = key_of(parts.PLAN)
    whole = Part(key, key, parts.PLAN, "", plan.title, texts, facts=facts)
    reader = _Reader(things, _cited(plan), Lists(plan), _roles(plan))
    beside = list(sections(plan))
    order = _order(tree, beside)
    found = (*reader.read(tree), *(part for _position, _pk, part in beside))
    placed = (replace(part, places=((SECTIONS, order[part.uuid]),)) if part.uuid in order else part for part in found)
    return (whole, *placed, *glossary(plan))


def _order(tree: Collection[OutcomeNode], beside: Collection[tuple[int, int, Part]]) -> dict[UUID, int]:
    """How far down each outcome and section stands in the one order that they share."""
    rows = [(node.position, 0, node.pk, node.uuid) for node in tree]
    rows += [(position, 1, pk, part.uuid) for position, pk, part in beside if part.kind == parts.SECTION]
    return {uuid: place for place, (*_, uuid) in enumerate(sorted(rows))}


def _roles(plan: Plan) -> Mapping[UUID, str]:
    """The role of each commitment that is a line of another's list. One query."""
    return dict(Commitment.objects.filter(plan=plan, parent__isnull=False).values_list("item_id", "role"))


def _cited(plan: Plan) -> Cited:
    """Public indicators that each sub-outcome's success is measured by: as kept when the edition was published, or as
    they are cited today. Who cites one that was kept is asked of the day of publication; where nobody does any more,
    it is the sub-outcome."""
    judged = {"is_public": True, "is_context": False}
    day = clock.local_day(plan.published_at) if plan.published_at else clock.today()
    subs, citing = _citing(plan, day)
    if plan.is_public:
        of_baseline = {f"indicator__{name}": value for name, value in judged.items()}
        rows = BaselineFigure.objects.filter(sub_outcome__plan=plan, **of_baseline).order_by("pk")
        kept = list(rows.values_list("sub_outcome_id", "indicator_id", "indicator__slug", "name"))
    else:
        keys = {key for _sub, key in citing}
        shown = {pk: (pk, slug, name) for pk, slug, name in
                 Indicator.objects.filter(pk__in=keys, **judged).values_list("pk", "slug", "name")}  # fmt: skip
        kept = [(sub, *shown[key]) for sub, key in citing if key in shown]
    found: dict[int, list[tuple[str, str, frozenset[UUID]]]] = {}
    for sub, key, slug, name in kept:
        owners = citing.get((sub, key)) or {subs[sub]}
        found.setdefault(sub, []).append((slug, name, frozenset(owners)))
    return found


def _citing(plan: Plan, day: date) -> tuple[Mapping[int, UUID], Mapping[tuple[int, int], set[UUID]]]:
    """The item of each sub-outcome by its key; and which items cite an indicator, by the keys of the sub-outcome and
    the indicator. Four queries."""
    subs = dict(SubOutcome.objects.filter(plan=plan).values_list("pk", "item_id"))
    under = {item: pk for pk, item in subs.items()}
    under |= dict(Aim.objects.filter(plan=plan).values_list("item_id", "sub_outcome_id"))
    found: dict[tuple[int, int], set[UUID]] = {}
    for own, indicator in cited_by(under, on=day):
        found.setdefault((under[own], indicator), set()).add(own)
    return subs, found


@dataclass(frozen=True)
class _Reader:
    """Makes parts of a tree. A commitment with several places is one part with all of them."""

    things: Things
    cited: Cited
    lists: Lists | None = None
    roles: Mapping[UUID, str] = field(default_factory=dict)

    def key(self, uuid: UUID) -> UUID:
        return self.things.get(uuid, uuid)

    def read(self, tree: Collection[OutcomeNode]) -> Iterator[Part]:
        places = _places(tree)
        seen: set[UUID] = set()
        for outcome in tree:
            yield self.outcome(outcome)
            for at, node in enumerate(outcome.sub_outcomes):
                top = (self.key(outcome.uuid),)
                yield from self.sub_outcome(node, top, at)
                yield from (self.aim(aim, node, top, place) for place, aim in enumerate(node.aims))
                for row in node.commitments:
                    if row.uuid not in seen:
                        seen.add(row.uuid)
                        yield from self.commitment(row, places[row.uuid])

    def outcome(self, node: OutcomeNode) -> Part:
        texts = told(
            ("statement", node.statement), ("narrative", node.narrative), ("overseen by", node.overseen_by),
            ("managed by", node.managed_by),
        )  # fmt: skip
        key = self.key(node.uuid)
        facts = (("kind", KINDS[node.kind]),)
        return Part(key, node.uuid, parts.OUTCOME, node.number, node.title, texts, tops=(key,), facts=facts)

    def sub_outcome(self, node: SubOutcomeNode, tops: tuple[UUID, ...], place: int) -> Iterator[Part]:
        key = self.key(node.uuid)
        yield Part(
            key, node.uuid, parts.SUB_OUTCOME, node.number, node.title, told(("current position", node.narrative)),
            under=frozenset(tops), tops=tops, printed=not node.implied, places=((tops[0], place),),
        )  # fmt: skip
        if self.lists:
            yield from self.lists.of(node.pk, key, number=node.number, tops=tops)
        for slug, name, owners in self.cited.get(node.pk, ()):
            here = key_of(parts.INDICATOR, key, slug)
            itself = key_of(parts.INDICATOR, slug)
            cited = frozenset(map(self.key, owners))
            yield Part(here, itself, parts.INDICATOR, node.number, name, under=cited, tops=tops)

    def aim(self, node: AimNode, sub_outcome: SubOutcomeNode, tops: tuple[UUID, ...], place: int) -> Part:
        texts = told(("on whom it rests", node.influence_note))
        home = self.key(sub_outcome.uuid)
        return Part(
            self.key(node.uuid), node.uuid, parts.AIM, sub_outcome.number, node.text, texts, under=frozenset((home,)),
            tops=tops, facts=told(("influence", INFLUENCES.get(node.influence, ""))),
            places=((key_of(parts.AIM, home), place),),
        )  # fmt: skip

    def commitment(self, node: CommitmentNode, places: "_Places") -> Iterator[Part]:
        key, tops = self.key(node.uuid), tuple(dict.fromkeys(map(self.key, places.tops)))
        under = frozenset(map(self.key, places.under))
        aims = frozenset(map(self.key, places.aims))
        lists = tuple((key_of(parts.COMMITMENT, self.key(one)), at) for one, at in places.at)
        number = ", ".join(places.numbers)
        yield Part(
            key, node.uuid, parts.COMMITMENT, number, node.text, (), under, aims, tops, facts=_role(node.role),
            places=lists,
        )  # fmt: skip
        for name in node.partners:
            own = key_of(parts.PARTNER, key, name)
            yield Part(own, own, parts.PARTNER, number, name, under=frozenset((key,)), tops=tops, beside=node.text)
        for place, (uuid, text) in enumerate(node.nested):
            yield Part(
                self.key(uuid), uuid, parts.COMMITMENT, number, text, under=frozenset((key,)), tops=tops,
                facts=_role(self.roles.get(uuid, "")), places=((key, place),),
            )  # fmt: skip


def _role(role: str) -> tuple[tuple[str, str], ...]:
    return told(("role", ROLES.get(role, "")))


@dataclass
class _Places:
    """Where a commitment stands: numbers, sub-outcomes, aims and outcomes, and how far down in each list."""

    numbers: list[str] = field(default_factory=list)
    under: list[UUID] = field(default_factory=list)
    aims: list[UUID] = field(default_factory=list)
    tops: list[UUID] = field(default_factory=list)
    at: list[tuple[UUID, int]] = field(default_factory=list)


def _places(tree: Collection[OutcomeNode]) -> dict[UUID, _Places]:
    found: dict[UUID, _Places] = {}
    for outcome in tree:
        for node in outcome.sub_outcomes:
            for at, row in enumerate(node.commitments):
                places = found.setdefault(row.uuid, _Places())
                places.numbers.append(node.number)
                places.under.append(node.uuid)
                places.tops.append(outcome.uuid)
                places.aims += [row.aim] if row.aim else []
                places.at.append((node.uuid, at))
    return found


def parts_of(plan: Plan) -> tuple[Part, ...]:
    """One edition's parts, for matching it with others: without what it cites. About fifteen queries."""
    tree = read_tree(plan)
    things = dict(THINGS(items=items_of(tree)))
    return tuple(_Reader(things, {}).read(tree))
