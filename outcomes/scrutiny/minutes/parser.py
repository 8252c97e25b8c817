"""Minutes read from beginning to end."""

from collections.abc import Sequence
from dataclasses import replace

from .asking import asked_in, later_in, offices_of
from .found import Asked, Later, Minute, Read, Resolved
from .likeness import alike, stems
from .resolving import resolved_in
from .sections import minutes_of
from .text import NotMinutes, readable

SAME = 0.6  # how alike a request in discussion and the resolution that repeats it are, at least
SAME_PLACE = 0.3  # how alike two sentences of one minute are that follow one thing up
MOST = 200  # proposals that anybody could read through


def read_minutes(pasted: str, agenda: Sequence[str] = ()) -> Read:
    """What these minutes resolve, ask for and tell later. `agenda` are the titles of the meeting's agenda, which help
    to find where minutes begin. Raises NotMinutes; no text raises anything else."""
    minutes = minutes_of(readable(pasted), agenda)
    resolved: list[Resolved] = []
    asked: list[Asked] = []
    later: list[Later] = []
    for minute in minutes:
        in_minute = _read(minute, resolved)
        for note in later_in(minute):
            later.append(replace(note, answers=_answered(note, in_minute, len(asked))))
        asked += in_minute
    if not resolved and not asked and not later:
        raise NotMinutes(
            "No resolution, request or undertaking was found in this text. Paste the minutes themselves, with the"
            " numbered headings and the lines that begin with RESOLVED."
        )
    if len(resolved) + len(asked) + len(later) > MOST:
        raise NotMinutes(f"More than {MOST} resolutions and requests were found. Paste the minutes of one meeting.")
    return Read(minutes, tuple(resolved), tuple(asked), tuple(later))


def _read(minute: Minute, resolved: list[Resolved]) -> list[Asked]:
    known = offices_of(minute)
    formal: list[Asked] = []
    for row, asks in resolved_in(minute, known):
        resolved.append(row)
        formal += asks
    return joined([*asked_in(minute, known)], formal)


def joined(informal: list[Asked], formal: list[Asked]) -> list[Asked]:
    """Each thing once. What discussion and resolution both ask for is the resolution's, in the fuller words."""
    found: list[Asked] = []
    for one in informal:
        twin = next((place for place, other in enumerate(found) if _same(one, other, SAME_PLACE)), None)
        if twin is None:
            found.append(one)
        else:
            found[twin] = _both(found[twin], one)
    for one in formal:
        twin = next((place for place, other in enumerate(found) if not other.letter and _same(one, other, SAME)), None)
        if twin is None:
            found.append(one)
        else:
            fuller = _both(found[twin], one)
            found[twin] = replace(fuller, letter=one.letter, kind=one.kind, office=one.office or fuller.office)
    return found


def _same(one: Asked, other: Asked, least: float) -> bool:
    whose = not one.office or not other.office or one.office == other.office
    return whose and alike(stems(one.text), stems(other.text)) >= least


def _both(first: Asked, second: Asked) -> Asked:
    """The words of the first, which is what is to be done; when, and whose, as either says it."""
    passage = first.passage if second.passage in first.passage else f"{first.passage}\n\n{second.passage}"
    return replace(first, office=first.office or second.office, due=second.due or first.due, passage=passage)


def _answered(note: Later, asked: list[Asked], before: int) -> int | None:
    """The place, among all that was asked, of what a note of the same minute answers."""
    wanted = stems(note.text)
    rated = [(alike(wanted, stems(one.text)), place) for place, one in enumerate(asked)]
    score, place = max(rated, default=(0.0, 0))
    if score >= SAME_PLACE:
        return before + place
    return before if len(asked) == 1 else None
