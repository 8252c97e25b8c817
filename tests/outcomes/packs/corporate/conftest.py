"""The packs' small world with a management team and a board that answers for the first outcome.

Here SECRET is what must be said, as management reads it; DRAFT is what a board is still writing and nobody else reads.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from outcomes.framework.models import ItemBoard
from outcomes.models import (
    Action,
    ActionAnswer,
    Commitment,
    DeliveryUpdate,
    HighlightReport,
    Pack,
    PriorityAnswer,
    ReportEntry,
    ReportingPeriod,
    SubOutcomeJudgement,
)
from outcomes.packs import paper
from outcomes.packs.building import build, request_build
from plan.models import Body, BodyKind, User
from tests.factories import make_body, make_meeting
from tests.ground import ground

from ..conftest import print_quickly
from ..world import LATER, SECRET, World

DRAFT, ASKED = "DRAFT", "ASKED"  # ASKED: what management asked and was told
CLEARED = "cleared for all"  # words for the public, which management does not read instead of its own
MET_ON = date(2022, 10, 20)
SENT_AT = datetime(2022, 10, 5, 12, tzinfo=UTC)


@dataclass
class Corporate:
    world: World
    officer: User
    management: Body
    board: Body
    report: HighlightReport
    draft: HighlightReport
    cmt: Pack
    highlights: Pack
    paper: Pack
    action: Action


@ground("corporate", on="pack_world")
def corporate(standing) -> Corporate:
    world, officer = standing["pack_world"]
    management = make_body(BodyKind.MANAGEMENT, "Fenbrook Management Team")
    board = Body.objects.get(name="Green Board")
    for item in (world.watched.outcome.item, world.partly.outcome.item):
        ItemBoard.objects.create(board=board, item=item)
    published = HighlightReport.objects.get(period__starts=date(2022, 4, 1))
    report = _revision(world, published)
    draft = _draft(world, board)
    meeting = make_meeting(management, MET_ON)
    action = _asked(world, management, officer)
    return Corporate(
        world, officer, management, board, report, draft,
        cmt=_pack(management, "cmt", "2022-Q2", meeting=meeting),
        highlights=_pack(management, "highlights", "2022-H1", meeting=meeting),
        paper=_pack(board, "board", "2022-Q2"),
        action=action,
    )  # fmt: skip


def _pack(body: Body, kind: str, covers: str, **fields) -> Pack:
    return Pack.objects.create(body=body, kind=kind, covers=covers, is_public=False, **fields)


def _revision(world: World, published: HighlightReport) -> HighlightReport:
    """What the board sent management in place of what is published: submitted, and not approved yet."""
    revision = HighlightReport.objects.create(
        period=published.period, board=published.board, plan=world.plan, outcome=published.outcome, revision=2,
        supersedes=published, status="submitted", submitted_at=SENT_AT, illustrative=True,
        summary=f"{SECRET}: the pumps **fail**.", public_summary=CLEARED,
    )  # fmt: skip
    for sub, status in ((world.watched, "off_track"), (world.unwatched, "at_risk")):
        SubOutcomeJudgement.objects.create(
            report=revision, item=sub.item, status=status, text=f"{SECRET} reason", public_text=CLEARED
        )
    for kind in ("achievement", "challenge", "priority", "attention"):
        words = {"text": f"{SECRET} {kind}", "public_text": f"{CLEARED} {kind}"}
        ReportEntry.objects.create(report=revision, kind=kind, item=world.watched.item, **words)
    for text, item in ((f"{SECRET}: pay for the weir.", world.watched.item), (f"{SECRET}: lend two rangers.", None)):
        ReportEntry.objects.create(report=revision, kind="decision", item=item, text=text)
    priority = ReportEntry.objects.get(kind="priority", report__period__ends=date(2022, 3, 31))
    PriorityAnswer.objects.create(
        report=revision, priority=priority, answer="dropped", text=f"{SECRET}: no money.", public_text=CLEARED
    )
    weir = Commitment.objects.get(text="Mend the weir")
    DeliveryUpdate.objects.create(
        report=revision, item=weir.item, status="stopped", date=date(2022, 9, 30), text=f"{SECRET} update",
        public_text=CLEARED, illustrative=True,
    )  # fmt: skip
    return revision


def _draft(world: World, board: Body) -> HighlightReport:
    """What the board is writing on its other outcome, for the same half-year."""
    draft = HighlightReport.objects.create(
        period=ReportingPeriod.objects.get(starts=date(2022, 4, 1)), board=board, plan=world.plan,
        outcome=world.partly.outcome.item, summary=f"{DRAFT} summary", public_summary=f"{DRAFT} for all",
    )  # fmt: skip
    for kind in ("achievement", "challenge", "priority", "attention", "decision"):
        words = "" if kind == "decision" else f"{DRAFT} {kind}"
        ReportEntry.objects.create(report=draft, kind=kind, text=f"{DRAFT} {kind}", public_text=words)
    return draft


def _asked(world: World, management: Body, officer: User) -> Action:
    action = Action.objects.create(
        raised_by=management, raised_on=date(2022, 7, 14), kind="request", text=f"{ASKED}: what does the weir cost?",
        item=world.watched.item, owner_office="Director of Rivers", due_on=date(2022, 9, 1),
        first_due_on=date(2022, 9, 1),
    )  # fmt: skip
    ActionAnswer.objects.create(
        action=action, date=date(2022, 8, 30), text=f"{ASKED}: about **£9,000**.", office="Director of Rivers",
        is_final=True, published_at=datetime(2022, 8, 30, 12, tzinfo=UTC), published_by=officer,
    )  # fmt: skip
    return action


@ground("corporate_issued", on="corporate")
def corporate_issued(standing) -> Corporate:
    """The same with each paper built, cleared and issued."""
    from outcomes.packs.publishing import clear, publish

    here = standing["corporate"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "print_pdf", print_quickly)
        for pack in (here.cmt, here.highlights, here.paper):
            version = build(request_build(pack, by=here.officer, queued=False).pk)
            publish(clear(version, by=here.officer), by=here.officer)
    return here


def content_of(pack: Pack, *, today=LATER):
    return pack.kind_of.gather(pack, number=1, today=today).content
