"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .framework.accepted import AcceptedGap
from .framework.alignment import AlignmentReview
from .framework.baselines import BaselineFigure
from .framework.imports import ImportNote, PlanUpload
from .framework.mergers import ItemsApart, MergedItem
from .framework.models import (
    Aim,
    Commitment,
    CommitmentPartner,
    IndicatorCitation,
    ItemBoard,
    ItemDepartment,
    ItemLeadMember,
    ItemOfficer,
    ItemRelation,
    ItemStrategy,
    JointWork,
    Outcome,
    Placement,
    PlanItem,
    Saving,
    Statement,
    SubOutcome,
)
from .framework.named_dates import NamedDate
from .framework.reviews import MeetingReview
from .packs.annual.models import AnnualPassage
from .packs.covering import CommonWords, CoveringHeading, CoveringReport, CoveringSection
from .packs.exempt import Disclosure, ExemptAppendix
from .packs.models import Pack, PackErasure, PackFile, PackSection, PackVersion, PackWithdrawal
from .reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    ReportingPeriod,
    SubOutcomeJudgement,
)
from .reporting.service_plans import ServicePlanAction
from .scrutiny.answers import ActionAnswer
from .scrutiny.asked import Action
from .scrutiny.impact import ImpactStatement
from .scrutiny.models import Referral, Remit
from .scrutiny.questions import NotedQuestion, StartingQuestion
from .scrutiny.resolutions import Resolution

__all__ = [
    "AcceptedGap", "Action", "ActionAnswer", "Aim", "AlignmentReview", "AnnualPassage", "BaselineFigure", "Commitment",
    "CommitmentPartner", "CommonWords", "CoveringHeading", "CoveringReport", "CoveringSection", "DeliveryUpdate",
    "Disclosure", "ExemptAppendix", "HighlightReport", "ImpactStatement", "ImportNote", "IndicatorCitation",
    "ItemBoard", "ItemDepartment", "ItemLeadMember", "ItemOfficer", "ItemRelation", "ItemStrategy", "ItemsApart",
    "JointWork", "MeetingReview", "MergedItem", "NamedDate", "NotedQuestion", "Outcome", "Pack", "PackErasure",
    "PackFile", "PackSection", "PackVersion", "PackWithdrawal", "Placement", "PlanItem", "PlanUpload", "PriorityAnswer",
    "Referral", "Remit", "ReportEntry", "ReportingPeriod", "Resolution", "Saving", "ServicePlanAction",
    "StartingQuestion", "Statement", "SubOutcome", "SubOutcomeJudgement",
]  # fmt: skip
