"""Loads an example council's remits (`remits.toml`), whose numbers are those of the version it names."""

from pathlib import Path

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from plan.examples import read, sourced
from plan.models import Body
from plan.wording import count

from .models import Remit


@transaction.atomic
def load_remits(folder: Path, by) -> list[str]:
    data = read(folder, "remits.toml")
    rows = data.get("remits", [])
    if not rows:
        return []
    numbers = numbers_of(data, "remits.toml")
    bodies = {body.slug: body for body in Body.objects.scrutiny()}
    made = 0
    for row in rows:
        item = (
            numbers.outcomes[row["item"]] if row["kind"] == "outcome" else numbers.item(row["item"], under=row["kind"])
        )
        _, new = Remit.objects.get_or_create(
            committee=bodies[row["committee"]], item_id=item, starts=row["from"], defaults=sourced(row)
        )
        made += new
    return [f"{count(made, 'remit')} added"]
