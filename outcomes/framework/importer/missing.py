"""The sentence for a paper in which no introducing heading is found: what was looked for, and what may be meant."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .headings import LONGEST_HEADING, Headings, words_of
from .lines import Line

_SHOWN = 4
_OFTEN = 2


def explain_missing(lines: Sequence[Line], headings: Headings, *, aims: bool, commitments: bool) -> str:
    """Says which of the two headings is missing, names the usual ones and lines of the paper that may be meant."""
    wanted = []
    if not aims:
        wanted.append(f"aims (“{headings.aims[0]}”)")
    if not commitments:
        wanted.append(f"commitments (“{headings.commitments[0]}”)")
    sentence = f"No plan was found in this paper: no heading that introduces {' or '.join(wanted)} stands in it."
    return f"{sentence} {_advice(lines)}"


def explain_unnumbered(lines: Sequence[Line]) -> str:
    """For a paper with such headings, but none of them below a numbered heading."""
    sentence = (
        "No plan was found in this paper: no numbered heading (such as “5.1 …”) has both a list of aims and a list "
        "of commitments below it."
    )
    return f"{sentence} {_advice(lines)}"


def _advice(lines: Sequence[Line]) -> str:
    candidates = _candidates(lines)
    if candidates:
        listed = ", ".join(f"“{text}”" for text in candidates)
        return f"If the plan uses other headings, give them as options. Lines that often stand above lists: {listed}."
    return "Check that the file holds the plan itself and not only a report about it."


def _candidates(lines: Sequence[Line]) -> list[str]:
    """Short lines that stand above lists more than once."""
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for line, below in pairwise(lines):
        if len(line.text) <= LONGEST_HEADING and below.bullet and not line.bullet:
            key = words_of(line.text)
            if key and line.introduces is None:
                found[key] += 1
                shown.setdefault(key, line.text)
    return [shown[key] for key, times in found.most_common(_SHOWN) if times >= _OFTEN]
