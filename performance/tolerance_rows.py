"""Tolerances as rows of their indicator's page: a change is written so that no past period is judged otherwise."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F

from plan import clock
from plan.desk.base import DeskTabularInline
from plan.desk.inlines import DeskInlineFormSet
from plan.wording import day

from .models import Tolerance
from .tolerances import Revision, Settled, Terms, begin, change, has_judged, revised

FROM_TODAY = "The new tolerance counts from {day} on. Periods that have ended stay judged as they were."
ENDED = "The tolerance ends on {day}. Periods that have ended stay judged by it."
NAMES = ("amount", "per_cent", "starts", "ends")


class ToleranceFormSet(DeskInlineFormSet):
    """Refuses in words what would be only about days gone by. `settled` is asked once, before anything is saved."""

    settled = False

    def clean(self) -> None:
        asked = [form for form in self.forms if form.has_changed() and form.is_valid()]
        if asked or self._deleted():
            self.settled = has_judged(self.instance, clock.today())
        for form in asked:
            if form not in self._deleted():
                self._look_at(form)
        super().clean()
        for form in self._deleted():
            try:
                revised(_before(form), None, settled=self.settled)
            except Settled as error:
                raise ValidationError(f"“{form.instance}”: {error}") from None

    def _deleted(self) -> list[Any]:
        return [form for form in self.initial_forms if self._should_delete_form(form)]  # type: ignore[attr-defined]

    def _look_at(self, form: Any) -> None:
        before = None if form.instance._state.adding else _before(form)
        try:
            asked = revised(before, Terms.of(form.instance), settled=self.settled)
            if before is None and asked.begins:
                form.instance.starts = asked.begins.starts  # left empty, it begins today
            elif asked.begins:
                self._may_begin(asked)
        except Settled as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)

    def _may_begin(self, asked: Revision) -> None:
        row = Tolerance(indicator=self.instance, starts=asked.begins.starts, amount=asked.begins.amount)  # type: ignore[union-attr]
        row.validate_constraints()


def _before(form: Any) -> Terms:
    return Terms(**{name: form.initial[name] for name in NAMES})


class ToleranceInline(DeskTabularInline):
    model = Tolerance
    formset = ToleranceFormSet
    fields = NAMES
    ordering = (F("starts").asc(nulls_first=True),)  # databases differ on where nothing stands

    def add_row(self, request: Any, formset: Any, row: Any) -> None:
        asked = begin(row, by=request.user, why=request.desk.why, settled=formset.settled)
        self._tell(request, asked, formset)

    def change_row(self, request: Any, formset: Any, row: Any) -> None:
        asked = change(row, to=Terms.of(row), by=request.user, why=request.desk.why, settled=formset.settled)
        self._tell(request, asked, formset)

    def delete_row(self, request: Any, formset: Any, row: Any) -> None:
        asked = change(row, to=None, by=request.user, why=request.desk.why, settled=formset.settled)
        if asked.row is not None and asked.row.ends:
            messages.info(request, ENDED.format(day=day(asked.row.ends)))

    def _tell(self, request: Any, asked: Revision, formset: Any) -> None:
        if asked.begins and asked.begins.starts and formset.settled:
            messages.info(request, FROM_TODAY.format(day=day(asked.begins.starts)))
