"""Figures that an edition's words leave out on purpose: where, and who accepted that, with the reason (A18, B19)."""

from django.db import models

from plan.models import Plan, User


class AcceptedGap(models.Model):
    """One missing figure that was accepted. It is known by the words around it: where these change, it is open again.

    Rows stay as they are once their edition is published.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="accepted_gaps")
    place = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300)
    why = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "place", "id"]
        verbose_name = "accepted gap"
        constraints = [
            models.UniqueConstraint(fields=["plan", "place", "words"], name="outcomes_acceptedgap_once"),
            models.CheckConstraint(condition=~models.Q(why=""), name="outcomes_acceptedgap_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words
