"""What a committee watches, when the committee is closed or merged into another."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from plan import endings
from plan.models import Body
from plan.slots import BodyEnding, slots
from plan.wording import count, day

from .giving import ABOUT
from .models import Referral, Remit

PARTS = ("part of the plan", "parts of the plan")


def open_remits(body: Body, on: date) -> QuerySet[Remit]:
    return endings.lasting(Remit.objects.filter(committee=body), on)


def open_referrals(body: Body, on: date) -> QuerySet[Referral]:
    """What is referred to it and would last longer than it does."""
    of_it = Referral.objects.filter(Q(meeting__isnull=True) | Q(meeting__date__gte=on), receiver=body)
    return endings.lasting(of_it, on)


def in_words(body: Body, how_many: int, on: date, into: Body | None) -> list[str]:
    if not how_many:
        return []
    whose = f"watched by {into}" if into else "not covered by any committee through it"
    be = "is" if how_many == 1 else "are"
    return [f"{count(how_many, *PARTS)} that it watches {be} {whose} from {day(on)}."]


def of_referrals(how_many: int, on: date) -> list[str]:
    """Referrals are asked for in the name of a committee, so they end with it, and another is asked anew."""
    if not how_many:
        return []
    return [f"{count(how_many, 'referral')} to it {'ends' if how_many == 1 else 'end'} on {day(on)}; refer anew."]


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    return [
        *in_words(body, open_remits(body, on).count(), on, into),
        *of_referrals(open_referrals(body, on).count(), on),
    ]


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """End its remits on that day, and begin new ones for the committee that takes over, unless it has them too. What
    is referred to it ends as well."""
    remits, referrals = list(open_remits(body, on)), list(open_referrals(body, on))
    for remit in remits:
        if into is not None:
            endings.pass_on(remit, on=on, by=by, why=why, about=ABOUT, committee=into)
        endings.end(remit, on=on, by=by, why=why)
    for referral in referrals:
        endings.end(referral, on=on, by=by, why=why)
    return [*in_words(body, len(remits), on, into), *of_referrals(len(referrals), on)]


def furnish() -> None:
    slots.body_endings.add(BodyEnding("remits", told, end, order=30))
