"""A file to fill in asks for what is due, writes nothing as it is, and each row once there is something in it."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from performance.importing import checks, sheets, tables, template
from performance.models import Breakdown
from plan.periods import Period
from plan.roles import CONTRIBUTOR
from tests.factories import make_department, make_indicator, make_result, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 7)


@pytest.fixture
def department():
    return make_department("Roads")


@pytest.fixture
def contributor(department):
    return make_user(CONTRIBUTOR, department=department)


@pytest.fixture
def roads(department):
    """Quarterly, last entered for Quarter 1, with a part."""
    indicator = make_indicator("Roads mended", slug="roads", owner=department, rhythm="quarter")
    Breakdown.objects.create(indicator=indicator, by="district", name="North", slug="north")
    make_result(indicator, "2022-Q1", 70)
    make_result(indicator, "2022-Q2", None)
    make_indicator("Rivers", slug="rivers", rhythm="quarter", owner=make_department("Rivers"))
    return indicator


def asked(by, period: str = "") -> list[tuple[str, str, str]]:
    found = template.wanted(by=by, period=Period.parse(period) if period else None, today=TODAY)
    return [(one.slug, one.period.code, one.part) for one in found]


def sent_back(by, *filled: str) -> checks.Checked:
    """The file of what is due with these rows instead of its own, checked."""
    rows = template.rows(template.wanted(by=by, period=None, today=TODAY))
    head, *lines = b"".join(tables.as_csv(checks.COLUMNS, rows)).decode().splitlines()
    content = "\n".join([head, *(filled or lines)]).encode()
    return checks.check(sheets.read(content, checks.COLUMNS, checks.REQUIRED), by=by, today=TODAY)


def test_what_is_due_is_the_next_whole_period_of_ones_own_indicators(roads, contributor):
    assert asked(contributor) == [("roads", "2022-Q2", ""), ("roads", "2022-Q2", "north")]
    make_result(roads, "2022-Q3", 71)
    assert asked(contributor) == []  # Quarter 4 has not ended


def test_for_a_period_those_are_asked_for_whose_figures_come_so(roads, contributor, department):
    make_indicator("Yearly", slug="yearly", owner=department, rhythm="financial_year")
    make_indicator("Now and then", slug="now-and-then", owner=department)
    assert asked(contributor, "2021-Q4") == [
        ("now-and-then", "2021-Q4", ""), ("roads", "2021-Q4", ""), ("roads", "2021-Q4", "north"),
    ]  # fmt: skip


def test_sent_back_as_it_is_nothing_is_written(roads, contributor):
    checked = sent_back(contributor)
    assert (checked.created, checked.updated, checked.errors, checked.unchanged) == ([], [], [], 2)


def test_an_awaited_row_empties_nothing_that_was_entered_meanwhile(roads, contributor):
    make_result(roads, "2021-Q4", 65, commentary="Well", provisional=True)
    assert sent_back(contributor, "roads,2021-Q4,,,,,,awaited,").unchanged == 1
    (change,) = sent_back(contributor, "roads,2021-Q4,,,,,,awaited,Better said").updated
    assert change.values == {"commentary": "Better said"}


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("roads,2022-Q3,,79,,,,awaited,", {"value": Decimal(79), "upper": None, "qualifier": "exact"}),
        ("roads,2022-Q3,,,,,,awaited,Counted late", {"commentary": "Counted late"}),
        ("roads,2022-Q3,,,share,2,3,Awaited,", {
            "value": None, "upper": None, "qualifier": "share", "numerator": Decimal(2), "denominator": Decimal(3),
        }),
        # No figure for the period is said by an empty status, as files without templates have always said it.
        ("roads,2022-Q3,,,,,,,", {
            "value": None, "upper": None, "qualifier": "exact", "numerator": None, "denominator": None,
            "commentary": "",
        }),
    ],
)  # fmt: skip
def test_a_row_counts_as_soon_as_something_is_filled_in(roads, contributor, row, values):
    checked = sent_back(contributor, row)
    assert [one.values for one in checked.created] == [values]


def test_a_fault_in_an_awaited_row_is_told(roads, contributor):
    assert [one.column for one in sent_back(contributor, "roads,2022-Q3,,xx,,,,awaited,").errors] == ["value"]


def test_a_workbook_tells_on_a_second_sheet_what_it_takes(roads, contributor):
    figures = template.wanted(by=contributor, period=None, today=TODAY)
    with tables.as_workbook(template.sheets(figures)) as file:
        content = file.read()
    rows, guide = load_workbook(io.BytesIO(content)).worksheets
    assert [cell.value for cell in rows[1]] == list(checks.COLUMNS)
    assert (rows["A2"].value, rows["B2"].value, rows["H2"].value) == ("roads", "2022-Q2", "awaited")
    told = [[cell.value for cell in row] for row in guide.iter_rows()]
    assert [row[0] for row in told[1:10]] == list(checks.COLUMNS)
    assert told[-1] == ["roads", "Roads mended: North", "%", "Quarter 2 2022/23 (July to September 2022)"]
    checked = checks.check(sheets.read(content, checks.COLUMNS, checks.REQUIRED), by=contributor, today=TODAY)
    assert (checked.unchanged, checked.errors) == (2, [])


@pytest.mark.parametrize("many", [1, 20])
def test_any_number_of_indicators_costs_the_same_queries(roads, contributor, department, many):
    for _ in range(many):
        make_result(make_indicator(owner=department, rhythm="quarter"), "2022-Q1", 1)
    with CaptureQueriesContext(connection) as queries:
        assert len(asked(contributor)) == many + 2
    assert len(queries) == 6  # three of them ask what the person may do
