"""An edition as a flat list of parts, each with an identity that outlives its number, title and place.

An item (outcome, sub-outcome, aim, commitment) is known by its UUID, or by that of the item it was confirmed to be the
same as. What has no item is known by a key made of what it is called, so that two editions agree on it:

- the plan's own words: the same in every edition;
- a section: by its kind where that says which one it is (foreword, monitoring), else by its title; one with a new title
  and unchanged text is found again by the text;
- an entry of a section, a glossary term, an example of joint work, a printed list's line, a saving, a partner named, an
  indicator cited: by its words (an indicator by its short name) under what it stands under. With other words it is
  another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

PLAN, SECTION, ENTRY, TERM = "plan", "section", "entry", "term"
OUTCOME, SUB_OUTCOME, AIM, COMMITMENT = "outcome", "sub_outcome", "aim", "commitment"
JOINT_WORK, STATEMENT, SAVING, PARTNER, INDICATOR = "joint_work", "statement", "saving", "partner", "indicator"

ITEMS = (OUTCOME, SUB_OUTCOME, AIM, COMMITMENT)
# Kinds with a printed number of their own, with a title beside their text, and with a place they may leave.
NUMBERED = (OUTCOME, SUB_OUTCOME, SECTION)
TITLED = (PLAN, SECTION, OUTCOME, SUB_OUTCOME)
MOVABLE = (SUB_OUTCOME, AIM, COMMITMENT)
# Kinds that come and go with what they stand under, and are told apart only where that stays.
ATTACHED = (ENTRY, JOINT_WORK, STATEMENT, SAVING, PARTNER, INDICATOR)
# Kinds that are no words of the plan: the system keeps them beside it.
UNCOUNTED = (PARTNER, INDICATOR)

# What the text of an aim or a commitment is called among its other words.
WORDING = "wording"

WORDS = {
    PLAN: "the plan as a whole", SECTION: "section", ENTRY: "entry of a section", TERM: "word in the glossary",
    OUTCOME: "outcome", SUB_OUTCOME: "sub-outcome", AIM: "aim", COMMITMENT: "commitment",
    JOINT_WORK: "example of joint work", STATEMENT: "point in a list", SAVING: "saving", PARTNER: "partner named",
    INDICATOR: "indicator: how success is measured",
}  # fmt: skip

SPACE = UUID("6f1a3c1e-5f0b-5d0e-9a55-0d6f5a3f8c11")


def key_of(kind: str, *names: object) -> UUID:
    """The key of a part that is no item: the same for the same names, whatever their case and spacing."""
    return uuid5(SPACE, "\n".join((kind, *(said_alike(str(name)) for name in names))))


def said_alike(words: str) -> str:
    return " ".join(words.split()).casefold()


@dataclass(frozen=True)
class Part:
    """A part of one edition. `number` is its own, or where it stands where it has none; an aim's or a commitment's
    `title` is all its text. `texts` are its other words, each with its name.

    `under` are the keys of what it stands under (a commitment may have several places), `aims` of the aims it is
    grouped under, `tops` of the outcomes it belongs to. One that is not `printed` has no heading in the document.
    `beside` is what an attached part stands beside, in words.
    """

    key: UUID
    uuid: UUID
    kind: str
    number: str
    title: str
    texts: tuple[tuple[str, str], ...] = ()
    under: frozenset[UUID] = frozenset()
    aims: frozenset[UUID] = frozenset()
    tops: tuple[UUID, ...] = ()
    printed: bool = True
    beside: str = ""

    def said(self) -> dict[str, str]:
        """All its words by their names, without its title where a new one is a change of its own."""
        return dict(self.texts) if self.kind in TITLED else {WORDING: self.title, **dict(self.texts)}

    def words(self) -> Iterable[str]:
        """Every text it has of the plan's own, for counting."""
        if self.kind not in UNCOUNTED:
            yield from (self.title,) if self.printed else ()
            yield from (text for _name, text in self.texts)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Parts:
    """All parts of an edition in its order, by key and by printed number."""

    parts: tuple[Part, ...]

    def by_number(self) -> Mapping[str, Part]:
        """What a printed number means here; an outcome's own number is never its implied sub-outcome's."""
        found: dict[str, Part] = {}
        for part in self.parts:
            if part.kind in NUMBERED and part.printed and part.number:
                found.setdefault(part.number, part)
        return found
