import ast
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import time_machine

from plan import clock

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2022, 6, 30, 23, 30, tzinfo=UTC), date(2022, 7, 1)),  # half past midnight, summer time
        (datetime(2022, 6, 30, 22, 59, tzinfo=UTC), date(2022, 6, 30)),
        (datetime(2022, 12, 31, 23, 59, tzinfo=UTC), date(2022, 12, 31)),  # winter: no hour ahead
        (datetime(2022, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=14))), date(2022, 6, 30)),
    ],
)
def test_the_day_is_that_of_london(moment, day):
    assert clock.today(now=moment) == day
    assert clock.local_day(moment) == day


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs its time zone"):
        clock.today(now=datetime(2022, 7, 1, 12, 0))


def test_without_a_moment_it_is_the_machines_clock():
    with time_machine.travel(datetime(2022, 3, 31, 23, 15, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2022, 3, 31, 23, 15, tzinfo=UTC)
        assert clock.today() == date(2022, 4, 1)


READS = {"today", "now", "utcnow", "localtime", "gmtime", "localdate", "time"}
CLOCKS = {"date", "datetime", "timezone", "time", "dt"}


def reads_of_the_clock(source: str) -> list[int]:
    """The lines on which a module asks the machine for the time, called or handed on as a default."""
    names = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return [
        node.lineno
        for node in names
        if node.attr in READS and (getattr(node.value, "id", "") in CLOCKS or getattr(node.value, "attr", "") in CLOCKS)
    ]


def test_nothing_else_reads_the_clock():
    rooms = ("plan", "performance", "outcomes", "consultation")
    every = [file for room in rooms for file in (ROOT / room).rglob("*.py") if file != ROOT / "plan" / "clock.py"]
    # Migrations repeat what Django's own user model says, which has a clock of its own.
    files = [file for file in every if "migrations" not in file.parts]
    assert ROOT / "plan" / "calendar.py" in files
    readers = {str(file.relative_to(ROOT)): lines for file in files if (lines := reads_of_the_clock(file.read_text()))}
    assert readers == {}


@pytest.mark.parametrize(
    "line",
    ["date.today()", "datetime.now()", "datetime.datetime.now(tz)", "timezone.now", "time.time()", "dt.date.today()"],
)
def test_a_reader_would_be_found(line):
    assert reads_of_the_clock(f"\nfound = {line}") == [2]
    assert reads_of_the_clock("clock.now(); time.monotonic(); clock.today(); datetime.combine(day, noon)") == []
