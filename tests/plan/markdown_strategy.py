"""Narratives as people and enemies write them, for property tests."""

from hypothesis import strategies as st

ANY_CHARACTER = st.characters(exclude_categories=())  # halves of characters too
_ODD = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '<img src="http://127.0.0.1:9/x.png" onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[**bold** `code` word](https://example.org/a?b=c&d=e)",
        "[](https://example.org/)",
        '[words](/plans/ "title")',
        "[here](#there)",
        "![a picture](http://127.0.0.1:9/y.png)",
        "<https://example.org/>",
        "&#x202e;&#0;&#xf0b7;&#xd800;&amp;",
        "\u202eright to left\u202c",
        "\uf0b7 Word's bullet",
        "👩‍👩‍👧‍👦 🏴 ✔️ 漢字 العربية עברית हिन्दी e\u0301",
        "soft\u00adhyphen zero\u200bwidth no\u2060break",
        "**bold *both* `code`** ~~struck~~",
        "a very-long-word-" + "x" * 200,
    ]
)
_WORDS = st.one_of(st.text(ANY_CHARACTER, max_size=40), _ODD, st.sampled_from(["Roads", "79%", "we will", ""]))
_LINE = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


def _prefixed(marks: list[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda mark, line: f"{mark}{line}", st.sampled_from(marks), _LINE)


def _table(cells: list[list[str]]) -> str:
    rows = ["|" + "|".join(cell.replace("\n", " ") for cell in row) + "|" for row in cells]
    return "\n".join([rows[0], "|" + "-:|" * len(cells[0]), *rows[1:]])


_TABLES = st.lists(st.lists(_WORDS, min_size=2, max_size=5), min_size=1, max_size=4).map(_table)
_BLOCKS = st.one_of(
    _LINE,
    _prefixed(["# ", "## ", "### ", "#### ", "##### ", "###### ", "#", "####### "]),
    _prefixed(
        ["- ", "* ", "1. ", "7) ", "  - ", "    - ", "- > ", "- # ", "- | a | b |\n  |--|--|\n  | 1 |", "1. - * "]
    ),
    _prefixed(["> ", "> > ", "> - ", "    ", "```\n", "---\n", "\t"]),
    _TABLES,
)


def narratives() -> st.SearchStrategy[str]:
    """Blocks of Markdown, loose and tight, one under another or run together."""
    return st.lists(st.tuples(_BLOCKS, st.sampled_from(["\n", "\n\n", "\n\n  ", "\r\n"])), max_size=8).map(
        lambda blocks: "".join(block + end for block, end in blocks)
    )
