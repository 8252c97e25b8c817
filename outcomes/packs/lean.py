"""Makes what repeats on a pack's page light, without losing a word of it. Pure.

A member reads the page on a tablet, maybe over a telephone's connection: what is not read should not be sent.
"""

import re
from urllib.parse import quote

# A quoted string stays; a comment goes; of white space what parts two names stays as one space.
_OF_A_SHEET = re.compile(r'("[^"]*")|/\*.*?\*/|\s*([{};])\s*|\s+', re.DOTALL)
_PLAIN_IN_AN_ADDRESS = " ='/:;,.()"
_BLOCK = r"(?:section|h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|div|main|header|footer|caption)"
_BETWEEN = re.compile(rf"\s*\n\s*(?=</?{_BLOCK}\b)|(?<=>)\s*\n\s*(?=</?{_BLOCK}\b)")
# HTML lets these go unclosed where the next thing closes them anyway.
_UNSAID = re.compile(
    r"</t[dh]>(?=<(?:t[dh]\b|/tr>|tr\b))|</tr>(?=<(?:tr\b|/t(?:body|head|able)>))|</li>(?=<(?:li\b|/[uo]l>))"
    r"|</t(?:head|body)>(?=<(?:tbody\b|/table>))"
)
# What only paper has use for.
_FOR_PAPER = re.compile(r"(?:bookmark-level|bookmark-label|string-set|break-(?:before|after|inside)):[^;}]*;?")
_WHOLE = re.compile(r"(\d)\.0(?=[' ,])")
_SHAPE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def style(sheet: str) -> str:
    """A style sheet without its comments and its layout."""
    return _OF_A_SHEET.sub(lambda found: found[1] or found[2] or ("" if found[0].startswith("/*") else " "), sheet)


def for_screen(sheet: str) -> str:
    """A style sheet as `style` leaves it, without the rules for pages of paper."""
    return _FOR_PAPER.sub("", _without(_without(sheet, "@page"), "@media print"))


def _without(sheet: str, rule: str) -> str:
    """The sheet without the blocks that begin so, whatever blocks are inside them."""
    kept, at = [], 0
    while (start := sheet.find(rule, at)) >= 0:
        kept.append(sheet[at:start])
        at, depth = sheet.index("{", start) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[at], 0)
            at += 1
    return "".join([*kept, sheet[at:]])


def markup(page: str) -> str:
    """A page without the layout of its source, and without the end tags that HTML does not ask for: a long table is a
    tenth shorter. What stands in a `pre` keeps its lines."""
    told = re.split(r"(<pre\b.*?</pre>)", page, flags=re.DOTALL)
    return "".join(one if one.startswith("<pre") else _UNSAID.sub("", _BETWEEN.sub("", one)) for one in told)


def image(svg: str) -> str:
    """A drawing as the address of an image. Written as text it takes two thirds of what base64 does; it stands in
    double quotes, so the drawing has single ones."""
    lines = _WHOLE.sub(r"\1", "".join(line.strip() for line in svg.splitlines()))
    return f"data:image/svg+xml,{quote(lines, safe=_PLAIN_IN_AN_ADDRESS)}"


def without_shape(tag: str) -> str:
    """A status without the shape that its component draws: a pack's style sheet has the shapes, each once."""
    return _SHAPE.sub("", tag).strip()
