"""What an edition says, as hashes that the event log keeps: whoever alters its words behind the triggers is named.

A seal covers every table whose rows are frozen with an edition, column by column by name, so that columns which a
later release adds do not break it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import RawSQL

from . import chain
from .slots import Freeze, slots
from .triggers import model_of

Seal = dict[str, dict[str, Any]]


def seal(plan_id: int) -> Seal:
    """For each table the columns covered and the SHA-256 of the edition's rows. One query a table."""
    made: Seal = {}
    for freeze in _with_edition():
        model = model_of(freeze.table)
        columns = sorted(str(field.column) for field in model._meta.local_concrete_fields if _covered(freeze, field))
        made[model._meta.label_lower] = {"columns": columns, "sha256": _hash(_rows(freeze, model, plan_id, columns))}
    return made


def broken(plan_id: int, kept: Seal) -> list[str]:
    """What of the edition is not as it was sealed, by the names of its parts."""
    found = []
    for freeze in _with_edition():
        model = model_of(freeze.table)
        part = kept.get(model._meta.label_lower)
        if part is None:
            continue  # a part that a later release brought
        try:
            whole = _hash(_rows(freeze, model, plan_id, part["columns"])) == part["sha256"]
        except FieldError:  # a column that was sealed is gone
            whole = False
        if not whole:
            found.append(str(model._meta.verbose_name_plural))
    gone = [label for label in kept if label not in {model._meta.label_lower for model in apps.get_models()}]
    return [*found, *gone]


def _with_edition() -> Iterator[Freeze]:
    return (freeze for freeze in slots.freezes if freeze.edition)


def _covered(freeze: Freeze, field: models.Field) -> bool:
    """Every column, or only the frozen ones where a table has others."""
    return not freeze.columns or field.primary_key or field.column in (*freeze.columns, "published_at")


def _rows(freeze: Freeze, model: type[models.Model], plan_id: int, columns: Iterable[str]) -> Iterator[tuple]:
    edition = RawSQL(freeze.edition.format(row=freeze.table), [], models.BigIntegerField())  # noqa: S611  our own words
    names = {field.column: field.attname for field in model._meta.local_concrete_fields}
    rows = model._base_manager.alias(of_edition=edition).filter(of_edition=plan_id).order_by("pk")
    return rows.values_list(*(names.get(column, column) for column in columns)).iterator(chunk_size=2000)


def _hash(rows: Iterable[tuple]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(chain.canonical({"row": [_plain(value) for value in row]}) + b"\n")
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """As it is written down: the same whichever database gave it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value
