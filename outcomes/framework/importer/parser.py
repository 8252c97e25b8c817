"""The text of a committee paper in, the outline of the plan inside it out.

Pure: no Django, no files. Costs a few passes over the text, whatever it holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise

from . import checks
from .blocks import Block, read_block
from .bullets import Bullets, read_bullets
from .chunks import Layout, chunks, is_sentence, markdown
from .compare import same_words
from .find import Found, find_plan
from .headings import DEFAULT_HEADINGS, Headings
from .lines import Line, clean
from .marks import read_marks
from .missing import explain_missing, explain_unnumbered
from .numbers import Head, Numbered, read_numbered
from .outline import NotAPlan, OutcomeKind, OutcomeOutline, PlanOutline, SectionOutline, SubOutcomeOutline, Warning_
from .sections import read_section, summary_titles
from .titles import KnownTitles

MOST_LINES = 50_000  # that say something: a thousand pages
_WINDOW = 40
_CHANGE = re.compile(r"\b(portfolio|programmes?|transformation)\b", re.IGNORECASE)
_FINANCE = re.compile(r"\b(financ\w+|budgets?|mtfs|mtfp|money|value for money)\b", re.IGNORECASE)


@dataclass
class _Part:
    """A heading with the lines below it, up to the next heading."""

    head: Head
    lines: Sequence[Line]
    block: Block


@dataclass
class _Chapter:
    """A section and its sub-sections. ``part`` is None where the paper prints sub-sections without their section."""

    major: int
    part: _Part | None
    subs: list[_Part] = field(default_factory=list)
    kind: OutcomeKind | None = None

    @property
    def parts(self) -> list[_Part]:
        return [*([self.part] if self.part else []), *self.subs]

    @property
    def title(self) -> str:
        return self.part.head.title if self.part else ""

    @property
    def has_lists(self) -> bool:
        return any(part.block.has_lists for part in self.parts)


def parse(text: str, headings: Headings = DEFAULT_HEADINGS) -> PlanOutline:
    """The outline of the plan in a paper's text. Raises NotAPlan, saying what was looked for, if there is none."""
    return parse_lines(clean(text, headings), headings)


def parse_lines(
    lines: Sequence[Line], headings: Headings = DEFAULT_HEADINGS, heads: Sequence[Head] | None = None
) -> PlanOutline:
    """The outline of the plan in a paper's lines. ``heads`` are its headings where the paper itself tells them from
    other lines; otherwise they are looked for. Raises NotAPlan."""
    if not lines:
        raise NotAPlan("The text is empty. Give the text of a committee paper that holds the plan.")
    if len(lines) > MOST_LINES:
        raise NotAPlan(
            f"The text has {len(lines):,} lines, more than any committee paper. Cut out the part that holds the plan."
        )
    marks = read_marks(lines)
    if not (marks.aims and marks.commitments):
        raise NotAPlan(explain_missing(lines, headings, aims=bool(marks.aims), commitments=bool(marks.commitments)))
    layouts = _layouts(lines, read_bullets(lines))
    if heads is None:
        numbered = read_numbered(lines, layouts, _known_titles(lines, layouts[0]))
    else:
        numbered = Numbered(tuple(heads), ())
    found = find_plan(lines, numbered, marks)
    if found is None:
        raise NotAPlan(explain_unnumbered(lines))
    outline = _outline(found, _chapters(_parts(lines, found, layouts)))
    subs = [sub for outcome in (*outline.outcomes, *outline.enablers) for sub in outcome.sub_outcomes]
    if not (any(sub.aims for sub in subs) and any(sub.commitments for sub in subs)):
        raise NotAPlan(explain_unnumbered(lines))
    return outline


def _layouts(lines: Sequence[Line], bullets: Bullets) -> list[Layout]:
    """The layout around each line: a full line is as long as the third longest of the lines about it."""
    layouts: list[Layout] = []
    for start in range(0, len(lines), _WINDOW):
        near = [len(line.text) for line in lines[start : start + 2 * _WINDOW]]
        layout = Layout(bullets, min(nlargest(3, near)[-1], 200))
        layouts.extend([layout] * len(lines[start : start + _WINDOW]))
    return layouts


def _known_titles(lines: Sequence[Line], layout: Layout) -> KnownTitles:
    parts = chunks(lines, layout)
    above_lists = [part for part, below in pairwise(parts) if part.marker is None and below.marker is not None]
    listed = [part for part in parts if part.marker is not None]
    return KnownTitles([*(part.text for part in listed), *(p.text for p in above_lists if not is_sentence(p.text))])


def _parts(lines: Sequence[Line], found: Found, layouts: Sequence[Layout]) -> list[_Part]:
    parts: list[_Part] = []
    for at, head in enumerate(found.heads):
        is_last = at + 1 == len(found.heads)
        below = lines[head.body : found.end if is_last else found.heads[at + 1].index]
        layout = layouts[min(head.body, len(layouts) - 1)]
        parts.append(_Part(head, below, read_block(below, layout, is_last=is_last)))
    return parts


def _chapters(parts: Sequence[_Part]) -> list[_Chapter]:
    """Parts by section, each chapter with its kind; None for those that promise nothing.

    A sub-section belongs to the section above it. Where its number says otherwise and it begins a run of its own
    (x.1), the section's heading is missing and a chapter is made for it.
    """
    chapters: list[_Chapter] = []
    for part in parts:
        if part.head.minor is None:
            chapters.append(_Chapter(part.head.major, part))
        elif not chapters or (part.head.major != chapters[-1].major and part.head.minor == 1 and chapters[-1].subs):
            chapters.append(_Chapter(part.head.major, None, [part]))
        else:
            chapters[-1].subs.append(part)
    _classify(chapters)
    return chapters


def _classify(chapters: Sequence[_Chapter]) -> None:
    """Which chapters are strategic outcomes, which enablers, which only text.

    The summary of outcomes decides where it names a chapter. Otherwise the title tells the financial strategy and the
    change portfolio; and a chapter after a section of text that follows the outcomes is an enabler.
    """
    named = _titles_in_summary(chapters)
    with_subs = any(chapter.subs and chapter.has_lists for chapter in chapters)
    ended = begun = False
    for chapter in chapters:
        listed = same_words(chapter.title) in named
        programmes = _is_change(chapter)
        if not chapter.has_lists and not (chapter.subs and (listed or programmes)):
            ended = ended or begun
        elif listed:
            chapter.kind = "outcome"
        elif programmes:
            chapter.kind = "change"
        elif _FINANCE.search(chapter.title) and not (chapter.subs and not named and not ended):
            chapter.kind = "finance"
        elif ended and (named or (with_subs and not chapter.subs)):
            chapter.kind = "change"
        else:
            chapter.kind = "outcome"
        begun = begun or chapter.kind == "outcome"


def _is_change(chapter: _Chapter) -> bool:
    programmes = sum(1 for sub in chapter.subs if sub.head.title.casefold().endswith("programme"))
    return bool(chapter.subs) and (bool(_CHANGE.search(chapter.title)) or 2 * programmes > len(chapter.subs))


def _titles_in_summary(chapters: Sequence[_Chapter]) -> frozenset[str]:
    """Titles of chapters that a section of text lists with items below them."""
    titles = {same_words(chapter.title) for chapter in chapters if chapter.title and chapter.parts != [chapter.part]}
    named: set[str] = set()
    for chapter in chapters:
        if not chapter.has_lists:
            for part in chapter.parts:
                named.update(same_words(title) for title in summary_titles(part.block.narrative))
    return frozenset(named & titles)


def _outline(found: Found, chapters: Sequence[_Chapter]) -> PlanOutline:
    kinds = {same_words(chapter.title) for chapter in chapters if chapter.kind == "outcome"}
    sections: list[SectionOutline] = []
    promises: list[OutcomeOutline] = []
    for chapter in chapters:
        if chapter.kind is None:
            sections.extend(read_section(part.head, part.block, frozenset(kinds)) for part in chapter.parts)
        else:
            promises.append(_promise(chapter, chapter.kind))
    outcomes = tuple(outcome for outcome in promises if outcome.kind == "outcome")
    enablers = tuple(outcome for outcome in promises if outcome.kind != "outcome")
    warnings = _warnings(chapters, promises)
    return PlanOutline(found.title, tuple(sections), outcomes, enablers, warnings)


def _promise(chapter: _Chapter, kind: OutcomeKind) -> OutcomeOutline:
    subs = [_sub_outcome(part, implied=False) for part in chapter.subs]
    own = chapter.part
    if own is None:
        number, line = str(chapter.major), chapter.subs[0].head.line
        return OutcomeOutline(number, "", "", tuple(subs), line, kind, implied=True)
    narrative = markdown(own.block.narrative)
    if own.block.has_lists:
        subs.insert(0, _sub_outcome(own, implied=True, narrative=""))
    elif own.block.notes:
        narrative = "\n\n".join(filter(None, [narrative, markdown(own.block.notes)]))
    return OutcomeOutline(own.head.number, own.head.title, narrative, tuple(subs), own.head.line, kind)


def _sub_outcome(part: _Part, *, implied: bool, narrative: str | None = None) -> SubOutcomeOutline:
    """``narrative`` is given for an implied one, whose section has the text already."""
    head, block = part.head, part.block
    return SubOutcomeOutline(
        number=head.number,
        title=head.title,
        narrative=markdown(block.narrative) if narrative is None else narrative,
        aims=tuple(block.aims),
        commitments=block.commitments(),
        statements=tuple(block.statements),
        implied=implied,
        line=head.line,
        groups=block.headed(),
        notes=markdown(block.notes),
    )


def _warnings(chapters: Sequence[_Chapter], promises: Sequence[OutcomeOutline]) -> tuple[Warning_, ...]:
    found: list[Warning_] = []
    before: dict[int, int] = {}
    numbers: dict[int, tuple[int, ...]] = {}
    for at, chapter in enumerate(chapters):
        for part in chapter.parts:
            head = part.head
            where = head.number or head.title
            found.extend(checks.fillers(_used(part), where))
            found.extend(checks.awaited([*part.block.narrative, *part.block.notes], where))
            numbers[head.line] = (head.major,) if head.minor is None else (head.major, head.minor)
        if at and chapter.part:
            before[chapter.part.head.line] = chapters[at - 1].major
    subs = [sub for outcome in promises for sub in outcome.sub_outcomes]
    for sub in subs:
        found.extend(checks.aims_repeated(sub))
        found.extend(checks.headings_that_differ(sub))
    found.extend(checks.repeated_commitments(subs))
    found.extend(checks.numbers_out_of_sequence(promises, before, numbers))
    return tuple(sorted(found, key=lambda warning: warning.line))


def _used(part: _Part) -> list[Line]:
    """The lines that went into the outline: those of the last part may go on into another document."""
    block = part.block
    last = max(
        [
            *(chunk.lines[-1].number for chunk in (*block.narrative, *block.notes)),
            *(item.lines[-1].number for group in block.groups for item in group.items),
            *(aim.line for aim in block.aims),
        ],
        default=0,
    )
    return [line for line in part.lines if line.number <= last]
