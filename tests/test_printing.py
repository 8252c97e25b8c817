"""The process that waits for papers answers what a process of the site's own would answer."""

import pytest

from plan.pdf import RenderFailed, render
from tests.printing import run

HOW = {"title": "How the Plan is going", "identifier": "paper-1", "stylesheets": ["plan/paper-base.css"]}
PAGE = '<!doctype html><html lang="en-GB"><title>How the Plan is going</title><body><h1>A</h1>{}</body></html>'
WORDS = PAGE.format("<p>Some <em>words</em> \u2603</p><table><tr><th>a</th></tr><tr><td>b</td></tr></table>")


BODIES = ("<h3>too deep</h3>", '<p><img src="https://example.org/x.png" alt="x"></p>')


def answers() -> list:
    found: list = [render.render_paper(WORDS, **HOW)]
    for body in BODIES:
        with pytest.raises(RenderFailed) as refusal:
            render.render_paper(PAGE.format(body), **HOW)
        found.append(refusal.value.reason)
    return found


def test_a_paper_has_the_same_bytes_and_a_refusal_the_same_words(monkeypatch):
    site = answers()
    monkeypatch.setattr(render, "_run", run)
    assert [answers(), answers()] == [site, site]
