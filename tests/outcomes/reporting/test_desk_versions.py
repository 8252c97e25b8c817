"""The report's version: whoever moves it has read it as it is."""

import pytest
from django.urls import reverse

from outcomes.reporting import editing
from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.updates import record_update
from plan.clock import today
from tests.pages import form_data

from .desk import UPDATES, change, signed_in, updates_of

pytestmark = pytest.mark.django_db


def other_hands(world, report, update) -> dict:
    """Each way in which a part of a report changes, other than on the report's own page."""
    item = world.plan.commitments.last().item
    officer = signed_in(world.officer)

    def on_its_own_page():
        data = form_data(officer.get(change(update)), "deliveryupdate_form", public_text="Unread.", _save="Save")
        assert officer.post(change(update), data).status_code == 302

    def deleted():
        url = reverse("admin:outcomes_deliveryupdate_delete", args=[update.pk])
        page = officer.get(url)
        sent = {name: page.context[name] for name in ("seen_version", "seen_tree")}
        assert officer.post(url, {**sent, "post": "yes"}).status_code == 302
        assert not DeliveryUpdate.objects.filter(pk=update.pk).exists()

    def on_the_page_of_updates():
        data = form_data(officer.get(updates_of(report, 1)), UPDATES, **{"updates-0-public_text": "Unread."})
        assert officer.post(updates_of(report, 1), data).status_code == 302

    return {
        "on the page of updates": on_the_page_of_updates,
        "on its own page": on_its_own_page,
        "deleted": deleted,
        "recorded": lambda: record_update(item, by=world.officer, date=today(), status="on_track", report=report),
        "judged": lambda: editing.judge(report, report.judgements.first().item, by=world.officer, status="on_track"),
        "added": lambda: editing.add_entry(report, by=world.officer, kind="challenge", text="Unread."),
        "written": lambda: editing.write(report, by=world.officer, summary="Unread."),
    }  # fmt: skip


@pytest.mark.parametrize(
    "door", ["on the page of updates", "on its own page", "deleted", "recorded", "judged", "added", "written"]
)
def test_what_another_changed_meanwhile_is_not_submitted_unread(door, world):
    report = world.written()
    update = record_update(
        world.plan.commitments.first().item, by=world.member, date=today(), status="on_track", report=report
    )
    report.refresh_from_db()
    client, url = signed_in(world.member), reverse("admin:outcomes_highlightreport_move", args=[report.pk, "submit"])
    seen = {"seen_version": client.get(url).context["form"]["seen_version"].value()}
    other_hands(world, report, update)[door]()
    response = client.post(url, seen)
    assert response.status_code == 422
    assert "Somebody changed this report since you opened the page." in response.content.decode()
    ticked = {"action": "submit_ticked", "index": 0, "_selected_action": report.pk,
              f"seen-{report.pk}": seen["seen_version"]}  # fmt: skip
    told = client.post("/admin/outcomes/highlightreport/", ticked, follow=True).content.decode()
    assert "changed since you read it" in told
    report.refresh_from_db()
    assert report.status == "draft"
    assert report.version == seen["seen_version"] + 1
    again = client.get(url).context["form"]["seen_version"].value()
    assert client.post(url, {"seen_version": again}).status_code == 302


def test_a_lone_update_that_changed_meanwhile_is_not_published_unread(world, lead):
    own = record_update(world.plan.commitments.first().item, by=lead, date=today(), status="on_track")
    officer, writer = signed_in(world.officer), signed_in(lead)
    url = reverse("admin:outcomes_deliveryupdate_publish", args=[own.pk])
    seen = {"seen_version": officer.get(url).context["form"]["seen_version"].value()}
    data = form_data(writer.get(change(own)), "deliveryupdate_form", public_text="Unread.", _save="Save")
    assert writer.post(change(own), data).status_code == 302
    for sent in (seen, {}):
        response = officer.post(url, sent)
        assert (response.status_code, "Read it again" in response.content.decode()) == (403, True)
        own.refresh_from_db()
        assert own.published_at is None
