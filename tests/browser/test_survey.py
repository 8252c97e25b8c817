"""The survey in a real browser, as somebody goes through it with the keyboard alone, without scripts, at 320 pixels;
and nothing that axe finds on any of its steps, those with an error among them."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from consultation.answering import limits, stamps
from consultation.asking.announcing import announce
from consultation.models import Answer, Response
from plan import clock
from plan.roles import POLICY_OFFICER
from tests.consultation.asked import make_survey
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = "element => element === document.activeElement"


@pytest.fixture
def survey(transactional_db, monkeypatch):
    monkeypatch.setattr(stamps, "TOO_FAST", 0)  # a test reads faster than people do
    cache.clear()
    today = clock.today()
    row = make_survey(
        title="Libraries", slug="libraries", opens=today - timedelta(days=1), closes=today + timedelta(days=5),
        keep_until=today + timedelta(days=400), illustrative=True,
    )  # fmt: skip
    yield announce(row, by=make_user(POLICY_OFFICER))
    cache.clear()


def reach(page, selector: str) -> None:
    """Press Tab until the place is on what the selector names."""
    target = page.locator(selector).first
    for _ in range(80):
        if target.evaluate(AT):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector} on {page.url}.")


def press(page, selector: str, key: str = "Enter") -> None:
    reach(page, selector)
    go_on(page) if key == "Enter" else page.keyboard.press(key)


def go_on(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_survey_is_answered_by_keyboard_alone_without_scripts_on_a_narrow_screen(survey, open_page, scrolls_sideways):
    page = open_page(width=320, scripts=False)
    going_on = "button:has-text('Continue')"
    page.goto(survey.get_absolute_url())
    press(page, "a:has-text('Answer the survey')")
    press(page, "a:has-text('Start')")
    press(page, going_on)  # a needed answer is missing: the summary leads to its field
    assert page.title().startswith("Error: Question 1 of 5")
    press(page, ".problem a")
    press(page, "input[value=resident]", "Space")
    press(page, going_on)
    assert "Question 2 of 5" in page.inner_text("main")
    reach(page, "input[type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # tend to agree
    press(page, going_on)
    for row in (1, 2):  # the matrix: a group of its own for each row
        press(page, f"fieldset:nth-of-type({row}) input", "Space")
    assert scrolls_sideways(page) <= 0
    press(page, "button:has-text('Save and come back')")
    code = page.inner_text("strong.code")
    press(page, "button:has-text('Leave')")
    press(page, "a:has-text('Answer the survey')")
    press(page, "a:has-text('Go on with answers that you saved')")
    reach(page, "#code")
    page.keyboard.type(code.lower())
    go_on(page)
    press(page, "input[value=parks]", "Space")
    press(page, going_on)
    reach(page, "textarea")
    page.keyboard.type("More seats, please.")
    press(page, going_on)
    assert "About you: question 1 of 1, optional" in page.inner_text("main")
    press(page, "button:has-text('Skip')")
    assert "More seats, please." in page.inner_text("main")
    press(page, "dl > div:nth-child(2) a")  # change the answer to the second question
    reach(page, "input:checked")
    page.keyboard.press("ArrowUp")
    press(page, going_on)
    press(page, "button:has-text('Hand in')")
    response = Response.objects.get()
    assert page.inner_text("strong.code") == response.reference
    assert scrolls_sideways(page) <= 0
    press(page, "button:has-text('Finish')")
    assert response.is_submitted
    said = Answer.objects.order_by("question__position", "row__position")
    assert list(said.values_list("choice", "text")) == [
        ("resident", ""), ("strongly_agree", ""), ("very", ""), ("very", ""), ("parks", ""),
        ("", "More seats, please."),
    ]  # fmt: skip


@pytest.fixture
def look(axe, scrolls_sideways):
    """Looks at a page under a name; what it found is in `look.found`."""

    def look(page, name: str) -> None:
        look.found.extend(f"{name}: {fault}" for fault in axe(page))
        if scrolls_sideways(page) > 0:
            look.found.append(f"{name} scrolls sideways")

    look.found = []
    return look


def test_axe_finds_nothing_on_any_step_or_error(survey, open_page, look):
    start = f"{survey.get_absolute_url()}answer/"
    for width, theme in ((1280, "light"), (320, "dark")):
        page = open_page(width=width, theme=theme)
        page.goto(start)
        look(page, "start")
        for number in range(1, 7):
            page.goto(f"{start}{number}/")
            look(page, f"question {number}")
        page.goto(f"{start}1/")
        page.click("button:has-text('Continue')")
        look(page, "a needed answer is missing")
        page.goto(f"{start}5/")
        page.locator("textarea").evaluate(
            "area => { area.removeAttribute('maxlength'); area.value = 'x'.repeat(4001) }"
        )
        page.click("button:has-text('Continue')")
        look(page, "too long")
        page.goto(f"{start}return/")
        look(page, "return")
        page.fill("#code", "BBBB")
        page.click("button:has-text('Continue')")
        look(page, "a wrong code")
        page.goto(f"{start}2/")
        page.click("text=Tend to agree")
        page.click("button:has-text('Save and come back')")
        look(page, "saved")
        page.goto(f"{start}check/")
        page.click("button:has-text('Hand in')")
        look(page, "an answer lacks")
        page.goto(f"{start}1/?then=check")
        page.click("text=Resident")
        page.click("button:has-text('Continue')")
        look(page, "check")
        page.goto(start)
        look(page, "begun")
        page.goto(f"{start}check/")
        page.click("button:has-text('Hand in')")
        look(page, "done")
        page.goto(start)
        look(page, "start after handing in")
    assert look.found == []


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "light"), (320, "dark"), (1280, "dark")])
def test_axe_finds_nothing_where_a_visitor_is_turned_away_or_asks_for_erasure(
    survey, open_page, look, monkeypatch, width, theme
):
    start = f"{survey.get_absolute_url()}answer/"
    page = open_page(width=width, theme=theme)
    page.goto(f"{survey.get_absolute_url()}erase/")
    assert page.inner_text("h1") == "Have your response erased"
    look(page, "erase")
    page.goto(f"{start}2/")
    page.click("button:has-text('Save and come back')")
    assert "there is nothing to save" in page.inner_text(".problem")
    look(page, "nothing to save")
    page.locator("[name=stamp]").evaluate("field => { field.value = 'forged' }")
    page.click("button:has-text('Continue')")
    assert page.inner_text("h1") == "That form could not be accepted"
    look(page, "refused")
    page.goto(f"{start}2/")
    monkeypatch.setattr(limits, "POSTS", limits.Bucket("none", size=0, a_minute=1))
    page.click("button:has-text('Continue')")
    assert page.inner_text("h1") == "Please try again in a minute"
    look(page, "slow down")
    assert look.found == []
