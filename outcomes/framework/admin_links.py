"""Who answers for what, and what measures it: dated links from items, in lists and together on an item's page."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plan.desk.base import DeskAdmin, DeskTabularInline
from plan.desk.changes import label_of
from plan.desk.inlines import Numbered
from plan.desk.names import NamedField, Names

from .admin_matching import MatchingViews
from .admin_merging import SameViews
from .desk_fields import AboutItem, ItemChoices, NamedItems, OutcomeFilter
from .labels import labels
from .links import MEASURED
from .models import (
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
    PlanItem,
)

DATES = ("From and until", {"fields": ("starts", "ends")})
WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})
LIVE = "These links are dated and stay live when a version of the plan is published. End one rather than deleting it."


class LinkAdmin(AboutItem, DeskAdmin):
    """Links of one kind. `fields_of_its_own` come after the item."""

    in_find = False  # the part of the plan it is about is found itself
    target = ""
    more: tuple[str, ...] = ()
    help_text = LIVE

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return ("about", self.target, *self.more[:1], "starts", "ends")

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        related = self.model._meta.get_field(self.target).is_relation
        return (OutcomeFilter, *((self.only_used(self.target),) if related else ()))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related(self.target) if self.model._meta.get_field(self.target).is_relation else rows

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        return ((None, {"fields": ("item", self.target, *self.more)}), DATES, WHERE_FROM)


@admin.register(ItemDepartment)
class ItemDepartmentAdmin(LinkAdmin):
    target, more = "department", ("strength", "team")
    search_fields = ("department__name", "team")


@admin.register(ItemLeadMember)
class ItemLeadMemberAdmin(LinkAdmin):
    target = "lead_member"
    search_fields = ("lead_member__title",)


@admin.register(ItemOfficer)
class ItemOfficerAdmin(LinkAdmin):
    target, more = "office", ("user",)
    search_fields = ("office",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("user")


@admin.register(ItemBoard)
class ItemBoardAdmin(LinkAdmin):
    target = "board"
    search_fields = ("board__name",)


@admin.register(ItemStrategy)
class ItemStrategyAdmin(LinkAdmin):
    target = "strategy"
    search_fields = ("strategy__title",)


@admin.register(IndicatorCitation)
class IndicatorCitationAdmin(LinkAdmin):
    target = "indicator"
    search_fields = ("indicator__name",)


@admin.register(ItemRelation)
class ItemRelationAdmin(NamedItems, AboutItem, DeskAdmin):
    in_find = False
    list_display = ("about", "kind", "other_label", "reason")
    list_filter = (OutcomeFilter, "kind")
    search_fields = ("reason", "handling")
    fieldsets = ((None, {"fields": ("item", "kind", "other", "reason", "handling")}), DATES, WHERE_FROM)

    def prepare_rows(self, rows: list[models.Model]) -> None:
        names = labels({row.item_id for row in rows} | {row.other_id for row in rows})
        for row in rows:
            row.about_label, row.other_name = names.get(row.item_id, "–"), names.get(row.other_id, "–")

    @admin.display(description="other")
    def other_label(self, row: ItemRelation) -> str:
        return row.other_name


class LinkInline(ItemChoices, DeskTabularInline):
    ordering = ("starts", "pk")
    show_change_link = False
    by_name = ""  # the field whose rows are many, and so chosen by name

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != self.by_name:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        rows, opts = self.get_field_queryset("default", db_field, request), db_field.related_model._meta
        names = Names(
            lambda: {row.pk: str(row) for row in rows}, key=f"{opts.model_name}-names",
            of=str(opts.verbose_name_plural),
        )  # fmt: skip
        return NamedField(names, opts.model, label=label_of(db_field), help_text=db_field.help_text)


class DepartmentInline(LinkInline):
    model = ItemDepartment
    verbose_name_plural = "departments"
    fields = ("department", "strength", "team", "starts", "ends", "source", "illustrative")


class LeadMemberInline(LinkInline):
    model = ItemLeadMember
    verbose_name_plural = "Cabinet Lead Members"
    fields = ("lead_member", "starts", "ends", "source", "illustrative")


class OfficerInline(LinkInline):
    model = ItemOfficer
    verbose_name_plural = "lead officers"
    fields = ("office", "user", "starts", "ends", "source", "illustrative")


class BoardInline(LinkInline):
    model = ItemBoard
    verbose_name_plural = "boards"
    fields = ("board", "starts", "ends", "source", "illustrative")


class StrategyInline(LinkInline):
    model = ItemStrategy
    verbose_name_plural = "strategies behind it"
    fields = ("strategy", "starts", "ends", "source", "illustrative")
    by_name = "strategy"


class CitationInline(Numbered, LinkInline):
    """What an item is judged by. Figures for context, of which one item may have dozens, are kept in their list."""

    model = IndicatorCitation
    verbose_name_plural = "indicators that measure it"
    fields = ("indicator", "position", "starts", "ends", "source", "illustrative")
    by_name = "indicator"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(indicator__is_context=False)

    def get_field_queryset(self, db: str, db_field: Any, request: HttpRequest) -> Any:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.filter(is_context=False) if db_field.name == self.by_name else rows


class RelationInline(NamedItems, LinkInline):
    model = ItemRelation
    fk_name = "item"
    verbose_name_plural = "links and tensions with others"
    fields = ("kind", "other", "reason", "handling", "starts", "ends")


@admin.register(PlanItem)
class PlanItemAdmin(MatchingViews, SameViews, DeskAdmin):
    """One item's ownership and measures, whichever edition it stands in. Reached from its rows, not from My desk."""

    deletable = False
    help_text = LIVE
    list_display = ("label", "kind")
    list_filter = ("kind",)
    fields = ("kind",)
    readonly_fields = ("kind",)
    inlines = (
        DepartmentInline, LeadMemberInline, OfficerInline, BoardInline, StrategyInline, CitationInline, RelationInline,
    )  # fmt: skip

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> Any:
        """Indicators measure aims and sub-outcomes only."""
        measured = obj is not None and obj.kind in MEASURED
        return [inline for inline in self.inlines if measured or inline is not CitationInline]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def prepare_rows(self, rows: list[models.Model]) -> None:
        names = labels({row.pk for row in rows})
        for row in rows:
            row.label_text = names.get(row.pk, "in no version of the plan")

    @admin.display(description="what")
    def label(self, item: PlanItem) -> str:
        return item.label_text
