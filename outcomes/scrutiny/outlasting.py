"""What a committee referred ends with its own remit: nobody lends what is not theirs any more."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from plan import endings, events, locking
from plan.models import Body, Meeting, Plan

from .models import Referral
from .referring import watches


def end_with_remit(giver: Body, *, on: date, by: Any, why: str) -> list[Referral]:
    """End what a committee referred to others that is not in its remit from a day on, inside the verb that ended or
    handed over the remit. One made on that very day lasts for the day. At most twenty queries for each that lasts."""
    lasting = endings.lasting(Referral.objects.filter(giver=giver), on)
    off = Q(meeting__status__in=(Meeting.Status.CANCELLED, Meeting.Status.MOVED))
    rows = lasting.filter(Q(meeting__isnull=True) | Q(meeting__date__gte=on) | off)
    ended = []
    for row in rows.select_related("item", "indicator", "giver", "receiver"):
        assert row.starts is not None  # the database sees to it
        day = max(on, row.starts + timedelta(days=1))
        if watches(giver, row.about, Plan.current(on), on=max(on, row.starts)):
            continue
        row.ends = day
        row._history_user = by
        locking.save(row, why=why)
        events.record(verb="referral.ended", subject=row, by=by, why=why, detail={"on": str(day)})
        ended.append(row)
    return ended
