"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .framework.baselines import BaselineFigure
from .framework.imports import ImportNote
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
from .packs.models import Pack, PackErasure, PackFile, PackVersion, PackWithdrawal
from .reporting.models import (
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    ReportingPeriod,
    SubOutcomeJudgement,
)
from .scrutiny.models import Remit

__all__ = [
    "Aim", "BaselineFigure", "Commitment", "CommitmentPartner", "DeliveryUpdate", "HighlightReport", "ImportNote",
    "IndicatorCitation", "ItemBoard", "ItemDepartment", "ItemLeadMember", "ItemOfficer", "ItemRelation", "ItemStrategy",
    "JointWork", "Outcome", "Pack", "PackErasure", "PackFile", "PackVersion", "PackWithdrawal", "Placement", "PlanItem",
    "PriorityAnswer", "Remit",
    "ReportEntry", "ReportingPeriod", "Saving", "Statement", "SubOutcome", "SubOutcomeJudgement",
]  # fmt: skip
