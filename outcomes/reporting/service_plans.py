"""Actions of departments' yearly service plans that stand beside the plan's own commitments (requirement D48).

They are no part of the plan: a department adds them each year under a commitment or an aim, and says how they go. The
public sees an action once a policy officer has published it, and of its notes nothing.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from outcomes.framework.models import PlanItem
from plan.models import Department, Edited, Sourced
from plan.periods import Kind, Period

from .models import NEEDS_REASON, DeliveryStatus

UNDER = (PlanItem.Kind.COMMITMENT, PlanItem.Kind.AIM)


def a_financial_year(text: str) -> None:
    """Refuses what is no financial year, written as 2022/23."""
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period.kind != Kind.FINANCIAL_YEAR or period.code != text:
        raise ValidationError("Give a financial year, such as 2022/23.")


def unread() -> Q:
    """What waits to be published: actions, and newer statuses of published ones."""
    return Q(published_at__isnull=True) | ~Q(public_status="")


class ServicePlanActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published ones for everyone; all for policy officers and management; their department's for contributors."""
        published = Q(published_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(published)
        if user.has_role("policy-officer", "cmt") or user.is_superuser:
            return self.all()
        return self.filter(published | self._own(user))

    def editable_by(self, user):
        """Any for policy officers; for contributors those of their own department."""
        if user.has_role("policy-officer"):
            return self.all()
        return self.filter(self._own(user))

    @staticmethod
    def _own(user) -> Q:
        if not user.has_role("contributor") or user.department_id is None:
            return Q(pk__in=[])
        return Q(department=user.department_id)


class ServicePlanAction(Edited, Sourced):
    year = models.CharField(
        max_length=7, validators=[a_financial_year], help_text="The year of the service plan, such as 2022/23."
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="service_plan_actions", help_text="Whose service plan it stands in."
    )
    item = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="service_plan_actions", limit_choices_to={"kind__in": UNDER},
        verbose_name="what it serves", help_text="The commitment or aim of the plan that it helps to bring about.",
    )  # fmt: skip
    text = models.TextField("action", help_text="What the department will do, as its service plan has it.")
    lead_office = models.CharField(
        "lead officer", max_length=150, blank=True, help_text="The post that sees to it, not a person's name."
    )
    due = models.DateField(
        null=True, blank=True, help_text="When it is to be done. Leave empty if all through the year."
    )
    status = models.CharField(
        max_length=12, choices=DeliveryStatus, default=DeliveryStatus.NOT_STARTED, help_text="How it goes now."
    )
    note = models.CharField(
        "note, not for the public", max_length=300, blank=True,
        help_text="In a sentence why it stands so. Needed when it is at risk, off track, stopped or superseded.",
    )  # fmt: skip
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="copies"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    public_status = models.CharField(
        "what the public reads", max_length=12, choices=DeliveryStatus, blank=True, editable=False,
        help_text="The status last published, while the department's newer one waits. Empty if they are the same.",
    )  # fmt: skip

    kept_from_log: ClassVar[frozenset[str]] = frozenset({"note"})

    objects = ServicePlanActionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "department", "id"]
        verbose_name = "service-plan action"
        constraints = [
            models.UniqueConstraint(
                fields=["copied_from", "year"], name="outcomes_serviceplanaction_copied_once",
                violation_error_message="This action was copied into that year already.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=NEEDS_REASON) | ~Q(note=""), name="outcomes_serviceplanaction_gives_reason",
                violation_error_message="Say in the note why it stands so.",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["item", "year"], name="outcomes_serviceaction_item")]

    def __str__(self) -> str:
        return self.text if len(self.text) < 120 else f"{self.text[:117]}…"

    def in_log(self) -> str:
        return f"{self.department}, {self.year}: {self}"
