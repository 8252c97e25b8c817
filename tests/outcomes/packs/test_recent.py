"""Which movements a pack counts, by how old the figure is."""

from datetime import date

import pytest

from outcomes.packs.recent import is_recent
from plan.periods import Period

CUT_OFF = date(2022, 10, 28)


@pytest.mark.parametrize(
    ("period", "recent"),
    [
        ("2022-Q2", True), ("2021/22", True), ("2021-04", True), ("2021-03", False), ("2020/21", False),
        ("2021", True), ("2020-A", True), ("2019-A", False), ("2021-04-01", True), ("2019/20", False),
    ],
)  # fmt: skip
def test_a_movement_counts_for_eighteen_months_after_its_period_ended(period, recent):
    assert is_recent(Period.parse(period), CUT_OFF, came_out_since=False) is recent


def test_what_came_out_since_the_last_pack_counts_however_late_it_is():
    assert is_recent(Period.parse("2017/18"), CUT_OFF, came_out_since=True)
