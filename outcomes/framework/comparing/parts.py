"""An edition as a flat list of parts, each with an identity that outlives its number, title and place.

An item (outcome, sub-outcome, aim, commitment) is known by its UUID, or by that of the item it was confirmed to be the
same as. Of what has no item:

- the plan's own words are the same part in every edition;
- a section, an entry of one, a glossary term, an example of joint work, a printed list's line and a saving are known by
  their thread, which copies of an edition share. Where the two editions share none (one was imported, or made before
  there were threads) they are known by what they are called: a section by its kind where that says which one it is
  (foreword, monitoring), else by its title, else by its text; the others by their words under what they stand under;
- a partner named and an indicator cited are known by whom or what they name, under what they stand under.
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
MOVABLE = (SUB_OUTCOME, AIM, COMMITMENT, ENTRY, JOINT_WORK, STATEMENT, SAVING)
# Kinds that come and go with what they stand under, and are told apart only where that stays.
ATTACHED = (ENTRY, JOINT_WORK, STATEMENT, SAVING, PARTNER, INDICATOR)
# Kinds that are no words of the plan: the system keeps them beside it.
UNCOUNTED = (PARTNER, INDICATOR)

# What the years of a plan, and what it calls its commitments, are called among its other words.
YEARS, LABEL = "years", "what it calls its commitments"
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
    `title` is all its text. `texts` are its other words, each with its name; `facts` are what else the edition says of
    it, which are no words of the plan and so not counted.

    `uuid` is the item or row in this very edition; of an indicator cited, the indicator. `under` are the keys of what
    it stands under (a commitment may have several places; of an indicator, whatever cites it), `aims` of the aims it is
    grouped under, `tops` of the outcomes it belongs to. `places` say where it stands among its neighbours: the key of a
    list, and how far down. One that is not `printed` has no heading in the document. `beside` is what an attached part
    stands beside, in words. `again` are keys it may be found again by where nothing has its own; the surest first.
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
    facts: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[UUID, int], ...] = ()
    again: tuple[UUID, ...] = ()

    def said(self) -> dict[str, str]:
        """All its words by their names, without its title where a new one is a change of its own."""
        others = dict((*self.texts, *self.facts))
        return others if self.kind in TITLED else {WORDING: self.title, **others}

    def words(self) -> Iterable[str]:
        """Every text it has of the plan's own, for counting."""
        if self.kind not in UNCOUNTED:
            yield from (self.title,) if self.printed else ()
            yield from (text for _name, text in self.texts)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


def is_held(parts: Iterable[Part]) -> bool:
    """Whether anything of an edition is known but its title and years: of plans of the past that may be all."""
    return any(part.kind != PLAN or any(text for _name, text in part.texts) for part in parts)


def is_held_in_full(parts: Iterable[Part]) -> bool:
    """Whether it says what is to be done: of some plans only the outcomes are known, so their length is not."""
    return any(part.kind in (AIM, COMMITMENT) for part in parts)


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
