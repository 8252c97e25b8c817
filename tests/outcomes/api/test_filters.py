"""The API takes the filters of the list's page, and answers them alike."""

import re

import pytest

from outcomes.pages.indicator_filters import IndicatorFilters
from plan.api.reference import schema
from tests.outcomes.pages.stock import make_stock

TOGETHER = (
    "department=streets&direction=unknown", "committee=environment-committee&overdue=1&key=context",
    "committee=environment-committee&sort=position", "outcome=safe-and-well&overdue=never&rating=no_target",
)  # fmt: skip


@pytest.fixture
def stock(fenbrook):
    make_stock(fenbrook)
    return fenbrook


def queries() -> list[str]:
    """Each choice of each filter alone, and some together."""
    fixed = [
        f"{name}={code}"
        for name, one in IndicatorFilters.base_filters.items()
        for code, _ in one.extra.get("choices", ())
    ]
    named = ["outcome=clean-and-green", "department=streets", "committee=safety-committee", "committee=aims-committee"]
    return ["", *fixed, *named, *TOGETHER]


def test_page_and_api_give_the_same_in_the_same_order(stock, client, read):
    for query in queries():
        html = client.get(f"/indicators/?{query}").content.decode()
        shown = re.findall(r'role="rowheader"><a href="/indicators/([^"/]+)/">', html)
        told = read(f"indicators/?{query}")
        assert ([one["slug"] for one in told["results"]], told["count"]) == (shown, len(shown)), query


def test_every_choice_of_place_trend_rating_and_date_is_one_of_a_whole(stock, read):
    every = read("indicators/")["count"]
    for name in ("position", "direction", "rating", "overdue"):
        choices = IndicatorFilters.base_filters[name].extra["choices"][:-1]  # the last is for several together
        assert sum(read(f"indicators/?{name}={code}")["count"] for code, _ in choices) == every, name


def test_pages_of_what_is_judged_are_right(stock, read):
    whole = read("indicators/?overdue=never&page_size=100")
    found, path = [], "indicators/?overdue=never&page_size=2"
    while path:
        told = read(path)
        assert told["count"] == whole["count"] == 5
        found += told["results"]
        path = told["next"] and told["next"].removeprefix("/api/v1/")
    assert found == whole["results"]


def test_filters_are_described_with_their_choices(stock):
    told = {one["name"]: one for one in schema()["paths"]["/api/v1/indicators/"]["get"]["parameters"]}
    assert told.keys() == {*IndicatorFilters.base_filters, "page", "page_size"}
    assert set(told["overdue"]["schema"]["enum"]) == {"1", "0", "never", "dated"}
    assert set(told["position"]["schema"]["enum"]) == {"1", "2", "3", "4", "stated", "none", "quarter"}
    assert "1 (overdue)" in told["overdue"]["description"]
    assert told["committee"]["description"] == (
        "Short name of a scrutiny committee: indicators of what it watches today."
    )
    assert told["committee"]["schema"] == {"type": "string", "minLength": 1}


@pytest.mark.parametrize(
    ("query", "status"),
    [("overdue=yes", 400), ("position=5", 400), ("sort=x", 400), ("committee=former-committee", 404)],
)
def test_what_is_not_a_choice_is_refused_in_words(stock, read, query, status):
    name, _, wrong = query.partition("=")
    assert read(f"indicators/?{query}", status=status)["errors"] == [
        {"parameter": name, "message": f"“{wrong}” is not in this list. Choose from it."}
    ]
