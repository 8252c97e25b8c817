"""The database itself refuses changes to what was published, whatever code asks for them."""

from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError

from outcomes.reporting import editing, workflow
from outcomes.reporting.account import account
from outcomes.reporting.models import DeliveryUpdate, HighlightReport, ReportEntry, ReportingPeriod
from outcomes.reporting.transitions import Incomplete, NotAllowed
from outcomes.reporting.updates import record_update
from plan import records
from plan.clock import now
from plan.models import Body
from tests.ground import ground
from tests.pages import form_data
from tests.tables import columns_of

from .world import DECIDED_ON

pytestmark = pytest.mark.django_db

STATEMENTS = (
    "UPDATE outcomes_highlightreport SET public_summary = 'Changed'",
    "UPDATE outcomes_highlightreport SET status = 'draft'",
    "DELETE FROM outcomes_highlightreport",
    "UPDATE outcomes_suboutcomejudgement SET status = 'on_track'",
    "DELETE FROM outcomes_suboutcomejudgement",
    "UPDATE outcomes_reportentry SET public_text = 'Changed'",
    "DELETE FROM outcomes_reportentry",
    "UPDATE outcomes_priorityanswer SET answer = 'done'",
    "DELETE FROM outcomes_priorityanswer",
    "UPDATE outcomes_deliveryupdate SET status = 'completed'",
    "DELETE FROM outcomes_deliveryupdate",
    "UPDATE plan_decision SET text = 'Changed'",
    "UPDATE outcomes_reportingperiod SET ends = '2022-12-31'",
    "INSERT INTO outcomes_reportentry (version, report_id, kind, position, text, public_text)"
    " SELECT 1, id, 'achievement', 9, 'Slipped in', 'Slipped in' FROM outcomes_highlightreport",
)


@ground("frozen_reports", on="reporting_world")
def frozen_reports(standing):
    """A published report of one period, and one of the next that answers its priorities."""
    with time_machine.travel(f"{DECIDED_ON} 08:59Z", tick=False):
        return publish_two(standing["reporting_world"])


@pytest.fixture
def published(frozen_reports):
    return frozen_reports


def publish_two(world):
    from .test_carrying import decide, with_priorities
    from .world import make_period

    earlier = make_period("A period before", date(2022, 4, 1), date(2022, 8, 31))
    decide(world, with_priorities(world, world.open(earlier), "Open the depot"))
    HighlightReport.objects.get()
    later = make_period("A period after", date(2022, 9, 1), date(2022, 9, 30))
    report = world.written(later)
    record_update(
        world.plan.commitments.first().item, by=world.member, date=later.ends, status="on_track", report=report
    )
    decide(world, report)
    assert report.answers.exists()
    return report


@pytest.mark.parametrize("statement", STATEMENTS)
def test_sql_on_a_published_report_is_refused(statement, published):
    def state():
        return [list(model.objects.order_by("pk").values()) for model in (HighlightReport, ReportEntry, DeliveryUpdate)]

    before = state()
    with pytest.raises(DatabaseError, match=r"do(es)? not change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert state() == before


TABLES = (
    "outcomes_highlightreport", "outcomes_suboutcomejudgement", "outcomes_reportentry", "outcomes_priorityanswer",
    "outcomes_deliveryupdate", "plan_decision",
)  # fmt: skip


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
@pytest.mark.parametrize("recursive", ["OFF", "ON"])
@pytest.mark.parametrize("table", TABLES)
def test_no_row_takes_a_published_ones_place(table, recursive, published):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
    names = columns_of(table)
    draft = {"status": "'draft'", "published_at": "NULL", "approval_id": "NULL", "report_id": "999"}
    for changed in ({}, draft):
        values = ", ".join(changed.get(name, name) for name in names)
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"REPLACE INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL truncates")
@pytest.mark.parametrize("table", TABLES)
def test_no_table_with_published_rows_is_emptied(table, published):
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_the_orm_is_refused_too(published, world):
    draft = workflow.revise(published, by=world.officer, reason="A figure was wrong.")
    entry = draft.entries.first()
    attempts = (
        lambda: published.save(),
        lambda: published.delete(),
        lambda: HighlightReport.objects.filter(pk=published.pk).update(summary="More"),
        lambda: ReportEntry.objects.filter(pk=entry.pk).update(report=published),
        lambda: DeliveryUpdate.objects.filter(pk=draft.updates.get().pk).update(report=published),
        lambda: published.entries.first().delete(),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    entry.refresh_from_db()
    assert entry.report == draft


def test_a_draft_changes_freely_and_the_old_report_stays_as_it_was(published, world):
    before = HighlightReport.objects.filter(pk=published.pk).values().get()
    draft = workflow.revise(published, by=world.officer, reason="A figure was wrong.")
    editing.write(draft, by=world.officer, public_summary="A better half-year.")
    assert (draft.revision, draft.supersedes, draft.revision_reason) == (2, published, "A figure was wrong.")
    assert HighlightReport.objects.filter(pk=published.pk).values().get() == before
    for relation in ("judgements", "entries", "answers", "updates"):
        assert getattr(draft, relation).count() == getattr(published, relation).count() > 0
    world.advance(draft, "published")
    assert HighlightReport.objects.filter(pk=published.pk).values().get() == before
    with pytest.raises(NotAllowed, match="A revision of it was begun"):
        workflow.revise(published, by=world.officer, reason="Again.")


@pytest.mark.parametrize("stage", ["submitted", "approved", "cleared", "published"])
def test_words_stand_still_from_submission_on(stage, world):
    report = world.advance(world.written(), stage)
    row = report.judgements.first()
    attempts = (
        lambda by: editing.write(report, by=by, summary="Better."),
        lambda by: editing.judge(report, row.item, by=by, status="completed"),
        lambda by: editing.add_entry(report, by=by, kind="achievement", text="Another."),
    )
    for by in (world.officer, world.member, world.cmt):
        for attempt in attempts:
            with pytest.raises(NotAllowed):
                attempt(by)
    report.refresh_from_db()
    assert report.summary.startswith("A fair half-year")
    assert report.entries.count() == 3
    row.refresh_from_db()
    assert row.status == "at_risk"


def test_words_of_an_open_report_are_its_boards_and_the_officers(world):
    from plan.models import BodyKind
    from plan.roles import BOARD_MEMBER
    from tests.factories import make_board_member, make_body

    report = world.open()
    stranger = make_board_member(make_body(BodyKind.BOARD), BOARD_MEMBER)
    for by in (stranger, world.cmt):
        with pytest.raises(NotAllowed, match="members of its board"):
            editing.write(report, by=by, summary="Mine now.")
    for by in (world.member, world.officer):
        assert editing.write(report, by=by, summary=f"By {by}").summary == f"By {by}"


# What published reports are headed by ------------------------------------------------------------------------------


def period_page(period) -> str:
    return f"/admin/outcomes/reportingperiod/{period.pk}/change/"


def test_a_period_of_which_a_report_is_published_keeps_its_name_and_days(world, client):
    client.force_login(world.officer)
    report = world.advance(world.written(), "cleared")
    data = form_data(client.get(period_page(world.period)), "reportingperiod_form", name="Summer", _save="Save")
    assert client.post(period_page(world.period), data).status_code == 302
    workflow.publish(report, by=world.officer)
    page = client.get(period_page(world.period))
    assert "A report of this period is published, so its name and its days do not change." in page.content.decode()
    data = form_data(page, "reportingperiod_form", due="2022-11-30", _save="Save")
    crafted = {**data, "name": "Winter", "starts": "2022-04-02", "ends": "2022-09-29"}
    assert client.post(period_page(world.period), crafted).status_code == 302
    world.period.refresh_from_db()
    stands = (world.period.name, world.period.starts, world.period.ends, world.period.due)
    assert stands == ("Summer", date(2022, 4, 1), date(2022, 9, 30), date(2022, 11, 30))
    for change in ({"name": "Winter"}, {"starts": date(2022, 4, 2)}, {"ends": date(2022, 9, 29)}):
        with pytest.raises(DatabaseError, match="do not change"), transaction.atomic():
            ReportingPeriod.objects.filter(pk=world.period.pk).update(**change)


def test_a_published_report_keeps_the_names_it_was_published_under(world, words):
    report = world.advance(world.written(), "published")
    address, board = f"/reports/{report.pk}/", world.board.name
    before = words(address)
    assert board in before
    assert "April to September 2022" in before
    Body.objects.filter(pk=world.board.pk).update(name="Renamed Board", short_name="Renamed")
    with records.lifted():
        ReportingPeriod.objects.filter(pk=world.period.pk).update(name="Another half-year")
    cache.clear()
    assert words(address) == before
    shown = account(HighlightReport.objects.get(pk=report.pk))
    assert (shown.board, shown.period) == (board, "April to September 2022")
    assert "Another half-year" not in shown.title
    revision = workflow.revise(report, by=world.officer, reason="A figure was wrong.")
    assert account(revision).board == "Renamed Board"


# What no row may say -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "secret"}, {"cleared_by": None}, {"cleared_at": None}, {"submitted_by": None},
        {"submitted_at": None}, {"approved_at": None}, {"published_at": None}, {"approval": None},
    ],
)  # fmt: skip
def test_a_published_row_says_who_did_what_and_when(fields, world):
    report = world.advance(world.written(), "cleared")
    whole = {
        "status": "published", "published_at": now(), "cleared_by": world.officer, "cleared_at": now(),
        "submitted_by": world.member, "submitted_at": now(),
    }  # fmt: skip
    rows = HighlightReport.objects.filter(pk=report.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{**whole, **fields})
    assert rows.get().status == "approved"
    assert rows.update(**whole) == 1


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"starts": date(2022, 4, 1), "ends": date(2022, 9, 30)}, "There is a reporting period of these days already."),
        ({"due": date(2022, 9, 30)}, "Reports cannot be due before the first day of what they are about."),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(fields, rule, world):
    period = ReportingPeriod(
        **{"name": "Second", "starts": date(2022, 10, 1), "ends": date(2023, 3, 31), "due": date(2023, 4, 30), **fields}
    )
    with pytest.raises(ValidationError, match=rule):
        period.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        period.save()


def test_a_report_without_a_word_for_the_public_is_not_cleared(world):
    report = world.open()
    for row in report.judgements.all():
        editing.judge(report, row.item, by=world.member, status="on_track", text="Well.")
    for kind in ("achievement", "challenge", "priority"):
        editing.add_entry(report, by=world.member, kind=kind, text="Something.", public_text=" ")
    world.advance(report, "approved")
    with pytest.raises(Incomplete) as found:
        workflow.clear(report, by=world.officer)
    assert found.value.missing == ["Write something for the public: every text for committees and residents is empty."]
    workflow.return_report(report, by=world.cmt, note="Say it to the public too.")
    editing.add_entry(report, by=world.member, kind="achievement", text="A bridge.", public_text="A bridge.")
    assert world.advance(report, "cleared").cleared_by == world.officer
