"""What every test may use. Factories are plain functions in `tests/factories.py`."""

import gc

import pytest
from django.conf import settings as project
from django.core.cache import cache
from hypothesis import settings

from plan import roles
from tests.emptying import Emptying
from tests.ground import pytest_runtest_setup, rows_of_its_own, standing  # noqa: F401  a hook and fixtures
from tests.once import pytest_collection_modifyitems  # noqa: F401  another hook

settings.register_profile("project", deadline=None)  # a busy machine must not fail a property
settings.load_profile("project")

# Each test client would look through all static files before its first request; this way they are found when asked for.
project.WHITENOISE_AUTOREFRESH = True
# Tests make millions of short-lived objects and no lasting rubbish: looking for cycles less often saves a tenth.
gc.set_threshold(100_000, 20, 50)


def pytest_collection_finish() -> None:
    """What stands by now stays until the end: it need not be looked through each time."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _tables_are_emptied():
    with pytest.MonkeyPatch.context() as patch:
        Emptying(patch)
        yield


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Pages are kept under a number that is the same in many tests, as each takes back what it wrote."""
    cache.clear()


@pytest.fixture
def policy_officer(db):
    from tests.factories import make_user

    return make_user(roles.POLICY_OFFICER)


@pytest.fixture
def cmt(db):
    from tests.factories import make_user

    return make_user(roles.CMT)


@pytest.fixture
def administrator(db):
    from tests.factories import make_user

    return make_user(roles.ADMINISTRATOR)
