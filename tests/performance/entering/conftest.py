"""Two departments of Fenbrook: what one may enter, the other may not. It is 7 November 2022."""

from datetime import date

import pytest
import time_machine

from plan.roles import CONTRIBUTOR
from tests.factories import make_department, make_indicator, make_user

TODAY = date(2022, 11, 7)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2022-11-07 12:00 +0000", tick=False):
        yield


@pytest.fixture
def places(db):
    return make_department("Places")


@pytest.fixture
def roads(places):
    return make_indicator("Roads in good condition", slug="roads", owner=places, rhythm="quarter", lag=20)


@pytest.fixture
def rivers(db):
    return make_indicator("Clean rivers", slug="rivers", owner=make_department("Waters"), rhythm="quarter")


@pytest.fixture
def contributor(places):
    return make_user(CONTRIBUTOR, department=places)


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client
