"""What the contents of all kinds of packs share: they are stored as plain JSON and read back as they were. Pure."""

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from plan.characters import clean


class Stored:
    """A content, as a frozen dataclass; `reads` is the schema of what it reads back."""

    reads: ClassVar[int]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON: mappings, lists, text, whole numbers, true, false and null."""
        return plain(asdict(self))  # type: ignore[call-overload]

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """The content that `to_dict` wrote. Raises ValueError for one that another schema or kind wrote."""
        if stored.get("schema") != cls.reads or _needed(cls) - set(stored):  # type: ignore[arg-type]
            raise ValueError(f"This content has schema {stored.get('schema')}, and this system reads {cls.reads}.")
        return build(cls, stored)

    def cleaned(self) -> Self:
        """Without characters that cannot be seen, which neither paper nor every database can hold."""
        return self.from_dict(_cleaned(self.to_dict()))


def plain(value: Any) -> Any:
    """Plain JSON of what `asdict` gives: tuples are lists."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple | list) else value


def build(kind: Any, value: Any) -> Any:
    """`value`, plain, as an instance of the type that the dataclasses declare. What was stored before a field with a
    default was added takes the default."""
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: build(hint, value[name]) for name, hint in _hints(kind).items() if name in value})
    if get_origin(kind) is tuple:
        inner = [hint for hint in get_args(kind) if hint is not Ellipsis]
        hints = inner * len(value) if len(inner) == 1 else inner
        return tuple(build(hint, part) for hint, part in zip(hints, value, strict=True))
    options = [option for option in get_args(kind) if option is not NoneType]
    return build(options[0], value) if options and value is not None else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _needed(kind: Any) -> set[str]:
    """The fields that a content of this kind cannot do without."""
    return {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value
