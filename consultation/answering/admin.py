"""Responses on the desk: read, typed in and erased by those who may; nobody changes one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from consultation.asking.admin_steps import REFUSALS
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from outcomes.scrutiny.admin_steps import StepForm
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Question as Asked
from plan.desk.confirming import Told, ask
from plan.wording import count

from .admin_forms import KeyInForm
from .erasing import erase_all, erase_response, in_words
from .keying import KeptAlready, key_in
from .models import Response, ResponseFile, may_read
from .steps import answers_of
from .steps import in_words as answered

WHY = {"max_length": 500, "widget": forms.Textarea(attrs={"rows": 2, "cols": 60})}


class EraseForm(StepForm):
    reference = forms.CharField(
        label="Reference number",
        max_length=40,
        help_text="Such as K7QF-2MXP. Spaces and capital letters do not matter.",
    )
    why = forms.CharField(
        label="Why", help_text="Without a name: it stays in the event log. On the respondent’s wish, say.", **WHY
    )


class EraseAllForm(StepForm):
    why = forms.CharField(label="Why", required=False, **WHY)


@admin.register(Response)
class ResponseAdmin(DeskAdmin):
    """Not found by the desk's search, and without words in its list."""

    deletable = False
    in_find = False
    list_display = ("reference", "consultation", "channel", "submitted_on")
    list_filter = ("consultation", "channel")
    list_select_related = ("consultation",)
    search_fields = ("reference",)
    fields = ("reference", "consultation", "channel", "submitted_on", "said", "scans")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # typed in on the page below, for a consultation

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "What people answered stays as they answered it. It may be erased."

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        url = reverse("admin:consultation_erase", args=[obj.consultation_id])
        return [PageLink("Erase…", f"{url}?reference={obj.reference}")]

    @admin.display(description="Answers")
    def said(self, row: Response) -> SafeString:
        """Without those about the person, which are only counted."""
        answers = answers_of(row)
        questions = row.consultation.questions.filter(section=Question.Section.MAIN)
        lines = [
            (question.wording, f"{what}: " if what else "", ", ".join(said) or "–")
            for question in questions.prefetch_related("rows", "choices")
            for what, said in answered(question, answers.get(question.pk, []))
        ]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}<br>{}{}</li>", lines))

    @admin.display(description="Scans")
    def scans(self, row: Response) -> SafeString | str:
        files = [
            (reverse("admin:consultation_scan", args=[one.pk]), one.get_kind_display(), place)
            for place, one in enumerate(row.files.defer("content"), start=1)
        ]
        return format_html_join(", ", '<a href="{}">{} {}</a>', files) or "–"

    # Pages that call verbs

    def get_urls(self) -> list[Any]:
        desk = self.admin_site.admin_view
        return [
            path("key-in/<int:pk>/", desk(self.key_in_view), name="consultation_key_in"),
            path("erase/<int:pk>/", desk(self.erase_view), name="consultation_erase"),
            path("erase-all/<int:pk>/", desk(self.erase_all_view), name="consultation_erase_all"),
            path("scans/<int:pk>/", desk(self.scan_view), name="consultation_scan"),
            *super().get_urls(),
        ]

    def _consultation(self, request: HttpRequest, pk: int) -> Consultation:
        if not may_read(request.user):
            raise PermissionDenied
        return get_object_or_404(Consultation.objects.announced().filter(held=Consultation.Held.HERE), pk=pk)

    def _ask(self, request: HttpRequest, row: Consultation, **words: Any) -> HttpResponse:
        back = reverse("admin:consultation_consultation_change", args=[row.pk])
        return ask(self.admin_site, request, Asked(row, back=back, refusals=REFUSALS, opts=self.opts, **words))

    def key_in_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._consultation(request, pk)
        posted = request.method == "POST"
        form = KeyInForm(request.POST, request.FILES, consultation=row) if posted else KeyInForm(consultation=row)

        def act(given: dict[str, Any]) -> str:
            told = {name: given[name] for name in ("channel", "received_on", "token")}
            try:
                made = key_in(consultation=row, answers=form.answers(), files=given["scans"], by=request.user, **told)
            except KeptAlready:
                form.renew()
                raise
            return f"Kept. Its reference number is {made.reference}: write it on the paper, and tell whoever asks."

        return self._ask(
            request, row, title="Type in a response", button="Keep it", form=form, act=act,
            explanation="What came on paper, by telephone, letter or e-mail. Leave out names, also in people’s own"
            " words. What was not answered stays empty.", after=lambda: request.path,
        )  # fmt: skip

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._consultation(request, pk)
        asked = request.GET.get("reference", "")[:40]
        form = EraseForm(request.POST if request.method == "POST" else None, initial={"reference": asked})

        def act(given: dict[str, Any]) -> str:
            erase_response(consultation=row, by=request.user, **given)
            return in_words(1)

        return self._ask(
            request, row, title="Erase a response", button="Erase it for good", form=form, act=act,
            explanation="Its answers, what was said about the person and its scans go, everywhere, and cannot be"
            " brought back. How many responses came in stays.",
        )  # fmt: skip

    def erase_all_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._consultation(request, pk)
        form = EraseAllForm(request.POST if request.method == "POST" else None)

        def act(given: dict[str, Any]) -> str:
            return in_words(erase_all(consultation=row, by=request.user, why=given["why"]))

        def told() -> list[Told]:
            there = Response.objects.filter(consultation=row).count()
            return [Told("What goes", [f"{count(there, 'response')} with all their answers and scans."])]

        return self._ask(
            request, row, title="Erase all responses", button="Erase them for good", form=form, act=act, told=told,
            explanation="People were told until when their answers are kept. How many came in, and figures that were"
            " published, stay.",
        )  # fmt: skip

    def scan_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A scan, as a file to keep: never shown inside the site, whatever is in it."""
        found = get_object_or_404(ResponseFile.objects.visible_to(request.user).select_related("response"), pk=pk)
        answer = HttpResponse(bytes(found.content), content_type=found.kind)
        answer["Content-Disposition"] = f'attachment; filename="{found.download_name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "no-store, private"
        return answer
