"""Fenbrook's year 2022/23: its boards' reports, the bodies its report goes to, and what was asked of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from outcomes.models import DeliveryUpdate, HighlightReport, Pack, PackVersion, ReportEntry
from outcomes.packs.annual.content import AnnualContent
from outcomes.packs.annual.narrative import draft_passages
from outcomes.packs.building import build, request_build
from outcomes.packs.opening import open_pack
from outcomes.packs.publishing import clear, publish
from plan.clock import standing_at
from plan.models import BodyKind, Meeting, User
from plan.periods import Period
from tests import factories as make
from tests.ground import ground

from ..world import SECRET, World

YEAR = Period.parse("2022/23")
MET = {BodyKind.COMMISSION: date(2023, 6, 5), BodyKind.CABINET: date(2023, 6, 23), BodyKind.COUNCIL: date(2023, 7, 5)}


@dataclass
class Year:
    world: World
    officer: User
    packs: dict[str, Pack]

    def pack(self, kind: str) -> Pack:
        return self.packs[kind]

    def gather(self, kind: str = "commission", today: date = date(2026, 1, 5)) -> AnnualContent:
        pack = Pack.objects.get(pk=self.packs[kind].pk)
        return pack.kind_of.gather(pack, number=1, today=today, what_changed="").content

    def issue(self, kind: str, on: datetime, **asked: str) -> PackVersion:
        with standing_at(on):
            version = build(request_build(self.packs[kind], by=self.officer, queued=False, **asked).pk)
            assert version is not None
            assert version.state == "built", version.failure
            late = {"late_reason": "Figures came late.", "agreed_by": "Chair"} if self.is_late(kind, on) else {}
            return publish(clear(version, by=self.officer), by=self.officer, anyway="It is as it is.", **late)

    def is_late(self, kind: str, on: datetime) -> bool:
        return 0 <= (MET[BodyKind(kind)] - on.date()).days < 8


@ground("annual_year", on="pack_world")
def annual_year(standing) -> Year:
    """The year's packs with their narrative drafted, and what came after the year's end."""
    world, officer = standing["pack_world"]
    promise = world.watched.placements.first().commitment
    DeliveryUpdate.objects.create(
        item=promise.item, status="completed", date=date(2023, 5, 2), text=SECRET, public_text="After the year's end.",
        published_at=datetime(2023, 5, 3, tzinfo=UTC),
    )  # fmt: skip
    make.make_result(world.indicator, "2022/23", 70, released=date(2023, 5, 20))
    make.make_result(world.indicator, "2023/24", 99, released=date(2023, 5, 21))
    packs = {}
    for kind, day in MET.items():
        body = make.make_body(kind, f"The {kind.label}" if kind == BodyKind.CABINET else kind.label)
        meeting = Meeting.objects.create(body=body, date=day)
        item = make.make_item_on(meeting, "Annual report")
        packs[kind.value] = open_pack(body, YEAR, by=officer, kind="annual", meeting=meeting, agenda_item=item)
    draft_passages(packs["commission"], by=officer)
    return Year(world, officer, packs)


def revise(words: str) -> HighlightReport:
    """The board publishes a revision of its report, which says something else of the otters."""
    entry = ReportEntry.objects.get(public_text__contains="otters")
    old = entry.report
    new = HighlightReport.objects.create(
        period=old.period, board=old.board, plan=old.plan, outcome=old.outcome, revision=2, supersedes=old,
        illustrative=True,
    )  # fmt: skip
    ReportEntry.objects.create(report=new, kind=entry.kind, item=entry.item, text=SECRET, public_text=words)
    HighlightReport.objects.filter(pk=new.pk).update(**make.published(old.approval, datetime(2023, 4, 3, tzinfo=UTC)))
    return new


@pytest.fixture
def year(annual_year) -> Year:
    return annual_year
