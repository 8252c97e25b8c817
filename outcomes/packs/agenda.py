"""Which item of a meeting's agenda a pack is for, where its title or a paper on it plainly says so."""

import re
from collections.abc import Sequence

from plan.models import AgendaItem
from plan.periods import Kind, Period

from .models import Pack

YEARS = re.compile(r"\b(20\d\d)\s*(?:[/–-]|to)\s*(?:20)?(\d\d)\b")
QUARTERS = re.compile(r"\b(?:quarter\s+|q)([1-4]|one|two|three|four)\b", re.IGNORECASE)
YEARLY = {"annual", "yearly"}
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}


def fits(title: str, said: Sequence[str], period: Period | None) -> bool:
    """Whether a title is that of a paper which is called one of `said` (all words of it are in the title), and names no
    other quarter or year than the period's. Pure."""
    words = set(re.findall(r"[a-z0-9]+", title.casefold()))
    if not any(words.issuperset(one.casefold().split()) for one in said):
        return False
    years = {int(first) for first, last in YEARS.findall(title) if (int(first) + 1) % 100 == int(last)}
    quarters = {WORDS.get(one.casefold()) or int(one) for one in QUARTERS.findall(title)}
    if period is None:
        return True
    if period.kind == Kind.QUARTER and not words.isdisjoint(YEARLY):
        return False
    same_year = not years or years == {period.financial_year.start.year}
    if period.kind != Kind.QUARTER:
        return same_year and not quarters
    return same_year and (not quarters or quarters == {(period.start.month - 4) // 3 % 4 + 1})


def item_for(pack: Pack) -> AgendaItem | None:
    """The one item on the agenda of the pack's meeting that fits; None where none does, or several do. Two queries."""
    found = fitting(pack)
    return found[0] if len(found) == 1 else None


def fitting(pack: Pack) -> list[AgendaItem]:
    """The items taken in public that fit by their own title or by that of a paper on them."""
    said = called(pack)
    if pack.meeting_id is None or not said:
        return []
    items = AgendaItem.objects.filter(meeting=pack.meeting_id, exempt=False).prefetch_related("papers")
    titles = {item: [item.title, *(paper.title for paper in item.papers.all())] for item in items.order_by("number")}
    return [item for item, told in titles.items() if any(fits(title, said, pack.period) for title in told)]


def called(pack: Pack) -> tuple[str, ...]:
    """What such a pack is called on agendas: of a year's report, what the council calls it."""
    kind = pack.kind_of
    return tuple(one.format(title=kind.called) for one in kind.on_agenda) if kind.on_agenda else ()
