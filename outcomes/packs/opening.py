"""Makes the pack that a body gets for a period, with the meeting it goes to."""

from django.db import transaction

from plan import clock, events
from plan.models import AgendaItem, Body, Meeting, Plan, User
from plan.periods import Period

from .agenda import item_for
from .building import NotAllowed, may_act
from .kinds import QUARTERLY
from .laying_out import rows_for
from .misfits import misfits
from .models import Pack

NOT_HELD = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


def meeting_for(body: Body, period: Period) -> Meeting | None:
    """The body's first meeting after a period's end, which is where its pack goes."""
    later = body.meetings.filter(date__gt=period.end).exclude(status__in=NOT_HELD)
    return later.order_by("date").first()


@transaction.atomic
def open_pack(
    body: Body,
    period: Period | None,
    *,
    by: User | None,
    kind: str = QUARTERLY,
    about: Body | None = None,
    edition: Plan | None = None,
    meeting: Meeting | None = None,
    agenda_item: AgendaItem | None = None,
    why: str = "",
    **more: object,
) -> Pack:
    """A body's pack of a kind for a period, made where there is none yet; one that is there stays as it is.

    Without a `meeting` it goes to the body's first one after the period's end; without an `agenda_item`, to the one
    item of that meeting which plainly is this paper, where there is one. `more` are other fields of the pack.
    Raises NotAllowed for whom it is not, and for a period, meeting or agenda item that does not fit.
    """
    may_act(by, "made")
    which = {"kind": kind, "body": body, "covers": period.code if period else "", "about": about, "edition": edition}
    there = Pack.objects.filter(**which).first()
    if there is not None:
        return there
    goes_to = meeting or (meeting_for(body, period) if period else None)
    pack = Pack(**which, meeting=goes_to, **more)
    pack.agenda_item = agenda_item or item_for(pack)
    for problem in misfits(pack, today=clock.today()).values():
        raise NotAllowed(problem)
    pack.is_public = pack.kind_of.is_public
    pack._history_user, pack._change_reason = by, why or None
    pack.save(force_insert=True)
    rows_for(pack, by=by)
    events.record(verb="pack.opened", subject=pack, by=by, why=why)
    return pack
