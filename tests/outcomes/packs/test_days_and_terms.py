"""Pure rules: the days a pack stands on, and which terms its glossary needs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.packs.content import Term
from outcomes.packs.dates import Days, days_of, publish_by
from outcomes.packs.glossary import rules, terms_in
from plan.calendar import clear_days_between
from plan.periods import Period

QUARTER = Period.parse("2022-Q2")
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_a_pack_for_a_meeting():
    told = days_of(QUARTER, date(2022, 11, 7), today=date(2026, 1, 5))

    assert told == Days(edition=date(2022, 9, 30), remit=date(2022, 11, 7), cut_off=date(2022, 10, 28))


def test_a_pack_without_a_meeting():
    told = days_of(QUARTER, None, today=date(2022, 10, 12))

    assert told == Days(edition=date(2022, 9, 30), remit=date(2022, 9, 30), cut_off=date(2022, 10, 12))


@given(meeting=days, today=days)
def test_nothing_is_known_after_today_nor_within_five_clear_days(meeting, today):
    cut_off = days_of(QUARTER, meeting, today=today).cut_off

    assert cut_off <= today
    assert clear_days_between(cut_off, meeting) >= 5
    assert cut_off in (today, publish_by(meeting))


@pytest.mark.parametrize("code", ["2022/23", "2022", "2022-07"])
def test_only_a_quarter_has_a_pack(code):
    with pytest.raises(ValueError, match="A pack is for a quarter, such as 2022-Q2"):
        days_of(Period.parse(code), None, today=date(2022, 10, 12))


GLOSSARY = [("NHS", "Health service"), ("Weir", "A low dam"), ("Strategy", "A long plan"), ("R&D", "Research")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The weir is mended", ["Weir"]),
        ("two weirs, three strategies", ["Weir", "Strategy"]),
        ("weird", []),
        ("nhs", []),
        ("the NHS's beds", ["NHS"]),
        ("spent on R&D.", ["R&D"]),
        ("", []),
    ],
)
def test_terms_that_occur(words, found):
    assert [term.term for term in terms_in(words, GLOSSARY)] == found


def test_a_term_comes_with_its_definition():
    assert terms_in("A weir", GLOSSARY) == (Term("Weir", "A low dam"),)


def test_rules_speak_of_what_the_plan_calls_its_promises():
    assert "for a sub-outcome or a commitment" in rules("commitment")[0].definition
    assert "for a sub-outcome or an action" in rules("action")[0].definition
