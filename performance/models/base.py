"""What rows of figures share: the period they are for, and who may see and change them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce

from plan.periods import Period


def validate_period(code: str) -> None:
    try:
        Period.parse(code)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class PeriodField(models.CharField):
    """A period by its code, such as 2022-Q2, 2022/23, 2022 or 2022-07."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("validators", [validate_period])
        kwargs.setdefault(
            "help_text",
            "Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
        )
        super().__init__(*args, **kwargs)


class ByPeriod(models.Model):
    """A row for one period, kept by code and, for ordering and search, by its dates."""

    period = PeriodField()
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.set_dates()  # the two dates are the same fact as the code, never set apart from it
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None) -> None:
        super().clean_fields(exclude=exclude)
        self.set_dates()

    def set_dates(self) -> None:
        if not self.period:
            return  # whoever asks for the period says that it is missing
        when = Period.parse(self.period)
        self.period, self.period_start, self.period_end = when.code, when.start, when.end


class Released(ByPeriod):
    """A figure that comes out on a day: it is in no pack whose cut-off is earlier."""

    released = models.DateField(
        null=True, blank=True, help_text="When the figure became available. Left empty, that is the day it is entered."
    )

    class Meta:
        abstract = True


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("performance.view_indicator") else self.filter(is_public=True)

    def editable_by(self, user):
        if not user.has_perm("performance.change_indicator"):
            return self.none()
        if user.has_role("policy-officer"):
            return self.all()
        return self.filter(owner_id=user.department_id) if user.department_id else self.none()

    def guarded_from(self, user):
        """Those whose counts of very few people are not told to this user, who does not answer for them."""
        if user.is_superuser or (user.has_role("policy-officer") and user.has_perm("performance.change_indicator")):
            return self.none()
        every: Any = self.model._default_manager
        return self.filter(suppress_below__isnull=False).exclude(pk__in=every.editable_by(user).values("pk"))


class FigureQuerySet(models.QuerySet):
    """Rows of an indicator: seen with it, changed by whoever answers for its figures."""

    def visible_to(self, user):
        return self if user.has_perm("performance.view_indicator") else self.filter(indicator__is_public=True)

    def out_on(self, day: date):
        """Released by a day; a figure without a day of release is out at the end of its period."""
        return self.annotate(available=Coalesce("released", "period_end")).filter(available__lte=day)

    def editable_by(self, user):
        return self.filter(indicator__in=self._indicators().editable_by(user))

    def _indicators(self) -> Any:
        related: Any = self.model._meta.get_field("indicator").related_model
        return related.objects


class CountQuerySet(FigureQuerySet):
    """Rows that may count very few people."""

    def in_full_for(self, user):
        """The rows of which this user may read every figure and word, as they are, were and were deleted. Of others
        they are told what anybody is."""
        guarded = self._indicators().guarded_from(user)
        rows = self.visible_to(user)
        return rows if guarded.query.is_empty() else rows.exclude(indicator__in=guarded.values("pk"))
