"""What the compendium lacks: parts without an indicator, indicators without figure, target, place or source. Pure."""

from collections.abc import Callable, Sequence
from datetime import date

from plan.periods import Period

from .content import Chapter, Gap, Line

OLD = 18  # months before the year's end; as in `outcomes.packs.recent`


def gaps_in(chapters: Sequence[Chapter], year_end: date) -> tuple[Gap, ...]:
    """Each kind of gap with what has it; kinds that nothing has are left out. Where most have it, none is named."""
    parts = [part for chapter in chapters for part in chapter.parts]
    silent = tuple(f"{part.number} {part.title}" for part in parts if not part.lines and not part.also)
    found = [Gap("Parts of the plan without an indicator", len(silent), silent)]
    lines = {line.slug: (part.number, line) for part in reversed(parts) for line in reversed(part.lines)}
    each = list(lines.values())[::-1]
    kinds: dict[str, Callable[[Line], bool]] = {
        "Indicators without any figure by the end of the year": lambda line: not line.values,
        "Latest figure more than 18 months old at the end of the year": lambda line: is_old(line, year_end),
        "Only one figure, so that no direction can be told": lambda line: len(line.values) == 1,
        "Without a target": lambda line: line.goal is None,
        "Without a place among other councils": lambda line: line.place is None,
        "Without a source": lambda line: not any(term == "Source" for term, _ in line.notes),
    }
    for what, lacks in kinds.items():
        named = tuple(f"{number} {line.name}" for number, line in each if lacks(line))
        found.append(Gap(what, len(named), named if len(named) * 2 <= len(each) else ()))
    return tuple(gap for gap in found if gap.count)


def is_old(line: Line, year_end: date) -> bool:
    """Whether its latest figure says how things once went, and not how they went in the year."""
    if line.latest is None:
        return False
    end = _end(line.latest.period)
    return end is not None and (year_end.year - end.year) * 12 + year_end.month - end.month > OLD


def _end(label: str) -> date | None:
    """The last day of a period by its short label; None for one that cannot be told from it."""
    try:
        return Period.parse(label).end
    except ValueError:
        return None
