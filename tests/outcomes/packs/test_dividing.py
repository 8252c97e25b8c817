"""A pack's web page is divided where it is too heavy: nothing is lost by it, and every link leads where it led."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.packs import dividing, lean
from outcomes.packs.cutting import filled
from outcomes.packs.dividing import divided, leads_to
from outcomes.packs.markup import ids, parse, size, written

PAGE_LIMIT = 100_000  # bytes, as pages of the site
WORDS = "Otters were counted along every river. " * 100  # 3,900 bytes


def name(beside: str) -> str:
    return f"paper-{beside}.html" if beside else "paper.html"


def part(key: str, inside: str, *, kind: str = "outcome") -> str:
    return f'<section class="{kind}" data-where="{key}"><h2 id="{key}">{key}</h2>\n{inside}</section>\n'


def document(*parts: str, contents: str = "") -> str:
    front = (
        f'<section class="front"><h1>How it goes</h1><h2>Contents</h2>\n<ol class="contents">{contents}</ol></section>'
    )
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head><title>Paper</title><style>p{margin:0}</style></head>\n<body>'
        f'<main id="pack" tabindex="-1">\n{front}\n{"".join(parts)}</main>\n<footer></footer></body></html>'
    )


def test_a_light_page_stays_one_page():
    whole = document(part("rivers", f'<p>{WORDS}</p><a href="#rivers">See</a>'))

    assert divided(whole, name) == [lean.markup(whole)]
    assert leads_to(lean.markup(whole)) == set()


def test_shapes_of_a_drawing_that_close_themselves_stay_as_they_are():
    drawing = '<svg viewBox="0 0 9 9"><rect x="1" width="2"/><path d="M1 1z" /><g><rect/></g></svg>'
    assert divided(document(part("rivers", drawing)), name) == [lean.markup(document(part("rivers", drawing)))]
    assert written(parse(drawing)) == drawing


def test_html_that_could_not_be_cut_is_told_of_while_the_page_is_light():
    with pytest.raises(ValueError, match="never closed"):
        divided(document("<div>"), name)


@pytest.fixture
def heavy() -> list[str]:
    """Three parts of which the second is too heavy for a page of its own."""
    rivers = part("rivers", f'<p>{WORDS * 8}</p><p>See <a href="#roads-b">roads</a>, <a href="#rivers">rivers</a></p>')
    halves = "".join(
        f'<section class="part"><h3 id="roads-{one}">{one.upper()} roads</h3><p>{WORDS * 14}</p></section>'
        for one in "ab"
    )
    notes = part("notes", "<p>Noted.</p>", kind="notes") + part("terms", "<p>A weir.</p>", kind="glossary")
    lines = "".join(f'<li><a href="#{one}">{one}</a></li>' for one in ("rivers", "roads", "notes", "terms"))
    return divided(document(rivers, part("roads", halves), notes, contents=lines), name)


def test_each_outcome_has_a_page_and_what_is_small_shares_one(heavy):
    titles = [html.unescape(re.search("<title>(.*?)</title>", page)[1]) for page in heavy]

    assert titles == [
        "Paper", "rivers. Paper", "roads, 1 of 2. Paper", "roads, 2 of 2. Paper", "notes and terms. Paper",
    ]  # fmt: skip
    assert max(len(page.encode()) for page in heavy) < PAGE_LIMIT


def test_what_is_too_heavy_is_cut_between_its_parts_and_says_that_it_goes_on(heavy):
    assert ids(heavy[2].split(dividing.MAIN)[1]) == ["roads", "roads-a"]
    assert ids(heavy[3].split(dividing.MAIN)[1]) == ["roads-b"]
    assert '<h2 class="continued">roads <span class="quiet">continued</span></h2>' in heavy[3]
    assert "continued" not in heavy[2]


def test_links_lead_from_page_to_page_and_within_one_stay_short(heavy):
    assert '<a href="paper-4.html#roads-b">roads</a>, <a href="#rivers">rivers</a>' in heavy[1]
    assert [leads_to(page) for page in heavy] == [
        {"paper-whole.html", *(f"paper-{number}.html" for number in (2, 3, 5))},
        {"paper.html", "paper-3.html", "paper-4.html"},
        {"paper.html", "paper-2.html", "paper-4.html"},
        {"paper.html", "paper-3.html", "paper-5.html"},
        {"paper.html", "paper-4.html"},
    ]


def test_who_comes_for_a_place_in_the_whole_finds_the_line_that_leads_to_it(heavy):
    line = '<span id="roads"></span><span id="roads-a"></span><span id="roads-b"></span><a href="paper-3.html#roads">'

    assert line in heavy[0]
    assert "Page 1 of 5" in heavy[0]


def test_contents_are_written_where_the_paper_has_none():
    bare = document(*(part(f"p{number}", f"<p>{WORDS * 8}</p>") for number in range(4)))
    first = divided(bare.replace('<ol class="contents"></ol>', ""), name)[0]

    assert '<li class="top"><span id="p2"></span><a href="paper-4.html">p2</a>' in first


def test_a_table_says_its_headings_again_and_a_list_goes_on_counting():
    rows = "".join(f"<tr><th>{number}</th><td>{'x ' * 40}</td></tr>" for number in range(20))
    table = parse(f"<table><thead><tr><th>What</th></tr></thead><tbody>{rows}</tbody></table>")
    lines = "".join(f"<li>{number} {'y ' * 40}</li>" for number in range(20))
    items = parse(f"<ol>{lines}</ol>")

    tables = [written(page.pieces) for page in filled(table, first=900, room=900)]
    lists = [written(page.pieces) for page in filled(items, first=900, room=900)]
    assert {page.count("<thead>") for page in tables} == {1}
    starts = [int((re.search(r'start="(\d+)"', page) or [0, 1])[1]) for page in lists]
    assert starts == [int(re.search(r"<li>(\d+)", page)[1]) + 1 for page in lists]
    assert len(lists) > 2


def test_what_is_left_of_a_row_stands_in_its_column():
    row = parse(f"<table><tbody><tr><th>Weir</th><td>{'word ' * 300}</td></tr></tbody></table>")
    _, second, *_ = [written(page.pieces) for page in filled(row, first=900, room=900)]

    assert second.startswith("<table><tbody><tr><td></td><td>word ")


@pytest.mark.parametrize("broken", ["<p>one</b>", "</p>", "<p><b>one</p></b>", "<div><p>one</p>"])
def test_html_that_cannot_be_cut_is_refused(broken):
    with pytest.raises(ValueError, match="clos"):
        parse(broken)


TEXT = st.text("ab <&é", min_size=1, max_size=300).map(html.escape)
TREE = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>",
        st.sampled_from(["p", "ul", "ol", "li", "div", "h3", "strong", "td"]),
        st.lists(inner, min_size=1, max_size=5),
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(TREE, st.integers(400, 1500))
def test_nothing_is_lost_or_too_large_however_it_is_cut(source, room):
    pieces = parse(source)
    pages = filled(pieces, first=room, room=room)

    said = "".join(re.sub("<[^>]*>", "", written(page.pieces)) for page in pages)
    assert written(pieces) == source
    assert said == re.sub("<[^>]*>", "", source)
    assert max(sum(map(size, page.pieces)) for page in pages) <= room
    for page in pages:
        assert parse(written(page.pieces)) is not None
        assert not re.search(r"&(?!(?:amp|lt|gt|quot|#x27);)", written(page.pieces))


@pytest.mark.parametrize("is_deep", [False, True])
def test_no_page_is_too_heavy_with_twenty_times_what_the_example_says(is_deep):
    """The example's largest pages have some 110 kB: twenty times that, as many parts or as one, in long tables."""
    head = '<table><thead><tr><th scope="col">What</th></tr></thead><tbody>'
    rows = f"<tr><td>{WORDS}</td></tr>" * 5
    told = [
        f'<section class="part"><h3 id="p-{number}">Part {number}</h3>{head}{rows}</tbody></table>'
        f'<p><a href="#p-{number - 1}">See</a></p></section>'
        for number in range(110)
    ]
    parts = [part("all", "".join(told))] if is_deep else [part(f"o-{at}", one) for at, one in enumerate(told)]
    pages = divided(document(*parts), name)

    assert sum(map(len, pages)) > 2_100_000
    assert max(len(page.encode()) for page in pages) < PAGE_LIMIT
    names = {name(str(number) if number > 1 else "") for number in range(1, len(pages) + 1)} | {name("whole")}
    assert set().union(*map(leads_to, pages)) == names
