"""Results on the desk: listed as people read them, brought in from files and taken out as files."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse

from plan.desk.base import DeskAdmin
from plan.desk.state import Desk
from plan.periods import Period
from plan.templatetags.marks import illustrative, status_tag

from . import downloads
from .admin_bring import BringViews, may_bring
from .admin_inlines import ACCOUNT, FIGURE, NOT_YOURS, OutTodayMixin, offer_parts
from .entering.views import Entering
from .figure_forms import FigureForm, FigureRowForm
from .models import Indicator, Result, ResultsImport
from .result_filters import PeriodKindFilter, RecencyFilter
from .result_rows import tell


class TakenOut:
    """Adds the results of a list, with its filters and search, as a file: `results_of(rows)` gives them."""

    download_name = "results"

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_download"
        view = self.admin_site.admin_view(self.download_view)
        return [path("download/<slug:kind>/", view, name=name), *super().get_urls()]

    def results_of(self, rows: models.QuerySet) -> models.QuerySet:
        return rows

    def download_view(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        request.desk, request.is_listing = Desk(), True
        try:
            listed = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        return downloads.results(self.results_of(listed), by=request.user, kind=kind, name=self.download_name)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {"may_bring": may_bring(request.user), **(extra_context or {})}
        return super().changelist_view(request, context)


@admin.register(Result)
class ResultAdmin(BringViews, TakenOut, OutTodayMixin, DeskAdmin):
    form = FigureForm
    under = ("indicator",)
    change_list_template = "performance/desk/result_list.html"
    list_display = ("indicator", "part", "for_period", "shown", "rating", "provisional", "made_up")
    list_editable = ("provisional",)
    list_filter = ("indicator__owner", PeriodKindFilter, RecencyFilter, "provisional", "illustrative")
    list_select_related = ("indicator", "breakdown")
    linked_by = ("indicator__id__exact",)
    search_fields = ("indicator__name", "indicator__slug", "breakdown__name", "period", "words", "commentary")
    search_help_text = "An indicator’s name, a part, a period such as 2022/23, or words of the commentary"
    ordering = ("-period_end", "indicator__name")
    fieldsets = (
        (None, {"fields": ("indicator", *FIGURE, "provisional", "released")}),
        ("The account given of it", {"fields": ACCOUNT}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )

    def get_urls(self) -> list[Any]:
        return [*Entering(self.admin_site).urls(), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj: Result | None = None, change: bool = False, **kwargs: Any) -> type:
        form_class = super().get_form(request, obj, change=change, **kwargs)
        if "breakdown" in form_class.base_fields:
            chosen = request.POST.get("indicator") or request.GET.get("indicator") or ""
            known = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None
            offer_parts(form_class.base_fields["breakdown"], obj.indicator_id if obj else known)
        return form_class

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """What may be read in full; a list shows besides what anybody is told of the others."""
        rows = super().get_queryset(request)
        if not getattr(request, "is_listing", False):
            return rows.in_full_for(request.user)
        guarded = Indicator.objects.guarded_from(request.user)
        by = models.Case(models.When(indicator__in=guarded.values("pk"), then=None), default="value")
        return rows.annotate(by_figure=models.F("value") if guarded.query.is_empty() else by)

    def get_search_results(self, request: HttpRequest, queryset: models.QuerySet, search_term: str) -> Any:
        """Rows whose words may not be read are not found by them, nor at all."""
        asked = queryset.in_full_for(request.user) if search_term.strip() else queryset
        return super().get_search_results(request, asked, search_term)

    def sees_everything(self, request: HttpRequest) -> bool:
        everything = Indicator.objects.guarded_from(request.user).query.is_empty()
        return everything and super().sees_everything(request)

    def may_open(self, request: HttpRequest, row: Result) -> bool:
        return row.told.in_full

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        request.is_listing = True
        return super().changelist_view(request, extra_context)

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return NOT_YOURS if request.user.has_perm("performance.change_result") else super().why_read_only(request, obj)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type:
        return super().get_changelist_form(request, form=FigureRowForm, **kwargs)

    def prepare_rows_for(self, request: HttpRequest, rows: list[Result]) -> None:
        tell(rows, user=request.user)

    @admin.display(description="part", ordering="breakdown__name")
    def part(self, result: Result) -> str | None:
        return result.breakdown.name if result.breakdown else None

    @admin.display(description="period", ordering="period_end")
    def for_period(self, result: Result) -> str:
        return Period.parse(result.period).short_label

    @admin.display(description="figure", ordering="by_figure")
    def shown(self, result: Result) -> str:
        return result.told.shown

    @admin.display(description="illustrative", ordering="illustrative", empty_value="")
    def made_up(self, result: Result) -> str:
        return illustrative() if result.illustrative else ""

    @admin.display(description="rating")
    def rating(self, result: Result) -> str | None:
        return status_tag(result.told.rating) if result.told.rating else None


@admin.register(ResultsImport)
class ResultsImportAdmin(DeskAdmin):
    deletable = False
    in_find = False
    list_display = ("name", "at", "by", "created", "updated", "unchanged")
    list_filter = ("at", "by")
    list_select_related = ("by",)
    search_fields = ("name", "why")
    fields = ("name", "at", "by", "why", "created", "updated", "unchanged", "sha256")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "What was brought in stands as it was. Each figure’s own history says what became of it."
