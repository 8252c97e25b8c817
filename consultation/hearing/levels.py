"""What a reported figure may be of: an answer on a scale, or several of its answers together (document 001, 11-26).

Pure. Two levels of a scale either share no answer, or one holds the other: what is left of a hundred is worked out
from the widest ones.
"""

from consultation.asking.scales import SCALES

TOGETHER = {
    "agree": {
        "agree": ("Agree", ("strongly_agree", "tend_to_agree")),
        "disagree": ("Disagree", ("tend_to_disagree", "strongly_disagree")),
    },
    "importance": {
        "important": ("Very or fairly important", ("very", "fairly")),
        "not_important": ("Not important", ("not_very", "not_at_all")),
    },
}  # fmt: skip


def _levels(scale: str) -> list[tuple[str, str]]:
    return [(code, words) for code, (words, _) in TOGETHER[scale].items()] + list(SCALES[scale])


LEVELS = {scale: _levels(scale) for scale in SCALES}
WORDS = {code: words for levels in LEVELS.values() for code, words in levels}
HOLDS = {code: frozenset([code]) for answers in SCALES.values() for code, _ in answers} | {
    code: frozenset(held) for levels in TOGETHER.values() for code, (_, held) in levels.items()
}
# Which side of the middle an answer stands on: for bars that go both ways.
FOR = HOLDS["agree"] | HOLDS["important"]
AGAINST = HOLDS["disagree"] | HOLDS["not_important"]


def belongs(level: str, scale: str) -> bool:
    return level in dict(LEVELS.get(scale, []))


def widest(levels: set[str]) -> set[str]:
    """Those that no other one of them holds: of "agree" and "strongly agree" the first."""
    return {one for one in levels if not any(HOLDS[one] < HOLDS[other] for other in levels)}


def side(level: str) -> int:
    """1 for answers in favour, -1 for answers against, 0 for those between."""
    return 1 if HOLDS[level] <= FOR else -1 if HOLDS[level] <= AGAINST else 0
