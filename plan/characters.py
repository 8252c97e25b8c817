"""Which characters may stand in a text that people read, on the site and on paper.

Text is pasted from word processors, spreadsheets and web pages. What comes along unseen (control characters,
marks that turn the reading direction, halves of characters) has no place in it, and on paper it would break
PDF/A-2a and PDF/UA-1, which want every character to have a shape and a meaning.
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Word keeps the bullets of its symbol fonts at private code points; nothing else can read them there.
WORD_SYMBOLS = {
    0xF02D: "–",
    0xF0A7: "▪",
    0xF0A8: "◆",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
}

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and the line ends above
    "\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction: text that reads otherwise than it is
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear marks
    "\ufdd0-\ufdef"  # no characters at all, and so the last two of each plane
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "\U000e0000-\U000e0fff"  # tags: a second, invisible alphabet
    "]"
)
_WITHOUT_MEANING = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"  # halves; private use
)


def clean(text: str) -> str:
    """Return `text` without what cannot be seen and with one kind of line end, `\\n`.

    Characters that only one program understands become what they were meant to be where that is known
    (Word's bullets) and U+FFFD where it is not, so that the loss can be seen. Never raises; cleaning twice
    is cleaning once.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", text)
    return _WITHOUT_MEANING.sub(lambda match: WORD_SYMBOLS.get(ord(match[0]), REPLACEMENT), text)
