"""Addresses of a report's pages on the desk, and where each thing that it lacks is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from .completeness import Lack
from .models import HighlightReport
from .update_parts import Part

START = "admin:outcomes_highlightreport"
SHOW = "show"


def list_address(report: HighlightReport, show: str = "") -> str:
    return _with(reverse(f"{START}_updates", args=[report.pk]), show)


def part_address(report: HighlightReport, part: Part, show: str = "") -> str:
    return _with(reverse(f"{START}_updates_of", args=[report.pk, part.slug]), show)


def _with(url: str, show: str) -> str:
    return f"{url}?{urlencode({SHOW: show})}" if show else url


def about_address(report: int, item: UUID) -> str:
    """Where a report's update on a commitment is written, whichever page of them that is."""
    return reverse(f"{START}_update_about", args=[report, item])


@dataclass(frozen=True)
class Mend:
    """A sentence that says what is missing, and the address where it is written."""

    sentence: str
    url: str

    def __str__(self) -> str:
        return self.sentence


def linked(report: HighlightReport, missing: Iterable[str]) -> list[Mend]:
    """What a report lacks, each with its place."""
    return [Mend(str(line), _place(report.pk, line)) for line in missing]


def _place(report: int, line: str) -> str:
    if isinstance(line, Lack) and line.item is not None:
        return about_address(report, line.item)
    page = reverse(f"{START}_change", args=[report])
    return f"{page}#{line.place}" if isinstance(line, Lack) and line.place else page
