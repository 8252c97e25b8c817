"""What stands in the way of publishing the plan as a document, and what is worth knowing before it is cleared."""

from datetime import date

from django.urls import reverse

from outcomes.framework.missing_figures import still_open
from outcomes.reporting.points import Point
from performance.checks import Level
from plan.wording import count

from ..content import digest
from ..models import Pack, PackVersion
from .content import PlanContent
from .gathering import gather


def refusal(version: PackVersion) -> str:
    """A version of the plan that is not public is not published by way of its document."""
    edition = version.pack.edition
    if edition is None or edition.is_public:
        return ""
    return f"{edition} is not public. Publish that version of the plan first, then build its document again."


def points(version: PackVersion) -> list[Point]:
    """Words that are not what was built: a draft goes on being written. Raises ValueError for a content of another
    schema."""
    PlanContent.from_dict(version.content)
    pack = Pack.objects.select_related("body", "meeting", "agenda_item", "edition").get(pk=version.pack_id)
    now = gather(pack, number=version.number, today=version.cut_off or date.max).content.to_dict()
    if _said(now) == _said(version.content):
        return []
    again = reverse("admin:outcomes_pack_build", args=[pack.pk])
    return [Point(Level.STOP, "changed", str(pack.edition), "its words changed since: build the document again", again)]


def _said(content: dict) -> str:
    return digest({key: value for key, value in content.items() if key != "paper"})


def checklist(version: PackVersion, today: date) -> list[str]:
    """What is still open in the plan's words, and what the document holds."""
    try:
        content = PlanContent.from_dict(version.content)
    except ValueError:
        return ["It was built before this system last changed. Build it again."]
    edition = version.pack.edition
    if edition is None:
        return []
    lines = [f"{told.heading}: {count(len(told.lines), 'place')}." for told in still_open(edition)]
    if content.is_draft:
        lines.append("It says “Draft” on every page, as this version of the plan was never put in force.")
    if content.illustrative:
        lines.append("Some of it is marked illustrative.")
    subs = [sub for outcome in content.outcomes for sub in outcome.sub_outcomes]
    return [*lines, f"It shows {count(len(content.outcomes), 'outcome')} and {count(len(subs), 'sub-outcome')}."]
