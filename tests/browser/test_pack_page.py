"""A published pack as a web page, in a real browser."""

import pytest

from outcomes.packs.building import build, request_build
from plan import roles
from tests.factories import make_user
from tests.outcomes.packs.conftest import quick_print  # noqa: F401  the page is real, the PDF beside it is not
from tests.outcomes.packs.world import issue, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick_print")]


@pytest.fixture
def address(transactional_db) -> str:
    officer, world = make_user(roles.POLICY_OFFICER), make_world()
    version = issue(build(request_build(world.pack, by=officer, queued=False).pk), by=officer)
    return f"/packs/environment-committee/2022-Q2/v1/{version.files.get(kind='html').name}"


def test_everyone_can_use_it(address, page, faults_in_every_look):
    page.goto(address)

    assert page.locator("h1").inner_text().startswith("How the Strategic Plan is going")
    assert "\n".join(faults_in_every_look(page)) == ""


def test_its_own_style_and_pictures_are_let_through_and_nothing_is_refused(address, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)

    assert page.evaluate("getComputedStyle(document.querySelector('.tag.warn')).color") == "rgb(138, 90, 0)"
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert said == []


def test_the_keyboard_reaches_the_pack_and_its_tables(address, page):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the pack"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "See 1.1"
