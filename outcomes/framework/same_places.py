"""Commitments that an outline says to be one and the same in several places. Its words decide: where they differ, they
are two."""

from collections.abc import Iterator

from .importer.outline import CommitmentOutline, PlanOutline, Warning_

Place = tuple[str, int]  # the number of a sub-outcome, and the position under it


def first_places(outline: PlanOutline) -> dict[Place, Place]:
    """For each place of a commitment that stands in an earlier one already, that earlier place."""
    return {place: first for place, _, first in _told(outline) if first is not None}


def not_the_same(outline: PlanOutline) -> Iterator[Warning_]:
    """A warning for each commitment that is said to stand elsewhere already, and does not in the same words."""
    for (number, _), one, first in _told(outline):
        if first is None:
            told = f"No commitment in the same words stands under {one.same_as}, so it is one of its own: “{one.text}”"
            yield Warning_(number, one.line, "unread", told)


def _told(outline: PlanOutline) -> Iterator[tuple[Place, CommitmentOutline, Place | None]]:
    parts = sorted((*outline.outcomes, *outline.enablers), key=lambda part: part.line)
    known: dict[tuple[str, str, tuple[str, ...]], Place] = {}
    taken: dict[Place, set[str]] = {}
    for sub in (sub for outcome in parts for sub in outcome.sub_outcomes):
        for one in sub.commitments:
            place = (sub.number, one.position)
            first = known.get((one.same_as, one.text, one.nested)) if one.same_as != sub.number else None
            if first is not None and sub.number in taken.setdefault(first, set()):
                first = None  # a commitment stands under a sub-outcome once
            if first is None:
                known.setdefault((sub.number, one.text, one.nested), place)
            else:
                taken[first].add(sub.number)
            if one.same_as:
                yield place, one, first
