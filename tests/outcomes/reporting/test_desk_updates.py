"""Delivery updates on their own: by whoever answers for a commitment, and published by officers."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.updates import publish_update, record_update
from plan.clock import today
from plan.models import Event
from tests.pages import form_data

from .desk import change, signed_in
from .world import SECRET

pytestmark = pytest.mark.django_db


def test_a_lead_officer_writes_an_update_in_one_short_form(world, lead):
    mine, other = world.plan.commitments.first(), world.plan.commitments.last()
    client, url = signed_in(lead), reverse("admin:outcomes_deliveryupdate_add")
    page = client.get(f"{url}?item={mine.item_id}")
    text = page.content.decode()
    assert mine.text in text
    assert other.text not in text
    data = form_data(page, "deliveryupdate_form", status="on_track", text="Half is built.", _save="Save")
    assert client.post(url, data).status_code == 302
    update = DeliveryUpdate.objects.get()
    assert (update.item, update.author, update.date, update.report) == (mine.item, lead, today(), None)
    assert Event.objects.count() == 1
    client.post(url, {**data, "item": str(other.item_id)})
    assert DeliveryUpdate.objects.count() == 1


def test_a_lead_officer_sees_and_changes_only_their_own_commitments(world, lead):
    mine, other = world.plan.commitments.first(), world.plan.commitments.last()
    own = record_update(mine.item, by=world.officer, date=today(), status="on_track", text="Mine to change.")
    hidden = record_update(other.item, by=world.officer, date=today(), status="on_track", text=SECRET)
    publish_update(hidden, by=world.officer)
    client = signed_in(lead)
    listed = client.get("/admin/outcomes/deliveryupdate/").content.decode()
    assert mine.text in listed
    assert other.text not in listed
    assert client.get(change(hidden)).status_code == 404
    assert client.post(change(hidden), {"status": "completed"}).status_code == 404
    data = form_data(client.get(change(own)), "deliveryupdate_form", status="at_risk", _save="Save")
    assert client.post(change(own), data).status_code == 302
    own.refresh_from_db()
    assert own.status == "at_risk"


def test_a_crafted_post_does_not_publish_or_sign_an_update(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    client = signed_in(lead)
    crafted = {"published_at": "2022-01-01", "author": world.officer.pk, "item": "", "report": 1, "text": "More."}
    data = form_data(client.get(change(own)), "deliveryupdate_form", _save="Save")
    client.post(change(own), {**data, **crafted})
    own.refresh_from_db()
    assert (own.text, own.published_at, own.author, own.report) == ("More.", None, lead, None)
    url = reverse("admin:outcomes_deliveryupdate_publish", args=[own.pk])
    assert client.post(url).status_code == 403
    own.refresh_from_db()
    assert own.published_at is None
    officer = signed_in(world.officer)
    assert (
        officer.post(url, {"seen_version": officer.get(url).context["form"]["seen_version"].value()}).status_code == 302
    )
    own.refresh_from_db()
    assert own.published_at is not None


def test_an_update_of_a_submitted_report_stands_still_on_its_own_page_too(world):
    report = world.written()
    update = record_update(
        world.plan.commitments.first().item, by=world.member, date=date(2022, 9, 30), status="on_track", report=report
    )
    client = signed_in(world.member)
    data = form_data(client.get(change(update)), "deliveryupdate_form", text="Changed.", _save="Save")
    world.advance(report, "submitted")
    assert client.post(change(update), data).status_code == 403
    update.refresh_from_db()
    assert update.text == ""


def test_ticked_updates_are_published_by_officers_only(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    data = {"action": "publish_ticked", "index": 0, "_selected_action": own.pk, f"seen-{own.pk}": own.version}
    signed_in(lead).post("/admin/outcomes/deliveryupdate/", data)
    own.refresh_from_db()
    assert own.published_at is None
    signed_in(world.officer).post("/admin/outcomes/deliveryupdate/", data)
    own.refresh_from_db()
    assert own.published_at is not None
    assert Event.objects.filter(verb="update.published").count() == 1
