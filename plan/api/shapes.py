"""Shapes of answers: which attributes of a read model are told, and how. They make answers and description alike."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "string", "format": "decimal", "examples": ["79.5"]})
class DecimalText(serializers.Field):
    """An amount as text, so that no digit is lost; null where there is none, or where it is no decimal (a third)."""

    def to_representation(self, value: Any) -> str | None:
        return f"{value:f}" if isinstance(value, Decimal) else None


class Together:
    """Several things read as one: an attribute is that of the first that has it."""

    def __init__(self, *parts: Any) -> None:
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        for part in self._parts:
            if hasattr(part, name):
                return getattr(part, name)
        raise AttributeError(name)


def choices(words: Any) -> list[tuple[str, str]]:
    """Of an enumeration whose members have labels."""
    return [(one.value, one.label) for one in words]
