"""Delivery updates on single commitments: whose they are to write, and how they come out."""

from datetime import date, timedelta

import pytest

from outcomes.framework.models import ItemOfficer
from outcomes.reporting.models import DeliveryUpdate
from outcomes.reporting.transitions import Incomplete, NotAllowed
from outcomes.reporting.updates import publish_update, record_update
from plan.clock import today
from plan.models import Event
from plan.roles import CMT, CONTRIBUTOR
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(world):
    return world.plan.commitments.first().item


@pytest.fixture
def lead(item):
    user = make_user(CONTRIBUTOR)
    ItemOfficer.objects.create(item=item, office="Head of Roads", user=user, starts=date(2022, 1, 1))
    return user


def record(item, by, **fields):
    return record_update(item, **{"by": by, "date": today(), "status": "on_track", **fields})


def test_the_lead_officer_records_how_a_commitment_stands(item, lead):
    update = record(item, lead, text="Half is built.", evidence="Site visit")
    assert (update.author, update.published_at, update.report) == (lead, None, None)
    event = Event.objects.get()
    assert (event.verb, event.by, event.detail) == (
        "update.recorded", lead, {"status": "on_track", "item": str(item.pk)},
    )  # fmt: skip
    assert DeliveryUpdate.history.get().history_user == lead


def test_nobody_else_does(item, lead, world):
    other = make_user(CONTRIBUTOR)
    for user in (other, world.member, world.cmt, make_user(CMT)):
        with pytest.raises(NotAllowed, match="lead officer"):
            record(item, user)
    assert not DeliveryUpdate.objects.exists()
    assert not Event.objects.exists()


def test_a_lead_officer_of_the_past_does_not(item, lead):
    update = record(item, lead)
    lead.item_links.update(ends=today())
    with pytest.raises(NotAllowed):
        record(item, lead)
    assert not DeliveryUpdate.objects.editable_by(lead).exists()
    assert DeliveryUpdate.objects.visible_to(lead).get() == update  # their own words stay readable to them


def test_a_contributor_sees_and_edits_only_their_commitments(item, lead, world):
    own = record(item, world.officer)
    other = record(world.plan.commitments.last().item, world.officer)
    assert DeliveryUpdate.objects.visible_to(lead).get() == own
    assert DeliveryUpdate.objects.editable_by(lead).get() == own
    publish_update(other, by=world.officer)
    assert set(DeliveryUpdate.objects.visible_to(lead)) == {own, other}
    assert DeliveryUpdate.objects.in_full_for(lead).get() == own
    assert DeliveryUpdate.objects.editable_by(lead).get() == own


def test_a_board_member_writes_updates_in_the_boards_open_report_only(item, world):
    report = world.written()
    record(item, world.member, report=report)
    world.advance(report, "submitted")
    for user in (world.member, world.officer):
        with pytest.raises(NotAllowed, match="do not change now"):
            record(item, user, report=report)
    assert DeliveryUpdate.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": date(2100, 1, 1)}, "1 January 2100 is in the future"),
        ({"date": date(22, 10, 1)}, "Look at the year again"),
        ({"status": ""}, "Give the status"),
    ],
)
def test_what_makes_no_sense_is_refused(fields, words, item, lead):
    with pytest.raises(NotAllowed, match=words):
        record(item, lead, **fields)
    assert not DeliveryUpdate.objects.exists()


def test_only_commitments_have_updates(world):
    with pytest.raises(NotAllowed, match="Choose a commitment"):
        record(world.outcome.item, world.officer)


def test_a_lone_update_is_published_by_a_policy_officer(item, lead, world):
    update = record(item, lead)
    for user in (lead, world.cmt, world.member):
        with pytest.raises(NotAllowed, match="published by policy officers"):
            publish_update(update, by=user)
    publish_update(update, by=world.officer)
    update.refresh_from_db()
    assert update.published_at is not None
    with pytest.raises(NotAllowed, match="already published"):
        publish_update(update, by=world.officer)
    assert Event.objects.filter(verb="update.published").count() == 1


def test_an_update_that_needs_a_reason_is_not_published_without_it(item, lead, world):
    update = record(item, lead, status="off_track")
    with pytest.raises(Incomplete) as found:
        publish_update(update, by=world.officer)
    assert found.value.missing == [
        "Say why, for management: the commitment is off track.",
        "Say why, for the public: the commitment is off track.",
    ]
    assert str(found.value).startswith("This update is not complete yet.")


def test_an_update_of_a_report_is_published_with_it_and_not_before(item, world):
    report = world.written()
    update = record(item, world.member, report=report, date=today() - timedelta(days=1))
    with pytest.raises(NotAllowed, match="is published with it"):
        publish_update(update, by=world.officer)
    world.advance(report, "published")
    update.refresh_from_db()
    assert update.published_at == report.published_at
    assert Event.objects.filter(verb="update.published").count() == 0
