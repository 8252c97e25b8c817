"""What stands in the way of publishing a common report, and what is worth knowing before it is cleared."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from outcomes.reporting.points import Point
from plan.wording import count, join_words

from ..checking import points_of_content
from ..checklist import OLDER, of_outcomes
from ..models import PackVersion
from ..parts import SubOutcome
from .content import CommonContent


def points(version: PackVersion) -> list[Point]:
    """As for a committee's own report. Raises ValueError for what another schema wrote."""
    return points_of_content(CommonContent.from_dict(version.content), version)


def checklist(version: PackVersion, today: date) -> list[str]:
    """What is left out, what is silent, what it holds. Two queries."""
    try:
        content = CommonContent.from_dict(version.content)
    except ValueError:
        return [OLDER]
    return [*_parts(content), *dict.fromkeys(of_outcomes(_each_once(content)))]


def _parts(content: CommonContent) -> Iterator[str]:
    if content.left_out:
        yield f"Left out by choice: {join_words(list(content.left_out))}."
    silent = [part.short for part in content.parts if part.slug and not part.words.strip()]
    if silent:
        yield f"No covering words for {join_words(silent)}."
    for part in content.parts:
        if not part.slug and part.items:
            items = count(len(part.items), "item")
            yield f"{items} of the plan {'is' if len(part.items) == 1 else 'are'} in no committee's remit."


def _each_once(content: CommonContent) -> CommonContent:
    """Without parts of the plan that are only named where they stand again."""

    def told(sub: SubOutcome) -> bool:
        return bool(sub.uuid) and sub.uuid in {one.key for one in sub.also}

    def without(part):
        return replace(
            part,
            outcomes=tuple(
                replace(outcome, sub_outcomes=tuple(sub for sub in outcome.sub_outcomes if not told(sub)))
                for outcome in part.outcomes
            ),
        )

    return replace(content, parts=tuple(map(without, content.parts)))
