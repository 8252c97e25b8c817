"""Outcomes, sub-outcomes, aims and commitments on the desk. The links from items are in `admin_links.py`, the
outline with its moves in `admin_outline.py`."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from plan.admin import PUBLISHED
from plan.desk.base import DeskAdmin, PageLink, ReasonForm, with_return
from plan.desk.doors import editable

from .admin_amending import AmendingViews
from .admin_editions import EditionMoves
from .admin_gaps import GapViews
from .admin_inlines import (
    AimInline,
    JointWorkInline,
    NestedInline,
    PartnerInline,
    PlaceInline,
    PlacementInline,
    SavingInline,
    StatementInline,
)
from .admin_merging import MergingViews
from .admin_outline import OutlineViews
from .labels import shortened
from .models import Aim, Commitment, Outcome, SubOutcome
from .placing import begin, place
from .row_filters import (
    BoardFilter,
    DepartmentFilter,
    IndicatorGap,
    OutcomeOfEdition,
    OwnerGap,
    PartnerFilter,
    UnderPlacement,
    UnderSubOutcome,
)

WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})


class EditionRowAdmin(DeskAdmin):
    """A row of an edition: read only once it is published; its item's links stay live on a page of their own."""

    list_select_related = ("plan",)
    stands_under = "plan"

    def row_place(self, row: models.Model) -> str:
        return str(row.plan)

    def outcomes_to_filter(self, request: HttpRequest) -> models.QuerySet:
        return Outcome.objects.visible_to(request.user)

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return PUBLISHED if obj.plan.is_public else super().why_read_only(request, obj)

    def prepare(self, request: HttpRequest, obj: models.Model, form: Any) -> None:
        if obj._state.adding:
            begin(obj, under=getattr(obj, self.stands_under))

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        links = [PageLink("Outline", f"{self.outline_of(obj)}#{obj._meta.model_name}-{obj.pk}")]
        if request.user.has_perm("outcomes.view_planitem"):
            address = reverse("admin:outcomes_planitem_change", args=[obj.item_id])
            there = with_return(address, request.get_full_path())
            links.append(PageLink("Who answers for it, and what measures it", there))
        return links + super().page_links(request, obj)

    def outline_of(self, obj: models.Model) -> str:
        return reverse("admin:outcomes_outline", args=[obj.plan_id])

    def trail(self, request: HttpRequest, obj: models.Model | None) -> list[PageLink]:
        if obj is None:
            return super().trail(request, obj)
        edition = PageLink(str(obj.plan), reverse("admin:outcomes_outline", args=[obj.plan_id]))
        above = [PageLink(str(row), reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk]))
                 for row in self.above(obj)]  # fmt: skip
        return [edition, *above]

    def above(self, obj: models.Model) -> list[models.Model]:
        return []


@admin.register(Outcome)
class OutcomeAdmin(OutlineViews, EditionMoves, GapViews, AmendingViews, MergingViews, EditionRowAdmin):
    under = ("plan",)
    slug_from = "title"
    list_display = ("number", "title", "kind", "plan")
    list_display_links = ("number", "title")
    list_filter = ("plan", "kind", BoardFilter, DepartmentFilter)
    search_fields = ("number", "title", "statement")
    fieldsets = (
        (None, {"fields": ("plan", "kind", "number", "title", "slug", "statement", "narrative")}),
        ("For a change portfolio", {"fields": ("overseen_by", "managed_by")}),
        WHERE_FROM,
    )

    def outline_of(self, obj: Outcome) -> str:
        return reverse("admin:outcomes_outline_of_outcome", args=[obj.plan_id, obj.pk])


@admin.register(SubOutcome)
class SubOutcomeAdmin(EditionRowAdmin):
    under = ("outcome",)
    stands_under = "outcome"
    list_select_related = ("plan", "outcome")
    list_display = ("number", "title", "outcome", "plan")
    list_display_links = ("number", "title")
    list_filter = ("plan", OutcomeOfEdition, BoardFilter, DepartmentFilter)
    search_fields = ("number", "title", "narrative")
    fieldsets = (
        (None, {"fields": ("outcome", "number", "title", "narrative", "implied")}),
        WHERE_FROM,
    )
    inlines = (AimInline, PlacementInline, JointWorkInline, StatementInline, SavingInline)

    def outline_of(self, obj: SubOutcome) -> str:
        return reverse("admin:outcomes_outline_of_outcome", args=[obj.plan_id, obj.outcome_id])

    def above(self, obj: SubOutcome) -> list[models.Model]:
        return [obj.outcome]

    def page_links(self, request: HttpRequest, obj: SubOutcome) -> list[PageLink]:
        links = super().page_links(request, obj)
        if self.has_change_permission(request, obj):
            query = urlencode({"sub_outcome": obj.pk, "_return": request.path})
            links.append(PageLink("Add a commitment here", f"{reverse('admin:outcomes_commitment_add')}?{query}"))
        return links


@admin.register(Aim)
class AimAdmin(EditionRowAdmin):
    under = ("sub_outcome",)
    stands_under = "sub_outcome"
    list_select_related = ("plan", "sub_outcome")
    list_display = ("short_text", "sub_outcome", "influence", "plan")
    list_filter = ("plan", UnderSubOutcome, IndicatorGap, "influence", BoardFilter, DepartmentFilter)
    search_fields = ("text", "sub_outcome__number", "sub_outcome__title")
    fieldsets = (
        (None, {"fields": ("sub_outcome", "text", "influence", "influence_note")}),
        WHERE_FROM,
    )

    @admin.display(description="aim", ordering="text")
    def short_text(self, aim: Aim) -> str:
        return shortened(aim.text)

    def outline_of(self, obj: Aim) -> str:
        return reverse("admin:outcomes_outline_of_outcome", args=[obj.plan_id, obj.sub_outcome.outcome_id])

    def above(self, obj: Aim) -> list[models.Model]:
        return [obj.sub_outcome.outcome, obj.sub_outcome]


class CommitmentForm(ReasonForm):
    """A new commitment is entered under a sub-outcome; later places are added on its page."""

    sub_outcome = forms.ModelChoiceField(
        SubOutcome.objects.none(),
        label="Stands under",
        help_text="The sub-outcome, in a version that is not published yet.",
    )
    aim = forms.ModelChoiceField(
        Aim.objects.none(),
        required=False,
        help_text="The aim it is grouped under, if any: one of the same sub-outcome.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        aim, under = cleaned.get("aim"), cleaned.get("sub_outcome")
        if aim and under and aim.sub_outcome_id != under.pk:
            self.add_error("aim", "This aim belongs to another sub-outcome. Choose one of the same.")
        return cleaned


@admin.register(Commitment)
class CommitmentAdmin(EditionRowAdmin):
    form = ReasonForm
    list_display = ("short_text", "where", "role", "plan")
    list_filter = ("plan", UnderPlacement, OwnerGap, "role", BoardFilter, DepartmentFilter, PartnerFilter)
    search_fields = ("text", "placements__sub_outcome__number")
    fieldsets = (
        (None, {"fields": ("text", "role")}),
        WHERE_FROM,
    )
    inlines = (PlaceInline, NestedInline, PartnerInline)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return (
            super().get_queryset(request).prefetch_related("placements__sub_outcome", "parent__placements__sub_outcome")
        )

    @admin.display(description="commitment", ordering="text")
    def short_text(self, commitment: Commitment) -> str:
        return shortened(commitment.text)

    @admin.display(description="under")
    def where(self, commitment: Commitment) -> str:
        placements = (commitment.parent or commitment).placements.all()
        return ", ".join(placement.sub_outcome.number for placement in placements) or "nowhere yet"

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        if obj is not None:
            return super().get_fieldsets(request, obj)
        return ((None, {"fields": ("sub_outcome", "aim", "text", "role")}), WHERE_FROM)

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> Any:
        """A list line stands where its list does; a new commitment's places come from its form."""
        if obj is None:
            return (PartnerInline,)
        return (PartnerInline,) if obj.parent_id else self.inlines

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type:
        if obj is not None or change:
            return super().get_form(request, obj, change=change, **kwargs)
        kwargs["form"] = CommitmentForm
        kwargs["fields"] = ("text", "role", "source", "illustrative")
        form_class = super().get_form(request, obj, change=change, **kwargs)
        open_ones = editable(SubOutcome.objects.all(), request.user).select_related("plan")
        form_class.base_fields["sub_outcome"].queryset = open_ones
        form_class.base_fields["aim"].queryset = editable(Aim.objects.all(), request.user)
        return form_class

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_changeform_initial_data(request),
                **{name: request.GET[name] for name in ("sub_outcome", "aim") if name in request.GET}}  # fmt: skip

    def prepare(self, request: HttpRequest, obj: Commitment, form: Any) -> None:
        if obj._state.adding:
            begin(obj, under=form.cleaned_data["sub_outcome"])

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            cleaned = form.cleaned_data
            place(form.instance, under=cleaned["sub_outcome"], aim=cleaned["aim"], by=request.user)

    def outline_of(self, obj: Commitment) -> str:
        placement = (obj.parent or obj).placements.select_related("sub_outcome").first()
        if placement is None:
            return super().outline_of(obj)
        return reverse("admin:outcomes_outline_of_outcome", args=[obj.plan_id, placement.sub_outcome.outcome_id])

    def above(self, obj: Commitment) -> list[models.Model]:
        placement = (obj.parent or obj).placements.select_related("sub_outcome__outcome").first()
        above = [placement.sub_outcome.outcome, placement.sub_outcome] if placement else []
        return [*above, obj.parent] if obj.parent_id else above
