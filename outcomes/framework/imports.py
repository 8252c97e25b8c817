"""What an import of a paper warned of, kept with the edition until somebody has dealt with it."""

from django.db import models
from django.db.models import Q

from plan.models import Edited, Plan


class PlanUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Nobody sees what another is still reading."""
        return self.filter(by_id=user.pk)


class PlanUpload(models.Model):
    """A file that waits for whoever uploaded it to read what it would make. Deleted once it is brought in, and after a
    day; so it has no history. `choices` is what was chosen beside it: title, years, name, headings."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    choices = models.JSONField(default=dict)
    base = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("plan.User", models.PROTECT, related_name="+")

    objects = PlanUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "plan from a file"
        verbose_name_plural = "plans from files"

    def __str__(self) -> str:
        return self.name


class ImportNoteQuerySet(models.QuerySet):
    def open_in(self, plan: Plan):
        """Those of an edition that nobody settled, in the paper's order."""
        return self.filter(plan=plan, settled_at__isnull=True).order_by("line", "pk")

    def visible_to(self, user):
        return self if user.has_perm("outcomes.view_importnote") else self.none()


class ImportNote(Edited):
    """One warning: something in the paper that a person should look at. Nothing was changed because of it."""

    class Kind(models.TextChoices):
        PLACEHOLDER = "placeholder", "A figure is missing"
        AWAITED = "awaited", "Content is still to come"
        REPEATS_AIM = "repeats_aim", "A commitment repeats an aim"
        HEADING_DIFFERS = "heading_differs", "A heading differs from its aim"
        DUPLICATE = "duplicate", "The same commitment twice"
        SEQUENCE = "sequence", "Numbers out of sequence"
        UNKNOWN = "unknown", "A partner or a body that is not known"
        UNREAD = "unread", "A line that could not be read"

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="import_notes", verbose_name="version of the plan",
        help_text="The draft that the paper was read into.",
    )  # fmt: skip
    where = models.CharField(max_length=20, blank=True, help_text="Number of the section or sub-outcome, as printed.")
    line = models.PositiveIntegerField(help_text="Line of the paper's text.")
    kind = models.CharField(max_length=16, choices=Kind, help_text="What sort of thing it is.")
    text = models.TextField(help_text="What there is to look at.")
    settled_by = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="+")
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_why = models.TextField("what was done", blank=True, editable=False)

    objects = ImportNoteQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "line", "id"]
        verbose_name = "warning from an import"
        verbose_name_plural = "warnings from imports"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_why="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_why="")),
                name="outcomes_importnote_settled_by_whom_and_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.where or '–'}, line {self.line}: {self.text}"
