"""What is taken out and brought in again changes nothing, whatever the results hold and whoever saved the file between;
and no cell of it is ever a formula."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from performance.importing import cells, checks, exporting, sheets, tables
from performance.importing.rows import unguarded
from performance.models import Breakdown, Result
from plan import clock
from plan.roles import CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_user

pytestmark = pytest.mark.django_db
D = Decimal

PERIODS = ("2022/23", "2022-Q2", "2022-H1", "2022", "2021-A", "2022-07", "2022-07-31", "2022-09-02-S", "2150/51")
amounts = st.decimals(min_value=-(10**14) + 1, max_value=10**14 - 1, places=4)
positive = st.decimals(min_value=D("0.0001"), max_value=10**9, places=4)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60) | st.sampled_from(
    ["=1+1", "+44 116", "-5", "@home", "\tTab", "'=quoted", "''-", " spaced ", "one\r\ntwo\rthree\nfour", '"', "#N/A",
     "12%", "as it stands", "awaited", "TRUE", ",;\t", "\x0bunseen\x1f", "\ufffe", "2022-07", "x" * 20_001]
)  # fmt: skip


@st.composite
def figures(draw) -> dict:
    """The columns of a result of any sort that the database takes."""
    row = {
        "qualifier": draw(st.sampled_from(("exact", "about", "over", "at_least", "under", "up_to", "change"))),
        "value": draw(st.none() | amounts), "words": draw(texts)[:120],
        "numerator": draw(st.none() | amounts), "denominator": draw(st.none() | positive),
    }  # fmt: skip
    sort = draw(st.sampled_from(("plain", "range", "share", "words", "missing")))
    if sort == "range":
        low, high = sorted([draw(amounts), draw(amounts)])
        row |= {"qualifier": "range", "value": low, "upper": high}
    if sort == "share":
        row |= {"qualifier": "share", "numerator": draw(amounts), "denominator": draw(positive)}
    if sort in ("words", "missing"):
        row |= {"qualifier": "exact", "value": None}
    if sort == "missing":
        row["words"] = ""
    return row | {
        "provisional": draw(st.booleans()), "commentary": draw(texts), "cause": draw(texts), "base": "2008/09",
    }  # fmt: skip


def out(by) -> list:
    return list(exporting.rows(Result.objects.order_by("pk"), by=by))


def as_csv(rows) -> bytes:
    return b"".join(tables.as_csv(checks.COLUMNS, rows))


def as_workbook(rows) -> bytes:
    with tables.as_workbook([tables.Sheet("Figures", checks.COLUMNS, rows)]) as file:
        return file.read()


def saved_as_csv_by_a_spreadsheet(content: bytes) -> bytes:
    """With semicolons, everything quoted, rows filled up, and dates where it sees months and days."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    seen = {"2022-07": "Jul-22", "2022-07-31": "31/07/2022"}
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([row[0], seen.get(row[1], row[1]), *row[2:], ""] for row in rows)
    return stream.getvalue().encode("utf-16")


def saved_as_workbook_by_a_spreadsheet(content: bytes) -> bytes:
    """Opened and written again, numbers as numbers and texts among the shared ones."""
    book = Workbook()
    for row in load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows():
        book.active.append([cell.value for cell in row])
        for place, cell in enumerate(row, start=1):
            if cell.value is not None:
                book.active.cell(book.active.max_row, place).data_type = cell.data_type
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def brought(content: bytes, by) -> checks.Checked:
    return checks.check(sheets.read(content, checks.COLUMNS, checks.REQUIRED), by=by, today=clock.today())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(figures(), min_size=1, max_size=len(PERIODS)), in_part=st.booleans())
def test_results_of_every_sort_come_back_as_they_were(db, rows, in_part):
    officer, indicator = make_user(POLICY_OFFICER), make_indicator(unit="%")
    part = Breakdown.objects.create(indicator=indicator, by="sex", name="Men", slug="-men") if in_part else None
    for period, row in zip(PERIODS, rows, strict=False):
        make_result(indicator, period, breakdown=part, **row)
    told = out(officer)
    one, other = as_csv(told), as_workbook(told)
    for content in (one, saved_as_csv_by_a_spreadsheet(one), other, saved_as_workbook_by_a_spreadsheet(other)):
        checked = brought(content, officer)
        assert (checked.errors, checked.created, checked.updated, checked.unchanged) == ([], [], [], len(rows))
    Result.objects.all().delete()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 is less", "@SUM(A1)", "\tx", "'=1", "=cmd|' /C calc'!A0", "#N/A"])
def test_no_text_is_a_formula_in_either_file(policy_officer, text):
    make_result(make_indicator(), "2022/23", None, words=text.strip(), commentary=text)
    told = out(policy_officer)
    ((*_, csv_text),) = list(csv.reader(io.StringIO(as_csv(told).decode("utf-8-sig"), newline="")))[1:]
    row = load_workbook(io.BytesIO(as_workbook(told))).worksheets[0][2]
    for shown in (csv_text, row[8].value, row[3].value):
        assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert unguarded(shown) == text.strip()
    assert {row[8].data_type, row[3].data_type} == {"s"}


def test_numbers_are_numbers_below_nought_too():
    told = [[D("-12.5"), D("12345678901234.5678")]]
    assert b"".join(tables.as_csv(["a", "b"], told)).splitlines()[1] == b"-12.5,12345678901234.5678"
    with tables.as_workbook([tables.Sheet("Figures", ["a", "b"], told)]) as file:
        sheet = load_workbook(file).worksheets[0]
    assert (sheet["A2"].value, sheet["B2"].value) == (-12.5, "12345678901234.5678")  # more digits than numbers keep


def test_what_the_columns_cannot_say_is_left_as_it_stands(policy_officer):
    long = make_result(make_indicator(), "2022/23", 5, commentary="x" * 20_001)
    odd = make_result(make_indicator(), "2022/23", None, qualifier="about", words="about a tenth")
    told = out(policy_officer)
    assert (told[0][8], told[1][3:5]) == (cells.KEPT, [cells.KEPT, ""])
    told[0][3], told[1][8] = D(6), "More"
    checked = brought(as_csv(told), policy_officer)
    assert {one.pk: one.values for one in checked.updated} == {
        long.pk: {"value": D(6), "upper": None, "qualifier": "exact", "numerator": None, "denominator": None,
                  "provisional": False, "words": "", "source": "", "illustrative": False},
        odd.pk: {"numerator": None, "denominator": None, "provisional": False, "commentary": "More"},
    }  # fmt: skip


def test_a_figure_that_is_not_there_cannot_stay_as_it_stands(policy_officer):
    make_indicator(slug="roads")
    (error,) = brought(b"indicator,period,value\nroads,2022/23,as it stands", policy_officer).errors
    assert (error.column, error.message) == ("value", "There is no figure yet that could stay as it stands.")


def test_words_do_not_outlive_the_figure_they_stood_for(policy_officer):
    indicator = make_indicator(slug="roads")
    make_result(indicator, "2022/23", None, words="two thirds", qualifier="share", numerator=2, denominator=3)
    make_result(indicator, "2021/22", None, words="two thirds")
    header = "indicator,period,value,qualifier,numerator,denominator"
    content = f"{header}\nroads,2022/23,,share,3,4\nroads,2021/22,,,,".encode()
    assert [one.values["words"] for one in brought(content, policy_officer).updated] == ["", ""]


@pytest.fixture
def few():
    """Somebody else's counts of very few people: men would be told by the whole and the women."""
    theirs = make_indicator("Children hurt", slug="hurt", unit="", suppress_below=5, owner=make_department("Theirs"))
    for name, count in (("women", 3), ("men", 9)):
        part = Breakdown.objects.create(indicator=theirs, by="sex", name=name, slug=name, adds_up=True)
        make_result(theirs, "2022/23", count, breakdown=part)
    make_result(theirs, "2022/23", 12)
    return theirs


def test_very_few_people_are_told_only_to_who_answers_for_them(few):
    ours, theirs = make_user(CONTRIBUTOR, department=make_department("Ours")), make_user(
        CONTRIBUTOR, department=few.owner
    )  # fmt: skip
    assert [row[2:4] for row in out(ours)] == [[None, D(12)]]
    assert sorted(row[3] for row in out(theirs)) == [D(3), D(9), D(12)]


def test_a_guess_at_very_few_people_is_refused_whether_right_or_wrong(few):
    ours = make_user(CONTRIBUTOR, department=make_department("Ours"))
    for guess in (3, 4):
        (error,) = brought(f"indicator,period,breakdown,value\nhurt,2022/23,women,{guess}".encode(), ours).errors
        assert error.message == "Another department answers for “hurt”: ask them."


def test_a_list_with_rows_of_others_comes_back_in_but_changes_nothing_of_theirs(few):
    ours = make_user(CONTRIBUTOR, department=make_department("Ours"))
    told = out(ours)
    checked = brought(as_csv(told), ours)
    assert (checked.errors, checked.unchanged) == ([], 1)
    told[0][3] = D(13)
    assert [error.column for error in brought(as_csv(told), ours).errors] == ["indicator"]


def test_nothing_is_told_of_indicators_that_are_not_public_to_who_may_not_see_them(few):
    few.is_public = False
    few.save()
    assert out(make_user(staff=True)) == []


@pytest.mark.parametrize("many", [1, 30])
def test_a_list_of_any_length_costs_the_same_queries(few, many):
    for _ in range(many):
        make_result(make_indicator(suppress_below=5), "2022/23", 5)
    ours = make_user(CONTRIBUTOR, department=make_department("Ours"))
    with CaptureQueriesContext(connection) as queries:
        assert len(as_csv(out(ours)).splitlines()) == many + 2
    assert len(queries) == 6  # two of them ask what the person may do
