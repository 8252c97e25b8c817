"""What a respondent does: begin, answer, submit. Each is atomic and keyword-only.

They write nothing to the event log, which is kept for ever and says to the second when something was done: that
somebody answered is theirs. What officers do with responses (`keying.py`, `erasing.py`) is logged.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import IntegrityError, transaction

from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan import clock

from .forms import Saying
from .models import AboutYou, Answer, Response, token_hash
from .steps import Survey, answers_of

MOST_UNFINISHED = 20_000  # of one consultation; a flood stops here, and who has begun goes on
UNFINISHED_KEPT = timedelta(days=28)  # after the last change
CLOSED = "The consultation has closed. No more answers are taken."
FULL = (
    "More people have begun to answer than the survey can keep just now. Try again tomorrow, or answer in one of the"
    " other ways."
)


class Full(NotPossible):
    """Nobody else may begin for now."""


def held(consultation: Consultation, token: str) -> Response | None:
    """The response that this token opens, or None. One query."""
    if not token:
        return None
    return Response.objects.filter(consultation=consultation, token_hash=token_hash(token)).first()


@transaction.atomic
def begin(*, consultation: Consultation, token: str) -> Response:
    """The response of this token, made if it is not there yet: sending the same form twice makes one."""
    _open(consultation)
    if (there := held(consultation, token)) is not None:
        return there
    if Response.objects.unfinished().filter(consultation=consultation).count() >= MOST_UNFINISHED:
        raise Full(FULL)
    today = clock.today()
    try:
        with transaction.atomic():
            return Response.objects.create(
                consultation=consultation, token_hash=token_hash(token), started_on=today, last_on=today
            )
    except IntegrityError:  # sent twice at the same instant, or, once in a blue moon, a reference that is taken
        return held(consultation, token) or begin(consultation=consultation, token=token)


@transaction.atomic
def answer(*, response: Response, question: Question, sayings: Iterable[Saying]) -> None:
    """Keep what was answered to a question, instead of what was before. Nothing takes the answer back."""
    row = Response.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=response.pk)
    _open(row.consultation)
    if row.is_submitted:
        raise NotPossible("It is submitted, and stays as it is.")
    if question.consultation_id != row.consultation_id:
        raise NotPossible("This question is another consultation’s.")
    write(row, question, list(sayings))
    row.last_on = clock.today()
    row.save(update_fields=["last_on", "respondent_type"])


def write(response: Response, question: Question, sayings: list[Saying]) -> None:
    """Put answers into their table, inside the verb's transaction; notes on the response as whom it answers."""
    if question.section == Question.Section.ABOUT_YOU:
        AboutYou.objects.filter(response=response, question=question).delete()
        AboutYou.objects.bulk_create(
            AboutYou(response=response, question=question, choice=one.choice, text=one.text) for one in sayings
        )
        return
    Answer.objects.filter(response=response, question=question).delete()
    Answer.objects.bulk_create(
        Answer(response=response, question=question, row_id=one.row, choice=one.choice, text=one.text)
        for one in sayings
    )
    if question.is_respondent_type:
        response.respondent_type = sayings[0].choice if sayings else ""


@transaction.atomic
def submit(*, response: Response) -> Response:
    """Hand it in. A second time changes nothing. Raises `NotPossible` where it is empty or lacks a needed answer."""
    row = Response.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=response.pk)
    if row.is_submitted:
        return row
    _open(row.consultation)
    answers = answers_of(row)
    if not any(answers.values()):
        raise NotPossible("You have not answered any question yet.")
    if lacking := Survey(row.consultation).lacking(answers):
        raise NotPossible(f"Answer this question first: {lacking[0].question}")
    row.submitted_on = row.last_on = clock.today()
    row.save(update_fields=["submitted_on", "last_on"])
    return row


def _open(consultation: Consultation) -> None:
    if not consultation.takes_answers(clock.today()):
        raise NotPossible(CLOSED)
