"""The event log can be checked from what the database gives back."""

from datetime import datetime

import pytest
from django.db import transaction

from plan import chain, events
from plan.clock import LONDON, standing_at
from plan.models import Event
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def test_a_moment_given_in_summer_time_has_the_same_hash_when_it_is_read_again(policy_officer):
    with standing_at(datetime(2022, 7, 1, 12, tzinfo=LONDON)), transaction.atomic():
        events.record(verb="test", subject=make_plan(), by=policy_officer)
    event = Event.objects.get()
    assert chain.digest(event.previous, events.payload(event)) == event.digest
