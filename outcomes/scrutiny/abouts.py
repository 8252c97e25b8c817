"""What resolutions and actions are about, in words: a part of the plan, an indicator, a highlight report or a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from outcomes.framework.places import places
from outcomes.reporting.models import HighlightReport
from performance.models import Indicator
from plan.models import Paper, Plan

KINDS = ("item", "indicator", "report", "paper")
Abouts = dict[tuple[str, Any], "About"]


@dataclass(frozen=True)
class About:
    """What a row is about: its kind (item, indicator, report, paper), what it is called, and where to read on.

    `number` is that of a part of the plan in the edition asked for. `url` is empty where this reader has no page of it.
    """

    kind: str
    title: str
    number: str = ""
    url: str = ""
    item: UUID | None = None

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


def abouts_of(rows: Sequence[Any], plan: Plan | None, user: Any) -> Abouts:
    """What these rows are about, by kind and key. What this reader may not see of it has no entry. A query for each
    kind there is, five for parts of the plan."""
    keys: dict[str, set] = {kind: {getattr(row, f"{kind}_id", None) for row in rows} - {None} for kind in KINDS}
    found: Abouts = {}
    if plan and keys["item"]:
        for item, place in places(plan, keys["item"]).items():
            found["item", item] = About("item", place.title, place.number, place.url, item)
    if keys["indicator"]:
        for indicator in Indicator.objects.visible_to(user).filter(pk__in=keys["indicator"]):
            found["indicator", indicator.pk] = About("indicator", indicator.name, url=indicator.get_absolute_url())
    if keys["report"]:
        reports = HighlightReport.objects.visible_to(user).filter(pk__in=keys["report"])
        for report in reports.select_related("board", "period"):
            url = reverse("report", args=[report.pk]) if report.status == HighlightReport.Status.PUBLISHED else ""
            title = f"Highlight report of {report.board}, {report.period}"
            found["report", report.pk] = About("report", title, url=url)
    if keys["paper"]:
        for paper in Paper.objects.visible_to(user).filter(pk__in=keys["paper"]):
            found["paper", paper.pk] = About("paper", str(paper), url=paper.link)
    return found


def about_of(row: Any, abouts: Abouts) -> About | None:
    for kind in KINDS:
        key = getattr(row, f"{kind}_id", None)
        if key is not None:
            return abouts.get((kind, key))
    return None
