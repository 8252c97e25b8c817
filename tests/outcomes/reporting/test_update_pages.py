"""A report's delivery updates in pages: how they are divided, in what order, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.reporting import update_parts
from outcomes.reporting.models import DeliveryUpdate, HighlightReport
from outcomes.reporting.naming import subjects
from outcomes.reporting.update_parts import ROWS, Parts
from plan.clock import today
from tests.factories import make_item

from .desk import change, signed_in, updates_of
from .rows import commitments, filled, sent, with_update
from .world import make_world

pytestmark = pytest.mark.django_db


def test_a_long_sub_outcome_is_written_page_by_page(db):
    world = make_world(sub_outcomes=2, commitments=ROWS + 3)
    report = world.written()
    rows, client = commitments(world, 1), signed_in(world.member)
    assert [part.title.partition("(")[2] for part in Parts(report).shown()] == [
        "1 to 15 of 18)", "16 to 18 of 18)", "1 to 15 of 18)", "16 to 18 of 18)",
    ]  # fmt: skip
    page = client.get(updates_of(report, 1))
    shown = [row.text for row in rows if f"{row.text}</h2>" in page.content.decode()]
    assert shown == [row.text for row in rows[:ROWS]]
    row = filled(page, rows[0], status="on_track")
    address = client.post(updates_of(report, 1), sent(page, row, _next="next")).url
    assert address == updates_of(report, "1-2")
    page = client.get(address)
    assert client.post(address, sent(page, _next="next")).url == updates_of(report, 2)


def test_a_filter_is_kept_while_its_rows_are_completed(db):
    """Rows that are complete leave it: the next page begins where this one ended, though it has another number now."""
    world = make_world(sub_outcomes=1, commitments=ROWS + 3)
    report = world.written()
    rows = commitments(world, 1)
    for row in rows:
        with_update(world, report, row, status="at_risk", text="")
    client, address = signed_in(world.member), updates_of(report, 1, "incomplete")
    page = client.get(address)
    done = [filled(page, row, text="Frost.") for row in rows[:ROWS]]
    after = client.post(address, sent(page, *done, _next="next")).url
    assert after == address
    left = client.get(after).content.decode()
    assert [row.text for row in rows if f"{row.text}</h2>" in left] == [row.text for row in rows[ROWS:]]


def test_what_stands_under_two_sub_outcomes_is_written_once(world, monkeypatch):
    report = world.written()
    (title, rows), (other, more) = subjects(report)
    monkeypatch.setattr(update_parts, "subjects", lambda *_, **__: [(title, rows), (other, [*more, rows[1]])])
    told = [[line.item for line in part.lines] for part in Parts(report).shown()]
    assert told == [[item for item, _name in group[1:]] for group in (rows, more)]


def test_an_update_on_what_the_plan_has_elsewhere_is_not_lost(world):
    report, elsewhere = world.written(), make_item("commitment")
    update = DeliveryUpdate.objects.create(report=report, item=elsewhere, date=today(), status="on_track")
    client = signed_in(world.member)
    assert updates_of(report, 3) in client.get(updates_of(report)).content.decode()
    page = client.get(updates_of(report, 3))
    assert client.post(updates_of(report, 3), sent(page, {"updates-0-text": "Still here."})).status_code == 302
    update.refresh_from_db()
    assert (update.item, update.text) == (elsewhere, "Still here.")


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_their_cost_does_not_grow_with_their_number(status, db):
    world = make_world(sub_outcomes=1, commitments=12)
    report, counts = world.written(), []
    rows, client = commitments(world, 1), signed_in(world.member)
    for some in (rows[:1], rows[1:]):
        for row in some:
            with_update(world, report, row)
        HighlightReport.objects.filter(pk=report.pk).update(status=status)
        told = []
        for address in (updates_of(report), updates_of(report, 1), change(report)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            told.append(len(queries))
        counts.append(told)
        HighlightReport.objects.filter(pk=report.pk).update(status="draft")
    assert counts[0] == counts[1]
    assert max(counts[0][:2]) <= 20
