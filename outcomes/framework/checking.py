"""Whether what was read from a paper can stand in an edition: asked before anything is written, on any database.

SQLite would take a title of any length and a year of any size, and the site would fail later; PostgreSQL would refuse
with words for programmers.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from plan.desk.changes import label_of, shortened
from plan.models import Plan, Section, SectionEntry

from .importer.outline import PlanOutline, SavingOutline, SubOutcomeOutline
from .models import Aim, Commitment, Outcome, Saving, Statement, SubOutcome

FROM_ARGUMENTS = {"slug": "--edition", "title": "--title", "start_year": "--start", "end_year": "--end",
                  "label": "--label", "source": "the file's name"}  # fmt: skip


class CannotLoad(ValueError):
    """What cannot stand in an edition, all of it; nothing was written. `wrong` has a sentence for each."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("Nothing was written. " + "\n".join(wrong))
        self.wrong = wrong


def wrong_in_name(slug: str) -> str:
    """Why a new edition cannot have this name in addresses; empty where it can."""
    if Plan.objects.filter(slug=slug).exists():
        return "There is a version with this name already. Choose another."
    try:
        Plan._meta.get_field("slug").run_validators(slug)  # type: ignore[union-attr]
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def wrong_in_plan(plan: Plan) -> Iterator[str]:
    """What is wrong with the edition itself, by the argument that gave it."""
    try:
        plan.full_clean(exclude=["replaces", "based_on", "frozen_by", "in_force_decision"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            where = FROM_ARGUMENTS.get(name, "")
            yield f"{where}: {' '.join(messages)}" if where else " ".join(messages)


def wrong_in_outline(outline: PlanOutline) -> Iterator[str]:
    """What is wrong with its parts, by the line on which each begins."""
    for section in outline.sections:
        yield from _wrong(Section, section.line, number=section.number, title=section.title,
                          signatory=", ".join(section.signatory), source=section.source)  # fmt: skip
        for entry in section.entries:
            yield from _wrong(SectionEntry, entry.line, principle=entry.principle)
    outcomes: dict[str, int] = {}
    subs: dict[str, int] = {}
    for outcome in sorted([*outline.outcomes, *outline.enablers], key=lambda outcome: outcome.line):
        yield from _wrong(Outcome, outcome.line, number=outcome.number, title=outcome.title,
                          managed_by=outcome.managed_by, source=outcome.source)  # fmt: skip
        yield from _twice(outcomes, outcome.number, outcome.line, "outcome")
        for sub in outcome.sub_outcomes:
            yield from _wrong(SubOutcome, sub.line, number=sub.number, title=sub.title, source=sub.source)
            yield from _twice(subs, sub.number, sub.line, "sub-outcome")
            yield from _wrong_under(sub)


def _wrong_under(sub: SubOutcomeOutline) -> Iterator[str]:
    for group in sub.statements:
        yield from _wrong(Statement, group.line, heading=group.heading)
    for aim in sub.aims:
        yield from _wrong(Aim, aim.line, influence_note=aim.influence_note, source=aim.source)
    for one in sub.commitments:
        for source in (one.source, *(nested.source for nested in one.beside_nested)):
            yield from _wrong(Commitment, one.line, source=source)
    for saving in sub.savings:
        yield from _wrong_saving(saving)


def _wrong_saving(saving: SavingOutline) -> Iterator[str]:
    yield from _wrong(Saving, saving.line, name=saving.name, qualifier=saving.qualifier, amount=str(saving.amount))
    for part in saving.parts:
        yield from _wrong_saving(part)


def _wrong(model: type[models.Model], line: int, **values: str) -> Iterator[str]:
    for name, value in values.items():
        field = model._meta.get_field(name)
        try:
            field.clean(value, None)  # type: ignore[union-attr]
        except ValidationError as error:
            what = f"{label_of(field)} of the {model._meta.verbose_name} “{shortened(value, 60)}”"  # type: ignore[arg-type]
            yield f"Line {line}: {what}: {' '.join(error.messages)}"


def _twice(seen: dict[str, int], number: str, line: int, what: str) -> Iterator[str]:
    first = seen.setdefault(number, line)
    if first != line:
        yield f"Line {line}: there is {what} {number} on line {first} already. Correct one of the two numbers."
