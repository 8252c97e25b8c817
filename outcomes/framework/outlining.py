"""From an edition in the database back to an outline: what the importer would read of it, word for word."""

from collections.abc import Sequence

from plan.models import Plan, Section, SectionEntry

from .importer.outline import (
    AimOutline,
    BesideNested,
    CommitmentOutline,
    EntryOutline,
    GroupOutline,
    OutcomeOutline,
    PlanOutline,
    SectionOutline,
    StatementsOutline,
    SubOutcomeOutline,
)
from .loading import SECTION_KINDS
from .outlined import Beside, read_beside
from .tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, read_tree

_KINDS: dict[str, str] = {str(kind): name for name, kind in SECTION_KINDS.items()}
_ITEM = "- "


def outline_of(plan: Plan) -> PlanOutline:
    """The edition's words as an outline. The `line` of each part is only its place: an edition has no lines of paper.
    Seventeen queries, whatever its size."""
    parts: list[tuple[int, int, int, Section | OutcomeNode]] = [
        (section.position, 1, section.pk, section) for section in plan.sections.prefetch_related("entries")
    ]
    parts += [(node.position, 0, node.pk, node) for node in read_tree(plan)]
    parts.sort(key=lambda part: part[:3])
    sections: list[SectionOutline] = []
    promises: list[OutcomeOutline] = []
    beside = read_beside(plan)
    place = 0
    for *_, part in parts:
        place += 1
        if isinstance(part, OutcomeNode):
            promises.append(_outcome(part, place, beside))
            place += len(part.sub_outcomes)
        else:
            sections.append(_section(part, place))
    return PlanOutline(
        plan.title, tuple(sections), tuple(one for one in promises if one.kind == "outcome"),
        tuple(one for one in promises if one.kind != "outcome"), (), plan.vision, plan.vision_text,
        tuple(plan.glossary.order_by("term").values_list("term", "definition")), plan.note, plan.length_reported,
        "" if plan.commitment_label == Plan.Label.COMMITMENT else plan.commitment_label, plan.source,
        plan.illustrative,
    )  # fmt: skip


def _section(section: Section, place: int) -> SectionOutline:
    entries = tuple(_entry(entry) for entry in section.entries.all())
    signatory = (section.signatory,) if section.signatory else ()
    kind = _KINDS.get(section.kind, section.kind)
    return SectionOutline(
        section.number, section.title, kind, section.text, place, entries, signatory,  # type: ignore[arg-type]
        section.source, section.illustrative,
    )  # fmt: skip


def _entry(entry: SectionEntry) -> EntryOutline:
    """An entry's items stand at the end of its text, and a long title's words at the beginning."""
    title = entry.title
    lines, items = _without_items(entry.text.split("\n") if entry.text else [])
    if title.endswith("…") and lines and lines[0].startswith(title[:-1].rstrip()):
        title, lines = lines[0], lines[1:]
    return EntryOutline(title, "\n".join(lines), items, 0, entry.principle, entry.illustrative)


def _without_items(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    end = len(lines)
    while end and lines[end - 1].startswith(_ITEM):
        end -= 1
    return list(lines[:end]), tuple(line[len(_ITEM) :] for line in lines[end:])


def _outcome(node: OutcomeNode, place: int, beside: Beside) -> OutcomeOutline:
    subs = tuple(_sub_outcome(sub, place + at, beside) for at, sub in enumerate(node.sub_outcomes, start=1))
    return OutcomeOutline(
        node.number, node.title, node.narrative, subs, place, node.kind, node.statement,  # type: ignore[arg-type]
        overseen_by=node.overseen_by, managed_by=node.managed_by, source=node.source, illustrative=node.illustrative,
    )  # fmt: skip


def _sub_outcome(node: SubOutcomeNode, place: int, beside: Beside) -> SubOutcomeOutline:
    aims = tuple(_aim(at, aim, place, beside) for at, aim in enumerate(node.aims, start=1))
    places = {aim.uuid: at for at, aim in enumerate(node.aims, start=1)}
    texts = {uuid: aims[at - 1].text for uuid, at in places.items()}
    commitments = tuple(
        CommitmentOutline(
            at, one.text, places.get(one.aim) if one.aim else None, tuple(text for _, text in one.nested),
            texts.get(one.aim) if one.aim else None, place, not one.leads, one.partners, *beside.marks[one.uuid],
            beside.first_place(one.uuid, node.number), _nested(one, beside),
        )
        for at, one in enumerate(node.commitments, start=1)
    )  # fmt: skip
    groups = dict.fromkeys((one.heading, one.aim_position) for one in commitments if one.heading)
    return SubOutcomeOutline(
        node.number, node.title, node.narrative, aims, commitments,
        tuple(StatementsOutline(heading, items, place) for heading, items in node.statements), node.implied, place,
        tuple(GroupOutline(heading or "", aim, place) for heading, aim in groups), "", node.joint_work,
        tuple(beside.savings.get(node.pk, ())), node.source, node.illustrative,
    )  # fmt: skip


def _nested(node: CommitmentNode, beside: Beside) -> tuple[BesideNested, ...]:
    """What is said of the items of its list, where anything is."""
    found = (
        BesideNested(at, uuid in beside.contributing, beside.partners.get(uuid, ()), *beside.marks[uuid])
        for at, (uuid, _) in enumerate(node.nested, start=1)
    )
    return tuple(one for one in found if one != BesideNested(one.position))


def _aim(at: int, aim: AimNode, place: int, beside: Beside) -> AimOutline:
    lines, nested = _without_items(aim.text.split("\n"))
    text, nested = ("\n".join(lines), nested) if lines else (aim.text, ())
    return AimOutline(at, text, place, nested, aim.influence, aim.influence_note, *beside.marks[aim.uuid])
