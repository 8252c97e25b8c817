"""From an outline to a draft edition in the database: one transaction or nothing."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from plan import events
from plan.desk import changes
from plan.models import GlossaryTerm, Plan, Section, SectionEntry

from .checking import CannotLoad, wrong_in_outline, wrong_in_plan
from .importer.outline import EntryOutline, OutcomeOutline, PlanOutline, SectionOutline, SubOutcomeOutline
from .imports import ImportNote
from .known_partners import Library
from .models import (
    Aim,
    Commitment,
    CommitmentPartner,
    JointWork,
    Outcome,
    Placement,
    PlanItem,
    Statement,
    SubOutcome,
)

ROLES = {False: Commitment.Role.LEAD, True: Commitment.Role.CONTRIBUTING}
SECTION_KINDS = {"enabling": Section.Kind.ENABLING, "text": Section.Kind.OTHER}


class EditionExists(ValueError):
    """The edition is there already; nothing was written."""


@transaction.atomic
def load_outline(outline: PlanOutline, *, title: str, start_year: int, end_year: int, slug: str, label: str,
                 source: str = "", by=None) -> Plan:  # fmt: skip
    """Make a draft edition of an outline, word for word. Raises EditionExists, and CannotLoad with everything that
    cannot stand in an edition, each with its line; then nothing is written.

    Lookalikes are never merged: each commitment of the outline is an item of its own, and an officer merges. What the
    paper's reading warned of is kept with the edition.
    """
    if Plan.objects.filter(slug=slug).exists():
        raise EditionExists(
            f"There is a version called {slug} already. Give another name with --edition; nothing was changed."
        )
    vision, vision_text = _vision(outline)
    plan = Plan(
        title=title, slug=slug, label=label, start_year=start_year, end_year=end_year, source=source,
        vision=vision, vision_text=vision_text,
    )  # fmt: skip
    if wrong := [*wrong_in_plan(plan), *wrong_in_outline(outline)]:
        raise CannotLoad(wrong)
    plan.save()
    with_history(GlossaryTerm, (GlossaryTerm(plan=plan, term=term, definition=told) for term, told in outline.glossary))
    library = Library()
    parts: list[SectionOutline | OutcomeOutline] = [*outline.sections, *outline.outcomes, *outline.enablers]
    parts.sort(key=lambda part: part.line)
    slugs: set[str] = set()
    for position, part in enumerate(parts, start=1):
        if isinstance(part, OutcomeOutline):
            _load_outcome(plan, part, position, slugs, library)
        else:
            _load_section(plan, part, position)
    warnings = [*outline.warnings, *library.unknown(outline)]
    ImportNote.objects.bulk_create(
        ImportNote(plan=plan, where=warning.where[:20], line=warning.line, kind=warning.kind, text=warning.text)
        for warning in warnings
    )
    events.record(verb="plan.imported", subject=plan, by=by, detail={"source": source, "warnings": len(warnings)})
    return plan


def _vision(outline: PlanOutline) -> tuple[str, str]:
    """The vision in one line and at more length: as the file gives them, or from the section of that name."""
    if outline.vision is not None:
        return outline.vision, outline.vision_text
    section = next((section for section in outline.sections if section.kind == "vision"), None)
    return _one_line(section), section.text if section else ""


def _one_line(vision: SectionOutline | None) -> str:
    """The vision in one line: the shortest paragraph of its section that is a sentence of its own, as printed."""
    if vision is None:
        return ""
    paragraphs = [paragraph.strip() for paragraph in vision.text.split("\n\n")]
    short = [paragraph for paragraph in paragraphs if paragraph.endswith(".") and len(paragraph) <= 300]
    return min(short, key=len) if len(paragraphs) > 1 and short else ""


def _load_section(plan: Plan, outline: SectionOutline, position: int) -> None:
    section = with_history(
        Section,
        [
            Section(
                plan=plan, kind=SECTION_KINDS.get(outline.kind, outline.kind), number=outline.number,
                position=position, title=outline.title, text=outline.text, signatory=", ".join(outline.signatory),
            )
        ],
    )[0]  # fmt: skip
    with_history(
        SectionEntry,
        (
            SectionEntry(section=section, position=place, title=_entry_title(entry), text=_entry_text(entry))
            for place, entry in enumerate(outline.entries, start=1)
            if entry.title
        ),
    )


def _entry_title(entry: EntryOutline) -> str:
    """A list's item may be as long as it likes: then its words stand in its text, and begin its title."""
    return changes.shortened(entry.title, 150)


def _entry_text(entry: EntryOutline) -> str:
    whole = [entry.title] if _entry_title(entry) != entry.title else []
    return "\n".join([*whole, entry.text, *(f"- {item}" for item in entry.items)]).strip()


def _load_outcome(plan: Plan, outline: OutcomeOutline, position: int, slugs: set[str], library: Library) -> None:
    slug = slugify(outline.title)[:90] or f"outcome-{slugify(outline.number)}"
    slug = slug if slug not in slugs else f"{slug}-{slugify(outline.number)}"
    slugs.add(slug)
    outcome = Outcome(
        plan=plan, item=_items(PlanItem.Kind.OUTCOME, 1)[0], position=position, kind=outline.kind,
        number=outline.number, title=outline.title, slug=slug, statement=outline.statement,
        narrative=outline.narrative,
    )  # fmt: skip
    with_history(Outcome, [outcome])
    for place, sub_outline in enumerate(outline.sub_outcomes, start=1):
        _load_sub_outcome(plan, outcome, sub_outline, place, library)


def _load_sub_outcome(
    plan: Plan, outcome: Outcome, outline: SubOutcomeOutline, position: int, library: Library
) -> None:
    narrative = "\n\n".join(filter(None, [outline.narrative, outline.notes]))
    sub_outcome = SubOutcome(
        plan=plan, outcome=outcome, item=_items(PlanItem.Kind.SUB_OUTCOME, 1)[0], position=position,
        number=outline.number, title=outline.title, narrative=narrative, implied=outline.implied,
    )  # fmt: skip
    with_history(SubOutcome, [sub_outcome])
    with_history(
        Statement,
        (
            Statement(sub_outcome=sub_outcome, heading=group.heading, text=text, position=place)
            for group in outline.statements
            for place, text in enumerate(group.items, start=1)
        ),
    )
    with_history(
        JointWork,
        (
            JointWork(sub_outcome=sub_outcome, text=text, position=place)
            for place, text in enumerate(outline.joint_work, start=1)
        ),
    )
    aim_items = _items(PlanItem.Kind.AIM, len(outline.aims))
    aims = with_history(
        Aim,
        (
            Aim(plan=plan, sub_outcome=sub_outcome, item=item, position=aim.position,
                text="\n".join([aim.text, *(f"- {line}" for line in aim.nested)]))
            for item, aim in zip(aim_items, outline.aims, strict=True)
        ),
    )  # fmt: skip
    _load_commitments(plan, sub_outcome, outline, {aim.position: aim for aim in aims}, library)


def _load_commitments(
    plan: Plan, sub_outcome: SubOutcome, outline: SubOutcomeOutline, aims: dict[int, Aim], library: Library
) -> None:
    items = _items(PlanItem.Kind.COMMITMENT, len(outline.commitments))
    commitments = with_history(
        Commitment,
        (
            Commitment(plan=plan, item=item, position=row.position, text=row.text, role=ROLES[row.contributes])
            for item, row in zip(items, outline.commitments, strict=True)
        ),
    )
    CommitmentPartner.objects.bulk_create(
        CommitmentPartner(commitment=commitment, partner=partner)
        for commitment, row in zip(commitments, outline.commitments, strict=True)
        for partner in library.partners(row.partners)
    )
    nested = [
        (commitment, place, text)
        for commitment, row in zip(commitments, outline.commitments, strict=True)
        for place, text in enumerate(row.nested, start=1)
    ]
    with_history(
        Commitment,
        (
            Commitment(plan=plan, item=item, parent=parent, position=place, text=text)
            for item, (parent, place, text) in zip(_items(PlanItem.Kind.COMMITMENT, len(nested)), nested, strict=True)
        ),
    )
    with_history(
        Placement,
        (
            Placement(sub_outcome=sub_outcome, commitment=commitment, aim=aims.get(row.aim_position or 0),
                      position=row.position)
            for commitment, row in zip(commitments, outline.commitments, strict=True)
        ),
    )  # fmt: skip


def _items(kind: str, how_many: int) -> list[PlanItem]:
    return PlanItem.objects.bulk_create([PlanItem(kind=kind) for _ in range(how_many)])


def with_history(model, rows: Iterable) -> list:
    """Written in one go, with the history that saving one by one would have left."""
    made = model.objects.bulk_create(rows)
    model.history.bulk_history_create(made, default_change_reason="Imported")
    return made
