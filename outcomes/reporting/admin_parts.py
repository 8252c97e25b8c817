"""What the parts of a report share on the desk: the report that is asked for, and the names of what they are about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plan.desk.base import DeskStackedInline
from plan.desk.inlines import DeskInlineFormSet, HelpOnce

from .admin_forms import NOT_THERE, SubjectField
from .admin_subjects import NamedSubjectField
from .models import HighlightReport
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


class PartFormSet(HelpOnce, DeskInlineFormSet):
    """A report has dozens of rows: what each says of its fields would be half of its page."""


class PartInline(DeskStackedInline):
    """A part of a report: its subject is chosen by the name that the report's edition gives it."""

    formset = PartFormSet
    extra = 0
    show_change_link = False
    subject_field: type[SubjectField] = NamedSubjectField
    subject_label = "About"
    subject_required = False

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item":
            return self.subject_field(
                self.offered(request), label=self.subject_label, required=self.subject_required,
                help_text=db_field.help_text,
            )  # fmt: skip
        if isinstance(db_field, models.TextField):
            kwargs |= WORDS
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def offered(self, request: HttpRequest) -> list[Group]:
        return groups_on(request)

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
