"""The delivery updates of a report on pages of their own: a list by sub-outcome, and a form for each.

A form page saves all its rows at once, by the same rules as the report's own page. Its rows are locked one by one, the
report only while it is saved, so that members of a board can write about several sub-outcomes at the same time.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from plan.desk.base import DeskAdmin, PageLink

from .addresses import SHOW, START, list_address, part_address
from .admin_doors import ReportDoors
from .admin_pages import found
from .admin_update_rows import STANDS, RowInline, added_meanwhile
from .editing import refusal_to_edit
from .models import HighlightReport
from .update_parts import SHOWN, Part, Parts

SAVED = "The updates are saved: {}."


def shown_by(request: HttpRequest) -> str:
    """Which rows are asked for; all of them where that is not understood."""
    asked = request.GET.get(SHOW, "")
    return asked if asked in SHOWN else ""


class ReportUpdates(ReportDoors, DeskAdmin):
    """Not a desk of its own in the admin's index: it gives the report's desk two more pages."""

    change_form_template = "outcomes/desk/updates_of.html"
    inlines = (RowInline,)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return []  # the report's own words stand on its own page

    def get_urls(self) -> list[Any]:
        wrap, start = self.admin_site.admin_view, "outcomes_highlightreport"
        return [
            path("<path:object_id>/updates/", wrap(self.list_view), name=f"{start}_updates"),
            path("<path:object_id>/updates/about/<uuid:item>/", wrap(self.about_view), name=f"{start}_update_about"),
            path("<path:object_id>/updates/<slug:slug>/", wrap(self.part_view), name=f"{start}_updates_of"),
        ]

    def list_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report, show = found(self, request, object_id), shown_by(request)
        parts = Parts(report)
        context = {
            **self.admin_site.each_context(request), "title": "Delivery updates on commitments", "opts": self.opts,
            "row": report, "trail": super().trail(request, report),
            "why_read_only": refusal_to_edit(report, request.user),
            "choices": [(label, list_address(report, key), key == show) for key, label in SHOWN.items()],
            "parts": [(part, part_address(report, part, show)) for part in parts.shown(show)],
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/updates.html", context)

    def about_view(self, request: HttpRequest, object_id: str, item: UUID) -> HttpResponse:
        """Lead to the page on which an update on a commitment is written; to the list, where there is none."""
        report = found(self, request, object_id)
        part = Parts(report).page_of(item)
        return HttpResponseRedirect(f"{part_address(report, part)}#about-{item}" if part else list_address(report))

    def part_view(self, request: HttpRequest, object_id: str, slug: str) -> HttpResponse:
        """One page of rows. What is posted is dealt with in any case, so that nothing typed is lost."""
        posted, show = request.method == "POST", shown_by(request)
        report = self.get_object(request, unquote(object_id)) if posted else found(self, request, object_id)
        parts = Parts(report or HighlightReport(pk=0))
        part = parts.find(slug, show) or (Part(slug, "Delivery updates", "", ()) if posted else None)
        if part is None:
            raise Http404
        if not posted and not part.lines:
            return HttpResponseRedirect(list_address(report, show))
        request.update_parts, request.update_part, request.report_subjects = parts, part, parts.subjects
        return self.changeform_view(request, object_id, extra_context={"title": part.title, "part": part})

    # Saving

    def _claim(self, request: HttpRequest, pk: str) -> None:
        """The report is locked as it stands: what was seen is asked of each row, by its own version."""
        standing = HighlightReport.objects.select_for_update().filter(pk=pk).first() if pk.isdecimal() else None
        if standing is not None:
            request.POST["seen_version"] = str(standing.version)
        super()._claim(request, pk)

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: RowInline, prefix: str) -> dict[str, Any]:
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST":
            return {**params, "initial": inline.blank(request)}
        if inline.has_change_permission(request, obj):
            form_class = inline.get_formset(request, obj).form
            request.desk.row_conflicts[prefix] |= added_meanwhile(params["data"], prefix, form_class, obj)
        return params

    def response_change(self, request: HttpRequest, obj: HighlightReport) -> HttpResponse:
        part, show = request.update_part, shown_by(request)
        self.message_user(request, SAVED.format(part.title), messages.SUCCESS)
        if "_continue" in request.POST:
            return HttpResponseRedirect(part_address(obj, part, show))
        after = self._next(request, obj) if "_next" in request.POST else None
        return HttpResponseRedirect(part_address(obj, after, show) if after else list_address(obj, show))

    def _next(self, request: HttpRequest, report: HighlightReport) -> Part | None:
        """The page after what was posted, as things stand now: rows may have moved to another page by being saved."""
        parts, posted = Parts(report), request.POST
        held = [key.removesuffix(STANDS) + "item" for key in posted if key.endswith(f"-{STANDS}")]
        places = {str(item): place for item, place in parts.order.items()}
        last = max((places.get(posted.get(key, ""), len(places)) for key in held), default=request.update_part.last)
        return parts.after(last, shown_by(request))

    # What is shown

    def trail(self, request: HttpRequest, obj: models.Model | None) -> list[PageLink]:
        links = super().trail(request, obj)
        if obj is None:
            return links
        return [
            *links,
            PageLink(str(obj), reverse(f"{START}_change", args=[obj.pk])),
            PageLink("Delivery updates", list_address(obj, shown_by(request))),
        ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        report, show = context["original"], shown_by(request)
        after = request.update_parts.after(request.update_part.last, show)
        context |= {
            "after": after, "after_address": part_address(report, after, show) if after else "",
            "list_address": list_address(report, show),
        }  # fmt: skip
        return super().render_change_form(request, context, *args, **kwargs)

    def page_links(self, request: HttpRequest, obj: HighlightReport) -> list[PageLink]:
        return []
