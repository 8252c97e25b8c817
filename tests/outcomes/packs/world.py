"""Fenbrook's Environment Committee and the part of the plan it watches, beside parts it does not.

Whatever lies outside its remit says CANARY, and whatever was written for management says SECRET, so that a test can
ask of content, page and paper whether either leaked.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from outcomes.framework import editions
from outcomes.models import (
    Commitment,
    DeliveryUpdate,
    HighlightReport,
    IndicatorCitation,
    Outcome,
    Pack,
    PackVersion,
    PriorityAnswer,
    Remit,
    ReportEntry,
    ReportingPeriod,
    SubOutcome,
    SubOutcomeJudgement,
)
from outcomes.packs.publishing import clear, publish
from performance.models import ComparatorGroup, ComparatorResult, Indicator
from plan.models import AgendaItem, Body, BodyKind, Council, Decision, GlossaryTerm, Meeting, Plan
from plan.roles import POLICY_OFFICER
from tests import factories as make

CANARY, SECRET = "CANARY", "SECRET"
MEETING_ON = date(2022, 11, 7)
CUT_OFF = date(2022, 10, 28)  # five clear days before the meeting
LATER = date(2026, 1, 5)  # a today long after all of it
TOLD_AT = datetime(2022, 10, 17, 12, tzinfo=UTC)


@dataclass
class World:
    plan: Plan
    committee: Body
    meeting: Meeting
    pack: Pack
    watched: SubOutcome  # 1.1, in the remit with all under it
    unwatched: SubOutcome  # 1.2, beside it
    partly: SubOutcome  # 2.1, of which one aim is in the remit
    alien: Outcome  # 3, of which nothing is
    indicator: Indicator
    items: set[UUID] = field(default_factory=set)  # what the remit covers, by UUID


def issue(version: PackVersion, *, by, **late: str) -> PackVersion:
    """Clear and publish a built version."""
    return publish(clear(version, by=by), by=by, **late)


def make_world() -> World:
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook", chair_title="Chair")
    plan = make.make_plan(title="Fenbrook Plan 2022-26", label="approved", commitment_label="action")
    one = make.make_outcome(plan, "Green Fenbrook", statement=f"{CANARY}: a statement above the remit.")
    two = make.make_outcome(plan, "Fair Fenbrook", narrative=f"{CANARY} narrative")
    alien = make.make_outcome(plan, f"{CANARY} Fenbrook")
    watched = make.make_sub_outcome(one, "Rivers are clean", narrative="The rivers.")
    unwatched = make.make_sub_outcome(one, f"Roads are {CANARY}")
    partly = make.make_sub_outcome(two, "Homes are warm", narrative=f"{CANARY}: what stands above the aim.")
    strange = make.make_sub_outcome(alien, f"{CANARY} sub-outcome")
    aim = make.make_aim(watched, "More otters", influence="partner")
    warm = make.make_aim(partly, "Fewer cold homes")
    cold = make.make_aim(partly, f"{CANARY} aim beside the one in the remit")
    otters = make.make_commitment(watched, "Count the otters", aim=aim)
    weir = make.make_commitment(watched, "Mend the weir")
    nested = Commitment.objects.create(
        plan=plan, parent=weir, item=make.make_item("commitment"), text="Mend its gate", position=1
    )
    insulate = make.make_commitment(partly, "Insulate lofts", aim=warm)
    hidden = make.make_commitment(partly, f"{CANARY} commitment under another aim", aim=cold)
    make.make_commitment(unwatched, f"{CANARY} commitment")
    stray = make.make_commitment(strange, f"{CANARY} commitment of another outcome")
    GlossaryTerm.objects.create(plan=plan, term="Weir", definition="A low dam.")
    GlossaryTerm.objects.create(plan=plan, term="Tram", definition=f"{CANARY}: a term that the pack does not use.")
    committee = make.make_body(name="Environment Committee", short_name="Environment")
    meeting = make.make_meeting(committee, MEETING_ON)
    item = AgendaItem.objects.create(meeting=meeting, number=9, title="How the plan is going")
    for covered in (watched.item, warm.item):
        Remit.objects.create(committee=committee, item=covered, starts=date(2022, 5, 18))
    pack = Pack.objects.create(body=committee, covers="2022-Q2", meeting=meeting, agenda_item=item)
    indicator = _indicators(watched, aim, unwatched)
    board = make.make_body(BodyKind.BOARD, "Green Board")
    _report(plan, board, one, watched, unwatched, {otters: "at_risk", weir: "off_track"})
    _update(stray, "on_track", f"{CANARY} update")
    _update(hidden, "off_track", f"{CANARY} update under another aim")
    officer = make.make_user(POLICY_OFFICER)
    plan = editions.record_former(plan, at=TOLD_AT, in_force_from=date(2022, 5, 18), by=officer)
    rows = (watched, aim, otters, weir, nested, warm, insulate)
    return World(plan, committee, meeting, pack, watched, unwatched, partly, alien, indicator,
                 {row.item_id for row in rows})  # fmt: skip


def _indicators(watched: SubOutcome, aim, unwatched: SubOutcome) -> Indicator:
    clean = make.make_indicator("Rivers in good health", unit="%", tolerance=2, how_measured="Sampled each spring.")
    account = {"cause": "A dry spring.", "remedy": "Trees along the banks.", "back_on_target": date(2024, 3, 31)}
    for period, value, told in (("2019/20", 61, {}), ("2020/21", 64, {}), ("2021/22", 58, account)):
        make.make_result(clean, period, value, source="Rivers survey", **told)
    make.make_target(clean, "2021/22", 65)
    group = ComparatorGroup.objects.create(name="English counties", slug="english-counties", size=33)
    ComparatorResult.objects.create(indicator=clean, group=group, period="2020/21", quartile=4, rank=30, size=33)
    otters = make.make_indicator("Otters counted", unit="", polarity="high")
    make.make_result(otters, "2021", 40, illustrative=True)
    make.make_result(otters, "2022", 52, released=date(2022, 10, 29))  # a day after the cut-off
    alien = make.make_indicator(f"{CANARY} potholes")
    make.make_result(alien, "2021/22", 77)
    IndicatorCitation.objects.create(item=watched.item, indicator=clean)
    IndicatorCitation.objects.create(item=aim.item, indicator=otters)
    IndicatorCitation.objects.create(item=unwatched.item, indicator=alien)
    return clean


def _report(plan, board, outcome, watched, unwatched, statuses) -> HighlightReport:
    period = ReportingPeriod.objects.create(
        name="April to September 2022", starts=date(2022, 4, 1), ends=date(2022, 9, 30), due=date(2022, 10, 7)
    )
    last = ReportingPeriod.objects.create(
        name="October 2021 to March 2022", starts=date(2021, 10, 1), ends=date(2022, 3, 31), due=date(2022, 4, 7)
    )
    earlier = HighlightReport.objects.create(period=last, board=board, plan=plan, outcome=outcome.item)
    priority = _entry(earlier, "priority", watched, "Find the money for the weir.")
    report = HighlightReport.objects.create(
        period=period, board=board, plan=plan, outcome=outcome.item, illustrative=True,
        summary=f"{SECRET} summary", public_summary=f"{CANARY}: a summary of more than the remit.",
    )  # fmt: skip
    for sub, status, words in ((watched, "at_risk", "The river is low."), (unwatched, "off_track", f"{CANARY} holes")):
        SubOutcomeJudgement.objects.create(
            report=report, item=sub.item, status=status, text=f"{SECRET} reason", public_text=words
        )
    _entry(report, "achievement", watched, "Forty otters were **counted**.")
    _entry(report, "challenge", unwatched, f"{CANARY} challenge")
    _entry(report, "challenge", None, f"{CANARY} challenge about the outcome as a whole")
    _entry(report, "attention", watched, "Is there money for the weir after March?")
    ReportEntry.objects.create(report=report, kind="achievement", item=watched.item, text=f"{SECRET}, not cleared")
    PriorityAnswer.objects.create(
        report=report, priority=priority, answer="continuing", text=SECRET, public_text="Half is found."
    )
    for commitment, status in statuses.items():
        _update(commitment, status, f"{commitment.text}: behind.", report=report)
    DeliveryUpdate.objects.filter(report=report).update(published_at=TOLD_AT)
    approval = Decision.objects.create(body=board, text="Approved.", date=date(2022, 10, 13))
    for one in (earlier, report):
        HighlightReport.objects.filter(pk=one.pk).update(**make.published(approval, TOLD_AT))
    return report


def _entry(report, kind, sub, words) -> ReportEntry:
    item = sub.item if sub else None
    return ReportEntry.objects.create(report=report, kind=kind, item=item, text=f"{SECRET} {kind}", public_text=words)


def _update(commitment, status, words, report=None) -> DeliveryUpdate:
    return DeliveryUpdate.objects.create(
        item=commitment.item, report=report, status=status, date=date(2022, 9, 26), text=SECRET, public_text=words,
        illustrative=True, published_at=None if report else TOLD_AT,
    )  # fmt: skip
