"""What was promised: items, their wording in each edition, and what hangs on them over time.

`PlanItem` is the thing itself. `Outcome`, `SubOutcome`, `Aim` and `Commitment` are its wording, number and place in one
edition. What the council resolved hangs on the edition's row and freezes when it is published; what outlives an
edition (owners, boards, remits, updates) hangs on the item as dated links, in `links.py`.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plan.addresses import NoOtherPage
from plan.models import Body, Edited, Partner, Plan, Sourced

from .importer.influence import INFLUENCES

OTHER_AIM = "This aim belongs to another sub-outcome. Choose one of the same."


class PlanItem(models.Model):
    """An outcome, sub-outcome, aim or commitment as such, however worded, numbered or placed in an edition."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome"
        SUB_OUTCOME = "sub_outcome", "Sub-outcome"
        AIM = "aim", "Aim"
        COMMITMENT = "commitment", "Commitment"

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="also",
        help_text="The item that an officer confirmed this one to be the same as.",
    )  # fmt: skip

    class Meta:
        verbose_name = "part of the plan"
        verbose_name_plural = "parts of the plan"
        constraints = [
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=models.F("uuid")), name="outcomes_planitem_not_itself"
            )
        ]

    def __str__(self) -> str:
        row = self.latest_row()
        return str(row) if row else f"{self.get_kind_display()} in no version of the plan"

    def latest_row(self):
        """The wording in the newest edition that has this item, or None. One query."""
        model = ROW_OF[self.kind]
        return model.objects.filter(item=self).select_related("plan").order_by("-plan__start_year", "-plan__id").first()


class EditionQuerySet(models.QuerySet):
    """Rows of editions: people see those of editions they may see."""

    plan_path = "plan"

    def visible_to(self, user):
        if user.has_perm("plan.view_plan"):
            return self.all()
        return self.filter(**{f"{self.plan_path}__published_at__isnull": False})

    def editable_by(self, user):
        if not user.has_perm("plan.change_plan"):
            return self.none()
        return self.filter(**{f"{self.plan_path}__published_at__isnull": True})


class EditionRow(Edited):
    """An item's wording in one edition."""

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="%(class)ss",
        help_text="Only versions that are not published yet are offered.",
    )  # fmt: skip
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place among its neighbours, from 1.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["plan", "item"], name="%(app_label)s_%(class)s_once_an_edition")]

    def in_log(self) -> str:
        return f"{self}, in {self.plan}"


class Outcome(EditionRow, Sourced):
    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Strategic outcome"
        FINANCE = "finance", "Medium Term Financial Strategy"
        CHANGE = "change", "Change portfolio"

    kind = models.CharField(
        max_length=8, choices=Kind, default=Kind.OUTCOME,
        help_text="A strategic outcome, or what makes outcomes possible.",
    )  # fmt: skip
    number = models.CharField(max_length=10, help_text="As printed in this version, such as 9.")
    title = models.CharField(max_length=200, help_text="As printed.")
    slug = models.SlugField(max_length=100, help_text="Used in addresses.")
    statement = models.TextField(blank=True, help_text="The outcome in one sentence, as the council resolved it.")
    narrative = models.TextField(blank=True, help_text="Why it matters. Markdown.")
    overseen_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="For a change portfolio: the board over it.",
    )  # fmt: skip
    managed_by = models.CharField(max_length=200, blank=True, help_text="For a change portfolio: who manages it.")

    class Meta(EditionRow.Meta):
        ordering = ["plan", "position", "id"]
        constraints = [
            *EditionRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "number"], name="outcomes_outcome_number_once",
                violation_error_message="This version already has an outcome with this number.",
            ),
            models.UniqueConstraint(
                fields=["plan", "slug"], name="outcomes_outcome_slug_once",
                violation_error_message="This version already has an outcome with this address.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("edition-outcome", args=[self.plan.slug, self.slug])

    @property
    def is_strategic(self) -> bool:
        return self.kind == self.Kind.OUTCOME


class SubOutcome(EditionRow, Sourced):
    """A sub-outcome, a change programme, or the one implied where the plan prints none (`implied`)."""

    outcome = models.ForeignKey(
        Outcome, models.CASCADE, related_name="sub_outcomes",
        help_text="The outcome it stands under, in a version that is not published yet.",
    )  # fmt: skip
    number = models.CharField(
        max_length=10, validators=[NoOtherPage("plans/*/")], help_text="As printed in this version, such as 9.4."
    )
    title = models.CharField(max_length=250, help_text="As printed.")
    narrative = models.TextField("current position", blank=True, help_text="Where things stand. Markdown.")
    implied = models.BooleanField(
        default=False, help_text="The plan prints no sub-outcome here; this one stands for it."
    )

    class Meta(EditionRow.Meta):
        ordering = ["outcome", "position", "id"]
        verbose_name = "sub-outcome"
        constraints = [
            *EditionRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["plan", "number"], name="outcomes_suboutcome_number_once",
                violation_error_message="This version already has a sub-outcome with this number.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("edition-sub-outcome", args=[self.plan.slug, self.number])


class Aim(EditionRow, Sourced):
    """What success looks like. Influence says how far the council can bring it about."""

    class Influence(models.TextChoices):
        DIRECT = "direct", INFLUENCES["direct"]
        PARTNER = "partner", INFLUENCES["partner"]
        LIMITED = "limited", INFLUENCES["limited"]

    sub_outcome = models.ForeignKey(
        SubOutcome, models.CASCADE, related_name="aims",
        help_text="The sub-outcome it stands under, in a version that is not published yet.",
    )  # fmt: skip
    text = models.TextField(help_text="As resolved.")
    influence = models.CharField(
        max_length=8, choices=Influence, blank=True, help_text="How far the council itself can bring this about."
    )
    influence_note = models.CharField(
        max_length=250, blank=True, help_text="On whom it rests, where not on the council."
    )

    class Meta(EditionRow.Meta):
        ordering = ["sub_outcome", "position", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) < 120 else f"{self.text[:117]}…"


class Commitment(EditionRow, Sourced):
    """What the council will do. Where it stands in the plan is a `Placement`; it may have several."""

    class Role(models.TextChoices):
        LEAD = "lead", "The council leads"
        CONTRIBUTING = "contributing", "The council contributes, with partners"

    text = models.TextField(help_text="As resolved.")
    role = models.CharField(
        max_length=12, choices=Role, default=Role.LEAD,
        help_text="Whether the council leads on this or contributes to what others lead.",
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="nested",
        help_text="The commitment whose list this one is part of.",
    )  # fmt: skip
    partners = models.ManyToManyField(Partner, through="CommitmentPartner", related_name="commitments", blank=True)

    class Meta(EditionRow.Meta):
        ordering = ["plan", "position", "id"]
        constraints = [
            *EditionRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")), name="outcomes_commitment_not_its_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) < 120 else f"{self.text[:117]}…"


class CommitmentPartner(models.Model):
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="partner_rows")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="commitment_rows", help_text="Somebody the plan names beside the council."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "partner"], name="outcomes_commitmentpartner_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner}"


class PlacementQuerySet(EditionQuerySet):
    plan_path = "sub_outcome__plan"


class Placement(Edited):
    """Puts a commitment under a sub-outcome, with its order and, where there is one, its aim."""

    sub_outcome = models.ForeignKey(
        SubOutcome, models.CASCADE, related_name="placements", help_text="The sub-outcome it stands under."
    )
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="placements", help_text="A commitment of the same version."
    )
    aim = models.ForeignKey(
        Aim, models.SET_NULL, null=True, blank=True, related_name="placements",
        help_text="The aim it is grouped under, if any: one of the same sub-outcome.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the sub-outcome's list, from 1.")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["sub_outcome", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sub_outcome", "commitment"], name="outcomes_placement_once",
                violation_error_message="This commitment already stands under this sub-outcome.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sub_outcome.number}, number {self.position}"

    def in_log(self) -> str:
        return f"{self.commitment}, under {self.sub_outcome.in_log()}"

    def clean(self) -> None:
        if self.aim is not None and self.aim.sub_outcome_id != self.sub_outcome_id:
            raise ValidationError({"aim": OTHER_AIM})


from .links import (  # noqa: E402  the links point at PlanItem above
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
)
from .lists import JointWork, Saving, Statement  # noqa: E402  they point at SubOutcome above

ROW_OF: dict[str, type[EditionRow]] = {
    PlanItem.Kind.OUTCOME: Outcome,
    PlanItem.Kind.SUB_OUTCOME: SubOutcome,
    PlanItem.Kind.AIM: Aim,
    PlanItem.Kind.COMMITMENT: Commitment,
}

__all__ = [
    "ROW_OF", "Aim", "Commitment", "CommitmentPartner", "EditionQuerySet", "IndicatorCitation", "ItemBoard",
    "ItemDepartment", "ItemLeadMember", "ItemOfficer", "ItemRelation", "ItemStrategy", "JointWork", "Outcome",
    "Placement", "PlanItem", "Saving", "Statement", "SubOutcome",
]  # fmt: skip
