from pathlib import Path

import pytest

from tests.outcomes.pages.conftest import words  # noqa: F401  a fixture

from .world import make_world


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """A slow hash for each of the many people made here would be most of the time these tests take."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def site_frame(settings):
    """Stand-ins for the site's frame and tags, used only where the site has none."""
    folder = Path(__file__).parent / "templates"
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}
    settings.TEMPLATES = [engine]
