"""The quarter a pack is for, kept by its code alone, so that one quarter cannot be written in two ways."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact, In

from performance.models import PeriodField
from plan.periods import Kind, Period

HELP = "Such as 2022-Q2 for July to September 2022."


def quarter(text: str) -> Period:
    """The quarter that a code names. Raises ValueError, which says what is wrong and how to write one."""
    try:
        period = Period.parse(text)
    except ValueError:
        raise ValueError(f"{text} is no quarter. Give it like 2022-Q2, for July to September 2022.") from None
    if period.kind != Kind.QUARTER:
        raise ValueError(f"{period.label} is {period.kind.label}. A pack is for a quarter, such as 2022-Q2.")
    return period


def validate_quarter(text: str) -> None:
    try:
        quarter(text)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class QuarterField(PeriodField):
    """A quarter by its code, 2022-Q2; "2022-q2" and "Q2 2022/23" are understood and stored as that."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("validators", [validate_quarter])
        kwargs.setdefault("help_text", HELP)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        try:
            return quarter(value).code if value else value
        except ValueError:
            return value  # validation says what is wrong with it


def written_as_code(field: str) -> Q:
    """A condition that a database checks by itself: 1900-Q1 to 2199-Q4, and nothing else."""
    digits = list("0123456789")
    return (
        Q(Exact(Length(field), 7))
        & Q(In(_part(field, 1, 2), ["19", "20", "21"]))
        & Q(In(_part(field, 3, 1), digits))
        & Q(In(_part(field, 4, 1), digits))
        & Q(In(_part(field, 5, 3), ["-Q1", "-Q2", "-Q3", "-Q4"]))
    )


def _part(field: str, place: int, length: int) -> Substr:
    """Without spaces in its SQL: Django reads a table's definition on SQLite by splitting it at ", ", and stumbles over
    a part of one letter."""
    return Substr(field, place, length, arg_joiner=",")
