"""Loads an example council's indicators with their results, targets and comparisons (`indicators.toml`)."""

from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from plan.examples import absent, read, sourced
from plan.models import Department
from plan.wording import count

from .models import ComparatorGroup, ComparatorResult, Indicator, Result, Source, Target, Tolerance

POLARITY = {"high": "high", "low": "low", "none": "neither"}
QUALIFIER = {"approximate": "about"}


@transaction.atomic
def load_indicators(folder: Path, by) -> list[str]:
    data = read(folder, "indicators.toml")
    if not data:
        return []
    for row in absent(Source, data["sources"]):
        Source.objects.create(
            slug=row["slug"], name=row["name"], kind=row["kind"], date=row.get("date", ""), answers=row.get("answers")
        )
    sources = {source.slug: source for source in Source.objects.all()}
    departments = {department.slug: department for department in Department.objects.all()}
    rows = absent(Indicator, data["indicators"])
    for row in rows:
        indicator = Indicator.objects.create(
            slug=row["slug"], name=row["name"], unit=row["unit"], polarity=POLARITY[row["polarity"]],
            decimals=row["decimals"], data_source=sources[row["source"]], owner=departments.get(row["owner"]),
            is_key=row["key"], how_measured=row["how_measured"], source=row.get("note", "")[:300],
            smallest_change=_decimal(row.get("smallest_change")),
        )  # fmt: skip
        if row.get("tolerance"):
            Tolerance.objects.create(indicator=indicator, amount=Decimal(row["tolerance"]))
        _load_figures(indicator, row)
    return [f"{count(len(rows), 'indicator')} added, {Indicator.objects.count()} in all"]


def _load_figures(indicator: Indicator, row: dict) -> None:
    for result in row.get("results", ()):
        qualifier = result["qualifier"] if result.get("value") else "exact"
        Result.objects.create(
            indicator=indicator, period=result["period"], value=_decimal(result.get("value")),
            qualifier=QUALIFIER.get(qualifier, qualifier), words=result.get("words", ""), **sourced(result),
        )  # fmt: skip
    for target in row.get("targets", ()):
        Target.objects.create(
            indicator=indicator, period=target["period"], value=Decimal(target["value"]), kind=target["kind"],
            **sourced(target),
        )  # fmt: skip
    for comparison in row.get("comparisons", ()):
        group, _ = ComparatorGroup.objects.get_or_create(
            slug=slugify(comparison["group"]), defaults={"name": comparison["group"]}
        )
        quartile = comparison.get("quartile")
        ComparatorResult.objects.create(
            indicator=indicator, group=group, period=comparison["period"], value=_decimal(comparison.get("value")),
            quartile=int(quartile) if quartile else None, rank=comparison.get("rank"), size=comparison.get("size"),
            words=comparison.get("words", ""), **sourced(comparison),
        )  # fmt: skip


def _decimal(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None
