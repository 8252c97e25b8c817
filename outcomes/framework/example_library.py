"""Loads an example council's reviews of strategies and the dates that its plan names (`library.toml`)."""

from datetime import datetime, time
from pathlib import Path
from uuid import UUID

from django.db import transaction

from plan.clock import LONDON, standing_at
from plan.examples import read, sourced
from plan.models import Body, Strategy
from plan.wording import count

from .alignment import AlignmentReview
from .example_editions import numbers_of
from .models import PlanItem
from .named_dates import NamedDate
from .numbers import Numbers
from .reviewing import record_review

FILE = "library.toml"


@transaction.atomic
def load_library(folder: Path, by) -> list[str]:
    """Reviews by the verb that boards use, and dates, each if there is none yet."""
    data = read(folder, FILE)
    if not data:
        return []
    numbers = numbers_of(data, FILE)
    reviews = 0 if AlignmentReview.objects.exists() else _load_reviews(data.get("reviews", ()), numbers, by)
    dates = _load_dates(data.get("dates", ()), numbers)
    return [f"{count(reviews, 'review')} of strategies and {count(dates, 'date')} of the plan added"]


def _load_reviews(rows, numbers: Numbers, by) -> int:
    for row in rows:
        with standing_at(datetime.combine(row["date"], time(12), tzinfo=LONDON)):  # each on its own day
            record_review(
                strategy=Strategy.objects.get(slug=row["strategy"]), board=Body.objects.get(slug=row["board"]),
                outcome=PlanItem.objects.get(pk=numbers.outcomes[row["outcome"]]), date=row["date"],
                judgement=row["judgement"], comment=row.get("comment", ""), next_review=row["next_review"], by=by,
                **sourced(row),
            )  # fmt: skip
    return len(rows)


def _load_dates(rows, numbers: Numbers) -> int:
    made = 0
    for row in rows:
        told = {"precision": row["precision"], "words": row.get("words", ""), **sourced(row)}
        item = item_of(numbers, row["item"], row["kind"])
        _, new = NamedDate.objects.get_or_create(item_id=item, by=row["by"], what=row["what"], defaults=told)
        made += new
    return made


def item_of(numbers: Numbers, number: str, kind: str) -> UUID:
    """The item with this number; an outcome's own where it shares it with an implied sub-outcome."""
    return numbers.outcomes[number] if kind == PlanItem.Kind.OUTCOME else numbers.item(number, under=kind)
