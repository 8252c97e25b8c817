"""The page of one's own commitments: what is typed is recorded together or not at all, and only on one's own."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.framework.models import ItemOfficer
from outcomes.reporting import updates
from outcomes.reporting.models import DeliveryUpdate
from plan.models import Event
from plan.roles import BOARD_MEMBER, CMT, CONTRIBUTOR, SCRUTINY_MEMBER
from tests.factories import make_user

from .world import DECIDED_ON, SECRET

pytestmark = pytest.mark.django_db
MINE = reverse("admin:outcomes_deliveryupdate_mine")


@pytest.fixture
def two(world, lead):
    """Two commitments that the lead officer answers for; a third is another's."""
    first, second, third = world.plan.commitments.order_by("pk")[:3]
    ItemOfficer.objects.create(item=second.item, office="Head of Roads", user=lead, starts=date(2022, 1, 1))
    other = make_user(CONTRIBUTOR)
    ItemOfficer.objects.create(item=third.item, office="Other", user=other, starts=date(2022, 1, 1))
    updates.record_update(third.item, by=other, date=date(2022, 6, 1), status="on_track", text=SECRET)
    return first, second, third


@pytest.fixture
def desk(client, lead):
    client.force_login(lead)
    return client


def row(commitment, *, seen=0, **said):
    """What the page sends for a commitment; nothing but the day where nothing is said."""
    fields = {
        "seen": seen,
        "date": str(DECIDED_ON),
        "status": "",
        "text": "",
        "public_text": "",
        "evidence": "",
        **said,
    }
    return {f"{commitment.item_id}-{name}": value for name, value in fields.items()}


def send(desk, *commitments, **rows):
    data = {"row": [str(commitment.item_id) for commitment in commitments]}
    for each in rows.values():
        data |= each
    return desk.post(MINE, data)


def test_it_shows_ones_own_what_is_due_first(desk, two, lead):
    first, second, third = two
    updates.record_update(first.item, by=lead, date=date(2022, 11, 1), status="at_risk", text="Late.")
    page = desk.get(MINE).content.decode()
    assert page.index(second.text) < page.index(first.text)
    assert "Last update: At risk, 1 November 2022" in page
    assert (third.text in page, SECRET in page) == (False, False)


def test_what_was_typed_is_recorded_and_the_rest_left_alone(desk, two, lead):
    first, second, _ = two
    answer = send(desk, first, second, a=row(first, status="on_track", text="Half done."), b=row(second))
    assert (answer.status_code, answer.url) == (302, MINE)
    update = DeliveryUpdate.objects.get(item=first.item)
    assert (update.status, update.text, update.date, update.author, update.report) == (
        "on_track", "Half done.", DECIDED_ON, lead, None,
    )  # fmt: skip
    assert not DeliveryUpdate.objects.filter(item=second.item).exists()
    assert Event.objects.get(verb="update.recorded", by=lead).detail["status"] == "on_track"


WRONG = {
    "no status": ({"text": "Something."}, "Give the status of the commitment."),
    "no reason": ({"status": "at_risk"}, "Say why it is at risk."),
    "a day to come": ({"status": "on_track", "date": "2022-11-08"}, "is in the future. Give the day"),
    "a year typed wrong": ({"status": "on_track", "date": "0022-10-01"}, "Look at the year again."),
    "a page garbled on its way": ({"status": "on_track", "seen": "x7"}, "Open the page again"),
    "no day": ({"status": "on_track", "date": "32 May"}, "Enter a valid date."),
}


@pytest.mark.parametrize(("said", "error"), WRONG.values(), ids=WRONG)
def test_one_fault_and_nothing_is_saved_or_lost(desk, two, said, error):
    first, second, _ = two
    answer = send(
        desk, first, second, a=row(first, status="on_track", text="Typed with care."), b=row(second, **said)
    )  # fmt: skip
    page = answer.content.decode()
    assert (answer.status_code, error in page, "Typed with care." in page) == (422, True, True)
    assert not DeliveryUpdate.objects.filter(item__in=[first.item, second.item]).exists()


def test_anothers_commitment_is_refused_with_all_that_was_sent(desk, two):
    first, _, third = two
    answer = send(desk, first, third, a=row(first, status="on_track"), b=row(third, status="stopped", text="I say so."))
    assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)
    assert DeliveryUpdate.objects.filter(status="on_track").count() == 1  # the other's own
    assert not DeliveryUpdate.objects.filter(item=first.item).exists()


def test_sent_twice_it_is_shown_and_recorded_once(desk, two, lead):
    first, *_ = two
    said = row(first, status="on_track", text="Half done.")
    assert send(desk, first, a=said).status_code == 302
    answer = send(desk, first, a=said)
    page = answer.content.decode()
    update = DeliveryUpdate.objects.get(item=first.item)
    assert (answer.status_code, "Another update was recorded meanwhile: On track, 7 November 2022" in page) == (
        409,
        True,
    )
    assert f'name="{first.item_id}-seen" value="{update.pk}"' in page
    assert send(desk, first, a=row(first, seen=update.pk, status="at_risk", text="Late now.")).status_code == 302
    assert DeliveryUpdate.objects.filter(item=first.item).count() == 2


def test_nothing_typed_saves_nothing(desk, two):
    first, *_ = two
    answer = desk.post(MINE, {"row": [str(first.item_id)], **row(first)}, follow=True)
    assert "You typed nothing new" in answer.content.decode()
    assert not DeliveryUpdate.objects.filter(item=first.item).exists()


@pytest.mark.parametrize("role", [BOARD_MEMBER, CMT, SCRUTINY_MEMBER])
def test_who_writes_no_updates_of_their_own_has_no_such_page(client, world, role):
    client.force_login(make_user(role))
    assert client.get(MINE).status_code == 403


def test_who_leads_nothing_is_told_so(client, world):
    client.force_login(make_user(CONTRIBUTOR))
    assert "No commitment of the plan in force names you" in client.get(MINE).content.decode()


@pytest.mark.parametrize("many", [1, 4])
def test_the_page_asks_as_often_for_many_and_stays_light(desk, world, lead, many, django_assert_num_queries):
    for commitment in list(world.plan.commitments.order_by("pk"))[1:many]:
        ItemOfficer.objects.create(item=commitment.item, office="Head of Roads", user=lead)
    with django_assert_num_queries(11):
        page = desk.get(MINE)
    assert page.content.decode().count('class="inline-row"') == many
    assert len(page.content) < 10_000 + many * 5_000  # ten rows stand on a page


def test_the_lists_lead_to_it(desk, client, world, lead):
    assert MINE in desk.get(reverse("admin:outcomes_deliveryupdate_changelist")).content.decode()
    assert MINE in desk.get(reverse("admin:performance_result_mine")).content.decode()
    client.force_login(world.member)  # who writes updates in the board's report only
    assert MINE not in client.get(reverse("admin:outcomes_deliveryupdate_changelist")).content.decode()
