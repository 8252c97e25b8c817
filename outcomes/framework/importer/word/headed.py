"""The outline in anybody's Word document: headings by their styles, lists by their bullets.

Where no headings are styled, bold paragraphs that begin with a number are taken for them; where that finds no plan
either, the document is read as text.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..headings import DEFAULT_HEADINGS, Headings
from ..lines import Line
from ..numbers import Head, read_number
from ..outline import NotAPlan, PlanOutline
from ..parser import parse, parse_lines
from .inline import to_markdown
from .narrative import narrative
from .paragraphs import Block, Para, Table

LONGEST = 250  # characters of a heading
_LEVELS = 2  # that a plan numbers: outcomes and sub-outcomes


def read_headed(blocks: Sequence[Block], headings: Headings = DEFAULT_HEADINGS) -> PlanOutline:
    """The outline. Raises NotAPlan, saying what was looked for."""
    refusal: NotAPlan | None = None
    lines = _lines(blocks, headings)
    by_number = {block.number: block for block in blocks if isinstance(block, Para)}
    for heads in (_styled(lines, by_number), _bold(lines, by_number)):
        if heads:
            try:
                return parse_lines(lines, headings, heads)
            except NotAPlan as error:
                refusal = refusal or error
    try:
        return parse(_as_text(blocks), headings)
    except NotAPlan as error:
        raise refusal or error from None


def _lines(blocks: Sequence[Block], headings: Headings) -> list[Line]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            words = "; ".join(cell.text.strip() for row in block.rows for cell in row if cell.text.strip())
            found.append(Line(block.number, " ".join(words.split()), 0, True, whole=True, markdown=narrative([block])))
        elif text := " ".join(block.text.split()):
            is_item = block.marker is not None and block.level is None
            found.append(
                Line(
                    block.number, text, 2 * block.depth if is_item else 0, True,
                    bullet=("1)" if block.marker == "number" else "•", text) if is_item else None,
                    introduces=None if is_item else headings.kind(text), whole=True,
                    markdown=to_markdown([replace(run, text=run.text.replace("\n", " ")) for run in block.runs]),
                )
            )  # fmt: skip
    return found


def _styled(lines: Sequence[Line], by_number: dict[int, Para]) -> list[Head]:
    """Headings by their styles. Where the document numbers none of them, they are numbered as they come."""
    found = [
        (index, by_number[line.number])
        for index, line in enumerate(lines)
        if line.number in by_number and not line.introduces and _is_styled(by_number[line.number], line)
    ]
    heads = [head for index, para in found if (head := _head(lines, index, para))]
    return heads or _counted(lines, found)


def _is_styled(para: Para, line: Line) -> bool:
    return para.level is not None and len(line.text) <= LONGEST


def _bold(lines: Sequence[Line], by_number: dict[int, Para]) -> list[Head]:
    return [
        head
        for index, line in enumerate(lines)
        if line.number in by_number
        and by_number[line.number].is_bold
        and line.bullet is None
        and len(line.text) <= LONGEST
        and (head := _head(lines, index, by_number[line.number]))
    ]


def _head(lines: Sequence[Line], index: int, para: Para) -> Head | None:
    """A heading with the number that is typed before its title, or that Word counts for it."""
    text = lines[index].text
    told = read_number(f"{para.counted} {text}") if para.counted else read_number(text)
    if told is None:
        return None
    major, minor, title = told
    body = index + 1
    if not title and body < len(lines) and not lines[body].introduces and lines[body].bullet is None:
        title, body = lines[body].text, body + 1  # the number stands on a line of its own
    return Head(index, body, major, minor, title, lines[index].number, firm=True)


def _counted(lines: Sequence[Line], found: Sequence[tuple[int, Para]]) -> list[Head]:
    levels = sorted({para.level for _, para in found if para.level is not None})
    alone = [level for level in levels if sum(para.level == level for _, para in found) == 1]
    if len(levels) > 1 and levels[0] in alone:
        levels = levels[1:]  # one heading above all others is the document's title
    heads: list[Head] = []
    major = minor = 0
    for index, para in found:
        depth = levels.index(para.level) if para.level in levels[:_LEVELS] else -1
        if depth == 0:
            major, minor = major + 1, 0
        elif depth == 1 and major:
            minor += 1
        else:
            continue
        number = None if depth == 0 else minor
        heads.append(Head(index, index + 1, major, number, lines[index].text, lines[index].number, firm=True))
    return heads


def _as_text(blocks: Sequence[Block]) -> str:
    """The document as text for the reader of text, each block on the line of its number."""
    lines = [""] * (2 * max((block.number for block in blocks), default=0) + 1)
    for block in blocks:
        if isinstance(block, Table):
            words = "; ".join(cell.text for row in block.rows for cell in row if cell.text.strip())
        else:
            mark = f"{'  ' * block.depth}• " if block.marker else f"{block.counted} " if block.counted else ""
            words = f"{mark}{block.text}"
        lines[2 * block.number] = " ".join(words.split()) if not words.startswith("  ") else words.replace("\n", " ")
    return "\n".join(lines)
