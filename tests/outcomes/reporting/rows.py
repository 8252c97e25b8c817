"""The rows of a page of delivery updates, as a browser would send them."""

import re

from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.updates import record_update
from plan.clock import today
from tests.pages import form_data

from .desk import UPDATES
from .world import SECRET


def commitments(world, part: int) -> list:
    """Those of a sub-outcome, in the plan's order."""
    sub = world.outcome.sub_outcomes.order_by("position", "pk")[part - 1]
    return [row.commitment for row in sub.placements.order_by("position", "pk").select_related("commitment")]


def with_update(world, report, commitment, **fields) -> DeliveryUpdate:
    fields = {"status": "on_track", "text": f"Half is built: {SECRET}.", "public_text": "Half is built.", **fields}
    return record_update(commitment.item, by=world.member, date=today(), report=report, **fields)


def place(page, commitment) -> int:
    """The number of a commitment's row among those posted."""
    fields = form_data(page, UPDATES)
    named = {values[0]: name for name, values in fields.items() if re.fullmatch(r"updates-\d+-item", name)}
    return int(named[str(commitment.item_id)].split("-")[1])


def filled(page, commitment, **fields) -> dict[str, str]:
    row = place(page, commitment)
    return {f"updates-{row}-{name}": value for name, value in fields.items()}


def sent(page, *rows, **changed) -> dict:
    return form_data(page, UPDATES, **{name: value for row in rows for name, value in row.items()}, **changed)
