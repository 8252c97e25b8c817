"""What forms of figures refuse, at every door of the desk: on their own pages, as rows of another, and in lists."""

from contextlib import suppress
from copy import copy
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from plan import clock
from plan.desk.forms import DeskForm, ReasonForm
from plan.periods import Period

from .agreeing import disagreement
from .models import Indicator
from .restating import FIGURE, SAY_WHY, STANDS, changes_figure, comes_late, has_figure, stands

MOVED = ("period", "breakdown", "released")


class FigureRules:
    """Of a form of a result: once it is released its place stands, and its figure changes only with a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = copy(self.instance)  # type: ignore[attr-defined]  # reading a form writes into its instance

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        if not self.before._state.adding:
            moved = [name for name in MOVED if name in cleaned and self._moves(name, cleaned[name])]
            if moved and stands(self.before, clock.today()):
                for name in moved:
                    self.add_error(name, STANDS)  # type: ignore[attr-defined]
        if {"value", "qualifier", "numerator", "denominator"} & set(self.changed_data):  # type: ignore[attr-defined]
            self._compare(cleaned)
        return cleaned

    def _compare(self, cleaned: dict[str, Any]) -> None:
        """The figure with its parts, and with the day on which it came."""
        indicator = cleaned.get("indicator") or self._indicator()
        column, said = disagreement(cleaned, indicator.unit if indicator else "")
        if said:
            self.add_error(column, said)  # type: ignore[attr-defined]
        today, before = clock.today(), self.before
        arrives = not before._state.adding and comes_late(before, today) and has_figure(SimpleNamespace(**cleaned))
        if arrives and cleaned.get("released") == before.released and not stands(before, today):
            cleaned["released"] = today

    def _indicator(self) -> Indicator | None:
        with suppress(ObjectDoesNotExist):
            return self.instance.indicator  # type: ignore[attr-defined]
        return None

    def why_needed(self, *, deleted: bool = False) -> str:
        after = SimpleNamespace(
            **{name: self.cleaned_data.get(name, getattr(self.before, name)) for name in FIGURE}  # type: ignore[attr-defined]
        )
        restates = not deleted and changes_figure(self.before, after) and stands(self.before, clock.today())
        return SAY_WHY if restates else ""

    def _moves(self, name: str, value: Any) -> bool:
        if name == "period":
            with suppress(ValueError):  # what is no period at all, the field itself refuses
                return Period.parse(value).code != self.before.period
        return value != getattr(self.before, name)


class FigureRowForm(FigureRules, DeskForm):
    pass


class FigureForm(FigureRules, ReasonForm):
    pass


class IndicatorForm(ReasonForm):
    """What an indicator's figures of the past are told by is changed with a reason: it is not dated."""

    TELLING = {"unit": "unit", "polarity": "good direction", "smallest_change": "smallest change that counts",
               "suppress_below": "number below which counts are hidden"}  # fmt: skip
    ASK = "There are figures already, and the {what} is to change what is told of them, too. Say why."

    def why_needed(self, *, deleted: bool = False) -> str:
        changed = [words for name, words in self.TELLING.items() if name in self.changed_data]
        there = changed and self.instance.results.exists()
        return self.ASK.format(what=changed[0]) if there else ""


class PastTargetForm(DeskForm):
    """A target of a period that has ended is corrected, or taken away, with a reason: it judges what was published."""

    ASK = "This judges a period that has ended. Say why it changes: the reason is kept with what it was."

    def why_needed(self, *, deleted: bool = False) -> str:
        code = self.initial.get("period")
        return self.ASK if code and Period.parse(code).end < clock.today() else ""


class PeerRowForm(DeskForm):
    """What another council's figure was is kept in its history, with why it changed."""

    ASK = "A figure that was there already is to change or go. Say why: the reason is kept with what it was."

    def why_needed(self, *, deleted: bool = False) -> str:
        return self.ASK if deleted or {"value", "words", "period", "peer"} & set(self.changed_data) else ""
