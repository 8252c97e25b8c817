"""The event log on the desk, for reading: who did what, when and why, in words."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join

from . import vocabulary
from .desk.base import DeskAdmin
from .desk.changes import capital
from .models import Event

UNTOLD = "changed; its history says how"


class VerbFilter(admin.SimpleListFilter):
    """What was done, by verb: those that the reader's log has."""

    title, parameter_name = "what was done", "done"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        told = model_admin.get_queryset(request).order_by().values_list("verb", "subject_type").distinct()
        return sorted({(verb, capital(vocabulary.words(verb, about))) for verb, about in told}, key=lambda row: row[1])

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    """What it was done to, by kind."""

    title, parameter_name = "about", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        told = model_admin.get_queryset(request).order_by().values_list("subject_type", flat=True).distinct()
        return sorted(((about, capital(vocabulary.kinds(about))) for about in told), key=lambda row: row[1])

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(subject_type=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(DeskAdmin):
    deletable = False
    in_find = False  # it repeats the names of everything
    list_display = ("at", "who", "done", "about", "why")
    list_display_links = ("at",)
    list_filter = ("at", VerbFilter, KindFilter, "by")
    search_fields = ("subject", "by_name", "why")
    search_help_text = "Who did it, what was done, what it was about, or why"
    fields = ("at", "who", "done", "about", "why", "what_changed")
    readonly_fields = fields
    ordering = ("-sequence",)

    @admin.display(description="who", ordering="by_name")
    def who(self, event: Event) -> str:
        return capital(event.by_name)

    @admin.display(description="what was done", ordering="verb")
    def done(self, event: Event) -> str:
        return capital(vocabulary.words_of(event))

    @admin.display(description="about", ordering="subject")
    def about(self, event: Event) -> str:
        return event.subject

    @admin.display(description="what changed")
    def what_changed(self, event: Event) -> str:
        told = [
            (line["label"], f"{line['before']} → {line['after']}" if "after" in line else UNTOLD)
            for line in event.detail.get("changes", [])
        ]
        return format_html_join("", "<p><strong>{}</strong>: {}</p>", told) or "–"

    def get_search_results(self, request: HttpRequest, queryset: models.QuerySet, search_term: str) -> Any:
        """Finds what was done by its words as well, which stand nowhere in the table."""
        found, twice = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, twice
        said = queryset.order_by().values_list("verb", "subject_type").distinct()
        meant = vocabulary.saying(search_term.strip(), said)
        return (found | queryset.filter(verb__in=meant) if meant else found), twice

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "The event log is kept as it was written."
