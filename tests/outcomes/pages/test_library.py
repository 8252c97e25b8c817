"""The library, the plan's dates and what reports do to outcomes, as readers find them."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.models import AlignmentReview, ImpactStatement, ItemStrategy, NamedDate, ServicePlanAction
from plan.models import AgendaItem, Paper, Strategy
from tests import factories
from tests.site import NOON, START, TODAY


def test_the_library_with_what_each_supports_and_what_is_bare(fenbrook, words):
    Strategy.objects.create(title="Alone Strategy", slug="alone", ends=date(2030, 4, 1))
    told = words("/strategies/")
    assert "Waste Strategy From 2022 Places Department 2.1 Streets are clean" in told
    assert "Alone Strategy Until 2030 Not linked to the plan" in told
    assert "Outcomes without a strategy 3 Safe and Well Strategies without an outcome" in told
    assert told.endswith("Alone Strategy")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("department=places", ["Waste Strategy"]), ("outcome=clean-and-green", ["Waste Strategy"]),
        ("outcome=safe-and-well", []), ("state=in-force", ["Due Strategy", "Waste Strategy"]),
        ("state=ended", ["Ended Strategy"]), ("state=due-review", ["Due Strategy"]),
        ("state=in-force&department=places", ["Waste Strategy"]),
    ],
)  # fmt: skip
def test_filters_of_the_library(fenbrook, client, query, found):
    Strategy.objects.create(title="Due Strategy", slug="due", review_due=TODAY)
    Strategy.objects.create(title="Ended Strategy", slug="ended", ends=TODAY, review_due=START)
    rows = client.get(f"/strategies/?{query}").context["rows"]
    assert [kept.strategy.title for kept in rows] == found


def test_a_review_out_of_date_makes_a_strategy_due(fenbrook, client, words):
    AlignmentReview.objects.create(
        strategy=Strategy.objects.get(slug="waste"), board=fenbrook.board, outcome=fenbrook.green.item,
        date=date(2022, 7, 1), judgement="partly", comment="Paper is missing.", next_review=TODAY,
    )  # fmt: skip
    assert [kept.strategy.slug for kept in client.get("/strategies/?state=due-review").context["rows"]] == ["waste"]
    assert "Out of date since 8 November 2022: the board is to look at it again." in words("/strategies/waste/")


def test_a_choice_that_does_not_exist_finds_nothing_and_says_so(fenbrook, words):
    told = words("/strategies/?department=untold")
    assert "“untold” is not in this list. Choose from it." in told
    assert "No strategies fit this choice." in told
    assert "No report fits this choice." in words("/impact/?year=1999-00")


def test_a_strategy_with_its_reviews_and_versions(fenbrook, words):
    waste = Strategy.objects.get(slug="waste")
    old = Strategy.objects.create(title="Old Waste Strategy", slug="old-waste", ends=START)
    older = Strategy.objects.create(title="First Waste Strategy", slug="first-waste")
    Strategy.objects.filter(pk=old.pk).update(replaces=older)
    Strategy.objects.filter(pk=waste.pk).update(replaces=old, lead_office="Head of Waste", review_due=date(2024, 5, 1))
    told = words("/strategies/waste/")

    assert "Kept by Places Department, Head of Waste Due review 1 May 2024" in told
    assert "Versions before Old Waste Strategy , First Waste Strategy" in told
    assert "What it supports 2 Clean and Green 2.1 Streets are clean" in told
    assert "Reflects the aims Clean and Green Board, for 2 Clean and Green Glass is in it." in told
    assert "Judged on 1 June 2022. To be looked at again by 1 June 2023." in told
    assert "Earlier reviews In part Clean and Green Board, for 2 Clean and Green Glass is missing." in told
    assert "Replaced by Waste Strategy" in words("/strategies/old-waste/")


def test_versions_that_replace_each_other_in_a_ring_end(fenbrook, words):
    waste = Strategy.objects.get(slug="waste")
    other = Strategy.objects.create(title="Other", slug="other", replaces=waste)
    Strategy.objects.filter(pk=waste.pk).update(replaces=other)
    assert "Versions before Other" in words("/strategies/waste/")


def test_an_unknown_strategy_is_not_found(fenbrook, client):
    assert client.get("/strategies/nowhere/").status_code == 404


def test_dates_in_the_plan_by_how_they_stand(fenbrook, words):
    for by, what, more in (
        (date(2022, 6, 30), "Missed", {}), (date(2045, 12, 31), "Far", {"precision": "year", "illustrative": True}),
        (date(2022, 7, 1), "Done", {"reached_on": date(2022, 8, 1), "reached_note": "See page 3"}),
    ):  # fmt: skip
        told = {"precision": "day", **more}
        NamedDate.objects.create(item=fenbrook.roads.item, by=by, what=what, **told)
    told = words("/dates/")
    order = ["Passed The day has passed", "30 June 2022 Missed", "Coming up Within twelve months.", "March 2023 Half",
             "The plan says “by March 2023”, under 2.1 Less litter", "Further ahead 2045 Far illustrative",
             "1 July 2022 Done Reached later than named Reached on 1 August 2022: See page 3"]  # fmt: skip
    places = [told.index(words_) for words_ in order]
    assert places == sorted(places)
    assert "Dates to keep" in words("/outcomes/clean-and-green/")


def test_without_a_plan_or_dates_the_page_says_so(db, words):
    assert "No plan is in force." in words("/dates/")
    assert "No report has stated its effect on an outcome yet." in words("/impact/")


def test_which_reports_touched_an_outcome(fenbrook, words):
    told = words("/impact/")
    assert told.count("Because of") == 1
    assert "1 effect 2 Clean and Green Supports Because of Bins in parks. Bins in parks, " in told
    assert "Because of Bins" in words("/impact/?text=BINS&outcome=clean-and-green&effect=supports&year=2022-23")
    for query in ("text=lamps", "outcome=safe-and-well", "effect=conflicts", "year=2021-22"):
        assert "No report fits this choice." in words(f"/impact/?{query}"), query
    assert "Reports that touch it Supports Because of Bins in parks." in words("/outcomes/clean-and-green/")
    assert "Reports that touch it" not in words("/outcomes/safe-and-well/")


def test_a_meeting_tells_what_its_papers_do_to_the_plan(fenbrook, client, words):
    meeting = AgendaItem.objects.get(title="Bins").meeting
    told = words(meeting.get_absolute_url())
    assert "What the papers do to the plan Bins in parks 2 Clean and Green Supports Because of Bins in parks." in told
    assert "UNTOLD" not in told
    other = factories.make_meeting(fenbrook.committee, date(2022, 10, 4))
    assert "What the papers do" not in words(other.get_absolute_url())


def test_statements_come_a_page_at_a_time(fenbrook, client):
    agenda = AgendaItem.objects.get(title="Bins")
    for number in range(25):
        paper = Paper.objects.create(agenda_item=agenda, title=f"Paper {number}", published_on=TODAY)
        ImpactStatement.objects.create(paper=paper, outcome=fenbrook.green.item, effect="neutral")
    page = client.get("/impact/?effect=neutral")
    assert len(page.context["rows"]) == 20
    assert 'href="?effect=neutral&amp;page=2"' in page.content.decode()
    assert len(client.get("/impact/?effect=neutral&page=2").context["rows"]) == 5


def test_service_plans_stand_beside_the_plan_and_are_marked(fenbrook, words):
    marked = "Buy two lorries. At risk From the service plan of 2022/23, Places; not part of the plan"
    for page in ("/outcomes/clean-and-green/2.1/", "/scorecards/departments/places/"):
        assert marked.replace("Places", "Places Department") in words(page), page
    assert "From its service plan of 2022/23" in words("/scorecards/departments/places/")


def test_an_action_under_an_aim_stands_at_the_aim(fenbrook, words):
    ServicePlanAction.objects.create(
        year="2022/23", department=factories.make_department("People"), item=fenbrook.aim.item, text="Ask schools.",
        published_at=NOON,
    )  # fmt: skip
    told = words("/outcomes/clean-and-green/2.1/")
    assert told.index("Less litter") < told.index("Ask schools.") < told.index("Who watches")


# What each page costs, with a page that is not kept yet.
COST = {
    "/strategies/": 15,
    "/strategies/waste/": 15,
    "/dates/": 12,
    "/impact/": 9,
    "/impact/?outcome=clean-and-green": 10,
}


@pytest.mark.parametrize("many", [1, 30])
def test_the_cost_of_a_page_does_not_grow(fenbrook, client, many):
    waste, agenda = Strategy.objects.get(slug="waste"), AgendaItem.objects.get(title="Bins")
    for number in range(many):
        one = Strategy.objects.create(title=f"Strategy {number}", slug=f"s-{number}", department=waste.department)
        ItemStrategy.objects.create(item=fenbrook.roads.item, strategy=one, starts=START)
        NamedDate.objects.create(item=fenbrook.aim.item, by=date(2030, 1, 1), what=f"Step {number}")
        for strategy in (one, waste):
            AlignmentReview.objects.create(
                strategy=strategy, board=fenbrook.board, outcome=fenbrook.green.item, date=date(2022, 7, 1),
                judgement="reflects", comment=f"{number}", next_review=date(2023, 7, 1),
            )  # fmt: skip
        paper = Paper.objects.create(agenda_item=agenda, title=f"Paper {number}", published_on=TODAY)
        ImpactStatement.objects.create(paper=paper, outcome=fenbrook.green.item, effect="neutral")
    counted = {}
    for path in COST:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counted[path] = len(queries)
    assert counted == COST


def test_the_years_of_a_strategy_are_those_it_holds_in(fenbrook, words):
    for slug, starts, ends in (
        ("long", date(2018, 1, 1), date(2024, 1, 1)),
        ("short", date(2018, 1, 1), date(2019, 1, 1)),
    ):
        Strategy.objects.create(title=f"{slug} strategy", slug=slug, starts=starts, ends=ends)
    assert "Period 2018 to 2023" in words("/strategies/long/")
    assert "Period 2018" in words("/strategies/short/")
    assert "to" not in words("/strategies/short/").split("Period 2018")[1][:4]


def test_a_strategy_still_to_begin_is_due_no_review_anywhere(fenbrook, client):
    Strategy.objects.create(
        title="To come", slug="to-come", starts=date(2023, 1, 1), review_due=TODAY, status="In force"
    )
    assert client.get("/strategies/?state=due-review").context["rows"] == []
    told = client.get("/api/v1/strategies/to-come/").json()
    assert (told["is_due"], told["is_in_force"], told["status"]) == (False, False, "In force")


def test_strategies_do_not_replace_each_other_in_a_ring(fenbrook):
    first = Strategy.objects.create(title="First", slug="first")
    second = Strategy.objects.create(title="Second", slug="second", replaces=first)
    third = Strategy.objects.create(title="Third", slug="third", replaces=second)
    third.full_clean()
    first.replaces = third
    with pytest.raises(ValidationError, match="took the place of this strategy"):
        first.full_clean()
