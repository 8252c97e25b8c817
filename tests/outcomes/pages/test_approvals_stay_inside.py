"""What management minutes when it approves a report is nobody else's to read."""

import pytest
import time_machine

from outcomes.reporting.transitions import SUBMITTED
from outcomes.reporting.workflow import approve
from tests.outcomes.reporting.world import DECIDED_ON, make_world

pytestmark = pytest.mark.django_db
MINUTE = "Minute for management alone"


@time_machine.travel(f"{DECIDED_ON} 09:00Z")
def test_an_approval_and_its_minute_are_on_no_page_of_the_plan(client):
    world = make_world()
    report = world.advance(world.written(), SUBMITTED)
    approve(report, by=world.cmt, text=MINUTE, **world.decision())
    for address in ("/", f"/plans/{world.plan.slug}/", "/plans/", "/reports/"):
        page = client.get(address).content.decode()
        assert MINUTE not in page
        assert str(world.management) not in page
