"""The list of indicators: its filters, which keep their state in the address, what it says it shows, and its pages."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from outcomes.models import Remit
from outcomes.pages.indicator_words import with_article
from performance.models import Indicator, Result
from plan.models import Department
from tests import factories

from .stock import make_stock


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
def stock(fenbrook):
    make_stock(fenbrook)
    return fenbrook


@pytest.fixture
def listed(client):
    def names(query: str) -> list[str]:
        html = client.get(f"/indicators/{query}").content.decode()
        return re.findall(r'role="rowheader"><a href="[^"]+">([^<]+)</a>', html)

    return names


@pytest.fixture
def said(client):
    """The sentence above the list."""

    def sentence(query: str) -> str:
        html = client.get(f"/indicators/{query}").content.decode()
        return re.search(r'<p class="listed" role="status">(.*?)</p>', html)[1].replace("&#x27;", "'")

    return sentence


def test_figures_for_context_are_listed_only_where_they_are_asked_for(several, listed, said):
    context = factories.make_indicator("Canals", is_context=True)
    factories.make_result(context, "2021/22", Decimal("3"))
    assert listed("") == ALL
    assert listed("?key=context") == ["Canals"]
    assert said("?key=context") == "1 figure for context"


ALL = ["Feel safe after dark", "Green one", "Worse one", "Empty one"]
FILTERED = {
    "": ALL,
    "?rating=red": ["Feel safe after dark"],
    "?rating=green": ["Green one"],
    "?rating=no_data": ["Empty one"],
    "?rating=no_target": ["Worse one"],
    "?rating=rated": ["Feel safe after dark", "Green one"],
    "?direction=better": ["Feel safe after dark"],
    "?direction=worse": ["Worse one"],
    "?direction=unknown": ["Green one", "Empty one"],
    "?direction=compared": ["Feel safe after dark", "Worse one"],
    "?department=streets": ["Green one", "Empty one"],
    "?department=streets&rating=green": ["Green one"],
    "?key=1": ["Feel safe after dark"],
    "?outcome=clean-and-green": ["Feel safe after dark"],
    "?outcome=safe-and-well": [],
    "?rating=&direction=&nonsense=1": ALL,
}


def test_filters_alone_and_together(several, listed):
    assert {query: listed(query) for query in FILTERED} == FILTERED


STOCK = ["Feel safe after dark", "Crime", "Litter", "Shared", "Visitors", "Parks", "Noise"]
FOUND = {
    "": STOCK,
    "?position=1": ["Litter"],
    "?position=2": [],
    "?position=4": ["Feel safe after dark"],
    "?position=quarter": ["Feel safe after dark", "Litter"],
    "?position=stated": ["Visitors", "Parks"],
    "?position=none": ["Crime", "Shared", "Noise"],
    "?overdue=1": ["Litter"],
    "?overdue=0": ["Crime"],
    "?overdue=dated": ["Crime", "Litter"],
    "?overdue=never": ["Feel safe after dark", "Shared", "Visitors", "Parks", "Noise"],
    "?committee=environment-committee": ["Feel safe after dark", "Litter", "Shared"],
    "?committee=safety-committee": ["Crime", "Shared"],
    "?committee=aims-committee": ["Feel safe after dark", "Shared"],
    "?committee=environment-committee&direction=better&position=1": ["Litter"],
    "?outcome=clean-and-green": ["Feel safe after dark", "Litter", "Shared"],
    "?outcome=safe-and-well": ["Crime", "Shared"],
    "?department=streets&outcome=safe-and-well": ["Shared"],
}


def test_filters_by_place_dates_and_what_committees_watch(stock, listed):
    assert {query: listed(query) for query in FOUND} == FOUND


def test_a_remit_counts_on_the_day_it_is_read(stock, listed):
    """One that was given later than today is not the committee's yet."""
    Remit.objects.filter(committee__slug="safety-committee").update(starts=date(2022, 11, 9))
    assert listed("?committee=safety-committee") == []


ORDERED = {
    "?sort=name": ["Crime", "Feel safe after dark", "Litter", "Noise", "Parks", "Shared", "Visitors"],
    "?sort=position": ["Feel safe after dark", "Litter", "Visitors", "Parks", "Crime", "Shared", "Noise"],
    "?sort=direction": ["Crime", "Visitors", "Feel safe after dark", "Litter", "Shared", "Parks", "Noise"],
    "?sort=rating": ["Feel safe after dark", "Litter", "Crime", "Shared", "Visitors", "Parks", "Noise"],
    "?sort=rating&department=streets": ["Litter", "Shared", "Noise"],
}


def test_orders_put_first_what_wants_looking_at(stock, listed):
    assert {query: listed(query) for query in ORDERED} == ORDERED


SAID = {
    "": "7 indicators",
    "?key=1": "1 key indicator",
    "?sort=name": "7 indicators",
    "?direction=worse": "1 indicator that got worse",
    "?department=streets&rating=no_data": "1 indicator of the Streets Department without any figure",
    "?outcome=clean-and-green&position=1": "1 indicator under Clean and Green in the best 25% of comparable councils",
    "?committee=environment-committee&overdue=1": (
        "1 indicator watched by the Environment Committee whose next figure is overdue"
    ),
    "?rating=rated&position=quarter&direction=better&key=1": (
        "1 key indicator with a place from the best to the worst 25% of comparable councils, that got better and "
        "rated against a target"
    ),
}


def test_the_list_says_what_it_shows(stock, said):
    assert {query: said(query) for query in SAID} == SAID


def test_names_have_their_article_in_a_sentence():
    assert with_article("The Scrutiny Commission") == "the Scrutiny Commission"
    assert with_article("Public Health Department") == "the Public Health Department"
    assert with_article("Children and Family Services") == "Children and Family Services"


def test_what_was_asked_for_leads_to_its_scorecard(stock, client):
    html = client.get("/indicators/?department=streets&outcome=safe-and-well").content.decode()
    assert re.findall(r'<a href="(/scorecards/[^"]*)">([^<]+)</a>', html) == [
        ("/scorecards/departments/streets/", "Streets Department"),
        ("/scorecards/outcomes/safe-and-well/", "Safe and Well"),
    ]


def test_a_row_without_a_figure_says_so_once(stock, client):
    html = client.get("/indicators/?rating=no_data&position=none").content.decode()
    row = html[html.index('role="rowheader"') : html.index("</tbody>")]
    words = " ".join(re.sub(r"<[^>]+>", " ", row[row.index(">") + 1 :]).split())
    assert words == "Noise no data – – – – No comparison"


def test_nothing_found_says_what_to_do(several, words):
    assert "No indicators fit this choice. Show all of them , or change what you asked for." in words(
        "/indicators/?outcome=safe-and-well"
    )


@pytest.mark.parametrize(
    "query", ["rating=purple", "position=5", "overdue=yes", "committee=former-committee", "committee=nobody", "sort=x"]
)
def test_a_choice_that_does_not_exist_is_named_and_shows_nothing(stock, words, listed, client, query):
    wrong = query.partition("=")[2]
    assert f"“{wrong}” is not in this list. Choose from it." in words(f"/indicators/?{query}")
    assert listed(f"?{query}") == []
    assert '<details class="narrow" open>' in client.get(f"/indicators/?{query}").content.decode()


def test_what_was_chosen_stays_chosen(several, client):
    html = client.get("/indicators/?rating=red&committee=environment-committee").content.decode()

    assert '<option value="red" selected>Red</option>' in html
    assert '<option value="environment-committee" selected>Environment Committee</option>' in html
    assert '<details class="narrow">' in html


def test_pages_keep_the_filters(fenbrook, client, listed):
    for number in range(30):
        factories.make_indicator(f"Number {number:02}")
    html = client.get("/indicators/?rating=no_data").content.decode()

    assert '30 indicators without any figure<span class="quiet">, page 1 of 2</span>' in html
    assert 'href="?rating=no_data&amp;page=2"' in html
    assert len(listed("?rating=no_data")) == 25
    assert listed("?rating=no_data&page=2") == [f"Number {number}" for number in range(25, 30)]
    assert listed("?rating=no_data&page=99") == listed("?rating=no_data&page=2")
    assert listed("?rating=no_data&sort=name&page=2") == listed("?rating=no_data&page=2")


# What the page tells of itself ---------------------------------------------------------------------------------------


def test_the_marks_of_trends_are_told_as_far_as_there_are_any(several, words):
    listed = words("/indicators/")
    assert "In the trends: a square is an illustrative figure; a dotted line is the target. Most indicators" in listed
    assert "In the trends" not in words("/indicators/?rating=green")  # of a single figure none is drawn
    factories.make_result(Indicator.objects.get(name="Green one"), "2020/21", Decimal("55"))
    cache.clear()
    assert "In the trends: a dotted line is the target. Most" in words("/indicators/?rating=green")
    assert "In the trends" not in words("/indicators/?rating=no_data")
    Result.objects.filter(indicator__name="Worse one", period="2021/22").update(provisional=True)
    cache.clear()
    assert "In the trends: a hollow circle is a provisional one. Most" in words("/indicators/?direction=worse")
    page = f"/outcomes/{several.green.slug}/"
    assert "a square is an illustrative figure" in words(page)
    assert "a square is an illustrative figure" in words(f"{page}2.1/") or "In the trends" not in words(f"{page}2.1/")


def test_the_list_leads_to_the_figures_for_context_where_there_are_any(several, words, client):
    link = '<a href="/indicators/?key=context">Figures for context, by which the plan is not judged</a>'
    assert link not in client.get("/indicators/").content.decode()
    factories.make_indicator("Secret canals", is_context=True, is_public=False)
    cache.clear()
    assert link not in client.get("/indicators/").content.decode()
    factories.make_indicator("Canals", is_context=True)
    cache.clear()
    assert link in client.get("/indicators/").content.decode()
    assert "Whether the plan is working:" in words("/indicators/")
    assert "Figures that tell of the county and the council. The plan is not judged by them." in words(
        "/indicators/?key=context"
    )
