"""How alike two texts are: for joining a request in discussion with the resolution that repeats it, for finding the
agenda's item of a minute, and for not proposing again what is recorded."""

import re

_WORD = re.compile(r"[a-z0-9][a-z0-9’'-]*")
_ENDINGS = ("ations", "ation", "ing", "ion", "ed", "es", "s", "e")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "them",
        "this",
        "to",
        "was",
        "were",
        "whether",
        "which",
        "will",
        "with",
        "would",
        "given",
        "give",
        "be.",
        "report",
        "reports",
        "committee",
        "commission",
        "next",
        "future",
        "meeting",
        "provided",
        "details",
        "requested",
        "request",
        "asked",
        "director",
    ]
)


def stems(text: str) -> frozenset[str]:
    """The words that carry what a text is about, without their endings."""
    found = set()
    for word in _WORD.findall(text.lower()):
        word = word.replace("’", "'").removesuffix("'s").strip("'-")
        if word and word not in _SMALL:
            found.add(_stem(word))
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: how much of the shorter text the other has too. Of one word, only the same is alike."""
    fewer = min(len(one), len(other))
    if fewer < 2:
        return float(one == other and bool(one))
    return len(one & other) / fewer


def best(title: str, among: dict, least: float = 0.6):
    """The key of the title that is most like this one, if it is at all; None otherwise."""
    wanted = stems(title)
    rated = [(alike(wanted, stems(other)), key) for key, other in among.items()]
    score, key = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return key if score >= least else None
