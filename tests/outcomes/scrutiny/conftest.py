import pytest

from plan.clock import standing_at

from .world import NOW, asked_world  # noqa: F401  a fixture


@pytest.fixture
def world(asked_world):  # noqa: F811
    """The world, with the clock standing at noon of 7 November 2022."""
    with standing_at(NOW):
        yield asked_world
