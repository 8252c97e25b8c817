"""Codes that people note down and type again: no vowels, so that they spell nothing, and no signs that look alike."""

import re
import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def code(*, groups: int, of: int) -> str:
    """A new code at random, in groups: "K7QF-2MXP" is two groups of four. Each sign is worth 4.75 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(of)) for _ in range(groups))


def signs(typed: str) -> str:
    """What somebody typed, as its signs alone: however it was spaced, grouped or capitalised."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def grouped(typed: str, *, of: int) -> str:
    """What somebody typed, in groups as the code was shown. No more than 60 signs are looked at."""
    found = signs(typed[:60])
    return "-".join(found[start : start + of] for start in range(0, len(found), of))
