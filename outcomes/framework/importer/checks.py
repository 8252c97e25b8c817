"""What a person should look at in the plan as printed. Nothing is changed because of a warning."""

import re
from collections.abc import Iterable, Iterator, Sequence

from .chunks import Chunk
from .compare import same_words
from .lines import Line
from .outline import CommitmentOutline, OutcomeOutline, SubOutcomeOutline, Warning_

# Filler where a figure, a year or a sum should stand. A doubled sign ("1%%") is a typing error in a figure that is
# there, so it is not among these.
FILLER = re.compile(
    r"\[\s*(?:insert|figure|number|date|name|amount|add|x+)\b[^\[\]]{0,80}\]"
    r"|(?<![\w.])(?:[£€]\s?x{1,6}(?:\.x+)?(?:m|k|bn)?(?!\w)|x{1,6}(?:\.x+)?\s?%|nn\s?%|x{2,6}(?![\w-])|20xx(?!\w))"
    r"|(?<![\w.?])[?_]{1,6}\s?%|\btb[acd]\s?%|£\s?tb[acd]\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(
    r"\b(?:awaited|to follow|content pending|tb[cad]|"
    r"to be (?:added|agreed|completed|confirmed|determined|drafted|inserted|provided|refreshed|supplied|updated|"
    r"written))\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"(?<![\w£])TB[ACD]\b(?!\s?%)")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{3,300}[)\]]")
_FEW_WORDS = 8
_FEW_IN_BRACKETS = 4


def fillers(lines: Iterable[Line], where: str) -> Iterator[Warning_]:
    """Each filler, with the line it stands on: every one is a figure that somebody must supply."""
    for line in lines:
        text = line.text[:2000]
        for match in FILLER.finditer(text):
            message = f"“{match[0]}” stands where a figure is missing: “{line.text[:200]}”"
            yield Warning_(where, line.number, "placeholder", message)


def awaited(parts: Iterable[Chunk], where: str) -> Iterator[Warning_]:
    """Paragraphs that say that content is still to come: in capitals, in a few words, in brackets, or by "TBC".

    Within ordinary sentences the same words mean something else ("works to be completed by 2025"), so brackets count
    where they open the paragraph or hold a few words only.
    """
    for part in parts:
        text = part.text[:2000]
        alone = len(text.split()) <= _FEW_WORDS and part.marker is None
        if ((text.isupper() or alone) and _AWAITED.search(text)) or _TO_BE.search(text):
            yield Warning_(where, part.line, "awaited", f"Content is still to come: “{text}”")
            continue
        for match in _BRACKETED.finditer(text):
            says_so = match.start() == 0 or match[0].isupper() or len(match[0].split()) <= _FEW_IN_BRACKETS
            if says_so and _AWAITED.search(match[0]):
                yield Warning_(where, part.line, "awaited", f"Content is still to come: “{match[0]}”")
                break


def headings_that_differ(sub: SubOutcomeOutline) -> Iterator[Warning_]:
    """Headings above commitments that are not worded like the aim they stand for, with both texts."""
    aims = {aim.position: aim.text for aim in sub.aims}
    for group in sub.groups:
        if group.aim_position is None:
            if aims:
                message = f"The heading “{group.heading}” fits none of the aims; its commitments stand under no aim."
                yield Warning_(sub.number, group.line, "heading_differs", message)
        elif same_words(group.heading) != same_words(aims[group.aim_position]):
            message = f"The heading “{group.heading}” differs from its aim “{aims[group.aim_position]}”."
            yield Warning_(sub.number, group.line, "heading_differs", message)


def aims_repeated(sub: SubOutcomeOutline) -> Iterator[Warning_]:
    """Commitments that only repeat an aim of their sub-outcome."""
    aims = {same_words(aim.text) for aim in sub.aims}
    for item in sub.commitments:
        if same_words(item.text) in aims:
            message = f"This commitment repeats an aim word for word: “{item.text}”"
            yield Warning_(sub.number, item.line, "repeats_aim", message)


def repeated_commitments(subs: Iterable[SubOutcomeOutline]) -> Iterator[Warning_]:
    """The same commitment in two places: one warning per pair, at the first place, naming the second.

    Only white space, case and trailing punctuation may differ. Three places make two pairs with the first. One that is
    said to be the same is none to look at.
    """
    first: dict[str, tuple[str, CommitmentOutline]] = {}
    for sub in subs:
        for item in sub.commitments:
            where, original = first.setdefault(same_words(item.text), (sub.number, item))
            if original is not item and item.same_as != where:
                message = (
                    f"The same commitment stands in {where} (line {original.line}) and in {sub.number} "
                    f"(line {item.line}): “{item.text}”"
                )
                yield Warning_(where, original.line, "duplicate", message)


def numbers_out_of_sequence(
    outcomes: Sequence[OutcomeOutline], before: dict[int, int], numbers: dict[int, tuple[int, ...]]
) -> Iterator[Warning_]:
    """Outcomes and sub-outcomes whose printed number is not the next one.

    A strategic outcome follows the one before it, or a section in between; the sections before the first may have
    numbers of their own. The other sections need only rise. ``before`` gives for the line of each outcome the number
    of the section just before it, ``numbers`` for the line of each heading its number as integers.
    """
    majors: list[int] = []
    for outcome in outcomes:
        major = numbers[outcome.line][0]
        just_before = before.get(outcome.line)
        if outcome.implied:
            message = f"There is no heading for {outcome.number}, though {outcome.number}.x is printed."
            yield Warning_(outcome.number, outcome.line, "sequence", message)
        elif outcome.kind == "outcome":
            expected = {majors[-1] + 1, majors[0] + len(majors)} if majors else {major}
            if major not in expected and major - 1 != just_before:
                yield _jump(outcome.number, outcome.line, str(majors[-1]))
        elif just_before is not None and major <= just_before:
            yield _jump(outcome.number, outcome.line, str(just_before))
        if outcome.kind == "outcome":
            majors.append(major)
        yield from _subs_out_of_sequence(outcome, major, numbers)


def _subs_out_of_sequence(
    outcome: OutcomeOutline, major: int, numbers: dict[int, tuple[int, ...]]
) -> Iterator[Warning_]:
    """A number is in its place if it is one more than the last, or the one that its place in the section calls for.

    So one wrong number makes one warning, and so does a number left out.
    """
    last: tuple[int, ...] = (major, 0)
    printed = [sub for sub in outcome.sub_outcomes if not sub.implied]
    for place, sub in enumerate(printed, start=1):
        own = numbers[sub.line]
        if own != (major, last[1] + 1) and own != (major, place):
            if place == 1 or own[0] != major:
                message = f"{sub.number} stands where {major}.{last[1] + 1} was expected."
                yield Warning_(sub.number, sub.line, "sequence", message)
            else:
                yield _jump(sub.number, sub.line, printed[place - 2].number)
        last = (major, own[1] if own[0] == major else last[1] + 1)


def _jump(number: str, line: int, previous: str) -> Warning_:
    return Warning_(number, line, "sequence", f"{number} follows {previous}: the numbers are out of sequence.")
