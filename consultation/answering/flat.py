"""Answers as flat rows, for whoever counts them: of submitted responses alone, and without the response's key or
reference, so that rows cannot be put together again. Whoever asks has the right to read responses (`visible_to`); small
groups are suppressed where counts are shown."""

from typing import Any

from django.db.models import Count, QuerySet

from consultation.asking.models import Consultation

from .models import AboutYou, Answer

# What the columns of `counts` and `choices` are, in order.
COLUMNS = ("question_id", "row_id", "choice", "response__respondent_type")


def choices(consultation: Consultation) -> QuerySet[Answer, Any]:
    """(question, row or None, code of the choice, respondent type) of every answer that is a choice."""
    return _of(consultation).exclude(choice="").order_by().values_list(*COLUMNS)


def counts(consultation: Consultation) -> QuerySet[Answer, Any]:
    """As `choices`, counted by the database: (question, row or None, choice, respondent type, how many)."""
    return choices(consultation).annotate(how_many=Count("pk"))


def texts(consultation: Consultation) -> QuerySet[Answer, Any]:
    """(key of the answer, question, text, respondent type) of every answer in own words, in the order given."""
    rows = _of(consultation).exclude(text="").order_by("pk")
    return rows.values_list("pk", "question_id", "text", "response__respondent_type")


def about_you(consultation: Consultation) -> QuerySet[AboutYou, Any]:
    """(question, choice, how many) of answers about the person: never beside any other answer."""
    rows = AboutYou.objects.submitted().filter(response__consultation=consultation).exclude(choice="")
    return rows.order_by().values_list("question_id", "choice").annotate(how_many=Count("pk"))


def _of(consultation: Consultation) -> QuerySet[Answer]:
    return Answer.objects.filter(response__consultation=consultation, response__submitted_on__isnull=False)
