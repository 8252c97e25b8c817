"""The list of indicators: its filters, which keep their state in the address, and its pages."""

import re
from decimal import Decimal

import pytest

from plan.models import Department
from tests import factories


@pytest.fixture
def several(fenbrook):
    """Beside the red one that got better: a green one, one without a figure, one that got worse; none cited."""
    streets = Department.objects.get(slug="streets")
    green = factories.make_indicator("Green one", owner=streets)
    factories.make_result(green, "2021/22", Decimal("60"))
    factories.make_target(green, "2021/22", Decimal("50"))
    factories.make_indicator("Empty one", owner=streets)
    worse = factories.make_indicator("Worse one")
    factories.make_result(worse, "2020/21", Decimal("60"))
    factories.make_result(worse, "2021/22", Decimal("50"))
    return fenbrook


@pytest.fixture
def listed(client):
    def names(query: str) -> list[str]:
        html = client.get(f"/indicators/{query}").content.decode()
        return re.findall(r'role="rowheader"><a href="[^"]+">([^<]+)</a>', html)

    return names


def test_figures_for_context_are_listed_only_where_they_are_asked_for(several, listed):
    context = factories.make_indicator("Canals", is_context=True)
    factories.make_result(context, "2021/22", Decimal("3"))
    assert listed("") == ALL
    assert listed("?key=context") == ["Canals"]


ALL = ["Empty one", "Feel safe after dark", "Green one", "Worse one"]
FILTERED = {
    "": ALL,
    "?rating=red": ["Feel safe after dark"],
    "?rating=green": ["Green one"],
    "?rating=no_data": ["Empty one"],
    "?rating=no_target": ["Worse one"],
    "?direction=better": ["Feel safe after dark"],
    "?direction=worse": ["Worse one"],
    "?direction=unknown": ["Empty one", "Green one"],
    "?department=streets": ["Empty one", "Green one"],
    "?department=streets&rating=green": ["Green one"],
    "?key=1": ["Feel safe after dark"],
    "?outcome=clean-and-green": ["Feel safe after dark"],
    "?outcome=safe-and-well": [],
    "?rating=&direction=&nonsense=1": ALL,
}


def test_filters_alone_and_together(several, listed):
    assert {query: listed(query) for query in FILTERED} == FILTERED


def test_nothing_found_says_what_to_do(several, words):
    assert "No indicators fit this choice. Show all of them , or change what you asked for." in words(
        "/indicators/?outcome=safe-and-well"
    )


def test_a_choice_that_does_not_exist_is_named_and_shows_nothing(several, words, listed):
    assert "“purple” is not in this list. Choose from it." in words("/indicators/?rating=purple")
    assert listed("?rating=purple") == []


def test_what_was_chosen_stays_chosen(several, client):
    html = client.get("/indicators/?rating=red").content.decode()

    assert '<option value="red" selected>Red</option>' in html


def test_pages_keep_the_filters(fenbrook, client, listed):
    for number in range(30):
        factories.make_indicator(f"Number {number:02}")
    html = client.get("/indicators/?rating=no_data").content.decode()

    assert "30 indicators, page 1 of 2" in html
    assert 'href="?rating=no_data&amp;page=2"' in html
    assert len(listed("?rating=no_data")) == 25
    assert listed("?rating=no_data&page=2") == [f"Number {number}" for number in range(25, 30)]
    assert listed("?rating=no_data&page=99") == listed("?rating=no_data&page=2")
