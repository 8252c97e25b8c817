"""An edition as a list of rows to be worked on: what stands where, in order, with what is needed to move it.

Read as flat rows: the same number of queries however much the edition holds.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from plan.models import Plan, Section

from .models import Aim, Commitment, IndicatorCitation, ItemOfficer, Outcome, Placement, SubOutcome
from .same import same_as_any


@dataclass
class Row:
    """One line of the outline. `place` and `of` say which of how many neighbours it is; `notes` what is missing."""

    kind: str
    pk: int
    version: int
    number: str
    text: str
    edit_kind: str = ""
    edit_pk: int = 0
    place: int = 0
    of: int = 0
    notes: list[str] = field(default_factory=list)
    children: list["Row"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.edit_kind, self.edit_pk = self.edit_kind or self.kind, self.edit_pk or self.pk


def outline(plan: Plan) -> list[Row]:
    """The edition's outcomes and sections in their one order, each outcome with its sub-outcomes. Three queries."""
    subs = defaultdict(list)
    told = SubOutcome.objects.filter(plan=plan).order_by("position", "pk")
    for outcome_id, pk, version, number, title in told.values_list("outcome_id", "pk", "version", "number", "title"):
        subs[outcome_id].append(Row("suboutcome", pk, version, number, title))
    rows = [
        (position, "outcome", Row("outcome", pk, version, number, title))
        for position, pk, version, number, title in Outcome.objects.filter(plan=plan).values_list(
            "position", "pk", "version", "number", "title"
        )
    ]
    rows += [
        (position, "section", Row("section", pk, version, number, title))
        for position, pk, version, number, title in Section.objects.filter(plan=plan).values_list(
            "position", "pk", "version", "number", "title"
        )
    ]
    ordered = [row for _position, _kind, row in sorted(rows, key=lambda it: (it[0], it[1].title(), it[2].pk))]
    for row in ordered:
        if row.kind == "outcome":
            row.children = counted(subs[row.pk])
    return counted(ordered)


def outline_of(outcome: Outcome) -> list[Row]:
    """The sub-outcomes of an outcome with their aims, their commitments and the lines of these. Seven queries."""
    subs = [
        Row("suboutcome", *told)
        for told in outcome.sub_outcomes.order_by("position", "pk").values_list("pk", "version", "number", "title")
    ]
    aims, aim_rows = _aims(outcome)
    places = _placements(outcome)
    for sub in subs:
        for aim in aims[sub.pk]:
            aim.children = []
        loose: list[Row] = []
        for aim_id, row in places[sub.pk]:
            (aim_rows[aim_id].children if aim_id in aim_rows else loose).append(row)
        counted(aims[sub.pk])
        counted([row for _aim, row in places[sub.pk]])
        sub.children = aims[sub.pk] + loose
    return counted(subs)


def unplaced(plan: Plan) -> list[Row]:
    """Commitments of an edition that stand nowhere. One query."""
    rows = Commitment.objects.filter(plan=plan, parent__isnull=True, placements__isnull=True)
    return [Row("commitment", pk, version, "", text) for pk, version, text in rows.values_list("pk", "version", "text")]


def counted(rows: list[Row]) -> list[Row]:
    for place, row in enumerate(rows, start=1):
        row.place, row.of = place, len(rows)
    return rows


def _aims(outcome: Outcome) -> tuple[dict[int, list[Row]], dict[int, Row]]:
    of_sub, by_pk = defaultdict(list), {}
    aims = Aim.objects.filter(sub_outcome__outcome=outcome).order_by("position", "pk")
    cited = IndicatorCitation.objects.filter(indicator__is_context=False)
    measured = set(same_as_any(cited.values("item")).values_list("pk", flat=True))
    for sub_id, item_id, pk, version, text in aims.values_list("sub_outcome_id", "item_id", "pk", "version", "text"):
        by_pk[pk] = Row("aim", pk, version, "", text, notes=[] if item_id in measured else ["no indicator yet"])
        of_sub[sub_id].append(by_pk[pk])
    return of_sub, by_pk


def _placements(outcome: Outcome) -> dict[int, list[tuple[int | None, Row]]]:
    found: dict[int, list[tuple[int | None, Row]]] = defaultdict(list)
    by_commitment: dict[int, list[Row]] = defaultdict(list)
    owned = set(same_as_any(ItemOfficer.objects.values("item")).values_list("pk", flat=True))
    placements = Placement.objects.filter(sub_outcome__outcome=outcome).order_by("position", "pk")
    told = placements.values_list(
        "sub_outcome_id", "aim_id", "commitment_id", "commitment__item_id", "pk", "version", "commitment__text"
    )
    for sub_id, aim_id, commitment_id, item_id, pk, version, text in told:
        notes = [] if item_id in owned else ["no owner yet"]
        row = Row("placement", pk, version, "", text, "commitment", commitment_id, notes=notes)
        found[sub_id].append((aim_id, row))
        by_commitment[commitment_id].append(row)
    lines = Commitment.objects.filter(parent__in=list(by_commitment)).order_by("position", "pk")
    nested = defaultdict(list)
    for parent_id, pk, version, text in lines.values_list("parent_id", "pk", "version", "text"):
        nested[parent_id].append((pk, version, text))
    for commitment_id, rows in by_commitment.items():
        for row in rows:
            row.children = counted(
                [Row("commitment", pk, version, "", text) for pk, version, text in nested[commitment_id]]
            )
    return found
