"""The trail in words, and what waits for whom on My desk."""

from datetime import date

import pytest

from outcomes.framework.models import ItemOfficer
from outcomes.reporting import desk, editing, workflow
from outcomes.reporting.due import due_reports, due_words
from outcomes.reporting.trail import trail
from outcomes.reporting.updates import record_update
from plan.models import BodyKind
from plan.roles import BOARD_MEMBER, CONTRIBUTOR, SCRUTINY_MEMBER
from plan.slots import slots
from tests.factories import make_board_member, make_body, make_user

from .world import make_period

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 3)


def test_the_trail_tells_the_whole_story_in_words(world):
    report = world.open()
    editing.add_entry(report, by=world.member, kind="achievement", text="A bridge.")
    report = world.written()
    workflow.submit(report, by=world.member)
    workflow.return_report(report, by=world.cmt, note="Say more about the bridge.")
    workflow.submit(report, by=world.member)
    workflow.approve(report, by=world.cmt, **world.decision(meeting=world.meeting, text="Approved."))
    lines = [(line.who, line.what, line.why) for line in trail(report)]
    member, cmt = str(world.member), str(world.cmt)
    assert lines[0] == (member, "wrote an entry: words for management and words for the public", "")
    assert lines[1] == (member, "wrote the report: public summary and summary", "")
    assert lines[-4:] == [
        (member, "submitted the report to corporate management", ""),
        (cmt, "returned the report to the board", "Say more about the bridge."),
        (member, "submitted the report to corporate management", ""),
        (
            cmt,
            f"recorded that the report was approved by {world.management}, in its meeting of 7 November 2022",
            "Approved.",
        ),
    ]


def test_the_trail_keeps_what_happened_to_deleted_parts_and_leaves_out_other_reports(world):
    report = world.open()
    entry = editing.add_entry(report, by=world.member, kind="challenge", text="A flood.")
    entry.delete()
    other = world.open(make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31)))
    editing.write(other, by=world.member, summary="Elsewhere.")
    assert [line.what for line in trail(report)] == ["wrote an entry: words for management and words for the public"]


def texts(lines):
    return [line.text for line in lines]


def test_boards_see_what_they_owe_and_when(world):
    report = world.open()
    lines = desk.reports_to_write(world.member, TODAY)
    assert texts(lines) == [f"{world.board}: {world.outcome}, April to September 2022 (3 days overdue)"]
    assert (lines[0].due, lines[0].overdue) == (date(2022, 10, 31), True)
    assert lines[0].url == f"/admin/outcomes/highlightreport/{report.pk}/change/"
    assert texts(desk.reports_to_write(world.officer, date(2022, 10, 31))) == [
        f"{world.board}: {world.outcome}, April to September 2022 (due 31 October 2022)"
    ]
    for user in (world.cmt, make_user(SCRUTINY_MEMBER), make_board_member(make_body(BodyKind.BOARD), BOARD_MEMBER)):
        assert desk.reports_to_write(user, TODAY) == []
    world.advance(world.written(), "submitted")
    assert desk.reports_to_write(world.member, TODAY) == []


def test_management_sees_what_waits_for_approval(world):
    report = world.written()
    assert desk.reports_to_approve(world.cmt, TODAY) == []
    world.advance(report, "submitted")
    assert texts(desk.reports_to_approve(world.cmt, TODAY)) == [
        f"{world.board}: {world.outcome}, April to September 2022 (submitted)"
    ]
    assert desk.reports_to_approve(world.member, TODAY) == []
    workflow.approve(report, by=world.cmt, **world.decision())
    assert desk.reports_to_approve(world.cmt, TODAY) == []


def test_officers_see_what_to_clear_and_publish(world):
    report = world.advance(world.written(), "approved")
    start = f"{world.board}: {world.outcome}, April to September 2022"
    assert texts(desk.reports_to_publish(world.officer, TODAY)) == [f"{start} (approved)"]
    workflow.clear(report, by=world.officer)
    assert texts(desk.reports_to_publish(world.officer, TODAY)) == [f"{start} (approved, public words cleared)"]
    assert desk.reports_to_publish(world.cmt, TODAY) == []
    workflow.publish(report, by=world.officer)
    assert desk.reports_to_publish(world.officer, TODAY) == []


def test_officers_see_periods_nobody_opened(world):
    assert desk.periods(world.officer, date(2022, 9, 30)) == []
    lines = desk.periods(world.officer, TODAY)
    assert texts(lines) == ["April to September 2022, reports due 31 October 2022"]
    assert lines[0].overdue
    assert desk.periods(world.member, TODAY) == []
    world.open()
    assert desk.periods(world.officer, TODAY) == []


def test_contributors_see_their_commitments_without_news_for_six_months(world):
    lead = make_user(CONTRIBUTOR)
    first, second, third, _other = world.plan.commitments.all()
    for commitment in (first, second, third):
        ItemOfficer.objects.create(item=commitment.item, office="Head of Roads", user=lead, starts=date(2022, 1, 1))
    record_update(first.item, by=lead, date=date(2022, 9, 30), status="on_track")
    record_update(second.item, by=lead, date=date(2022, 4, 30), status="on_track")
    lines = desk.silent_commitments(lead, TODAY)
    assert texts(lines) == [f"{third} (no update yet)", f"{second} (last update 30 April 2022)"]
    assert desk.silent_commitments(world.officer, TODAY) == []


def test_the_tasks_hang_in_the_desks_slot():
    keys = {task.key for task in slots.desk_tasks}
    assert {"reports-due", "reports-approve", "reports-publish", "periods-open", "updates-silent"} <= keys


def test_due_reports_of_all_boards_in_two_queries(world, django_assert_num_queries):
    world.open()
    world.open(make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30)))
    with django_assert_num_queries(2):
        found = due_reports(TODAY)
        assert [(str(row), row.overdue) for row in found] == [
            (f"{world.board}: {world.outcome}, April to September 2022", True),
            (f"{world.board}: {world.outcome}, October 2022 to March 2023", False),
        ]
    assert due_words(found[1], TODAY) == "due 30 April 2023"
