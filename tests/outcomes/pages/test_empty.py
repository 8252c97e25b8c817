"""A site on which nothing has been entered yet: every page opens and says so, and the desk is one step away."""

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db

EMPTY = {
    "/": "No plan is in force The Council’s Strategic Plan will stand here once full Council has approved it.",
    "/plans/": "All versions of the plan No plan has been published yet.",
    "/indicators/": (
        "Indicators Whether the plan is working: the latest figure of each indicator, how it stands against its "
        "target, which way it went, and how the council compares with others. No indicators are recorded yet."
    ),
    "/scorecards/": (
        "Scorecards How the indicators of each outcome and each department stand. "
        "Every number leads to the list of just these. No indicators are recorded yet."
    ),
    "/strategies/": (
        "Strategies The strategies and plans that hold the detail behind the Strategic Plan. "
        "No strategies are recorded yet."
    ),
    "/partners/": "Partners Those the plan names beside the Council. No partners are recorded yet.",
    "/glossary/": "Glossary Words and abbreviations the plan uses. No plan is in force yet.",
}


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_page_says_that_it_is_empty(path, words):
    assert words(path) == EMPTY[path]


@pytest.mark.parametrize("path", ["/reports/", "/scrutiny/", "/packs/"])
def test_the_others_open_too(path, words):
    assert words(path).endswith(" yet.")


def test_a_choice_that_nothing_fits_is_not_called_an_empty_list(words):
    assert "No indicators fit this choice." in words("/indicators/?key=1")


def test_the_way_to_the_desk_is_on_every_page(client):
    assert '<a href="/admin/">Sign in</a>' in client.get("/").content.decode()
    client.force_login(make_user())
    page = client.get("/").content.decode()
    assert '<a href="/admin/">My desk</a>' in page
    assert "Your desk says what to do next" in page
