"""What boards have sent corporate management by a day, approved or not, for papers that only management reads.

A report counts from the day its board submitted it: management reads it to approve it. A draft, and what was returned
to a board to be written anew, never does. Candour: who asks here reads words written for management; nothing of it
belongs on a page or in a paper that others see.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from outcomes.framework.models import ItemBoard
from outcomes.framework.same import thing_of

from .models import DeliveryUpdate, HighlightReport, SubOutcomeJudgement
from .naming import called
from .published import Same, Standing
from .reading import MANAGEMENT, Report, headings

SENT = (HighlightReport.Status.SUBMITTED, HighlightReport.Status.APPROVED, HighlightReport.Status.PUBLISHED)


def sent(on: date) -> QuerySet[HighlightReport]:
    """Reports that boards had sent by a day's end and that no later revision, sent by then, took the place of."""
    rows = HighlightReport.objects.filter(status__in=SENT, submitted_at__date__lte=on)
    newer = HighlightReport.objects.filter(
        status__in=SENT, submitted_at__date__lte=on, supersedes=OuterRef("pk")
    )  # fmt: skip
    return rows.exclude(Exists(newer))


def sent_reports(same: Same, *, on: date) -> dict[int, Report]:
    """The latest report of each board on each outcome, in its words for management and without its lines, by key: like
    `published.current_reports`. One query."""
    boards = ItemBoard.objects.on(on).alias(thing=thing_of("item")).filter(thing=OuterRef("thing"))
    standing = sent(on).alias(thing=thing_of("outcome"))
    later = standing.filter(thing=OuterRef("thing"), period__starts__gt=OuterRef("period__starts"))
    rows = standing.filter(
        ~Exists(later.filter(board=OuterRef("board"))),
        Exists(boards.filter(board=OuterRef("board"))) | ~Exists(later),
        Q(outcome__in=same) | Exists(SubOutcomeJudgement.objects.filter(report=OuterRef("pk"), item__in=list(same))),
    )
    return headings(rows.order_by("-period__starts", "board__name", "pk"), audience=MANAGEMENT)


def sent_updates(same: Same, *, on: date) -> dict[UUID, Standing]:
    """The newest update of each commitment that was published by a day or came with a report sent by then, by the
    commitment asked for; where nothing was written for management, in the public words. One query."""
    rows = DeliveryUpdate.objects.filter(told_by(on), date__lte=on, item__in=list(same))
    words = Case(When(text="", then=F("public_text")), default=F("text"))
    found: dict[UUID, Standing] = {}
    columns = ("item_id", "status", "date", words, "illustrative", called("board", "report__"), "evidence")
    for item, status, day, text, illustrative, board, evidence in rows.order_by("date", "pk").values_list(*columns):
        for asked in same[item] if status else ():
            found[asked] = Standing(status, day, text, illustrative, board=board or "", evidence=evidence)
    return found


def told_by(on: date) -> Q:
    """Updates that management knows of: with a report that was sent, or published by themselves."""
    alone = Q(report__isnull=True, published_at__date__lte=on)
    return alone | Q(report__in=sent(on))


def how_sent(reports: Iterable[int], *, on: date) -> dict[int, tuple[date | None, str, date | None]]:
    """By a report's key: the day it was sent and, where it was approved by then, by which body and on which day. One
    query."""
    rows = HighlightReport.objects.filter(pk__in=list(reports)).values_list(
        "pk", "submitted_at__date", "approved_at__date", "approval__body__name", "approval__date"
    )
    found: dict[int, tuple[Any, str, Any]] = {}
    for pk, submitted, approved, body, day in rows:
        known = approved is not None and approved <= on
        found[pk] = (submitted, body or "" if known else "", day if known else None)
    return found
