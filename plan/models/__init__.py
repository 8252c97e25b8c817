"""The ground floor's models: people, the council and its bodies, editions of the plan, the library, the event log."""

from .base import Dated, DatedQuerySet, Edited, Sourced
from .council import AgendaItem, Body, BodyKind, BodyMembership, Council, Decision, Department, LeadMember, Meeting
from .editions import Amendment, GlossaryTerm, Plan, Section, SectionEntry
from .events import ChainHead, Event
from .library import Partner, PartnerAlias, Strategy
from .people import User
from .roles import RoleGroup
from .tokens import ApiToken

__all__ = [
    "AgendaItem", "Amendment", "ApiToken", "Body", "BodyKind", "BodyMembership", "ChainHead", "Council", "Dated",
    "DatedQuerySet", "Decision", "Department", "Edited", "Event", "GlossaryTerm", "LeadMember", "Meeting", "Partner",
    "PartnerAlias", "Plan", "RoleGroup", "Section", "SectionEntry", "Sourced", "Strategy", "User",
]  # fmt: skip
