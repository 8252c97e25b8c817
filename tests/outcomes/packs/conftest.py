"""The small world of the packs' tests, and a version of its pack at each stage."""

import hashlib

import pytest

from outcomes.models import PackVersion
from outcomes.packs import dividing, paper
from outcomes.packs.building import build, request_build
from outcomes.packs.kinds import USUAL
from outcomes.packs.publishing import clear, publish
from plan import roles
from plan.models import User
from tests.factories import make_user
from tests.ground import ground
from tests.printing import warm_print  # noqa: F401  a fixture

from .world import World, make_world


@ground("pack_world")
def pack_world(standing) -> tuple[World, User]:
    """The world with its officer."""
    return make_world(), make_user(roles.POLICY_OFFICER)


@ground("pack_built", on="pack_world")
def pack_built(standing) -> PackVersion:
    world, officer = standing["pack_world"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "print_pdf", print_quickly)
        return build(request_build(world.pack, by=officer, queued=False).pk)


@ground("pack_in_parts", on="pack_world")
def pack_in_parts(standing) -> PackVersion:
    """Built where a page may weigh no more than a quarter of what it may."""
    world, officer = standing["pack_world"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "print_pdf", print_quickly)
        patch.setattr(dividing, "MOST", 24_000)
        patch.setattr(dividing, "RESERVE", 2_000)
        return build(request_build(world.pack, by=officer, queued=False).pk)


@ground("pack_out_in_parts", on="pack_in_parts")
def pack_out_in_parts(standing) -> PackVersion:
    officer = standing["pack_world"][1]
    return publish(clear(standing["pack_in_parts"], by=officer), by=officer)


@ground("pack_cleared", on="pack_built")
def pack_cleared(standing) -> PackVersion:
    return clear(standing["pack_built"], by=standing["pack_world"][1], note="Read by two of us.")


@ground("pack_published", on="pack_cleared")
def pack_published(standing) -> PackVersion:
    return publish(standing["pack_cleared"], by=standing["pack_world"][1])


@pytest.fixture
def world(pack_world) -> World:
    return pack_world[0]


@pytest.fixture
def officer(request, db):
    if "pack_world" in request.fixturenames:
        return request.getfixturevalue("pack_world")[1]
    return make_user(roles.POLICY_OFFICER)


@pytest.fixture
def quick_print(monkeypatch):
    """Stands in for the rendering, which takes seconds."""
    monkeypatch.setattr(paper, "print_pdf", print_quickly)


def print_quickly(content, design=USUAL) -> paper.Printed:
    """Bytes that depend on the content and on nothing else."""
    return paper.Printed(b"%PDF " + hashlib.sha256(paper.print_page(content, design)).hexdigest().encode(), 7)


@pytest.fixture
def built(pack_built, quick_print) -> PackVersion:
    return pack_built


@pytest.fixture
def cleared(pack_cleared, quick_print) -> PackVersion:
    return pack_cleared


@pytest.fixture
def published(pack_published, quick_print) -> PackVersion:
    return pack_published
