"""An announced consultation with a survey, on a day when people may answer it."""

from datetime import UTC, datetime

import pytest

from consultation.asking.announcing import announce
from plan import clock
from plan.roles import POLICY_OFFICER
from tests.consultation.asked import make_survey
from tests.factories import make_user
from tests.ground import ground

NOON = datetime(2022, 11, 8, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.standing_at(NOON):
        yield


def _survey(standing):
    with clock.standing_at(NOON):
        officer = make_user(POLICY_OFFICER)
        return {"officer": officer, "row": announce(make_survey(title="Libraries", slug="libraries"), by=officer)}


open_survey = ground("open_survey")(_survey)


@pytest.fixture
def survey(open_survey):
    """The consultation, open."""
    return open_survey["row"]


@pytest.fixture
def officer(open_survey):
    return open_survey["officer"]
