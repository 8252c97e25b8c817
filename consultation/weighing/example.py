"""Loads who answered what in an example council's closed survey (`answered.toml`): responses and comments that are made
up, sorted into themes, and their published results."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from consultation.answering.models import Answer, Response
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from outcomes.reporting.saving import put
from plan import clock
from plan.examples import MADE_UP, read
from plan.wording import count

from .coding import Decision, code
from .models import Theme
from .publishing import publish_results

FILE = "answered.toml"
PAPER = 6  # one response in so many came on paper


@transaction.atomic
def load_answered(folder: Path, by: Any) -> list[str]:
    """Only of consultations that are marked illustrative and that nobody has answered. Written in bulk: going through
    the survey's own verbs, one question at a time, would cost seconds."""
    told = []
    for rows in read(folder, FILE).get("answered", []):
        found = Consultation.objects.filter(slug=rows["consultation"], illustrative=True, responses__isnull=True)
        if (row := found.first()) is not None:
            told.append(_Loading(row, rows, by).load())
    return told


def _lot(place: str) -> Random:
    """The same for the same place, each time."""
    return Random(place)  # noqa: S311  made-up answers keep no secret


class _Loading:
    """The answers to one consultation."""

    def __init__(self, consultation: Consultation, rows: dict[str, Any], by: Any) -> None:
        self.consultation, self.rows, self.by = consultation, rows, by
        main = consultation.questions.filter(section=Question.Section.MAIN).prefetch_related("rows")
        self.questions = list(main.order_by("position"))
        self.groups: dict[str, list[Response]] = {}

    def load(self) -> str:
        self._responses()
        Answer.objects.bulk_create([*self._who(), *self._given()])
        sorted_ = self._texts()
        with self._on(self.rows["sorted_after"]):
            code(consultation=self.consultation, decisions=sorted_, by=self.by)
        with self._on(self.rows["published_after"]):
            publish_results(self.consultation, by=self.by, why=self.rows["why"])
        return f"{count(sum(self.rows['groups'].values()), 'response')} to “{self.consultation}”, results published"

    def _on(self, days: int) -> Any:
        return clock.standing_at(
            datetime.combine(self.consultation.closes + timedelta(days=days), time(12), tzinfo=clock.LONDON)
        )

    def _responses(self) -> None:
        made: list[Response] = []
        for group, size in self.rows["groups"].items():
            for number in range(size):
                day = self._day(len(made))
                paper = number % PAPER == PAPER - 1
                made.append(
                    Response(
                        consultation=self.consultation, respondent_type=group, started_on=day, last_on=day,
                        submitted_on=day, channel=Response.Channel.PAPER if paper else Response.Channel.ONLINE,
                    )
                )  # fmt: skip
        for row in Response.objects.bulk_create(made):
            self.groups.setdefault(row.respondent_type, []).append(row)

    def _day(self, number: int) -> date:
        """Days of the window in turn."""
        window = (self.consultation.closes - self.consultation.opens).days + 1
        return self.consultation.opens + timedelta(days=number % window)

    def _who(self) -> Iterator[Answer]:
        asked = next(question for question in self.questions if question.is_respondent_type)
        for group, responses in self.groups.items():
            for response in responses:
                yield Answer(response=response, question=asked, choice=group)

    def _given(self) -> Iterator[Answer]:
        for given in self.rows["given"]:
            question = self.questions[given["question"] - 1]
            row = list(question.rows.all())[given["row"] - 1] if "row" in given else None
            for group, responses in self.groups.items():
                for response, choice in self._by_lot(question, row, responses, given[group]):
                    yield Answer(response=response, question=question, row=row, choice=choice)

    def _by_lot(self, question: Question, row: Any, responses: list[Response], numbers: dict[str, int]) -> Any:
        """Who gave which answer: one each or, where several may be taken, each answer by a lot of its own."""
        place = f"{self.consultation.slug} {question.position} {row.position if row else 0}"
        if question.kind == Question.Kind.SEVERAL:
            for choice, number in numbers.items():
                for response in _lot(f"{place} {choice}").sample(responses, number):
                    yield response, choice
            return
        choices = [choice for choice, number in numbers.items() for _ in range(number)]
        yield from zip(_lot(place).sample(responses, len(choices)), choices, strict=True)

    def _texts(self) -> list[Decision]:
        """Comments written down, and the themes that each is to be sorted into."""
        themes = {row["key"]: self._theme(row, place) for place, row in enumerate(self.rows["themes"], start=1)}
        asked = next(question for question in self.questions if question.is_text)
        left = {group: list(responses) for group, responses in self.groups.items()}
        written = [
            (Answer(response=left[group].pop(), question=asked, text=row["words"]), row["themes"])
            for row in self.rows["texts"] for group in self.groups for _ in range(row.get(group, 0))
        ]  # fmt: skip
        Answer.objects.bulk_create([answer for answer, _ in written])
        return [
            Decision(("answer", answer.pk), frozenset(themes[key].pk for key in keys), frozenset())
            for answer, keys in written
        ]

    def _theme(self, row: dict[str, Any], place: int) -> Theme:
        made = Theme(
            consultation=self.consultation, position=place, title=row["title"], summary=row["summary"], source=MADE_UP,
            illustrative=True,
        )  # fmt: skip
        return put(made, by=self.by)
