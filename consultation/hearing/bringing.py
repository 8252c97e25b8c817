"""Results of another survey tool, checked row by row and then written all or none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from outcomes.reporting.saving import put
from plan import events
from plan.roles import POLICY_OFFICER, require

from .figures import in_words, question_of, scales_of, too_much
from .hiding import hiding
from .models import TWINS, ReportedResult
from .reading import COLUMNS, Checked, File, Wrong, cell, figure_of, known_parts, level_on, meanings, plain

ABOUT = ReportedResult.About
VISION = ("the vision", "vision", "our vision")
HAS_FIGURES = ("percentage", "count", "base", "words", "said")


@dataclass(frozen=True)
class Plan:
    """What an officer said of a file: which column is which, as of when, and where it comes from."""

    columns: Mapping[str, int]
    source: str
    as_of: date | None = None


def check(consultation: Consultation, file: File, plan: Plan) -> Checked:
    """What the file would add. What is there already in the same words is counted; in others it is an error."""
    found = Checked()
    parts = known_parts(consultation)
    there = list(consultation.reported_results.all())
    standing, scales = {_key(row): row for row in there}, _scales(file, plan, parts, there)
    for number, cells in file.rows:
        try:
            row = _row(consultation, cells, plan, parts, scales)
        except ValueError as error:
            found.errors.append(Wrong(number, "", str(error)))
        else:
            _add(found, number, row, standing)
    found.errors += _impossible(found.new, standing.values())
    hides = hiding(consultation.response_counts.all(), standing.values())
    for number, row in found.new:
        if hides.figure(row):
            found.hidden.setdefault(row.group_words, []).append(number)
    return found


def _add(found: Checked, number: int, row: ReportedResult, standing: dict[Any, ReportedResult]) -> None:
    """Notes a row as new, as there already, or as one that says otherwise than what stands."""
    twin = standing.setdefault(_key(row), row)
    if twin is row:
        found.new.append((number, row))
    elif twin.pk and all(getattr(twin, name) == getattr(row, name) for name in HAS_FIGURES):
        found.there += 1
    else:
        where = "is there already as" if twin.pk else "stands in this file twice, first as"
        told = f"This figure {where} {in_words(twin)}. Change one of the two."
        found.errors.append(Wrong(number, COLUMNS["answer"], told))


def _scales(file: File, plan: Plan, parts: dict[str, Any], there: list[ReportedResult]) -> dict[Any, set[str]]:
    """The scales each question was asked on, by all its answers: one that both scales have says nothing of it."""
    found = scales_of(there)
    for _, cells in file.rows:
        about, known = _about(cell(cells, plan.columns, "question").strip(), parts), meanings(_answer(cells, plan))
        if len(known) == 1:
            found[question_of(ReportedResult(**about))] |= set(known)
    return found


def _answer(cells: list[str], plan: Plan) -> str:
    return cell(cells, plan.columns, "answer").strip()


def _impossible(new: list[tuple[int, ReportedResult]], all_of_them: Iterable[ReportedResult]) -> list[Wrong]:
    """Rows of the file with which the answers of a group would be more than all of it; told at the last of them."""
    together, last = defaultdict(list), {}
    for row in all_of_them:
        together[_block(row)].append(row)
    for number, row in new:
        last[_block(row)] = number
    told = [(number, too_much(together[block])) for block, number in last.items()]
    return [Wrong(number, COLUMNS["percentage"], words) for number, words in told if words]


def _block(row: ReportedResult) -> tuple[Any, ...]:
    return (*question_of(row), row.scale, row.group, row.as_of)


@transaction.atomic
def bring(consultation: Consultation, file: File, plan: Plan, *, by: Any, why: str = "") -> int:
    """Write all figures of a file; returns how many are new. With one wrong row nothing is written.

    Raises NotPossible with the first thing that is wrong, or where there is nothing new.
    """
    require(by, POLICY_OFFICER, to="bring in results of a consultation")
    row = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    found = check(row, file, plan)
    if found.errors:
        first = found.errors[0]
        raise NotPossible(f"Row {first.row}: {first.message} Nothing was written.")
    if not found.new:
        raise NotPossible("All of these figures are there already.")
    for _, result in found.new:
        put(result, by=by, why=why)
    detail = {"new": len(found.new), "there": found.there, "source": plan.source}
    events.record(verb="results.brought", subject=row, by=by, why=why, detail=detail)
    return len(found.new)


def _row(
    consultation: Consultation, cells: list[str], plan: Plan, parts: dict[str, Any], scales: dict[Any, set[str]]
) -> ReportedResult:
    def said(what: str) -> str:
        return cell(cells, plan.columns, what).strip()

    question, answer = said("question"), said("answer")
    if not question or not answer:
        raise ValueError("The row lacks the question or the answer.")
    about = _about(question, parts)
    scale, level = level_on(answer, scales.get(question_of(ReportedResult(**about)), set()))
    row = ReportedResult(
        consultation=consultation, **about, scale=scale, level=level, answer="" if level else answer,
        group=said("group"), as_of=plan.as_of, source=plan.source,
        **figure_of(said("percentage"), said("count"), said("base")),
    )  # fmt: skip
    try:
        row.clean_fields(exclude=["consultation", "item"])
        row.validate_constraints(exclude=["consultation", "item"])
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    return row


def _about(question: str, parts: dict[str, Any]) -> dict[str, Any]:
    name = plain(question)
    if name in VISION:
        return {"about": ABOUT.VISION}
    if name in parts:
        return {"about": ABOUT.PART, "item_id": parts[name]}
    return {"about": ABOUT.OTHER, "question": question}


def _key(row: ReportedResult) -> tuple[Any, ...]:
    return (*(getattr(row, name) for name in TWINS), row.item_id, row.as_of)
