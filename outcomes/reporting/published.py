"""What can be read on a day: which reports and updates stand then, for the items of an edition.

Reports and updates are about items. Those about an item that is confirmed the same count as well, so that an edition
with items of its own begins with what was said before it. Every function takes the items as `same` gives them:
`outcomes.framework.same.twins`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from outcomes.framework.models import ItemBoard
from outcomes.framework.same import thing_of
from plan.prepared import DAY, ITEM, Many, Prepared

from .models import DeliveryStatus, DeliveryUpdate, HighlightReport, SubOutcomeJudgement
from .naming import called
from .reading import Report, headed, heading_rows

Same = Mapping[UUID, tuple[UUID, ...]]


@dataclass(frozen=True)
class Standing:
    """A status said on a day, with the words that were cleared for the public."""

    status: str
    day: date
    text: str
    illustrative: bool
    board: str = ""
    evidence: str = ""

    @property
    def label(self) -> str:
        return str(DeliveryStatus(self.status).label) if self.status else "No status yet"


def current_reports(same: Same, *, on: date, until: date | None = None) -> dict[int, Report]:
    """The latest report of each board on each outcome that stands on a day, by key and without its lines. One query.

    Reports on these outcomes, and those that judge one of these sub-outcomes, which may have stood elsewhere then;
    newest period first, then by board. A board that answers for its outcome no longer gives way to whoever reported on
    a later period: boards are merged and closed. With `until` only of periods that were over by that day.
    """
    return headed(REPORTS(items=same, on=on) if until is None else REPORTS_UNTIL(items=same, on=on, until=until))


def latest_updates(same: Same, *, on: date, until: date | None = None) -> dict[UUID, Standing]:
    """The newest published update of each commitment up to a day, by the commitment asked for. One query.

    An update of a report that was superseded by that day no longer counts: the revision says what holds instead.
    With `until` only updates about that day or an earlier one, whenever they were published.
    """
    rows = UPDATES(items=same, on=on) if until is None else UPDATES_UNTIL(items=same, on=on, until=until)
    return {
        asked: Standing(status, day, text, illustrative, board=board or "", evidence=evidence)
        for item, status, day, text, illustrative, board, evidence in rows
        for asked in same[item]
    }


def _reports(items: Any, on: Any, until: Any = None) -> QuerySet:
    boards = ItemBoard.objects.on(on).alias(thing=thing_of("item")).filter(thing=OuterRef("thing"))
    standing = HighlightReport.objects.current(on=on).alias(thing=thing_of("outcome"))
    if until is not None:
        standing = standing.filter(period__ends__lte=until)
    later = standing.filter(thing=OuterRef("thing"), period__starts__gt=OuterRef("period__starts"))
    rows = standing.filter(
        ~Exists(later.filter(board=OuterRef("board"))),
        Exists(boards.filter(board=OuterRef("board"))) | ~Exists(later),
        Q(outcome__among=items) | Exists(SubOutcomeJudgement.objects.filter(report=OuterRef("pk"), item__among=items)),
    )
    return heading_rows(rows.order_by("-period__starts", "board__name", "pk"))


def _updates(items: Any, on: Any, until: Any = None) -> QuerySet:
    current = DeliveryUpdate.objects.current(on=on).filter(item__among=items).order_by("date", "published_at", "pk")
    if until is not None:
        current = current.filter(date__lte=until)
    board = called("board", "report__")
    return current.values_list("item_id", "status", "date", "public_text", "illustrative", board, "evidence")


REPORTS = Prepared(_reports, items=Many(ITEM), on=DAY)
UPDATES = Prepared(_updates, items=Many(ITEM), on=DAY)
REPORTS_UNTIL = Prepared(_reports, items=Many(ITEM), on=DAY, until=DAY)
UPDATES_UNTIL = Prepared(_updates, items=Many(ITEM), on=DAY, until=DAY)
