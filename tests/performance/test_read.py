"""What is shown of an indicator: its direction counts only changes that are large enough to count."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from performance.models import Indicator
from performance.read import IndicatorLine, indicator_lines
from tests.factories import make_indicator, make_result

pytestmark = pytest.mark.django_db


def line_of(indicator: Indicator) -> IndicatorLine:
    return indicator_lines([indicator.pk], on=date(2022, 10, 28))[indicator.pk]


@pytest.mark.parametrize(
    ("smallest", "change", "reason"),
    [
        (None, "worse", "Worse: 79% in 2021/22, down 1 point from 80% in 2020/21; high is good."),
        ("0", "worse", "Worse: 79% in 2021/22, down 1 point from 80% in 2020/21; high is good."),
        ("1", "worse", "Worse: 79% in 2021/22, down 1 point from 80% in 2020/21; high is good."),
        ("1.5", "same", "No significant change: 79% in 2021/22, down 1 point from 80% in 2020/21; "
                        "changes of less than 1.5 points are not counted."),
    ],
)  # fmt: skip
def test_a_change_smaller_than_the_indicators_smallest_is_not_significant(smallest, change, reason):
    indicator = make_indicator(smallest_change=None if smallest is None else Decimal(smallest))
    make_result(indicator, "2020/21", 80)
    make_result(indicator, "2021/22", 79)

    direction = line_of(indicator).direction

    assert (direction.change.value, direction.reason) == (change, reason)


def test_the_smallest_change_leaves_the_rating_alone():
    indicator = make_indicator(smallest_change=Decimal(5), tolerance=Decimal(1))
    indicator.targets.create(period="2021/22", value=80, kind="at_least")
    make_result(indicator, "2021/22", 78)

    assert line_of(indicator).rating.status.value == "red"


def test_the_database_refuses_a_smallest_change_below_nought():
    indicator = make_indicator()

    with pytest.raises(IntegrityError, match="smallest_change_positive"), transaction.atomic():
        Indicator.objects.filter(pk=indicator.pk).update(smallest_change=Decimal("-0.1"))
