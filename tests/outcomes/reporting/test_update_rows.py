"""A report's delivery updates, written for a whole sub-outcome at once."""

import re
from datetime import date

import pytest
from django.urls import reverse

from outcomes.reporting.models import DeliveryUpdate
from plan.clock import today
from plan.models import Event
from tests.factories import make_item
from tests.pages import form_data

from .desk import UPDATES, signed_in, updates_of
from .rows import commitments, filled, place, sent, with_update
from .world import SECRET, make_period

pytestmark = pytest.mark.django_db


def test_a_sub_outcome_is_written_at_once_and_leads_to_the_next(world):
    report = world.written()
    first, second = commitments(world, 1)
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    data = sent(
        page, filled(page, first, status="on_track", text="Half."), filled(page, second, status="completed"),
        _next="next", change_reason="Reports of November",
    )  # fmt: skip
    before = report.version
    response = client.post(updates_of(report, 1), data)
    assert response.url == updates_of(report, 2)
    told = [(row.item, row.status, row.text, row.date, row.author) for row in report.updates.order_by("pk")]
    assert told == [(first.item, "on_track", "Half.", today(), world.member),
                    (second.item, "completed", "", today(), world.member)]  # fmt: skip
    report.refresh_from_db()
    assert report.version == before + 1
    assert Event.objects.filter(verb="deliveryupdate.added", why="Reports of November").count() == 2
    assert {row.history_change_reason for row in DeliveryUpdate.history.all()} == {"Reports of November"}
    last = client.get(updates_of(report, 2))
    assert 'name="_next"' not in last.content.decode()
    assert client.post(updates_of(report, 2), sent(last, _next="next")).url == updates_of(report)
    history = client.get(reverse("admin:outcomes_highlightreport_history", args=[report.pk])).content.decode()
    assert "Reports of November" in history


def test_an_update_is_changed_and_deleted_there(world):
    report = world.written()
    first, second = commitments(world, 1)
    kept, gone = with_update(world, report, first), with_update(world, report, second)
    client = signed_in(world.officer)
    page = client.get(updates_of(report, 1))
    rows = filled(page, first, status="at_risk", evidence="Minute 5"), filled(page, second, DELETE="on")
    assert client.post(updates_of(report, 1), sent(page, *rows, _continue="go on")).url == updates_of(report, 1)
    kept.refresh_from_db()
    assert (kept.status, kept.evidence, kept.public_text) == ("at_risk", "Minute 5", "Half is built.")
    assert not DeliveryUpdate.objects.filter(pk=gone.pk).exists()


def test_nothing_typed_is_nothing_saved(world):
    report = world.written()
    with_update(world, report, commitments(world, 1)[0])
    report.refresh_from_db()
    before = (report.version, Event.objects.count(), DeliveryUpdate.objects.count())
    client = signed_in(world.member)
    told = client.post(updates_of(report, 1), sent(client.get(updates_of(report, 1))), follow=True).content.decode()
    assert "You changed nothing, so nothing was saved." in told
    report.refresh_from_db()
    assert (report.version, Event.objects.count(), DeliveryUpdate.objects.count()) == before


def test_a_further_update_on_a_commitment_is_added_in_the_last_row(world):
    report = world.written()
    first = commitments(world, 1)[0]
    with_update(world, report, first)
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    assert page.content.decode().count(f'<option value="{first.item_id}">') == 1
    last = int(form_data(page, UPDATES)["updates-TOTAL_FORMS"][0]) - 1
    more = {f"updates-{last}-item": str(first.item_id), f"updates-{last}-status": "completed",
            f"updates-{last}-date": "2022-09-30"}  # fmt: skip
    assert client.post(updates_of(report, 1), sent(page, more)).status_code == 302
    assert sorted(report.updates.values_list("item", "status")) == [
        (first.item_id, "completed"), (first.item_id, "on_track"),
    ]  # fmt: skip
    assert client.get(updates_of(report, 1)).content.decode().count(f"{first.text}</h2>") == 2


def test_an_update_stays_with_its_commitment(world):
    report = world.written()
    first, second = commitments(world, 1)
    update = with_update(world, report, first)
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    client.post(updates_of(report, 1), sent(page, filled(page, first, item=str(second.item_id), status="at_risk")))
    update.refresh_from_db()
    assert (update.item, update.status) == (first.item, "at_risk")


def test_a_commitment_outside_the_outcome_is_not_taken(world):
    report, elsewhere = world.written(), make_item("commitment")
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    crafted = filled(page, commitments(world, 1)[0], item=str(elsewhere.pk), status="on_track", text="Sneaked in.")
    response = client.post(updates_of(report, 1), sent(page, crafted))
    assert response.status_code == 200
    assert "Sneaked in." in response.content.decode()
    assert not DeliveryUpdate.objects.exists()


def test_an_update_of_another_report_is_not_changed_there(world):
    report = world.written()
    winter = make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))
    foreign = with_update(world, world.open(winter), commitments(world, 1)[0])
    with_update(world, report, commitments(world, 1)[0])
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    data = sent(page, {"updates-0-id": str(foreign.pk), "updates-0-seen_version": "1", "updates-0-text": "Mine."})
    client.post(updates_of(report, 1), data)
    foreign.refresh_from_db()
    assert foreign.text == f"Half is built: {SECRET}."


def test_one_row_in_error_keeps_all_that_was_typed_and_writes_nothing(world):
    report = world.written()
    first, second = commitments(world, 1)
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    rows = (filled(page, first, status="on_track", date="2999-01-01", text="Too early."),
            filled(page, second, status="completed", text="Built."))  # fmt: skip
    response = client.post(updates_of(report, 1), sent(page, *rows, _next="next"))
    told = response.content.decode()
    assert response.status_code == 200
    assert "1 January 2999 is in the future. Give the day that the update describes." in told
    assert f'<a href="#updates-{place(page, first)}">{first.text}</a>' in told
    assert not DeliveryUpdate.objects.exists()
    again = sent(response, filled(response, first, date="2022-10-31"), _next="next")
    assert client.post(updates_of(report, 1), again).url == updates_of(report, 2)
    assert sorted(report.updates.values_list("text", flat=True)) == ["Built.", "Too early."]


@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS", "known", "0-item", "0-id", "0-seen_version"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "1\x00"])
def test_what_no_page_would_send_is_refused_and_writes_nothing_else(name, value, world):
    report = world.written()
    first, second = commitments(world, 1)
    kept = with_update(world, report, first)
    client = signed_in(world.member)
    page = client.get(updates_of(report, 1))
    data = {**sent(page, filled(page, second, status="on_track")), f"updates-{name}": value}
    assert client.post(updates_of(report, 1), data).status_code in (200, 302)
    kept.refresh_from_db()
    assert (kept.item, kept.status, kept.text) == (first.item, "on_track", f"Half is built: {SECRET}.")
    assert set(report.updates.values_list("item", flat=True)) <= {first.item_id, second.item_id}


@pytest.mark.parametrize(
    ("claimed", "drawn"), [("400", 3), ("9" * 30, 3), ("9" * 5000, 0)], ids=["many", "too many", "no number"]
)
def test_a_page_is_drawn_with_the_rows_that_were_sent_however_many_are_claimed(claimed, drawn, world):
    client, part = signed_in(world.member), updates_of(world.written(), 1)
    page = client.get(part)
    crafted = {"updates-TOTAL_FORMS": claimed, "updates-0-date": "2999-01-01", "updates-0-status": "on_track"}
    refused = client.post(part, {**sent(page), **crafted})
    assert refused.status_code == 200
    assert not DeliveryUpdate.objects.exists()
    rows = [len(re.findall(r'<select name="updates-\d+-status"', each.content.decode())) for each in (page, refused)]
    assert rows == [3, drawn]
