"""The performance compendium as a kind of pack: what stands in its way, and what it lacks."""

from datetime import date

from outcomes.reporting.checking import together
from outcomes.reporting.points import Point
from performance.checking import look
from performance.models import Indicator
from plan.models import BodyKind
from plan.periods import Kind
from plan.wording import count

from ..kinds import Design, PackKind, kinds, sections_of
from ..models import PackVersion
from .content import SECTIONS, CompendiumContent
from .gathering import TITLE, gather
from .sheets import sheets

COMPENDIUM = "compendium"
BODIES = (BodyKind.COMMISSION.value, BodyKind.CABINET.value, BodyKind.COUNCIL.value)
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/compendium.css")


def furnish() -> None:
    kinds.add(
        PackKind(
            key=COMPENDIUM,
            title=TITLE,
            bodies=BODIES,
            covers=Kind.FINANCIAL_YEAR,
            lede="Every indicator of the Strategic Plan with its figures of the years.",
            gather=gather,
            read=CompendiumContent.from_dict,
            design=Design("packs/compendium/paper.html", "packs/compendium/page.html", SHEETS),
            points=points,
            checklist=checklist,
            sheets=sheets,
            sections=sections_of(SECTIONS),
            by_exception=True,
            by_department=True,
            on_agenda=("compendium",),
            looked_at="Figures alone are looked at.",
            order=50,
        )
    )


def points(version: PackVersion) -> list[Point]:
    """Figures that need a look. Raises ValueError for a content of another schema."""
    content = CompendiumContent.from_dict(version.content)
    shown = {line.slug for _, line in content.lines}
    keys = set(Indicator.objects.filter(slug__in=shown).values_list("pk", flat=True))
    return together(look(keys, on=date.fromisoformat(content.paper.cut_off_day)), [], {})


def checklist(version: PackVersion, today: date) -> list[str]:
    """What is missing, and what it holds. No query."""
    try:
        content = CompendiumContent.from_dict(version.content)
    except ValueError:
        return ["It was built before this system last changed. Build it again."]
    lines = [f"{gap.what}: {gap.count}." for gap in content.gaps]
    shown = {line.slug for _, line in content.lines}
    made_up = ["Some of it is marked illustrative."] if content.illustrative else []
    return [*lines, *made_up, f"It shows {count(len(shown), 'indicator')}, as at {content.paper.cut_off}."]
