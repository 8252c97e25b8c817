"""The database itself refuses changes to what was published, whatever code asks for them."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import DeliveryUpdate, HighlightReport, ReportEntry
from outcomes.reporting.transitions import NotAllowed
from outcomes.reporting.updates import record_update

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
    "INSERT INTO outcomes_reportentry (version, report_id, kind, position, text, public_text)"
    " SELECT 1, id, 'achievement', 9, 'Slipped in', 'Slipped in' FROM outcomes_highlightreport",
)


@pytest.fixture
def published(world):
    from datetime import date

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
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic(), connection.cursor() as cursor:
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
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
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
