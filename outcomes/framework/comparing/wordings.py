"""Two texts word by word, and how many words a text has.

`difflib` on words: what a reader sees as a word, punctuation apart, so that "area." and "area" differ by the full stop
only. The work is bounded whatever the texts: where it is used up, the rest is told as taken out and put in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import accumulate

SAME, TAKEN_OUT, PUT_IN = "same", "del", "ins"
# Steps of the comparison: about half a second. Two texts of the plan need some thousands.
BUDGET = 2_000_000
# A run of unchanged words shorter than this, between longer changes, is told with them: it reads better.
SHORT = 3

_TOKENS = re.compile(r"(\n+|\w+(?:[’'\-.,/&]\w+)*|[^\w\s])([^\S\n]*)")
_WORDS = re.compile(r"\w+(?:[’'\-.,/&]\w+)*")


@dataclass(frozen=True)
class Piece:
    """Some words that are the same in both texts, or only in the first (`del`), or only in the second (`ins`)."""

    how: str
    text: str


@lru_cache(maxsize=4096)
def count_words(text: str) -> int:
    """How many words a text has; "well-being" and "£1,200" are one each."""
    return sum(1 for _ in _WORDS.finditer(text))


def word_by_word(before: str, after: str, budget: int = BUDGET) -> tuple[Piece, ...]:
    """The pieces that make both texts: without those put in the first, without those taken out the second (but for
    spaces). At most `budget` steps."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = _Bounded([word for word, _ in old], [word for word, _ in new], budget)
    pieces = []
    for how, i, j, k, m in _readable(matcher.get_opcodes()):
        if how == "equal":
            space = "" if new[m - 1][1] else old[j - 1][1]  # at the end of one text, and not of the other
            pieces.append(Piece(SAME, f"{_joined(new[k:m])}{space}"))
        else:
            pieces += [Piece(TAKEN_OUT, _joined(old[i:j]))] if j > i else []
            pieces += [Piece(PUT_IN, _joined(new[k:m]))] if m > k else []
    return tuple(piece for piece in pieces if piece.text)


def _joined(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(f"{word}{space}" for word, space in tokens)


class _Bounded(SequenceMatcher):
    """Finds the longest matches as long as the steps last. A search costs at most what its words stand for in the
    second text, which is known beforehand."""

    a: Sequence[str]
    b: Sequence[str]
    b2j: dict[str, list[int]]

    def __init__(self, old: list[str], new: list[str], budget: int) -> None:
        super().__init__(None, old, new)
        self.left = budget
        places = {word: len(found) for word, found in self.b2j.items()}
        self.costs = [0, *accumulate(1 + places.get(word, 0) for word in old)]

    def find_longest_match(  # type: ignore[override]
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        ahi = len(self.a) if ahi is None else ahi
        start = self._same_start(alo, ahi, blo, len(self.b) if bhi is None else bhi)
        if start:
            return Match(alo, blo, start)
        self.left -= self.costs[ahi] - self.costs[alo]
        if self.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)

    def _same_start(self, alo: int, ahi: int, blo: int, bhi: int) -> int:
        """How far both texts begin alike, where that is far enough to be no chance: the usual case, and cheap."""
        most, size = min(ahi - alo, bhi - blo), 0
        while size < most and self.a[alo + size] == self.b[blo + size]:
            size += 1
        return size if size == most or size >= 20 else 0


def _readable(codes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """The runs, with a few unchanged words between longer changes told as part of these."""
    found: list[tuple[str, int, int, int, int]] = []
    for place, code in enumerate(codes):
        how, i, j, k, m = code
        inside = how == "equal" and j - i < SHORT and 0 < place < len(codes) - 1
        if inside and _longer(codes[place - 1], j - i) and _longer(codes[place + 1], j - i):
            how = "replace"
        if found and how != "equal" and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], j, found[-1][3], m)
        else:
            found.append((how, i, j, k, m))
    return found


def _longer(code: tuple[str, int, int, int, int], than: int) -> bool:
    """Whether a change takes out as well as puts in more than so many words."""
    _how, i, j, k, m = code
    return j - i > than and m - k > than
