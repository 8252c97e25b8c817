"""What a minute says was resolved: the list after "RESOLVED", each entry with its kind and in short words."""

import re
from collections.abc import Iterator

from .found import Asked, Minute, Resolved
from .offices import OFFICE, due_in, in_full
from .text import one_line, short, unmarked

MARK = re.compile(
    r"^(?:IT WAS |The \w+ )?(?:RESOLVED|Resolved|AGREED|DECISION|RECOMMENDED)"
    r"(?:\s(?:UNANIMOUSLY|unanimously|\([^)]{0,40}\)))?\s*(?:[:–—-]+|(?=\s[Tt]hat\b)|$)\s*"
)
ACTION = re.compile(r"ACTIONS?\s?[:–—-]\s*")
_ENTRY = re.compile(r"^(?:\((?P<a>[a-z]{1,5}|\d{1,2})\)|(?P<b>[a-z]|\d{1,2})[.)])\s+(?P<text>.*)$", re.DOTALL)
_ENDS = re.compile(r"[.;:!?](?:\s*and)?$")
_DONE = {
    "noted": "noted", "received": "noted", "welcomed": "welcomed", "supported": "supported", "endorsed": "supported",
    "referred": "referred", "approved": "agreed", "agreed": "agreed", "adopted": "agreed", "confirmed": "agreed",
    "accepted": "agreed",
}  # fmt: skip
_DISPOSAL = re.compile(rf"\bbe (?:formally |fully )?({'|'.join(_DONE)})\b(?: and (?:{'|'.join(_DONE)})\b)?")
_RECOMMENDS = re.compile(r"\b(?:be )?recommend(?:s|ed)?\b(?! by| in)")
_FURTHER = re.compile(r"\b(?:further|update|follow-up|progress) reports?\b|\breports? back\b")
_ASKS = re.compile(
    rf"(?P<office>(?:the )?{OFFICE}),? (?:be|is|are|was|were) (?:requested|asked|invited|instructed) to (?P<what>.*)"
)
_ASKED = "requested|asked|invited|instructed"
_CLAUSE = re.compile(
    r";\s*(?:and\s+)?[Tt]hat\s+|,?\s+and\s+that\s+"
    rf"(?=[^;.]{{1,120}}?\bbe (?:{_ASKED}|recommended|thanked|{'|'.join(_DONE)})\b)"
)
_THAT = re.compile(r"^[Tt]hat(?::|,)?\s+")


def entries(minute: Minute) -> Iterator[tuple[str, str]]:
    """Letter and words of each thing that was resolved, as they stand."""
    inside, letter, words = False, "", ""
    for block in minute.blocks:
        text = one_line(unmarked(block))
        if mark := MARK.match(text):
            if words:
                yield letter, words
            inside, letter, words, text = True, "", "", text[mark.end() :].strip()
        if not inside or not text:
            continue
        if text.startswith("[") or ACTION.match(text):
            inside = False
        elif entry := _ENTRY.match(text):
            if words and not _THAT.fullmatch(f"{words} "):
                yield letter, words
            letter, words = entry["a"] or entry["b"], entry["text"]
        elif words and _ENDS.search(words) and not text.startswith("That "):
            inside = False  # what was resolved is said: this is about something else
        elif words and _ENDS.search(words):
            yield letter, words
            letter, words = "", text
        else:
            words = f"{words} {text}".strip()
    if words:
        yield letter, words


def resolved_in(minute: Minute, known: list[str]) -> Iterator[tuple[Resolved, list[Asked]]]:
    """What was resolved, with what it asks for: each office's own. An entry has one row of each kind of thing it does,
    however often it does it."""
    for letter, words in entries(minute):
        by_kind: dict[str, list[str]] = {}
        for clause in clauses(_THAT.sub("", words)):
            for kind, text in parts(clause):
                by_kind.setdefault(kind, []).append(text)
        for kind, texts in by_kind.items():
            told = short("; ".join(as_done(text) for text in texts))
            row = Resolved(minute.number, minute.title, letter, kind, told, words)
            yield row, [asks for asks in (asked_by(row, text, known) for text in texts) if asks]


def clauses(words: str) -> list[str]:
    """What is resolved one by one in a sentence: "that A be thanked; that B be noted" is two, and so is what is asked
    of two offices."""
    found, start = [], 0
    for mark in _CLAUSE.finditer(words):
        before = words[start : mark.start()]
        if mark[0].startswith(";") or re.search(r"\bbe \w+ed\b", before):
            found.append(before)
            start = mark.end()
    return [clause for clause in (*found, words[start:]) if clause.strip(" .;,")]


def parts(words: str) -> list[tuple[str, str]]:
    """Kind and words of each thing that an entry does: "be welcomed, and the recommendation … be supported" is two."""
    if _ASKS.search(words):
        return [("further_report" if _FURTHER.search(words) else "officer_asked", words)]
    if _RECOMMENDS.search(words):
        return [("recommended", words)]
    if _FURTHER.search(words) and not _DISPOSAL.search(words):
        return [("further_report", words)]
    found, start = [], 0
    for done in _DISPOSAL.finditer(words):
        text = re.sub(r"^[\s,;]*(?:and\s+)?(?:that\s+)?", "", words[start : done.end()])
        found.append((_DONE[done[1]], text))
        start = done.end()
    if found and len({kind for kind, _ in found}) == len(found):
        rest = words[start:].strip(" .;,")
        found[-1] = (found[-1][0], f"{found[-1][1]} {rest}".strip())
        return found
    return [(found[0][0] if found else "other", words)]


def as_done(words: str) -> str:
    """In short: "the update, be welcomed" becomes "update welcomed", "the Director be requested to" "Director to"."""
    words = re.sub(r"^[Tt]he\s+", "", words.strip(" ;.,"))
    words = re.sub(r",? be (?:requested|asked|invited|instructed) to ", " to ", words)
    words = re.sub(r";?\s*and$", "", words)
    words = re.sub(r"\bbe provided\b", "to be provided", words)
    return re.sub(r",?\s+be ((?:formally |fully )?(?:" + "|".join(_DONE) + r"|recommended))\b", r" \1", words)


def asked_by(row: Resolved, words: str, known: list[str]) -> Asked | None:
    if row.kind not in ("officer_asked", "further_report", "recommended"):
        return None
    asks = _ASKS.search(words)
    kind = "recommendation" if row.kind == "recommended" else "request"
    office = in_full(asks["office"], known) if asks else "" if kind == "recommendation" else in_full("officers", known)
    text = short(asks["what"].strip(" ;.,").removesuffix("; and")) if asks else short(as_done(words))
    return Asked(row.minute, row.title, row.letter, kind, text, office, due_in(words), row.passage)
