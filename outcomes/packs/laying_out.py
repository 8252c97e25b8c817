"""Lays out a pack's sections for an officer to choose from: one row for each, in the usual order, all of them shown."""

from django.db import transaction

from outcomes.reporting.saving import put
from plan import events
from plan.models import User

from .building import NotAllowed, may_act
from .models import Pack, PackSection


def missing(pack: Pack) -> list[str]:
    """Sections of its kind that a pack has no row for yet: it was made before they were there. One query."""
    there = set(pack.sections.values_list("key", flat=True))
    return [section.key for section in pack.every_section if section.key not in there]


def rows_for(pack: Pack, *, by: User | None) -> list[PackSection]:
    """The rows that are missing, each at its usual place, written by whoever makes the pack."""
    wanted = set(missing(pack))
    return [
        put(PackSection(pack=pack, key=section.key, position=place), by=by)
        for place, section in enumerate(pack.every_section, start=1)
        if section.key in wanted
    ]


@transaction.atomic
def lay_out(pack: Pack, *, by: User | None) -> list[PackSection]:
    """Lay out the sections of a pack that has none, or not all: those that are there stay as they were chosen.

    Raises NotAllowed for whom it is not, and where nothing is missing.
    """
    may_act(by, "made")
    pack = Pack.objects.select_for_update().get(pk=pack.pk)
    rows = rows_for(pack, by=by)
    if not rows:
        raise NotAllowed(f"The sections of {pack} are laid out already. Choose among them on its page.")
    events.record(verb="pack.laid_out", subject=pack, by=by, detail={"sections": [row.key for row in rows]})
    return rows
