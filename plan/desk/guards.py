"""Rows that are not deleted any more, whether asked for themselves or swept along with what they hang on."""

from collections.abc import Sequence

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, models

from plan.slots import slots


def refusal(rows: Sequence[models.Model]) -> str:
    """Why these cannot be deleted: the sentence of what guards one of them, or something that would go with them;
    empty where nothing does. A handful of queries for each kind of row."""
    if not rows:
        return ""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(rows)
    for guard in slots.deletion_guards:
        for model, instances in collector.data.items():
            if model._meta.label == guard.model and guard.kept([instance.pk for instance in instances]):
                return guard.why
    return ""
