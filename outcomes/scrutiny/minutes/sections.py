"""Where one minute ends and the next begins: by numbers, by bold or Markdown headings, or by titles of the agenda."""

import re
from collections.abc import Sequence

from .found import Minute
from .likeness import alike, stems
from .text import one_line, unmarked

LONGEST_TITLE = 200
MOST_TITLE_LINES = 3
FEW_WORDS = 10  # a numbered line of so few words is a title without being written in capitals
_NUMBERED = re.compile(
    r"(?:(?:Minute|Item)\s+)?(?P<number>\d{1,4}(?:/\d{2,4})?)\s?(?:[.:)–—-]|\s)\s*(?P<title>[A-Z“‘].*)$"
)
_ONLY_NUMBER = re.compile(r"(?:Minute\s+)?(\d{1,4}(?:/\d{2,4})?)[.:]?$")
_DECIMAL = re.compile(r"\d{1,4}\.\d")
# What makes a line a sentence of the minutes and not a title.
_TOLD = re.compile(
    r"\b(?:considered|received|noted that|agreed|asked(?! by)|requested|undertook|reported|explained|confirmed|advised|"
    r"stated|questioned|commented|welcomed|be noted|was|were|has|have|had|would|will|is|are)\b"
)
_NO_TITLE = re.compile(
    r"(?:RESOLVED|AGREED|RECOMMENDED|DECISION|PRESENT|IN ATTENDANCE|ALSO PRESENT|IT WAS"
    r"|MINUTES OF (?:A|AN|THE)(?! LAST| PREVIOUS))\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.:;!?\])”][\s*_]*$")
_STOPPED = re.compile(r"[.:]\s*$")
_STARTS = re.compile(r"[A-Z“‘(\[\d]")
_WORDS = re.compile(r"[A-Za-z][\w’'-]{3,}")


def blocks_of(text: str) -> list[list[str]]:
    """Paragraphs as their lines; a line that begins with a mark of the minutes begins a paragraph."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line.strip():
            found.append([])
        elif found[-1] and _begins(line):
            found.append([line])
        else:
            found[-1].append(line)
    return [block for block in found if block]


_BEGINS = re.compile(
    r"(?:\((?:[a-z]{1,5}|\d{1,2})\)\s|[a-h]\)\s|\d{1,4}\.\d{1,2}\.?\s|\[|\d{1,4}\.\s+[A-Z]"
    r"|(?:IT WAS )?(?:RESOLVED|AGREED|RECOMMENDED|DECISION)\b|Resolved\b|ACTIONS?\s?[:–—-])"
)


def _begins(line: str) -> bool:
    return bool(_BEGINS.match(unmarked(line))) or _is_marked(line)


def minutes_of(text: str, agenda: Sequence[str] = ()) -> tuple[Minute, ...]:
    """The minutes in order. What stands before the first of them is not read: who was there, mostly.

    Titles of the agenda find headings that have no number, unless the minutes number theirs: a line that repeats a
    title is no heading then.
    """
    titles = [stems(title) for title in agenda]
    blocks = blocks_of(text)
    numbered = _minutes(blocks, titles, only_numbered=True)
    return numbered if sum(bool(one.number) for one in numbered) > 1 else _minutes(blocks, titles)


def _minutes(
    blocks: list[list[str]], titles: list[frozenset[str]], *, only_numbered: bool = False
) -> tuple[Minute, ...]:
    found: list[tuple[str, str, list[str]]] = []
    waiting = ""  # a number on a line of its own, whose title follows
    for lines in blocks:
        number, title, rest = _heading(lines, titles, waiting, found[-1][0] if found else "")
        if only_numbered and title and not number and not _is_marked(lines[0]):
            number, title, rest = "", "", ""
        if alone := _ONLY_NUMBER.fullmatch(unmarked(one_line(" ".join(lines)))):
            waiting = alone[1]
            continue
        waiting = ""
        if title:
            found.append((number, title, [rest] if rest else []))
        elif found:
            _add(found[-1][2], lines)
    return tuple(Minute(number, title, tuple(blocks)) for number, title, blocks in found)


def _add(blocks: list[str], lines: list[str]) -> None:
    """A paragraph of its own, or the rest of the one before, where a page or a blank line broke a sentence."""
    text, before = "\n".join(lines), blocks[-1] if blocks else ""
    broken = len(before) > 40 and not _ENDED.search(before) and not _begins(lines[0])
    if broken or (before and text.lstrip()[:1].islower() and not _begins(lines[0])):
        blocks[-1] = f"{before}\n{text}"
    else:
        blocks.append(text)


def _heading(lines: list[str], titles: list[frozenset[str]], waiting: str, before: str) -> tuple[str, str, str]:
    """Number and title where these lines are a heading, with what follows it in the same paragraph; else nothing."""
    number, title, rest = _whole_heading(lines, titles, waiting, before)
    if title and (len(lines) == 1 or not _TOLD.search(title)):
        return number, title, rest
    first = _heading_before_text(lines, titles, before)  # also where the agenda's title is in what follows it
    return first if first[1] else (number, title, rest)


def _heading_before_text(lines: list[str], titles: list[frozenset[str]], before: str) -> tuple[str, str, str]:
    """A numbered heading of a line or more with its text right below, as where blank lines were lost in copying. The
    text begins anew, so that a sentence that goes on is not cut in two."""
    best = ("", "", "")
    if not _NUMBERED.match(unmarked(lines[0])):
        return best
    for place in range(1, min(len(lines), MOST_TITLE_LINES + 1)):
        last, following = unmarked(lines[place - 1]), unmarked(lines[place])
        if place > 1 and (_STOPPED.search(unmarked(lines[place - 2])) or _shouts(lines[0]) != _shouts(last)):
            break
        if not following or not (_STARTS.match(following) or _STOPPED.search(last)):
            continue
        number, title, _ = _whole_heading(lines[:place], titles, "", before)
        if title:
            best = (number, title, "\n".join(lines[place:]))
    return best


def _shouts(line: str) -> bool:
    """Whether the words of a line are all in capitals."""
    return line.upper() == line


def _is_marked(line: str) -> bool:
    return line.strip().startswith(("#", "**"))


def _whole_heading(lines: list[str], titles: list[frozenset[str]], waiting: str, before: str) -> tuple[str, str, str]:
    whole = one_line(" ".join(unmarked(line) for line in lines))
    marked = _is_marked(lines[0])
    if marked and len(lines) > 1:  # a bold line with text right below it
        whole, rest = one_line(unmarked(lines[0])), "\n".join(lines[1:])
    else:
        rest = ""
    if not whole or len(whole) > LONGEST_TITLE or _DECIMAL.match(whole):
        return "", "", ""
    numbered = _NUMBERED.match(whole)
    number, title = (numbered["number"], numbered["title"]) if numbered else (waiting, whole)
    title = title.strip().rstrip(".:").strip()
    known = any(alike(stems(title), other) >= 0.75 for other in titles) if len(title) < LONGEST_TITLE else False
    sure = known or marked or (bool(number) and len(title.split()) <= FEW_WORDS)
    if not _is_title(title, known=known, sure=sure) or not (number or marked or known):
        return "", "", ""
    if numbered and not marked and not known and not _follows(number, before):
        return "", "", ""
    return number, title, rest


def _is_title(title: str, *, known: bool, sure: bool) -> bool:
    """`sure` where something besides its capitals says that it is one; `known` where the agenda has it."""
    if not title[:1].isupper() and title[:1] not in "“‘":
        return False
    if _NO_TITLE.match(title):
        return False
    if known:
        return not re.search(r"\bbe (?:noted|welcomed|supported|approved)\b", title)
    if _TOLD.search(title):
        return False
    words = _WORDS.findall(title)
    return bool(words) and (sure or sum(word[0].isupper() for word in words) >= len(words) / 3)


def _follows(number: str, before: str) -> bool:
    """Whether this can be the number of the minute after that: a line that happens to begin with a year cannot."""
    here, there = (int(part.split("/")[0]) if part else None for part in (number, before))
    return here is not None and (there is None or there < here <= there + 20)
