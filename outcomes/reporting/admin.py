"""Highlight reports on the desk: periods, reports with their parts, and the moves this user may make now.

What can be done is decided by the verbs and the table of moves; nothing here writes a status.
"""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from plan.clock import today
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.history import Source
from plan.wording import day

from . import admin_approvals, admin_checks, admin_moves, admin_pages, preview, workflow
from .account import MANAGEMENT, PUBLIC
from .addresses import list_address, part_address
from .admin_doors import ReportDoors
from .admin_filters import OF_REPORTS, BoardFilter, DueFilter
from .admin_inlines import INLINES
from .admin_parts import groups_on, report_on
from .admin_report_updates import ReportUpdates
from .admin_subjects import named
from .due import outcome_titles
from .models import DeliveryUpdate, HighlightReport, ReportingPeriod
from .standing import moves_for
from .trail import trail
from .transitions import OFFICER, PERIOD_STANDS, RETURNED, NotAllowed
from .update_parts import Parts

LATEST = 20  # lines of what happened to a report on its page, with every move; its history has the rest


def has_published(period: ReportingPeriod) -> bool:
    """Asked once for each row read."""
    if not hasattr(period, "is_told"):
        period.is_told = period.reports.published().exists()
    return period.is_told


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(DeskAdmin):
    list_display = ("name", "starts", "ends", "due", "how_many")
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "starts", "ends", "due")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    help_text = (
        "Six months on which the Outcome Boards report. Opening it makes a draft report for each board, with a line for"
        " every sub-outcome and for every priority of the last report."
    )
    refusals = (NotAllowed,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(reports_open=models.Count("reports"))

    def get_readonly_fields(self, request: HttpRequest, obj: ReportingPeriod | None = None) -> list[str]:
        """What published reports are headed by stands still with them."""
        stands = ["name", "starts", "ends"] if obj is not None and has_published(obj) else []
        return [*super().get_readonly_fields(request, obj), *stands]

    def get_fieldsets(self, request: HttpRequest, obj: ReportingPeriod | None = None) -> list[Any]:
        (_, first), *more = super().get_fieldsets(request, obj)
        if obj is None or not has_published(obj):
            return [(None, first), *more]
        return [(None, {**first, "description": PERIOD_STANDS}), *more]

    @admin.display(description="reports")
    def how_many(self, period: ReportingPeriod) -> int:
        return period.reports_open

    def page_links(self, request: HttpRequest, obj: ReportingPeriod) -> list[PageLink]:
        return [admin_checks.link_for(obj.pk), *super().page_links(request, obj)]

    def page_actions(self, request: HttpRequest, obj: ReportingPeriod) -> list[PageLink]:
        if not request.user.has_role(OFFICER):
            return []
        return [PageLink("Open this period", reverse("admin:outcomes_reportingperiod_open", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        wrap, start = self.admin_site.admin_view, "outcomes_reportingperiod"
        return [
            path("<path:object_id>/open/", wrap(self.open_view), name=f"{start}_open"),
            path("<path:object_id>/checks/", wrap(self.checks_view), name=f"{start}_checks"),
            *super().get_urls(),
        ]

    def checks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return admin_checks.period_checks(self, request, object_id)

    def open_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask first; then open the period, which may be repeated for what is still missing."""
        period = admin_pages.found(self, request, object_id)
        back = reverse("admin:outcomes_reportingperiod_change", args=[period.pk])
        refusal = "" if request.user.has_role(OFFICER) else "Reporting periods are opened by policy officers."
        if request.method == "POST" and not refusal:
            try:
                opened = workflow.open_period(period, by=request.user)
            except NotAllowed as error:
                refusal = str(error)
            else:
                self.message_user(request, str(opened), messages.WARNING if opened.without_board else messages.SUCCESS)
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request), "title": f"Open {period}", "opts": self.opts, "back": back,
            "row": period, "refusal": refusal, "button": "Open this period", "explanation": self.help_text,
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/move.html", context, status=403 if refusal else 200)


@admin.register(HighlightReport)
class HighlightReportAdmin(ReportDoors, DeskAdmin):
    list_display = ("outcome_title", "board", "period", "status", "revision", "due")
    list_filter = ("status", BoardFilter, *OF_REPORTS, "period", DueFilter, "plan", "illustrative")
    list_select_related = ("board", "period", "plan")
    search_fields = ("board__name", "board__short_name", "period__name", "summary")
    search_help_text = "Board, period or words of the summary"
    change_form_template = "outcomes/desk/report_change.html"
    inlines = INLINES
    actions = admin_moves.ACTIONS
    fieldsets = (
        (
            "Which report this is",
            {"fields": ("outcome_title", "board", "period", "edition", "how_it_stands", "approved_by")},
        ),
        (
            "The six months in short",
            {
                "fields": ("summary", "public_summary"),
                "description": "Every text stands twice: frank words for management, which are never published, and"
                " words for committees and the public, which are shown once they are cleared.",
            },
        ),
        ("Where this comes from", {"fields": ("source", "illustrative"), "classes": ["quiet"]}),
    )
    readonly_fields = ("outcome_title", "board", "period", "edition", "how_it_stands", "approved_by")

    # What is shown

    def prepare_rows(self, rows: list[HighlightReport]) -> None:
        titles = outcome_titles(rows)
        for row in rows:
            row.shown_title = titles[row.pk]

    @admin.display(description="outcome")
    def outcome_title(self, report: HighlightReport) -> str:
        return getattr(report, "shown_title", None) or outcome_titles([report])[report.pk]

    @admin.display(description="due", ordering="period__due")
    def due(self, report: HighlightReport) -> Any:
        if report.is_open and report.period.due < today():
            return format_html('{} <span class="overdue-tag"><span aria-hidden="true">▲</span> Overdue</span>',
                               day(report.period.due))  # fmt: skip
        return day(report.period.due)

    @admin.display(description="version of the plan")
    def edition(self, report: HighlightReport) -> str:
        return str(report.plan)

    @admin.display(description="how it stands")
    def how_it_stands(self, report: HighlightReport) -> str:
        said = report.get_status_display()
        if report.cleared_at and report.status == HighlightReport.Status.APPROVED:
            said = f"{said}, public words cleared"
        return f"{said}, revision {report.revision}" if report.revision > 1 else said

    @admin.display(description="approved by")
    def approved_by(self, report: HighlightReport) -> str:
        return str(report.approval) if report.approval else "Nobody yet"

    def get_view_on_site_url(self, obj: HighlightReport | None = None) -> str | None:
        """The site shows published reports only."""
        published = obj is not None and obj.status == HighlightReport.Status.PUBLISHED
        return super().get_view_on_site_url(obj) if published else None

    def page_links(self, request: HttpRequest, obj: HighlightReport) -> list[PageLink]:
        links = [
            PageLink("Delivery updates", list_address(obj)),
            PageLink("Preview for management", self._page("preview", obj, MANAGEMENT)),
            PageLink("Preview as published", self._page("preview", obj, PUBLIC)),
            PageLink("PDF for management", self._page("pdf", obj, MANAGEMENT)),
            PageLink("PDF as published", self._page("pdf", obj, PUBLIC)),
        ]
        return [*links, admin_checks.link_for(obj.period_id), *super().page_links(request, obj)]

    def page_actions(self, request: HttpRequest, obj: HighlightReport) -> list[PageLink]:
        return [PageLink(move.button, self._page("move", obj, move.name)) for move in moves_for(obj, request.user)]

    def _page(self, name: str, obj: HighlightReport, more: str) -> str:
        return reverse(f"admin:outcomes_highlightreport_{name}", args=[obj.pk, more])

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        report = report_on(request)
        if report:
            lines = trail(report)
            returned = [line for line in lines if line.move == "return"]
            parts = Parts(report).shown()
            context["updates"] = [(part, part_address(report, part)) for part in parts]
            context["subject_names"] = named(groups_on(request)).values()
            context["updates_address"] = list_address(report)
            context["report_trail"] = [line for line in lines[:-LATEST] if line.move] + lines[-LATEST:]
            context["untold"] = sum(not line.move for line in lines[:-LATEST])
            context["returned"] = returned[-1] if returned and report.status == RETURNED else None
        return super().render_change_form(request, context, *args, **kwargs)

    def history_sources(self, request: HttpRequest, pk: Any) -> list[Source]:
        """Each kind of part once, though entries are edited in several lists; updates too, on their own pages."""
        found: dict[type[models.Model], Source] = {}
        for source in [*super().history_sources(request, pk), Source(DeliveryUpdate, {"report": pk}, "updates")]:
            kind = str(source.model._meta.verbose_name).capitalize() if source.model is not self.model else ""
            found.setdefault(source.model, Source(source.model, source.filters, kind))
        return list(found.values())

    # Pages of its own

    def get_urls(self) -> list[Any]:
        wrap, start = self.admin_site.admin_view, "outcomes_highlightreport"
        return [
            path("approve/", wrap(self.approve_several_view), name=f"{start}_approve"),
            path("<path:object_id>/move/<slug:name>/", wrap(self.move_view), name=f"{start}_move"),
            path("<path:object_id>/preview/<slug:audience>/", wrap(self.preview_view), name=f"{start}_preview"),
            path("<path:object_id>/pdf/<slug:audience>/", wrap(self.pdf_view), name=f"{start}_pdf"),
            *ReportUpdates(self.model, self.admin_site).get_urls(),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        return admin_moves.move_page(self, request, admin_pages.found(self, request, object_id), name)

    def approve_several_view(self, request: HttpRequest) -> HttpResponse:
        return admin_approvals.approve_several(self, request)

    def preview_view(self, request: HttpRequest, object_id: str, audience: str) -> HttpResponse:
        return preview.page(request, admin_pages.found(self, request, object_id), audience)

    def pdf_view(self, request: HttpRequest, object_id: str, audience: str) -> HttpResponse:
        return preview.pdf(request, admin_pages.found(self, request, object_id), audience)
