"""Short lists that belong to a sub-outcome: examples of joint work, statements of a programme, its savings."""

from django.db import models

from plan.models import Edited, Threaded


class ListLine(Threaded, Edited):
    """One line of a short list that belongs to a sub-outcome."""

    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")
    text = models.TextField(help_text="As printed.")

    class Meta:
        abstract = True
        ordering = ["sub_outcome", "position", "id"]

    def __str__(self) -> str:
        return self.text[:120]

    def in_log(self) -> str:
        return f"{self}, under {self.sub_outcome.in_log()}"  # type: ignore[attr-defined]  # each kind of line has one


class JointWork(ListLine):
    """An example of earlier joint work to build on."""

    sub_outcome = models.ForeignKey("outcomes.SubOutcome", models.CASCADE, related_name="joint_work")

    class Meta(ListLine.Meta):
        verbose_name = "example of joint work"
        verbose_name_plural = "examples of joint work"


class Statement(ListLine):
    """A line of what a programme will have brought about by a year."""

    sub_outcome = models.ForeignKey("outcomes.SubOutcome", models.CASCADE, related_name="statements")
    heading = models.CharField(max_length=60, help_text="Such as 'By 2024'.")


class Saving(Threaded, Edited):
    """Savings a programme is to bring: a total, and the parts of it that are named."""

    sub_outcome = models.ForeignKey("outcomes.SubOutcome", models.CASCADE, related_name="savings")
    name = models.CharField(max_length=100, help_text="What the saving is for; 'Total' for the whole.")
    amount = models.DecimalField(max_digits=12, decimal_places=2, help_text="In £ million.")
    qualifier = models.CharField(max_length=30, blank=True, help_text="Such as 'more than'.")
    part_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="parts",
        help_text="The total this saving is counted in, if any.",
    )  # fmt: skip

    class Meta:
        ordering = ["sub_outcome", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="outcomes_saving_not_negative",
                violation_error_message="A saving is not negative. Say what it is for in its name.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}: £{self.amount.normalize():f} million"

    def in_log(self) -> str:
        return f"{self}, under {self.sub_outcome.in_log()}"
