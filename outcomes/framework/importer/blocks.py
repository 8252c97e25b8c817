"""What stands under one heading of the plan: narrative, statements, aims and commitments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .chunks import Chunk, Layout, chunks, is_sentence, nest
from .compare import MOST, akin, alike, match_headings, same_words
from .headings import speaks_of_one_aim
from .labels import aim_label, names_a_year
from .lines import Line, join, starts_lower, was_broken
from .outline import AimOutline, CommitmentOutline, GroupOutline, StatementsOutline

_HEADING_LINES = 3
_HEADING_WORDS = 60
_FEWEST_WORDS = 3  # in a heading that no blank line sets off


@dataclass
class Block:
    """The parts of one block of lines, in the order they were found."""

    narrative: list[Chunk] = field(default_factory=list)
    statements: list[StatementsOutline] = field(default_factory=list)
    aims: list[AimOutline] = field(default_factory=list)
    groups: list["_Group"] = field(default_factory=list)
    notes: list[Chunk] = field(default_factory=list)

    @property
    def has_lists(self) -> bool:
        return bool(self.aims or self.groups)

    def commitments(self) -> tuple[CommitmentOutline, ...]:
        """All commitments with their aims; headings are matched to aims here, when all aims are known."""
        found: list[CommitmentOutline] = []
        aims = self._aims_of_groups()
        for group, aim in zip(self.groups, aims, strict=True):
            for item, children in nest(group.items):
                nested = tuple(child.text for child in children)
                found.append(
                    CommitmentOutline(len(found) + 1, item.text, aim, nested, group.heading or None, item.line)
                )
        return tuple(found)

    def headed(self) -> tuple[GroupOutline, ...]:
        """The groups that have a heading."""
        aims = self._aims_of_groups()
        return tuple(
            GroupOutline(group.heading, aim, group.line)
            for group, aim in zip(self.groups, aims, strict=True)
            if group.heading
        )

    def _aims_of_groups(self) -> list[int | None]:
        headed = [group for group in self.groups if group.heading and group.aim is None]
        matched = iter(match_headings([group.heading for group in headed], [aim.text for aim in self.aims]))
        positions: list[int | None] = []
        for group in self.groups:
            if group.heading and group.aim is None:
                index = next(matched)
                positions.append(None if index is None else index + 1)
            else:
                positions.append(group.aim)
        return positions


@dataclass
class _Group:
    heading: str
    line: int
    aim: int | None = None
    items: list[Chunk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Zone:
    kind: str  # "narrative", "aims" or "commitments"
    lines: Sequence[Line]
    heading: str


def read_block(lines: Sequence[Line], layout: Layout, *, is_last: bool) -> Block:
    """Read the lines under one heading. ``is_last``: what follows the lists may be another document, so it is left."""
    block = Block()
    zones = _zones(lines)
    aims_zones = sum(1 for zone in zones if zone.kind == "aims")
    singular = sum(1 for zone in zones if zone.kind == "commitments" and speaks_of_one_aim(zone.heading))
    seen_singular = aims_before = 0
    for at, zone in enumerate(zones):
        last = is_last and at + 1 == len(zones)
        if zone.kind == "narrative":
            _read_narrative(block, zone, layout, is_last=last)
        elif zone.kind == "aims":
            aims_before = len(block.aims)
            later = any(other.kind == "commitments" for other in zones[at + 1 :])
            _read_aims(block, zone, layout, is_last=last, commitments_follow=later)
        else:
            one_aim = speaks_of_one_aim(zone.heading)
            seen_singular += one_aim
            aim = None
            if len(block.aims) == aims_before + 1 and (one_aim or aims_zones > 1):
                aim = len(block.aims)
            elif one_aim and singular == len(block.aims) > 1 and aims_zones == 1:
                aim = seen_singular
            _read_commitments(block, zone, layout, aim=aim, is_last=last)
    return block


def _zones(lines: Sequence[Line]) -> list[_Zone]:
    """Cut the lines at the introducing headings; the same heading again ("continued") does not cut.

    "Aim 1: …" begins a list of aims by itself, unless they were listed under a heading of their own: then it is the
    heading of a group.
    """
    zones: list[_Zone] = []
    kind, heading, held = "narrative", "", list[Line]()
    labelled, aims_listed = 0, False
    for line in lines:
        found = line.introduces
        label = aim_label(line.text) if not found else None
        if label and label[1] and kind != "aims" and label[0] > labelled and not aims_listed:
            zones.append(_Zone(kind, tuple(held), heading))
            kind, heading, held = "aims", "", [line]
        elif found and (found != kind or (found == "commitments" and speaks_of_one_aim(line.text))):
            zones.append(_Zone(kind, tuple(held), heading))
            aims_listed = aims_listed or bool(kind == "aims" and heading and held)
            kind, heading, held = found, line.text, []
        elif not found:
            held.append(line)
        if label and kind == "aims":
            labelled = label[0]
    zones.append(_Zone(kind, tuple(held), heading))
    return zones


def _read_narrative(block: Block, zone: _Zone, layout: Layout, *, is_last: bool) -> None:
    parts = chunks(zone.lines, layout)
    at = 0
    while at < len(parts):
        part = parts[at]
        run = _run(parts, at + 1)
        if part.marker is None and run and names_a_year(part.text):
            block.statements.append(StatementsOutline(part.text, tuple(item.text for item in run), part.line))
            at += 1 + len(run)
            continue
        if is_last and part.marker is None and part.lines[0].page_start and _is_caption(part, layout):
            break
        block.narrative.append(part)
        at += 1


def _is_caption(part: Chunk, layout: Layout) -> bool:
    """True for a short line with no full stop at the top of a page: the title of a slide or of another paper."""
    text = part.text
    return len(part.lines) <= 2 and len(text) < 0.7 * layout.width and not is_sentence(text) and not starts_lower(text)


def _run(parts: Sequence[Chunk], at: int) -> list[Chunk]:
    run = []
    while at < len(parts) and parts[at].marker is not None:
        run.append(parts[at])
        at += 1
    return run


def _read_aims(block: Block, zone: _Zone, layout: Layout, *, is_last: bool, commitments_follow: bool) -> None:
    """Each item is an aim; where there are no bullets at all, each paragraph is one.

    A paragraph among the items introduces more of them. If no commitments follow, it may be a heading that is not
    known, and what stands below it is kept as notes.
    """
    parts = chunks(zone.lines, layout, lambda lines, at: aim_label(lines[at].text) is not None)
    items: list[Chunk] = []
    bulleted = any(part.marker is not None or aim_label(part.text) for part in parts)
    for at, part in enumerate(parts):
        if part.marker is not None or aim_label(part.text) or (not bulleted and not part.text.endswith(":")):
            items.append(part)
        elif items and not commitments_follow:
            if not is_last:
                block.notes.extend(parts[at:])
            break
        else:
            block.notes.append(part)
    for item, children in nest(items):
        label = aim_label(item.text)
        text = label[1] if label and label[1] else item.text
        nested = tuple(child.text for child in children)
        block.aims.append(AimOutline(len(block.aims) + 1, text, item.line, nested))


def _read_commitments(block: Block, zone: _Zone, layout: Layout, *, aim: int | None, is_last: bool) -> None:
    """Items are commitments; a paragraph directly above an item is the heading of a group, or a note."""
    aims = [item.text for item in block.aims]
    parts = chunks(zone.lines, layout, _heading_of(aims, layout))
    above = [part for part, below in pairwise(parts) if part.marker is None and below.marker is not None]
    headings = _group_headings(above, aims, is_last=is_last, grouped=bool(parts) and parts[0].marker is None)
    open_group: _Group | None = None
    found = False
    for part in parts:
        if part.marker is not None:
            if open_group is None:
                open_group = _Group("", part.line, aim)
                block.groups.append(open_group)
            open_group.items.append(part)
            found = True
        elif part.line in headings:
            open_group = _Group(part.text, part.line, _labelled_aim(part.text, aims))
            block.groups.append(open_group)
        elif is_last and found:
            break
        else:
            block.notes.append(part)


def _group_headings(above: Sequence[Chunk], aims: Sequence[str], *, is_last: bool, grouped: bool) -> set[int]:
    """Lines of those paragraphs above items that are headings of groups.

    One that is worded like an aim is. Others are if they are no sentences; a colon at the end makes a sentence of the
    only one that has it ("Over four years we will:"). Below the last heading of the plan another document may follow:
    there others count only if the list is grouped from its start, and only as many as there are aims.
    """
    colons = sum(part.text.endswith(":") for part in above)
    found: set[int] = set()
    for part in above:
        text = part.text.rstrip(":") if colons > 1 else part.text
        room = not is_last or (grouped and len(found) < len(aims))
        if _stands_for_any(part.text, aims) or (room and not is_sentence(text) and len(text.split()) <= _HEADING_WORDS):
            found.add(part.line)
    return found


def _stands_for_any(text: str, aims: Sequence[str]) -> bool:
    return _labelled_aim(text, aims) is not None or any(alike(text, aim) for aim in aims[:MOST])


def _labelled_aim(text: str, aims: Sequence[str]) -> int | None:
    """The position of the aim that a heading names by number ("Aim 2"), unless its words speak for another."""
    label = aim_label(text)
    if label is None or not 1 <= label[0] <= len(aims):
        return None
    return label[0] if not label[1] or alike(label[1], aims[label[0] - 1]) else None


def _heading_of(aims: Sequence[str], layout: Layout) -> Callable[[Sequence[Line], int], bool]:
    """A test for lines that begin the heading of a group, though no blank line sets them off.

    An item stands below them, and they are worded like an aim; or something like one, where the line before them did
    not have to be broken. Where a line further down begins the very words of an aim, the heading begins there.
    """
    few = aims[:MOST]
    exact = {same_words(aim) for aim in aims}

    def starts_heading(lines: Sequence[Line], at: int) -> bool:
        if starts_lower(lines[at].text) or lines[at].indent > lines[at - 1].indent + 1:
            return False
        end = _next_item(lines, at)
        if end is None:
            return False
        texts = [line.text for line in lines[at:end]]
        heading = join(texts)
        if len(heading.split()) < _FEWEST_WORDS or is_sentence(heading):
            return False
        if any(same_words(join(texts[start:])) in exact for start in range(1, len(texts))):
            return False
        own_line = not was_broken(lines[at - 1].text, lines[at], layout.width)
        return any(alike(heading, aim) or (own_line and akin(heading, aim)) for aim in few)

    return starts_heading


def _next_item(lines: Sequence[Line], at: int) -> int | None:
    """The index of the item below a heading that begins at ``at`` and goes on without a gap; None if there is none."""
    for below in range(at + 1, min(at + 1 + _HEADING_LINES, len(lines))):
        if lines[below].bullet:
            return below
        if lines[below].apart:
            return None
    return None
