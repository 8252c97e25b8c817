"""What a page must have before it is made into paper, looked for in its HTML.

WeasyPrint renders whatever it is given; PDF/UA-1 (ISO 14289-1) then fails for a skipped heading level (7.4.2),
a missing title (7.1) or language (7.2), or an image without words (7.3). These are refused before the rendering,
in words that say what to mend. So is what would only eat the machine: cells that span a thousand columns,
elements nested hundreds deep.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NOT_ON_PAPER = frozenset(
    {"script", "iframe", "frame", "object", "embed", "audio", "video", "base"}
    | {"form", "input", "select", "textarea", "button"}
)
DEEPEST_NESTING = 100
WIDEST_SPAN = 50
MOST_ELEMENTS = 200_000


def problems_in(html: str, *, language: str | None = None) -> list[str]:
    """Return what keeps `html`, a whole document, from becoming paper; an empty list when nothing does."""
    return problems(tinyhtml5.parse(html, namespace_html_elements=False), language=language)


def problems(root: Element, *, language: str | None = None) -> list[str]:
    """Return what keeps a parsed document (HTML elements without namespace) from becoming paper.

    `language` is the language the paper is announced in; a document that says another one is refused.
    """
    found = list(_size(root))
    if found:  # what is too large is not walked again
        return found
    found += _title_and_language(root, language)
    for look in (_headings, _images, _links, _tables, _strangers):
        found += look(root)
    return found


def _size(root: Element) -> Iterator[str]:
    """Nesting and number of elements, without recursion: the nesting may be the attack."""
    waiting = [(root, 1)]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > DEEPEST_NESTING:
            yield f"Elements are nested more than {DEEPEST_NESTING} deep."
            return
        if count > MOST_ELEMENTS:
            yield f"There are more than {MOST_ELEMENTS:,} elements: divide the paper."
            return
        waiting += [(child, depth + 1) for child in element]


def _title_and_language(root: Element, language: str | None) -> Iterator[str]:
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        yield "The paper has no title: give it one."
    said = (root.get("lang") or "").strip()
    if not said:
        yield 'The paper does not say its language: write <html lang="en-GB">.'
    elif language and said.lower() != language.lower():
        yield f"The paper is announced as {language} but says {said}."


def _headings(root: Element) -> Iterator[str]:
    previous = 0
    for element in root.iter():
        level = HEADINGS.get(_name(element))
        if level is None:
            continue
        words = _words(element)
        if not words:
            yield f"A heading of level {level} is empty: write it or take it out."
        elif level > previous + 1:
            after = f"a heading of level {previous}" if previous else "the beginning"
            yield f'The heading "{words}" is of level {level} but follows {after}: use level {previous + 1}.'
        previous = level


def _images(root: Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag == "img" and element.get("alt") is None:
            yield f'The image "{_short(element.get("src", ""))}" has no alternative text: write what it shows.'
        elif element.tag == f"{SVG}svg" and element.get("aria-hidden") != "true":
            title = element.find(f"{SVG}title")
            if title is None or not (title.text or "").strip():
                yield "A drawing (svg) has no <title>: write what it shows."


def _links(root: Element) -> Iterator[str]:
    names = {element.get("id") for element in root.iter()}
    for element in root.iter("a"):
        href = (element.get("href") or "").strip()
        if not href:
            continue
        words = _words(element) or "an empty link"
        if href.startswith("#"):
            if href[1:] not in names:
                yield f'The link "{words}" leads to "{_short(href)}", which is nowhere in the paper.'
        elif not href.lower().startswith(("http://", "https://", "mailto:")):
            yield (
                f'The link "{words}" leads to "{_short(href)}": on paper write the whole address, beginning with https.'
            )
    for element in root.iter():
        if "attachment" in element.get("rel", "").lower().split():
            yield "The paper wants to attach a file: attachments are not allowed, link to it instead."


def _tables(root: Element) -> Iterator[str]:
    for table in root.iter("table"):
        if table.get("role") != "presentation" and next(table.iter("th"), None) is None:
            yield f'The table "{_words(table)}" has no header cells: mark them as <th>.'
        cells = [cell for cell in table.iter() if cell.tag in ("td", "th", "col", "colgroup")]
        if (
            max((_span(cell, name) for cell in cells for name in ("colspan", "rowspan", "span")), default=1)
            > WIDEST_SPAN
        ):
            yield f"A table cell spans more than {WIDEST_SPAN} columns or rows."
        elif len(set(_widths(table))) > 1:
            yield f'The rows of the table "{_words(table)}" do not all have the same number of columns.'


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "1").strip()
    # What is no number counts as one; what has more digits than a span may have is only too wide.
    return int(said[:4]) if said[:4].isdecimal() else 1


def _widths(table: Element) -> Iterator[int]:
    """How many columns each row has, with the cells that reach down into it from above."""
    for group in [table, *(child for child in table if child.tag in ("thead", "tbody", "tfoot"))]:
        reaching: list[int] = []  # for each row from here down, the columns already taken
        for row in group.findall("tr"):
            taken = reaching.pop(0) if reaching else 0
            for cell in row:
                if cell.tag in ("td", "th"):
                    width = _span(cell, "colspan")
                    taken += width
                    below = _span(cell, "rowspan") - 1
                    reaching += [0] * (below - len(reaching))
                    for later in range(below):
                        reaching[later] += width
            yield taken


def _strangers(root: Element) -> Iterator[str]:
    for name in sorted({_name(element) for element in root.iter()} & NOT_ON_PAPER):
        yield f"<{name}> has no place on paper: take it out."


def _name(element: Element) -> str:
    # Comments carry a function in place of a tag.
    return element.tag if isinstance(element.tag, str) else ""


def _words(element: Element) -> str:
    words = " ".join("".join(element.itertext()).split())
    return _short(words)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
