"""Indicators on the desk, with their results, targets and comparisons. Their results as a list of its own are in
`admin_results.py`."""

import re
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from plan import clock
from plan.desk.base import DeskAdmin, DeskTabularInline, PageLink, row_action
from plan.desk.history import Source as History
from plan.roles import POLICY_OFFICER

from .admin_councils import CouncilsViews, councils_link
from .admin_inlines import (
    NEWEST,
    NOT_YOURS,
    BreakdownInline,
    ComparisonInline,
    ForecastInline,
    PeerResultInline,
    ResultInline,
    TargetInline,
)
from .admin_profiles import TITLE, SpreadingViews
from .admin_results import TakenOut
from .checking import findings
from .checks import Level
from .desk import mended_at
from .figure_forms import IndicatorForm
from .models import Area, ComparatorGroup, Indicator, Peer, Result, Source
from .tolerance_rows import ToleranceInline

NO_LAG = (
    "Each figure counts as overdue from the day after its period ends: “days until released” is 0. Say there how many "
    "days figures take to come, unless they come at once."
)


def _posted(data: Any, prefix: str) -> list[int]:
    """The keys of the rows that a posted formset speaks of."""
    sent = [values[-1] for name, values in data.lists() if re.fullmatch(rf"{prefix}-\d+-id", name)]
    return [int(key) for key in sent if key.isdecimal() and len(key) < 19]


@admin.register(Indicator)
class IndicatorAdmin(CouncilsViews, SpreadingViews, TakenOut, DeskAdmin):
    form = IndicatorForm
    change_list_template = "performance/desk/indicator_list.html"
    download_name = "results-of-indicators"
    list_display = ("name", "unit", "polarity", "owner", "data_source", "is_key", "is_public")
    list_filter = ("owner", "polarity", "is_key", "is_context", "is_public")
    list_select_related = ("owner", "data_source")
    search_fields = ("name", "slug", "how_measured", "data_source__name")
    search_help_text = "A name, words of how it is measured, or where the figures come from"
    slug_from = "name"
    actions = ("make_key", "make_ordinary")
    help_text = (
        "What is measured. Leave a result out, or its value empty, where there is no figure: never enter 0 for it."
    )
    fieldsets = (
        (None, {"fields": ("name", "slug", "unit", "polarity", "decimals", "smallest_change", "area")}),
        ("Who and whence", {"fields": ("owner", "control", "is_statutory", "data_source", "how_measured")}),
        ("When figures come", {"fields": ("rhythm", "lag", "adding")}),
        ("What could identify somebody", {"fields": ("suppress_below",)}),
        ("Where it is shown", {"fields": ("is_key", "is_context", "is_public")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    inlines = (
        TargetInline, ToleranceInline, ResultInline, BreakdownInline, ForecastInline, ComparisonInline,
        PeerResultInline,
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """What is measured, and how it is judged, is for policy officers to say; a department enters its figures."""
        readonly = super().get_readonly_fields(request, obj)
        if obj is None or request.user.has_role(POLICY_OFFICER.slug) or request.user.is_superuser:
            return readonly
        return [*readonly, *(name for _title, options in self.fieldsets for name in options["fields"])]

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        contributes = request.user.has_perm("performance.change_indicator")
        return NOT_YOURS if contributes else super().why_read_only(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "lag" in form.fields and form.instance.rhythm and not form.instance.lag and not request.desk.unchanged:
            messages.warning(request, NO_LAG)

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.checks_view)
        return [path("checks/", page, name="performance_checks"), *super().get_urls()]

    def results_of(self, rows: models.QuerySet) -> models.QuerySet:
        listed = rows.order_by().values("pk")
        return Result.objects.filter(indicator__in=listed).order_by("indicator__name", "period_end", "pk")

    def history_sources(self, request: HttpRequest, pk: Any) -> list[History]:
        """Of counts of very few people, what they were is told as little as what they are; so also where the indicator
        is gone, and nobody knows any more whom it counted."""
        sources, guarded = super().history_sources(request, pk), Indicator.objects.guarded_from(request.user)
        if guarded.query.is_empty() or Indicator.objects.exclude(pk__in=guarded.values("pk")).filter(pk=pk).exists():
            return sources
        return [one for one in sources if not hasattr(one.model.objects, "in_full_for")]

    def page_links(self, request: HttpRequest, obj: Indicator) -> list[PageLink]:
        results = reverse("admin:performance_result_changelist") + f"?indicator__id__exact={obj.pk}"
        links = [PageLink(f"All results ({obj.results.count()})", results)]
        if self.may_spread(request, obj):
            links.append(PageLink(TITLE, reverse("admin:performance_spread", args=[obj.pk])))
        return [*links, *super().page_links(request, obj), *councils_link(request, indicator=obj)]

    def get_formset_kwargs(self, request: HttpRequest, obj: Indicator, inline: Any, prefix: str) -> dict[str, Any]:
        """Of results only the newest or, once the form is sent, those that it showed."""
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ResultInline) and obj.pk:
            rows, data = params["queryset"].filter(indicator=obj), params.get("data")
            newest = rows.order_by("-period_end", "-period_start", "-pk").values_list("pk", flat=True)[:NEWEST]
            shown = _posted(data, prefix) if data else list(newest)
            params["queryset"] = params["queryset"].filter(pk__in=shown)
        return params

    def checks_view(self, request: HttpRequest) -> HttpResponse:
        """All that was found of the indicators this person answers for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        mine = set(Indicator.objects.editable_by(request.user).values_list("pk", flat=True))
        found = findings(mine, on=clock.today())
        headings = {"Stops publication": Level.STOP, "To look at": Level.WARNING}
        groups = [
            (heading, [(one, mended_at(one)) for one in found if one.level is level])
            for heading, level in headings.items()
        ]
        context = {**self.admin_site.each_context(request), "title": "Checks before publication", "groups": groups}
        return render(request, "performance/checks.html", context)

    @row_action("Make the ticked indicators key indicators")
    def make_key(self, request: HttpRequest, indicator: Indicator) -> None:
        indicator.is_key = True

    @row_action("Make the ticked indicators ordinary ones")
    def make_ordinary(self, request: HttpRequest, indicator: Indicator) -> None:
        indicator.is_key = False


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    list_display = ("name", "kind", "date", "answers")
    list_filter = ("kind",)
    search_fields = ("name",)
    slug_from = "name"
    fields = ("name", "slug", "kind", "date", "answers", "link")


class PeerInline(DeskTabularInline):
    model = Peer
    fields = ("name", "starts", "ends")


@admin.register(ComparatorGroup)
class ComparatorGroupAdmin(DeskAdmin):
    list_display = ("name", "kind", "size", "starts", "ends")
    list_filter = ("kind",)
    search_fields = ("name",)
    slug_from = "name"
    fields = ("name", "slug", "kind", "size", "starts", "ends")
    inlines = (PeerInline,)

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        return [*super().page_links(request, obj), *councils_link(request, group=obj)]


@admin.register(Area)
class AreaAdmin(DeskAdmin):
    list_display = ("name", "kind", "code")
    list_filter = ("kind",)
    search_fields = ("name", "code")
    slug_from = "name"
    fields = ("name", "slug", "kind", "code")
