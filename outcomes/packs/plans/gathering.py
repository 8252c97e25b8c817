"""Gathers the plan as a document, in full or in short. A fixed number of queries, whatever the size of the plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.text import slugify

from outcomes.framework.baselines import BaselineFigure
from outcomes.framework.models import Aim as AimRow
from outcomes.framework.models import Outcome as OutcomeRow
from outcomes.framework.starting import cited_in
from outcomes.framework.tree import CommitmentNode, OutcomeNode, SubOutcomeNode, items_of, read_tree
from performance.models import Indicator
from plan.models import GlossaryTerm, Plan
from plan.models import Section as SectionRow
from plan.periods import Period
from plan.wording import day, join_words

from ..content import Term, words_of
from ..dates import Days
from ..gathering import ACCENTS
from ..glossary import terms_in
from ..kinds import CannotBuild, Gathered
from ..models import Pack
from ..on_the_plan import paper_of
from ..parts import Aim
from .content import SCHEMA, Action, Entry, Group, List, Measured, Outcome, Part, PlanContent, Section, SubOutcome

SHORT = "plan-short"
BESIDE = (SectionRow.Kind.GLOSSARY, SectionRow.Kind.VISION)  # shown by its terms, and on the first page
IN_SHORT = (SectionRow.Kind.MONITORING,)  # the only section that stands in the short form
Measures = dict[int, list[Measured]]


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """The version of the plan that the pack is of, as it reads today. Raises CannotBuild where it has no outcomes."""
    edition = pack.edition
    if edition is None:
        raise CannotBuild("Choose the version of the plan that it is.")
    tree = read_tree(edition)
    if not tree:
        raise CannotBuild(f"{edition} has no outcomes yet, so there is no plan to print.")
    in_short = pack.kind == SHORT
    heading = f"{edition.title} in short" if in_short else edition.title
    paper = paper_of(pack, edition, Days(today, today, today), number, what_changed, heading=heading)
    baseline, measures = ("", {}) if in_short else _measures(edition, today)
    parts = _parts(edition, tree, measures, in_short)
    glossary = GlossaryTerm.objects.filter(plan=edition).order_by("term").values_list("term", "definition")
    vision = SectionRow.objects.filter(plan=edition, kind=SectionRow.Kind.VISION).order_by("position", "pk")
    vision_text = edition.vision_text or "\n\n".join(vision.values_list("text", flat=True))
    shown = " ".join(words_of([parts, vision_text]))
    content = PlanContent(
        schema=SCHEMA, paper=paper, in_short=in_short, is_draft=edition.in_force_from is None,
        standing=standing_of(edition), years=edition.years, vision=edition.vision, vision_text=vision_text,
        baseline=baseline, parts=parts,
        terms=terms_in(shown, glossary) if in_short else tuple(Term(term, text) for term, text in glossary), rules=(),
        remit=tuple(sorted(str(uuid) for uuid in items_of(tree))),
        illustrative=edition.illustrative or pack.illustrative or _any_made_up(tree),
    )  # fmt: skip
    return Gathered(content.cleaned(), edition, today)


def standing_of(edition: Plan) -> str:
    """What this version is, in a sentence's part: "draft, not in force", "approved, in force from 18 May 2022"."""
    if edition.in_force_from is None:
        return f"{edition.label}, not in force" if edition.is_public else f"{edition.label}, not published"
    until = f" until {day(edition.in_force_until)}" if edition.in_force_until else ""
    return f"{edition.label}, in force from {day(edition.in_force_from)}{until}"


def _any_made_up(tree: Sequence[OutcomeNode]) -> bool:
    return any(node.illustrative or any(sub.illustrative for sub in node.sub_outcomes) for node in tree)


def _parts(edition: Plan, tree: Sequence[OutcomeNode], measures: Measures, in_short: bool) -> tuple[Part, ...]:
    rows = SectionRow.objects.filter(plan=edition).exclude(kind__in=BESIDE).prefetch_related("entries")
    sections = [row for row in rows.order_by("position", "pk") if not in_short or row.kind in IN_SHORT]
    placed = [(row.position, Part(section, None)) for row, section in zip(sections, _sections(sections), strict=True)]
    placed += [
        (node.position, Part(None, _outcome(node, measures, in_short))) for node in tree if _is_in(node, in_short)
    ]
    return tuple(part for _, part in sorted(placed, key=lambda pair: pair[0]))


def _is_in(node: OutcomeNode, in_short: bool) -> bool:
    """The short form holds what is to become of the county, and not how the council organises itself."""
    return node.is_strategic or not in_short


def _sections(rows: Iterable[SectionRow]) -> list[Section]:
    used, found = Counter[str](), []
    for row in rows:
        name = f"section-{slugify(row.title) or 'untitled'}"
        used[name] += 1
        entries = tuple(Entry(one.title, one.text, one.principle) for one in row.entries.all())
        anchor = name if used[name] == 1 else f"{name}-{used[name]}"
        found.append(Section(row.number, row.title, anchor, row.kind, row.text, row.signatory, entries))
    return found


def _outcome(node: OutcomeNode, measures: Measures, in_short: bool) -> Outcome:
    told = [f"overseen by the {node.overseen_by}" if node.overseen_by else ""]
    told += [f"managed by {node.managed_by}" if node.managed_by else ""]
    return Outcome(
        uuid=str(node.uuid),
        number=node.number,
        title=node.title,
        kind="Outcome" if node.is_strategic else str(OutcomeRow.Kind(node.kind).label),
        anchor=f"outcome-{node.number}".replace(".", "-"),
        accent=(node.position - 1) % ACCENTS + 1,
        statement=node.statement,
        narrative="" if in_short else node.narrative,
        responsible=join_words([one for one in told if one]),
        sub_outcomes=tuple(_sub_outcome(sub, measures, in_short) for sub in node.sub_outcomes),
    )


def _sub_outcome(node: SubOutcomeNode, measures: Measures, in_short: bool) -> SubOutcome:
    whole = SubOutcome(
        uuid=str(node.uuid),
        number=node.number,
        title=node.title,
        anchor=f"part-{node.number}".replace(".", "-"),
        implied=node.implied,
        illustrative=node.illustrative,
        narrative=node.narrative,
        aims=tuple(Aim(str(aim.uuid), aim.text, _influence(aim)) for aim in node.aims),
        groups=_groups(node),
        lists=_lists(node),
        measured=tuple(measures.get(node.pk, ())),
    )
    return replace(whole, narrative="", groups=(), lists=(), measured=()) if in_short else whole


def _influence(aim) -> str:
    """Who can bring it about, where that is not the council alone."""
    if not aim.influence or aim.influence == AimRow.Influence.DIRECT:
        return ""
    return join_words([str(AimRow.Influence(aim.influence).label), *filter(None, [aim.influence_note])], last="–")


def _groups(node: SubOutcomeNode) -> tuple[Group, ...]:
    """Numbered through, aim by aim; those of the sub-outcome as a whole last."""
    groups, count = [], 0
    for aim in [*node.aims, None]:
        actions = []
        for one in node.of_aim(aim.uuid if aim else None):
            count += 1
            actions.append(_action(one, f"{node.number}.{count}"))
        if actions:
            groups.append(Group(aim.text if aim else "", tuple(actions)))
    return tuple(groups)


def _action(node: CommitmentNode, number: str) -> Action:
    nested = tuple(text for _, text in node.nested)
    return Action(str(node.uuid), number, node.text, nested, join_words(node.partners), node.leads, node.elsewhere)


def _lists(node: SubOutcomeNode) -> tuple[List, ...]:
    found = [List(heading, texts) for heading, texts in node.statements]
    savings = []
    for name, amount, named in node.savings:
        within = join_words([f"{part} {of}" for part, of in named])
        savings.append(f"{name}: {amount}{f', of which {within}' if within else ''}")
    found += [List("Savings", tuple(savings))] if savings else []
    return (*found, *([List("Building on joint work", node.joint_work)] if node.joint_work else []))


def _measures(edition: Plan, today: date) -> tuple[str, Measures]:
    """The day the figures are as at, and the measures of each sub-outcome: as the version keeps them since it was
    published, else the names of what it cites today. Five queries at most."""
    found: Measures = {}
    kept = list(BaselineFigure.objects.filter(sub_outcome__plan=edition).order_by("sub_outcome_id", "pk"))
    for row in kept:
        period = Period.parse(row.period).short_label if row.period else ""
        figure = Measured(row.name, row.shown if period else "", period, row.position, row.illustrative)
        found.setdefault(row.sub_outcome_id, []).append(figure)
    if kept:
        return day(max(row.as_at for row in kept)), found
    cited = cited_in(edition, on=today)
    keys = {key for keys in cited.values() for key in keys}
    names = dict(Indicator.objects.filter(pk__in=keys, is_public=True).values_list("pk", "name"))
    return "", {
        sub: [Measured(names[key], "", "", "", False) for key in keys if key in names] for sub, keys in cited.items()
    }
