"""Several councils on one page: each figure beside others of the same indicator and period, and nothing made up."""

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.compared import comparison
from performance.models import ComparatorGroup, Peer, PeerResult
from plan import clock
from plan.models import Council
from tests.factories import make_indicator, make_result

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    cache.clear()
    time_machine.move_to("2022-10-12 12:00 +0000", tick=False)
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")


@pytest.fixture
def counties() -> ComparatorGroup:
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    for name in ("Ashire", "Bshire", "Cshire"):
        Peer.objects.create(group=group, name=name)
    return group


def give(group, indicator, period, values, **fields):
    for name, value in values.items():
        peer, _ = Peer.objects.get_or_create(group=group, name=name)
        PeerResult.objects.create(indicator=indicator, peer=peer, period=period, value=value, **fields)


def words(client, address="/comparisons/counties/", status=200) -> str:
    cache.clear()
    page = client.get(address)
    assert page.status_code == status
    html = page.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def table(group, *indicators):
    """Per council, its figures as shown; empty where it was not in the group."""
    found = comparison(group, [one.pk for one in indicators], on=clock.today())
    return {row.name: tuple(cell.shown if cell else "" for _, cell in row.cells) for row in found.councils}


def test_councils_by_indicators_with_ours_named_and_our_place(client, counties):
    cost = make_indicator("Cost for each person", unit="£", polarity="low")
    clean = make_indicator("Clean streets", unit="%", decimals=1)
    make_result(cost, "2021/22", 485, source="Our accounts", provisional=True)
    make_result(clean, "2020/21", 91)
    give(counties, cost, "2021/22", {"Ashire": 775, "Bshire": 587, "Cshire": 480}, source="The benchmark")
    give(counties, clean, "2020/21", {"Ashire": 95, "Bshire": 90}, illustrative=True)
    assert table(counties, clean, cost) == {
        "Ashire": ("95.0%", "£775"), "Bshire": ("90.0%", "£587"), "Cshire": ("not known", "£480"),
        "Fenbrook County Council": ("91.0%", "£485"),
    }  # fmt: skip
    page = words(client)
    assert "Fenbrook County Council our council 91.0% £485, provisional" in page
    assert (
        "Clean streets 2020/21 91.0% 2nd of 3 county councils in 2020/21, ours among them, counted from the highest; "
        "1 gave no figure High is good"
    ) in page
    assert (
        "Cost for each person 2021/22 £485, provisional In the second best 25% of county councils in 2021/22, "
        "2nd of 4, ours among them, counted from the lowest Low is good"
    ) in page
    assert "Ashire 95.0% illustrative £775" in page
    assert (
        "Cost for each person, 2021/22 The benchmark (Ashire, Bshire and Cshire) Our accounts (Fenbrook County Council)"
        in page
    )


def test_figures_for_other_periods_are_never_beside_one_another(client, counties):
    cost = make_indicator("Cost", unit="£")
    make_result(cost, "2020/21", 5555)
    make_result(cost, "2021", 6666)
    give(counties, cost, "2020/21", {"Ashire": 4444, "Bshire": 3333})
    give(counties, cost, "2021/22", {"Ashire": 775})
    assert table(counties, cost) == {
        "Ashire": ("£775",), "Bshire": ("not known",), "Cshire": ("not known",),
        "Fenbrook County Council": ("not known",),
    }  # fmt: skip
    page = words(client)
    assert "Cost 2021/22 not known Not known" in page
    assert [amount for amount in ("5,555", "6,666", "4,444", "3,333") if amount in page] == []


def test_a_council_is_missing_only_where_it_belonged_to_the_group(counties):
    cost = make_indicator("Cost", unit="£")
    Peer.objects.filter(name="Bshire").update(ends="2022-03-31")  # the first day it belonged no more
    Peer.objects.filter(name="Cshire").update(starts="2022-03-31")
    give(counties, cost, "2021/22", {"Ashire": 775})
    assert set(table(counties, cost)) == {"Ashire", "Cshire", "Fenbrook County Council"}


def test_our_council_is_not_compared_with_itself(counties):
    cost = make_indicator("Cost", unit="£")
    make_result(cost, "2021/22", 5)
    give(counties, cost, "2021/22", {"Ashire": 7, "fenbrook": 5, "Fenbrook County Council": 5})
    found = comparison(counties, [cost.pk], on=clock.today())
    assert [row.name for row in found.councils] == ["Ashire", "Bshire", "Cshire", "Fenbrook County Council"]
    assert found.columns[0].table.place == (
        "2nd of 2 county councils in 2021/22, ours among them, counted from the highest; 2 gave no figure"
    )


def test_words_and_very_few_people_have_no_amount(counties):
    few = make_indicator("Children in custody", unit="", suppress_below=5)
    make_result(few, "2021/22", 4)
    give(counties, few, "2021/22", {"Ashire": 3, "Bshire": 7})
    give(counties, few, "2021/22", {"Cshire": None}, words="hardly any")
    hidden = "not shown, as it counts very few people"
    assert table(counties, few) == {
        "Ashire": (hidden,), "Bshire": ("7",), "Cshire": ("hardly any",), "Fenbrook County Council": (hidden,),
    }  # fmt: skip
    assert comparison(counties, [few.pk], on=clock.today()).columns[0].table.place == (
        "Our place is not worked out, as our figure is not shown"
    )


def test_the_list_of_groups_counts_what_may_be_seen(client, counties):
    assert "No figures of other councils are recorded yet." in words(client, "/comparisons/")
    words(client, status=404)
    secret = make_indicator("UNTOLD", is_public=False)
    give(counties, secret, "2021/22", {"Ashire": 1})
    assert "UNTOLD" not in words(client, "/comparisons/")
    words(client, status=404)
    early = make_indicator("Early")
    give(counties, early, "2021/22", {"Ashire": 4321}, released="2022-12-01")
    words(client, status=404)
    give(counties, make_indicator("Cost"), "2021/22", {"Ashire": 1, "Bshire": 2})
    assert "County councils 1 indicator, figures of 2 other councils" in words(client, "/comparisons/")
    page = words(client)
    assert [word for word in ("UNTOLD", "Early", "4,321") if word in page] == []


def test_an_indicator_without_a_stated_place_says_the_one_worked_out(client, counties):
    cost = make_indicator("Cost", slug="cost", unit="£", polarity="low")
    make_result(cost, "2021/22", 5)
    assert "No comparison has been published." in words(client, "/indicators/cost/")
    give(counties, cost, "2021/22", {"Ashire": 7, "Bshire": 6, "Cshire": 1})
    page = words(client, "/indicators/cost/")
    assert (
        "Among comparable councils In the second best 25% of county councils in 2021/22, 2nd of 4, ours among them, "
        "counted from the lowest."
    ) in page
    assert "No comparison has been published." not in page


def test_pages_lead_to_one_another(client, counties):
    cost = make_indicator("Cost", slug="cost")
    give(counties, cost, "2021/22", {"Ashire": 1})
    for address, target in (
        ("/indicators/", "/comparisons/"), ("/comparisons/", "/comparisons/counties/"),
        ("/indicators/cost/", "/comparisons/counties/"), ("/comparisons/counties/", "/indicators/cost/"),
    ):  # fmt: skip
        assert f'href="{target}"' in client.get(address).content.decode(), address


@pytest.mark.parametrize("many", [1, 5, 100])
def test_the_page_costs_the_same_for_any_number_of_indicators_and_councils(client, counties, many):
    for number in range(many):
        indicator = make_indicator(f"Cost {number:03}", suppress_below=5, unit="")
        make_result(indicator, "2021/22", 9)
        give(counties, indicator, "2021/22", {"Ashire": 7, f"Council {number}": 8})
    counted = []
    for address in ("/comparisons/", "/comparisons/counties/", "/comparisons/counties/?page=9"):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        assert page.status_code == 200
        assert len(page.content) < 70_000
        counted.append(len(queries))
    assert counted == COST


COST = [3, 14, 14]


def test_many_indicators_stand_on_several_pages(client, counties):
    for number in range(8):
        give(counties, make_indicator(f"Cost {number}"), "2021/22", {"Ashire": 7})
    first, second = words(client), words(client, "/comparisons/counties/?page=2")
    assert "8 indicators, page 1 of 2" in first
    assert ("Cost 5" in first, "Cost 6" in first, "Cost 6" in second) == (True, False, True)
