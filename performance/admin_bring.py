"""Figures brought in from a file on the desk: chosen, read what it would do, written. And files to fill in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from plan import clock
from plan.wording import count

from . import downloads
from .bring_forms import BringForm, Limit, TemplateForm
from .importing import previews, template, uploads
from .importing.rows import NotATable
from .importing.writing import Refused
from .models import ResultsUpload

NOT_WRITTEN = "Nothing was written."
NOTHING_DUE = "Nothing is due of the indicators you answer for. Name a period."
NONE_THERE = "No indicator that you answer for has figures for such periods."


def may_bring(user: Any) -> bool:
    """Whether somebody may enter results at all; of which indicators, the checks say row by row."""
    return user.has_perms(["performance.add_result", "performance.change_result"])


class BringViews:
    """Added to the results' admin."""

    def get_urls(self) -> list[Any]:
        desk = self.admin_site.admin_view
        return [
            path("bring/", desk(self.bring_view), name="performance_bring"),
            path("bring/template/", desk(self.template_view), name="performance_template"),
            path("bring/<int:pk>/", desk(self.look_view), name="performance_bring_look"),
            path("bring/<int:pk>/errors/", desk(self.errors_view), name="performance_bring_errors"),
            *super().get_urls(),
        ]

    @method_decorator(csrf_exempt)
    def bring_view(self, request: HttpRequest) -> HttpResponse:
        """The token against forged forms is looked for once the limit stands: to find it the whole upload is read."""
        if not may_bring(request.user):
            raise PermissionDenied
        limit = Limit(request)
        request.upload_handlers.insert(0, limit)
        return self._bring(request, limit)

    @method_decorator(csrf_protect)
    def _bring(self, request: HttpRequest, limit: Limit) -> HttpResponse:
        posted = request.method == "POST"
        form = BringForm(request.POST, request.FILES, too_large=limit.too_large) if posted else BringForm()
        if posted and form.is_valid():
            sent = form.cleaned_data["file"]
            try:
                upload = uploads.keep(sent.read(), name=sent.name, by=request.user, why=form.cleaned_data["why"])
            except NotATable as refusal:
                form.add_error("file", str(refusal))
            else:
                return HttpResponseRedirect(reverse("admin:performance_bring_look", args=[upload.pk]))
        title = "Bring in figures from a file"
        return self._page(request, "performance/desk/bring.html", title, 422 if form.errors else 200, form=form)

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the file would do; with POST it is done, if it is still the same."""
        upload, alert = self._upload(request, pk), ""
        if upload is None:
            messages.error(request, "This file was brought in or thrown away already. Choose it again.")
            return HttpResponseRedirect(reverse("admin:performance_bring"))
        if request.method == "POST":
            try:
                done = uploads.bring(upload=pk, by=request.user, seen=request.POST.get("seen", ""))
            except (Refused, uploads.Gone) as refusal:
                alert = f"{NOT_WRITTEN} {refusal}"
            else:
                created = count(done.created, "result")
                told = f"{created} created, {done.updated} changed, {done.unchanged} left as they were."
                messages.success(request, told)
                return HttpResponseRedirect(reverse("admin:performance_resultsimport_change", args=[done.pk]))
        checked = uploads.look(upload, by=request.user)
        return self._page(
            request, "performance/desk/bring_look.html", "What the file would do", 409 if alert else 200,
            upload=upload, alert=alert, preview=previews.preview(checked), seen=uploads.mark_of(checked),
        )  # fmt: skip

    def errors_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        upload = get_object_or_404(ResultsUpload, pk=pk, by=self._bringer(request))
        checked = uploads.look(upload, by=request.user)
        return downloads.csv(previews.ERROR_COLUMNS, previews.errors(checked), "errors")

    def template_view(self, request: HttpRequest) -> HttpResponseBase:
        by, kind = self._bringer(request), request.GET.get("kind", "")
        form = TemplateForm(request.GET if kind else None)
        if kind and form.is_valid():
            period = form.cleaned_data["period"]
            figures = template.wanted(by=by, period=period, today=clock.today())
            if figures:
                return downloads.as_file(template.sheets(figures), kind=kind, name="figures-to-fill-in")
            form.add_error("period", NONE_THERE if period else NOTHING_DUE)
        title = "Get a file to fill in"
        return self._page(
            request, "performance/desk/bring_template.html", title, 422 if form.errors else 200, form=form
        )

    def _bringer(self, request: HttpRequest) -> Any:
        if not may_bring(request.user):
            raise PermissionDenied
        return request.user

    def _upload(self, request: HttpRequest, pk: int) -> ResultsUpload | None:
        return ResultsUpload.objects.filter(pk=pk, by=self._bringer(request)).first()

    def _page(self, request: HttpRequest, page: str, title: str, status: int, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        response = TemplateResponse(request, page, whole, status=status)
        add_never_cache_headers(response)
        return response
