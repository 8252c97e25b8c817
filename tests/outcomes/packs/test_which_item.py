"""Which item of the agenda a pack is for: the one that plainly says so, and none where that is not sure."""

from datetime import date

import pytest

from outcomes.packs.agenda import fits
from outcomes.packs.checklist import on_agenda
from outcomes.packs.models import Pack
from outcomes.packs.opening import open_pack
from plan.models import AgendaItem
from plan.periods import Period
from tests.factories import make_meeting

PERFORMANCE, ANNUAL = ("performance report",), ("Annual Performance Report",)


@pytest.mark.parametrize(
    ("title", "said", "period", "fit"),
    [
        ("Performance report for Quarter 2 2022/23", PERFORMANCE, "2022-Q2", True),
        ("Performance Report for Quarter One 2021-22 (April - June)", PERFORMANCE, "2021-Q1", True),
        ("Report on performance", PERFORMANCE, "2022-Q2", True),
        ("Performance report, Q4 2022/23", PERFORMANCE, "2022-Q4", True),
        ("Performance report for Quarter 1 2022/23", PERFORMANCE, "2022-Q2", False),
        ("Performance report for Quarter 2 2021/22", PERFORMANCE, "2022-Q2", False),
        ("Annual Performance Report", PERFORMANCE, "2022-Q2", False),
        ("Annual Performance Report 2021/22", ANNUAL, "2021/22", True),
        ("Annual Performance Report 2021-2022", ANNUAL, "2021/22", True),
        ("Annual Performance Report 2021/22", ANNUAL, "2022/23", False),
        ("Safeguarding Adults Board Annual Report 2021/22", ANNUAL, "2021/22", False),
        ("Performance report for Quarter 4 2021/22", ANNUAL, "2021/22", False),
        ("Performance report", (), "2022-Q2", False),
    ],
)
def test_a_title_fits(title, said, period, fit):
    assert fits(title, said, Period.parse(period)) is fit


@pytest.mark.parametrize(
    ("titles", "chosen", "said"),
    [
        (["Care Home Quality", "Performance report"], 2, []),
        (["Care Home Quality"], None, ["none is plainly this paper's"]),
        (["Performance report", "Performance report, Q3 2022/23"], None, ["Item 1: Performance report and Item 2"]),
    ],
)
def test_a_pack_is_opened_with_the_one_item_that_fits(pack_world, titles, chosen, said):
    world, officer = pack_world
    meeting = make_meeting(world.committee, date(2023, 1, 16))
    for number, title in enumerate(titles, start=1):
        AgendaItem.objects.create(meeting=meeting, number=number, title=title)
    AgendaItem.objects.create(meeting=meeting, number=9, title="Performance report of a contractor", exempt=True)
    period = Period.parse("2022-Q3")
    pack = open_pack(world.committee, period, by=officer, meeting=meeting)
    assert (pack.agenda_item.number if pack.agenda_item else None) == chosen
    told = list(on_agenda(Pack.objects.get(pk=pack.pk)))
    assert len(told) == len(said)
    assert all(words in line for words, line in zip(said, told, strict=True))


def test_what_was_chosen_stays_chosen(pack_world):
    world, officer = pack_world
    meeting = make_meeting(world.committee, date(2023, 1, 16))
    other = AgendaItem.objects.create(meeting=meeting, number=1, title="Anything")
    AgendaItem.objects.create(meeting=meeting, number=2, title="Performance report")
    pack = open_pack(world.committee, Period.parse("2022-Q3"), by=officer, meeting=meeting, agenda_item=other)
    assert pack.agenda_item == other
