"""Pasted text made readable: bounded, cleaned, in paragraphs and sentences, and without people's names."""

import re
from collections.abc import Iterator

from plan.characters import clean

LONGEST = 300_000  # characters: the minutes of the longest meetings have a fifth of this
LONGEST_SENTENCE = 1_500
PROPOSED = 320  # characters that a proposal has at most: who shall do what, by when

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Revd?|Cllr|Cllrs|Councillor|Councillors|Alderman)"
_PARTICLES = r"(?:(?:de|da|di|do|dos|du|del|della|der|den|la|le|van|von|ter|ten|al|el|bin|ben|ap)\s){0,3}"
_CALLED = rf"{_PARTICLES}(?:[dld][’'])?[A-ZÀ-Þ][\w’'-]{{1,30}}"
_NAME = re.compile(
    rf"\b{_TITLES}\.?\s(?:[A-Z](?:\.\s?|\s)){{0,4}}{_CALLED}(?:\s(?!CC\b|MP\b){_CALLED})?(?:\s(?:CC|MP|OBE|MBE)\b)?"
)
PERSON = rf"(?:{_TITLES}\.?\s(?:[A-Z]\.\s?){{0,4}}|CC\b)"
_ABBREVIATION = re.compile(rf"\b(?:{_TITLES}|No|Nos|e\.g|i\.e|etc|para|paras|St|approx|[A-Z])\.$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')\]]?\s+(?=[A-Z(“\"\[])")
_SPACES = re.compile(r"\s+")


class NotMinutes(ValueError):
    """What was pasted cannot be read as minutes; the text says why and what to do."""


def readable(pasted: str) -> str:
    """The text without what cannot be seen. Raises NotMinutes where there is nothing, or too much."""
    if len(pasted) > LONGEST:
        raise NotMinutes(
            f"This is longer than {LONGEST:,} characters. Paste the minutes of one meeting, without its papers."
        )
    text = clean(pasted).replace("\N{NO-BREAK SPACE}", " ").replace("\t", " ")
    if not text.strip():
        raise NotMinutes("There is nothing to read. Paste the text of the minutes.")
    return text


def one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def unmarked(line: str) -> str:
    """A line without the marks of Markdown for headings and bold."""
    return line.strip().lstrip("#").replace("**", "").replace("__", "").strip()


def sentences(block: str) -> Iterator[str]:
    """The sentences of a paragraph, without those too long to be one."""
    start = 0
    text = one_line(block)
    for end in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(start, end.start() - 12) : end.start()]):
            continue
        if end.start() - start <= LONGEST_SENTENCE:
            yield text[start : end.start() + len(end[0].rstrip())]
        start = end.end()
    if 0 < len(text) - start <= LONGEST_SENTENCE:
        yield text[start:]


def without_names(text: str) -> str:
    """People's names become "a member" or "somebody": what is kept names offices, not people."""

    def who(found: re.Match) -> str:
        return "a member" if "C" in found[0][:1] or found[0].endswith(("CC", "MP")) else "somebody"

    return _NAME.sub(who, text)


def short(text: str) -> str:
    """As a proposal: on one line, without names, with a capital and a full stop, cut at a word where it is long."""
    words = without_names(one_line(text)).strip(" ,;:–-")
    if len(words) > PROPOSED:
        words = f"{words[: PROPOSED - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
    words = f"{words[:1].upper()}{words[1:]}"
    return words if not words or words[-1] in ".…?!" else f"{words}."
