"""What the system writes into a new covering report: a heading's usual wording, and what it knows already.

An officer edits all of it afterwards; nothing is filled in over words that stand.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from outcomes.scrutiny.followed import resolutions_of
from plan import clock, timetable
from plan.models import BackgroundPaper, Council, Decision, Plan
from plan.wording import day

from .covering import CoveringHeading
from .models import Pack, PackVersion

Fill = CoveringHeading.Fill
MOST = 12  # decisions and resolutions that a report repeats


def usual_words(heading: CoveringHeading, pack: Pack) -> str:
    """What a section begins with: the heading's usual wording with its names filled in, then what is known. Markdown;
    two queries at most."""
    told = heading.usual.strip()
    for name, words in _names(pack).items():
        told = told.replace(f"{{{name}}}", words)
    known = KNOWN.get(heading.fills, _nothing)(pack)
    return "\n\n".join(filter(None, [told, known]))


def title_of(pack: Pack) -> str:
    """What a new report is called: after its period or, where it has none, after the version of the plan that it is."""
    of = f", {pack.period.label}" if pack.period else f": {pack.edition}" if pack.edition else ""
    return f"{pack.kind_of.called}{of}"


def _names(pack: Pack) -> dict[str, str]:
    edition = _edition(pack)
    return {
        "committee": pack.body.name,
        "period": pack.period.label if pack.period else edition.years if edition else "",
        "meeting": day(pack.meeting.date) if pack.meeting else "a meeting still to be set",
        "plan": edition.title if edition else "the Strategic Plan",
        "council": Council.current().name,
        "appendix": f"Appendix {pack.appendix}" if pack.appendix else "the appendix",
        "title": title_of(pack),
    }


def _edition(pack: Pack) -> Plan | None:
    """The version of the plan that the pack rests on, as far as it is known before it is built."""
    if pack.edition is not None:
        return pack.edition
    return Plan.objects.in_force(pack.period.end if pack.period else clock.today()).first()


def _until(pack: Pack) -> date:
    return pack.meeting.date if pack.meeting else clock.today()


def _decisions(pack: Pack) -> str:
    """Decisions on the version of the plan, and what this body resolved at its meeting before (requirement 86)."""
    edition, until = _edition(pack), _until(pack)
    taken = (
        Decision.objects.filter(plan=edition, date__lte=until).order_by("date") if edition else Decision.objects.none()
    )
    lines = [
        f"- {day(one.date)}, {one.body.name}: {one.text}" for one in taken.select_related("body")[:MOST] if one.date
    ]
    resolved = [one for one in resolutions_of(pack.body, on=until) if one.on < until]
    last = [one for one in resolved if one.on == resolved[0].on]
    lines += [f"- {day(one.on)}, {pack.body.name}{_minute(one.reference)}: {one.text}" for one in last[:MOST]]
    return "\n".join(lines)


def _minute(reference: str) -> str:
    return f" (minute {reference})" if reference else ""


def _timetable(pack: Pack) -> str:
    lines = []
    if pack.meeting:
        despatch = day(timetable.despatch_day(pack.meeting.date))
        lines.append(f"- {day(pack.meeting.date)}, {pack.body.name}: this report. Its papers go out by {despatch}.")
    edition = _edition(pack)
    if edition:
        planned = Decision.objects.filter(plan=edition, date=None, planned_date__gt=_until(pack))
        lines += [
            f"- {day(one.planned_date)}, {one.body.name}: {one.text}"
            for one in planned.order_by("planned_date").select_related("body")[:MOST]
            if one.planned_date
        ]
    return "\n".join(lines)


def _background(pack: Pack) -> str:
    """Background papers as title, date and address (requirement 87), the body's pack before among them."""
    lines = []
    if pack.agenda_item_id:
        papers = BackgroundPaper.objects.filter(paper__agenda_item=pack.agenda_item_id)
        lines += [_linked(paper.title, paper.link, paper.when) for paper in papers.order_by("pk")]
    before = (
        PackVersion.objects.standing()
        .filter(pack__kind=pack.kind, pack__body=pack.body_id, pack__covers__lt=pack.covers, pack__is_public=True)
        .select_related("pack__body", "pack__edition")
        .defer("content")
        .order_by("-pack__covers", "-number")
        .first()
    )
    if before is not None:
        lines.append(_linked(title_of(before.pack), before.pack.get_absolute_url(), ""))
    return "\n".join(lines)


def _linked(title: str, link: str, when: str) -> str:
    plain = title.replace("[", "(").replace("]", ")")
    return f"- {', '.join(filter(None, [f'[{plain}]({link})' if link else plain, when]))}"


def _nothing(pack: Pack) -> str:
    return ""


# What came of the screening is a field of the report, printed as it stands when a version is built.
KNOWN: dict[Any, Callable[[Pack], str]] = {
    Fill.DECISIONS: _decisions, Fill.TIMETABLE: _timetable, Fill.BACKGROUND: _background,
}  # fmt: skip
