"""What the site tells of remits: since when, what is coming, what was referred, and what no committee covers."""

from datetime import timedelta

import pytest

from outcomes.models import Referral, Remit
from outcomes.scrutiny.giving import give
from tests.factories import make_indicator, make_item, make_outcome, make_plan, make_sub_outcome
from tests.outcomes.scrutiny.remits.council import LATER, START, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, watched, october):
    def read(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        text = response.content.decode()
        main = text[text.index("<main") : text.index("</main")]
        return " ".join(" ".join(part.partition(">")[2] for part in main.split("<")).split())

    return read


def test_a_committees_page_tells_since_when_what_is_coming_and_what_has_ended(watched, page):
    air = {"committee": watched.air_committee}
    Remit.objects.create(**air, item=watched.water.item, starts=LATER)
    Remit.objects.create(**air, item=watched.roads.item, starts=START, ends=TODAY)
    shown = page("/scrutiny/air-committee/")
    assert "Since when 1.1 Air since 1 April 2022 Coming 1.2 Water from 16 January 2023" in shown
    assert "No longer 2.1 Roads until 12 October 2022" in shown


def test_a_referral_stands_on_both_pages_and_what_came_of_it_afterwards(watched, page):
    row = Referral.objects.create(
        giver=watched.air_committee, receiver=watched.health_committee, item=watched.quieter.item, starts=TODAY,
        reason="Noise makes people ill.",
    )  # fmt: skip
    said = "1.1 Less noise {} , on 12 October 2022. Noise makes people ill."
    assert said.format("to Health Committee") in page("/scrutiny/air-committee/")
    there = page("/scrutiny/health-committee/")
    assert said.format("from Air Committee") in there
    assert "Less noise Referred by Air Committee on 12 October 2022: Noise makes people ill." in there
    Referral.objects.filter(pk=row.pk).update(
        starts=TODAY - timedelta(days=9), ends=TODAY, result="Fences will be higher."
    )
    from django.core.cache import cache

    cache.clear()
    there = page("/scrutiny/health-committee/")
    assert "No part of the plan is in this committee’s remit." in there
    assert "What came of it: Fences will be higher." in there


def test_indicators_by_themselves_are_told_and_hidden_ones_and_drafts_are_not(watched, page):
    give(watched.health_committee, [watched.accidents], starts=START, by=watched.clerk, why="x")
    hidden = make_indicator("Hidden figure", is_public=False)
    draft = make_sub_outcome(make_outcome(make_plan(), "Secret outcome"), "Secret part")
    for about in ({"indicator": hidden}, {"item": draft.item}, {"item": make_item("aim")}):
        Remit.objects.create(committee=watched.health_committee, starts=START, **about)
    shown = page("/scrutiny/health-committee/")
    assert "2.1 Roads only an indicator of it" in shown
    assert "Indicators it watches by themselves Accidents" in shown
    assert "Accidents since 1 April 2022" in shown
    assert "Paint crossings" not in shown
    assert "Hidden" not in shown
    assert "Secret" not in shown


def test_the_list_of_committees_tells_what_none_covers(watched, page):
    shown = page("/scrutiny/")
    assert "Not covered by any committee" in shown
    assert "1 Clean 1.2 Water 2 Safe 2.1 Roads" in shown
    assert "The Fenbrook Commission, which considers the plan as a whole, is not counted." in shown


def test_it_says_so_where_all_is_covered_or_only_in_part(watched, page):
    give(watched.roads_committee, [watched.water.item], starts=START, by=watched.clerk, why="x")
    Remit.objects.filter(pk=watched.remit.pk).update(item=watched.quieter.item)
    assert "1.1 Air in part: 2 aims and commitments 2 Safe" in page("/scrutiny/")
    give(watched.roads_committee, [watched.cleaner.item, watched.roads.item], starts=START, by=watched.clerk, why="x")
    assert "is in the remit of a committee" in page("/scrutiny/")


def test_indicators_of_a_committee_include_what_it_watches_by_itself(watched, page):
    give(watched.air_committee, [watched.accidents], starts=START, by=watched.clerk, why="x")
    shown = page("/indicators/?committee=air-committee")
    assert "Accidents" in shown
    assert "Noise at night" in shown
    assert "Accidents" not in page("/indicators/?committee=health-committee")
