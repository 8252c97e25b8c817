"""Links between boards and partnership boards, when a body ends (requirements C34 and 39)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from . import endings
from .models import Body, BodyLink, Meeting
from .slots import BodyEnding, slots
from .wording import count, day


def open_links(body: Body, on: date) -> QuerySet[BodyLink]:
    """Links, from either side, that would hold on that day or later."""
    return endings.lasting(BodyLink.objects.filter(Q(board=body) | Q(partnership=body)), on)


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    """What becomes of its links, and the meetings that nobody has cancelled."""
    links = open_links(body, on).count()
    planned = Meeting.objects.to_be_held().filter(body=body, date__gte=on).count()
    said = []
    if links:
        what = count(links, "link with a partnership board", "links with partnership boards")
        whose = f"{'passes' if links == 1 else 'pass'} to {into}" if into else f"{'ends' if links == 1 else 'end'}"
        said.append(f"{what} {whose}, on {day(on)}.")
    if planned:
        said.append(f"{count(planned, 'meeting')} from {day(on)} still {'stands' if planned == 1 else 'stand'} in the"
                    " calendar: cancel what does not take place.")  # fmt: skip
    return said


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """End its links that day, and begin them anew for the body that takes over, unless it has them too."""
    said = told(body, on=on, into=into)
    for link in list(open_links(body, on)):
        if into is not None:
            _pass_on(link, body, into, on, by, why)
        endings.end(link, on=on, by=by, why=why)
    return said


def _pass_on(link: BodyLink, body: Body, into: Body, on: date, by: Any, why: str) -> None:
    starts = max(on, link.starts) if link.starts else on
    ends = {"board": link.board, "partnership": link.partnership}
    ends["board" if link.board_id == body.pk else "partnership"] = into
    if BodyLink.objects.on(starts).filter(**ends).exists():
        return
    new = BodyLink(
        **ends, starts=starts, ends=link.ends, note=link.note, source=link.source, illustrative=link.illustrative
    )
    new._history_user, new._change_reason = by, why
    new.save()


def furnish() -> None:
    slots.body_endings.add(BodyEnding("partnership-links", told, end, order=40))
