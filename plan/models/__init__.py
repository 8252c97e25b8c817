"""The ground floor's models: people, the council and its bodies, editions of the plan, the library, the event log."""

from .base import Dated, DatedQuerySet, Edited, Sourced, Threaded
from .council import Body, BodyKind, BodyLink, BodyMembership, Council, Department, LeadMember
from .editions import Amendment, GlossaryTerm, Plan, Section, SectionEntry
from .events import ChainHead, Event
from .library import Partner, PartnerAlias, Strategy
from .meetings import AgendaItem, Decision, Meeting, MeetingMove
from .papers import BackgroundPaper, Clearance, Paper
from .people import User
from .reminders import ReminderMail, ReminderRun, SentReminder
from .roles import RoleGroup
from .timetable import Election, TimetableStep
from .tokens import ApiToken

__all__ = [
    "AgendaItem", "Amendment", "ApiToken", "BackgroundPaper", "Body", "BodyKind", "BodyLink", "BodyMembership",
    "ChainHead", "Clearance", "Council", "Dated", "DatedQuerySet", "Decision", "Department", "Edited", "Election",
    "Event", "GlossaryTerm", "LeadMember", "Meeting", "MeetingMove", "Paper", "Partner", "PartnerAlias", "Plan",
    "ReminderMail", "ReminderRun", "RoleGroup", "Section", "SectionEntry", "SentReminder", "Sourced", "Strategy",
    "Threaded", "TimetableStep", "User",
]  # fmt: skip
