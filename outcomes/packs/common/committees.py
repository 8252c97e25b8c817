"""Which committees a common report has a part for, and how its sections name them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from outcomes.scrutiny.models import Referral, Remit
from plan.models import Body, BodyKind

from .. import sections
from ..gathering import period_of_quarter
from ..kinds import Section
from ..models import Pack
from .content import REST, REST_TITLE

BEFORE = tuple(one for one in sections.USUAL if one.key in (sections.INTRODUCTION, sections.SINCE))
AFTER = tuple(one for one in sections.USUAL if one.key in (sections.NOTES, sections.GLOSSARY))


def committees_on(on: date) -> list[Body]:
    """Committees that have a remit on a day, or to which something is referred, by name. One query."""
    remits, referrals = Remit.objects.on(on), Referral.objects.on(on)
    watches = Exists(remits.filter(committee=OuterRef("pk"))) | Exists(referrals.filter(receiver=OuterRef("pk")))
    return list(Body.objects.filter(Q(watches), kind=BodyKind.COMMITTEE).order_by("name"))


def key_of(body: Body) -> str:
    """The key of its section."""
    return f"body-{body.pk}"


def every_section(pack: Pack) -> tuple[Section, ...]:
    """A part for each committee in alphabetical order, then one for what none watches. One query."""
    on = pack.meeting.date if pack.meeting else period_of_quarter(pack).end
    parts = [Section(key_of(body), body.short) for body in committees_on(on)]
    return (*BEFORE, *parts, Section(REST, REST_TITLE), *AFTER)
