"""The performance compendium as a kind of pack: what stands in its way, and its data as a workbook."""

from collections.abc import Sequence
from datetime import date

from outcomes.reporting.checking import together
from outcomes.reporting.points import Point
from performance.checking import look
from performance.models import Indicator
from plan.models import BodyKind
from plan.periods import Kind
from plan.wording import count

from ..kinds import Design, PackKind, Sheet, kinds, sections_of
from ..models import PackVersion
from .content import SECTIONS, CompendiumContent
from .gathering import TITLE, gather

COMPENDIUM = "compendium"
BODIES = (BodyKind.COMMISSION.value, BodyKind.CABINET.value, BodyKind.COUNCIL.value)
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/compendium.css")
FIGURES = ("Number", "Indicator", "Unit", "Period", "Figure", "Provisional", "Illustrative")
INDICATORS = ("Number", "Indicator", "Latest", "Period", "Target", "Rating", "Direction", "Place", "Source")


def furnish() -> None:
    kinds.add(
        PackKind(
            key=COMPENDIUM,
            title=TITLE,
            bodies=BODIES,
            covers=Kind.FINANCIAL_YEAR,
            gather=gather,
            read=CompendiumContent.from_dict,
            design=Design("packs/compendium/paper.html", "packs/compendium/page.html", SHEETS),
            points=points,
            checklist=checklist,
            sheets=sheets,
            sections=sections_of(SECTIONS),
            by_exception=True,
            by_department=True,
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


def sheets(content: CompendiumContent) -> Sequence[Sheet]:
    """Every indicator, and every figure of it that the compendium keeps."""
    indicators, figures = [], []
    for part, line in content.lines:
        latest = line.latest
        source = next((words for term, words in line.notes if term == "Source"), "")
        indicators.append(
            (
                part.number, line.name, latest.shown if latest else "", latest.period if latest else "",
                line.goal.shown if line.goal else "", line.rating.label, line.direction.label,
                line.place.words if line.place else "", source,
            )
        )  # fmt: skip
        figures += [
            (part.number, line.name, line.unit, one.period, one.shown, _yes(one.provisional), _yes(one.illustrative))
            for one in line.values
        ]
    return [Sheet("Indicators", INDICATORS, tuple(indicators)), Sheet("Figures", FIGURES, tuple(figures))]


def _yes(holds: bool) -> str:
    return "yes" if holds else ""
