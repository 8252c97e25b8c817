"""The way through a survey: one question a page, the main ones first, then those about the person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from consultation.asking.models import Consultation
from consultation.asking.questions import Question

from .forms import ALONE, Saying
from .models import AboutYou, Answer, Response

Answers = dict[int, list[Saying]]  # by the key of the question


@dataclass(frozen=True)
class Step:
    number: int  # from 1, over the whole survey
    question: Question
    place: int  # from 1, in its section
    of: int

    @property
    def is_about_you(self) -> bool:
        return self.question.section == Question.Section.ABOUT_YOU

    @property
    def words(self) -> str:
        """How far one is: "Question 3 of 9"."""
        told = f"uestion {self.place} of {self.of}"
        return f"About you: q{told}, optional" if self.is_about_you else f"Q{told}"


class Survey:
    """A consultation's questions as steps. Three queries, when first asked."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation

    @cached_property
    def steps(self) -> list[Step]:
        questions = list(self.consultation.questions.prefetch_related("rows", "choices"))
        main = [question for question in questions if question.section == Question.Section.MAIN]
        about = [question for question in questions if question.section == Question.Section.ABOUT_YOU]
        placed = [(question, place, len(part)) for part in (main, about) for place, question in enumerate(part, 1)]
        return [Step(number, *each) for number, each in enumerate(placed, start=1)]

    def step(self, number: int) -> Step | None:
        return self.steps[number - 1] if 1 <= number <= len(self.steps) else None

    def first_open(self, answers: Answers) -> int:
        """The number of the step to go on at: the one after the last that has an answer; after all, the check."""
        return max((step.number for step in self.steps if answers.get(step.question.pk)), default=0) + 1

    def lacking(self, answers: Answers) -> list[Step]:
        """Steps that must have an answer (in every row) and have none."""
        return [step for step in self.steps if step.question.required and not _whole(step.question, answers)]

    def told(self, answers: Answers) -> list[tuple[Step, list[tuple[str, list[str]]]]]:
        """Each step with what was answered, in words: (what was judged, or nothing; answers)."""
        return [(step, in_words(step.question, answers.get(step.question.pk, []))) for step in self.steps]


def _whole(question: Question, answers: Answers) -> bool:
    said = {saying.row for saying in answers.get(question.pk, [])}
    rows = {row.pk for row in question.rows.all()}
    return rows <= said if rows else bool(said)


def in_words(question: Question, said: Iterable[Saying]) -> list[tuple[str, list[str]]]:
    labels, found = dict(question.options()), defaultdict(list)
    for saying in said:
        found[saying.row or ALONE].append(saying.text or labels.get(saying.choice, saying.choice))
    rows = {row.pk: row.wording for row in question.rows.all()} or {ALONE: ""}
    return [(wording, found.get(key, [])) for key, wording in rows.items()]


def answers_of(response: Response | None) -> Answers:
    """What a response says so far, to whoever has it in hand. Two queries."""
    found: Answers = defaultdict(list)
    if response is None:
        return found
    for question, row, choice, text in Answer.objects.filter(response=response).values_list(
        "question_id", "row_id", "choice", "text"
    ):
        found[question].append(Saying(row, choice, text))
    for question, choice, text in AboutYou.objects.filter(response=response).values_list(
        "question_id", "choice", "text"
    ):
        found[question].append(Saying(None, choice, text))
    return found
