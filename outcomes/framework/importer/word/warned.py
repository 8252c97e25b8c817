"""What to look at in an outline that was not read from lines of text: the same checks as for those."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .. import checks
from ..chunks import Chunk
from ..lines import Line
from ..outline import OutcomeOutline, SectionOutline, SubOutcomeOutline, Warning_
from .paragraphs import Para

_NUMBER = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")


def warnings_of(
    sections: Sequence[SectionOutline],
    promises: Sequence[OutcomeOutline],
    used: Sequence[tuple[str, Para]],
    unread: Sequence[Warning_] = (),
) -> tuple[Warning_, ...]:
    """Every warning, in order. ``used`` are the paragraphs that went into the outline, each with the printed number of
    the part that it stands in, ``unread`` what was warned of while they were read."""
    found: list[Warning_] = list(unread)
    for where, para in used:
        line = Line(para.number, " ".join(para.text.split()))
        found.extend(checks.fillers([line], where))
        if para.marker is None:
            found.extend(checks.awaited([Chunk((line,), None, line.text)], where))
    subs = [sub for outcome in promises for sub in outcome.sub_outcomes]
    for sub in subs:
        found.extend(checks.aims_repeated(sub))
        found.extend(checks.headings_that_differ(sub))
    found.extend(checks.repeated_commitments(subs))
    found.extend(_sequence(sections, promises))
    return tuple(sorted(found, key=lambda warning: warning.line))


def _sequence(sections: Sequence[SectionOutline], promises: Sequence[OutcomeOutline]) -> Iterator[Warning_]:
    """Numbers out of sequence, where all of them are such numbers as have a sequence."""
    numbers: dict[int, tuple[int, ...]] = {}
    printed = [sub for outcome in promises for sub in outcome.sub_outcomes if not sub.implied]
    numbered: list[OutcomeOutline | SubOutcomeOutline] = [*promises, *printed]
    for part in numbered:
        match = _NUMBER.fullmatch(part.number)
        if match is None or (isinstance(part, OutcomeOutline) and match[2]):
            return
        numbers[part.line] = (int(match[1]), int(match[2])) if match[2] else (int(match[1]),)
    if any(len(numbers[sub.line]) != 2 for sub in printed):
        return
    before: dict[int, int] = {}
    parts: list[SectionOutline | OutcomeOutline] = [*sections, *promises]
    for above, follows in pairwise(sorted(parts, key=lambda part: part.line)):
        match = _NUMBER.fullmatch(above.number)
        if match:
            before[follows.line] = int(match[1])
    yield from checks.numbers_out_of_sequence(promises, before, numbers)
