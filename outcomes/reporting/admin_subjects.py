"""Naming what an entry is about by typing some of its words: one list of names serves every row of a page.

A select in each row carried the whole outcome once for every entry, which made the page of a report weigh as much as
all its words ten times over.
"""

from typing import Any
from uuid import UUID

from django import forms

from outcomes.framework.models import PlanItem
from plan.desk import changes

from .admin_forms import NOT_THERE, SubjectField
from .naming import Group

NAMES = "subject-names"  # the id of the list on the page
HELP = "Type some of its words, or its number, and choose. Left empty, it is about the outcome as a whole."
NONE = "Nothing in this report is called “%(typed)s”. Type some words of a sub-outcome or commitment and choose it."
SEVERAL = "“%(typed)s” could be any of %(many)d sub-outcomes and commitments, such as “%(one)s”. Type more of it."


def named(groups: list[Group]) -> dict[UUID, str]:
    """What each subject is called on the page: commitments after the number of their sub-outcome, and no two alike."""
    found: dict[UUID, str] = {}
    taken: set[str] = set()
    for title, rows in groups:
        number = title.strip().partition(" ")[0] if title[:1].strip() else ""
        for place, (item, name) in enumerate(rows):
            if item not in found:
                found[item] = _unlike(f"{number}: {name}" if place and number else name.strip(), taken)
    return found


def _unlike(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where another thing already has it."""
    plain, copy = name, 1
    while _plain(name) in taken:
        copy += 1
        name = f"{plain} ({copy})"
    taken.add(_plain(name))
    return name


def matches(typed: str, names: dict[UUID, str]) -> list[UUID]:
    """What somebody may mean: what is called just that, else all whose name holds it. Pure."""
    wanted = _plain(typed)
    same = [item for item, name in names.items() if _plain(name) == wanted]
    return same or [item for item, name in names.items() if wanted in _plain(name)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class NamedSubjectField(SubjectField):
    def __init__(self, groups: list[Group], **kwargs: Any) -> None:
        kwargs |= {"widget": forms.TextInput(attrs={"list": NAMES, "autocomplete": "off"}), "help_text": HELP}
        super().__init__(groups, **kwargs)
        self.names = named(groups)

    def keep(self, item: UUID | None) -> None:
        """Let a row stay with something that this version of the plan does not have there."""
        if item is not None and item not in self.names:
            self.names = {**self.names, item: NOT_THERE}
            self.queryset = PlanItem.objects.filter(pk__in=list(self.names))

    def prepare_value(self, value: Any) -> Any:
        key = _key(value)
        return self.names.get(key, NOT_THERE if isinstance(value, UUID) else value) if key else value

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        key = _key(typed)
        meant = [key] if key else matches(typed, self.names)
        if len(meant) == 1:
            return super().to_python(meant[0])
        if not meant:
            raise forms.ValidationError(NONE, params={"typed": typed})
        told = {"typed": typed, "many": len(meant), "one": self.names[meant[0]]}
        raise forms.ValidationError(SEVERAL, params=told)

    def has_changed(self, initial: Any, data: Any) -> bool:
        typed = str(data or "").strip()
        meant = [_key(typed)] if _key(typed) else matches(typed, self.names) if typed else [None]
        return meant != [_key(initial)]

    def in_words(self, value: Any) -> str:
        return str(self.prepare_value(value) or changes.NOTHING)


def _key(value: Any) -> UUID | None:
    if isinstance(value, PlanItem):
        return value.pk
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None
