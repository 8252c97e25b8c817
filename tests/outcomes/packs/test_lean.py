"""A pack's page carries nothing that is not read, and loses nothing that is."""

import re
from urllib.parse import unquote

import pytest

from outcomes.packs import lean
from outcomes.packs.content import Content
from outcomes.packs.gathering import gather
from outcomes.packs.paper import print_page

from .world import LATER


def test_a_style_sheet_keeps_its_words_and_its_strings():
    sheet = """/* It's "said". */
@page { @top-left { content: ", page " counter(page) } }
.a > .b:not(.c),
.d   { margin: 0 -1mm;  background: url("data:image/svg+xml,%3Cpath d='M1 2;  3'/%3E") }
"""
    assert lean.style(sheet) == (
        ' @page{@top-left{content: ", page " counter(page)}}.a > .b:not(.c), .d{margin: 0 -1mm;'
        "background: url(\"data:image/svg+xml,%3Cpath d='M1 2;  3'/%3E\")}"
    )


def test_an_images_address_is_the_drawing_and_cannot_leave_its_attribute():
    address = lean.image("<svg a='#fff'>\n  <path d='M1 2'/>\n</svg>\n")

    assert unquote(address) == "data:image/svg+xml,<svg a='#fff'><path d='M1 2'/></svg>"
    assert not set('"<>#&\n') & set(lean.image("""<svg a="&amp;">"'<>#&</svg>"""))


@pytest.fixture
def content(world) -> Content:
    return gather(world.pack, number=1, today=LATER).content


def test_a_page_draws_each_status_by_its_style_sheet(content):
    page = print_page(content).decode()

    assert '<span class="tag bad">Red</span>' in page
    assert "<svg" not in page.partition("</style>")[2]


def test_an_image_has_its_words_beside_it_and_not_in_it_again(content):
    (source, words), *_ = re.findall(r'<img class="trend" src="([^"]*)" alt="([^"]*)">', print_page(content).decode())

    assert words.startswith("Rivers in good health: 61% in 2019/20 to 58% in 2021/22.")
    assert "Rivers" not in unquote(source)
    assert len(source) < 900


def test_a_page_needs_nothing_that_is_for_paper():
    sheet = "@page{@top-left{content: x}}.a{color: red;break-inside: avoid}@media print{.a{b: c}.d{e: f}}"
    sheet += ".g{string-set: where attr(w)}"

    assert lean.for_screen(sheet) == ".a{color: red;}.g{}"


def test_markup_loses_its_layout_and_no_word():
    page = "<table>\n<tbody>\n<tr>\n<th>a b</th>\n<td>c <b>d</b> e</td>\n</tr>\n<tr><td>f</td></tr></tbody>\n</table>"
    page += "<ul>\n<li>g</li>\n<li>h\n</li></ul>"

    assert lean.markup(page) == ("<table><tbody><tr><th>a b<td>c <b>d</b> e<tr><td>f</table><ul><li>g<li>h</ul>")


def test_markup_keeps_the_lines_of_what_was_set_as_written_and_spaces_between_words():
    assert lean.markup("<p>a\nb</p>\n<pre><code>c\n\n<p>\n</code></pre>\n<p>d <b>e</b>\n<i>f</i></p>") == (
        "<p>a\nb</p>\n<pre><code>c\n\n<p>\n</code></pre><p>d <b>e</b>\n<i>f</i></p>"
    )
