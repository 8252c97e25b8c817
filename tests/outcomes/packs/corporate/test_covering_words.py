"""Covering words before the pages stand on the first of them: they cost no page of their own."""

from dataclasses import replace

import pytest

from outcomes.packs.corporate.cmt import LISTS, MOST_BESIDE, PAGES, takes
from outcomes.packs.corporate.cmt_fitting import ROOM, _height, fitted
from outcomes.packs.told import Chosen

from .conftest import content_of

pytestmark = pytest.mark.django_db
WORDS = "Please decide on the weir first. " * 9


def test_the_first_page_makes_room_for_them(corporate):
    page = content_of(corporate.cmt).pages[0]
    full = fitted(replace(page, troubles=page.troubles * 40))
    made = fitted(full, taken=takes(WORDS))

    assert _height(made, {name: list(getattr(made, name)) for name in LISTS}) <= ROOM - takes(WORDS)
    lost = len(full.troubles) - len(made.troubles)
    assert made.left_out["troubles"] == full.left_out["troubles"] + lost


@pytest.mark.parametrize(("words", "shares"), [("", True), (WORDS, True), (WORDS * 9, False)])
def test_words_that_would_take_most_of_it_have_a_page(corporate, words, shares):
    content = replace(content_of(corporate.cmt), sections=(Chosen(PAGES, "The pages", words),))
    assert content.shares_a_page is shares
    assert (takes(words) <= MOST_BESIDE) is shares
