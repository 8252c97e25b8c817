from datetime import date
from pathlib import Path

import pytest
import time_machine

from outcomes.framework.models import ItemOfficer
from plan.roles import CONTRIBUTOR
from tests.factories import make_user
from tests.ground import ground
from tests.outcomes.pages.conftest import words  # noqa: F401  a fixture

from .world import DECIDED_ON, World, make_world


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """A slow hash for each of the many people made here would be most of the time these tests take."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_its_time():
    """It is the day on which the management team meets: what is written now, it can approve."""
    with time_machine.travel(f"{DECIDED_ON} 09:00Z"):
        yield


@ground("reporting_world")
def reporting_world(standing) -> World:
    """Made in the minute before: nothing in it is of a later moment than what a test does."""
    with time_machine.travel(f"{DECIDED_ON} 08:59Z", tick=False):
        return make_world()


@pytest.fixture
def world(reporting_world) -> World:
    return reporting_world


@pytest.fixture
def lead(world):
    user = make_user(CONTRIBUTOR)
    item = world.plan.commitments.first().item
    ItemOfficer.objects.create(item=item, office="Head of Roads", user=user, starts=date(2022, 1, 1))
    return user


@pytest.fixture
def site_frame(settings):
    """Stand-ins for the site's frame and tags, used only where the site has none."""
    folder = Path(__file__).parent / "templates"
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}
    settings.TEMPLATES = [engine]
