"""Scorecards: every number is that of the list it leads to, whoever reads."""

import re
from html import unescape

import pytest
from django.core.cache import cache

from outcomes.models import Outcome, PlanItem
from plan.models import Department
from plan.roles import POLICY_OFFICER
from tests import factories

from .stock import make_stock

CARDS = (
    "/scorecards/", "/scorecards/departments/places/", "/scorecards/departments/streets/",
    "/scorecards/outcomes/clean-and-green/", "/scorecards/outcomes/safe-and-well/",
)  # fmt: skip
COUNTED = re.compile(r'<a href="(/indicators/(?:\?[^"]*)?)">(?:All )?([\d,]+)')


@pytest.fixture
def stock(fenbrook):
    make_stock(fenbrook)
    return fenbrook


def listed(client, url: str) -> int:
    """How many rows the list has on all its pages."""
    found, url = 0, unescape(url)
    while url:
        html = client.get(url).content.decode()
        found += html.count('<th scope="row" role="rowheader">')
        following = re.search(r'rel="next" href="([^"]+)"', html)
        url = f"/indicators/{unescape(following[1])}" if following else ""
    return found


@pytest.mark.parametrize("role", [None, POLICY_OFFICER], ids=["anybody", "officer"])
def test_every_number_is_that_of_the_list_it_leads_to(stock, client, role):
    """With more than a page of indicators, and one that only officers see."""
    for number in range(30):
        factories.make_indicator(f"Number {number:02}", owner=Department.objects.get(slug="streets"))
    if role:
        client.force_login(factories.make_user(role))
    counts = {}
    for card in CARDS:
        found = COUNTED.findall(client.get(card).content.decode())
        assert len(found) > 10, card
        counts[card] = {url: int(many) for url, many in found}
        for url, many in found:
            assert (url, listed(client, url)) == (url, int(many)), card
    assert counts["/scorecards/departments/streets/"]["/indicators/?department=streets"] == 33
    assert counts["/scorecards/outcomes/clean-and-green/"]["/indicators/?outcome=clean-and-green"] == (4 if role else 3)


def test_what_is_no_longer_to_be_seen_is_not_counted(stock, client):
    assert "/indicators/?outcome=clean-and-green&amp;rating=rated" in client.get(CARDS[3]).content.decode()
    stock.feel_safe.is_public = False
    stock.feel_safe.save()
    cache.clear()
    found = dict(COUNTED.findall(client.get(CARDS[3]).content.decode()))
    assert found["/indicators/?outcome=clean-and-green"] == "2"


def test_an_indicator_of_a_twin_counts_for_the_outcome_in_force(stock, client):
    """What an officer confirmed to be the same thing cites for it; cited twice it counts once."""
    twin = PlanItem.objects.create(kind="sub_outcome", same_as=stock.roads.item)
    for indicator in (factories.make_indicator("Verges"), stock.feel_safe):
        twin.indicatorcitations.create(indicator=indicator)
    found = dict(COUNTED.findall(client.get(CARDS[3]).content.decode()))
    assert found["/indicators/?outcome=clean-and-green"] == "4"
    assert listed(client, "/indicators/?outcome=clean-and-green") == 4
    assert listed(client, "/indicators/?committee=environment-committee") == 4


def test_a_department_scorecard_to_the_word(stock, words):
    text = words("/scorecards/departments/streets/")
    assert text.startswith(
        "Scorecard of a department Streets Department "
        "in the best 25% of comparable councils 1 in the best 25% of comparable councils "
        "of 1 Placed from best to worst "
        "in the worst 25% 0 of 1 Placed from best to worst "
        "better than before 1 better than before of 1 Better, worse or much the same "
        "worse than before 0 of 1 Better, worse or much the same "
        "3 indicators ; 1 without any figure yet. Each number leads to the list of just these. "
        "Among comparable councils Placed from best to worst: 1 of 3 indicators "
        "Best 25% 1 Best 25% Second best 25% 0 Second worst 25% 0 Worst 25% 0 "
        "Told in other words 0 No comparison 2 No comparison "
        "Since before Better, worse or much the same: 1 of 3 indicators "
        "Better 1 Better Worse 0 No significant change 0 Changed 0 No comparison 2 No comparison "
        "Against target Rated against a target: 1 of 3 indicators "
        "Green 1 Green Amber 0 Red 0 No target 1 No target No data 1 No data Not rated 0 "
        "Next figure With fixed dates of release: 1 of 3 indicators "
        "Overdue 1 Overdue Not due yet 0 No fixed dates 2 No fixed dates "
        "Indicators, key ones first"
    )
    assert "Canals" not in text


def test_an_outcome_scorecard_has_its_commitments_and_the_boards_judgement(stock, words):
    text = words("/scorecards/outcomes/clean-and-green/")
    assert text.startswith("2 Scorecard Clean and Green What it promises and what the board says ")
    assert (
        "3 indicators , 1 of them key. Each number leads to the list of just these. Some of what is counted is" in text
    )
    assert text.endswith(
        "Its actions 1 on track , 1 not reported on The board’s judgement of its parts: At risk 1 of 1 illustrative"
    )


def test_scorecards_side_by_side(stock, client):
    html = client.get("/scorecards/").content.decode()
    rows = re.findall(r'<tr role="row">\s*<th scope="row" role="rowheader">(.*?)</tr>', html, re.DOTALL)
    read = [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]
    assert read == [  # indicators; best, worst; better, worse; green, amber, red; overdue; no figure
        "2 Clean and Green 3 1 1 2 0 1 0 1 1 0",
        "3 Safe and Well 2 0 0 0 1 0 0 0 0 0",
        "Places Department 1 0 1 1 0 0 0 1 0 0",
        "Streets Department 3 1 0 1 0 1 0 0 1 1",
    ]


def test_only_the_first_stand_on_the_card_and_the_list_has_all(stock, client):
    for number in range(30):
        factories.make_indicator(f"Number {number:02}", owner=Department.objects.get(slug="streets"))
    html = client.get("/scorecards/departments/streets/").content.decode()
    assert html.count('role="rowheader"') == 12
    assert '<a href="/indicators/?department=streets">All 33 indicators</a>' in html


def test_a_department_or_an_outcome_without_indicators_says_so(fenbrook, words):
    factories.make_department("Quiet")
    assert words("/scorecards/departments/quiet/") == (
        "Scorecard of a department Quiet It answers for no indicator’s figures yet."
    )
    assert "No indicator shows yet whether this outcome is reached." in words("/scorecards/outcomes/safe-and-well/")


def test_the_address_of_an_earlier_version_leads_to_the_outcome_in_force(fenbrook, client):
    answer = client.get("/scorecards/outcomes/a-cleaner-future/")
    assert (answer.status_code, answer["Location"]) == (302, "/scorecards/outcomes/clean-and-green/")


@pytest.mark.parametrize("path", ["departments/nobody", "outcomes/nothing", "outcomes/dropped-later"])
def test_what_is_not_there_is_not_found(fenbrook, client, path):
    assert Outcome.objects.filter(slug="dropped-later").exists()
    assert client.get(f"/scorecards/{path}/").status_code == 404


def test_scorecards_are_reached_from_where_their_names_stand(fenbrook, client):
    outcome = client.get("/outcomes/clean-and-green/").content.decode()
    assert '<a href="/scorecards/outcomes/clean-and-green/">' in outcome
    assert '<a href="/scorecards/departments/places/">Places Department</a>' in outcome
    assert '<a href="/scorecards/departments/streets/">Streets Department</a>' in outcome
    assert (
        '<a href="/scorecards/departments/streets/">' in client.get("/outcomes/clean-and-green/2.1/").content.decode()
    )
    assert '<a href="/scorecards/departments/places/">' in client.get("/indicators/feel-safe/").content.decode()
    assert '<a href="/scorecards/">' in client.get("/indicators/").content.decode()
    committee = client.get("/scrutiny/environment-committee/").content.decode()
    assert '<a href="/indicators/?committee=environment-committee">' in committee
