"""What stands in the way of issuing papers for officers: figures that need a look, and figures that changed since.

Of words nothing is looked for: they are the boards' own, for management, and are checked with the boards' reports.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from outcomes.reporting.checking import together
from outcomes.reporting.points import Point, in_order
from performance.checking import look
from performance.models import Indicator

from ..checking import build_again, changed
from ..models import PackVersion
from ..parts import Measure
from . import board, cmt


def of_cmt(version: PackVersion) -> list[Point]:
    """Of the figures on the outcomes' pages. Raises ValueError for a content of another schema."""
    content = cmt.Content.from_dict(version.content)
    return _points(version, content, (one for page in content.pages for one in page.figures))


def of_board(version: PackVersion) -> list[Point]:
    """Of the new figures. Raises ValueError for a content of another schema."""
    content = board.Content.from_dict(version.content)
    return _points(version, content, (one.measure for one in content.results))


def _points(version: PackVersion, content: Any, shown: Iterable[Measure]) -> list[Point]:
    measures = list({measure.slug: measure for measure in shown}.values())
    slugs = [measure.slug for measure in measures]
    keys = set(Indicator.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    looked = look(keys, on=date.fromisoformat(content.paper.cut_off_day))
    return in_order([*together(looked, [], {}), *changed(measures, looked, build_again(version))])
