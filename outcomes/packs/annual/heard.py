"""What the bodies before on the report's way said of it, and what changed since each saw it.

The report goes to the Scrutiny Commission, then to the Cabinet, then to the Council (report of 1 November 2021,
paragraph 44). Each later body reads what the earlier ones resolved and asked for, with what was answered.
"""

from datetime import date

from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.followed import NOBODY, Followed, Resolved, followed, resolved
from outcomes.scrutiny.resolutions import Resolution
from plan.clock import local_day
from plan.models import AgendaItem, BodyKind
from plan.wording import day

from ..models import Pack, PackVersion
from .compared import changes_since
from .content import AnnualContent, Asked, Heard

ANNUAL = "annual"
ROUTE = (BodyKind.COMMISSION.value, BodyKind.CABINET.value, BodyKind.COUNCIL.value)


def heard_before(pack: Pack, content: AnnualContent) -> tuple[Heard, ...]:
    """One for each body that had the same year's report before this one, in the order of the route."""
    return tuple(_heard(version, content) for version in seen_before(pack))


def seen_before(pack: Pack) -> list[PackVersion]:
    """The version that each earlier body on the route saw: the newest that was out on the day it met. One query."""
    earlier = ROUTE[: ROUTE.index(pack.body.kind)] if pack.body.kind in ROUTE else ()
    rows = (
        PackVersion.objects.standing()
        .filter(pack__kind=ANNUAL, pack__covers=pack.covers, pack__body__kind__in=earlier)
        .select_related("pack__body", "pack__meeting", "pack__agenda_item__meeting")
        .order_by("pack__body__name", "-number")
    )
    found: dict[int, list[PackVersion]] = {}
    for version in rows:
        found.setdefault(version.pack_id, []).append(version)
    seen = [_seen(versions) for versions in found.values()]
    return sorted(seen, key=lambda version: ROUTE.index(version.pack.body.kind))


def _seen(versions: list[PackVersion]) -> PackVersion:
    """Newest first: the first that was published by the day of the meeting; where none was, the oldest."""
    meeting = versions[0].pack.meeting
    if meeting is None:
        return versions[0]
    in_time = (one for one in versions if one.published_at and local_day(one.published_at) <= meeting.date)
    return next(in_time, versions[-1])


def _on(version: PackVersion) -> date:
    if version.pack.meeting:
        return version.pack.meeting.date
    assert version.published_at  # only published versions are asked for
    return local_day(version.published_at)


def _heard(version: PackVersion, content: AnnualContent) -> Heard:
    body, until = version.pack.body, date.fromisoformat(content.paper.cut_off_day)
    return Heard(
        body=body.name,
        anchor=f"said-by-{body.slug}",
        seen=day(_on(version)),
        resolved=tuple(_resolved(one) for one in _resolutions(version.pack.agenda_item, on=until)),
        asked=tuple(_asked(one) for one in _actions(version.pack.agenda_item, on=until)),
        changes=changes_since(version.content, content),
    )


def _resolutions(item: AgendaItem | None, *, on: date) -> tuple[Resolved, ...]:
    """What was resolved on the report's item of the agenda; what was resolved on others is not about it."""
    if item is None or item.meeting.date > on:
        return ()
    return resolved(Resolution.objects.visible_to(NOBODY).filter(agenda_item=item).order_by("position", "pk"), on=on)


def _actions(item: AgendaItem | None, *, on: date) -> tuple[Followed, ...]:
    """What was asked for under that item, with the answers that were published by the cut-off."""
    if item is None:
        return ()
    rows = Action.objects.visible_to(NOBODY).filter(agenda_item=item, raised_on__lte=on).exclude(owner_office="")
    return followed(rows, on=on, as_it_stood=True)


def _resolved(one: Resolved) -> str:
    minute = f"Minute {one.reference}: " if one.reference else ""
    return f"{minute}{one.text}{' (illustrative)' if one.illustrative else ''}"


def _asked(one: Followed) -> Asked:
    said, responded = one.latest, one.responded
    if responded:
        answer, by = f"{responded.words}. {responded.why}".strip(), f"{responded.body}, {day(responded.on)}"
    elif said:
        answer, by = said.text, f"{said.office}, {day(said.on)}"
    else:
        answer, by = "", ""
    made_up = one.illustrative or bool(said and said.illustrative)
    return Asked(one.text, one.kind_words, one.state_words, answer, by, made_up)
