"""The parts of a report, edited on its page: statuses, achievements, challenges, priorities, answers, updates."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plan.desk.base import DeskStackedInline
from plan.desk.inlines import DeskInlineFormSet

from .admin_forms import NOT_THERE, SubjectField, UpdateForm
from .models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from .naming import Group, subjects

WORDS = {"widget": forms.Textarea(attrs={"rows": 3, "cols": 70})}


def report_on(request: HttpRequest) -> HighlightReport | None:
    """The report whose page is asked for, read once in a request."""
    if not hasattr(request, "report_on_page"):
        pk = request.resolver_match.kwargs.get("object_id", "")
        found = HighlightReport.objects.in_full_for(request.user).filter(pk=pk).first() if pk.isdecimal() else None
        request.report_on_page = found
    return request.report_on_page


def groups_on(request: HttpRequest) -> list[Group]:
    """What the report's edition calls its subjects, read once in a request."""
    if not hasattr(request, "report_subjects"):
        report = report_on(request)
        request.report_subjects = subjects(report) if report else []
    return request.report_subjects


class PartInline(DeskStackedInline):
    """A part of a report: its subject is chosen by the name that the report's edition gives it."""

    extra = 0
    show_change_link = False
    subject_label = "About"
    only_commitments = False
    subject_required = False

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item":
            return SubjectField(
                self.offered(request), label=self.subject_label, required=self.subject_required,
                help_text=db_field.help_text,
            )  # fmt: skip
        if isinstance(db_field, models.TextField):
            kwargs |= WORDS
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def offered(self, request: HttpRequest) -> list[Group]:
        if not self.only_commitments:
            return groups_on(request)
        return [(title, rows[1:]) for title, rows in groups_on(request) if rows[1:]]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The rows know the names of what they are about, so that showing them costs no query each."""
        self.names = {item: name for _title, rows in groups_on(request) for item, name in rows}
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description="about")
    def about(self, row: Any) -> str:
        if row.item_id is None:
            return "The outcome as a whole"
        return self.names.get(row.item_id, NOT_THERE)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return ["about" if name == "item" else name for name in fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "about"]


class JudgementInline(PartInline):
    model = SubOutcomeJudgement
    verbose_name = "sub-outcome"
    verbose_name_plural = "status of each sub-outcome"
    fields = ("about", "status", "text", "public_text")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # opening the report made one line for each


def entry_formset(kind: str) -> type[DeskInlineFormSet]:
    """A formset that keeps to one kind of entry, under a name of its own on the page."""

    class EntryFormSet(DeskInlineFormSet):
        @classmethod
        def get_default_prefix(cls) -> str:
            return f"{kind}_entries"

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


class UpdateFormSet(DeskInlineFormSet):
    """An update stays with its commitment; only a new one chooses."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk and "item" in form.fields:
            form.fields["item"].stand(form.instance.item_id)


class UpdateInline(PartInline):
    model = DeliveryUpdate
    formset = UpdateFormSet
    form = UpdateForm
    verbose_name, verbose_name_plural = "delivery update", "delivery updates on commitments"
    fields = ("item", "date", "status", "text", "public_text", "evidence")
    subject_label = "Commitment"
    only_commitments = True
    subject_required = True
    extra = 1

    def prepare(self, request: HttpRequest, row: DeliveryUpdate, parent: HighlightReport) -> None:
        row.author = request.user


INLINES = (
    JudgementInline, AchievementInline, ChallengeInline, PriorityInline, AttentionInline, AnswerInline, UpdateInline,
)  # fmt: skip
