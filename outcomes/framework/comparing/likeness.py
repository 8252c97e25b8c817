"""Which parts of two separately imported editions could be the same thing: proposals for an officer to judge.

By words in common, what stands around them, and little else. Nothing is decided here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from .parts import ITEMS, Part

# Likenesses in words, from this share of words on.
GRADES = (
    (100, "the same words"), (85, "nearly the same words"), (65, "most words in common"), (45, "some words in common"),
)  # fmt: skip
LEAST = 45
# A word in more parts than this tells none of them apart, so no pair is sought by it.
COMMON = 60
LONGEST = 2_000
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Proposal:
    """Two parts that could be one: `score` of 100, with the reasons for it."""

    before: Part
    after: Part
    score: int
    reasons: tuple[str, ...]

    @property
    def has_same_words(self) -> bool:
        return GRADES[0][1] in self.reasons


def proposals(before: Iterable[Part], after: Iterable[Part], apart: Collection[frozenset[UUID]] = ()) -> list[Proposal]:
    """Pairs of items of one kind that share no key, each item once, likeliest first within its kind; outcomes first,
    as where they belong together speaks for what is under them. `apart` are pairs that an officer turned down."""
    old, new = _free(before, after)
    known: dict[UUID, UUID] = {}
    found: list[Proposal] = []
    refused = set(apart)
    for kind in ITEMS:
        made = _of_kind([part for part in old if part.kind == kind], [part for part in new if part.kind == kind],
                        known, refused)  # fmt: skip
        known |= {one.before.key: one.after.key for one in made}
        found += made
    return found


def _free(before: Iterable[Part], after: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    olds, news = list(before), list(after)
    shared = {part.key for part in olds} & {part.key for part in news}
    free = [[part for part in parts if part.kind in ITEMS and part.key not in shared and part.printed]
            for parts in (olds, news)]  # fmt: skip
    return free[0], free[1]


def _of_kind(
    old: Sequence[Part], new: Sequence[Part], known: dict[UUID, UUID], refused: set[frozenset[UUID]]
) -> list[Proposal]:
    scored = [_judged(one, other, known) for one, other in _candidates(old, new)
              if frozenset((one.uuid, other.uuid)) not in refused]  # fmt: skip
    scored = [proposal for proposal in scored if proposal.score >= LEAST]
    scored.sort(key=lambda one: (-one.score, one.before.number, one.after.number, one.before.title))
    taken: set[UUID] = set()
    found = []
    for one in scored:
        if one.before.key not in taken and one.after.key not in taken:
            taken |= {one.before.key, one.after.key}
            found.append(one)
    return found


def _candidates(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Pairs with a telling word in common: not every pair there could be."""
    having = defaultdict(list)
    for place, part in enumerate(new):
        for word in set(_counted(part.title)):
            having[word].append(place)
    for one in old:
        words = [having[word] for word in set(_counted(one.title)) if word in having]
        telling = [places for places in words if len(places) <= COMMON]
        for place in sorted({place for places in telling for place in places}):
            yield one, new[place]


def _judged(one: Part, other: Part, known: dict[UUID, UUID]) -> Proposal:
    share = _share(_counted(one.title), _counted(other.title))
    reasons = [next((words for least, words in GRADES if share >= least), "few words in common")]
    score = share
    texts = [" ".join(text for _name, text in part.texts) for part in (one, other)]
    if all(texts) and _share(*(_counted(text) for text in texts)) >= GRADES[2][0]:
        score, reasons = score + 10, [*reasons, "alike in the text below the title"]
    if one.under and {known.get(key, key) for key in one.under} & other.under:
        score, reasons = score + 10, [*reasons, "stands under the same"]
    if one.number and one.number == other.number:
        score, reasons = score + 5, [*reasons, "has the same number"]
    return Proposal(one, other, min(score, 100), tuple(reasons))


def _counted(text: str) -> Counter[str]:
    return Counter(_WORDS.findall(text[:LONGEST].casefold()))


def _share(one: Counter[str], other: Counter[str]) -> int:
    """How many of 100 words two texts have in common; 100 only where they have the same words."""
    total = one.total() + other.total()
    return 200 * (one & other).total() // total if total else 0
