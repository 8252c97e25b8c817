"""What the filters of every list share: choices that are known only when they are asked, and what was asked for."""

from datetime import date
from typing import Any

import django_filters

from plan.models import Plan

INVALID = "“%(value)s” is not in this list. Choose from it."


class ListFilters(django_filters.FilterSet):
    """`plan` is the edition whose outcomes are offered; `on` the day of reading."""

    def __init__(self, data: Any, queryset: Any, *, plan: Plan | None, on: date) -> None:
        super().__init__(data, queryset)
        self.plan, self.on = plan, on
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = INVALID

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.form.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, by name; nothing where one of the answers is not among the choices."""
        if not self.form.is_valid():
            return {}
        return {name: value for name, value in self.form.cleaned_data.items() if value}
