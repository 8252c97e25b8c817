"""What the discussion in a minute leaves somebody to do: undertakings, requests, what would be reported."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .found import Asked, Later, Minute
from .likeness import stems
from .offices import OFFICE, due_in, in_full, offices_in
from .resolving import ACTION, MARK
from .text import PERSON, one_line, sentences, short, unmarked

REPORTED = "reported"  # what will be told: an action of its own only where nothing before it says what is done
_VERBS = "reported|provided|circulated|brought|presented|submitted|shared|sent|supplied|forwarded"
_UNDERTAKES = re.compile(
    rf"(?P<office>(?:[Tt]he )?{OFFICE})(?:[^.]{{1,200}}? and)?"
    r" (?:undertook|agreed|offered|committed|promised) to (?P<what>.+)"
)
_WAS_ASKED = re.compile(
    rf"(?P<office>(?:[Tt]he )?{OFFICE}),? (?:was|were|be|is|are) (?:also )?(?:requested|asked|invited) to (?P<what>.+)"
)
_REQUESTED_THAT = re.compile(
    rf"\b(?:(?:Committee|Commission|Panel|Board|[Mm]embers?|Chair(?:man)?|[Ii]t was)\b|{PERSON})"
    r"[^.]{0,60}?\b(?:requested|asked) that (?P<what>.+)"
)
_REQUESTED_A = re.compile(
    r"\b(?:Committee|Commission|Panel|[Mm]embers?|Chair(?:man)?)"
    r" (?:also )?(?:requested|asked for) (?P<what>(?:an?|the|further|more) .+)"
)
_SOMEBODY_REQUESTED_A = re.compile(
    rf"\b{PERSON}[^.]{{0,60}}?\b(?:requested|asked for) (?P<what>(?:an?|the|further|more) .+)"
)
_ACTION_TO = re.compile(rf"(?:(?P<office>(?:[Tt]he )?{OFFICE}),? (?:to|will|shall) )?(?P<what>.+)", re.DOTALL)
_TO_BE = re.compile(r"^(?P<what>.+?) (?:was|were|is|are) to be (?P<done>\w+ed)\b(?P<rest>.*)")
_WOULD_BE = re.compile(
    rf"(?:\bthat )?(?P<what>[^,;]+?) (?:would|will) be (?P<done>{_VERBS})\b(?P<rest>.*"
    r"(?:to (?:the )?(?:Committee|Commission|Panel|[Mm]embers)|next|future"
    r"|(?:after|outside|following)(?: of)? the meeting).*)"
)
_LATER = re.compile(
    r"^\[?\s*(?:Subsequent to the meeting|(?:Following|After|Since) the meeting|Post[- ][Mm]eeting [Nn]ote)\b"
)
_LEAD = re.compile(
    r"^(?:Subsequent to|Following|After|Since) the meeting,?\s*|^Post[- ][Mm]eeting [Nn]ote\s*[:–—-]*\s*"
)
_ENTRY = re.compile(r"^(?:\((?P<a>[ivxlc]{1,6}|[a-z]|\d{1,2})\)|(?P<b>\d{1,4}\.\d{1,2})\.?|[•▪–-])\s+")


def discussed(minute: Minute) -> Iterator[str]:
    """Paragraphs before what was resolved, and notes added later; what was resolved is read apart."""
    over = False
    for block in minute.blocks:
        text = one_line(unmarked(block))
        over = over or bool(MARK.match(text))
        if not over or _LATER.match(text) or ACTION.match(text):
            yield text


def offices_of(minute: Minute) -> list[str]:
    """The posts whose report is before the meeting first, then the others that the minute names."""
    whole = [one_line(unmarked(block)) for block in minute.blocks]
    authors = [office for text in whole for office in offices_in(_author(text))]
    return list(dict.fromkeys([*authors, *(office for text in whole for office in offices_in(text))]))


def _author(text: str) -> str:
    found = re.search(
        r"\b(?:report|presentation|update)s? (?:of|by|from) (.{1,200}?)(?: which | that |, copies|\. |$)", text
    )
    return found[1] if found else ""


def asked_in(minute: Minute, known: list[str]) -> Iterator[Asked]:
    for text in discussed(minute):
        if _LATER.match(text):
            continue
        before: Asked | None = None
        mark = _ENTRY.match(text)
        point = (mark["a"] or mark["b"] or "") if mark else ""
        for sentence in sentences(_ENTRY.sub("", text)):
            found = _read(sentence)
            if not found:
                continue
            kind, office, words = found
            whose = in_full(office or "officers", known)
            row = Asked(minute.number, minute.title, "", kind, short(words), whose, due_in(sentence), sentence, point)
            if before is not None and kind == REPORTED and stems(before.text) & stems(row.text):
                # the same paragraph says when what is to be done will be told
                before = replace(before, due=row.due or before.due, passage=f"{before.passage} {sentence}")
                continue
            if before is not None:
                yield before
            before = replace(row, kind="action") if kind == REPORTED else row
        if before is not None:
            yield before


def _read(sentence: str) -> tuple[str, str, str] | None:
    """Kind, office as it is named, and words of what the sentence leaves to do; None where it leaves nothing."""
    if mark := ACTION.match(sentence):
        said = _ACTION_TO.match(sentence[mark.end() :])
        return ("action", said["office"] or "", said["what"]) if said else None
    if found := _UNDERTAKES.search(sentence):
        return "action", found["office"], found["what"]
    if found := _WAS_ASKED.search(sentence):
        return "request", found["office"], found["what"]
    if found := _requested(sentence):
        named = re.search(rf"(?:the )({OFFICE})", found["what"])
        words = re.sub(r"\bbe (provided|" + _VERBS + r")\b", r"to be \1", found["what"], count=1)
        return "request", named[1] if named else "", words
    if found := _TO_BE.search(sentence):
        return "action", "", f"{found['what']} to be {found['done']}{found['rest']}"
    if found := _WOULD_BE.search(sentence):
        what = re.sub(r"^.*\bthat (?=the |a |an )", "", found["what"])
        return REPORTED, "", f"{what} to be {found['done']}{found['rest']}"
    return None


def _requested(sentence: str) -> re.Match | None:
    for pattern in (_REQUESTED_THAT, _REQUESTED_A, _SOMEBODY_REQUESTED_A):
        if found := pattern.search(sentence):
            return found
    return None


def later_in(minute: Minute) -> Iterator[Later]:
    """Notes added after the meeting, mostly in square brackets."""
    for text in discussed(minute):
        if _LATER.match(text):
            said = _LEAD.sub("", text.strip("[] ").strip())
            yield Later(minute.number, minute.title, short(said), text)
