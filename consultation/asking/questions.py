"""The questions of a survey (requirement I90), their rows and choices. Once people may answer, they are frozen."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from outcomes.framework.models import PlanItem
from plan import clock
from plan.models import Edited

from .models import Consultation, ConsultedQuerySet
from .scales import SCALES

LONGEST_TEXT = 4000  # characters of a free answer


class QuestionQuerySet(ConsultedQuerySet):
    def editable_by(self, user):
        if not user.has_perm("consultation.change_question"):
            return self.none()
        open_still = Consultation.objects.not_opened(clock.today()).values("pk")
        return self.filter(**{f"{self.to_consultation}__in": open_still})


class PartOfQuestionQuerySet(QuestionQuerySet):
    to_consultation = "question__consultation"


class Question(Edited):
    class Kind(models.TextChoices):
        AGREE = "agree", "How far people agree"
        IMPORTANCE = "importance", "How important it is to people"
        ONE = "one", "One of several choices"
        SEVERAL = "several", "Any of several choices"
        TEXT = "text", "In people’s own words"

    class Section(models.TextChoices):
        MAIN = "main", "Main questions"
        ABOUT_YOU = "about_you", "About you (optional, kept apart)"

    class About(models.TextChoices):
        PLAN = "plan", "The plan as a whole"
        VISION = "vision", "The vision"
        PART = "part", "A part of the plan"
        OTHER = "other", "Something else"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="questions", help_text="The consultation that asks it."
    )
    section = models.CharField(
        max_length=10, choices=Section, default=Section.MAIN,
        help_text="Questions about the person are always optional, and their answers are kept apart from the others.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in its section, from 1.")
    kind = models.CharField(max_length=12, choices=Kind, help_text="How people answer it.")
    wording = models.CharField(max_length=500, help_text="The question, as people read it.")
    help = models.TextField(blank=True, help_text="Shown under the question, in a sentence or two.")
    about = models.CharField(
        max_length=8, choices=About, default=About.OTHER, help_text="For a part of the plan, name it below."
    )
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The part of the plan it is about, if it is about one.", verbose_name="part of the plan",
    )  # fmt: skip
    required = models.BooleanField(default=False, help_text="Tick only where an answer is of no use without this one.")
    is_respondent_type = models.BooleanField(
        "asks who answers", default=False,
        help_text="The question on whether somebody answers as a resident, for an organisation and so on."
        " Results are compared by it.",
    )  # fmt: skip

    objects: ClassVar = QuestionQuerySet.as_manager()

    class Meta:
        # The main section's name comes after the other's, and it is asked first.
        ordering = ["consultation", "-section", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section="main") | Q(required=False, is_respondent_type=False),
                name="consultation_question_about_you_is_optional",
                violation_error_message="Questions about the person are optional. Who answers is a main question.",
            ),
            models.CheckConstraint(
                condition=Q(is_respondent_type=False) | Q(kind="one"),
                name="consultation_question_one_type",
                violation_error_message="The question on who answers offers choices, of which people take one.",
            ),
            models.CheckConstraint(
                condition=Q(about="part", item__isnull=False) | (~Q(about="part") & Q(item__isnull=True)),
                name="consultation_question_part_is_named",
                violation_error_message="Name the part of the plan where the question is about one, and only then.",
            ),
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(is_respondent_type=True),
                name="consultation_question_type_asked_once",
                violation_error_message="Another question asks who answers already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.wording

    def in_log(self) -> str:
        return f"Question “{self.wording}”, of {self.consultation}"

    @property
    def has_choices(self) -> bool:
        return self.kind in (self.Kind.ONE, self.Kind.SEVERAL)

    @property
    def is_scale(self) -> bool:
        return self.kind in SCALES

    @property
    def is_text(self) -> bool:
        return self.kind == self.Kind.TEXT

    def options(self) -> list[tuple[str, str]]:
        """The answers it offers, as (code, words), in order; none for people's own words. Answers keep the code."""
        if self.is_scale:
            return list(SCALES[self.kind])
        return [(choice.code, choice.wording) for choice in self.choices.all()] if self.has_choices else []


class QuestionRow(Edited):
    """One of several things that a scale is asked of, such as the aims of an outcome: together they are a matrix."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the question, from 1.")
    wording = models.CharField(max_length=500, help_text="What it is that people judge.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan"
    )

    objects: ClassVar = PartOfQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "position", "id"]
        verbose_name = "row of a question"
        verbose_name_plural = "rows of a question"

    def __str__(self) -> str:
        return self.wording

    def clean(self) -> None:
        if self.question_id and not self.question.is_scale:
            raise ValidationError("Only questions on a scale have rows.")


class Choice(Edited):
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the question, from 1.")
    code = models.SlugField(
        max_length=24, help_text="What answers are kept under: a short word that stays. Such as resident."
    )
    wording = models.CharField(max_length=200, help_text="The choice, as people read it.")

    objects: ClassVar = PartOfQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"], name="consultation_choice_code_once",
                violation_error_message="This question has a choice with this code already.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.wording

    def clean(self) -> None:
        if self.question_id and not self.question.has_choices:
            raise ValidationError("Only questions with choices have choices.")
