"""The parts of a report that are edited on its page: statuses, achievements, challenges, priorities, answers."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from .admin_parts import PartFormSet, PartInline
from .models import HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement


class JudgementInline(PartInline):
    model = SubOutcomeJudgement
    verbose_name = "sub-outcome"
    verbose_name_plural = "status of each sub-outcome"
    fields = ("about", "status", "text", "public_text")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # opening the report made one line for each


def entry_formset(kind: str) -> type[PartFormSet]:
    """A formset that keeps to one kind of entry, under a name of its own on the page."""

    class EntryFormSet(PartFormSet):
        @classmethod
        def get_default_prefix(cls) -> str:
            return f"{kind}_entries"

        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            if "item" in form.fields:
                form.fields["item"].keep(form.instance.item_id)

    return EntryFormSet


class EntryInline(PartInline):
    model = ReportEntry
    kind = ""
    fields = ("item", "text", "public_text", "position")
    extra = 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(kind=self.kind)

    def prepare(self, request: HttpRequest, row: ReportEntry, parent: HighlightReport) -> None:
        row.kind = self.kind
        row.position = row.position or parent.entries.filter(kind=self.kind).count() + 1


class AchievementInline(EntryInline):
    kind, formset = ReportEntry.Kind.ACHIEVEMENT, entry_formset("achievement")
    verbose_name, verbose_name_plural = "achievement", "achievements"


class ChallengeInline(EntryInline):
    kind, formset = ReportEntry.Kind.CHALLENGE, entry_formset("challenge")
    verbose_name, verbose_name_plural = "challenge", "challenges"


class PriorityInline(EntryInline):
    kind, formset = ReportEntry.Kind.PRIORITY, entry_formset("priority")
    verbose_name, verbose_name_plural = "priority", "priorities for the next six months"


class AttentionInline(EntryInline):
    kind, formset = ReportEntry.Kind.ATTENTION, entry_formset("attention")
    verbose_name, verbose_name_plural = "point", "for the committee to look at"


class DecisionInline(EntryInline):
    kind, formset = ReportEntry.Kind.DECISION, entry_formset("decision")
    verbose_name, verbose_name_plural = "decision", "decisions sought from corporate management"
    fields = ("item", "text", "position")  # for management alone


class AnswerInline(PartInline):
    model = PriorityAnswer
    verbose_name = "priority"
    verbose_name_plural = "what became of the last report's priorities"
    fields = ("said", "answer", "text", "public_text")
    readonly_fields = ("said",)
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("priority")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # priorities come forward by themselves

    @admin.display(description="priority")
    def said(self, row: PriorityAnswer) -> str:
        return row.priority.text


INLINES = (
    JudgementInline, AchievementInline, ChallengeInline, PriorityInline, AttentionInline, DecisionInline,
    AnswerInline,
)  # fmt: skip
