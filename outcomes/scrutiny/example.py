"""Loads an example council's remits (`remits.toml`), whose numbers are those of the draft."""

from pathlib import Path

from django.db import transaction

from outcomes.framework.numbers import Numbers
from plan.examples import read, sourced
from plan.models import Body, Plan
from plan.wording import count

from .models import Remit


@transaction.atomic
def load_remits(folder: Path, by) -> list[str]:
    rows = read(folder, "remits.toml").get("remits", [])
    if not rows:
        return []
    numbers = Numbers(Plan.objects.get(slug="2022-26-draft"))
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
