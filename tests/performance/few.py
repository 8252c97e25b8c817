"""An indicator of very few children, with something at every door that would tell how few."""

from datetime import date
from decimal import Decimal

from performance.models import Breakdown, ComparatorGroup, Forecast, Indicator, Peer, PeerResult, Restatement, Result
from tests.factories import make_indicator, make_result, make_target

UNTOLD = "UNTOLD"
TODAY = "2022-10-12 12:00 +0000"
# What may not be read anywhere, in figures or words; 8,642 and its like are no other number of the indicator.
SECRETS = (UNTOLD, "8642", "8,642", "6203", "6,203", "7531", "7,531", "9876", "9,876")


def make_few(**fields) -> Indicator:
    """The latest figure is of four children, whose account, cause, remedy, source, restatement, forecast and the
    figures of a part tell it. A figure of 9,321 before it may be read."""
    indicator = make_indicator(
        "Children excluded from school", unit="", polarity="low", suppress_below=5, adding="sum", rhythm="quarter",
        **fields,
    )  # fmt: skip
    make_result(indicator, "2021-Q4", 9321, source="The school census")
    latest = make_result(
        indicator, "2022-Q1", 4, commentary=f"{UNTOLD}: four children.", cause=f"{UNTOLD} cause", remedy=f"{UNTOLD} do",
        back_on_target=date(2023, 3, 31), source=f"{UNTOLD} note: four of them",
    )  # fmt: skip
    make_target(indicator, "2022-Q1", 3, kind="at_most")
    Restatement.objects.create(
        result=latest, value=Decimal(8642), qualifier="exact", provisional=False, day=date(2022, 9, 1),
        why=f"{UNTOLD} counted again",
    )  # fmt: skip
    Forecast.objects.create(
        indicator=indicator, year="2022/23", day=date(2022, 7, 1), value=9876, confidence="low",
        reason=f"{UNTOLD}: four so far",
    )  # fmt: skip
    for name, count in (("melton", 4), ("charnwood", 0)):
        make_part(indicator, "2022-Q1", name, count)
    # The year before: one small district, and the next smallest hidden with it.
    make_result(indicator, "2020/21", 3 + 6203 + 7411 + 8807)
    for name, count in (("melton", 3), ("charnwood", 6203), ("oadby", 7411), ("blaby", 8807)):
        make_part(indicator, "2020/21", name, count, source=f"{UNTOLD} note" if count < 7000 else "The school census")
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    for name, value in (("Ashire", 3), ("Bshire", 4321), ("Cshire", 5), ("Dshire", 6)):
        peer = Peer.objects.create(group=group, name=name)
        note = f"{UNTOLD} three" if name == "Ashire" else "Their report"
        PeerResult.objects.create(indicator=indicator, period="2022-Q1", value=value, peer=peer, source=note)
    return indicator


def make_part(indicator: Indicator, period: str, slug: str, count: int, **fields) -> Result:
    part, _ = Breakdown.objects.get_or_create(
        indicator=indicator, slug=slug, defaults={"by": "district", "name": slug.title(), "adds_up": True}
    )
    return make_result(indicator, period, count, breakdown=part, **fields)
