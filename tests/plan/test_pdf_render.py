"""The door to paper as an attacker and as an archivist would try it. Each paper is a real child process."""

import io
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pikepdf
import pypdf
import pytest

from plan.pdf import RenderFailed, render_paper, render_pdf
from plan.pdf.child import Job, Refused, make
from plan.pdf.render import PROJECT, _environment, _paper
from plan.text import to_html
from tests.plan.paper_demo import demo, document

TITLE = "How the Plan is going"
MADE = datetime(2022, 11, 7, 9, 30, tzinfo=UTC)


def render(body: str, **how):
    """A paper of `body` under a first heading."""
    head = how.pop("head", "")
    return render_paper(document(f"<h1>A</h1>{body}", head=head), title=TITLE, identifier="paper-1", **how)


def make_here(body: str, head: str = "") -> tuple[dict, bytes]:
    """The same in this process: a fifth of the time, with the connections open that a child has shut."""
    html = document(f"<h1>A</h1>{body}", head=head)
    return make(Job(html, TITLE, "en-GB", "paper-1", created=None, stylesheets=[]))


def words(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def canary():
    """A server on this machine that counts who knocks: yields its address and the paths asked for."""
    knocks = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            knocks.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_GET

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", knocks
    server.shutdown()
    thread.join()
    server.server_close()


SVG_WITH_IMAGE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Cimage width='9' height='9' href='{canary}/svg.png'/%3E%3C/svg%3E"
)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<img alt="x" src="{canary}/x.png">'),
        ("", '<img alt="x" src="file:///etc/passwd">'),
        ("", '<img alt="x" src="/etc/passwd">'),
        ("", '<img alt="x" src="../settings.py">'),
        ("", f'<img alt="x" src="{SVG_WITH_IMAGE}">'),
        ("", "<svg width=9 height=9><title>x</title><image width=9 height=9 href='{canary}/x.png'/></svg>"),
        ("", '<p style="background: url({canary}/x.png)">x</p>'),
        ("<style>@import url({canary}/x.css);</style>", ""),
        ('<style>@import "file:///etc/passwd";</style>', ""),
        ("<style>@font-face {{ font-family: F; src: url({canary}/f.ttf) }} h1 {{ font-family: F }}</style>", ""),
        ("<style>li {{ list-style-image: url({canary}/x.png) }}</style>", "<ul><li>x</li></ul>"),
        ("<style>@page {{ background: url({canary}/x.png) }}</style>", ""),
        ("<style>h1::before {{ content: url({canary}/x.png) }}</style>", ""),
        ('<link rel="stylesheet" href="{canary}/x.css">', ""),
        ('<link rel="stylesheet" href="//127.0.0.1/x.css">', ""),
        ('<link rel="attachment" href="{canary}/x.pdf">', ""),
        ("", '<a rel="attachment" href="{canary}/x.pdf">x</a>'),
        ("", '<object data="{canary}/x.svg"></object>'),
        ("", '<embed src="{canary}/x.svg">'),
        ('<base href="{canary}/">', '<img alt="x" src="x.png">'),
    ],
)
def test_nothing_is_fetched_and_the_paper_is_not_made(canary, head, body):
    address, knocks = canary
    with pytest.raises(Refused) as refusal:
        make_here(body.format(canary=address), head.format(canary=address))
    reason = str(refusal.value)
    assert "not one of its own files" in reason or "no place on paper" in reason or "attachments" in reason
    assert knocks == []


@pytest.mark.parametrize(
    "body",
    [
        "<p style=\"content: url('{canary}/x.png')\">x</p>",
        "<svg width=9 height=9><title>x</title><use href='{canary}/x.svg#a'/></svg>",
        "<svg width=9 height=9><title>x</title><style>@import url({canary}/x.css);</style></svg>",
        "<svg width=9 height=9><title>x</title><rect width=9 height=9 style='fill: url({canary}/x.svg#a)'/></svg>",
        "<p xml:base='{canary}' background='{canary}/x.png'>x</p><source src='{canary}/x'><video-x src='{canary}/y'>",
        "<p style='--a: url({canary}/x.png)'>x</p><template><img alt=x src='{canary}/x.png'></template>",
    ],
)
def test_what_might_be_fetched_is_not(canary, body):
    address, knocks = canary
    try:
        _, pdf = make_here(body.format(canary=address))
    except Refused:
        pdf = b""
    assert address.encode() not in pdf
    assert knocks == []


def test_a_whole_child_fetches_nothing(canary):
    address, knocks = canary
    with pytest.raises(RenderFailed) as refusal:
        render(f'<img alt="x" src="{address}/x.png">')
    assert refusal.value.reason == (f'It asks for "{address}/x.png", which is not one of its own files: take that out.')
    assert knocks == []


def test_what_is_typed_in_a_narrative_reaches_nobody(canary):
    address, knocks = canary
    narrative = (
        f"<script src={address}/a.js></script>\n\n![x]({address}/b.png)\n\n<svg onload=alert(1)></svg>\n\n"
        f"[x](javascript:alert(1)) <img src={address}/c.png onerror=alert(1)>"
    )
    paper = render(to_html(narrative, heading_level=2, paper_base=address))
    assert knocks == []
    assert "<svg onload=alert(1)></svg>" in words(paper.pdf)
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        assert "/Names" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]


def test_the_child_can_open_no_connection_and_start_no_program(canary):
    address, knocks = canary
    trial = f"""
import urllib.request, subprocess, os
from plan.pdf.child import _shut_doors
_shut_doors()
for attempt in (lambda: urllib.request.urlopen("{address}"), lambda: subprocess.run(["true"]), lambda: os.fork()):
    try:
        attempt()
        print("did it")
    except OSError as error:
        print(error)
"""
    run = subprocess.run([sys.executable, "-c", trial], cwd=PROJECT, capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert len(lines) == 3
    assert all("A paper is made without" in line for line in lines), lines
    assert knocks == []


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "planted")
    monkeypatch.setenv("DATABASE_URL", "postgres://planted")

    assert not [value for value in _environment().values() if "planted" in value]


NESTED_USE = "".join(
    f'<g id="{level}">' + f'<use href="#{level - 1}"/>' * 12 + "</g>" for level in range(1, 12)
)  # 12 to the power of 11 dots
BOMBS = {
    "colspans": "<table><tr><th>a</tr>" + "<tr>" + "<td colspan=1000>x</td>" * 100 + "</table>",
    "spans that pass the check": "<table>" + ("<tr>" + "<th colspan=50>x</th>" * 40) * 400 + "</table>",
    "nested divs": "<div>" * 3000,
    "nested use": f'<svg width=9 height=9><title>x</title><defs><circle id="0" r="1"/>{NESTED_USE}</defs>'
    '<use href="#11"/></svg>',
    "very long": "<p>word word word</p>" * 60_000,
    "entities": "<img alt=x src='data:image/svg+xml,"
    '%3C!DOCTYPE s [%3C!ENTITY a "' + "x" * 9000 + '"%3E%3C!ENTITY b "' + "%26a;" * 9000 + '"%3E]%3E'
    '%3Csvg xmlns="http://www.w3.org/2000/svg"%3E%3Ctext%3E%26b;%26b;%26b;%26b;%3C/text%3E%3C/svg%3E\'>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_layout_bombs_end_within_their_limits(bomb):
    reasons = (
        "It took longer",
        "It needs more memory",
        "A table cell spans",
        "Elements are nested",
        "Something on it",
    )
    began = time.monotonic()
    with pytest.raises(RenderFailed) as refusal:
        render(bomb, wall_seconds=2, memory_megabytes=400)
    assert time.monotonic() - began < 10
    assert refusal.value.reason.startswith(reasons)


def test_a_paper_that_takes_too_long_is_ended_with_its_process(monkeypatch):
    started = []
    popen = subprocess.Popen

    def remember(*arguments, **how):
        started.append(popen(*arguments, **how))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)
    with pytest.raises(RenderFailed) as refusal:
        render("<p>word</p>" * 20_000, wall_seconds=0.5)
    assert refusal.value.reason == (
        "It took longer than 0.5 seconds: make it shorter, or divide it into several papers."
    )
    (child,) = started
    assert child.returncode == -9
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_paper_that_needs_too_much_memory_is_ended():
    with pytest.raises(RenderFailed) as refusal:
        render("<p>word</p>" * 20_000, memory_megabytes=150)
    assert refusal.value.reason == (
        "It needs more memory than a paper may use: make it shorter, or divide it into several papers."
    )


@pytest.mark.parametrize(
    ("html", "how", "reason"),
    [
        (
            document("<h1>A</h1><h3>B</h3>"),
            {},
            'The heading "B" is of level 3 but follows a heading of level 1: use level 2.',
        ),
        (document("<h1>A</h1>", title=""), {}, "The paper has no title: give it one."),
        (document("<h1>A</h1>"), {"title": " "}, "The paper has no title: give it one."),
        (document("<h1>A</h1>"), {"language": ""}, "The paper has no language: give it one."),
        (document("<h1>A</h1>", language="cy"), {}, "The paper is announced as en-GB but says cy."),
        (document("<h1>A</h1>"), {"identifier": ""}, "The paper has no identifier: give it one."),
        (
            document("<h1>A</h1>"),
            {"stylesheets": ["plan/gone.css"]},
            'The stylesheet "plan/gone.css" is not among the project\'s own files.',
        ),
    ],
)
def test_what_is_malformed_is_refused_in_plain_words(html, how, reason):
    with pytest.raises(RenderFailed) as refusal:
        render_paper(html, **({"title": TITLE, "identifier": "paper-1"} | how))
    assert refusal.value.reason == reason


def test_a_drawing_that_cannot_be_read_is_not_left_out_silently():
    for data in ("svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E", "png;base64," + "A" * 99):
        with pytest.raises(Refused) as refusal:
            make_here(f'<img alt="x" src="data:image/{data}">')
        assert str(refusal.value) == "Something on it cannot be drawn: a picture or chart cannot be read, replace it."


def test_a_moment_without_time_zone_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="time zone"):
        render("", created=datetime(2022, 11, 7, 9, 30))


HOW = {"identifier": "paper-1", "created": MADE, "stylesheets": ["plan/paper-base.css"]}
HOW["title"] = "How the <Plan> & all is going"


@pytest.fixture(scope="module")
def paper():
    return render_paper(demo(), **HOW)


def test_the_same_content_gives_the_same_bytes(paper):
    elsewhere = MADE.astimezone(timezone(timedelta(hours=5)))
    assert render_pdf(demo(), **(HOW | {"created": elsewhere})) == paper.pdf


def test_other_content_or_another_identifier_gives_other_bytes():
    job = Job(document("<h1>A</h1>"), TITLE, "en-GB", "paper-1", created=None, stylesheets=[])
    others = [replace(job, identifier="paper-2"), replace(job, title="B"), replace(job, html=document("<h1>B</h1>"))]
    made = [make(each)[1] for each in (job, job, *others)]
    assert made[0] == made[1]
    assert len(set(made)) == 4


def test_the_file_says_what_it_is(paper):
    assert paper.pages == 3
    assert paper.warnings == ()
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert dict(pdf.docinfo.items()) == {
            "/Title": "How the <Plan> & all is going",
            "/Producer": pdf.docinfo["/Producer"],
            "/CreationDate": "D:20221107093000+00'00",
            "/ModDate": "D:20221107093000+00'00",
        }
        about = pdf.open_metadata()
        assert about["dc:title"] == "How the <Plan> & all is going"
        assert about["dc:identifier"] == "paper-1"
        assert about["xmp:CreateDate"] == "2022-11-07T09:30:00+00:00"
        assert about["pdfuaid:part"] == "1"
        assert about.pdfa_status == "2A"


def test_the_headings_are_its_bookmarks(paper):
    def titles(outline):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    outline = pypdf.PdfReader(io.BytesIO(paper.pdf)).outline
    assert titles(outline) == [
        "How the Strategic Plan is going",
        ["Contents", "Safe and Well", ["What the board did"], "Every commitment"],
    ]


class Tree:
    """The structure tree of a PDF as nested tuples: (type, children)."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.root = self.file.Root.StructTreeRoot

    def all(self, kind: str) -> list[pikepdf.Dictionary]:
        return [element for element in self._walk(self.root.K[0]) if str(element.S) == f"/{kind}"]

    def _walk(self, element):
        yield element
        for kid in kinds(element):
            yield from self._walk(kid)


def kinds(element):
    return [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_list_items_are_a_label_and_a_body_with_nested_lists_inside():
    tree = Tree(make_here(to_html("- a\n  - b\n\n  c\n\n- d\n\n  > e"))[1])
    first, nested, second = tree.all("LI")
    for item in (first, nested, second):
        assert [str(kid.S) for kid in kinds(item)] == ["/Lbl", "/LBody"]
    assert [str(kid.S) for kid in kinds(kinds(first)[1])] == ["/P", "/L", "/P"]
    assert [str(kid.S) for kid in kinds(kinds(second)[1])] == ["/P", "/BlockQuote"]


def test_lists_are_numbered_from_where_they_start():
    shown = words(make_here(to_html("3. three\n4. four"))[1])
    assert "3. " in shown
    assert "1. " not in shown


def test_a_link_holds_its_words_and_one_annotation():
    tree = Tree(make_here("<p><a href='https://a.example/'>one <b>two <i>three</i></b></a></p>")[1])
    (link,) = tree.all("Link")
    annotations = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
    assert len(annotations) == 1
    assert len(tree.file.pages[0].Annots) == 1


def test_header_cells_say_what_they_head(paper):
    tree = Tree(paper.pdf)
    scopes = [str(cell.A.Scope) for cell in tree.all("TH")]
    assert scopes[:5] == ["/Column"] * 3 + ["/Row"] * 2  # the two tables of the narrative
    assert scopes[5:].count("/Row") == 45
    assert scopes[5:].count("/Column") == 10  # two header rows, of three and two cells, on each of two pages
    named = {bytes(name) for cell in tree.all("TD") for name in cell.A.get("/Headers", [])}
    assert named
    assert named <= {bytes(name) for name in list(tree.root.IDTree.Names)[::2]}


def test_running_lines_and_ornaments_are_artifacts(paper):
    tree = Tree(paper.pdf)
    assert [str(figure.Alt) for figure in tree.all("Figure")] == [
        "Line chart: rose from 62% to 79%",
        "Rose from 62% to 79%",
    ]
    for page in tree.file.pages:
        assert page.Contents.read_bytes().count(b"/Artifact BMC") >= 4  # two lines above, two below
    assert "Agenda item 9" in words(paper.pdf)
    marks = tree.root.ParentTree.Nums
    assert sum(owner is None for owner in marks[1]) == 4 + 1  # and the ornament on the first page


def test_characters_no_font_has_are_replaced_and_reported():
    paper = render("<p>Ready 漢 ำ 😀 and \uf0b7 Word &#xF0B7; &#x202e;x</p>")
    assert "U+6F22" in paper.warnings[0] + paper.warnings[-1]
    shown = words(paper.pdf)
    assert "漢" not in shown
    assert "\ufffd" in shown
    assert "• Word •" in shown
    assert "\u202e" not in shown


def test_what_the_renderer_remarks_on_is_returned_and_logged(caplog):
    body = document("<h1>A</h1><p style='colour: red'>x</p>")
    paper = render_paper(body, title=TITLE, identifier="paper-1")
    assert len(paper.warnings) == 1
    assert "colour" in paper.warnings[0]
    assert render_pdf(body, title=TITLE, identifier="paper-1") == paper.pdf
    assert [record.getMessage() for record in caplog.records] == [f"{TITLE}: {paper.warnings[0]}"]


def test_the_limits_are_the_settings_unless_given(monkeypatch):
    asked = []

    def run(_job, *limits):
        asked.append(limits)
        return 0, b'{"pages": 1, "warnings": []}\n%PDF', b""

    monkeypatch.setattr("plan.pdf.render._run", run)
    settings = SimpleNamespace(configured=True, PDF_WALL_SECONDS=7, PDF_MEMORY_MEGABYTES=99)
    monkeypatch.setattr("django.conf.settings", settings)
    assert render("").pdf == b"%PDF"
    render("", wall_seconds=3, memory_megabytes=55)
    settings.configured = False
    render("")
    assert asked == [(7, 99), (3, 55), (180, 2048)]


def test_a_child_that_breaks_is_reported_without_its_inner_words(caplog):
    with pytest.raises(RenderFailed) as broken:
        _paper(1, b"", b"Traceback: KeyError in line 9")
    assert broken.value.reason == (
        "It could not be made, for a reason that is in the system's log: tell whoever looks after it."
    )
    assert "KeyError in line 9" in caplog.text
    for status, complaints in ((-6, b""), (1, b"ImportError: x.so: failed to map segment from shared object")):
        with pytest.raises(RenderFailed, match="needs more memory"):
            _paper(status, b"", complaints)
