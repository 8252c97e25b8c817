"""Sections without aims or commitments: foreword, vision, summary of outcomes, enabling services, values …"""

import re
from collections.abc import Sequence
from itertools import pairwise

from .blocks import Block
from .chunks import Chunk, is_sentence, markdown
from .compare import same_words
from .lines import Line, ends_open, ends_sentence, join, starts_lower
from .numbers import Head
from .outline import EntryOutline, SectionKind, SectionOutline

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("foreword", re.compile(r"\b(foreword|preface|introduction by|message from|welcome from)\b", re.IGNORECASE)),
    ("vision", re.compile(r"\bvision\b", re.IGNORECASE)),
    ("values", re.compile(r"\b(values|behaviours)\b", re.IGNORECASE)),
    ("enabling", re.compile(r"\b(enabl\w+|governance|corporate services|support services)\b", re.IGNORECASE)),
    ("monitoring", re.compile(r"\b(monitor\w*|measuring|reporting progress|tracking)\b", re.IGNORECASE)),
    ("glossary", re.compile(r"\b(glossary|abbreviations|definitions)\b", re.IGNORECASE)),
)
_OFFICE = re.compile(
    r"\b(leader|mayor|chair|chairman|chairwoman|chief executive|councillor|cllr|lead member|portfolio holder)\b",
    re.IGNORECASE,
)
_SIGNATORY_LINES = 4
_SIGNATORY_WIDTH = 70  # characters
_VALUE_TITLE = 45


def read_section(head: Head, block: Block, outcome_titles: frozenset[str]) -> SectionOutline:
    """A section as outline. ``outcome_titles`` tell the summary of outcomes by what it lists."""
    parts = [*block.narrative, *block.notes]
    groups = _listed_groups(parts)
    kind = _kind(head.title, groups, outcome_titles)
    entries: tuple[EntryOutline, ...] = ()
    signatory: tuple[str, ...] = ()
    if kind == "outcomes":
        entries, parts = _summary(groups), _without(parts, [chunk for group in groups for chunk in group])
    elif kind == "values":
        entries, parts = _values(parts)
    elif kind == "foreword":
        signatory, parts = _signatory(parts)
    else:
        entries = tuple(EntryOutline("", part.text, (), part.line) for part in parts if part.marker is not None)
    return SectionOutline(head.number, head.title, kind, markdown(parts), head.line, entries, signatory)


def summary_titles(parts: Sequence[Chunk]) -> list[str]:
    """Headings of lists in a section: candidates for the titles of outcomes."""
    return [group[0].text for group in _listed_groups(parts)]


def _kind(title: str, groups: Sequence[Sequence[Chunk]], outcome_titles: frozenset[str]) -> SectionKind:
    listed = [group[0] for group in groups if same_words(group[0].text) in outcome_titles]
    if listed and 2 * len(listed) >= len(groups):
        return "outcomes"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "text")


def _listed_groups(parts: Sequence[Chunk]) -> list[list[Chunk]]:
    """A short paragraph with the items directly below it, each time."""
    groups: list[list[Chunk]] = []
    for previous, part in pairwise(parts):
        if part.marker is None:
            continue
        if previous.marker is None:
            groups.append([] if is_sentence(previous.text) else [previous])
        if groups and groups[-1]:
            groups[-1].append(part)
    return [group for group in groups if group]


def _summary(groups: Sequence[Sequence[Chunk]]) -> tuple[EntryOutline, ...]:
    return tuple(
        EntryOutline(group[0].text, "", tuple(item.text for item in group[1:]), group[0].line) for group in groups
    )


def _without(parts: Sequence[Chunk], taken: Sequence[Chunk]) -> list[Chunk]:
    lines = {part.line for part in taken}
    return [part for part in parts if part.line not in lines]


def _signatory(parts: Sequence[Chunk]) -> tuple[tuple[str, ...], list[Chunk]]:
    """The first or last short paragraph that names an office and is no sentence."""
    for part in [*parts[:2], *parts[:-3:-1]]:
        lines = tuple(line.text for line in part.lines)
        short = part.marker is None and len(lines) <= _SIGNATORY_LINES and max(map(len, lines)) < _SIGNATORY_WIDTH
        if short and not any(map(is_sentence, lines)) and _OFFICE.search(" ".join(lines)):
            return lines, _without(parts, [part])
    return (), list(parts)


def _values(parts: Sequence[Chunk]) -> tuple[tuple[EntryOutline, ...], list[Chunk]]:
    """Named values, printed either as items ("Trust: we …") or as a short title with a few lines below it."""
    items = [part for part in parts if part.marker is not None]
    if items:
        return tuple(_value_item(item) for item in items), _without(parts, items)
    lines = [line for part in parts for line in part.lines]
    starts = [at for at in range(len(lines)) if _begins_value(lines, at)]
    if not starts:
        return (), list(parts)
    entries = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = _value_title_end(lines, start)
        title, text = join(_texts(lines[start:body])), join(_texts(lines[body:end]))
        entries.append(EntryOutline(title, text, (), lines[start].number))
    return tuple(entries), [part for part in parts if part.line < lines[starts[0]].number]


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _value_item(item: Chunk) -> EntryOutline:
    for mark in (": ", " – ", " - ", " — "):
        title, found, text = item.text.partition(mark)
        if found and len(title) <= _VALUE_TITLE:
            return EntryOutline(title, text.strip(), (), item.line)
    return EntryOutline(item.text, "", (), item.line)


def _begins_value(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if not line.apart or len(line.text) > _VALUE_TITLE or is_sentence(line.text) or starts_lower(line.text):
        return False
    if at and not ends_sentence(lines[at - 1].text):
        return False
    return _value_title_end(lines, at) < len(lines)


def _value_title_end(lines: Sequence[Line], at: int) -> int:
    end = at + 1
    while end < len(lines) and end - at < 3 and ends_open(lines[end - 1].text):
        end += 1
    return end
