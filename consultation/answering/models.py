"""Responses: what people answered. Personal data, so nothing here has field history, and the event log holds none of
it. No name, no address, and of when only days are kept. The respondent is known by a reference number alone."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from consultation.asking.models import Consultation
from consultation.asking.questions import LONGEST_TEXT, Question, QuestionRow
from plan.roles import POLICY_OFFICER

from .readable import code, signs

REFERENCE = {"groups": 2, "of": 4}  # 38 bits, each try of a guesser limited
TOKEN = {"groups": 4, "of": 5}  # 95 bits: whoever has it may go on with the response


def new_reference() -> str:
    return code(**REFERENCE)


def new_token() -> str:
    return code(**TOKEN)


def token_hash(token: str) -> str:
    """What is stored of a token: who reads the database cannot go on with anybody's response."""
    return salted_hmac("consultation.token", signs(token), algorithm="sha256").hexdigest()


def erased_hash(reference: str) -> str:
    """What is kept of the reference number of a response that was erased."""
    return salted_hmac("consultation.erased", signs(reference), algorithm="sha256").hexdigest()


def may_read(user: Any, model: str = "response") -> bool:
    """Policy officers with the right; administration alone is no reason to read what people answered."""
    return user.has_perm(f"consultation.view_{model}") and user.has_role(POLICY_OFFICER.slug)


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Submitted responses, for those who may read them. What somebody has not submitted nobody else reads."""
        return self.submitted() if may_read(user) else self.none()

    def editable_by(self, user):
        return self.none()  # what people answered stays as they answered it; it may be erased

    def submitted(self):
        return self.filter(submitted_on__isnull=False)

    def unfinished(self):
        return self.filter(submitted_on__isnull=True)


class Response(models.Model):
    """One person's or organisation's answers to a consultation."""

    class Channel(models.TextChoices):
        ONLINE = "online", "Online"
        PAPER = "paper", "On paper"
        TELEPHONE = "telephone", "By telephone"
        LETTER = "letter", "By letter"
        EMAIL = "email", "By e-mail"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="responses")
    reference = models.CharField("reference number", max_length=9, unique=True, default=new_reference, editable=False)
    channel = models.CharField("how it came", max_length=10, choices=Channel, default=Channel.ONLINE)
    # The choice made in the question on who answers, beside the answer itself: every result is asked for by it.
    respondent_type = models.CharField("answered as", max_length=24, blank=True, editable=False)
    started_on = models.DateField("begun on")
    last_on = models.DateField("last changed on")
    submitted_on = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  none is unique

    objects: ClassVar = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="online") | Q(submitted_on__isnull=False), name="consultation_response_keyed_whole"
            )
        ]
        indexes = [models.Index(fields=["consultation", "submitted_on"], name="consultation_response_taken")]

    def __str__(self) -> str:
        return f"Response {self.reference}"

    def in_log(self) -> str:
        """The log is kept for ever, so it does not say which."""
        return f"A response to {self.consultation}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_on is not None


class SurveyAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.submitted() if may_read(user) else self.none()

    def submitted(self):
        return self.filter(response__submitted_on__isnull=False)


class AboutYouQuerySet(SurveyAnswerQuerySet):
    def visible_to(self, user):
        return self.submitted() if may_read(user, "aboutyou") else self.none()


class Said(models.Model):
    """One answer. `choice` is the code of what was chosen (`Question.options`); of several chosen each has a row."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=24, blank=True)
    text = models.TextField(blank=True, max_length=LONGEST_TEXT)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"An answer to “{self.question}”"

    def in_log(self) -> str:
        return str(self)


class Answer(Said):
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    row = models.ForeignKey(QuestionRow, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = SurveyAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["response", "question", "row", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(choice="", text=""), name="consultation_answer_says_something"
            ),
            models.UniqueConstraint(
                fields=["response", "question", "choice"], condition=Q(row__isnull=True),
                name="consultation_answer_once",
            ),
            models.UniqueConstraint(
                fields=["response", "row"], condition=Q(row__isnull=False), name="consultation_answer_row_once"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["question", "row", "choice"], name="consultation_answer_counted")]


class AboutYou(Said):
    """An answer about the person. In a table of its own with a right of its own: it is counted, and never read beside
    the rest of the response, to which it is tied only so that it is erased with it."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="+")

    objects: ClassVar = AboutYouQuerySet.as_manager()

    class Meta:
        ordering = ["question", "choice", "id"]
        verbose_name = "answer about the person"
        verbose_name_plural = "answers about the person"
        constraints = [
            models.CheckConstraint(
                condition=~Q(choice="", text=""), name="consultation_aboutyou_says_something"
            ),
            models.UniqueConstraint(
                fields=["response", "question", "choice"], name="consultation_aboutyou_once"
            ),
        ]  # fmt: skip


class ResponseFile(models.Model):
    """A scan of what came on paper, kept in the database with the response it belongs to."""

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG picture"
        JPEG = "image/jpeg", "JPEG picture"

    response = models.ForeignKey(Response, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=Kind)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    objects: ClassVar = SurveyAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["response", "id"]
        verbose_name = "scan of a response"
        verbose_name_plural = "scans of responses"

    def __str__(self) -> str:
        return f"Scan {self.pk}"

    @property
    def download_name(self) -> str:
        """Of the response's number, never what the file was called: names of files name people."""
        ending = {self.Kind.PDF: "pdf", self.Kind.PNG: "png", self.Kind.JPEG: "jpg"}[self.Kind(self.kind)]
        return f"{self.response.reference}-{self.pk}.{ending}"


class ErasedTally(models.Model):
    """How many submitted responses of a consultation were erased, by how they came: the count of what was received
    stays right when nothing else of them is left."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="erased")
    channel = models.CharField(max_length=10, choices=Response.Channel)
    erased = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "channel"], name="consultation_erasedtally_once")
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.erased} erased, {self.get_channel_display().lower()}"


class Erasure(models.Model):
    """That something was erased, so that it is erased again where an older backup brings it back. `digest` is a code
    of a response's reference number that cannot be turned back without this site's secret; empty where all went."""

    class What(models.TextChoices):
        RESPONSE = "response", "One response"
        RESPONSES = "responses", "All responses"
        COMMENTS = "comments", "Comments"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="+")
    what = models.CharField(max_length=9, choices=What)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(what="response") & ~Q(digest="")) | (~Q(what="response") & Q(digest="")),
                name="consultation_erasure_digest_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} of {self.consultation}"
