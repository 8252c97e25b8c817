"""Delivery updates: how a commitment stands on a date, alone or in a report; whose they are, and who reads them."""

from django.db import models
from django.db.models import Q

from outcomes.framework.models import ItemOfficer, PlanItem
from outcomes.framework.same import same_as_any
from plan.clock import today
from plan.models import Body, Sourced
from plan.wording import day

from .models import HighlightReport, JudgedLine


class UpdateQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def current(self, *, on):
        """Published by the end of a day, about that day or earlier, and of no report superseded by then."""
        newer = HighlightReport.objects.published().filter(
            supersedes=models.OuterRef("report"), published_at__date__lte=on
        )
        return self.published().filter(date__lte=on, published_at__date__lte=on).exclude(models.Exists(newer))

    def visible_to(self, user):
        """Published ones for everyone; those of one's own commitments, boards and hand; all for officers and CMT."""
        published = Q(published_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(published)
        if user.has_role("policy-officer", "cmt") or user.is_superuser:
            return self.all()
        visible = published | Q(author=user.pk)
        if user.has_role("contributor"):
            visible |= Q(item__in=self.items_of(user))
        if user.has_role("board-member"):
            visible |= Q(report__board__in=Body.objects.with_member(user, today()))
        return self.filter(visible)

    def editable_by(self, user):
        """Unpublished updates: any open one for policy officers, their open reports' for board members, and for
        contributors those that stand alone on commitments that are theirs today."""
        open_ones = self.filter(published_at__isnull=True)
        if user.has_role("policy-officer"):
            return open_ones.filter(Q(report__isnull=True) | Q(report__status__in=HighlightReport.OPEN))
        may = Q(pk__in=[])
        if user.has_role("board-member"):
            may |= Q(report__in=HighlightReport.objects.editable_by(user))
        if user.has_role("contributor"):
            may |= Q(report__isnull=True, item__in=self.items_of(user))
        return open_ones.filter(may)

    def in_full_for(self, user):
        """Updates whose words for management this user may read: all for officers, management and administrators;
        a board's for its members; for contributors those on the commitments that are theirs today."""
        if user.has_role("policy-officer", "cmt") or user.is_superuser:
            return self.all()
        may = Q(pk__in=[])
        if user.has_role("board-member"):
            may |= Q(report__board__in=Body.objects.with_member(user, today()))
        if user.has_role("contributor"):
            may |= Q(item__in=self.items_of(user))
        return self.filter(may)

    @staticmethod
    def items_of(user):
        """What somebody answers for today, in whichever edition it stands."""
        return same_as_any(ItemOfficer.objects.on(today()).filter(user=user.pk).values("item"))


class DeliveryUpdate(JudgedLine, Sourced):
    """How a commitment stands on a date. Published with its report, or by itself once a policy officer clears it.

    Its evidence has one text (requirements D 44): it says where others can see for themselves, so it is for everyone,
    and is cleared with the public words. What only management may know belongs in the words for management.
    """

    item = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="updates", limit_choices_to={"kind": PlanItem.Kind.COMMITMENT},
        verbose_name="commitment", help_text="The commitment whose delivery it is about.",
    )  # fmt: skip
    report = models.ForeignKey(HighlightReport, models.PROTECT, null=True, blank=True, related_name="updates")
    date = models.DateField(help_text="The day it describes.")
    author = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="updates")
    evidence = models.CharField(
        "evidence, for the public", max_length=250, blank=True,
        help_text="Where it can be seen: a document, a page, a figure. Published with the words for the public.",
    )  # fmt: skip
    published_at = models.DateTimeField(null=True, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["item", "-date", "-id"]
        indexes = [models.Index(fields=["item", "-date"], name="outcomes_update_latest")]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {day(self.date)}"

    def in_log(self) -> str:
        return f"{self.item}: {day(self.date)}"
