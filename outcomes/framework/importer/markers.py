"""The bullet at the start of a line."""

import re

_SYMBOLS = "•●▪■□◦○‣·∙➢➤►✓✔❖◆"
_DASHES = "-–—−"
_LETTERED = re.compile(r"\(?[a-z]\)\s+(?=\S)|\(?(?:[ivx]{2,5})\)\s+(?=\S)")
_NUMBERED = re.compile(r"\(?\d{1,2}\)\s+(?=\S)")


def read_bullet(text: str) -> tuple[str, str] | None:
    """The bullet at the start of a line and the text after it, or None.

    Any dash counts as "-", any letter in brackets as "a)", any number in brackets as "1)", any symbol of a private
    font (as Word's lists leave in PDFs) as "symbol".
    """
    first = text[0]
    if first in _SYMBOLS:
        return first, text[1:].lstrip()
    if "\ue000" <= first <= "\uf8ff":
        return "symbol", text[1:].lstrip()
    if len(text) > 2 and text[1].isspace():
        if first in _DASHES:
            return "-", text[2:].lstrip()
        if first in "o*":
            return first, text[2:].lstrip()
    head = text[:12]
    if match := _LETTERED.match(head):
        return "a)", text[match.end() :]
    if match := _NUMBERED.match(head):
        return "1)", text[match.end() :]
    return None


def is_certain(marker: str) -> bool:
    """True for bullets that cannot be anything else: a dash, a letter or a number may also begin a broken line."""
    return marker in _SYMBOLS or marker in ("o", "*", "symbol")
