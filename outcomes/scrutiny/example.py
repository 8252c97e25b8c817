"""Loads an example council's remits and referrals (`remits.toml`), whose numbers are those of the version it names."""

from pathlib import Path
from typing import Any

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.numbers import Numbers
from performance.models import Indicator
from plan.examples import read, sourced
from plan.models import Body
from plan.wording import count

from .models import Referral, Remit


@transaction.atomic
def load_remits(folder: Path, by) -> list[str]:
    data = read(folder, "remits.toml")
    rows, referrals = data.get("remits", []), data.get("referrals", [])
    if not rows:
        return []
    numbers = numbers_of(data, "remits.toml")
    bodies = {body.slug: body for body in Body.objects.scrutiny()}
    made = referred = 0
    for row in rows:
        _, new = Remit.objects.get_or_create(
            committee=bodies[row["committee"]], starts=row["from"], **_about(row, numbers), defaults=sourced(row)
        )
        made += new
    for row in referrals:
        _, new = Referral.objects.get_or_create(
            giver=bodies[row["giver"]], receiver=bodies[row["receiver"]], starts=row["from"], **_about(row, numbers),
            defaults={"ends": row.get("until"), "reason": row["reason"], **sourced(row)},
        )  # fmt: skip
        referred += new
    told = f"{count(made, 'remit')} added"
    return [f"{told}, {count(referred, 'referral')} made" if referred else told]


def _about(row: dict[str, Any], numbers: Numbers) -> dict[str, Any]:
    """What a row is about, as the columns that say so. Numbers are those of the edition that the file speaks of."""
    if row["kind"] == "indicator":
        return {"indicator": Indicator.objects.get(slug=row["item"]), "item": None}
    if row["kind"] == "outcome":
        return {"item_id": numbers.outcomes[row["item"]], "indicator": None}
    return {"item_id": numbers.item(row["item"], under=row["kind"]), "indicator": None}
