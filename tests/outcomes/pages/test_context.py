"""Figures for context: with their source on the page of the part or outcome that they are about, and judged nowhere."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from outcomes.models import IndicatorCitation
from outcomes.pages.documents import document_of
from performance.models import Breakdown
from tests import factories

IN_ITS_DOCUMENT = (
    "1 figure, with its source The canal report What Figure Period Where in it, and notes "
    "Canals 12 miles 2020/21 Paragraph 4"
)


@pytest.fixture
def canals(fenbrook):
    canals = factories.make_indicator("Canals", unit="miles", polarity="neither", is_context=True)
    factories.make_result(canals, "2020/21", Decimal("12"), source="The canal report, paragraph 4")
    return canals


def test_they_stand_on_the_page_of_their_part_with_their_source(fenbrook, canals, words):
    IndicatorCitation.objects.create(item=fenbrook.roads.item, indicator=canals)
    page = f"/outcomes/{fenbrook.green.slug}/{fenbrook.roads.number}/"
    assert IN_ITS_DOCUMENT in words(page)


def test_they_stand_on_the_page_of_their_outcome(fenbrook, canals, words):
    IndicatorCitation.objects.create(item=fenbrook.green.item, indicator=canals)
    assert IN_ITS_DOCUMENT in words(f"/outcomes/{fenbrook.green.slug}/")
    assert "Canals" not in words(f"/outcomes/{fenbrook.green.slug}/{fenbrook.roads.number}/")


def test_each_document_is_named_once_with_the_place_of_each_figure(fenbrook, canals, words):
    for name, source in (
        ("Locks", "The lock list"), ("Boats", "The canal report, paragraph 9(i). Only those that float"), ("Weirs", ""),
    ):  # fmt: skip
        one = factories.make_indicator(name, unit="", polarity="neither", is_context=True)
        factories.make_result(one, "2020/21", Decimal("3"), source=source)
        IndicatorCitation.objects.create(item=fenbrook.roads.item, indicator=one)
    IndicatorCitation.objects.create(item=fenbrook.roads.item, indicator=canals)
    page = words(f"/outcomes/{fenbrook.green.slug}/{fenbrook.roads.number}/")
    said = page[page.index("Figures for context") :].replace("What Figure Period Where in it, and notes ", "")
    assert said.startswith(
        "Figures for context The plan is not judged by these. 4 figures, with their sources "
        "The lock list Locks 3 2020/21 "
        "The canal report Boats 3 2020/21 Paragraph 9(i). Only those that float Canals 12 miles 2020/21 Paragraph 4 "
        "Without a document Weirs 3 2020/21"
    )


@pytest.mark.parametrize(
    ("source", "document", "place"),
    [
        ("Report on demand, A Committee, 1 November 2021, paragraph 40. Forecast at period 5",
         "Report on demand, A Committee, 1 November 2021", "paragraph 40. Forecast at period 5"),
        ("Minutes, 6 September 2021, paragraph 24(vi). Reduced from £14 million",
         "Minutes, 6 September 2021", "paragraph 24(vi). Reduced from £14 million"),
        ("Draft Strategic Plan 2022-26, section 9.4. The document gives no date for it.",
         "Draft Strategic Plan 2022-26", "section 9.4. The document gives no date for it."),
        ("A list. Counted twice, once at night", "A list", "Counted twice, once at night"),
        ("A list, 1 May 2021", "A list, 1 May 2021", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_source_is_a_document_and_a_place_in_it(source, document, place):
    assert document_of(source) == (document, place)


@given(st.text())
def test_nothing_of_a_source_is_lost(source):
    document, place = document_of(source)
    kept = [sign for sign in source if sign not in ",. "]
    assert [sign for sign in document + place if sign not in ",. "] == kept


def test_their_own_page_judges_nothing(canals, words):
    told = words("/indicators/canals/")
    assert told.startswith("Figure for context Canals miles, 2020/21 12")
    assert "Against target" not in told
    assert "Good direction" not in told
    assert "About this figure" in told


def test_parts_have_their_source_too(canals, words):
    part = Breakdown.objects.create(indicator=canals, by="depth", name="Deep", slug="deep")
    factories.make_result(canals, "2020/21", Decimal("5"), breakdown=part, source="The depth survey")
    assert "By depth Figures by depth, newest first Depth 2020/21 Deep 5 miles Source: The depth survey" in words(
        "/indicators/canals/"
    )


@pytest.mark.django_db
def test_the_database_refuses_a_key_figure_for_context():
    with pytest.raises(IntegrityError, match="key_or_context"), transaction.atomic():
        factories.make_indicator("Both", is_key=True, is_context=True)
