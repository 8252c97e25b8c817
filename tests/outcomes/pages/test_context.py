"""Figures for context: with their source on the page of the part or outcome that they are about, and judged nowhere."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from outcomes.models import IndicatorCitation
from performance.models import Breakdown
from tests import factories


@pytest.fixture
def canals(fenbrook):
    canals = factories.make_indicator("Canals", unit="miles", polarity="neither", is_context=True)
    factories.make_result(canals, "2020/21", Decimal("12"), source="The canal report, paragraph 4")
    return canals


def test_they_stand_on_the_page_of_their_part_with_their_source(fenbrook, canals, words):
    IndicatorCitation.objects.create(item=fenbrook.roads.item, indicator=canals)
    page = f"/outcomes/{fenbrook.green.slug}/{fenbrook.roads.number}/"
    assert "Canals 12 miles 2020/21 The canal report, paragraph 4" in words(page)


def test_they_stand_on_the_page_of_their_outcome(fenbrook, canals, words):
    IndicatorCitation.objects.create(item=fenbrook.green.item, indicator=canals)
    assert "Canals 12 miles 2020/21 The canal report, paragraph 4" in words(f"/outcomes/{fenbrook.green.slug}/")
    assert "Canals" not in words(f"/outcomes/{fenbrook.green.slug}/{fenbrook.roads.number}/")


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
