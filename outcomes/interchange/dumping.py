"""All that an edition says as rows of text, sheet by sheet: what its workbook holds, and by what two are compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from outcomes.framework.models import (
    Aim,
    Commitment,
    CommitmentPartner,
    JointWork,
    Outcome,
    Placement,
    Saving,
    Statement,
    SubOutcome,
)
from performance.importing.rows import settled
from plan.models import GlossaryTerm, Plan, Section, SectionEntry

Line = dict[str, str]
YES, NO = "yes", ""


@dataclass(frozen=True)
class Sheet:
    """A kind of row: the title of its sheet, its columns, and those by which one row is told from another. `items`:
    its rows are parts of the plan that keep their identity from version to version."""

    title: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    what: str
    items: bool = False
    unique: tuple[tuple[str, ...], ...] = ()


SOURCED = ("source", "illustrative")
VERSION = Sheet("Version", ("what", "value"), ("what",), "fact of the version")
SECTIONS = Sheet(
    "Sections", ("key", "position", "kind", "number", "title", "text", "signatory", *SOURCED), ("key",), "section",
    unique=(("key",),),
)  # fmt: skip
ENTRIES = Sheet(
    "Entries", ("section", "position", "title", "text", "principle", "illustrative"), ("section", "title"),
    "entry of a section",
)  # fmt: skip
GLOSSARY = Sheet("Glossary", ("term", "definition"), ("term",), "word of the glossary", unique=(("term",),))
OUTCOMES = Sheet(
    "Outcomes",
    ("key", "position", "kind", "number", "title", "slug", "statement", "narrative", "overseen by",
     "managed by", *SOURCED),
    ("key",), "outcome", items=True, unique=(("key",), ("number",), ("slug",)),
)  # fmt: skip
SUBS = Sheet(
    "Sub-outcomes", ("key", "outcome", "position", "number", "title", "narrative", "implied", *SOURCED), ("key",),
    "sub-outcome", items=True, unique=(("key",), ("number",)),
)  # fmt: skip
AIMS = Sheet(
    "Aims", ("key", "sub-outcome", "position", "text", "influence", "influence note", *SOURCED), ("key",), "aim",
    items=True, unique=(("key",),),
)  # fmt: skip
COMMITMENTS = Sheet(
    "Commitments", ("key", "parent", "position", "text", "role", "partners", *SOURCED), ("key",), "commitment",
    items=True, unique=(("key",),),
)  # fmt: skip
PLACES = Sheet(
    "Places", ("sub-outcome", "commitment", "aim", "position"), ("sub-outcome", "commitment"), "place of a commitment",
    unique=(("sub-outcome", "commitment"),),
)  # fmt: skip
JOINT = Sheet("Joint work", ("sub-outcome", "position", "text"), ("sub-outcome", "text"), "example of joint work")
STATEMENTS = Sheet(
    "Statements", ("sub-outcome", "position", "heading", "text"), ("sub-outcome", "heading", "text"), "statement"
)
SAVINGS = Sheet(
    "Savings", ("key", "sub-outcome", "name", "amount", "qualifier", "part of"), ("key",), "saving", unique=(("key",),)
)
SHEETS = (
    VERSION, SECTIONS, ENTRIES, GLOSSARY, OUTCOMES, SUBS, AIMS, COMMITMENTS, PLACES, JOINT, STATEMENTS, SAVINGS,
)  # fmt: skip
FACTS = {
    "title": "title", "first year": "start_year", "last year": "end_year", "vision": "vision",
    "vision at more length": "vision_text", "called": "commitment_label", "source": "source",
    "about this version": "note", "length, as reported": "length_reported", "illustrative": "illustrative",
}  # fmt: skip


@dataclass(frozen=True)
class Dump:
    """The rows of an edition by the titles of their sheets, with the name of the edition and its label."""

    slug: str
    label: str
    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> Sequence[Line]:
        return self.lines.get(sheet.title, ())


def dump(plan: Plan) -> Dump:
    """Everything the edition says, in its order. A dozen queries, whatever its size."""
    facts = [{"what": what, "value": said(getattr(plan, name))} for what, name in FACTS.items()]
    sections = list(plan.sections.order_by("position", "pk"))
    keys = {section.pk: f"section{at}" for at, section in enumerate(sections, start=1)}
    lines = {
        VERSION.title: facts,
        SECTIONS.title: [
            {**_line(SECTIONS, section, ("position", *SECTIONS.columns[2:])), "key": keys[section.pk]}
            for section in sections
        ],
        ENTRIES.title: [
            {**_line(ENTRIES, entry, ENTRIES.columns[1:]), "section": keys[entry.section_id]}
            for entry in SectionEntry.objects.filter(section__plan=plan).order_by("section__position", "position", "pk")
        ],
        GLOSSARY.title: [
            _line(GLOSSARY, term, GLOSSARY.columns) for term in GlossaryTerm.objects.filter(plan=plan).order_by("term")
        ],
    }  # fmt: skip
    lines |= _items(plan) | _lists(plan)
    return Dump(plan.slug, plan.label, lines)


def _items(plan: Plan) -> dict[str, list[Line]]:
    partners: dict[int, list[str]] = {}
    named = CommitmentPartner.objects.filter(commitment__plan=plan).order_by("partner__name")
    for commitment, name in named.values_list("commitment_id", "partner__name"):
        partners.setdefault(commitment, []).append(name)
    outcomes = Outcome.objects.filter(plan=plan).select_related("overseen_by").order_by("position", "pk")
    subs = (
        SubOutcome.objects.filter(plan=plan).select_related("outcome").order_by("outcome__position", "position", "pk")
    )
    aims = Aim.objects.filter(plan=plan).select_related("sub_outcome")
    commitments = Commitment.objects.filter(plan=plan).select_related("parent").order_by("pk")
    return {
        OUTCOMES.title: _told(outcomes, lambda one: {
            **_line(OUTCOMES, one, ("position", "kind", "number", "title", "slug", "statement", "narrative", *SOURCED)),
            "key": str(one.item_id), "overseen by": one.overseen_by.name if one.overseen_by else "",
            "managed by": said(one.managed_by),
        }),
        SUBS.title: _told(subs, lambda one: {
            **_line(SUBS, one, ("position", "number", "title", "narrative", "implied", *SOURCED)),
            "key": str(one.item_id), "outcome": str(one.outcome.item_id),
        }),
        AIMS.title: _told(
            aims.order_by("sub_outcome__outcome__position", "sub_outcome__position", "position", "pk"), lambda one: {
                **_line(AIMS, one, ("position", "text", "influence", *SOURCED)), "key": str(one.item_id),
                "sub-outcome": str(one.sub_outcome.item_id), "influence note": said(one.influence_note),
            }),
        COMMITMENTS.title: _told(commitments, lambda one: {
            **_line(COMMITMENTS, one, ("position", "text", "role", *SOURCED)), "key": str(one.item_id),
            "parent": str(one.parent.item_id) if one.parent else "", "partners": "\n".join(partners.get(one.pk, ())),
        }),
    }  # fmt: skip


def _lists(plan: Plan) -> dict[str, list[Line]]:
    places = Placement.objects.filter(sub_outcome__plan=plan).select_related("sub_outcome", "commitment", "aim")
    under = {"sub_outcome__plan": plan}
    order = ("sub_outcome__outcome__position", "sub_outcome__position", "position", "pk")

    def of_sub(one: Any) -> Line:
        return {"sub-outcome": str(one.sub_outcome.item_id)}

    return {
        PLACES.title: _told(places.order_by(*order), lambda one: {
            **of_sub(one), "commitment": str(one.commitment.item_id), "position": str(one.position),
            "aim": str(one.aim.item_id) if one.aim else "",
        }),
        JOINT.title: _told(
            JointWork.objects.filter(**under).select_related("sub_outcome").order_by(*order),
            lambda one: {**of_sub(one), **_line(JOINT, one, ("position", "text"))},
        ),
        STATEMENTS.title: _told(
            Statement.objects.filter(**under).select_related("sub_outcome").order_by(*order),
            lambda one: {**of_sub(one), **_line(STATEMENTS, one, ("position", "heading", "text"))},
        ),
        SAVINGS.title: _savings(plan),
    }  # fmt: skip


def _savings(plan: Plan) -> list[Line]:
    rows = list(Saving.objects.filter(sub_outcome__plan=plan).select_related("sub_outcome").order_by("pk"))
    keys = {row.pk: f"s{at}" for at, row in enumerate(rows, start=1)}
    return [
        {
            "key": keys[row.pk], "sub-outcome": str(row.sub_outcome.item_id), "name": said(row.name),
            "amount": f"{row.amount.normalize():f}", "qualifier": said(row.qualifier),
            "part of": keys.get(row.part_of_id or 0, ""),
        }
        for row in rows
    ]  # fmt: skip


def _told(rows: QuerySet, told: Callable[[Any], Line]) -> list[Line]:
    return [told(row) for row in rows]


def _line(sheet: Sheet, row: Any, names: Iterable[str]) -> Line:
    return {name: said(getattr(row, name)) for name in names}


def said(value: Any) -> str:
    """A value as the text that every spreadsheet keeps."""
    if isinstance(value, bool):
        return YES if value else NO
    return settled(str(value))


__all__ = ["SHEETS", "Dump", "Line", "Section", "Sheet", "dump", "said"]
