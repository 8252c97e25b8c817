"""One example row of every model on the desk, for the tests that walk them all."""

from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import admin
from django.db import models, transaction

from consultation.models import (
    AimRanking,
    AlternativeFormat,
    Comment,
    Conduct,
    EngagementEvent,
    PlanChange,
    PublishedResults,
    ReportedResult,
    Response,
    ResponseCount,
    Theme,
    ThemeAnswer,
)
from outcomes.framework.comparing.parts import PLAN, key_of
from outcomes.models import (
    Action,
    ActionAnswer,
    AlignmentReview,
    AnnualPassage,
    CommonWords,
    CoveringHeading,
    CoveringReport,
    DeliveryUpdate,
    ExemptAppendix,
    HighlightReport,
    ImpactStatement,
    ImportNote,
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
    MeetingReview,
    NamedDate,
    Pack,
    PackVersion,
    PlanUpload,
    Referral,
    Remit,
    ReportingPeriod,
    Resolution,
    ServicePlanAction,
    StartingQuestion,
)
from performance.models import Area, ComparatorGroup, ResultsImport, Source
from plan import clock, events
from plan.models import (
    AgendaItem,
    BodyLink,
    BodyMembership,
    Council,
    Decision,
    Election,
    Event,
    GlossaryTerm,
    LeadMember,
    Paper,
    Partner,
    PartnerAlias,
    Plan,
    ReminderMail,
    Section,
    SectionEntry,
    SentReminder,
    Strategy,
    TimetableStep,
    User,
)
from tests import factories
from tests.consultation import asked
from tests.factories import serial

DAY = date(2022, 10, 12)
OURS = ("plan", "performance", "outcomes", "consultation")


def registered() -> list[type[models.Model]]:
    """Every model of ours that the desk shows, in the order of their names."""
    return sorted((model for model in admin.site._registry if model._meta.app_label in OURS), key=str)


def example_of(model: type[models.Model]) -> models.Model:
    """A saved row of this model, a new one each time where there can be more than one."""
    label = model._meta.label
    if label not in MAKERS:
        raise KeyError(f"Add an example of {label} to tests/examples.py; there is one for {', '.join(sorted(MAKERS))}.")
    return MAKERS[label]()


def _reader() -> User:
    """Who looks, where a row is for one person's eyes."""
    return User.objects.order_by("-is_superuser", "pk").first() or factories.make_user()


def plan() -> Plan:
    """The draft that examples of its parts share."""
    drafts = Plan.objects.filter(published_at=None, suboutcomes__isnull=False)
    return drafts.first() or factories.make_tree(commitments=2)


def outcome():
    return factories.make_outcome(plan())


def sub_outcome():
    return factories.make_sub_outcome(plan().outcomes.first())


def aim():
    return factories.make_aim(plan().suboutcomes.first())


def commitment():
    return factories.make_commitment(plan().suboutcomes.first())


def _event() -> Event:
    body = factories.make_body()
    with transaction.atomic():
        return events.record(verb="body.added", subject=body, by=None)


def _named(model: type[models.Model], **fields) -> Callable[[], models.Model]:
    def make() -> models.Model:
        number = next(serial)
        named = {"title" if hasattr(model, "title") else "name": f"Fen {model._meta.verbose_name} {number}"}
        return model.objects.create(**named, slug=f"fen-{number}", **fields)

    return make


def _result() -> models.Model:
    indicator = factories.make_indicator()
    return factories.make_result(indicator, "2022-Q1", 79)


def _change() -> PlanChange:
    return PlanChange.objects.create(
        before=factories.make_plan(), after=factories.make_plan(), part=key_of(PLAN), part_kind=PLAN, kind="reworded",
        name="Fenbrook Plan", reason="It says so more plainly.", decided_by="Cabinet",
    )  # fmt: skip


def _theme_answer() -> ThemeAnswer:
    theme = Theme.objects.create(
        consultation=asked.make_consultation(), title=f"Theme {next(serial)}", summary="More trees."
    )
    return ThemeAnswer.objects.create(theme=theme, decision="outside", words="For others.", decided_by="Cabinet")


def _import() -> ResultsImport:
    return ResultsImport.objects.create(
        name="returns.csv", sha256="0" * 64, at=clock.now(), by=factories.make_user(), created=1, updated=2, unchanged=3
    )


def _report() -> HighlightReport:
    row = outcome()
    return HighlightReport.objects.create(
        period=_period(), board=factories.make_body("board"), plan=row.plan, outcome=row.item, summary="It went well."
    )


def _period() -> ReportingPeriod:
    number = next(serial)
    starts = date(2022, 4, 1) + timedelta(days=number)
    return ReportingPeriod.objects.create(
        name=f"Half-year {number}", starts=starts, ends=starts + timedelta(days=6_000), due=starts
    )


def _pack() -> Pack:
    return Pack.objects.create(body=factories.make_body(), covers="2022-Q2")


def _covering_heading() -> CoveringHeading:
    number = next(serial)
    return CoveringHeading.objects.create(key=f"heading-{number}", title=f"Heading {number}", position=1)


def _review() -> AlignmentReview:
    return AlignmentReview.objects.create(
        strategy=example_of(Strategy), board=factories.make_body("board"), outcome=outcome().item, date=DAY,
        judgement="reflects", next_review=DAY + timedelta(days=365),
    )  # fmt: skip


def _paper() -> Paper:
    item = AgendaItem.objects.create(meeting=_meeting(), number=8, title="The budget")
    return Paper.objects.create(agenda_item=item, title=f"Budget {next(serial)}", published_on=DAY)


def _membership() -> BodyMembership:
    return BodyMembership.objects.create(body=factories.make_body(), office=f"Head of Roads {next(serial)}")


def _meeting():
    return factories.make_meeting(factories.make_body())


def _action() -> Action:
    meeting = _meeting()
    return Action.objects.create(
        text=f"Figures for each parish, number {next(serial)}.", raised_by=meeting.body, meeting=meeting,
        raised_on=meeting.date, owner_office="Head of Streets",
    )  # fmt: skip


def _resolution() -> Resolution:
    return Resolution.objects.create(meeting=_meeting(), minute="12", letter="a", kind="noted", text="Report noted.")


def _answer() -> ActionAnswer:
    return ActionAnswer.objects.create(action=_action(), date=DAY, text="All of them.", office="Head of Streets")


def _sent() -> SentReminder:
    user = factories.make_user()
    mail = ReminderMail.objects.create(user=user, office=user.office, day=DAY, kind="step")
    line = SentReminder.objects.create(
        mail=mail, user=user, reminder="figures", subject="figures:1:2022-Q2", what="2 figures", due=DAY, step=7
    )
    mail.result = "sent"
    mail.save()
    return line


MAKERS: dict[str, Callable[[], models.Model]] = {
    "consultation.PlanChange": _change,
    "consultation.ThemeAnswer": _theme_answer,
    "plan.AgendaItem": lambda: AgendaItem.objects.create(meeting=_meeting(), number=7, title="The draft plan"),
    "plan.ApiToken": lambda: factories.make_token()[0],
    "plan.Body": factories.make_body,
    "plan.BodyLink": lambda: BodyLink.objects.create(
        board=factories.make_body("board"), partnership=factories.make_body("partnership")
    ),
    "plan.BodyMembership": _membership,
    "plan.Council": Council.current,
    "plan.Decision": lambda: Decision.objects.create(body=factories.make_body(), text="Approved the plan.", date=DAY),
    "plan.Department": factories.make_department,
    "plan.Election": lambda: Election.objects.create(
        title=f"Election {next(serial)}", date=date(2021, 5, 6), notice_of_election=date(2021, 3, 29)
    ),
    "plan.Event": _event,
    "plan.GlossaryTerm": lambda: GlossaryTerm.objects.create(
        plan=plan(), term=f"Partner {next(serial)}", definition="Somebody we work with."
    ),
    "plan.LeadMember": lambda: LeadMember.objects.create(title=f"Lead Member {next(serial)}"),
    "plan.Meeting": _meeting,
    "plan.Paper": factories.make_paper,
    "plan.Partner": _named(Partner, kind="group"),
    "plan.PartnerAlias": lambda: PartnerAlias.objects.create(partner=example_of(Partner), name=f"F.T. {next(serial)}"),
    "plan.Plan": factories.make_tree,
    "plan.Section": lambda: Section.objects.create(plan=plan(), title="Our values", kind="values"),
    "plan.SectionEntry": lambda: SectionEntry.objects.create(section=example_of(Section), title="Openness"),
    "plan.SentReminder": _sent,
    "plan.Strategy": _named(Strategy),
    "plan.TimetableStep": lambda: TimetableStep.objects.create(
        name=f"Clearance {next(serial)}", key=f"clearance-{next(serial)}", working_days=10
    ),
    "plan.User": factories.make_user,
    "performance.Indicator": lambda: _result().indicator,
    "performance.ResultsImport": _import,
    "performance.Result": _result,
    "performance.Area": _named(Area, kind="district"),
    "performance.Source": _named(Source, kind="survey"),
    "performance.ComparatorGroup": _named(ComparatorGroup),
    "outcomes.Outcome": outcome,
    "outcomes.SubOutcome": sub_outcome,
    "outcomes.Aim": aim,
    "outcomes.Commitment": commitment,
    "outcomes.PlanItem": lambda: sub_outcome().item,
    "outcomes.ItemBoard": lambda: ItemBoard.objects.create(item=outcome().item, board=factories.make_body("board")),
    "outcomes.ItemDepartment": lambda: ItemDepartment.objects.create(
        item=outcome().item, department=factories.make_department()
    ),
    "outcomes.ItemLeadMember": lambda: ItemLeadMember.objects.create(
        item=outcome().item, lead_member=example_of(LeadMember)
    ),
    "outcomes.ItemOfficer": lambda: ItemOfficer.objects.create(item=commitment().item, office="Head of Roads"),
    "outcomes.ItemStrategy": lambda: ItemStrategy.objects.create(item=outcome().item, strategy=example_of(Strategy)),
    "outcomes.IndicatorCitation": lambda: IndicatorCitation.objects.create(
        item=aim().item, indicator=factories.make_indicator()
    ),
    "outcomes.ItemRelation": lambda: ItemRelation.objects.create(
        item=outcome().item, other=outcome().item, reason="Homes near work."
    ),
    "outcomes.AlignmentReview": _review,
    "outcomes.NamedDate": lambda: NamedDate.objects.create(
        item=aim().item, by=date(2030, 12, 31), what=f"Net zero {next(serial)}"
    ),
    "outcomes.ServicePlanAction": lambda: ServicePlanAction.objects.create(
        year="2022/23", department=factories.make_department(), item=commitment().item, text="Paint the railings."
    ),
    "outcomes.ImpactStatement": lambda: ImpactStatement.objects.create(
        paper=_paper(), outcome=outcome().item, effect="supports", why="It helps."
    ),
    "outcomes.MeetingReview": lambda: MeetingReview.objects.create(
        meeting=factories.make_meeting(factories.make_body("board")), item=outcome().item
    ),
    "outcomes.Remit": lambda: Remit.objects.create(committee=factories.make_body(), item=outcome().item),
    "outcomes.Action": _action,
    "outcomes.ActionAnswer": _answer,
    "outcomes.Resolution": _resolution,
    "outcomes.StartingQuestion": lambda: StartingQuestion.objects.create(text=f"Who was asked? {next(serial)}"),
    "outcomes.Referral": lambda: Referral.objects.create(
        giver=factories.make_body(),
        receiver=factories.make_body(),
        item=outcome().item,
        starts=DAY,
        reason="To see it.",
    ),
    "outcomes.ImportNote": lambda: ImportNote.objects.create(
        plan=plan(), where="1.1", line=next(serial), kind="awaited", text="Content is still to come: “To follow”"
    ),
    "outcomes.PlanUpload": lambda: PlanUpload.objects.create(
        name=f"plan-{next(serial)}.txt", sha256="0" * 64, content=b"5. Green", at=clock.now(), by=_reader()
    ),
    "outcomes.ReportingPeriod": _period,
    "outcomes.HighlightReport": _report,
    "outcomes.DeliveryUpdate": lambda: DeliveryUpdate.objects.create(
        item=commitment().item, date=DAY, status="on_track", text="Begun."
    ),
    "outcomes.AnnualPassage": lambda: AnnualPassage.objects.create(
        year="2021/22", item=outcome().item, heading="progress", text="It went well."
    ),
    "outcomes.Pack": _pack,
    "outcomes.CoveringHeading": _covering_heading,
    "outcomes.CommonWords": lambda: CommonWords.objects.create(
        kind="quarterly", covers="2022-Q2", heading=_covering_heading(), text="As in every report."
    ),
    "outcomes.CoveringReport": lambda: CoveringReport.objects.create(pack=_pack(), title="A report"),
    "outcomes.ExemptAppendix": lambda: ExemptAppendix.objects.create(
        pack=_pack(),
        title="Prices",
        text="Dear.",
        paragraphs=["3"],
        public_interest_test="Bidders.",
        public_sentence="It has prices.",
    ),
    "consultation.Consultation": asked.make_consultation,
    "consultation.AlternativeFormat": lambda: AlternativeFormat.objects.create(
        consultation=asked.make_consultation(), kind="easy_read", how="Ask at any library."
    ),
    "consultation.Question": lambda: asked.make_question(
        asked.make_consultation(opens=date(2030, 1, 1), closes=date(2030, 2, 1), keep_until=None)
    ),
    "consultation.Theme": lambda: Theme.objects.create(
        consultation=asked.make_consultation(), title=f"Theme {next(serial)}", summary="Few buses."
    ),
    "consultation.PublishedResults": lambda: PublishedResults.objects.create(
        consultation=asked.make_consultation(),
        number=1,
        interim=False,
        content={},
        sha256="0" * 64,
        published_at=clock.now(),
        published_by=factories.make_user(),
    ),
    "consultation.Response": lambda: Response.objects.create(
        consultation=asked.make_consultation(), channel="paper", started_on=DAY, last_on=DAY, submitted_on=DAY
    ),
    "consultation.Conduct": lambda: Conduct.objects.create(consultation=asked.make_consultation(), methods="A survey"),
    "consultation.ResponseCount": lambda: ResponseCount.objects.create(consultation=asked.make_consultation(), count=9),
    "consultation.ReportedResult": lambda: ReportedResult.objects.create(
        consultation=asked.make_consultation(), about="vision", scale="agree", level="agree", percentage=79
    ),
    "consultation.AimRanking": lambda: AimRanking.objects.create(
        consultation=asked.make_consultation(), side="high", words="very important"
    ),
    "consultation.EngagementEvent": lambda: EngagementEvent.objects.create(
        consultation=asked.make_consultation(), group=f"Youth group {next(serial)}"
    ),
    "consultation.Comment": lambda: Comment.objects.create(
        consultation=asked.make_consultation(), came="letter", words="More buses."
    ),
    "outcomes.PackVersion": lambda: PackVersion.objects.create(pack=_pack(), number=1, asked_at=clock.now()),
}
