"""Which committee watches what: remits, dated, inherited downwards, and what one committee refers to another."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from outcomes.framework.models import PlanItem
from performance.models import Indicator
from plan.models import Body, Dated, Edited, Meeting, Sourced
from plan.models.base import DatedQuerySet
from plan.models.council import SCRUTINY_KINDS

ONE_OF_BOTH = Q(item__isnull=False, indicator__isnull=True) | Q(item__isnull=True, indicator__isnull=False)
SAY_WHICH = "Choose a part of the plan or an indicator: one of them, not both."


class Watched(Edited, Dated, Sourced):
    """A row about a part of the plan, with everything under it, or about an indicator by itself."""

    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="%(class)ss",
        help_text="The part of the plan it scrutinises, with everything under it.",
        verbose_name="what it scrutinises",
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="%(class)ss",
        help_text="Instead of a part of the plan: an indicator by itself, though what it measures is another's.",
    )  # fmt: skip

    class Meta(Dated.Meta):
        abstract = True
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=ONE_OF_BOTH, name="%(app_label)s_%(class)s_item_or_indicator",
                violation_error_message=SAY_WHICH,
            ),
        ]  # fmt: skip

    @property
    def about(self) -> PlanItem | Indicator:
        """What it is about. TypeError where nothing was chosen yet."""
        found = self.item or self.indicator
        if found is None:
            raise TypeError("It is about nothing yet.")
        return found

    def words(self) -> str:
        return str(self.about) if self.item_id or self.indicator_id else "nothing yet"


class Remit(Watched):
    """Gives a committee an item and everything under it, or an indicator by itself, from a date, until a date."""

    committee = models.ForeignKey(
        Body, models.PROTECT, related_name="remits", limit_choices_to={"kind__in": SCRUTINY_KINDS},
        help_text="The scrutiny committee that is given it.",
    )  # fmt: skip

    class Meta(Watched.Meta):
        abstract = False
        ordering = ["committee", "id"]
        constraints = [
            *Watched.Meta.constraints,
            models.UniqueConstraint(fields=["committee", "item", "starts"], name="outcomes_remit_once"),
            models.UniqueConstraint(
                fields=["committee", "indicator", "starts"], name="outcomes_remit_indicator_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.committee.short}: {self.words()}"


class ReferralQuerySet(DatedQuerySet):
    def on(self, day: date) -> Any:
        """Referrals that last on a day. One made for a meeting lasts until that meeting, wherever it is moved to; where
        that was cancelled or put off, it waits for another."""
        off = Q(meeting__status__in=(Meeting.Status.CANCELLED, Meeting.Status.MOVED))
        return super().on(day).filter(Q(meeting__isnull=True) | Q(meeting__date__gte=day) | off)


class Referral(Watched):
    """What a committee hands on to another to look at, for a while or for one meeting, while it stays its own."""

    giver = models.ForeignKey(
        Body, models.PROTECT, related_name="referrals_given", limit_choices_to={"kind__in": SCRUTINY_KINDS},
        help_text="The committee whose remit it is in.", verbose_name="referred by",
    )  # fmt: skip
    receiver = models.ForeignKey(
        Body, models.PROTECT, related_name="referrals_received", limit_choices_to={"kind__in": SCRUTINY_KINDS},
        help_text="The committee that is to look at it.", verbose_name="referred to",
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="referrals",
        help_text="The meeting it is for. It lasts until then, even if the meeting is moved.",
        verbose_name="for the meeting",
    )  # fmt: skip
    reason = models.TextField(help_text="Why it is referred, in a sentence. It is public.", verbose_name="why")
    result = models.TextField(
        blank=True, help_text="What the other committee made of it, in a sentence. It is public.",
        verbose_name="what came of it",
    )  # fmt: skip

    objects: ClassVar = ReferralQuerySet.as_manager()

    class Meta(Watched.Meta):
        abstract = False
        ordering = ["-starts", "id"]
        constraints = [
            *Watched.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="outcomes_referral_to_another",
                violation_error_message="A committee refers something to another committee, not to itself.",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=False), name="outcomes_referral_has_a_day",
                violation_error_message="Give the day on which it was referred.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="outcomes_referral_has_a_reason",
                violation_error_message="Say why it is referred.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.giver.short} to {self.receiver.short}: {self.words()}"

    def lasts_on(self, day: date) -> bool:
        """As `ReferralQuerySet.on` asks the database."""
        return self.holds_on(day) and (self.meeting is None or self.meeting.is_off or day <= self.meeting.date)

    def clean(self) -> None:
        if self.meeting is not None and self.receiver_id and self.meeting.body_id != self.receiver_id:
            raise ValidationError({"meeting": "Choose a meeting of the committee that it is referred to."})
