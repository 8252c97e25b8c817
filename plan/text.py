"""Narratives: Markdown in, safe HTML out, the same for the site and for paper.

Officers write Markdown. Emphasis, lists, tables, quotations, headings and links are theirs to use; raw HTML,
images and styles are not: HTML is shown as the text it is, an image leaves its alternative text behind.
What the parser made is cleaned once more by an allow-list, so that a fault in one of the two is not enough.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from plan.characters import clean

DEEPEST_HEADING = 6
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
# A cell's alignment is a class: the Content-Security-Policy allows no style attributes.
ALIGNMENTS = {"text-align:right": "align-right", "text-align:center": "align-centre"}

ALLOWED_TAGS = frozenset(
    {"p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
    | {"table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"}
)
ALLOWED_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    clean_content_tags={"script", "style"},
    attributes=ALLOWED_ATTRIBUTES,
    tag_attribute_values={"th": {"scope": {"col", "row"}}},
    allowed_classes={"td": set(ALIGNMENTS.values()), "th": set(ALIGNMENTS.values())},
    url_schemes=set(LINK_SCHEMES),
    link_rel="noopener",
)
_LINK_WITHOUT_ADDRESS = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?")
BREAKS = ("softbreak", "hardbreak")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# Addresses are judged below, where the words of a refused link stay; the parser would leave the brackets standing.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]


def to_html(markdown: str, *, heading_level: int = 3, paper_base: str | None = None) -> SafeString:
    """Return the narrative as HTML that is safe to show.

    `heading_level` (2 to 6) is the level of the narrative's own topmost headings: one below the heading the
    narrative stands under. However the headings are written, none skips a level. `paper_base` is the site's
    address when the text goes on paper: relative links are made whole with it, and links within the page,
    which paper cannot follow, become plain words. Raises ValueError for another heading level; whatever
    the text, it is rendered.
    """
    html = _MARKDOWN.renderer.render(tokens_of(markdown, heading_level, paper_base), _MARKDOWN.options, {})
    return mark_safe(clean_html(html))  # noqa: S308 - cleaned by the allow-list one call before


def tokens_of(markdown: str, heading_level: int = 3, paper_base: str | None = None) -> list[Token]:
    """Return what the narrative is made of, for what is written otherwise than in HTML: links that may not be followed
    and images are words by now, headings have their level in `tag`, and cells of a table that head something are
    `th`. No token is raw HTML. The arguments are those of `to_html`."""
    if not 2 <= heading_level <= DEEPEST_HEADING:
        raise ValueError(f"heading_level is 2 to {DEEPEST_HEADING}, not {heading_level}")
    tokens = _parse(markdown)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_follow_links(_without_images(token.children or []), paper_base))
    tokens = list(_without_empty_headings(tokens))
    _shift_headings(tokens, heading_level)
    return list(_tidy_tables(tokens))


def clean_html(html: str) -> str:
    """Return `html` with only what the allow-list names. Cleaning twice is cleaning once."""
    return _LINK_WITHOUT_ADDRESS.sub(r"\1", _CLEANER.clean(html))


def plain(markdown: str) -> str:
    """Return the narrative's words on one line, without any marks: for lists, titles and search. The items of a list
    are told apart by ";"."""
    return " ".join("".join(before + _words(token) for before, token in _in_a_row(_parse(markdown))).split())


def to_line(markdown: str, *, paper_base: str | None = None) -> SafeString:
    """Return the narrative as safe HTML that goes on within a line, for where only a line has room.

    Links and emphasis stay; the items of a list are told apart by ";". `paper_base` is as for `to_html`.
    """
    pieces = []
    for before, token in _in_a_row(_parse(markdown)):
        children = list(_follow_links(_without_images(token.children or []), paper_base))
        children = children or [Token("text", "", 0, content=token.content)]
        children = [Token("text", "", 0, content=" ") if one.type in BREAKS else one for one in children]
        told = Token("inline", "", 0, children=children)
        pieces += [before, _MARKDOWN.renderer.render([told], _MARKDOWN.options, {})]
    return mark_safe(clean_html(" ".join("".join(pieces).split())))  # noqa: S308 - cleaned by the allow-list


def is_one_paragraph(markdown: str) -> bool:
    """Whether the narrative is nothing but a paragraph, or nothing at all."""
    return [token.type for token in _parse(markdown)] in ([], ["paragraph_open", "inline", "paragraph_close"])


def _in_a_row(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """What has words, each with what parts it from the words before: a space, or ";" before a further item of a list
    unless those before end a clause by themselves."""
    said, further, before = "", False, ""
    for token in tokens:
        if token.type == "list_item_open":
            further = bool(said) and before == "list_item_close"
        if token.type in ("inline", "fence", "code_block") and _words(token).strip():
            yield "; " if further and said[-1:] not in ".;:,!?" else " ", token
            said, further = _words(token).rstrip(), False
        before = token.type


def _parse(markdown: str) -> list[Token]:
    tokens = _MARKDOWN.parse(clean(markdown))
    for token in tokens:
        for child in token.children or []:
            child.content = clean(child.content)  # once more: "&#x202e;" was eight harmless characters before
    return tokens


def _words(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(" " if child.type in BREAKS else _words(child) for child in token.children)


def _without_images(children: list[Token]) -> list[Token]:
    return [Token("text", "", 0, content=_words(child)) if child.type == "image" else child for child in children]


def _follow_links(children: list[Token], paper_base: str | None) -> Iterator[Token]:
    """Keep the links that may be followed and have words; of the others keep the words."""
    keeps: list[bool] = []
    for position, token in enumerate(children):
        if token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), paper_base)
            keeps.append(bool(address) and _link_has_words(children, position))
            token.attrs = {"href": address or ""}
        if token.type not in ("link_open", "link_close") or keeps[-1]:
            yield token
        if token.type == "link_close":
            keeps.pop()


def _link_has_words(children: list[Token], position: int) -> bool:
    # Markdown does not nest links, so that the next closing token is this link's own.
    for token in children[position + 1 :]:
        if token.type == "link_close":
            return False
        if token.content.strip():
            return True
    return False


def _address(href: str, paper_base: str | None) -> str | None:
    """Return where the link leads, or None when it may not be followed."""
    try:
        parts = urlsplit(href)
        if parts.scheme:
            # "http:path" means another thing to every reader, and "name@host" hides where a link leads.
            whole = bool(_HOST.fullmatch(parts.netloc)) or (parts.scheme == "mailto" and not parts.netloc)
            return href if whole and parts.scheme in LINK_SCHEMES else None
        # "//host" and "/\host" look like paths and lead to another site.
        if not href or href.replace("\\", "/").startswith("//"):
            return None
        if paper_base is None:
            return href
        return None if href.startswith("#") else urljoin(paper_base, href)
    except ValueError:
        return None


def _without_empty_headings(tokens: list[Token]) -> Iterator[Token]:
    """Drop headings without words: a heading that says nothing is still announced."""
    position = 0
    while position < len(tokens):
        if tokens[position].type == "heading_open" and not _words(tokens[position + 1]).strip():
            position += 3
            continue
        yield tokens[position]
        position += 1


def _shift_headings(tokens: list[Token], heading_level: int) -> None:
    """Give each heading the level of its depth in the narrative's own outline."""
    outline: list[str] = []
    level = heading_level
    for token in tokens:
        if token.type == "heading_open":
            while outline and outline[-1] >= token.tag:
                outline.pop()
            outline.append(token.tag)
            level = min(heading_level + len(outline) - 1, DEEPEST_HEADING)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"


def _tidy_tables(tokens: list[Token]) -> Iterator[Token]:
    """See that each table has headers that say what they head.

    Markdown gives every table a header row. Where that is empty the first cell of each row heads it instead;
    a table of nothing but an empty header row goes.
    """
    position = 0
    while position < len(tokens):
        if tokens[position].type != "table_open":
            yield tokens[position]
            position += 1
            continue
        end = next(later for later in range(position, len(tokens)) if tokens[later].type == "table_close") + 1
        yield from _tidy_table(tokens[position:end])
        position = end


def _tidy_table(table: list[Token]) -> list[Token]:
    head_end = next(position for position, token in enumerate(table) if token.type == "thead_close")
    heads_columns = any(_words(token).strip() for token in table[:head_end] if token.type == "inline")
    if not heads_columns:
        if table[head_end + 1].type == "table_close":
            return []
        table = [table[0], *table[head_end + 1 :]]
    for position, token in enumerate(table):
        if token.type not in ("th_open", "td_open"):
            continue
        alignment = ALIGNMENTS.get(str(token.attrGet("style")))
        token.attrs = {"class": alignment} if alignment else {}
        scope = _scope(token, table[position - 1], heads_columns, bool(_words(table[position + 1]).strip()))
        token.tag = table[position + 2].tag = "th" if scope else "td"
        if scope:
            token.attrSet("scope", scope)
    return table


def _scope(cell: Token, before: Token, heads_columns: bool, has_words: bool) -> str | None:
    """Return what the cell heads, or None for a cell that heads nothing: an empty corner among headers is none."""
    if cell.type == "th_open":
        return "col" if has_words else None
    return "row" if not heads_columns and before.type == "tr_open" else None
