"""Rows edited on the page of what they stand under."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html

from plan.desk.base import DeskStackedInline, DeskTabularInline
from plan.desk.inlines import DeskInlineFormSet, Numbered

from .models import Aim, Commitment, CommitmentPartner, JointWork, Placement, Saving, Statement
from .moving import next_position
from .placing import begin


class Told(forms.Widget):
    """Shows a choice instead of offering it: what a row is about does not change once it is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        return format_html("<span>{}</span>", self.text)


class AimInline(DeskStackedInline):
    model = Aim
    fields = ("text", "influence", "influence_note", "position")

    def prepare(self, request: HttpRequest, row: Aim, parent: models.Model) -> None:
        begin(row, under=parent)


class PlacementFormSet(DeskInlineFormSet):
    """The commitment of a place is chosen once; after that it is told."""

    told_field = "commitment"

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk and self.told_field in form.fields:
            field = form.fields[self.told_field]
            field.disabled, field.widget = True, Told(self.told(form.instance))
            field.help_text = ""
        if "position" in form.fields:
            form.fields["position"].required = False

    def told(self, placement: Placement) -> str:
        return str(getattr(placement, self.told_field))


class PlacementInline(DeskTabularInline):
    """Commitments that stand under a sub-outcome."""

    model = Placement
    formset = PlacementFormSet
    verbose_name = "commitment's place"
    verbose_name_plural = "commitments placed here"
    fields = ("commitment", "aim", "position")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("commitment", "aim")

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        self.parent = obj
        return super().get_formset(request, obj, **kwargs)

    def get_field_queryset(self, db: Any, db_field: models.Field, request: HttpRequest) -> models.QuerySet:
        """Only commitments of the same edition, only aims of the same sub-outcome."""
        rows = super().get_field_queryset(db, db_field, request)
        if self.parent is None:
            return rows.none()
        if db_field.name == "commitment":
            return rows.filter(plan=self.parent.plan_id, parent__isnull=True)
        return rows.filter(sub_outcome=self.parent)

    def prepare(self, request: HttpRequest, row: Placement, parent: models.Model) -> None:
        if not row.position:
            row.position = next_position(Placement, row.sub_outcome)


class PlaceFormSet(PlacementFormSet):
    told_field = "sub_outcome"


class PlaceInline(PlacementInline):
    """Where a commitment stands: under one sub-outcome, or several."""

    formset = PlaceFormSet
    verbose_name = "place in the plan"
    verbose_name_plural = "places in the plan"
    fields = ("sub_outcome", "aim")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("sub_outcome", "aim")

    def get_field_queryset(self, db: Any, db_field: models.Field, request: HttpRequest) -> models.QuerySet:
        rows = DeskTabularInline.get_field_queryset(self, db, db_field, request)
        if self.parent is None:
            return rows.none()
        rows = rows.filter(plan=self.parent.plan_id)
        return rows.select_related("sub_outcome") if db_field.name == "aim" else rows


class NestedInline(DeskTabularInline):
    """The lines of a commitment that is a list."""

    model = Commitment
    fk_name = "parent"
    verbose_name = "line of its list"
    verbose_name_plural = "its list, where it has one"
    fields = ("text", "position")

    def prepare(self, request: HttpRequest, row: Commitment, parent: models.Model) -> None:
        row.role = parent.role
        begin(row, under=parent)


class PartnerInline(DeskTabularInline):
    model = CommitmentPartner
    verbose_name = "partner"
    verbose_name_plural = "partners"
    fields = ("partner",)


class JointWorkInline(Numbered, DeskTabularInline):
    model = JointWork
    fields = ("text", "position")


class StatementInline(Numbered, DeskTabularInline):
    model = Statement
    fields = ("heading", "text", "position")


class SavingInline(DeskTabularInline):
    model = Saving
    fields = ("name", "qualifier", "amount", "part_of")

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> Any:
        self.parent = obj
        return super().get_formset(request, obj, **kwargs)

    def get_field_queryset(self, db: Any, db_field: models.Field, request: HttpRequest) -> models.QuerySet:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.filter(sub_outcome=self.parent) if self.parent is not None else rows.none()
