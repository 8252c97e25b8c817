"""What imports warned of, on the desk: read there, and settled one by one with a word on what was done."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Question, ask

from .admin_editions import posted
from .gaps import CannotSettle, settle
from .imports import ImportNote
from .labels import shortened


class SettleForm(forms.Form):
    why = forms.CharField(
        label="What was done", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="How it was put right, or why nothing has to be.",
    )  # fmt: skip
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class OpenFilter(admin.SimpleListFilter):
    title = "settled"
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Open"), ("yes", "Settled")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(settled_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(ImportNote)
class ImportNoteAdmin(DeskAdmin):
    deletable = False
    list_display = ("short_text", "where", "line", "kind", "plan", "settled_by", "settled_at")
    list_filter = (OpenFilter, "plan", "kind")
    list_select_related = ("plan", "settled_by")
    search_fields = ("text", "where")
    fields = ("plan", "where", "line", "kind", "text", "settled_by", "settled_at", "settled_why")

    @admin.display(description="what to look at", ordering="text")
    def short_text(self, note: ImportNote) -> str:
        return shortened(note.text)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: ImportNote) -> str:
        return "A warning stands as the import gave it. Settle it once it is dealt with."

    def page_actions(self, request: HttpRequest, obj: ImportNote) -> list[PageLink]:
        if obj.settled_at is not None or not request.user.has_perm("plan.change_plan"):
            return []
        return [PageLink("Settle…", reverse("admin:outcomes_importnote_settle", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.settle_view)
        return [path("<int:pk>/settle/", view, name="outcomes_importnote_settle"), *super().get_urls()]

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        note = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm("plan.change_plan"):
            raise PermissionDenied
        form = SettleForm(posted(request), initial={"seen_version": note.version})
        back = reverse("admin:outcomes_importnote_change", args=[note.pk])

        def done(words: dict) -> str:
            settle(note, by=request.user, why=words["why"], seen=words["seen_version"])
            return "Settled."

        rest = f"{reverse('admin:outcomes_importnote_changelist')}?settled=no&plan__id__exact={note.plan_id}"
        explanation = "It is no longer listed as open, and stays on record with what was done."
        question = Question(
            note, "Settle a warning", "Settle", explanation, form, done, back, refusals=(CannotSettle,),
            after=lambda: rest,
        )  # fmt: skip
        return ask(self.admin_site, request, question)
