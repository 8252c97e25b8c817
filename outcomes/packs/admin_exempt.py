"""Exempt appendices on the desk, and the page that makes one public later."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from plan.desk.base import DeskAdmin, PageLink, ReasonForm
from plan.roles import DEMOCRATIC_SERVICES

from .admin_steps import Step, holds, is_officer, signed_in, take
from .disclosing import SAYS, disclose
from .exempt import CHOICES, EXEMPT, ExemptAppendix, may_read_exempt, paragraphs_in_words
from .models import PackVersion


class ParagraphsField(forms.MultipleChoiceField):
    """Paragraphs of Schedule 12A, ticked; kept as a list."""

    widget = forms.CheckboxSelectMultiple

    def in_words(self, value: Any) -> str:
        return paragraphs_in_words(value or [])


class ExemptForm(ReasonForm):
    paragraphs = ParagraphsField(
        label="Exempt by virtue of", choices=CHOICES,
        help_text="The paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972.",
    )  # fmt: skip


@admin.register(ExemptAppendix)
class ExemptAppendixAdmin(DeskAdmin):
    form = ExemptForm
    list_display = ("pack", "by_virtue_of")
    list_filter = ("pack__body",)
    list_select_related = ("pack__body", "pack__about", "pack__edition")
    in_find = False
    help_text = (
        "What of a pack is not for publication. Building the pack makes a paper of its own of it, for those who prepare"
        " papers, for management, and for the committee's members once the pack is published. Everybody else reads the"
        " last field and nothing more."
    )
    fieldsets = (
        (None, {"fields": ("pack", "title", "text")}),
        ("Why it is exempt", {"fields": ("paragraphs", "public_interest_test", "public_sentence")}),
    )

    @admin.display(description="exempt by virtue of")
    def by_virtue_of(self, appendix: ExemptAppendix) -> str:
        return appendix.paragraphs_words


class DiscloseForm(forms.Form):
    reason = forms.CharField(
        label="Why may it be public now?", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Shown beside the file from now on.",
    )  # fmt: skip


class DisclosingViews:
    """Adds to the desk of versions the exempt file, and the page that makes it public."""

    def exempt_links(self, request: HttpRequest, version: PackVersion) -> tuple[list[PageLink], list[PageLink]]:
        """The link to the exempt file, and the button that makes it public, for those whose they are."""
        if not may_read_exempt(signed_in(request), version):
            return [], []
        if version.is_withdrawn or not version.files.filter(audience=EXEMPT).exists():
            return [], []
        links = [PageLink("Exempt appendix (PDF)", reverse("private-paper", args=[version.pk]))]
        theirs = is_officer(request) or holds(request, DEMOCRATIC_SERVICES)
        if not theirs or not version.is_published or hasattr(version, "disclosure"):
            return links, []
        url = reverse("admin:outcomes_packversion_disclose", args=[version.pk])
        return links, [PageLink("Make the exempt appendix public", url)]

    def get_urls(self: Any) -> list[Any]:
        return [self._step_path("disclose", self.disclose_view), *super().get_urls()]  # type: ignore[misc]

    def disclose_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            disclose(version, by=signed_in(request), **form.cleaned_data)
            return f"The exempt appendix of {version} is public."

        explanation = (
            "For what need no longer be exempt. Everybody can read the exempt paper from here on, as it was made, with"
            " your reason beside it. This cannot be taken back but by withdrawing the whole version."
        )
        role = DEMOCRATIC_SERVICES if holds(request, DEMOCRATIC_SERVICES) else None
        step = Step(
            "Make public", explanation, verb, self._back(version), refusal=SAYS, **({"role": role} if role else {})
        )
        return take(self, request, version, DiscloseForm(self._bound(request)), step)
