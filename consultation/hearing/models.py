"""Figures of a consultation as they were reported, without anybody's answers (requirements I89-I91, I98-I100).

What the source says is kept as it says it: a percentage, a count, "over 90%", or words alone. What is left of a
hundred, and what a later figure replaces, is worked out on reading (`figures`) and stored nowhere.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consultation.asking.models import Consultation
from outcomes.framework.models import PlanItem
from plan.models import Edited, Sourced

from .figures import too_much
from .kinds import HeardQuerySet, RankedQuerySet, Reported
from .levels import LEVELS, WORDS, belongs


class Conduct(Edited, Sourced):
    """How a consultation was done and what it taught: methods, whom it was promoted to, its rate, its report."""

    consultation = models.OneToOneField(
        Consultation, models.CASCADE, related_name="conduct", help_text="The consultation that was done so."
    )
    methods = models.TextField("how people were asked", blank=True, help_text="One method on each line.")
    promoted_to = models.TextField(blank=True, help_text="Groups and organisations that were told of it, one a line.")
    rate_remark = models.TextField(
        "on the response rate", blank=True, help_text="What was said of how many answered, and who said it."
    )
    lessons = models.TextField("lessons for next time", blank=True, help_text="Markdown.")
    report_title = models.CharField("final report", max_length=200, blank=True, help_text="Its title.")
    report_link = models.URLField("its address", blank=True, help_text="Where the final report can be read.")

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        verbose_name = "conduct of a consultation"
        verbose_name_plural = "conduct of consultations"
        constraints = [
            models.CheckConstraint(
                condition=Q(report_link="") | ~Q(report_title=""), name="consultation_conduct_report_has_title",
                violation_error_message="Give the title of the final report as well as its address.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"How “{self.consultation}” was done"


class ResponseCount(Reported):
    """How many answered: all, or a group of them."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="response_counts", help_text="The consultation they answered."
    )
    count = models.PositiveIntegerField("responses", help_text="How many responses there were.")
    percentage = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="The share of all responses, where the source gives one.",
    )  # fmt: skip

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", F("as_of").asc(nulls_last=True), "group", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__range=(0, 100)),
                name="consultation_responsecount_percentage", violation_error_message="Give a percentage of 0 to 100.",
            ),
            models.UniqueConstraint(
                fields=["consultation", "group"], condition=Q(as_of__isnull=True),
                name="consultation_responsecount_final_once",
                violation_error_message="There is a final count of this group already.",
            ),
            models.UniqueConstraint(
                fields=["consultation", "group", "as_of"], condition=Q(as_of__isnull=False),
                name="consultation_responsecount_interim_once",
                violation_error_message="There is a count of this group as of this day already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.group_words}: {self.count}"

    def in_log(self) -> str:
        return f"{self}, of {self.consultation}"


class ReportedResult(Reported):
    """One figure: what was asked about, of whom, which answer they gave, and how many did."""

    class About(models.TextChoices):
        VISION = "vision", "The vision"
        PLAN = "plan", "The plan and its outcomes as a whole"
        PART = "part", "A part of the plan"
        EACH_AIM = "each_aim", "Each of the aims of a part of the plan"
        OTHER = "other", "Something else"

    class Scale(models.TextChoices):
        AGREE = "agree", "How far people agree"
        IMPORTANCE = "importance", "How important it is to people"
        OTHER = "other", "Answers of its own"

    class Said(models.TextChoices):
        EXACT = "exact", "A figure"
        OVER = "over", "Over a percentage"
        WORDS = "words", "In words only"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="reported_results", help_text="The consultation it is a result of."
    )
    about = models.CharField(max_length=8, choices=About, help_text="What people were asked about.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The part of the plan that was asked about, or whose aims were.",
    )  # fmt: skip
    question = models.CharField(
        max_length=500, blank=True, help_text="What was asked, in short. Needed for something else than the plan."
    )
    scale = models.CharField(max_length=10, choices=Scale, help_text="The answers that people could choose from.")
    level = models.CharField(
        "answer", max_length=20, blank=True, choices=list(WORDS.items()),
        help_text="The answer on the scale that the figure is of. Empty where words alone speak of them all.",
    )  # fmt: skip
    answer = models.CharField(
        "other answer", max_length=200, blank=True, help_text="For answers of its own: the answer, as it was offered."
    )
    said = models.CharField(
        "how it is given", max_length=5, choices=Said, default=Said.EXACT, help_text="As the source has it."
    )
    percentage = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True,
        help_text="As the source gives it: 79, or 90 for over 90%. What is left of a hundred is worked out.",
    )  # fmt: skip
    count = models.PositiveIntegerField(null=True, blank=True, help_text="How many gave this answer.")
    base = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many who answered, where it is known.")
    words = models.CharField(
        max_length=200, blank=True, help_text="What the source says of it in words, such as: less important."
    )

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "id"]
        verbose_name = "reported result"
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=("part", "each_aim"), item__isnull=False)
                | Q(about__in=("vision", "plan"), item__isnull=True)
                | (Q(about="other", item__isnull=True) & ~Q(question="")),
                name="consultation_reportedresult_about",
                violation_error_message="Name the part of the plan where it is about one, and only then. For something"
                " else give the question.",
            ),
            models.CheckConstraint(
                condition=Q(scale="other", level="") | (~Q(scale="other") & Q(answer="")),
                name="consultation_reportedresult_answer",
                violation_error_message="Choose an answer on the scale, or give another answer: one of them.",
            ),
            models.CheckConstraint(
                condition=(Q(said="exact") & (Q(percentage__isnull=False) | Q(count__isnull=False)))
                | Q(said="over", percentage__isnull=False, count__isnull=True)
                | (Q(said="words", percentage__isnull=True, count__isnull=True) & ~Q(words="")),
                name="consultation_reportedresult_said",
                violation_error_message="Give a percentage or a count; a percentage for over; or words without either.",
            ),
            models.CheckConstraint(
                condition=Q(said="words") | ~Q(level="", answer=""), name="consultation_reportedresult_of_an_answer",
                violation_error_message="Say which answer the figure is of.",
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__range=(0, 100)),
                name="consultation_reportedresult_percentage",
                violation_error_message="Give a percentage of 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(base__isnull=True) | Q(count__lte=F("base")),
                name="consultation_reportedresult_within_base",
                violation_error_message="More gave this answer than answered.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.answer_words or self.words}, {self.group_words.lower()}"

    def in_log(self) -> str:
        return f"{self}, of {self.consultation}"

    def clean(self) -> None:
        if self.level and self.scale in LEVELS and not belongs(self.level, self.scale):
            raise ValidationError({"level": "This answer belongs to the other scale."})
        if self.twins().exists():
            raise ValidationError("This figure is there already: change that one.")
        if told := too_much([self, *self.besides()]):
            raise ValidationError(told)

    @property
    def answer_words(self) -> str:
        return self.get_level_display() if self.level else self.answer

    def twins(self) -> models.QuerySet:
        """Other figures of the same answer to the same question, of the same group and the same day."""
        if not (self.level or self.answer):
            return ReportedResult.objects.none()
        return self.besides().filter(level=self.level, answer=self.answer)

    def besides(self) -> models.QuerySet:
        """The other figures of the same group's answers to the same question, on the same scale and of the same day."""
        same = {name: getattr(self, name) for name in ASKED}
        return ReportedResult.objects.filter(**same, as_of=self.as_of, item=self.item).exclude(pk=self.pk)


ASKED = ("consultation_id", "about", "question", "group", "scale")
TWINS = (*ASKED, "level", "answer")


class AimRanking(Edited, Sourced):
    """Aims named together in a report as more or less important than others, in its words and its order."""

    class Side(models.TextChoices):
        HIGH = "high", "Valued more"
        LOW = "low", "Valued less"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="aim_rankings", help_text="The consultation that showed it."
    )
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The outcome whose aims they are. Empty for all aims of the plan.",
    )  # fmt: skip
    side = models.CharField(max_length=4, choices=Side, help_text="Whether people valued them more or less.")
    words = models.CharField("as it was said", max_length=200, help_text="Such as: very important.")
    remark = models.CharField(max_length=300, blank=True, help_text="Who said so, where it was not the survey alone.")

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "id"]
        verbose_name = "ranking of aims"
        verbose_name_plural = "rankings of aims"

    def __str__(self) -> str:
        return self.words

    def in_log(self) -> str:
        return f"Aims ranked “{self.words}”, of {self.consultation}"


class RankedAim(Edited):
    ranking = models.ForeignKey(AimRanking, models.CASCADE, related_name="aims")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")
    wording = models.CharField(max_length=300, help_text="The aim, in the words of the report or in short.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The aim of the plan that is meant, where it is certain.",
    )  # fmt: skip

    objects: ClassVar = RankedQuerySet.as_manager()

    class Meta:
        ordering = ["ranking", "position", "id"]
        verbose_name = "ranked aim"

    def __str__(self) -> str:
        return self.wording
