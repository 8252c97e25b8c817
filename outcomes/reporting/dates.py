"""Dates that the plan names, watched: what is coming up, what was reached, and what passed without (requirement D49).

A date is reached where an officer told so, or where its commitment was reported as completed by then or later: late,
but reached. What was not is a promise that was missed, and papers say so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from outcomes.framework.named_dates import NamedDate, told
from outcomes.framework.places import Place, places
from outcomes.framework.same import twins
from plan.models import Plan
from plan.prepared import DAY, ITEM, Many, Prepared
from plan.wording import day

from .models import DeliveryStatus
from .published import Same, Standing, latest_updates

AHEAD = timedelta(days=365)
COMING, PASSED, REACHED = "coming", "passed", "reached"


@dataclass(frozen=True)
class WatchedDate:
    """A date with how it stands on a day: `state` is coming, passed or reached; `standing` the commitment's last
    published update, None where there is none or it is no commitment."""

    key: int
    item: UUID
    by: Date
    precision: str
    what: str
    words: str
    reached_on: Date | None
    reached_note: str
    illustrative: bool
    standing: Standing | None
    on: Date

    @property
    def when(self) -> str:
        """As precise as the plan has it: "2030", "March 2024"."""
        return told(self.by, self.precision)

    @property
    def state(self) -> str:
        if self.reached_on is not None or (self.standing and self.standing.status == DeliveryStatus.COMPLETED):
            return REACHED
        return PASSED if self.by < self.on else COMING

    @property
    def is_late(self) -> bool:
        """Reached after its day, or not at all."""
        if self.state != REACHED:
            return self.state == PASSED
        done = self.reached_on or (self.standing.day if self.standing else None)
        return done is not None and done > self.by

    def __str__(self) -> str:
        """In a sentence: "2025, 64% fewer emissions: passed on 31 December 2025, not reported as reached"."""
        if self.state == REACHED:
            done = self.reached_on or (self.standing.day if self.standing else None)
            return f"{self.when}, {self.what}: reached" + (f", told on {day(done)}" if done else "")
        if self.state == PASSED:
            return f"{self.when}, {self.what}: passed on {day(self.by)}, not reported as reached"
        return f"{self.when}, {self.what}: to come"


def watched_dates(items: Collection[UUID], *, on: Date) -> list[WatchedDate]:
    """The dates named for these items that hold and are watched on a day, the earliest first. Three queries, two where
    there are none. A date of an item that is confirmed the same counts too, once."""
    return dates_for(twins(items), on=on)


def dates_for(same: Same, *, on: Date) -> list[WatchedDate]:
    """Like `watched_dates`, for items with those that are the same, as `twins` gives them. One query less."""
    rows = DATES(items=same, on=on)
    if not rows:
        return []
    standing = latest_updates(same, on=on)
    found = {}
    for key, item, by, precision, what, words, reached_on, note, illustrative in rows:
        asked = same[item][0]
        told_on = reached_on if reached_on is not None and reached_on <= on else None
        found[asked, by, what] = WatchedDate(
            key, asked, by, precision, what, words, told_on, note if told_on else "", illustrative,
            standing.get(asked), on,
        )  # fmt: skip
    return list(found.values())


def dates_passed(items: Collection[UUID], on: Date) -> list[WatchedDate]:
    """Of the dates named for these items, those that passed before a day without being reached: missed promises."""
    return [one for one in watched_dates(items, on=on) if one.state == PASSED]


def dates_ahead(items: Collection[UUID], on: Date, *, within: timedelta = AHEAD) -> list[WatchedDate]:
    """Of the dates named for these items, those still to be reached that fall within twelve months of a day."""
    return [one for one in watched_dates(items, on=on) if one.state == COMING and one.by <= on + within]


def dates_of(plan: Plan, *, on: Date) -> list[tuple[WatchedDate, Place]]:
    """The dates named for anything that an edition has, each with where it stands: nine queries, one where none."""
    held = set(NamedDate.objects.on(on).watched().values_list("item_id", flat=True))
    where = places(plan, held)
    return [(one, where[one.item]) for one in watched_dates(set(where), on=on)]


def _dates(items: Any, on: Any) -> QuerySet:
    rows = NamedDate.objects.on(on).watched().filter(item__among=items).order_by("by", "pk")
    return rows.values_list(
        "pk", "item_id", "by", "precision", "what", "words", "reached_on", "reached_note", "illustrative"
    )


DATES = Prepared(_dates, items=Many(ITEM), on=DAY)
