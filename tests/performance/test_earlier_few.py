"""What a figure was before it changed is not told where it was of very few people, or could tell what is not shown."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache

from performance.detail import indicator_detail
from performance.importing import records
from performance.models import Breakdown, Restatement, Result
from performance.quotable import known
from performance.read import indicator_lines
from plan.roles import POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 9, 1)
WHY = "Recounted"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def was(result: Result, value, **fields) -> None:
    amounts = {"qualifier": "exact", "provisional": False, "day": DAY, "why": WHY, **fields}
    Restatement.objects.create(result=result, value=value if value is None else Decimal(value), **amounts)


def told(client, indicator) -> list[str]:
    """What the figures were before, by the file; the page and the API say the same."""
    answer = client.get(f"/indicators/{indicator.slug}.json").json()["restatements"]
    page = client.get(f"/indicators/{indicator.slug}/").content.decode()
    assert (WHY in page) is bool(answer)
    assert client.get(f"/api/v1/indicators/{indicator.slug}/").json()["restatements"] == answer
    lines = indicator_lines([indicator.pk], on=date(2022, 10, 1))
    assert [str(one.amount) for one in known(lines, on=date(2022, 10, 1))[indicator.pk].was] == [
        one["value"] for one in reversed(answer)
    ]
    return [one["shown"] for one in answer]


def part(indicator, slug) -> Breakdown:
    return Breakdown.objects.get_or_create(indicator=indicator, slug=slug, defaults={"by": "sex", "name": slug})[0]


def test_a_small_count_that_was_entered_anew_is_not_told(client):
    indicator = make_indicator("Few", unit="", suppress_below=5)
    make_result(indicator, "2020/21", 3)
    row = {"indicator": indicator.slug, "period": "2020/21", "value": "12"}
    records.enter([row], name="t", by=make_user(POLICY_OFFICER), why=f"{WHY}: three were missed")
    assert Restatement.objects.get().value == 3
    assert told(client, indicator) == []


@pytest.mark.parametrize(
    ("value", "fields", "shown"),
    [(3, {}, []), (4, {"qualifier": "about"}, []), (None, {"words": "three people"}, []), (0, {}, ["0"]),
     (5, {}, ["5"]), (38, {"denominator": 40}, []), (30, {"denominator": 40}, ["30"])],
)  # fmt: skip
def test_an_earlier_figure_is_judged_like_any_other(client, value, fields, shown):
    indicator = make_indicator("Few", unit="", suppress_below=5)
    was(make_result(indicator, "2020/21", 12), value, **fields)
    assert told(client, indicator) == shown


def test_what_is_no_count_of_people_is_told(client):
    indicator = make_indicator("Roads", unit="")
    was(make_result(indicator, "2020/21", 12), 3)
    assert told(client, indicator) == ["3"]


def test_an_earlier_whole_does_not_tell_a_hidden_part(client):
    """The parts are not counted again yet, so that nothing today adds up to the new whole; they do to the old one."""
    indicator = make_indicator("Few", unit="", suppress_below=5)
    was(make_result(indicator, "2020/21", 120), 100)
    make_result(indicator, "2020/21", 97, breakdown=part(indicator, "women"))
    make_result(indicator, "2020/21", 3, breakdown=part(indicator, "men"))
    assert told(client, indicator) == []


def test_an_earlier_whole_does_not_tell_a_part_that_was_small(client):
    indicator = make_indicator("Few", unit="", suppress_below=5)
    was(make_result(indicator, "2020/21", 127), 100)
    make_result(indicator, "2020/21", 97, breakdown=part(indicator, "women"))
    was(make_result(indicator, "2020/21", 30, breakdown=part(indicator, "men")), 3)
    assert told(client, indicator) == []


def test_an_earlier_quarter_does_not_tell_another(client):
    """The year is not counted again yet: less the other quarters as they were, it is the hidden one."""
    indicator = make_indicator("Few", unit="", suppress_below=5)
    for period, value in (("2021-Q1", 8), ("2021-Q2", 3), ("2021-Q4", 9), ("2021/22", 40)):
        make_result(indicator, period, value)
    was(make_result(indicator, "2021-Q3", 30), 20)
    was(make_result(indicator, "2019-Q3", 31), 21)  # of another year, which tells nothing of this one
    assert told(client, indicator) == ["21"]


def test_what_was_known_on_a_day_gone_by_is_judged_as_it_was_then(time_machine):
    """Today nothing is small any more; what a paper of that day may show, whoever makes it today, is what it hid."""
    time_machine.move_to("2022-10-12 12:00 +0000", tick=False)
    indicator = make_indicator("Few", unit="", suppress_below=5)
    was(make_result(indicator, "2020/21", 127, released=date(2021, 5, 1)), 100)
    make_result(indicator, "2020/21", 97, breakdown=part(indicator, "women"), released=date(2021, 5, 1))
    men = make_result(indicator, "2020/21", 30, breakdown=part(indicator, "men"), released=date(2021, 5, 1))
    was(men, 3)
    was(make_result(indicator, "2019/20", 12, released=date(2020, 5, 1)), 3)

    def shown(day):
        detail = indicator_detail(indicator, on=day)
        wholes = {figure.period.code: figure.shown for figure in detail.figures}
        return wholes | {row.name: row.shown[0] for table in detail.parts for row in table.rows}

    assert shown(date(2022, 10, 12)) == {"2020/21": "127", "2019/20": "12", "women": "97", "men": "30"}
    not_shown = "not shown, as it counts very few people"
    assert shown(date(2022, 8, 1)) == {"2020/21": not_shown, "2019/20": not_shown, "women": not_shown,
                                       "men": not_shown}  # fmt: skip
