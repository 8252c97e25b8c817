"""Labels at the start of a line or an item that say by themselves what it is."""

import re

from .markers import read_bullet

_AIM = re.compile(r"(?:aim|objective|goal)\s+(\d{1,2})\s*(?:[:.)–—-]\s*(.*))?$", re.IGNORECASE)
_NAMED = re.compile(r"aim|objective|goal", re.IGNORECASE)
_BY_YEAR = re.compile(r"by (?:the end of |march |april |december )?20\d\d(?:/\d\d)?[\s.…:–-]*", re.IGNORECASE)


def aim_label(text: str) -> tuple[int, str] | None:
    """("Aim 2: …") as its number and the text after it, with or without a bullet before it; None for other lines."""
    if len(text) > 400 or not _NAMED.search(text[:20]):
        return None
    mark = read_bullet(text)
    match = _AIM.match(mark[1] if mark else text)
    return (int(match[1]), (match[2] or "").strip()) if match else None


def names_a_year(text: str) -> bool:
    """True for a heading such as "By 2024…", which introduces statements of what will be true then."""
    return len(text) <= 40 and _BY_YEAR.fullmatch(text) is not None
