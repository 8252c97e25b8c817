"""Results as they were published, which stay; and respondents' own words that were cleared to be shown, which go with
the response."""

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from consultation.answering.models import Answer, may_read
from consultation.asking.models import Consultation, ConsultedQuerySet
from plan.prepared import KEY, Prepared

from .models import Theme

LONGEST_QUOTATION = 600  # characters


def digest(content: Any) -> str:
    """The SHA-256 of results, whatever order a database gives their keys back in."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


class PublishedQuerySet(ConsultedQuerySet):
    def editable_by(self, user):
        return self.none()  # what was published stays; later results are published beside it


class PublishedResults(models.Model):
    """The results of a survey held here as they were published: totals only, small groups left out. The newest ones
    stand; earlier ones stay as a record. The database refuses any change (`furnishing`)."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="published_results")
    number = models.PositiveSmallIntegerField(help_text="From 1, for each consultation.")
    interim = models.BooleanField(help_text="Whether people could still answer.")
    content = models.JSONField()
    sha256 = models.CharField("SHA-256", max_length=64)
    why = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "-number"]
        verbose_name = "published results"
        verbose_name_plural = "published results"
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="consultation_publishedresults_number_once"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Results {self.number} of {self.consultation}"

    @property
    def is_intact(self) -> bool:
        return digest(self.content) == self.sha256


class QuotationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what was cleared, once results of the consultation are published; until then, those who read
        responses."""
        if may_read(user):
            return self.all()
        return self.filter(
            Exists(PublishedResults.objects.filter(consultation=OuterRef("consultation"))),
            consultation__published_at__isnull=False,
        )

    def editable_by(self, user):
        return self.none()


class Quotation(models.Model):
    """A respondent's own words, cleared by somebody who read that they tell of nobody. There is none that is not
    cleared. Goes with the answer, and leaves nothing; no field history, and the event log does not hold it."""

    # The answer's own, beside it: a page would otherwise look through all responses to find a handful of quotations.
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="quotations")
    answer = models.OneToOneField(Answer, models.CASCADE, related_name="quotation")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=LONGEST_QUOTATION)
    cleared_at = models.DateTimeField()
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["answer__question", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="consultation_quotation_says_something")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Quotation {self.pk}"

    def in_log(self) -> str:
        """The log is kept for ever, so it does not say what was said."""
        return f"A quotation from a response to {self.consultation}"


# (key, words) of every quotation of a consultation, for who may read responses.
QUOTED = Prepared(lambda of: Quotation.objects.filter(consultation=of).values_list("pk", "words"), of=KEY)
