"""The rows that lines of indicators are made of, each kind one prepared query."""

from typing import Any

from django.db.models import F, Q, QuerySet

from plan.prepared import DAY, Many, Prepared

from .models import ComparatorResult, Indicator, Restatement, Result, Target, Tolerance

INDICATOR = (
    "pk", "slug", "name", "unit", "decimals", "polarity", "owner__name", "data_source__name", "source",
    "how_measured", "is_key", "smallest_change", "suppress_below",
)  # fmt: skip
VALUE_COLUMNS = ("value", "qualifier", "upper", "numerator", "denominator", "base", "words")
# What a restatement keeps of a figure.
KEPT = (*VALUE_COLUMNS, "provisional", "source", "illustrative")
RESULT = ("indicator_id", "period", *KEPT, "commentary", "cause", "remedy", "back_on_target", "pk")
COUNT = (
    "pk", "indicator_id", "period", "breakdown_id", "breakdown__by", "breakdown__adds_up", "value", "upper",
    "numerator", "denominator", "words", "indicator__unit", "indicator__adding",
)  # fmt: skip

INDICATORS = Prepared(
    lambda indicators: Indicator.objects.filter(pk__among=indicators).values_list(*INDICATOR), indicators=Many()
)


def wholes(on: Any) -> QuerySet[Result]:
    """Results of indicators as wholes that were out on a day, oldest first."""
    return Result.objects.out_on(on).filter(breakdown__isnull=True).order_by("period_end", "period_start")


RESULTS = Prepared(
    lambda indicators, on: wholes(on).filter(indicator__among=indicators).values_list(*RESULT),
    indicators=Many(),
    on=DAY,
)
# What figures, of wholes and of parts, were before they were restated after a day: the newest change first.
EARLIER = Prepared(
    lambda indicators, on: (
        Restatement.objects.filter(result__indicator__among=indicators, day__gt=on)
        .order_by("-day", "-pk")
        .values_list("result_id", *KEPT)
    ),
    indicators=Many(),
    on=DAY,
)
TARGETS = Prepared(
    lambda indicators: Target.objects.filter(indicator__among=indicators)
    .order_by("period_end")
    .values_list(
        "indicator_id", "period", "kind", "value", "upper", "base", "group_id", "group__name", "source",
        "illustrative", "until_replaced", "origin", "link",
    ),
    indicators=Many(),
)  # fmt: skip
# What groups had by period, released by a day, where the indicator's own area is what is compared.
OTHERS = Prepared(
    lambda indicators, groups, on: ComparatorResult.objects.out_on(on)
    .filter(
        Q(area__isnull=True) | Q(area=F("indicator__area")), indicator__among=indicators, group__among=groups,
        value__isnull=False,
    )
    .values_list("indicator_id", "group_id", "period", "value"),
    indicators=Many(),
    groups=Many(),
    on=DAY,
)  # fmt: skip
TOLERANCES = Prepared(
    lambda indicators: Tolerance.objects.filter(indicator__among=indicators).values_list(
        "indicator_id", "starts", "ends", "amount", "per_cent"
    ),
    indicators=Many(),
)
POSITIONS = Prepared(
    lambda indicators, on: ComparatorResult.objects.out_on(on)
    .filter(indicator__among=indicators)
    .order_by("period_end", F("quartile").asc(nulls_first=True), "group__name")
    .values_list(
        "indicator_id", "group__name", "group__kind", "period", "value", "quartile", "rank", "size", "words", "source",
        "illustrative", "area_id", "indicator__area_id",
    ),
    indicators=Many(),
    on=DAY,
)  # fmt: skip
COUNTS = Prepared(
    lambda indicators: Result.objects.filter(indicator__among=indicators).values_list(*COUNT),
    indicators=Many(),
)  # fmt: skip
