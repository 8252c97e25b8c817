"""Loads an example council's indicators with all that is stated of them (`indicators.toml`, `indicators/*.toml`).

Create-if-absent: an indicator that is there already keeps everything as its officers left it.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from plan.examples import absent, read_all, sourced
from plan.models import Department
from plan.wording import count

from .models import (
    Area,
    Breakdown,
    ComparatorGroup,
    ComparatorResult,
    Forecast,
    Indicator,
    Peer,
    PeerResult,
    Result,
    Source,
    Target,
    Tolerance,
)

Row = dict[str, Any]

POLARITY = {"high": "high", "low": "low", "none": "neither"}
QUALIFIER = {"approximate": "about"}
NO_DATE = "The document gives no date for it."
FIGURE = ("value", "upper", "numerator", "denominator")


@transaction.atomic
def load_indicators(folder: Path, by) -> list[str]:
    data = read_all(folder, "indicators")
    if not data:
        return []
    _load_surroundings(data)
    loader = Loader()
    rows = absent(Indicator, data["indicators"])
    for row in rows:
        loader.load(row)
    return [f"{count(len(rows), 'indicator')} added, {Indicator.objects.count()} in all"]


def _load_surroundings(data: Row) -> None:
    """What indicators refer to: sources, areas, comparator groups with their councils."""
    for row in absent(Source, data.get("sources", ())):
        Source.objects.create(
            slug=row["slug"], name=row["name"], kind=row["kind"], date=row.get("date", ""), answers=row.get("answers")
        )
    for row in absent(Area, data.get("areas", ())):
        Area.objects.create(slug=row["slug"], name=row["name"], kind=row["kind"], code=row.get("code", ""))
    for row in absent(ComparatorGroup, data.get("groups", ()), by="name"):
        group = ComparatorGroup.objects.create(
            slug=slugify(row["name"]), name=row["name"], kind=row["kind"], size=row.get("size")
        )
        for name in row.get("councils", ()):
            Peer.objects.create(group=group, name=name)


class Loader:
    """Makes indicators from the tables of the files."""

    def __init__(self) -> None:
        self.sources = {source.slug: source for source in Source.objects.all()}
        self.areas = {area.slug: area for area in Area.objects.all()}
        self.departments = {department.slug: department for department in Department.objects.all()}
        self.groups = {group.name: group for group in ComparatorGroup.objects.all()}
        self.peers = {(peer.group.name, peer.name): peer for peer in Peer.objects.select_related("group")}

    def load(self, row: Row) -> None:
        indicator = Indicator.objects.create(
            slug=row["slug"], name=row["name"], unit=row["unit"], polarity=POLARITY[row["polarity"]],
            decimals=row.get("decimals", 0), area=self.area(row), data_source=self.sources.get(row.get("source", "")),
            owner=self.departments.get(row.get("owner", "")), control=row.get("control", Indicator.Control.COUNCIL),
            is_statutory=row.get("statutory", False), is_key=row.get("key", False),
            is_context=row.get("context", False), how_measured=row.get("how_measured", ""),
            source=row.get("note", "")[:300], smallest_change=_decimal(row.get("smallest_change")),
            rhythm=row.get("rhythm", ""), lag=row.get("lag", 0), adding=row.get("adding", Indicator.Adding.NONE),
            suppress_below=row.get("suppress_below"),
        )  # fmt: skip
        self.load_tolerances(indicator, row)
        self.load_results(indicator, row)
        self.load_expectations(indicator, row)
        self.load_comparisons(indicator, row)

    def area(self, row: Row) -> Area | None:
        return self.areas[row["area"]] if "area" in row else None

    def group(self, name: str) -> ComparatorGroup:
        if name not in self.groups:
            self.groups[name] = ComparatorGroup.objects.create(slug=slugify(name), name=name)
        return self.groups[name]

    def load_tolerances(self, indicator: Indicator, row: Row) -> None:
        for one in [{"amount": row["tolerance"]}] if row.get("tolerance") else row.get("tolerances", ()):
            Tolerance.objects.create(
                indicator=indicator, amount=Decimal(one["amount"]), per_cent=one.get("per_cent", False),
                starts=one.get("from"), ends=one.get("until"),
            )  # fmt: skip

    def load_results(self, indicator: Indicator, row: Row) -> None:
        parts = {
            part["slug"]: Breakdown.objects.create(
                indicator=indicator, by=part["by"], name=part["name"], slug=part["slug"], area=self.area(part),
                adds_up=part.get("adds_up", False), position=place,
            )
            for place, part in enumerate(row.get("parts", ()), start=1)
        }  # fmt: skip
        for result in row.get("results", ()):
            qualifier = result.get("qualifier", "exact")
            Result.objects.create(
                indicator=indicator, period=result["period"], qualifier=QUALIFIER.get(qualifier, qualifier),
                breakdown=parts[result["part"]] if "part" in result else None, base=result.get("base", ""),
                words=result.get("words", ""), provisional=result.get("provisional", False),
                released=result.get("released"), commentary=result.get("commentary", ""),
                cause=result.get("cause", ""), remedy=result.get("remedy", ""),
                back_on_target=result.get("back_on_target"),
                **{name: _decimal(result.get(name)) for name in FIGURE}, **told(result),
            )  # fmt: skip

    def load_expectations(self, indicator: Indicator, row: Row) -> None:
        """What the figure should be, and what it is expected to be."""
        for target in row.get("targets", ()):
            Target.objects.create(
                indicator=indicator, period=target["period"], kind=target["kind"],
                value=_decimal(target.get("value")), upper=_decimal(target.get("upper")),
                group=self.group(target["group"]) if "group" in target else None, base=target.get("base", ""),
                origin=target.get("origin", Target.Origin.PLAN), until_replaced=target.get("until_replaced", False),
                link=target.get("link", ""),
                **told(target),
            )  # fmt: skip
        for forecast in row.get("forecasts", ()):
            day = forecast["day"]
            Forecast.objects.create(
                indicator=indicator, year=forecast["year"], value=Decimal(forecast["value"]),
                day=date.fromisoformat(day) if isinstance(day, str) else day, confidence=forecast["confidence"],
                reason=forecast["reason"], illustrative=forecast.get("illustrative", False),
            )  # fmt: skip

    def load_comparisons(self, indicator: Indicator, row: Row) -> None:
        for comparison in row.get("comparisons", ()):
            quartile = comparison.get("quartile")
            ComparatorResult.objects.create(
                indicator=indicator, group=self.group(comparison["group"]), area=self.area(comparison),
                period=comparison["period"], value=_decimal(comparison.get("value")),
                quartile=int(quartile) if quartile else None, rank=comparison.get("rank"),
                size=comparison.get("size"), words=comparison.get("words", ""), released=comparison.get("released"),
                **told(comparison),
            )  # fmt: skip
        for peer in row.get("peers", ()):
            PeerResult.objects.create(
                indicator=indicator, peer=self.peers[peer["group"], peer["council"]], period=peer["period"],
                value=_decimal(peer.get("value")), words=peer.get("words", ""), released=peer.get("released"),
                **told(peer),
            )  # fmt: skip


def told(row: Row) -> Row:
    """Where a figure is stated, with what to know of its place in time: documents often give a figure no date, and
    the reader must be told that the period was chosen for it."""
    said = sourced(row)
    notes = [row.get("note", ""), NO_DATE if row.get("undated") else ""]
    return said | {"source": ". ".join(filter(None, [said["source"], *notes]))[:300]}


def _decimal(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None
