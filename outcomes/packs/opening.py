"""Makes the pack that a committee gets for a quarter, with the meeting it goes to."""

from django.db import transaction

from plan import events
from plan.models import Body, Meeting, User
from plan.periods import Period

from .building import may_act
from .models import Pack

NOT_HELD = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


def meeting_for(committee: Body, quarter: Period) -> Meeting | None:
    """The committee's first meeting after a quarter's end, which is where its pack goes."""
    later = committee.meetings.filter(date__gt=quarter.end).exclude(status__in=NOT_HELD)
    return later.order_by("date").first()


@transaction.atomic
def open_pack(committee: Body, quarter: Period, *, by: User | None) -> Pack:
    """The committee's pack for a quarter, made where there is none yet."""
    may_act(by, "made")
    pack, made = Pack.objects.get_or_create(
        committee=committee, quarter=quarter.code, defaults={"meeting": meeting_for(committee, quarter)}
    )
    if made:
        events.record(verb="pack.opened", subject=pack, by=by)
    return pack
