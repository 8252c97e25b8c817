"""Who comes to enter figures finds their commitments there, and the way back: each room keeps its own page."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.framework.models import ItemOfficer
from outcomes.reporting.updates import record_update
from plan.roles import BOARD_MEMBER, CONTRIBUTOR
from tests.factories import make_department, make_user

pytestmark = pytest.mark.django_db
MINE = reverse("admin:performance_result_mine")


def test_commitments_without_news_stand_below_ones_figures(world, client):
    lead, other = (make_user(CONTRIBUTOR, department=make_department()) for _ in range(2))
    commitment = world.plan.commitments.first()
    ItemOfficer.objects.create(item=commitment.item, office="Head of Roads", user=lead, starts=date(2022, 1, 1))
    client.force_login(lead)
    page = client.get(MINE).content.decode()
    assert "My commitments that want an update" in page
    assert f"?item={commitment.item_id}" in page
    client.force_login(other)
    assert "My commitments that want an update" not in client.get(MINE).content.decode()


def test_an_update_leads_to_ones_figures(world, client):
    lead = make_user(CONTRIBUTOR, department=make_department())
    item = world.plan.commitments.first().item
    ItemOfficer.objects.create(item=item, office="Head of Roads", user=lead, starts=date(2022, 1, 1))
    update = record_update(item, by=lead, date=date(2022, 11, 3), status="on_track", text="Begun.")
    address = reverse("admin:outcomes_deliveryupdate_change", args=[update.pk])
    client.force_login(lead)
    assert f'<a href="{MINE}">My figures</a>' in client.get(address).content.decode()
    client.force_login(make_user(BOARD_MEMBER))
    assert MINE not in client.get(address).content.decode()
