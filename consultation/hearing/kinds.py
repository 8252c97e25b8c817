"""What the models of what was heard share."""

from django.db import models

from consultation.asking.models import ConsultedQuerySet
from plan.models import Edited, Sourced


class HeardQuerySet(ConsultedQuerySet):
    """Seen with its consultation; kept by who has the right, also long after it has closed."""

    def editable_by(self, user):
        return self.all() if user.has_perm(f"consultation.change_{self.model._meta.model_name}") else self.none()


class RankedQuerySet(HeardQuerySet):
    to_consultation = "ranking__consultation"


class Reported(Edited, Sourced):
    """What reported figures share: of whom they are, and as of when. Interim figures have their date and
    stay; the final ones have none and stand for them."""

    group = models.CharField(
        "group of respondents", max_length=150, blank=True,
        help_text="As the source calls them. Empty for all respondents.",
    )  # fmt: skip
    as_of = models.DateField(
        "interim, as of", null=True, blank=True, help_text="The day of an interim figure. Empty for the final one."
    )

    class Meta:
        abstract = True

    @property
    def group_words(self) -> str:
        return self.group or "All respondents"
