import pytest

from plan.pdf.check import DEEPEST_NESTING, problems_in
from tests.plan.paper_demo import demo, document


def test_the_demo_paper_has_no_problem():
    assert problems_in(demo(), language="en-GB") == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<h2>A</h2>", 'The heading "A" is of level 2 but follows the beginning: use level 1.'),
        (
            "<h1>A</h1><h2>B</h2><h4>C <b>d</b></h4>",
            'The heading "C d" is of level 4 but follows a heading of level 2: use level 3.',
        ),
        ("<h1>A</h1><h2> <b></b></h2>", "A heading of level 2 is empty: write it or take it out."),
        ("<img src=x.png>", 'The image "x.png" has no alternative text: write what it shows.'),
        ("<svg aria-label=x><circle/></svg>", "A drawing (svg) has no <title>: write what it shows."),
        ("<svg><title> </title></svg>", "A drawing (svg) has no <title>: write what it shows."),
        ("<a href='#gone'>see</a>", 'The link "see" leads to "#gone", which is nowhere in the paper.'),
        (
            "<a href='/plans/'>see</a>",
            'The link "see" leads to "/plans/": on paper write the whole address, beginning with https.',
        ),
        (
            "<a href='file:///etc/passwd'>see</a>",
            'The link "see" leads to "file:///etc/passwd": on paper write the whole address, beginning with https.',
        ),
        (
            "<a rel=attachment href='https://a.example'>see</a>",
            "The paper wants to attach a file: attachments are not allowed, link to it instead.",
        ),
        ("<table><tr><td>a<td>b</table>", 'The table "ab" has no header cells: mark them as <th>.'),
        ("<table><tr><th colspan=51>a</table>", "A table cell spans more than 50 columns or rows."),
        ("<table><tr><th rowspan=1000000>a</table>", "A table cell spans more than 50 columns or rows."),
        ("<table><colgroup span=1000><tr><th>a</table>", "A table cell spans more than 50 columns or rows."),
        (
            "<table><tr><th>a<th>b<tr><td colspan=3>c</table>",
            'The rows of the table "abc" do not all have the same number of columns.',
        ),
        ("<script>1</script>", "<script> has no place on paper: take it out."),
        ("<iframe src='https://a.example'></iframe>", "<iframe> has no place on paper: take it out."),
        ("<input type=text>", "<input> has no place on paper: take it out."),
    ],
)
def test_each_problem_is_said_in_words_that_help(body, problem):
    assert problems_in(document(body)) == [problem]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><h1>E</h1>",
        "<img alt='' src=x.png><svg aria-hidden=true></svg><svg><title>A</title></svg>",
        "<p id=a><a href='#a'>a</a> <a>b</a> <a href='mailto:a@b.example'>c</a> <a href='HTTPS://a.example'>d</a>",
        "<table role=presentation><tr><td>a</table><table><tr><th scope=row colspan=50>a</table><!-- said -->",
        "<table><thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tbody><tr><td>e<td>f<td>g"
        "<tr><td colspan=3 rowspan=x>h</table><table><tr><th rowspan=9>a<td>b<tr><td>c</table>",
    ],
)
def test_what_is_well_made_passes(body):
    assert problems_in(document(body)) == []


def test_a_paper_says_its_title_and_language():
    assert problems_in("<p>a") == [
        "The paper has no title: give it one.",
        'The paper does not say its language: write <html lang="en-GB">.',
    ]
    assert problems_in(document("", title=" ")) == ["The paper has no title: give it one."]
    assert problems_in(document("", language="cy"), language="en-GB") == [
        "The paper is announced as en-GB but says cy."
    ]


def test_deep_nesting_is_refused_without_walking_it_again():
    deep = DEEPEST_NESTING - 2  # <html> and <body> are two
    assert problems_in(document("<div>" * deep)) == []
    assert problems_in(document("<div>" * (deep + 1))) == ["Elements are nested more than 100 deep."]
    assert problems_in(document("<div>" * 3_000)) == ["Elements are nested more than 100 deep."]
