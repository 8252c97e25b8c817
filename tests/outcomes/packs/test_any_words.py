"""Whatever people type, a pack's page stays one page of HTML: no element of theirs, no lost heading, no lost link."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from outcomes.packs.gathering import gather
from outcomes.packs.paper import print_page
from plan.characters import clean
from plan.text import ALLOWED_TAGS
from tests.plan.markdown_strategy import narratives

from .hostile import busy, filled
from .world import LATER

OWN = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "section",
    "div",
    "span",
    "img",
    "h1",
}
ALLOWED = {"href", "rel", "class", "id", "scope", "start", "src", "alt", "colspan", "role", "aria-label", "tabindex",
           "data-label", "data-where", "lang", "charset", "name", "content"}  # fmt: skip


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        found = dict(attrs)
        self.names |= set(found)
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1]))
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.sources += [found["src"]] if "src" in found else []


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=narratives())
def test_a_page_holds_whatever_was_typed(world, words):
    words = clean(words)  # as gathering does with all it gathers
    content = busy(filled(gather(world.pack, number=1, today=LATER).content, words), words)

    page = Page(print_page(content).decode())

    assert page.tags <= OWN | ALLOWED_TAGS
    assert page.names <= ALLOWED
    assert all(source.startswith("data:image/svg+xml,") for source in page.sources)
    assert all(to.startswith(("#", "http://", "https://", "mailto:")) for to in page.links)
    assert {to[1:] for to in page.links if to.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
