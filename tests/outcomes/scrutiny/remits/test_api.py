"""What programs are told of remits."""

import pytest

from outcomes.models import Remit
from outcomes.scrutiny.referring import refer
from tests.factories import make_indicator, make_outcome, make_plan
from tests.outcomes.scrutiny.remits.council import LATER, START, TODAY

pytestmark = pytest.mark.django_db


def test_it_tells_todays_remits_and_referrals_and_nothing_hidden(watched, october, client):
    health = watched.health_committee
    refer(
        watched.quieter.item, giver=watched.air_committee, receiver=health, starts=TODAY, by=watched.clerk, reason="x"
    )
    hidden = make_indicator("Hidden", is_public=False)
    for about in ({"indicator": hidden}, {"item": make_outcome(make_plan()).item}, {"indicator": watched.accidents}):
        Remit.objects.create(committee=health, starts=START, **about)
    Remit.objects.create(committee=health, starts=LATER, item=watched.water.item)
    told = client.get("/api/v1/remits/?committee=health-committee").json()["results"]
    assert [(row["kind"], row["number"], row["title"], row["referred_by"], row["reason"]) for row in told] == [
        ("indicator", "", "Accidents", None, ""), ("aim", "1.1", "Less noise", "air-committee", "x"),
    ]  # fmt: skip
    every = client.get("/api/v1/remits/").json()["results"]
    assert [(row["committee"], row["title"]) for row in every] == [
        ("air-committee", "Air"), ("fenbrook-commission", "Clean"), ("health-committee", "Accidents"),
        ("health-committee", "Less noise"),
    ]  # fmt: skip
    assert every[0]["item"] == str(watched.air.item_id)
