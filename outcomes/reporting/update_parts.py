"""The delivery updates of a report in parts that fit on a page: each sub-outcome's commitments, fifteen rows at a time.

Every commitment of the report's outcome has a row: its updates in this report, or one without. A commitment that stands
under several sub-outcomes has its rows under the first. Updates on what the edition does not have there come last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from plan.wording import count

from .completeness import reason_needed
from .models import DeliveryUpdate, HighlightReport
from .naming import Group, shortened, subjects

LONGEST = 300  # characters of a commitment
ROWS = 15  # with long texts in each, such a page stays well below 100 kB
WITH, WITHOUT, INCOMPLETE = "with", "without", "incomplete"
SHOWN = {"": "All commitments", WITH: "With an update", WITHOUT: "Without an update", INCOMPLETE: "Not complete"}
ELSEWHERE = "Commitments that this version of the plan does not have there"
NO_NAME = "A commitment that this version of the plan does not have there"


@dataclass(frozen=True)
class Line:
    """A commitment with one of its updates in the report, or with none. `place` is the commitment's in the plan."""

    item: UUID
    name: str
    place: int
    update: DeliveryUpdate | None = None

    @property
    def lacks(self) -> list[str]:
        """What its update still needs before the report is submitted and its public words are cleared."""
        return lacks(self.update) if self.update else []

    def is_shown(self, show: str) -> bool:
        has = self.update is not None
        return {WITH: has, WITHOUT: not has, INCOMPLETE: bool(self.lacks)}.get(show, True)


@dataclass(frozen=True)
class Part:
    """What stands on one page. `slug` is the place of its sub-outcome, and of the page in it from the second on."""

    slug: str
    heading: str
    of: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return f"{self.heading} ({self.of})" if self.of else self.heading

    @property
    def group(self) -> str:
        return self.slug.partition("-")[0]

    @property
    def last(self) -> int:
        return max((line.place for line in self.lines), default=-1)

    @property
    def told(self) -> str:
        """How far it is, in words."""
        having = [line for line in self.lines if line.update]
        said = f"{count(len(having), 'update')} on {count(len({line.item for line in self.lines}), 'commitment')}"
        open_ones = sum(bool(line.lacks) for line in having)
        return f"{said}, {open_ones} not complete" if open_ones else said


def lacks(update: DeliveryUpdate) -> list[str]:
    if not update.status:
        return ["no status"]
    if not reason_needed(update.status):
        return []
    told = ((update.text, "no reason for management"), (update.public_text, "no reason for the public"))
    return [words for text, words in told if not text.strip()]


class Parts:
    """The parts of one report, read at once: three queries, whatever their number."""

    def __init__(self, report: HighlightReport) -> None:
        self.report = report
        self.subjects = subjects(report, longest=LONGEST)
        self.groups = [(title, rows[1:]) for title, rows in self.subjects]

    @cached_property
    def order(self) -> dict[UUID, int]:
        """The place of each commitment, in the plan's order."""
        items = (item for _title, rows in self.groups for item, _name in rows)
        return {item: place for place, item in enumerate(dict.fromkeys(items))}

    @cached_property
    def names(self) -> dict[UUID, str]:
        return {item: name for _title, rows in self.groups for item, name in rows}

    @cached_property
    def updates(self) -> dict[UUID, list[DeliveryUpdate]]:
        found: dict[UUID, list[DeliveryUpdate]] = {}
        for update in DeliveryUpdate.objects.filter(report=self.report.pk).order_by("date", "pk"):
            found.setdefault(update.item_id, []).append(update)
        return found

    @property
    def newest(self) -> int:
        """The key of the newest update."""
        return max((update.pk for updates in self.updates.values() for update in updates), default=0)

    def offered(self, part: Part) -> list[Group]:
        """What a further update on this page may be about: the commitments of its sub-outcome."""
        place = int(part.group) - 1
        some = self.groups[place : place + 1] if place >= 0 else []
        return [(title, [(item, shortened(name)) for item, name in rows]) for title, rows in some if rows]

    def shown(self, show: str = "") -> list[Part]:
        """The pages with what is asked for; nothing of a sub-outcome that has nothing of it."""
        return [part for number, title, lines in self._grouped() for part in _pages(number, title, lines, show)]

    def find(self, slug: str, show: str = "") -> Part | None:
        """A page; where it went because there is less on it now, the last of its sub-outcome, which may be empty.
        None for what never was one."""
        group = slug.partition("-")[0]
        pages = [part for part in self.shown(show) if part.group == group]
        exact = next((part for part in pages if part.slug == slug), None)
        if exact or pages:
            return exact or pages[-1]
        titles = {str(number): title for number, title, _lines in self._grouped()}
        return Part(slug, titles[group], "", ()) if group in titles else None

    def after(self, place: int, show: str = "") -> Part | None:
        """The first page that goes beyond a commitment's place."""
        return next((part for part in self.shown(show) if part.last > place), None)

    def page_of(self, item: UUID) -> Part | None:
        return next((part for part in self.shown() if any(line.item == item for line in part.lines)), None)

    def _grouped(self) -> Iterator[tuple[int, str, list[Line]]]:
        told: set[UUID] = set()
        for number, (title, rows) in enumerate(self.groups, start=1):
            lines = [line for item, _name in rows if item not in told for line in self._lines(item)]
            told |= {item for item, _name in rows}
            yield number, title, lines
        strays = [line for item in self.updates if item not in told for line in self._lines(item)]
        if strays:
            yield len(self.groups) + 1, ELSEWHERE, strays

    def _lines(self, item: UUID) -> Iterable[Line]:
        name, place = self.names.get(item, NO_NAME), self.order.get(item, len(self.order))
        return [Line(item, name, place, update) for update in self.updates.get(item, [None])]


def _pages(number: int, title: str, lines: list[Line], show: str) -> Iterator[Part]:
    lines = [line for line in lines if line.is_shown(show)]
    for page, start in enumerate(range(0, len(lines), ROWS), start=1):
        some = tuple(lines[start : start + ROWS])
        of = f"{start + 1} to {start + len(some)} of {len(lines)}" if len(lines) > ROWS else ""
        yield Part(f"{number}-{page}" if page > 1 else str(number), title, of, some)
