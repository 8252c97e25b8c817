"""Loads what an example council's papers state of their effect on the outcomes (`library.toml`)."""

from pathlib import Path
from typing import Any

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.example_library import FILE
from plan.examples import MADE_UP, read, sourced
from plan.models import AgendaItem, Paper
from plan.wording import count

from .impact import ImpactStatement
from .stating import Effect, state_effects


@transaction.atomic
def load_effects(folder: Path, by) -> list[str]:
    """By the verb, if nothing is stated yet; a paper that nobody has entered is made."""
    data = read(folder, FILE)
    rows = data.get("effects", ())
    if not rows or ImpactStatement.objects.exists():
        return []
    numbers = numbers_of(data, FILE)
    for row in rows:
        effects = {numbers.outcomes[one["outcome"]]: Effect(one["effect"], one.get("why", "")) for one in row["on"]}
        state_effects(_paper(row), effects, by=by, illustrative=True, source=MADE_UP)
    return [f"{count(ImpactStatement.objects.count(), 'effect')} of papers on outcomes added, marked illustrative"]


def _paper(row: dict[str, Any]) -> Paper:
    item = AgendaItem.objects.get(
        meeting__body__slug=row["body"], meeting__date=row["date"], title__iexact=row["agenda"]
    )
    made = Paper.objects.filter(agenda_item=item, kind=Paper.Kind.REPORT).order_by("-pk").first()
    return made or Paper.objects.create(
        agenda_item=item, title=row["paper"], published_on=row.get("published"), **sourced(row)
    )
