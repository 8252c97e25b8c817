"""Two people on the pages of a report's delivery updates."""

import pytest

from outcomes.reporting import workflow
from outcomes.reporting.models import DeliveryUpdate
from plan.models import Event

from .desk import signed_in, updates_of
from .rows import commitments, filled, sent, with_update

pytestmark = pytest.mark.django_db


def test_two_people_write_about_two_sub_outcomes_at_the_same_time(world):
    report = world.written()
    ann, ben = signed_in(world.member), signed_in(world.officer)
    pages = [(client, part, client.get(updates_of(report, part))) for client, part in ((ann, 1), (ben, 2))]
    for client, part, page in pages:
        row = filled(page, commitments(world, part)[0], status="on_track")
        assert client.post(updates_of(report, part), sent(page, row)).status_code == 302
    assert report.updates.count() == 2


def test_nobody_writes_over_what_another_saved(world):
    report = world.written()
    first, second = commitments(world, 1)
    update = with_update(world, report, first)
    ann, ben = signed_in(world.member), signed_in(world.officer)
    hers, his = (client.get(updates_of(report, 1)) for client in (ann, ben))
    assert ann.post(updates_of(report, 1), sent(hers, filled(hers, first, text="Ann's words."))).status_code == 302
    rows = filled(his, first, text="Ben's words."), filled(his, second, status="on_track", text="Ben's too.")
    response = ben.post(updates_of(report, 1), sent(his, *rows))
    told = response.content.decode()
    assert response.status_code == 200
    assert all(words in told for words in ("Ann&#x27;s words.", "Ben&#x27;s words.", "Ben&#x27;s too."))
    update.refresh_from_db()
    assert (update.text, report.updates.count()) == ("Ann's words.", 1)
    assert ben.post(updates_of(report, 1), sent(response)).status_code == 302
    update.refresh_from_db()
    assert (update.text, report.updates.count()) == ("Ben's words.", 2)


def test_a_new_update_sent_twice_or_by_two_people_is_asked_about(world):
    report = world.written()
    first = commitments(world, 1)[0]
    ann, ben = signed_in(world.member), signed_in(world.officer)
    hers, his = (client.get(updates_of(report, 1)) for client in (ann, ben))
    data = sent(hers, filled(hers, first, status="on_track", text="Ann's words."))
    assert ann.post(updates_of(report, 1), data).status_code == 302
    again = ann.post(updates_of(report, 1), data)
    assert (again.status_code, report.updates.count()) == (200, 1)
    response = ben.post(updates_of(report, 1), sent(his, filled(his, first, status="at_risk", text="Ben's words.")))
    told = response.content.decode()
    assert (response.status_code, report.updates.count()) == (200, 1)
    assert f"{world.member} saved another update on this commitment" in told
    assert all(words in told for words in ("Ann&#x27;s words.", "Ben&#x27;s words."))
    assert ben.post(updates_of(report, 1), sent(response)).status_code == 302
    assert sorted(report.updates.values_list("text", flat=True)) == ["Ann's words.", "Ben's words."]


def test_what_was_typed_in_an_update_that_was_deleted_is_kept_with_its_commitment(world):
    report = world.written()
    first = commitments(world, 1)[0]
    with_update(world, report, first)
    ann, ben = signed_in(world.officer), signed_in(world.member)
    hers, his = (client.get(updates_of(report, 1)) for client in (ann, ben))
    assert ann.post(updates_of(report, 1), sent(hers, filled(hers, first, DELETE="on"))).status_code == 302
    response = ben.post(updates_of(report, 1), sent(his, filled(his, first, text="Ben's words.")))
    assert (response.status_code, report.updates.count()) == (200, 0)
    assert f"{world.officer} deleted" in response.content.decode()
    assert ben.post(updates_of(report, 1), sent(response)).status_code == 302
    update = report.updates.get()
    assert (update.item, update.text, update.author) == (first.item, "Ben's words.", world.member)


@pytest.mark.parametrize("stage", ["submitted", "published", "discarded"])
def test_a_page_opened_before_a_move_is_not_saved_after_it_and_tells_what_was_typed(stage, world):
    report = world.written()
    first, second = commitments(world, 1)
    client = signed_in(world.officer)
    page = client.get(updates_of(report, 1))
    data = sent(page, filled(page, first, status="on_track", text="Second thoughts."))
    if stage == "discarded":
        workflow.discard(report, by=world.officer, reason="Begun by mistake.")
    else:
        world.advance(report, stage)
    before = Event.objects.count()
    response = client.post(updates_of(report, 1), data)
    told = response.content.decode()
    assert response.status_code == (404 if stage == "discarded" else 403)
    assert "Second thoughts." in told
    assert first.text in told
    assert second.text not in told
    assert (Event.objects.count(), DeliveryUpdate.objects.count()) == (before, 0)
