import pytest
import time_machine

from tests.outcomes.scrutiny.remits.council import TODAY, watched  # noqa: F401  a ground


@pytest.fixture
def october():
    """The clock stands at 12 October 2022."""
    with time_machine.travel(TODAY.isoformat() + "T12:00:00+01:00", tick=False):
        yield TODAY
