"""Edits of every kind to an edition in the database, each chosen by numbers, so that Hypothesis can make up rounds of
them. One that is not possible does nothing."""

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

from outcomes.framework.models import (
    Aim,
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    JointWork,
    Outcome,
    Placement,
    PlanItem,
    Saving,
    Statement,
    SubOutcome,
)
from outcomes.framework.moving import CannotMove, move, move_under
from performance.models import Indicator
from plan.models import GlossaryTerm, Partner, Plan, Section, SectionEntry, User
from tests import factories

OF_PLAN: dict[type, str] = {
    Section: "plan", SectionEntry: "section__plan", GlossaryTerm: "plan", Outcome: "plan", SubOutcome: "plan",
    Aim: "plan", Commitment: "plan", CommitmentPartner: "commitment__plan", Placement: "sub_outcome__plan",
    JointWork: "sub_outcome__plan", Statement: "sub_outcome__plan", Saving: "sub_outcome__plan",
}  # fmt: skip
# What each kind says, beside what a choice is made of.
WORDS: dict[type, tuple[str, ...]] = {
    Plan: ("title", "vision", "vision_text"),
    Section: ("title", "text", "number", "signatory"),
    SectionEntry: ("title", "text"),
    GlossaryTerm: ("term", "definition"),
    Outcome: ("title", "statement", "narrative", "number", "managed_by"),
    SubOutcome: ("title", "narrative", "number"),
    Aim: ("text", "influence_note"),
    Commitment: ("text",),
    JointWork: ("text",),
    Statement: ("text", "heading"),
    Saving: ("name", "qualifier"),
}
CHOICES: dict[type, tuple[tuple[str, tuple[Any, ...]], ...]] = {
    Plan: (("commitment_label", ("commitment", "action")), ("start_year", (2020, 2021)), ("end_year", (2027, 2028))),
    Section: (("kind", ("foreword", "values", "other")),),
    SectionEntry: (("principle", ("A", "B", "")),),
    Outcome: (("kind", ("outcome", "change")),),
    SubOutcome: (("implied", (True, False)),),
    Aim: (("influence", ("direct", "limited", "")),),
    Commitment: (("role", ("lead", "contributing")),),
    Saving: (("amount", (Decimal(2), Decimal("3.5"))),),
}  # fmt: skip
LINES = (SectionEntry, JointWork, Statement)
HOMES: dict[type, tuple[str, type]] = {
    SectionEntry: ("section", Section), JointWork: ("sub_outcome", SubOutcome), Statement: ("sub_outcome", SubOutcome),
}  # fmt: skip
REMOVABLE = (
    Section, SectionEntry, GlossaryTerm, Outcome, SubOutcome, Aim, Commitment, Placement, CommitmentPartner, JointWork,
    Statement, Saving,
)  # fmt: skip


class Editor:
    """Edits one edition. Words are never the same twice, so that what is told can be told apart."""

    def __init__(self, plan: Plan, by: User, words: str) -> None:
        self.plan, self.by, self.words, self.made = plan, by, words, count(1)

    def new(self) -> str:
        return f"{self.words}{next(self.made)}"

    def rows(self, model: type) -> list[Any]:
        if model is Plan:
            return [Plan.objects.get(pk=self.plan.pk)]
        return list(model._default_manager.filter(**{OF_PLAN[model]: self.plan}).order_by("pk"))

    def pick(self, model: type, which: int) -> Any:
        rows = self.rows(model)
        return rows[which % len(rows)] if rows else None

    def reword(self, one: int, two: int, three: int) -> None:
        model = list(WORDS)[one % len(WORDS)]
        if row := self.pick(model, two):
            names = WORDS[model]
            setattr(row, names[three % len(names)], self.new())
            row.save()

    def choose(self, one: int, two: int, three: int) -> None:
        model = list(CHOICES)[one % len(CHOICES)]
        if row := self.pick(model, two):
            name, values = CHOICES[model][two % len(CHOICES[model])]
            setattr(row, name, values[three % len(values)])
            row.save()

    def move(self, one: int, two: int, three: int) -> None:
        model = (Section, Outcome, SubOutcome, Aim, Placement, Commitment)[one % 6]
        if row := self.pick(model, two):
            try:
                move(row, to=three % 5 + 1, by=self.by)
            except CannotMove:
                return

    def move_under(self, one: int, two: int, three: int) -> None:
        model, home = ((SubOutcome, Outcome), (Aim, SubOutcome), (Placement, SubOutcome))[one % 3]
        row, parent = self.pick(model, two), self.pick(home, three)
        if row and parent:
            try:
                move_under(row, parent=parent, to=1 + two % 3, by=self.by)
            except CannotMove:
                return

    def move_line(self, one: int, two: int, three: int) -> None:
        """Lines have no verb: officers type their places."""
        model = LINES[one % 3]
        name, home = HOMES[model]
        if row := self.pick(model, two):
            row.position = three % 4
            if three % 3 == 0:
                setattr(row, name, self.pick(home, three))
            row.save()

    def regroup(self, _one: int, two: int, three: int) -> None:
        if row := self.pick(Placement, two):
            aims = [None, *row.sub_outcome.aims.all()]
            row.aim = aims[three % len(aims)]
            row.save()

    def place_again(self, _one: int, two: int, three: int) -> None:
        row, sub_outcome = self.pick(Commitment, two), self.pick(SubOutcome, three)
        if row and sub_outcome and not row.parent_id and not row.placements.filter(sub_outcome=sub_outcome).exists():
            Placement.objects.create(commitment=row, sub_outcome=sub_outcome, position=three % 5)

    def remove(self, one: int, two: int, _three: int) -> None:
        if row := self.pick(REMOVABLE[one % len(REMOVABLE)], two):
            row.delete()

    def add(self, one: int, two: int, three: int) -> None:
        makers: tuple[Callable[[int, int], Any], ...] = (
            self.add_to_plan, self.add_sub_outcome, self.add_under_sub_outcome, self.add_nested, self.add_partner,
        )  # fmt: skip
        makers[one % len(makers)](two, three)

    def add_to_plan(self, two: int, three: int) -> None:
        what = three % 4
        if what == 0:
            GlossaryTerm.objects.create(plan=self.plan, term=self.new(), definition="What it means")
        elif what == 1:
            Section.objects.create(plan=self.plan, kind="other", title=self.new(), position=two % 6)
        elif what == 2 and (section := self.pick(Section, two)):
            SectionEntry.objects.create(section=section, title=self.new(), position=two % 4)
        elif what == 3:
            title = self.new()
            factories.make_outcome(self.plan, title, number=title, slug=title.lower(), position=two % 6)

    def add_sub_outcome(self, two: int, three: int) -> None:
        if outcome := self.pick(Outcome, two):
            title = self.new()
            factories.make_sub_outcome(outcome, title, number=title, position=three % 4)

    def add_under_sub_outcome(self, two: int, three: int) -> None:
        if (home := self.pick(SubOutcome, two)) is None:
            return
        what = three % 5
        if what == 0:
            factories.make_aim(home, self.new(), position=two % 4)
        elif what == 1:
            factories.make_commitment(home, self.new(), aim=home.aims.first() if two % 2 else None)
        elif what == 2:
            JointWork.objects.create(sub_outcome=home, text=self.new(), position=two % 4)
        elif what == 3:
            Statement.objects.create(sub_outcome=home, heading="By 2024", text=self.new(), position=two % 4)
        else:
            total = home.savings.filter(part_of=None).first() if two % 2 else None
            Saving.objects.create(sub_outcome=home, name=self.new(), amount=1, part_of=total)

    def add_nested(self, two: int, three: int) -> None:
        row = self.pick(Commitment, two)
        if row and not row.parent_id:
            item = PlanItem.objects.create(kind="commitment")
            Commitment.objects.create(plan=self.plan, item=item, text=self.new(), parent=row, position=three % 3)

    def add_partner(self, two: int, three: int) -> None:
        partners = list(Partner.objects.order_by("pk"))
        row = self.pick(Commitment, two)
        if row and partners and not row.parent_id:
            CommitmentPartner.objects.get_or_create(commitment=row, partner=partners[three % len(partners)])

    def cite(self, one: int, two: int, _three: int) -> None:
        """By one that no part of the edition is measured by yet."""
        row = self.pick((SubOutcome, Aim)[one % 2], two)
        indicator = Indicator.objects.filter(citations=None).order_by("pk").first()
        if row and indicator:
            IndicatorCitation.objects.create(item=row.item, indicator=indicator)

    def uncite(self, _one: int, two: int, _three: int) -> None:
        kept = IndicatorCitation.objects.filter(item__kind="sub_outcome").order_by("pk")
        if kept:
            kept[two % len(kept)].delete()


NAMES = (
    "reword", "choose", "move", "move_under", "move_line", "regroup", "place_again", "remove", "add", "cite", "uncite",
)  # fmt: skip
