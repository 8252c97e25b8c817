"""The stage of a version of the plan, from decisions, consultations and dates alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.routes import slip
from plan.stages import Agreed, Asked, Facts, Stage, last_day, months_before, stage_of

WINDOW = (Asked(date(2021, 11, 1), date(2022, 2, 18)),)
TO_CONSULT = (Agreed(date(2021, 10, 26), approves=False),)
APPROVED = (Agreed(date(2022, 3, 29), approves=True),)
IN_FORCE = {"in_force_from": date(2022, 5, 18), "council_approved": True}


@pytest.mark.parametrize(
    ("facts", "on", "stage"),
    [
        ({}, date(2021, 9, 1), Stage.DRAFTING),
        ({"cabinet": TO_CONSULT, "asked": WINDOW}, date(2021, 10, 31), Stage.CABINET_APPROVED_DRAFT),
        ({"cabinet": TO_CONSULT, "asked": WINDOW}, date(2021, 11, 1), Stage.IN_CONSULTATION),
        ({"cabinet": TO_CONSULT, "asked": WINDOW}, date(2022, 2, 18), Stage.IN_CONSULTATION),
        ({"cabinet": TO_CONSULT, "asked": WINDOW}, date(2022, 2, 19), Stage.CONSULTED),
        ({"of_consulted": True}, date(2022, 3, 1), Stage.REVISED_AFTER),
        ({"of_consulted": True, "cabinet": APPROVED}, date(2022, 3, 29), Stage.CABINET_APPROVED),
        ({"of_consulted": True, "cabinet": TO_CONSULT}, date(2022, 3, 29), Stage.REVISED_AFTER),
        ({"cabinet": APPROVED, "asked": WINDOW}, date(2022, 3, 29), Stage.CABINET_APPROVED),
        ({"cabinet": (Agreed(date(2021, 10, 26), approves=True),), "asked": WINDOW}, date(2022, 3, 1), Stage.CONSULTED),
        ({"council_approved": True, "asked": WINDOW}, date(2022, 2, 1), Stage.COUNCIL_APPROVED),
        (IN_FORCE, date(2022, 5, 17), Stage.COUNCIL_APPROVED),
        (IN_FORCE, date(2026, 3, 31), Stage.IN_FORCE),
        (IN_FORCE, date(2026, 4, 1), Stage.OVERRUN),
        ({**IN_FORCE, "revises": True}, date(2022, 5, 18), Stage.REVISED_IN_FORCE),
        ({**IN_FORCE, "in_force_until": date(2024, 7, 1), "followed": True}, date(2024, 7, 1), Stage.REPLACED),
        ({**IN_FORCE, "in_force_until": date(2026, 5, 20)}, date(2026, 5, 20), Stage.EXPIRED),
        ({"asked": WINDOW, "followed": True}, date(2022, 6, 1), Stage.REPLACED),
    ],
)  # fmt: skip
def test_stages(facts, on, stage):
    assert stage_of(Facts(end_year=2026, **facts), on) is stage


def test_every_stage_of_the_requirement_has_its_name():
    assert [stage.words for stage in Stage] == [
        "Drafting", "Cabinet-approved draft", "In consultation", "Consultation over", "Revised", "Cabinet-approved",
        "Council-approved", "In force", "Revised, in force", "Replaced by a later version", "Expired",
        "In force, past its last year",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("planned", "actual", "words"),
    [
        (date(2017, 9, 27), date(2017, 12, 6), "10 weeks later than planned"),
        (date(2022, 1, 21), date(2022, 2, 18), "4 weeks later than planned"),
        (date(2022, 5, 18), date(2022, 5, 18), "on the day planned"),
        (date(2022, 5, 18), date(2022, 5, 17), "1 day earlier than planned"),
        (date(2022, 5, 9), date(2022, 5, 18), "1 week and 2 days later than planned"),
    ],
)
def test_by_how_much_a_step_slipped(planned, actual, words):
    assert slip(planned, actual) == words


def test_months_end_on_their_last_day():
    assert [months_before(last_day(2026), months) for months in (12, 6, 3)] == [
        date(2025, 3, 31), date(2025, 9, 30), date(2025, 12, 31),
    ]  # fmt: skip


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_so_many_months_before_is_the_end_of_a_month_and_earlier(when, months):
    found = months_before(when, months)
    assert found < when.replace(day=1)
    assert (found + timedelta(days=1)).day == 1
