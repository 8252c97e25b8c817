"""Prepared queries: the same rows as the queryset they were made of, for any values, on both databases."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes.models import IndicatorCitation
from performance.models import Result
from plan.models import Department
from plan.prepared import DAY, ITEM, KEY, TEXT, Many, Prepared
from tests import factories

pytestmark = pytest.mark.django_db

CITED = Prepared(
    lambda items, on: (
        IndicatorCitation.objects.on(on)
        .filter(item__among=items)
        .order_by("pk")
        .values_list("item_id", "indicator__name", "starts", "illustrative")
    ),
    items=Many(ITEM),
    on=DAY,
)
FIGURES = Prepared(
    lambda indicators: (
        Result.objects.filter(indicator__among=indicators)
        .order_by("pk")
        .values_list("period", "value", "released", "provisional")
    ),
    indicators=Many(),
)
NAMED = Prepared(
    lambda key, names: (
        Department.objects.filter(name__among=names).exclude(pk=key).order_by("name").values_list("name", "slug")
    ),
    key=KEY,
    names=Many(TEXT),
)


def citations(plan):
    for number, sub_outcome in enumerate(plan.suboutcomes.all()):
        IndicatorCitation.objects.create(
            item=sub_outcome.item, indicator=factories.make_indicator(), starts=date(2022, 1, 1 + number)
        )


def test_the_rows_are_those_of_the_queryset_with_values_in_it():
    plan = factories.make_tree(factories.make_plan(), outcomes=2, sub_outcomes=2)
    citations(plan)
    wanted = list(plan.suboutcomes.values_list("item_id", flat=True))
    for items in (wanted, wanted[:1], [uuid4()]):
        for on in (date(2021, 12, 31), date(2022, 1, 2), date(2022, 6, 1)):
            rows = IndicatorCitation.objects.on(on).filter(item__in=items).order_by("pk")
            expected = list(rows.values_list("item_id", "indicator__name", "starts", "illustrative"))
            assert CITED(items=items, on=on) == expected


def test_decimals_days_and_what_is_empty_come_back_as_django_gives_them():
    indicator = factories.make_indicator()
    factories.make_result(indicator, "2020/21", Decimal("1.5000"))
    factories.make_result(indicator, "2021/22", None)
    expected = list(Result.objects.order_by("pk").values_list("period", "value", "released", "provisional"))
    found = FIGURES(indicators=[indicator.pk])
    assert found == expected
    assert [str(row[1]) for row in found] == [str(row[1]) for row in expected]


def test_words_are_compared_as_words_whatever_they_hold():
    odd = 'Roads", "and\\ streets\'; --'
    for name in (odd, "Parks", "Waste"):
        Department.objects.create(name=name, slug=f"d{len(name)}{name[0].lower()}")
    parks = Department.objects.get(name="Parks")
    assert [name for name, _ in NAMED(key=parks.pk, names=[odd, "Parks"])] == [odd]


def test_one_query_for_three_keys_and_for_three_thousand_and_none_for_none():
    keys = [factories.make_indicator().pk for _ in range(3)]
    for asked, queries in ((keys, 1), ([*keys, *range(10_000, 13_000)], 1), ([], 0)):
        with CaptureQueriesContext(connection) as counted:
            FIGURES(indicators=asked)
        assert len(counted) == queries


def test_what_is_not_asked_for_and_what_is_missing_is_refused():
    with pytest.raises(TypeError, match="This query asks for items, on, and was given items"):
        CITED(items=[uuid4()])
    with pytest.raises(TypeError, match="and was given items, on, by"):
        CITED(items=[uuid4()], on=date(2022, 1, 1), by=1)
