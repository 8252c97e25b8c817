"""Comments are sorted into themes in a real browser with the keyboard alone and without scripts: ticked, saved, and
refused where somebody else was quicker; and nothing that axe finds on the page."""

from datetime import timedelta

import pytest

from consultation.asking.announcing import announce
from consultation.models import Coding, Comment, Theme
from consultation.weighing.coding import Decision, code
from plan import clock
from plan.roles import POLICY_OFFICER
from tests.consultation.asked import make_survey, respond
from tests.factories import make_user

from .pressing import press as click
from .test_survey import press, reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BUSES = "Our buses stop at six in the evening."


@pytest.fixture
def survey(transactional_db):
    today = clock.today()
    row = make_survey(
        title="Libraries", slug="libraries", opens=today - timedelta(days=1), closes=today + timedelta(days=5),
        keep_until=today + timedelta(days=400),
    )  # fmt: skip
    announce(row, by=make_user(POLICY_OFFICER))
    respond(row, 1, kind="resident", agree="neither", text=BUSES)
    Comment.objects.create(consultation=row, came="letter", words="Litter lies on every verge.")
    Theme.objects.create(consultation=row, position=1, title="Litter", summary="Verges are dirty.")
    Theme.objects.create(consultation=row, position=2, title="Rural buses", summary="Few buses run in the evening.")
    return row


@pytest.fixture
def officer(survey):
    return make_user(POLICY_OFFICER, username="sorter")


def path(survey) -> str:
    return f"/admin/consultation/theme/code/{survey.pk}/"


def sorted_so() -> set[tuple[str, str]]:
    rows = Coding.objects.select_related("theme", "answer", "comment")
    return {((row.answer.text if row.answer else row.comment.words), row.theme.title) for row in rows}


def box(number: int, theme: str) -> str:
    """The tick of a theme for the text of this number on the page."""
    return f"fieldset:nth-of-type({number}) label:has-text('{theme}') input"


def test_comments_are_sorted_by_keyboard_alone_without_scripts(survey, officer, open_page, sign_in, scrolls_sideways):
    page = open_page(width=320, scripts=False)
    sign_in(page, officer)
    page.goto(f"/admin/consultation/consultation/{survey.pk}/change/")
    press(page, "a:has-text('Sort comments into themes')")
    assert BUSES in page.inner_text("fieldset:nth-of-type(1)")
    first = page.locator("fieldset:nth-of-type(1) label").first.inner_text()
    assert " ".join(first.split()) == "Rural buses suggested because of “buses”, “evening”"
    assert scrolls_sideways(page) <= 0
    press(page, box(1, "Rural buses"), "Space")
    press(page, "input[value='Save and go on']")
    assert "Themes of 1 comment saved." in page.inner_text(".messagelist")
    assert sorted_so() == {(BUSES, "Rural buses")}
    assert BUSES not in page.inner_text("#content-main")
    press(page, box(1, "Litter"), "Space")
    press(page, "input[value='Save and go on']")
    assert sorted_so() == {(BUSES, "Rural buses"), ("Litter lies on every verge.", "Litter")}
    assert "All comments are in a theme." in page.inner_text("#content-main")
    reach(page, "#theme")
    page.keyboard.press("End")  # the last of the choices: rural buses
    press(page, "form.sorting-choice button")
    assert BUSES in page.inner_text("#sorting")
    assert "Litter lies" not in page.inner_text("#sorting")
    press(page, box(1, "Rural buses"), "Space")  # and taken away again
    press(page, "input[value='Save and go on']")
    assert sorted_so() == {("Litter lies on every verge.", "Litter")}


def test_who_was_slower_is_told_keeps_the_ticks_and_saves_by_keyboard(survey, officer, open_page, sign_in):
    page = open_page(scripts=False)
    sign_in(page, officer)
    page.goto(path(survey))
    litter, buses = Theme.objects.order_by("position")
    letter = Comment.objects.get()
    quick = Decision(("comment", letter.pk), frozenset({buses.pk}), frozenset())
    code(consultation=survey, decisions=[quick], by=make_user(POLICY_OFFICER))
    press(page, box(2, "Litter"), "Space")
    press(page, "input[value='Save and go on']")
    assert page.title().startswith("Error:")
    assert "Somebody else chose: Rural buses." in page.inner_text("fieldset:nth-of-type(2)")
    assert page.locator(box(2, "Litter")).is_checked()
    assert sorted_so() == {(letter.words, "Rural buses")}
    press(page, "input[value='Save and go on']")
    assert sorted_so() == {(letter.words, litter.title)}


def test_axe_finds_nothing_on_the_page_sorted_refused_or_empty(survey, officer, open_page, sign_in,
                                                               faults_in_every_look):  # fmt: skip
    page = open_page()
    sign_in(page, officer)
    page.goto(path(survey))
    found = faults_in_every_look(page)
    Comment.objects.all().delete()
    page.check(box(2, "Litter"))
    click(page.locator("input[value='Save and go on']"))
    assert "is not there any more" in page.inner_text("[role=alert]")
    found += faults_in_every_look(page)
    page.goto(f"{path(survey)}?question=comments")
    assert "Nothing fits." in page.inner_text("#content-main")
    found += faults_in_every_look(page)
    assert found == []
