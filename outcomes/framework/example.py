"""Loads an example council's draft edition, with who owns what (`plan-…/plan.toml`, `ownership.toml`).

The approved edition, told as changes to the draft, is loaded by `example_approved.py`.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from performance.models import Indicator
from plan.examples import MADE_UP, read, read_all, sourced
from plan.models import Body, Department, GlossaryTerm, LeadMember, Partner, Plan, Section, SectionEntry, Strategy

from .example_editions import draft_in, numbers_of
from .models import (
    Aim,
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
    JointWork,
    Outcome,
    Placement,
    PlanItem,
    Saving,
    Statement,
    SubOutcome,
)
from .numbers import Numbers, number_key


@transaction.atomic
def load_draft(folder: Path, by) -> list[str]:
    """The draft edition as it went out to consultation, if it is not there yet."""
    found = draft_in(folder)
    if found is None or Plan.objects.filter(slug=found[1]["slug"]).exists():
        return []
    here, row = found
    plan = Plan.objects.create(
        slug=row["slug"], title=row["title"], label=row["label"], start_year=row["start_year"],
        end_year=row["end_year"], vision=row["vision"], vision_text=row["vision_text"].strip(), source=row["source"],
        commitment_label=row["commitment_label"],
    )  # fmt: skip
    sections = read(here, "sections.toml")
    outcomes = [read(here, path.name) for path in sorted(here.glob("[0-9]*.toml"))]
    Loader(plan).load(sections["sections"], outcomes)
    for term in sections.get("glossary", ()):
        GlossaryTerm.objects.create(plan=plan, term=term["term"], definition=term["definition"])
    _load_relations(plan, sections.get("links", []))
    return [f"{plan}: {plan.outcomes.count()} outcomes, {plan.commitments.count()} commitments"]


class Loader:
    """Makes one edition's rows from the tables of its files."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.partners = {partner.slug: partner for partner in Partner.objects.all()}
        self.departments = {department.slug: department for department in Department.objects.all()}
        self.bodies = {body.slug: body for body in Body.objects.all()}
        self.placed: dict[str, Commitment] = {}  # by place, "5.4/9"

    def load(self, sections: list[dict], outcomes: list[dict]) -> None:
        parts = sorted([*sections, *outcomes], key=lambda row: number_key(row["number"]))
        for position, row in enumerate(parts, start=1):
            if "sub_outcomes" in row:
                self.load_outcome(row, position)
            else:
                self.load_section(row, position)

    def load_section(self, row: dict[str, Any], position: int) -> None:
        lists = "\n".join(f"- {line}" for line in row.get("ensures", ()))
        section = Section.objects.create(
            plan=self.plan, kind=row["kind"], number=row["number"], title=row["title"], position=position,
            text=f"{row['text'].strip()}\n\n{lists}".strip(), signatory=row.get("signatory", ""), **sourced(row),
        )  # fmt: skip
        principles = [{**principle, "principle": principle["letter"], "title": principle["title"]}
                      for principle in row.get("principles", ())]  # fmt: skip
        for place, entry in enumerate([*row.get("entries", ()), *principles], start=1):
            SectionEntry.objects.create(
                section=section, position=place, title=entry["title"], text=entry["text"],
                principle=entry.get("principle", ""), illustrative=entry.get("inferred", False),
            )  # fmt: skip

    def load_outcome(self, row: dict[str, Any], position: int) -> None:
        outcome = Outcome.objects.create(
            plan=self.plan, item=PlanItem.objects.create(kind="outcome"), position=position, kind=row["kind"],
            number=row["number"], title=row["title"], slug=row["slug"], statement=row.get("statement", ""),
            narrative=row["narrative"].strip(), overseen_by=self.bodies.get(row.get("overseen_by", "")),
            managed_by=", ".join(self.bodies[slug].name for slug in row.get("managed_by", ())), source=row["source"],
        )  # fmt: skip
        for place, sub_row in enumerate(row["sub_outcomes"], start=1):
            self.load_sub_outcome(outcome, sub_row, place)

    def load_sub_outcome(self, outcome: Outcome, row: dict[str, Any], position: int) -> None:
        sub_outcome = SubOutcome.objects.create(
            plan=self.plan, outcome=outcome, item=PlanItem.objects.create(kind="sub_outcome"), position=position,
            number=row["number"], title=row["title"], narrative=row.get("narrative", "").strip(),
            implied=row.get("implied", False), **sourced(row),
        )  # fmt: skip
        for place, text in enumerate(row.get("joint_work", ()), start=1):
            JointWork.objects.create(sub_outcome=sub_outcome, text=text, position=place)
        statements = row.get("statements", {})
        for place, text in enumerate(statements.get("items", ()), start=1):
            Statement.objects.create(sub_outcome=sub_outcome, heading=statements["heading"], text=text, position=place)
        if "savings" in row:
            self.load_savings(sub_outcome, row["savings"])
        aims = [
            Aim.objects.create(
                plan=self.plan, sub_outcome=sub_outcome, item=PlanItem.objects.create(kind="aim"), position=place,
                text=aim["text"], influence=aim.get("influence", ""), influence_note=aim.get("influence_note", ""),
                source=row.get("source", ""),
            )
            for place, aim in enumerate(row.get("aims", ()), start=1)
        ]  # fmt: skip
        for place, commitment in enumerate(row.get("commitments", ()), start=1):
            self.load_commitment(sub_outcome, aims, commitment, place)

    @staticmethod
    def load_savings(sub_outcome: SubOutcome, row: dict[str, Any]) -> None:
        total = Saving.objects.create(
            sub_outcome=sub_outcome, name="Total", amount=Decimal(row["total"]), qualifier=row.get("qualifier", "")
        )
        for part in row["parts"]:
            Saving.objects.create(
                sub_outcome=sub_outcome, name=part["name"], amount=Decimal(part["amount"]), part_of=total
            )

    def load_commitment(self, sub_outcome: SubOutcome, aims: list[Aim], row: dict[str, Any], place: int) -> Commitment:
        aim = aims[row["aim"] - 1] if row.get("aim") else None
        commitment = self.placed.get(row.get("same_as", "")) or self.make_commitment(row, place)
        Placement.objects.create(sub_outcome=sub_outcome, commitment=commitment, aim=aim, position=place)
        self.placed[f"{sub_outcome.number}/{place}"] = commitment
        return commitment

    def make_commitment(self, row: dict[str, Any], place: int) -> Commitment:
        commitment = Commitment.objects.create(
            plan=self.plan, item=PlanItem.objects.create(kind="commitment"), position=place, text=row["text"],
            role=row["role"], **sourced(row),
        )  # fmt: skip
        for slug in row.get("partners", ()):
            CommitmentPartner.objects.create(commitment=commitment, partner=self.partners[slug])
        if row.get("department"):
            ItemDepartment.objects.create(
                item=commitment.item, department=self.departments[row["department"]], team=row.get("team", ""),
                source=MADE_UP, illustrative=True,
            )  # fmt: skip
        for position, text in enumerate(row.get("nested", ()), start=1):
            Commitment.objects.create(
                plan=self.plan, item=PlanItem.objects.create(kind="commitment"), parent=commitment, text=text,
                position=position,
            )  # fmt: skip
        return commitment


def _load_relations(plan: Plan, rows: list[dict]) -> None:
    numbers = Numbers(plan)
    for row in rows:
        ItemRelation.objects.create(
            item_id=_whole(numbers, row["from"]), other_id=_whole(numbers, row["to"]), kind=row["kind"],
            reason=row["reason"], handling=row.get("handling", ""), **sourced(row),
        )  # fmt: skip


def _whole(numbers: Numbers, number: str) -> UUID:
    """A bare number means the outcome, even where an implied sub-outcome shares it."""
    return numbers.outcomes.get(number) or numbers.item(number)


@transaction.atomic
def load_ownership(folder: Path, by) -> list[str]:
    """Who answers for what, and what supports and measures it, if nobody has said so yet."""
    data = read(folder, "ownership.toml")
    if not data or ItemBoard.objects.exists():
        return []
    numbers = numbers_of(data, "ownership.toml")
    departments = {department.slug: department for department in Department.objects.all()}
    bodies = {body.slug: body for body in Body.objects.all()}
    members = {row["slug"]: row["title"] for row in read(folder, "council.toml")["lead_members"]}
    lead_members = {member.title: member for member in LeadMember.objects.all()}
    for row in data.get("departments", ()):
        ItemDepartment.objects.create(
            item_id=_whole(numbers, row["item"]), department=departments[row["department"]],
            strength=row["strength"], starts=row["from"], **sourced(row),
        )  # fmt: skip
    for row in data.get("boards", ()):
        ItemBoard.objects.create(
            item_id=_whole(numbers, row["item"]), board=bodies[row["board"]], starts=row["from"], **sourced(row)
        )
    for row in data.get("lead_members", ()):
        ItemLeadMember.objects.create(
            item_id=_whole(numbers, row["item"]), lead_member=lead_members[members[row["lead_member"]]],
            starts=row["from"], **sourced(row),
        )  # fmt: skip
    for row in data.get("lead_officers", ()):
        ItemOfficer.objects.create(
            item_id=_whole(numbers, row["item"]), office=row["office"], starts=row["from"], **sourced(row)
        )
    _load_strategies(folder, numbers)
    _load_citations(folder, numbers)
    return [f"{IndicatorCitation.objects.count()} indicators cited, {ItemStrategy.objects.count()} strategies linked"]


def _load_strategies(folder: Path, numbers: Numbers) -> None:
    strategies = {strategy.slug: strategy for strategy in Strategy.objects.all()}
    for row in read(folder, "council.toml")["strategies"]:
        for number in row["supports"]:
            ItemStrategy.objects.create(item_id=numbers.item(number), strategy=strategies[row["slug"]], **sourced(row))


def _load_citations(folder: Path, numbers: Numbers) -> None:
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    for position, row in enumerate(read_all(folder, "indicators")["indicators"], start=1):
        for place in row["cited_by"]:
            IndicatorCitation.objects.create(
                item_id=numbers.item(place, under=PlanItem.Kind.AIM), indicator=indicators[row["slug"]],
                position=position,
            )  # fmt: skip
