from html.parser import HTMLParser

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from plan.text import ALLOWED_TAGS, clean_html, is_one_paragraph, plain, to_html, to_line
from tests.plan.markdown_strategy import ANY_CHARACTER, narratives

BASE = "https://plan.example.org"


class Elements(HTMLParser):
    """Every start tag of an HTML text with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def levels(html: str) -> list[int]:
    return [int(tag[1]) for tag, _ in Elements(html).found if tag[0] == "h" and tag[1:].isdigit()]


def test_paragraphs_and_emphasis():
    assert to_html("We *will* **act**.\n\nSoon.") == "<p>We <em>will</em> <strong>act</strong>.</p>\n<p>Soon.</p>\n"


def test_the_result_is_marked_safe_and_html_is_shown_as_text():
    html = to_html("Fewer than <5 & <b>bold</b>")
    assert isinstance(html, SafeString)
    assert html == "<p>Fewer than &lt;5 &amp; &lt;b&gt;bold&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<style>@import url(http://127.0.0.1/x.css)</style>",
        "<iframe src=file:///etc/passwd></iframe>",
        "<link rel=attachment href=file:///etc/passwd>",
        "a\n\n<div style='background:url(http://127.0.0.1/)'>\n\nb",
        "`<script>alert(1)</script>`",
        "```html\n<script>alert(1)</script>\n```",
        "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    ],
)
def test_no_element_comes_from_what_was_typed(attack):
    known = {"p", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in Elements(to_html(attack)).found} <= known
    assert "<script" not in to_html(attack)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//elsewhere.example",
        "http:elsewhere",
        "https://council.example@elsewhere.example/",
        "tel:123",
    ],
)
def test_only_safe_addresses_are_linked_and_the_words_stay(href):
    for html in (to_html(f"[words]({href})"), to_html(f"[words]({href})", paper_base=BASE)):
        assert "<a" not in html
        assert "words" in html


def test_links_on_the_site():
    assert to_html("[a](https://x.example/?b=1&c=2)") == (
        '<p><a href="https://x.example/?b=1&amp;c=2" rel="noopener">a</a></p>\n'
    )
    assert to_html('[a](/plans/ "seen on hover")') == '<p><a href="/plans/" rel="noopener">a</a></p>\n'
    assert to_html("[a](#top)") == '<p><a href="#top" rel="noopener">a</a></p>\n'
    assert to_html("[a](mailto:plan@council.example)") == (
        '<p><a href="mailto:plan@council.example" rel="noopener">a</a></p>\n'
    )


def test_links_on_paper_are_whole_or_plain_words():
    assert to_html("[the *plan*](/plans/) and [below](#below)", paper_base=BASE) == (
        '<p><a href="https://plan.example.org/plans/" rel="noopener">the <em>plan</em></a> and below</p>\n'
    )


def test_links_without_words_go():
    assert to_html("a [](https://x.example)[ ](https://x.example)[![](y.png)](https://x.example)") == "<p>a  </p>\n"


def test_an_image_leaves_its_words():
    assert to_html("![The *new* hub](http://127.0.0.1/x.png)") == "<p>The new hub</p>\n"


@pytest.mark.parametrize(
    ("written", "level", "shown"),
    [
        ("# A", 3, [3]),
        ("###### A", 3, [3]),
        ("# A\n\n### B\n\n#### C\n\n## D\n\n# E", 2, [2, 3, 4, 3, 2]),
        ("## A\n\n# B\n\n## C", 4, [4, 4, 5]),
        ("# A\n\n## B\n\n### C\n\n#### D", 5, [5, 6, 6, 6]),
        ("# A\n\n##\n\n# ![](x)\n\n# [](https://x.example)\n\n## B", 3, [3, 4]),
        ("A\n=\n\nB\n-", 3, [3, 4]),
    ],
)
def test_headings_go_below_the_one_they_stand_under(written, level, shown):
    assert levels(to_html(written, heading_level=level)) == shown


@pytest.mark.parametrize("level", [0, 1, 7])
def test_a_narrative_is_no_page(level):
    with pytest.raises(ValueError, match="heading_level is 2 to 6"):
        to_html("# A", heading_level=level)


def test_tables_have_column_headers_and_alignment_without_styles():
    assert to_html("| | Q1 | Q2 |\n|-|-:|:-:|\n| a | 1 | 2 |") == (
        '<table>\n<thead>\n<tr>\n<td></td>\n<th class="align-right" scope="col">Q1</th>\n'
        '<th class="align-centre" scope="col">Q2</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n'
        '<td class="align-right">1</td>\n<td class="align-centre">2</td>\n</tr>\n</tbody>\n</table>\n'
    )


def test_a_table_without_header_words_is_headed_by_its_first_column():
    assert to_html("| | |\n|-|-|\n| Lead | CMT |") == (
        '<table>\n<tbody>\n<tr>\n<th scope="row">Lead</th>\n<td>CMT</td>\n</tr>\n</tbody>\n</table>\n'
    )
    assert to_html("| | |\n|-|-|\n\nAfter") == "<p>After</p>\n"


def test_lists_keep_their_start():
    assert to_html("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'


def test_unseen_characters_hidden_as_entities_go_too():
    assert to_html("a&#x202e;b &#xF0B7; &#0;c") == "<p>ab • \ufffdc</p>\n"


def test_plain_is_the_words_on_one_line():
    assert plain("# A *b*\n\n- c\n- [d](https://x.example)\n\n| e | f |\n|-|-|\n| `g` | ![h](i) |\n\nj\nk<br>") == (
        "A b c; d e f g h j k<br>"
    )
    assert plain("") == ""


LISTED = (
    'Three things:\n\n- the *pump*\n- [the weir](/weirs/ "x") and\n  its gate.\n- bats\n\n  - two roosts\n\nThen more.'
)


def test_the_items_of_a_list_on_one_line_are_told_apart():
    assert plain(LISTED) == "Three things: the pump; the weir and its gate. bats two roosts Then more."
    assert plain("- a\n- b\n\n1. c\n2. d") == "a; b c; d"


def test_a_line_keeps_its_links_and_emphasis():
    assert to_line(LISTED, paper_base=BASE) == (
        f'Three things: the <em>pump</em>; <a href="{BASE}/weirs/" rel="noopener">the weir</a> and its gate. bats two '
        "roosts Then more."
    )
    assert (
        to_line("![a](file:///x) [b](javascript:alert) <b>c</b>\\\nd\n\n    e < f")
        == "a b &lt;b&gt;c&lt;/b&gt; d e &lt; f"
    )
    assert to_line("") == ""


@pytest.mark.parametrize(
    ("markdown", "is_one"),
    [
        ("", True),
        ("One.", True),
        ("One [a](/b)\nline.", True),
        ("One.\n\nTwo.", False),
        ("- One", False),
        ("# A", False),
    ],
)
def test_what_is_one_paragraph(markdown, is_one):
    assert is_one_paragraph(markdown) is is_one


@given(st.one_of(narratives(), st.text(ANY_CHARACTER)))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_is_safe(markdown):
    assert "\n" not in to_line(markdown)
    for html in (to_html(markdown), to_html(markdown, paper_base=BASE), to_line(markdown)):
        for tag, attributes in Elements(html).found:
            assert tag in ALLOWED_TAGS
            assert set(attributes) <= {"href", "rel", "start", "scope", "class"}
            if tag == "a":
                assert attributes["rel"] == "noopener"
                assert not attributes["href"].lower().startswith(("javascript:", "data:", "vbscript:", "file:", "//"))
        assert clean_html(html) == html
        shown = levels(html)
        assert all(3 <= level <= 6 for level in shown)
        assert all(later <= earlier + 1 for earlier, later in zip([2, *shown], shown, strict=False))
    assert "\n" not in plain(markdown)


@given(st.text(ANY_CHARACTER), narratives())
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_is_cleaning_once(text, markdown):
    for html in (text, markdown, f"<p onclick=x><a href='{text}'>{markdown}</a><b><script>{text}"):
        once = clean_html(html.encode("utf-8", "replace").decode())
        assert clean_html(once) == once
