"""Indicators of every sort beside the one of the small site: what lists, scorecards and the API sort and count."""

from datetime import date
from decimal import Decimal

from outcomes.models import IndicatorCitation, Outcome, Remit
from performance.models import ComparatorGroup, ComparatorResult, Indicator
from plan.models import Department
from tests import factories
from tests.site import START, Site

BEFORE = date(2020, 1, 1)


def make_stock(site: Site) -> None:
    """Litter got better, is green, in the best 25% and overdue; crime got worse and is not due; visitors are many,
    which is neither good nor bad; parks have words of a source alone; nothing is known of noise."""
    streets = Department.objects.get(slug="streets")
    safe = Outcome.objects.get(plan=site.plan, slug="safe-and-well")
    people = safe.sub_outcomes.get()
    litter = factories.make_indicator("Litter", owner=streets, polarity="low", rhythm="quarter")
    amounts(litter, **{"2021-Q4": "12", "2022-Q1": "9"})
    factories.make_target(litter, "2022-Q1", Decimal("10"), kind="at_most")
    crime = factories.make_indicator("Crime", polarity="low", rhythm="financial_year", lag=400)
    amounts(crime, **{"2020/21": "60", "2021/22": "70"})
    shared = factories.make_indicator("Shared", owner=streets)
    amounts(shared, **{"2021/22": "5"})
    visitors = factories.make_indicator("Visitors", polarity="neither")
    amounts(visitors, **{"2020/21": "60", "2021/22": "70"})
    parks = factories.make_indicator("Parks")
    factories.make_indicator("Noise", owner=streets)
    amounts(factories.make_indicator("Canals", is_context=True, owner=streets), **{"2021/22": "3"})
    group = ComparatorGroup.objects.get(slug="counties")
    for indicator, place in ((litter, {"quartile": 1}), (visitors, {"quartile": 1}), (parks, {"words": "Low"})):
        ComparatorResult.objects.create(indicator=indicator, group=group, period="2021/22", **place)
    for item, indicator in ((site.roads.item, litter), (people.item, crime), (people.item, shared)):
        IndicatorCitation.objects.create(item=item, indicator=indicator, starts=START)
    IndicatorCitation.objects.create(item=site.aim.item, indicator=shared, starts=START)
    IndicatorCitation.objects.create(item=site.roads.item, indicator=visitors, starts=BEFORE, ends=START)
    Remit.objects.create(committee=site.committee, item=people.item, starts=BEFORE, ends=START)
    Remit.objects.create(committee=factories.make_body(name="Safety Committee"), item=safe.item, starts=START)
    Remit.objects.create(committee=factories.make_body(name="Aims Committee"), item=site.aim.item, starts=START)
    factories.make_body(name="Former Committee", ends=START)


def amounts(indicator: Indicator, **figures: str) -> None:
    for period, amount in figures.items():
        factories.make_result(indicator, period, Decimal(amount))
