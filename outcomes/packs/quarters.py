"""The period a pack covers, kept by its code alone, so that one quarter cannot be written in two ways."""

from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact, In

from performance.models import PeriodField
from plan.periods import Kind, Period

HELP = "Such as 2022-Q2 for July to September 2022, 2022-H1 for a half-year, 2022/23 for a year."


def quarter(text: str) -> Period:
    """The quarter that a code names. Raises ValueError, which says what is wrong and how to write one."""
    try:
        period = Period.parse(text)
    except ValueError:
        raise ValueError(f"{text} is no quarter. Give it like 2022-Q2, for July to September 2022.") from None
    if period.kind != Kind.QUARTER:
        raise ValueError(f"{period.label} is {period.kind.label}. A pack is for a quarter, such as 2022-Q2.")
    return period


class PeriodCoveredField(PeriodField):
    """A period by its code, 2022-Q2; "2022-q2" and "Q2 2022/23" are understood and stored as that. Which kinds of
    period fit is the kind of pack's to say."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("validators", [])
        kwargs.setdefault("help_text", HELP)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        try:
            return Period.parse(value).code if value else value
        except ValueError:
            return value  # the checks of what fits say what is wrong with it


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


class QuarterField(PeriodCoveredField):
    """What the first migration calls the field; models have a `PeriodCoveredField`."""


def validate_quarter(text: str) -> None:
    """What the first migration names as its check; what fits is looked at elsewhere."""
