"""Checks before publication of a pack: what its remit holds and, as at its cut-off, what stands in the way of it.

The one place that computes them: the page of the pack, the pages that clear and publish, and the verb that publishes.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from django.urls import reverse

from outcomes.reporting.checking import together
from outcomes.reporting.cited import Parts, parts_of
from outcomes.reporting.models import DeliveryUpdate, HighlightReport
from outcomes.reporting.passages import of_reports, of_updates
from outcomes.reporting.points import Passage, Point, in_order
from outcomes.reporting.published import current_reports
from performance.checking import Looked, look
from performance.checks import Level
from performance.models import Indicator
from plan import clock

from .content import Content
from .models import Pack, PackVersion
from .parts import Measure, Outcome, Paper
from .summary import all_measures


def points_of_version(version: PackVersion) -> list[Point]:
    """What stands in the way of publishing a built version as it was built, as its kind finds it. A fixed number of
    queries. Raises ValueError for a content that an older system wrote, which has to be built again."""
    return version.pack.kind_of.points(version)


def points_of_quarterly(version: PackVersion) -> list[Point]:
    """The same for a quarterly report of a committee."""
    return points_of_content(Content.from_dict(version.content), version)


class Watched(Protocol):
    """A content that shows a part of the plan: quarterly reports and whatever is made of the same parts."""

    @property
    def paper(self) -> Paper: ...

    @property
    def outcomes(self) -> tuple[Outcome, ...]: ...

    @property
    def remit(self) -> tuple[str, ...]: ...


def points_of_content(content: Watched, version: PackVersion) -> list[Point]:
    """What stands in the way of such a content, as a version has it."""
    return _points(content, edition=version.edition_id or 0, again=build_again(version))


def build_again(version: PackVersion) -> str:
    """Where a version's pack is built again."""
    return reverse("admin:outcomes_pack_build", args=[version.pack_id])


def checked(pack: Pack) -> tuple[list[Point], date, PackVersion | None]:
    """The same for a pack: of its version that waits to be published, as at its cut-off; where none does (None), of
    what would be built now, at the cost of gathering the content without any rendering.

    Raises ValueError where there is nothing to say, and for a content that an older system wrote.
    """
    waiting = pack.versions.filter(published_at=None, state=PackVersion.State.BUILT).first()
    if waiting and waiting.cut_off:
        return points_of_version(waiting), waiting.cut_off, waiting
    gathered = pack.kind_of.gather(pack, number=1, today=clock.today(), what_changed="")
    now = PackVersion(pack=pack, edition=gathered.edition, cut_off=gathered.cut_off, content=gathered.content.to_dict())
    return points_of_version(now), gathered.cut_off, None


def _points(content: Watched, *, edition: int, again: str) -> list[Point]:
    on = date.fromisoformat(content.paper.cut_off_day)
    shown = {measure.slug for measure in all_measures(content.outcomes)}
    looked = look(set(Indicator.objects.filter(slug__in=shown).values_list("pk", flat=True)), on=on)
    passages = _passages(parts_of([edition], on=on), {UUID(item) for item in content.remit}, on)
    since = changed(all_measures(content.outcomes), looked, again)
    return in_order([*together(looked, passages, {}), *since])


def _passages(parts: Parts, remit: set[UUID], on: date) -> list[Passage]:
    """What is said of the remit in reports and updates that stand at the cut-off; nothing of what lies beside it."""
    same = {item: asked for item, asked in parts.same.items() if remit.intersection(asked)}
    reports = HighlightReport.objects.filter(pk__in=list(current_reports(same, on=on)))
    newest: dict[UUID, int] = {}
    updates = DeliveryUpdate.objects.current(on=on)
    for item, pk in (
        updates.filter(item__in=list(same)).order_by("date", "published_at", "pk").values_list("item", "pk")
    ):
        newest[parts.item(item) or item] = pk
    of_these = DeliveryUpdate.objects.filter(pk__in=list(newest.values())).order_by("pk")
    said = [*of_reports(reports.order_by("board__name", "pk"), parts, updates=False), *of_updates(of_these, parts)]
    return [passage for passage in said if passage.about in remit]


def changed(measures: Iterable[Measure], looked: Looked, again: str) -> list[Point]:
    """Figures that are no longer what the paper prints. One that came out after the cut-off is not among them. `again`:
    where it is built again."""
    now = {line.slug: line for line in looked.lines.values()}
    found = []
    for measure in measures:
        line = now.get(measure.slug)
        if line is None:
            message = "the paper shows it, and it is no longer here: build the pack again"
        elif (line.latest_shown, line.latest.period.code if line.latest else "") != (
            measure.latest,
            measure.period_code,
        ):
            when = f" in {line.latest.period.short_label}" if line.latest else ""
            message = f"the paper shows {measure.latest} and it is now {line.latest_shown}{when}: build the pack again"
        elif line.rating.status.value != measure.rating.name:
            says = f"the paper says {measure.rating.label.lower()}, and it is now {line.rating.status.label.lower()}"
            message = f"{says}: build the pack again"
        else:
            continue
        found.append(Point(Level.STOP, "changed", measure.name, message, again))
    return found
