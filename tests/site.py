"""A small council with something on every public page, and beside each public thing a hidden one that could leak.

Hidden words all contain `UNTOLD`, so that a test can say of a whole page that none of them is on it. Read it on
`TODAY`: the clock stands there in the tests that use it.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from consultation.models import (
    AimRanking,
    AlternativeFormat,
    Comment,
    Conduct,
    Consultation,
    EngagementEvent,
    RankedAim,
    ReportedResult,
    ResponseCount,
    Theme,
    ThemeAnswer,
)
from consultation.weighing.publishing import publish_results
from outcomes.framework.models import CommitmentPartner
from outcomes.models import (
    Aim,
    AlignmentReview,
    Commitment,
    DeliveryUpdate,
    HighlightReport,
    ImpactStatement,
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemRelation,
    ItemStrategy,
    NamedDate,
    Outcome,
    Pack,
    PackFile,
    PackVersion,
    PackWithdrawal,
    Placement,
    PriorityAnswer,
    Remit,
    ReportEntry,
    ReportingPeriod,
    ServicePlanAction,
    SubOutcome,
    SubOutcomeJudgement,
)
from performance.models import ComparatorGroup, ComparatorResult, Indicator, Peer, PeerResult, Source
from plan.models import (
    AgendaItem,
    Body,
    BodyKind,
    Council,
    Decision,
    Department,
    GlossaryTerm,
    LeadMember,
    Meeting,
    Paper,
    Partner,
    PartnerAlias,
    Plan,
    Section,
    SectionEntry,
    Strategy,
)
from plan.roles import POLICY_OFFICER
from tests import factories
from tests.consultation import asked

UNTOLD = "UNTOLD"
NOON = datetime(2022, 11, 8, 12, tzinfo=UTC)
TODAY = NOON.date()
START = date(2022, 5, 18)
PDF = b"%PDF-1.7 the pack, version "


@dataclass
class Site:
    """What tests ask for by name; everything else is reached from it."""

    council: Council
    plan: Plan
    draft: Plan
    green: Outcome
    roads: SubOutcome
    aim: Aim
    repair: Commitment
    committee: Body
    board: Body
    report: HighlightReport
    unpublished_report: HighlightReport
    feel_safe: Indicator
    hidden_indicator: Indicator
    partner: Partner
    pack: Pack
    hidden_pack: Pack


def make_site() -> Site:
    council = Council.objects.create(
        pk=1, name="Fenbrook County Council", short_name="Fenbrook", is_demonstration=True,
        accessibility_contact="the Fenbrook web team",
    )  # fmt: skip
    draft = draft_edition()
    plan = factories.make_plan(
        title="Fenbrook Plan 2022-26", slug="2022-26", label="approved", vision="A county that looks after its own",
        vision_text="Everyone **counts**.", commitment_label="action",
    )  # fmt: skip
    green, roads, aim, repair = framework(plan)
    board, committee = bodies()
    ownership(green, roads, repair, board, committee)
    partner = partners(repair)
    feel_safe, hidden_indicator = indicators(roads, aim)
    report, unpublished = reports(plan, green, roads, repair, board)
    Plan.objects.filter(pk=draft.pk).update(published_at=datetime(2021, 11, 1, 9, tzinfo=UTC))
    Plan.objects.filter(pk=plan.pk).update(published_at=datetime(2022, 5, 19, 9, tzinfo=UTC), in_force_from=START)
    pack, hidden_pack = packs(committee, plan)
    library(green, aim, repair, board, committee)
    consultations(plan)
    plan.refresh_from_db()
    draft.refresh_from_db()
    return Site(
        council, plan, draft, green, roads, aim, repair, committee, board, report, unpublished, feel_safe,
        hidden_indicator, partner, pack, hidden_pack,
    )  # fmt: skip


def draft_edition() -> Plan:
    """A public draft with other numbers and an older title, and a private one."""
    draft = factories.make_plan(title="Fenbrook Plan 2022-26", slug="2022-26-draft", label="draft", vision="A start")
    secret = factories.make_plan(title=f"{UNTOLD} plan", slug="untold", label=UNTOLD)
    factories.make_sub_outcome(factories.make_outcome(secret, f"{UNTOLD} outcome"))
    return draft


def framework(plan: Plan) -> tuple[Outcome, SubOutcome, Aim, Commitment]:
    Section.objects.create(
        plan=plan, kind="foreword", number="1", position=1, title="Foreword", text="This is our plan.",
        signatory="Leader of the Council",
    )  # fmt: skip
    services = Section.objects.create(
        plan=plan, kind="enabling_services", number="4", position=9, title="Enabling services"
    )
    SectionEntry.objects.create(section=services, title="Legal services", text="Keep us lawful.", principle="A")
    GlossaryTerm.objects.create(plan=plan, term="VCSE", definition="Voluntary, community and social enterprise")
    green = factories.make_outcome(
        plan, "Clean and Green", number="2", position=2, statement="Nature is cared for.", narrative="It *matters*."
    )
    other = factories.make_outcome(plan, "Safe and Well", number="3", position=3)
    roads = factories.make_sub_outcome(green, "Streets are clean", narrative="Litter rose.")
    factories.make_sub_outcome(other, "People feel safe")
    aim = factories.make_aim(roads, "Less litter", influence="partner", influence_note="Rests on residents too.")
    repair = factories.make_commitment(roads, "We will empty bins daily.", aim=aim, role="contributing")
    factories.make_commitment(roads, "We will plant trees.")
    nested = Commitment.objects.create(
        plan=plan, item=factories.make_item("commitment"), parent=repair, text="on market days", position=1
    )
    assert nested.pk
    Placement.objects.create(sub_outcome=other.sub_outcomes.get(), commitment=repair, position=1)
    ItemRelation.objects.create(
        item=green.item, other=other.item, kind="tension", reason="Bins need lorries.", handling="Electric ones.",
        starts=START,
    )  # fmt: skip
    old = Plan.objects.get(slug="2022-26-draft")
    former = Outcome.objects.create(
        plan=old, item=green.item, number="5", position=5, title="A Cleaner Future", slug="a-cleaner-future",
        statement="Nature will be cared for.",
    )  # fmt: skip
    SubOutcome.objects.create(
        plan=old, outcome=former, item=roads.item, number="5.4", position=1, title="Streets will be clean"
    )
    dropped = factories.make_outcome(old, "Dropped later", number="6", position=6)
    factories.make_sub_outcome(dropped, "Dropped part")
    return green, roads, aim, repair


def bodies() -> tuple[Body, Body]:
    board = factories.make_body(BodyKind.BOARD, "Clean and Green Board")
    committee = factories.make_body(
        BodyKind.COMMITTEE, "Environment Committee", short_name="Environment", terms="Watches over the environment."
    )
    ahead = factories.make_meeting(committee, date(2022, 11, 21), status=Meeting.Status.CONFIRMED, considered="Waste")
    hidden = factories.make_meeting(board, date(2022, 11, 14), considered=f"{UNTOLD} meeting")
    factories.make_paper(factories.make_item_on(hidden, f"{UNTOLD} item"), f"{UNTOLD} paper", published_on=START)
    factories.make_paper(factories.make_item_on(ahead, "Waste"), f"{UNTOLD} paper, not published")
    factories.make_meeting(committee, date(2022, 9, 5), status=Meeting.Status.HELD, considered="Parks")
    return board, committee


def ownership(green, roads, repair, board, committee) -> None:
    places = Department.objects.create(name="Places Department", slug="places")
    streets = Department.objects.create(name="Streets Department", slug="streets")
    member = LeadMember.objects.create(title="Cabinet Lead Member for Waste")
    strategy = Strategy.objects.create(title="Waste Strategy", slug="waste", starts=START, department=places)
    ItemDepartment.objects.create(item=green.item, department=places, starts=START)
    ItemDepartment.objects.create(item=roads.item, department=streets, strength="shared", starts=START)
    ItemDepartment.objects.create(item=repair.item, department=streets, team="Refuse team", starts=START)
    former = Department.objects.create(name=f"{UNTOLD} former department", slug="former")
    ItemDepartment.objects.create(item=green.item, department=former, starts=date(2020, 1, 1), ends=START)
    ItemBoard.objects.create(item=green.item, board=board, starts=START)
    ItemLeadMember.objects.create(item=green.item, lead_member=member, starts=START, illustrative=True)
    ItemStrategy.objects.create(item=roads.item, strategy=strategy, starts=START)
    Remit.objects.create(committee=committee, item=roads.item, starts=START)


def library(green: Outcome, aim: Aim, repair: Commitment, board: Body, committee: Body) -> None:
    """A board's reviews, a date, service-plan actions and papers with effects, of which some are not published."""
    waste = Strategy.objects.get(slug="waste")
    for made, judgement, comment in ((2021, "partly", "Glass is missing."), (2022, "reflects", "Glass is in it.")):
        AlignmentReview.objects.create(
            strategy=waste, board=board, outcome=green.item, date=date(made, 6, 1), judgement=judgement,
            comment=comment, next_review=date(made + 1, 6, 1),
        )  # fmt: skip
    NamedDate.objects.create(item=aim.item, by=date(2023, 3, 31), precision="month", words="by March 2023", what="Half")
    NamedDate.objects.create(item=aim.item, by=date(2022, 3, 31), what=f"{UNTOLD} forecast", watched=False)
    places = Department.objects.get(slug="places")
    told = {"year": "2022/23", "department": places, "item": repair.item, "note": f"{UNTOLD} note"}
    ServicePlanAction.objects.create(text="Buy two lorries.", status="at_risk", published_at=NOON, **told)
    ServicePlanAction.objects.create(text=f"{UNTOLD} action", **told)
    item = AgendaItem.objects.create(
        meeting=factories.make_meeting(committee, date(2022, 10, 3)), number=1, title="Bins"
    )
    for title, published, effect in (
        ("Bins in parks", date(2022, 9, 20), "supports"), (f"{UNTOLD} paper", None, "conflicts"),
    ):  # fmt: skip
        paper = Paper.objects.create(agenda_item=item, title=title, published_on=published)
        ImpactStatement.objects.create(paper=paper, outcome=green.item, effect=effect, why=f"Because of {title}.")


def consultations(plan: Plan) -> None:
    """One that is open on `TODAY`, in another format too, with first results; one that has closed, with a theme that is
    answered and one that is not; and one that is not announced."""
    row = asked.make_survey(
        title="Which aims matter?", slug="which-aims", plan=plan, extended_to=date(2022, 12, 9), extension_reason="Snow"
    )
    AlternativeFormat.objects.create(consultation=row, kind="easy_read", how="Ask at any library.")
    Consultation.objects.filter(pk=row.pk).update(published_at=datetime(2022, 10, 1, 9, tzinfo=UTC))
    heard(row, plan)
    asked.respond(row, 6, kind="resident", agree="strongly_agree", very="very")
    row.refresh_from_db()
    publish_results(row, by=factories.make_user(POLICY_OFFICER, username="counter"), why="As they stand")
    answered(plan)
    draft = asked.make_survey(title=f"{UNTOLD} consultation", slug="untold", subject=f"{UNTOLD} subject")
    AlternativeFormat.objects.create(consultation=draft, kind="easy_read", how=UNTOLD)


def answered(plan: Plan) -> None:
    row = asked.make_survey(
        title="What of bins?", slug="what-bins", plan=plan, opens=date(2022, 5, 1), closes=date(2022, 6, 30)
    )
    Consultation.objects.filter(pk=row.pk).update(published_at=datetime(2022, 4, 20, 9, tzinfo=UTC))
    days = Theme.objects.create(consultation=row, position=1, title="Bin days", summary="Once a week is too seldom.")
    Theme.objects.create(consultation=row, position=2, title="Litter", summary="Verges are dirty.")
    ThemeAnswer.objects.create(
        theme=days, decision="changed", words="Twice a week.", besides="The round.", decided_by="Cabinet"
    )


def heard(row: Consultation, plan: Plan) -> None:
    """Figures of each kind, two groups, aims ranked, a group engaged; a comment that is cleared and one that is not."""
    item = plan.outcomes.first().item
    result = {"consultation": row, "about": "part", "item": item, "scale": "agree"}
    ReportedResult.objects.create(**result, level="agree", percentage=68)
    ReportedResult.objects.create(**result, level="disagree", percentage=17)
    ReportedResult.objects.create(**result, level="agree", percentage=74, group="Carers")
    ReportedResult.objects.create(**result | {"about": "each_aim"}, level="agree", said="over", percentage=90)
    ResponseCount.objects.create(consultation=row, count=259)
    ResponseCount.objects.create(consultation=row, count=58, group="Carers")
    Conduct.objects.create(consultation=row, methods="A survey", lessons="Ask less.", rate_remark="Not vast.")
    ranking = AimRanking.objects.create(consultation=row, item=item, side="low", words="less important")
    RankedAim.objects.create(ranking=ranking, position=1, wording="Less litter")
    EngagementEvent.objects.create(consultation=row, group="Youth groups", sessions=2, starts=date(2022, 11, 2))
    cleared = {
        "cleared_at": datetime(2022, 11, 7, 9, tzinfo=UTC),
        "cleared_by": factories.make_user(username="clearer"),
    }
    Comment.objects.create(consultation=row, came="letter", words="Bins are full.", quoted=True, **cleared)
    Comment.objects.create(consultation=row, came="letter", words=f"{UNTOLD} comment")


def partners(repair: Commitment) -> Partner:
    partner = Partner.objects.create(name="Fenbrook Parishes", slug="fenbrook-parishes", kind=Partner.Kind.GROUP)
    PartnerAlias.objects.create(partner=partner, name="Parish group")
    CommitmentPartner.objects.create(commitment=repair, partner=partner)
    return partner


def indicators(roads: SubOutcome, aim: Aim) -> tuple[Indicator, Indicator]:
    survey = Source.objects.create(name="Residents' survey", slug="survey", kind="survey", answers=1200)
    indicator = factories.make_indicator(
        "Feel safe after dark", slug="feel-safe", data_source=survey, how_measured="We ask.", is_key=True,
        owner=Department.objects.get(slug="places"),
    )  # fmt: skip
    for period, value, made_up in (("2019/20", "88", False), ("2020/21", "79", False), ("2021/22", "81", True)):
        factories.make_result(indicator, period, Decimal(value), illustrative=made_up, source="The survey")
    factories.make_result(indicator, "2022-Q2", Decimal("12"), released=date(2022, 12, 1), words=f"{UNTOLD} early")
    factories.make_target(indicator, "2021/22", Decimal("85"), source="The business plan")
    group = ComparatorGroup.objects.create(name="English counties", slug="counties", size=33)
    ComparatorResult.objects.create(
        indicator=indicator, group=group, period="2021/22", value=Decimal("83"), quartile=4, rank=30, size=33,
        source="National tables",
    )  # fmt: skip
    for name, value in (("Marshire", 90), ("Fellshire", 70), ("Daleshire", None)):
        peer = Peer.objects.create(group=group, name=name)
        PeerResult.objects.create(
            indicator=indicator, peer=peer, period="2020/21", value=value, source="National tables"
        )
    PeerResult.objects.create(
        indicator=indicator, peer=peer, period="2021/22", words=f"{UNTOLD} early", released=date(2022, 12, 1)
    )
    IndicatorCitation.objects.create(item=aim.item, indicator=indicator, starts=START)
    hidden = factories.make_indicator(f"{UNTOLD} indicator", slug="untold", is_public=False)
    factories.make_result(hidden, "2021/22", Decimal("5"))
    untold = ComparatorGroup.objects.create(name=f"{UNTOLD} councils", slug="untold")
    for one in (Peer.objects.create(group=untold, name=f"{UNTOLD} council"), peer):
        PeerResult.objects.create(indicator=hidden, peer=one, period="2021/22", value=5, source=UNTOLD)
    IndicatorCitation.objects.create(item=roads.item, indicator=hidden, starts=START)
    return indicator, hidden


def reports(plan, green, roads, repair, board) -> tuple[HighlightReport, HighlightReport]:
    """A published report with management words, and a draft of the next one."""
    period = ReportingPeriod.objects.create(
        name="April to September 2022", starts=date(2022, 4, 1), ends=date(2022, 9, 30), due=date(2022, 10, 7)
    )
    following = ReportingPeriod.objects.create(
        name="October 2022 to March 2023", starts=date(2022, 10, 1), ends=date(2023, 3, 31), due=date(2023, 4, 7)
    )
    first = write_report(period, board, plan, green, roads, repair)
    second = HighlightReport.objects.create(
        period=following, board=board, plan=plan, outcome=green.item, summary=UNTOLD, public_summary=f"{UNTOLD} draft"
    )
    priority = first.entries.get(kind="priority", public_text__startswith="Hire")
    PriorityAnswer.objects.create(report=second, priority=priority, answer="done", public_text=f"{UNTOLD} answer")
    DeliveryUpdate.objects.create(
        item=repair.item, status="off_track", date=date(2022, 11, 1), text=UNTOLD, public_text=f"{UNTOLD} update"
    )
    publish_report(first, board)
    return first, second


def write_report(period, board, plan, green, roads, repair) -> HighlightReport:
    report = HighlightReport.objects.create(
        period=period, board=board, plan=plan, outcome=green.item, illustrative=True, summary=f"{UNTOLD} summary",
        public_summary="The streets are **cleaner**.",
    )  # fmt: skip
    SubOutcomeJudgement.objects.create(
        report=report, item=roads.item, status="at_risk", text=f"{UNTOLD} reason", public_text="Lorries are late."
    )
    for kind, text in (("achievement", "Bins emptied."), ("challenge", "Few drivers."), ("priority", "Hire drivers.")):
        ReportEntry.objects.create(report=report, kind=kind, item=roads.item, text=f"{UNTOLD} {text}", public_text=text)
    ReportEntry.objects.create(report=report, kind="priority", text=f"{UNTOLD} internal", public_text="")
    DeliveryUpdate.objects.create(
        report=report, item=repair.item, status="on_track", date=date(2022, 9, 26), text=f"{UNTOLD} told",
        public_text="All bins are emptied.", evidence="Round sheets", published_at=datetime(2022, 10, 17, tzinfo=UTC),
        illustrative=True,
    )  # fmt: skip
    return report


def publish_report(report: HighlightReport, board: Body) -> None:
    """As its verbs leave it; how it gets there is tested with them."""
    approval = Decision.objects.create(body=board, date=date(2022, 10, 12), text="Approved.")
    at = datetime(2022, 10, 17, 9, tzinfo=UTC)
    HighlightReport.objects.filter(pk=report.pk).update(**factories.published(approval, at))
    report.refresh_from_db()


def packs(committee: Body, plan: Plan) -> tuple[Pack, Pack]:
    """A pack with a withdrawn, a superseding and an unpublished version; and one never published."""
    pack = Pack.objects.create(body=committee, covers="2022-Q2")
    first = make_version(pack, 1, plan, datetime(2022, 10, 28, 13, tzinfo=UTC))
    make_version(pack, 2, plan, datetime(2022, 10, 31, 13, tzinfo=UTC), what_changed="One figure was wrong.")
    make_version(pack, 3, plan, None, what_changed=f"{UNTOLD} change")
    PackWithdrawal.objects.create(
        version=first, by=factories.make_user(), at=datetime(2022, 11, 2, 9, tzinfo=UTC), reason="It named a person."
    )
    hidden = Pack.objects.create(body=committee, covers="2022-Q3")
    make_version(hidden, 1, plan, None)
    return pack, hidden


def says(pack: Pack, number: int) -> dict:
    """Of a version's content what its page shows."""
    paper = {
        "committee": pack.body.name, "meeting": "7 November 2022", "agenda_item": "9", "appendix": "A",
        "edition": "Fenbrook Plan 2022-26 (approved)", "cut_off": "28 October 2022", "number": number,
    }  # fmt: skip
    return {"paper": paper, "illustrative": True}


def make_version(pack: Pack, number: int, plan: Plan, published: datetime | None, **fields) -> PackVersion:
    built = datetime(2022, 10, 27, 9, tzinfo=UTC)
    version = PackVersion.objects.create(
        pack=pack,
        number=number,
        state="built",
        asked_at=built,
        built_at=built,
        edition=plan,
        content=says(pack, number),
        **fields,
    )
    content = PDF + str(number).encode()
    for audience, name in (("public", f"pack-v{number}.pdf"), ("exempt", f"untold-v{number}.pdf")):
        PackFile.objects.create(
            version=version, kind="pdf", audience=audience, name=name, content=content, size=len(content),
            sha256=hashlib.sha256(content + audience.encode()).hexdigest(),
        )  # fmt: skip
    if published:
        version.published_at = version.cleared_at = published
        version.cleared_office = "Policy Officer"
        version.save()
    return version
