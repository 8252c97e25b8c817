"""The verbs on questions: copied from another consultation, made from a version of the plan, corrected while people
answer. Errors are those of `announcing`."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from outcomes.models import Aim, Outcome
from outcomes.reporting.saving import put
from plan import clock, events
from plan.desk import changes
from plan.models import Plan
from plan.roles import POLICY_OFFICER, require
from plan.wording import count

from .announcing import NotPossible, _said, locked
from .models import Consultation
from .questions import Choice, Question, QuestionRow

OPENED = "People answer it already. A question may be corrected, with the reason."
AS_COPIED = ("section", "position", "kind", "wording", "help", "about", "item", "required", "is_respondent_type")
CORRECTED = {Question: ("wording", "help"), QuestionRow: ("wording",), Choice: ("wording",)}


@transaction.atomic
def copy_questions(consultation: Consultation, *, source: Consultation, by: Any, why: str = "") -> int:
    """Put copies of another consultation's questions, with their rows and choices, after those there are. Returns how
    many. A question on who answers comes without its mark where there is one already."""
    require(by, POLICY_OFFICER, to="write questions")
    row = _still_open(consultation)
    questions = list(source.questions.prefetch_related("rows", "choices"))
    if not questions:
        raise NotPossible(f"{source} has no questions.")
    places, typed = _places(row), row.questions.filter(is_respondent_type=True).exists()
    for question in questions:
        told = {name: getattr(question, name) for name in AS_COPIED}
        told["position"] += places[question.section]
        told["is_respondent_type"] = question.is_respondent_type and not typed
        made = put(Question(consultation=row, **told), by=by, why=why)
        for line in question.rows.all():
            put(QuestionRow(question=made, position=line.position, wording=line.wording, item=line.item), by=by)
        for choice in question.choices.all():
            told = {"position": choice.position, "code": choice.code, "wording": choice.wording}
            put(Choice(question=made, **told), by=by)
    detail = {"from": str(source), "questions": len(questions)}
    events.record(verb="questions.copied", subject=row, by=by, why=why, detail=detail)
    return len(questions)


@transaction.atomic
def questions_from(consultation: Consultation, *, plan: Plan | None = None, by: Any, why: str = "") -> int:
    """Make questions from a version of the plan, the one consulted on where none is given: how far people agree with
    its vision and with each strategic outcome and, after each, how important its aims are. Returns how many."""
    require(by, POLICY_OFFICER, to="write questions")
    row = _still_open(consultation)
    plan = plan or row.plan
    if plan is None:
        raise NotPossible("It is on no version of the plan. Say from which one the questions are to be made.")
    asked = list(_of_plan(plan))
    if not asked:
        raise NotPossible(f"{plan} has no outcomes yet.")
    place = _places(row)["main"]
    for position, (fields, rows) in enumerate(asked, start=place + 1):
        made = put(Question(consultation=row, position=position, **fields), by=by, why=why)
        for number, (wording, item) in enumerate(rows, start=1):
            put(QuestionRow(question=made, position=number, wording=wording[:500], item_id=item), by=by)
    detail = {"plan": plan.slug, "questions": len(asked)}
    events.record(verb="questions.made", subject=row, by=by, why=why, detail=detail)
    return len(asked)


def _of_plan(plan: Plan):
    """(fields of a question, its rows) in the plan's order. Two queries."""
    aims = defaultdict(list)
    for under, text, item in Aim.objects.filter(plan=plan).order_by(
        "sub_outcome__position", "sub_outcome_id", "position", "pk"
    ).values_list("sub_outcome__outcome_id", "text", "item_id"):  # fmt: skip
        aims[under].append((text, item))
    if plan.vision:
        wording = "How far do you agree or disagree with our vision?"
        yield {"kind": "agree", "wording": wording, "help": plan.vision, "about": "vision"}, []
    for outcome in Outcome.objects.filter(plan=plan, kind=Outcome.Kind.OUTCOME):
        part = {"about": "part", "item_id": outcome.item_id}
        wording = f"How far do you agree or disagree with the outcome “{outcome.title}”?"
        yield {"kind": "agree", "wording": wording, "help": outcome.statement, **part}, []
        if rows := aims[outcome.pk]:
            wording = f"How important to you is each aim for “{outcome.title}”?"
            yield {"kind": "importance", "wording": wording, **part}, rows


@transaction.atomic
def correct_question(row: Question | QuestionRow | Choice, *, wording: str, reason: str, by: Any, **fields: Any) -> Any:
    """Put right the words of a question, of a row of it or of a choice, also while people answer, with the reason.
    What it asks stays: its kind, its rows and its choices. `fields`: a question's `help`."""
    require(by, POLICY_OFFICER, to="correct a question")
    reason = _said(reason, "Say why it is corrected. The reason stays with the question’s history.")
    model = type(row)
    question = row if isinstance(row, Question) else row.question
    locked(question.consultation)
    after, before = model.objects.get(pk=row.pk), model.objects.get(pk=row.pk)
    for name, value in {"wording": wording.strip(), **fields}.items():
        if name not in CORRECTED[model]:
            raise NotPossible(f"The {name} of it cannot be corrected.")
        setattr(after, name, value)
    after.full_clean()
    if not (found := changes.between(before, after, events.name_of)):
        raise NotPossible("Nothing would change.")
    put(after, by=by, why=reason)
    detail = {"changes": [change.as_detail() for change in found]}
    events.record(verb="question.corrected", subject=question, by=by, why=reason, detail=detail)
    return after


def _still_open(consultation: Consultation) -> Consultation:
    row = locked(consultation)
    if row.has_opened(clock.today()):
        raise NotPossible(OPENED)
    return row


def _places(row: Consultation) -> dict[str, int]:
    """The last place taken in each section, or 0."""
    found: dict[str, int] = {"main": 0, "about_you": 0}
    for section, position in row.questions.values_list("section", "position"):
        found[section] = max(found[section], position)
    return found


def told(how_many: int) -> str:
    return f"{count(how_many, 'question')} added."
