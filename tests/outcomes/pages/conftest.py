"""The small site on the day its tests read it."""

import re
from html import unescape

import pytest
import time_machine
from django.core.cache import cache

from tests import site
from tests.ground import ground


@pytest.fixture(autouse=True)
def _fresh():
    """Pages are kept between requests, not between tests; the clock stands on 8 November 2022."""
    cache.clear()
    with time_machine.travel(site.NOON, tick=False):
        yield


@ground("fenbrook")
def fenbrook(standing) -> site.Site:
    with time_machine.travel(site.NOON, tick=False):
        return site.make_site()


@pytest.fixture
def words(client):
    """`words(path)` gives a page's main part as a reader has it: words alone, spaces made single."""

    def read(path: str, status: int = 200) -> str:
        response = client.get(path)
        assert response.status_code == status, f"{path} answered {response.status_code}"
        html = response.content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    return read
