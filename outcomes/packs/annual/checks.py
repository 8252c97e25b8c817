"""What stands in the way of publishing a year's report, and what is worth knowing before it is cleared."""

from datetime import date

from django.urls import reverse

from outcomes.reporting.checking import together
from outcomes.reporting.points import Point
from performance.checking import look
from performance.checks import Level
from performance.models import Indicator
from plan.periods import Period
from plan.wording import count, join_words

from ..checklist import MOST_NAMED
from ..models import PackVersion
from .content import AnnualContent, Outcome
from .heard import seen_before
from .models import AnnualPassage


def points(version: PackVersion) -> list[Point]:
    """Figures that need a look, and passages that changed since it was built. Raises ValueError for what another schema
    wrote."""
    content = AnnualContent.from_dict(version.content)
    shown = {figure.measure.slug for outcome in content.outcomes for figure in outcome.figures}
    keys = set(Indicator.objects.filter(slug__in=shown).values_list("pk", flat=True))
    looked = look(keys, on=date.fromisoformat(content.paper.cut_off_day))
    return [*_changed(version, content), *together(looked, [], {})]


def _changed(version: PackVersion, content: AnnualContent) -> list[Point]:
    """Words that are no longer what the paper prints: whoever changed them meant them to be read."""
    printed = {("", one.key): one.text for one in content.passages}
    printed |= {(outcome.uuid, one.key): one.text for outcome in content.outcomes for one in outcome.passages}
    names = {outcome.uuid: outcome.title for outcome in content.outcomes}
    again = reverse("admin:outcomes_pack_build", args=[version.pack_id])
    found = []
    for row in AnnualPassage.objects.filter(year=version.pack.covers).order_by("pk"):
        key = (str(row.item_id or ""), row.heading)
        if row.text != printed.get(key, ""):
            name = ", ".join(filter(None, [names.get(key[0], ""), str(row.get_heading_display())]))
            found.append(Point(Level.STOP, "changed", name, "its words changed since: build the report again", again))
    return found


def checklist(version: PackVersion, today: date) -> list[str]:
    """What is silent, and what it holds. One query."""
    try:
        content = AnnualContent.from_dict(version.content)
    except ValueError:
        return ["It was built before this system last changed. Build it again."]
    silent = [outcome for outcome in content.outcomes if outcome.kind == "Outcome" and not outcome.passages]
    figures = {figure.measure.slug for outcome in content.outcomes for figure in outcome.figures}
    lines = []
    if not content.passages:
        lines.append("Nothing is written about the year as a whole.")
    if silent:
        lines.append(f"Nothing is written about {count(len(silent), 'outcome')}: {_named(silent)}.")
    if content.illustrative:
        lines.append("Some of it is marked illustrative.")
    year = Period.parse(version.pack.covers).short_label
    lines += [
        f"The pack of {seen.pack.body} names no item of an agenda, so nothing that it said is printed."
        for seen in seen_before(version.pack)
        if seen.pack.agenda_item is None
    ]
    return [
        *lines,
        f"It shows {count(len(content.outcomes), 'chapter')} and {count(len(figures), 'indicator')} for {year},"
        f" as at {content.paper.cut_off}.",
    ]


def _named(outcomes: list[Outcome]) -> str:
    more = len(outcomes) - MOST_NAMED
    return join_words([*(one.title for one in outcomes[:MOST_NAMED]), *([f"{more} more"] if more > 0 else [])])
