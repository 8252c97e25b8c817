"""A sweep over all that somebody can open who does not answer for counts of very few people: none is told anywhere."""

import re
from decimal import Decimal

import pytest
from django.core.cache import cache

from performance.models import Breakdown, Restatement
from plan.roles import CMT, CONTRIBUTOR
from tests.factories import make_department, make_indicator, make_result, make_user

from .few import SECRETS, TODAY, make_few

pytestmark = pytest.mark.django_db
WORDS = "UNTOLD: of three"
# What may not be read: figures that nothing else has, hidden by themselves or because they would tell another, as they
# stand or stood, and every word said of them.
UNTOLD = (*SECRETS, "4407", "4,407", "3307", "3,307")
EVERYBODY = (
    "/indicators/", "/indicators/{slug}/", "/indicators/{slug}.csv", "/indicators/{slug}.json", "/search/?q=UNTOLD",
    "/api/v1/indicators/?page_size=100", "/api/v1/indicators/{slug}/", "/api/v1/results/?page_size=100",
    "/comparisons/", "/comparisons/counties/",
)  # fmt: skip
DESK = (
    "/admin/", "/admin/find/?q=UNTOLD", "/admin/find/?q=children", "/admin/performance/result/",
    "/admin/performance/result/?q=UNTOLD", "/admin/performance/result/?o=4", "/admin/performance/result/?value__lt=5",
    "/admin/performance/result/?recent=latest", "/admin/performance/result/download/csv/",
    "/admin/performance/result/deleted/", "/admin/performance/indicator/", "/admin/performance/indicator/{pk}/change/",
    "/admin/performance/indicator/{pk}/history/", "/admin/performance/indicator/download/csv/",
    "/admin/performance/indicator/checks/", "/admin/performance/indicator/deleted/", "/admin/plan/event/",
)  # fmt: skip
EACH = ("/admin/performance/result/{pk}/change/", "/admin/performance/result/{pk}/history/")


@pytest.fixture
def indicators(time_machine):
    """One with quarters, parts, a forecast and other councils; one whose parts nobody ticked as making up the whole,
    with words, and a small count that was entered anew."""
    cache.clear()
    time_machine.move_to(TODAY, tick=False)
    department = make_department("Children")
    second = make_indicator("Children hurt", slug="hurt", unit="", suppress_below=5, owner=department)
    make_result(second, "2021/22", 4410)
    for slug, count in (("girls", 4407), ("boys", 3)):
        part = Breakdown.objects.create(indicator=second, by="sex", name=slug, slug=slug)
        make_result(second, "2021/22", count, breakdown=part, commentary=WORDS)
    make_result(second, "2020/21", None, words=f"three ({WORDS})")
    make_result(second, "2019/20", 3307, denominator=3310, commentary=WORDS, source=WORDS)
    anew = make_result(second, "2018/19", 12)
    Restatement.objects.create(
        result=anew,
        value=Decimal(3),
        qualifier="exact",
        provisional=False,
        day="2022-09-01",
        why=f"{WORDS} were missed",
    )
    return [make_few(owner=department), second]


def text_of(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")


def opened(client, indicators, addresses) -> list[str]:
    """What stands at these addresses for these indicators, as far as there is anything."""
    found = []
    for address in addresses:
        for one in indicators:
            answer = client.get(address.format(slug=one.slug, pk=one.pk))
            assert answer.status_code in (200, 302, 403, 404), address
            text = re.sub(r"q(=|%3D)UNTOLD|“UNTOLD”|value=\"UNTOLD\"", "", text_of(answer))
            assert [secret for secret in UNTOLD if secret in text] == [], address
            found.append(text)
    return found


def test_to_anybody(client, indicators):
    told = opened(client, indicators, EVERYBODY)
    assert sum("not shown, as it counts very few people" in text for text in told) >= 8


@pytest.mark.parametrize("role", [CMT, CONTRIBUTOR])
def test_on_the_desk_to_others(client, indicators, role):
    client.force_login(make_user(role, department=make_department("Roads")))
    opened(client, indicators, (*EVERYBODY, *DESK))
    for result in (result for one in indicators for result in one.results.all()):
        for address in EACH:
            assert client.get(address.format(pk=result.pk)).status_code == 404


def test_the_sweep_would_find_them(client, indicators):
    """Whoever answers for them reads on the desk what nobody else does, all at the addresses that are swept."""
    client.force_login(make_user(CONTRIBUTOR, department=indicators[0].owner))
    told = "".join(
        text_of(client.get(address.format(slug=one.slug, pk=one.pk))) for address in DESK for one in indicators
    )
    told += "".join(
        text_of(client.get(EACH[0].format(pk=result.pk))) for one in indicators for result in one.results.all()
    )
    assert {"UNTOLD", "4407", "3307", "6203"} <= {secret for secret in UNTOLD if secret in told}
