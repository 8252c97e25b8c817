"""The sections of a pack, chosen on its page: whether each is shown, in which place, after which covering words."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from plan.desk.base import DeskTabularInline

from .models import PackSection


class SectionInline(DeskTabularInline):
    model = PackSection
    verbose_name = "section"
    verbose_name_plural = "sections, after the first page and the contents"
    fields = ("shown", "position", "words")
    ordering = ("position", "id")
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # making the pack made one line for each

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "words":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 50})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
