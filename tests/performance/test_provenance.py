"""Where a figure comes from goes with the figure: a new one does not pass for what an old document said."""

from decimal import Decimal

import pytest
from django.test import Client

from performance.importing import records
from performance.models import Result, Source
from performance.read import indicator_lines
from plan import clock
from tests.factories import make_indicator, make_result

pytestmark = pytest.mark.django_db
OLD = "Draft Strategic Plan 2022-26, section 6.2"


@pytest.fixture
def roads():
    survey = Source.objects.create(name="Road condition survey", slug="survey", kind="survey")
    return make_indicator("Roads", slug="roads", data_source=survey)


@pytest.fixture
def result(roads):
    return make_result(roads, "2021/22", 125, source=OLD, illustrative=True, commentary="As it was")


def enter(**cells):
    entered = records.enter([{"indicator": "roads", "period": "2021/22", **cells}], name="x", by=None, why="Recounted")
    assert not entered.errors


def told(result) -> tuple:
    result.refresh_from_db()
    return result.value, result.source, result.illustrative


def test_another_figure_is_neither_from_the_old_document_nor_made_up(result):
    enter(value="11.1")
    assert told(result) == (Decimal("11.1"), "", False)
    assert list(result.history.order_by("history_id").values_list("source", "illustrative"))[:1] == [(OLD, True)]
    kept = result.restatements.get()
    assert (kept.value, kept.source, kept.illustrative) == (Decimal(125), OLD, True)


def test_the_same_figure_with_other_words_or_status_keeps_both(result):
    enter(value="125", commentary="It was wet.", status="provisional")
    assert told(result) == (Decimal(125), OLD, True)


def test_a_figure_without_a_source_of_its_own_shows_the_indicators_data_source(roads, result):
    enter(value="11.1")
    make_result(roads, "2020/21", 10, source="Annual report 2021")
    figures = indicator_lines([roads.pk], on=clock.today())[roads.pk].figures
    assert [figure.source for figure in figures] == ["Annual report 2021", "Road condition survey"]
    shown = {one["period"]: one for one in Client().get("/api/v1/indicators/roads/").json()["figures"]}
    assert (shown["2021/22"]["source"], shown["2021/22"]["illustrative"]) == ("Road condition survey", False)
    listed = Client().get("/api/v1/results/?indicator=roads").json()["results"]
    assert {one["period"]: one["source"] for one in listed}["2021/22"] == "Road condition survey"


def test_the_whole_reason_is_kept_in_the_history(result):
    why = "Counted again, " * 20
    records.enter([{"indicator": "roads", "period": "2021/22", "value": "70"}], name="x", by=None, why=why)
    assert Result.history.first().history_change_reason == why
