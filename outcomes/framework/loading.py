"""From an outline to a draft edition in the database: one transaction or nothing."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from plan import events
from plan.desk import changes
from plan.models import GlossaryTerm, Plan, Section, SectionEntry

from .checking import CannotLoad, wrong_in_outline, wrong_in_plan
from .importer.outline import EntryOutline, OutcomeOutline, PlanOutline, SectionOutline, SubOutcomeOutline
from .imports import ImportNote
from .loading_rows import Known, load_commitments, load_lists, new_items, with_history
from .models import Aim, Outcome, PlanItem, SubOutcome
from .same_places import first_places, not_the_same

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
    plan = Plan(
        title=title, slug=slug, label=label, start_year=start_year, end_year=end_year, **facts_of(outline, source)
    )
    if wrong := [*wrong_in_plan(plan), *wrong_in_outline(outline)]:
        raise CannotLoad(wrong)
    plan.save()
    with_history(GlossaryTerm, (GlossaryTerm(plan=plan, term=term, definition=told) for term, told in outline.glossary))
    known = Known(first_places(outline))
    parts: list[SectionOutline | OutcomeOutline] = [*outline.sections, *outline.outcomes, *outline.enablers]
    parts.sort(key=lambda part: part.line)
    for position, part in enumerate(parts, start=1):
        if isinstance(part, OutcomeOutline):
            _load_outcome(plan, part, position, known)
        else:
            _load_section(plan, part, position)
    warnings = [*outline.warnings, *known.library.unknown(outline), *not_the_same(outline)]
    ImportNote.objects.bulk_create(
        ImportNote(plan=plan, where=warning.where[:20], line=warning.line, kind=warning.kind, text=warning.text)
        for warning in warnings
    )
    events.record(verb="plan.imported", subject=plan, by=by, detail={"source": source, "warnings": len(warnings)})
    return plan


def facts_of(outline: PlanOutline, source: str = "") -> dict[str, Any]:
    """What an outline says of the edition itself. A document made here knows where its words come from; any other is
    where they come from."""
    vision, vision_text = _vision(outline)
    return {
        "vision": vision, "vision_text": vision_text, "note": outline.note, "length_reported": outline.length_reported,
        "commitment_label": outline.called or Plan.Label.COMMITMENT, "source": outline.source or source,
        "illustrative": outline.illustrative,
    }  # fmt: skip


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
                source=outline.source, illustrative=outline.illustrative,
            )
        ],
    )[0]  # fmt: skip
    with_history(
        SectionEntry,
        (
            SectionEntry(
                section=section, position=place, title=_entry_title(entry), text=_entry_text(entry),
                principle=entry.principle, illustrative=entry.illustrative,
            )
            for place, entry in enumerate(outline.entries, start=1)
            if entry.title
        ),
    )  # fmt: skip


def _entry_title(entry: EntryOutline) -> str:
    """A list's item may be as long as it likes: then its words stand in its text, and begin its title."""
    return changes.shortened(entry.title, 150)


def _entry_text(entry: EntryOutline) -> str:
    whole = [entry.title] if _entry_title(entry) != entry.title else []
    return "\n".join([*whole, entry.text, *(f"- {item}" for item in entry.items)]).strip()


def _load_outcome(plan: Plan, outline: OutcomeOutline, position: int, known: Known) -> None:
    slug = slugify(outline.title)[:90] or f"outcome-{slugify(outline.number)}"
    slug = slug if slug not in known.slugs else f"{slug}-{slugify(outline.number)}"
    known.slugs.add(slug)
    outcome = Outcome(
        plan=plan, item=new_items(PlanItem.Kind.OUTCOME, 1)[0], position=position, kind=outline.kind,
        number=outline.number, title=outline.title, slug=slug, statement=outline.statement,
        narrative=outline.narrative, overseen_by=known.library.body(outline.overseen_by),
        managed_by=outline.managed_by, source=outline.source, illustrative=outline.illustrative,
    )  # fmt: skip
    with_history(Outcome, [outcome])
    for place, sub_outline in enumerate(outline.sub_outcomes, start=1):
        _load_sub_outcome(plan, outcome, sub_outline, place, known)


def _load_sub_outcome(plan: Plan, outcome: Outcome, outline: SubOutcomeOutline, position: int, known: Known) -> None:
    narrative = "\n\n".join(filter(None, [outline.narrative, outline.notes]))
    sub_outcome = SubOutcome(
        plan=plan, outcome=outcome, item=new_items(PlanItem.Kind.SUB_OUTCOME, 1)[0], position=position,
        number=outline.number, title=outline.title, narrative=narrative, implied=outline.implied,
        source=outline.source, illustrative=outline.illustrative,
    )  # fmt: skip
    with_history(SubOutcome, [sub_outcome])
    load_lists(sub_outcome, outline)
    aim_items = new_items(PlanItem.Kind.AIM, len(outline.aims))
    aims = with_history(
        Aim,
        (
            Aim(plan=plan, sub_outcome=sub_outcome, item=item, position=aim.position, influence=aim.influence,
                influence_note=aim.influence_note, source=aim.source, illustrative=aim.illustrative,
                text="\n".join([aim.text, *(f"- {line}" for line in aim.nested)]))
            for item, aim in zip(aim_items, outline.aims, strict=True)
        ),
    )  # fmt: skip
    load_commitments(sub_outcome, outline, {aim.position: aim for aim in aims}, known)
