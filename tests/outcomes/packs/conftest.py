import hashlib

import pytest

from outcomes.models import PackVersion
from outcomes.packs import paper
from outcomes.packs.building import build, request_build
from outcomes.packs.publishing import clear, publish
from plan import roles
from tests.factories import make_user

from .world import World, make_world


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def officer(db):
    return make_user(roles.POLICY_OFFICER)


@pytest.fixture
def quick_print(monkeypatch):
    """Stands in for the rendering, which takes seconds: bytes that depend on the content and on nothing else."""

    def print_pdf(content):
        return paper.Printed(b"%PDF " + hashlib.sha256(paper.print_page(content)).hexdigest().encode(), 7)

    monkeypatch.setattr(paper, "print_pdf", print_pdf)


@pytest.fixture
def built(world, officer, quick_print) -> PackVersion:
    return build(request_build(world.pack, by=officer, queued=False).pk)


@pytest.fixture
def cleared(built, officer) -> PackVersion:
    return clear(built, by=officer, note="Read by two of us.")


@pytest.fixture
def published(cleared, officer) -> PackVersion:
    return publish(cleared, by=officer)
