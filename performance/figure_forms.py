"""What forms of figures refuse, at every door of the desk: on their own pages, as rows of another, and in lists."""

from contextlib import suppress
from copy import copy
from types import SimpleNamespace
from typing import Any

from plan import clock
from plan.desk.forms import DeskForm, ReasonForm
from plan.periods import Period

from .restating import FIGURE, SAY_WHY, STANDS, changes_figure, stands, was_out

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
        return cleaned

    def why_needed(self, *, deleted: bool = False) -> str:
        after = SimpleNamespace(
            **{name: self.cleaned_data.get(name, getattr(self.before, name)) for name in FIGURE}  # type: ignore[attr-defined]
        )
        restates = was_out(self.before, clock.today()) and changes_figure(self.before, after)
        return SAY_WHY if restates and not deleted else ""

    def _moves(self, name: str, value: Any) -> bool:
        if name == "period":
            with suppress(ValueError):  # what is no period at all, the field itself refuses
                return Period.parse(value).code != self.before.period
        return value != getattr(self.before, name)


class FigureRowForm(FigureRules, DeskForm):
    pass


class FigureForm(FigureRules, ReasonForm):
    pass


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
