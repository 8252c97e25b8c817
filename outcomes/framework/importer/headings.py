"""The headings that introduce aims and commitments, and how a line is recognised as one of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

HeadingKind = Literal["aims", "commitments"]

AIMS = (
    "What will success look like?",
    "What does success look like?",
    "What success will look like",
    "What success looks like",
    "Success will look like",
    "What good looks like",
    "What will good look like?",
    "How we will measure success",
    "How will we measure success?",
    "How success will be measured",
    "How will we know we have succeeded?",
    "How we will know we have succeeded",
    "How will we know if we have succeeded?",
    "How will we know?",
    "How we will know",
    "What we want to achieve",
    "What do we want to achieve?",
    "What we want to see",
    "What we are aiming for",
    "What will be different?",
    "Measures of success",
    "Success measures",
    "Our aims",
    "Aims",
)
COMMITMENTS = (
    "Our commitments",
    "Our commitments are",
    "Commitments",
    "We commit to",
    "We are committed to",
    "Our actions",
    "Our key actions",
    "Key actions",
    "Actions",
    "What we will do",
    "What will we do?",
    "What we’ll do",
    "What we are going to do",
    "What we are doing",
    "How we will do it",
    "How we will do this",
    "How we will get there",
    "How will we get there?",
    "How we will achieve this",
    "How we will deliver this",
    "Actions to deliver this aim",
    "Actions to deliver this aim include",
    "Actions to deliver these aims",
    "Actions to deliver these aims include",
    "Actions to deliver this outcome include",
    "To achieve this we will",
    "To deliver this we will",
    "We will",
)

# Longer lines are running text, whatever they say; it also keeps the work per line small.
LONGEST_HEADING = 120
_CONTINUED = re.compile(r"\s*\(?\b(?:continued|cont’?d?|cont'?d)\b\.?\)?\s*$", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^\w%£&+]+")
_APOSTROPHES = re.compile(r"['’‘`]")


def words_of(text: str) -> str:
    """The words of a text, case-folded and with single spaces: what is left when punctuation does not matter."""
    return _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text).casefold()).strip()


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(key for text in texts if (key := words_of(text)))


@dataclass(frozen=True)
class Headings:
    """The introducing headings of a plan, compared by their words only.

    ``extended`` adds those of one council to the usual ones.
    """

    aims: tuple[str, ...] = AIMS
    commitments: tuple[str, ...] = COMMITMENTS
    _aims: frozenset[str] = field(init=False, repr=False, compare=False)
    _commitments: frozenset[str] = field(init=False, repr=False, compare=False)
    _initials: frozenset[str] = field(init=False, repr=False, compare=False)  # most lines are sorted out by these

    def __post_init__(self) -> None:
        object.__setattr__(self, "_aims", _keys(self.aims))
        object.__setattr__(self, "_commitments", _keys(self.commitments) - _keys(self.aims))
        object.__setattr__(self, "_initials", frozenset(key[0] for key in self._aims | self._commitments) | {*"‘“'\""})

    def extended(self, *, aims: Iterable[str] = (), commitments: Iterable[str] = ()) -> "Headings":
        """The same headings and some more; a heading given here changes sides if it stood on the other."""
        more_aims, more_commitments = tuple(aims), tuple(commitments)
        taken = _keys(more_commitments)
        kept = tuple(text for text in self.aims if words_of(text) not in taken)
        return Headings(aims=kept + more_aims, commitments=self.commitments + more_commitments)

    def kind(self, line: str) -> HeadingKind | None:
        """Which list the line introduces, or None for any other line. "(continued)" at its end is ignored."""
        if len(line) > LONGEST_HEADING or line[:1].casefold() not in self._initials:
            return None
        key = words_of(_CONTINUED.sub("", line) if line.endswith((")", "d", ".", "t")) else line)
        if key in self._aims:
            return "aims"
        return "commitments" if key in self._commitments else None


def speaks_of_one_aim(line: str) -> bool:
    """True for headings such as "Actions to deliver this aim include", which belong to the aim just above."""
    return "this aim" in words_of(line)


DEFAULT_HEADINGS = Headings()
