"""What was edited, said once more from the rows themselves: without the parts, keys, threads and trees by which the
comparison finds it. A row of the copy is the row it was copied from, as both were written in one order."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from outcomes.framework.baselines import BaselineFigure
from outcomes.framework.models import (
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    JointWork,
    Outcome,
    Placement,
    Saving,
    Statement,
    SubOutcome,
)
from plan.models import GlossaryTerm, Plan, Section

from .edits import OF_PLAN

Name = tuple[Any, ...]
LINES = ((JointWork, "joint_work"), (Statement, "statement"), (Saving, "saving"))
TITLED = ("plan", "section", "outcome", "sub_outcome")
GOES_ALONG = ("entry", "joint_work", "statement", "saving", "partner", "indicator")
STAYS = ("partner", "indicator", "term", "outcome", "section", "plan")


@dataclass
class Thing:
    """One part as its rows say it; `under` and `aims` are names of others, `places` how far down in which lists."""

    kind: str
    title: str
    said: dict[str, Any] = field(default_factory=dict)
    number: str | None = None
    under: frozenset[Name] = frozenset()
    aims: frozenset[Name] = frozenset()
    places: dict[Name, int] = field(default_factory=dict)
    printed: bool = True


def keys_of(plan: Plan) -> dict[type, list[int]]:
    """The keys of an edition's rows in the order in which they are copied: what stands under its like after those."""
    above = {Saving: "part_of", Commitment: "parent"}
    found = {}
    for model, path in OF_PLAN.items():
        rows = model._default_manager.filter(**{path: plan}).values_list("pk", above.get(model, "pk"))
        found[model] = [pk for pk, _ in sorted(rows, key=lambda row: (model in above and row[1] is not None, row[0]))]
    return found


class Names:
    """Names of an edition's rows: of a copy, those of the rows they were copied from."""

    def __init__(self, copied: dict[type, list[int]], source: dict[type, list[int]]) -> None:
        self.known = {(model, pk): source[model][at] for model, pks in copied.items() for at, pk in enumerate(pks)}

    def __call__(self, row: Any) -> Name:
        model, pk = type(row), row.pk
        return (model.__name__, self.known[model, pk]) if (model, pk) in self.known else (model.__name__, "new", pk)


def things(plan: Plan, name: Names) -> dict[Name, Thing]:
    plan = Plan.objects.get(pk=plan.pk)
    found: dict[Name, Thing] = {
        ("plan",): Thing("plan", plan.title, {
            "years": (plan.start_year, plan.end_year), "label": plan.commitment_label, "vision": plan.vision,
            "text": plan.vision_text,
        })
    }  # fmt: skip
    _of_plan(plan, name, found)
    _of_outcomes(plan, name, found)
    _commitments(plan, name, found)
    return found


def _of_plan(plan: Plan, name: Names, found: dict[Name, Thing]) -> None:
    tops = [*Section.objects.filter(plan=plan), *Outcome.objects.filter(plan=plan)]
    tops.sort(key=lambda row: (row.position, type(row).__name__, row.pk))
    for at, row in enumerate(tops):
        said = {"kind": row.kind}
        for each in ("text", "signatory", "statement", "narrative", "managed_by"):
            said[each] = getattr(row, each, "")
        kind = "section" if isinstance(row, Section) else "outcome"
        found[name(row)] = Thing(kind, row.title, said, row.number, places={("top",): at})
    for section in Section.objects.filter(plan=plan):
        for at, row in enumerate(section.entries.order_by("position", "pk")):
            home = name(section)
            said = {"text": row.text, "principle": row.principle}
            found[name(row)] = Thing("entry", row.title, said, under=frozenset([home]), places={home: at})
    for row in GlossaryTerm.objects.filter(plan=plan):
        found[name(row)] = Thing("term", row.term, {"definition": row.definition})


def _of_outcomes(plan: Plan, name: Names, found: dict[Name, Thing]) -> None:
    for outcome in Outcome.objects.filter(plan=plan):
        for at, row in enumerate(outcome.sub_outcomes.order_by("position", "pk")):
            home = name(outcome)
            found[name(row)] = Thing(
                "sub_outcome", row.title, {"narrative": row.narrative}, row.number, frozenset([home]),
                places={home: at}, printed=not row.implied,
            )  # fmt: skip
    for sub_outcome in SubOutcome.objects.filter(plan=plan):
        home = name(sub_outcome)
        for at, aim in enumerate(sub_outcome.aims.order_by("position", "pk")):
            said = {"influence": aim.influence, "note": aim.influence_note}
            found[name(aim)] = Thing("aim", aim.text, said, under=frozenset([home]), places={("aims", home): at})
        for model, kind in LINES:
            rows = model._default_manager.filter(sub_outcome=sub_outcome)
            for at, row in enumerate(rows.order_by("pk") if kind == "saving" else rows.order_by("position", "pk")):
                found[name(row)] = _line(row, kind, home, at, name)
        _indicators(plan, sub_outcome, name, found)


def _line(row: Any, kind: str, home: Name, at: int, name: Names) -> Thing:
    if kind == "saving":
        under = name(row.part_of) if row.part_of else home
        words = f"{row.qualifier} £{row.amount.normalize():f} million".strip()
        return Thing(kind, f"{row.name}: {words}", under=frozenset([under]))
    said = {"heading": getattr(row, "heading", "")}
    return Thing(kind, row.text, said, under=frozenset([home]), places={(kind, home): at})


def _indicators(plan: Plan, sub_outcome: SubOutcome, name: Names, found: dict[Name, Thing]) -> None:
    citing = {sub_outcome.item_id: sub_outcome, **{aim.item_id: aim for aim in sub_outcome.aims.all()}}
    owners = defaultdict(set)
    for row in IndicatorCitation.objects.filter(item__in=citing).select_related("indicator"):
        owners[row.indicator].add(name(citing[row.item_id]))
    if plan.is_public:
        kept = BaselineFigure.objects.filter(sub_outcome=sub_outcome).select_related("indicator")
        shown = {row.indicator: owners.get(row.indicator) or {name(sub_outcome)} for row in kept}
    else:
        shown = dict(owners)
    for indicator, cited in shown.items():
        key = ("indicator", name(sub_outcome), indicator.pk)
        found[key] = Thing("indicator", indicator.name, under=frozenset(cited))


def _commitments(plan: Plan, name: Names, found: dict[Name, Thing]) -> None:
    rows = Placement.objects.filter(sub_outcome__plan=plan).select_related("commitment", "sub_outcome", "aim")
    by_list = defaultdict(list)
    for row in rows.order_by("position", "pk"):
        by_list[row.sub_outcome].append(row)
    placed: dict[Commitment, list[tuple[Any, int]]] = defaultdict(list)
    for own in by_list.values():
        for at, row in enumerate(own):
            placed[row.commitment].append((row, at))
    for row, places in placed.items():
        found[name(row)] = Thing(
            "commitment", row.text, {"role": row.role}, under=frozenset(name(one.sub_outcome) for one, _ in places),
            aims=frozenset(name(one.aim) for one, _ in places if one.aim),
            places={("actions", name(one.sub_outcome)): at for one, at in places},
        )  # fmt: skip
        home = name(row)
        for at, line in enumerate(row.nested.order_by("position", "pk")):
            found[name(line)] = Thing(
                "commitment", line.text, {"role": line.role}, under=frozenset([home]), places={home: at}
            )
        for link in CommitmentPartner.objects.filter(commitment=row).select_related("partner"):
            found["partner", home, link.partner_id] = Thing("partner", link.partner.name, under=frozenset([home]))


Told = tuple[str, str, str | None, str | None]


@dataclass
class Expected:
    """`told` is certain: key, kind, title before and after. Of `lists` it is only certain how few must have moved."""

    told: Counter[Told]
    stayed: dict[Name, tuple[Thing, Thing]]

    def lists(self) -> list[list[tuple[int, int, Told]]]:
        """Each list that has neighbours of before, in the new order: places now and then, and how a move is told."""
        found = defaultdict(list)
        for old, new in self.stayed.values():
            for home in old.places.keys() & new.places.keys():
                found[home].append((new.places[home], old.places[home], ("moved", new.kind, old.title, new.title)))
        return [sorted(rows) for rows in found.values()]


def expected(before: dict[Name, Thing], after: dict[Name, Thing]) -> Expected:
    told: Counter[Told] = Counter()
    stayed = {}
    for one, old in before.items():
        new = after.get(one)
        if new is None:
            told.update([("removed", old.kind, old.title, None)] if _is_missed(one, old, before, after) else [])
            continue
        if not old.printed or not new.printed:
            if old.printed != new.printed:
                told[
                    ("removed", old.kind, old.title, None) if old.printed else ("added", new.kind, None, new.title)
                ] += 1
            told.update([("reworded", new.kind, old.title, new.title)] if old.said != new.said else [])
            continue
        keys = []
        titled = new.kind in TITLED
        keys += ["retitled"] if titled and old.title != new.title else []
        keys += ["reworded"] if old.said != new.said or (not titled and old.title != new.title) else []
        keys += ["renumbered"] if old.number != new.number else []
        if new.kind not in STAYS and (old.under != new.under or old.aims & after.keys() != new.aims):
            keys.append("moved")
        else:
            stayed[one] = (old, new)
        told.update((key, new.kind, old.title, new.title) for key in keys)
    for one, new in after.items():
        if one not in before and _is_missed(one, new, after, before):
            told["added", new.kind, None, new.title] += 1
    return Expected(told, stayed)


def _is_missed(one: Name, thing: Thing, here: dict[Name, Thing], there: dict[Name, Thing]) -> bool:
    if thing.kind not in GOES_ALONG:
        return thing.printed
    if thing.kind != "indicator":
        return thing.under <= there.keys()
    cited = {(owner, other[2]) for other, row in there.items() if row.kind == "indicator" for owner in row.under}
    return any(owner in there and (owner, one[2]) not in cited for owner in thing.under)
