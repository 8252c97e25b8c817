"""Makes the pack that a committee gets for a quarter, with the meeting it goes to."""

from django.db import transaction

from plan import clock, events
from plan.models import AgendaItem, Body, Meeting, User
from plan.periods import Period

from .building import NotAllowed, may_act
from .misfits import misfits
from .models import Pack

NOT_HELD = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


def meeting_for(committee: Body, quarter: Period) -> Meeting | None:
    """The committee's first meeting after a quarter's end, which is where its pack goes."""
    later = committee.meetings.filter(date__gt=quarter.end).exclude(status__in=NOT_HELD)
    return later.order_by("date").first()


@transaction.atomic
def open_pack(
    committee: Body,
    quarter: Period,
    *,
    by: User | None,
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    why: str = "",
    **more: object,
) -> Pack:
    """The committee's pack for a quarter, made where there is none yet; one that is there stays as it is.

    Without a `meeting` it goes to the committee's first one after the quarter's end. `more` are other fields of the
    pack. Raises NotAllowed for whom it is not, and for a quarter, meeting or agenda item that does not fit.
    """
    may_act(by, "made")
    there = Pack.objects.filter(committee=committee, quarter=quarter.code).first()
    if there is not None:
        return there
    goes_to = meeting or meeting_for(committee, quarter)
    pack = Pack(committee=committee, quarter=quarter.code, meeting=goes_to, agenda_item=agenda_item, **more)
    for problem in misfits(pack, today=clock.today()).values():
        raise NotAllowed(problem)
    pack._history_user, pack._change_reason = by, why or None
    pack.save(force_insert=True)
    events.record(verb="pack.opened", subject=pack, by=by, why=why)
    return pack
