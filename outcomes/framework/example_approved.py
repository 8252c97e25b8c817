"""Loads an example council's approved edition, told as changes to its draft, and its earlier plans as short records.

`plan-….toml` says which item changes and how; the items stay the same things.
"""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from plan.clock import LONDON
from plan.examples import read, sourced
from plan.models import Body, BodyKind, Decision, GlossaryTerm, Meeting, Partner, Plan, Section

from .editions import copy_edition, publish_edition, put_in_force, record_former
from .example import Loader
from .example_editions import approved_in, draft_in
from .missing_figures import accept_gaps, open_figures
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
from .numbers import Numbers, number_key

TARGETS = "Targets"


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LONDON)


@transaction.atomic
def load_approved(folder: Path, by) -> list[str]:
    """The approved edition, published and in force, if it is not there yet."""
    data, found = approved_in(folder), draft_in(folder)
    if not data or not found or Plan.objects.filter(slug=data["edition"]["slug"]).exists():
        return []
    row, told = data["edition"], found[1]
    draft = Plan.objects.get(slug=row["based_on"])
    agreed = [one for one in _load_decisions(folder, draft, others=True) if one.kind == Decision.Kind.AGREED]
    if not draft.is_public:
        publish_edition(
            draft, by=by, why=told["why_published"], at=at_noon(told["published"]),
            decision=agreed[0] if agreed else None,
            keep_figures=told.get("shows_figures", True),
        )  # fmt: skip
    ref = ". ".join(filter(None, (row["source"], row.get("illustrative_note"))))
    plan = copy_edition(
        draft, slug=row["slug"], label=row["label"], by=by, commitment_label=row["commitment_label"], why=row["why"],
        note=note_of(data), length_reported=row.get("length_reported", ""), **sourced({**row, "ref": ref}),
    )  # fmt: skip
    Changes(plan, Numbers(draft), data).apply()
    decision, on = _approval(_load_decisions(folder, plan))
    _accept(plan, data.get("accepted", []), by)
    publish_edition(plan, by=by, why=str(decision), at=at_noon(on), decision=decision)
    plan.refresh_from_db()
    put_in_force(plan, decision=decision, by=by)
    return [f"{plan} is in force from {on:%-d %B %Y}, marked illustrative"]


def _load_decisions(folder: Path, plan: Plan, *, others: bool = False) -> list[Decision]:
    """The decisions on an edition, in the file's order; with `others`, those on no edition as well."""
    bodies = {body.slug: body for body in Body.objects.all()}
    of_plan = []
    for row in read(folder, "council.toml")["decisions"]:
        if row.get("plan") == plan.slug:
            of_plan.append(make_decision(row, plan, bodies))
        elif others and "plan" not in row:
            make_decision(row, None, bodies)
    return of_plan


def _approval(decisions: list[Decision]) -> tuple[Decision, date]:
    """Full Council's among the decisions on an edition, with its day."""
    for decision in decisions:
        if decision.body.kind == BodyKind.COUNCIL and decision.date is not None:
            return decision, decision.date
    raise ValueError("The example needs full Council's decision on the approved edition, with its day.")


def _accept(plan: Plan, rows: list[dict[str, Any]], by) -> None:
    """Figures that are missing on purpose."""
    for row in rows:
        fillers = [one for one in open_figures(plan)[plan.pk] if row["words"] in one.words]
        accept_gaps(plan, fillers=fillers, by=by, why=row["why"])


def note_of(data: dict[str, Any]) -> str:
    """What readers should know of the edition, with what the documents leave open, by its own numbers."""
    moves = {row["item"]: row["to"] for row in data.get("renumbered", ())}
    lines = []
    for row in data.get("unresolved", ()):
        head, dot, rest = row["item"].partition(".")
        lines.append(f"- {moves.get(head, head)}{dot}{rest}: {row['text']}")
    said = data["edition"].get("note", "").strip()
    return "\n\n".join(filter(None, (said, "Left open by the documents:" if lines else "", "\n".join(lines))))


DECISION_KINDS = {
    "note_consultation": "noted",
    "comment": "noted",
    "declare": "declared",
    "approve_consultation": "agreed",
}


def make_decision(row: dict[str, Any], plan: Plan | None, bodies: dict[str, Body]) -> Decision:
    body, taken = bodies[row["body"]], row.get("date")
    return Decision.objects.create(
        body=body, plan=plan, kind=DECISION_KINDS.get(row.get("kind", ""), "approved"), text=row["text"],
        report=row.get("report", ""), date=taken, planned_date=row.get("planned_date") or None,
        date_words=f"{date.fromisoformat(row['month'] + '-01'):%B %Y}" if "month" in row else "",
        meeting=Meeting.objects.filter(body=body, date=taken).first() if taken else None, **sourced(row),
    )  # fmt: skip


class Changes:
    """The changes of one file, applied to a copy of the draft in the order the file gives."""

    def __init__(self, plan: Plan, draft: Numbers, data: dict[str, Any]) -> None:
        self.plan, self.draft, self.data = plan, draft, data
        self.loader = Loader(plan)
        self.partners = {partner.slug: partner for partner in Partner.objects.all()}

    def apply(self) -> None:
        homeless = self.remove()
        self.renumber()
        self.reword()
        self.move(homeless)
        self.add()
        self.put_in_order()

    def rows(self, name: str) -> list[dict[str, Any]]:
        return self.data.get(name, [])

    def outcome(self, number: str) -> Outcome:
        return Outcome.objects.get(plan=self.plan, item=self.draft.outcomes[number])

    def sub_outcome(self, number: str) -> SubOutcome:
        return SubOutcome.objects.get(plan=self.plan, item=self.draft.sub_outcomes[number])

    def commitment(self, place: str) -> Commitment:
        return Commitment.objects.get(plan=self.plan, item=self.draft.commitments[place])

    def remove(self) -> dict[str, Commitment]:
        """Take out what is removed; returns its commitments by draft place, without a home for now."""
        homeless = {}
        for row in self.rows("removed"):
            sub_outcome = self.sub_outcome(row["item"])
            for place, placement in enumerate(sub_outcome.placements.select_related("commitment"), start=1):
                homeless[f"{row['item']}/{place}"] = placement.commitment
            sub_outcome.delete()
        return homeless

    def renumber(self) -> None:
        """Outcomes take their sub-outcomes along; two steps, as numbers are unique while they move."""
        moves = {row["item"]: row["to"] for row in self.rows("renumbered")}
        for section in self.plan.sections.all():
            section.number = moves.get(section.number, section.number)
            section.save()
        outcomes = [(self.outcome(old), new) for old, new in moves.items() if old in self.draft.outcomes]
        for temporary in (True, False):
            for outcome, new in outcomes:
                self._number(outcome, f"x{new}" if temporary else new)

    @staticmethod
    def _number(outcome: Outcome, number: str) -> None:
        outcome.number = number
        outcome.save()
        for sub_outcome in outcome.sub_outcomes.all():
            _, dot, last = sub_outcome.number.partition(".")
            sub_outcome.number = f"{number}{dot}{last}"
            sub_outcome.save()

    def reword(self) -> None:
        for row in self.rows("retitled"):
            self._set(self.outcome(row["item"]), title=row["title"], slug=row["slug"], source=row["ref"])
        for row in self.rows("restated"):
            self._set(self.outcome(row["item"]), statement=row["statement"], source=row["ref"])
        for row in self.rows("sections"):
            self._set(Section.objects.get(plan=self.plan, kind=row["kind"]), text=row["text"].strip(), **sourced(row))
        for row in self.rows("glossary"):
            GlossaryTerm.objects.update_or_create(
                plan=self.plan, term=row["term"], defaults={"definition": row["definition"]}
            )
        for row in self.rows("joint_work"):
            JointWork.objects.create(sub_outcome=self.sub_outcome(row["item"]), text=row["text"])
        for row in self.rows("reworded"):
            self._set(self.commitment(row["item"]), text=row["text"], **sourced(row))
        for row in self.rows("targeted"):
            position = self.sub_outcome(row["item"]).statements.count() + 1
            Statement.objects.create(
                sub_outcome=self.sub_outcome(row["item"]), heading=TARGETS, text=row["text"], position=position
            )
        for row in self.rows("partnered"):
            commitment = self.commitment(row["item"])
            for slug in row["partners"]:
                CommitmentPartner.objects.get_or_create(commitment=commitment, partner=self.partners[slug])

    @staticmethod
    def _set(row, **fields) -> None:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    def _home(self, row: dict[str, Any]) -> tuple[SubOutcome, Aim | None, int]:
        """Where a moved or added commitment goes, by final numbers: at the end of the list."""
        sub_outcome = SubOutcome.objects.get(plan=self.plan, number=row["to"])
        aim = sub_outcome.aims.all()[row["aim"] - 1] if row.get("aim") else None
        return sub_outcome, aim, sub_outcome.placements.count() + 1

    def move(self, homeless: dict[str, Commitment]) -> None:
        for row in self.rows("moved"):
            sub_outcome, aim, position = self._home(row)
            Placement.objects.create(
                sub_outcome=sub_outcome, commitment=homeless[row["item"]], aim=aim, position=position
            )

    def add(self) -> None:
        for row in self.rows("added"):
            sub_outcome, aim, position = self._home(row)
            commitment = self.loader.make_commitment({**row, "ref": row["ref"]}, position)
            Placement.objects.create(sub_outcome=sub_outcome, commitment=commitment, aim=aim, position=position)

    def put_in_order(self) -> None:
        parts: list[Section | Outcome] = [*self.plan.sections.all(), *self.plan.outcomes.all()]
        for position, part in enumerate(sorted(parts, key=lambda part: number_key(part.number)), start=1):
            if part.position != position:
                self._set(part, position=position)


@transaction.atomic
def load_earlier_plans(folder: Path, by) -> list[str]:
    """The plans before, as short records: published, in force while they were, replaced by the next."""
    rows = read(folder, "earlier-plans.toml").get("plans", [])
    made: dict[str, Plan] = {}
    for row in rows:
        if Plan.objects.filter(slug=row["slug"]).exists():
            continue
        plan = made[row["slug"]] = Plan.objects.create(
            slug=row["slug"], title=row["title"], label=row["label"], start_year=row["start_year"],
            end_year=row["end_year"], vision=row["vision"], source=row["source"], note=row.get("note", ""),
            replaces=made.get(row.get("replaces")), based_on=made.get(row.get("based_on")),
        )  # fmt: skip
        for position, outcome in enumerate(row.get("outcomes", ()), start=1):
            Outcome.objects.create(
                plan=plan, item=PlanItem.objects.create(kind="outcome"), position=position, number=outcome["number"],
                title=outcome["title"], slug=slugify(outcome["title"]), statement=outcome["statement"],
                narrative=outcome.get("narrative", ""), **sourced(outcome),
            )  # fmt: skip
        _record(plan, row, folder, by)
    return [f"{len(made)} earlier plans recorded"] if made else []


def _record(plan: Plan, row: dict[str, Any], folder: Path, by) -> None:
    """When a plan of the past was decided, public and in force. Of some only the month is known."""
    decisions = _load_decisions(folder, plan)
    if "published" in row:
        taken = [one for one in decisions if one.date == row["published"]]
        record_former(
            plan, at=at_noon(row["published"]), in_force_from=None, by=by, why=row["why_published"],
            decision=taken[0] if taken else None,
        )  # fmt: skip
        return
    decision = next((one for one in decisions if one.body.kind == BodyKind.COUNCIL), None)
    if decision is None:
        raise ValueError(f"The example needs full Council's decision on {plan}, under its slug in council.toml.")
    start = decision.date or datetime.strptime(decision.date_words, "%B %Y").date()
    record_former(plan, at=at_noon(start), in_force_from=start, by=by, why=str(decision), decision=decision)
