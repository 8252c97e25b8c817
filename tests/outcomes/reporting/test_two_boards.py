"""Two boards report on one outcome: both are read, each under its own name, and neither hides the other."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache

from outcomes.framework.merging import confirm_same
from outcomes.framework.models import ItemBoard
from outcomes.framework.tree import read_tree, within
from outcomes.reporting.models import HighlightReport, ReportEntry, ReportingPeriod, SubOutcomeJudgement
from outcomes.reporting.progress import progress
from plan.models import Body, BodyKind, Decision, Plan
from tests.factories import make_body, make_item, make_outcome, make_plan, make_sub_outcome, published

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 28)
NOON = datetime(2022, 10, 28, 12, tzinfo=UTC)
SUMMER = ("April to September 2022", date(2022, 4, 1), date(2022, 9, 30))
WINTER = ("October 2021 to March 2022", date(2021, 10, 1), date(2022, 3, 31))


@pytest.fixture(autouse=True)
def _fresh():
    """Pages are kept between requests, not between tests."""
    cache.clear()


@pytest.fixture
def plan(db):
    plan = make_plan(slug="2022-26", vision="x")
    make_sub_outcome(make_outcome(plan, "Safe"), "Roads")
    at = datetime(2022, 5, 19, tzinfo=UTC)
    Plan.objects.filter(pk=plan.pk).update(published_at=at, in_force_from=date(2022, 5, 18))
    plan.refresh_from_db()
    return plan


@pytest.fixture
def boards(plan):
    found = [make_body(BodyKind.BOARD, name) for name in ("Fire Board", "Police Board")]
    for board in found:
        ItemBoard.objects.create(item=plan.outcomes.get().item, board=board)
    return found


def publish(plan, board, status, period=SUMMER, *, item=None):
    """A published report with a status and a word of each kind, all naming its board and its period."""
    name, starts, ends = period
    period, _ = ReportingPeriod.objects.get_or_create(name=name, starts=starts, ends=ends, due=ends)
    said = f"{board.name} in {name.partition(' ')[0]}"
    report = HighlightReport.objects.create(
        period=period, board=board, plan=plan, outcome=item or plan.outcomes.get().item,
        public_summary=f"Summary of {said}.",
    )  # fmt: skip
    SubOutcomeJudgement.objects.create(
        report=report, item=plan.suboutcomes.get().item, status=status, public_text=f"Status of {said}."
    )
    for kind in ("achievement", "attention"):
        ReportEntry.objects.create(report=report, kind=kind, text="x", public_text=f"{kind} of {said}.".capitalize())
    at = datetime(2022, 10, 17, tzinfo=UTC)
    approval = Decision.objects.create(body=board, date=at.date(), text="Agreed.")
    HighlightReport.objects.filter(pk=report.pk).update(**published(approval, at))
    return report


def test_both_boards_are_read_and_the_more_serious_status_counts(plan, boards):
    fire, police = boards
    publish(plan, fire, "off_track")
    publish(plan, police, "on_track")
    (safe,) = progress(read_tree(plan), on=DAY)
    assert [report.board for report in safe.reports] == ["Fire Board", "Police Board"]
    assert [report.summary for report in safe.reports] == [
        "Summary of Fire Board in April.", "Summary of Police Board in April.",
    ]  # fmt: skip
    (roads,) = safe.sub_outcomes
    assert [(said.board, said.status) for said in roads.standings] == [
        ("Fire Board", "off_track"), ("Police Board", "on_track"),
    ]  # fmt: skip
    assert roads.standing.board == "Fire Board"


def test_a_boards_own_newer_report_takes_the_place_of_its_last_and_of_no_other(plan, boards):
    fire, police = boards
    publish(plan, fire, "off_track", WINTER)
    publish(plan, police, "at_risk", WINTER)
    publish(plan, police, "on_track", SUMMER)
    (safe,) = progress(read_tree(plan), on=DAY)
    assert [(report.board, report.period) for report in safe.reports] == [
        ("Police Board", SUMMER[0]), ("Fire Board", WINTER[0]),
    ]  # fmt: skip
    assert [said.status for said in safe.sub_outcomes[0].standings] == ["on_track", "off_track"]
    assert safe.sub_outcomes[0].standing.status == "off_track"


def test_a_board_that_was_closed_gives_way_to_whoever_reported_after_it(plan, boards):
    fire, police = boards
    publish(plan, fire, "off_track", WINTER)
    ItemBoard.objects.filter(board=fire).update(ends=date(2022, 4, 1))
    (before,) = progress(read_tree(plan), on=DAY)
    assert [report.board for report in before.reports] == ["Fire Board"]
    publish(plan, police, "on_track", SUMMER)
    (after,) = progress(read_tree(plan), on=DAY)
    assert [report.board for report in after.reports] == ["Police Board"]
    assert [said.board for said in after.sub_outcomes[0].standings] == ["Police Board"]


def test_reports_on_the_old_item_are_read_for_the_one_confirmed_the_same(plan, boards, policy_officer):
    """An edition imported with items of its own begins with what was said of the old one."""
    publish(plan, boards[0], "at_risk")
    newer = make_plan(title="The next plan")
    make_sub_outcome(make_outcome(newer, "Safer"), "Streets")
    make_sub_outcome(newer.outcomes.get(), "Bridges")
    assert progress(read_tree(newer), on=DAY)[0].reports == ()
    confirm_same(newer.outcomes.get().item, plan.outcomes.get().item, by=policy_officer)
    confirm_same(newer.suboutcomes.get(title="Streets").item, plan.suboutcomes.get().item, by=policy_officer)
    (safer,) = progress(read_tree(newer), on=DAY)
    assert [part.standing and part.standing.status for part in safer.sub_outcomes] == ["at_risk", None]
    (report,) = safer.reports
    assert (report.outcome, report.judgements[0].about) == (safer.node.uuid, safer.sub_outcomes[0].node.uuid)
    streets = within(read_tree(newer), {newer.suboutcomes.get(title="Bridges").item_id})
    assert progress(streets, on=DAY)[0].reports[0].judgements == ()


def test_a_status_follows_a_sub_outcome_that_moved_to_another_outcome(plan, boards):
    publish(plan, boards[0], "at_risk")
    newer = make_plan(title="The next plan")
    moved = make_sub_outcome(make_outcome(newer, "Elsewhere"), "Roads")
    type(moved).objects.filter(pk=moved.pk).update(item=plan.suboutcomes.get().item)
    (elsewhere,) = progress(read_tree(newer), on=DAY)
    assert elsewhere.reports == ()
    assert elsewhere.sub_outcomes[0].standing.status == "at_risk"


@pytest.mark.parametrize("many", [1, 10])
def test_more_boards_cost_no_more_queries(plan, many, django_assert_num_queries):
    for number in range(many):
        board = make_body(BodyKind.BOARD, f"Board {number}")
        ItemBoard.objects.create(item=plan.outcomes.get().item, board=board)
        publish(plan, board, "on_track")
    tree = read_tree(plan)
    with django_assert_num_queries(7):
        (safe,) = progress(tree, on=DAY)
    assert len(safe.reports) == many
    with django_assert_num_queries(5):
        progress(tree, on=DAY, words=False)


def test_the_outcome_page_shows_each_under_its_boards_name(plan, boards, words):
    fire, police = boards
    publish(plan, fire, "off_track")
    publish(plan, police, "on_track")
    with time_machine.travel(NOON, tick=False):
        page = words("/outcomes/safe/")
        part = words("/outcomes/safe/1.1/")
        home = words("/")
    assert (
        "What it takes 1.1 Roads Fire Board: Status of Fire Board in April. Police Board: Status of Police Board in "
        "April. Fire Board: Off track Police Board: On track "
        "What Fire Board says Fire Board, April to September 2022 Summary of Fire Board in April. Achieved "
        "Achievement of fire board in april. "
        "What Police Board says Police Board, April to September 2022 Summary of Police Board in April. Achieved "
        "Achievement of police board in april. "
        "Latest reports Fire Board: April to September 2022 Published 17 October 2022 "
        "Police Board: April to September 2022 Published 17 October 2022 Who watches"
    ) in page
    assert (
        "1.1 Roads Off track Fire Board, 30 September 2022 Status of Fire Board in April. "
        "On track Police Board, 30 September 2022 Status of Police Board in April."
    ) in part
    assert "The board’s judgement of its parts: Off track 1 of 1" in home


def test_a_board_that_was_renamed_between_two_reports_is_still_one(plan, boards):
    """A sub-outcome that it judged in both stands once, with what it said last."""
    board = boards[0]
    publish(plan, board, "off_track", WINTER)
    Body.objects.filter(pk=board.pk).update(name="Fire and Flood Board")
    publish(plan, board, "on_track", SUMMER, item=make_item("outcome"))
    (safe,) = progress(read_tree(plan), on=DAY)
    assert [said.status for said in safe.sub_outcomes[0].standings] == ["on_track"]


def test_one_board_is_shown_as_the_board(plan, boards, words):
    publish(plan, boards[0], "off_track")
    with time_machine.travel(NOON, tick=False):
        page = words("/outcomes/safe/")
    assert "What it takes 1.1 Roads Status of Fire Board in April. Off track What the board says Fire Board," in page
    assert "Latest report April to September 2022 Fire Board, published 17 October 2022 Who watches" in page
