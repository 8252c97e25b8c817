"""What a save changed, in words: field by field, before and after. Feeds the event log and the history pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from plan import clock, wording

Naming = Callable[[models.Model], str]

NOTHING = "(empty)"
LONGEST = 300
HIDDEN = frozenset({"password", "last_login"})
UNTOLD = frozenset({"version", "thread", "period_start", "period_end"})


@dataclass(frozen=True)
class Change:
    """One field's text before and after. `label` is the field's name as people read it."""

    field: str
    label: str
    before: str
    after: str

    def as_detail(self) -> dict[str, str]:
        return {
            "field": self.field,
            "label": self.label,
            "before": shortened(self.before),
            "after": shortened(self.after),
        }


def shortened(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def capital(text: Any) -> str:
    """With a capital at its beginning, the rest as it is: Cabinet Lead Member keeps its own."""
    return str(text)[:1].upper() + str(text)[1:]


def label_of(field: models.Field) -> str:
    return capital(field.verbose_name)


def told_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields whose changes are told: not keys, counters, or what nobody may read."""
    return [
        field for field in model._meta.concrete_fields if not field.primary_key and field.name not in HIDDEN | UNTOLD
    ]


def as_words(value: Any) -> str:
    """A value as people read it: 26 October 2021, yes, (empty)."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        local = value.astimezone(clock.LONDON) if value.tzinfo else value
        return f"{wording.day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return wording.number(value)
    if isinstance(value, list):
        return ", ".join(as_words(item) for item in value) or NOTHING
    return str(value)


def field_in_words(field: models.Field, row: models.Model, naming: Naming = str) -> str:
    """A field of a row in words; one query where it names another row, which is called what `naming` calls it."""
    value = getattr(row, field.attname)
    if value is not None and field.remote_field:
        related = field.remote_field.model._base_manager.filter(pk=value).first()
        return naming(related) if related is not None else "something deleted since"
    if field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    return as_words(value)


def between(before: models.Model, after: models.Model, naming: Naming = str) -> list[Change]:
    """The fields that differ between two states of the same row."""
    return [
        Change(field.name, label_of(field), field_in_words(field, before, naming), field_in_words(field, after, naming))
        for field in told_fields(type(after))
        if _plain(before, field) != _plain(after, field)
    ]


def standing(row: models.Model, naming: Naming = str) -> list[Change]:
    """What a row says, as what would be lost with it: each field that is filled in."""
    told = ((field, field_in_words(field, row, naming)) for field in told_fields(type(row)))
    return [Change(field.name, label_of(field), text, "") for field, text in told if text != NOTHING]


def many(row: models.Model, names: list[str]) -> dict[str, list[str]]:
    """Many-to-many fields of a row, each as the sorted names of what it holds."""
    return {name: sorted(str(other) for other in getattr(row, name).all()) for name in names}


def between_many(row: models.Model, before: dict[str, list[str]], after: dict[str, list[str]]) -> list[Change]:
    return [
        Change(name, label_of(row._meta.get_field(name)), ", ".join(was) or NOTHING, ", ".join(after[name]) or NOTHING)
        for name, was in before.items()
        if was != after[name]
    ]


def _plain(row: models.Model, field: models.Field) -> Any:
    return field.to_python(getattr(row, field.attname))
