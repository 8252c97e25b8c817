"""`import_results`: all of a file or nothing of it, who and why with every row, the same again changes nothing."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.importing import cells, checks, sheets, writing
from performance.management.commands.import_results import Command
from performance.models import Breakdown, Qualifier, Restatement, Result, ResultsImport
from performance.restating import as_it_stood, stands
from plan import clock
from plan.models import Department, Event
from plan.roles import CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_user

from .files import table, workbook

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def roads():
    return make_indicator("Roads in good condition", slug="roads")


@pytest.fixture
def bring(tmp_path, capsys):
    """`bring(content)` runs the command and returns its JSON with the exit code."""

    def run(content: bytes, *options: str, name: str = "results.csv") -> tuple[int, dict]:
        file = tmp_path / name
        file.write_bytes(content)
        code = 0
        try:
            call_command("import_results", str(file), "--json", *options)
        except SystemExit as end:
            code = end.code
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_row_is_written_with_who_when_and_why(roads, bring):
    officer = make_user(POLICY_OFFICER)
    code, told = bring(table("roads,2022-Q2,,79.5,,,,provisional,Mended"), "--by", officer.username, "--why", "New")
    assert (code, told) == (0, {"created": 1, "updated": 0, "unchanged": 0, "errors": []})
    result = Result.objects.get()
    assert (result.indicator, result.period, result.value, result.provisional, result.commentary) == (
        roads, "2022-Q2", D("79.5"), True, "Mended",
    )  # fmt: skip
    assert (f"{result.period_start}", f"{result.period_end}") == ("2022-07-01", "2022-09-30")
    assert (result.version, result.released) == (1, clock.today())
    kept = result.history.get()
    assert (kept.history_user, kept.history_change_reason, kept.history_type, kept.value) == (
        officer, "New", "+", D("79.5"),
    )  # fmt: skip
    event = Event.objects.get(verb="results.imported")
    assert (event.by, event.why, event.detail["created"]) == (officer, "New", 1)
    assert ResultsImport.objects.get().name == "results.csv"


def test_the_same_file_again_changes_nothing(roads, bring):
    content = table("roads,2022-Q2,,79.5,about,,,provisional,Mended", "roads,2021/22,,12 to 14,range,,,,")
    bring(content)
    assert bring(content)[1] == {"created": 0, "updated": 0, "unchanged": 2, "errors": []}
    assert Result.history.count() == 2


def test_a_changed_figure_is_kept_as_it_stood(roads, bring):
    make_result(roads, "2021/22", 70, provisional=True, words="about seventy")
    code, told = bring(table("roads,2021/22,,72,,,,final,"), "--why", "Final count")
    assert (code, told["updated"]) == (0, 1)
    result = Result.objects.get()
    assert (result.value, result.provisional, result.words, result.version) == (D(72), False, "", 2)
    assert [(kept.history_type, kept.value, kept.version) for kept in result.history.order_by("history_id")][-1] == (
        "~", D(72), 2,
    )  # fmt: skip
    earlier = Restatement.objects.get()
    assert (earlier.value, earlier.words, earlier.provisional, earlier.why) == (
        D(70), "about seventy", True, "Final count",
    )  # fmt: skip


def test_of_many_figures_those_that_were_out_are_kept(roads, bring):
    """As one by one: `restating.stands` says which."""
    day, later = clock.today(), clock.today() + timedelta(days=1)
    kinds = [
        {"value": 1}, {"value": 1, "released": day}, {"value": 1, "released": later}, {"value": None},
        {"value": None, "words": "few"}, {"value": None, "qualifier": "share", "numerator": 1, "denominator": 2},
        {"value": None, "source": "Taken back"},
    ]  # fmt: skip
    before = [make_result(roads, f"{2001 + place}", **kind) for place, kind in enumerate(kinds)]
    earlier = Restatement.objects.create(
        **{**as_it_stood(before[-1]), "value": 3}, day=day - timedelta(days=9), why="A slip"
    )
    make_result(roads, "2000", 1)
    code, told = bring(table(*(f"roads,{row.period},,7,exact,,,," for row in before), "roads,2000,,1,,,,,Only words"))
    assert (code, told["updated"]) == (0, 8)
    expected = [as_it_stood(row) for row in before if stands(row, day)]
    assert len(expected) == 5
    kept = Restatement.objects.exclude(pk=earlier.pk).order_by("result_id")
    assert list(kept.values(*expected[0])) == expected


def test_columns_that_the_file_does_not_have_are_left_alone(roads, bring):
    make_result(roads, "2021/22", 70, commentary="Keep me", provisional=True)
    bring(table("roads,2021/22,71", header="indicator,period,value"))
    result = Result.objects.get()
    assert (result.value, result.commentary, result.provisional) == (D(71), "Keep me", True)


def test_parts_words_shares_and_missing_figures(roads, bring):
    Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    code, told = bring(table(
        "roads,2021/22,men,41,,,,,", "roads,2020/21,,two thirds,words,,,,", "roads,2019/20,,,share,2,3,,",
        "roads,2018/19,,,,,,,",
    ))  # fmt: skip
    assert (code, told["created"]) == (0, 4)
    found = {(one.period, one.breakdown and one.breakdown.slug): one for one in Result.objects.all()}
    assert found["2021/22", "men"].value == D(41)
    assert (found["2020/21", None].value, found["2020/21", None].words) == (None, "two thirds")
    assert (found["2019/20", None].qualifier, found["2019/20", None].numerator) == ("share", D(2))
    assert found["2018/19", None].value is None


def test_every_fault_is_told_by_row_and_nothing_is_written(roads, bring):
    code, told = bring(table(
        "roads,2022-Q2,,79,,,,,", "raods,2022-Q2,,79,,,,,", "roads,2022-Q9,,xx%,,,,,", ",,,,,,,,only words",
        "roads,2022-Q2,,80,,,,,", "roads,2021/22,women,5,,,,,", "roads,2199/00,,5,,,,,", "roads,2020/21,,5,,1,0,,",
    ))  # fmt: skip
    assert code == 1
    assert (told["created"], told["updated"], Result.objects.count(), Event.objects.count()) == (0, 0, 0, 0)
    assert [(one["row"], one["column"]) for one in told["errors"]] == [
        (3, "indicator"), (4, "period"), (4, "value"), (5, "indicator"), (5, "period"), (6, ""), (7, "breakdown"),
        (8, "period"), (9, "denominator"),
    ]  # fmt: skip
    messages = {(one["row"], one["column"]): one["message"] for one in told["errors"]}
    assert messages[3, "indicator"] == "There is no indicator “raods”. Is it “roads”?"
    assert messages[4, "value"] == "“xx%” is not a number; leave empty for no data."
    assert messages[6, ""] == "The same figure stands in row 2: keep one of the two."
    assert messages[7, "breakdown"] == "“roads” has no part called “women”."


def test_a_file_that_is_no_table_is_refused_like_a_row(bring):
    code, told = bring(b"PK\x03\x04", name="results.xlsx")
    assert (code, told["errors"][0]["row"]) == (1, 1)


def test_a_stray_quotation_mark_is_told_by_its_row(roads, bring):
    code, told = bring(table('roads,2021/22,,71,,,,,"said so', "roads,2020/21,,70,,,,,ok"))
    assert (code, told["errors"][0]["row"], Result.objects.count()) == (1, 2, 0)
    assert told["errors"][0]["message"].startswith("Row 2: a quotation mark is not closed")


def test_an_unknown_indicator_is_all_that_is_told_of_its_unit(roads, bring):
    _, told = bring(table("raods,2022-Q2,,79%,,,,,", "raods,2021-Q2,,xx%,,,,,"))
    assert [(one["row"], one["column"], one["message"]) for one in told["errors"]] == [
        (2, "indicator", "There is no indicator “raods”. Is it “roads”?"),
        (3, "indicator", "There is no indicator “raods”. Is it “roads”?"),
        (3, "value", "“xx%” is not a number; leave empty for no data."),
    ]


def test_a_row_with_more_cells_than_columns_is_told_in_plain_words(roads, bring):
    _, told = bring(table("roads,2022-Q2,1,234", header="indicator,period,value"))
    assert told["errors"] == [{
        "row": 2, "column": "", "message": "The row has more cells than there are columns. Put text or figures with a "
        "comma in quotation marks.",
    }]  # fmt: skip


def test_a_count_formatted_as_a_percentage_is_refused(roads, bring):
    def spoil(sheet):
        sheet["F2"].number_format = "0%"

    _, told = bring(workbook(("roads", "2021/22", None, 71.5, None, 0.5, 20), change=spoil), name="results.xlsx")
    assert [(one["column"], one["message"]) for one in told["errors"]] == [
        ("numerator", "“50” is no count: give how many as a plain number, such as 14 of 20."),
    ]


def test_how_a_workbook_was_read_is_told_beside_its_json(roads, bring, tmp_path, capsys):
    file = tmp_path / "results.xlsx"
    file.write_bytes(
        workbook(("roads", "2021/22", None, 71.5), change=lambda sheet: sheet.parent.create_sheet("Notes"))
    )
    call_command("import_results", str(file), "--json")
    said = capsys.readouterr()
    assert said.err == "Only the sheet “Sheet” is read, not “Notes”.\n"
    assert json.loads(said.out)["created"] == 1


def test_a_workbook_does_as_well(roads, bring):
    code, told = bring(workbook(("roads", "2021/22", None, 71.5)), name="results.xlsx")
    assert (code, told["created"], Result.objects.get().value) == (0, 1, D("71.5"))


def test_a_dry_run_writes_nothing(roads, bring):
    assert bring(table("roads,2021/22,,71,,,,,"), "--dry-run")[1]["created"] == 1
    assert (Result.objects.count(), ResultsImport.objects.count()) == (0, 0)


def test_a_contributor_brings_in_their_own_departments_figures_only(roads, bring):
    ours = Department.objects.create(name="Roads", slug="roads")
    theirs = make_indicator("Rivers", slug="rivers", owner=Department.objects.create(name="Rivers", slug="rivers"))
    roads.owner = ours
    roads.save()
    contributor = make_user(CONTRIBUTOR, department=ours)
    code, told = bring(table("roads,2021/22,,71,,,,,", "rivers,2021/22,,9,,,,,"), "--by", contributor.username)
    assert (code, told["errors"]) == (
        1, [{"row": 3, "column": "indicator", "message": "Another department answers for “rivers”: ask them."}],
    )  # fmt: skip
    assert not theirs.results.exists()


def test_a_figure_changed_since_the_check_is_not_written_over(roads):
    result = make_result(roads, "2021/22", 70)
    make_result(roads, "2020/21", 60)
    content = table("roads,2021/22,,72,,,,,", "roads,2020/21,,61,,,,,", "roads,2019/20,,50,,,,,")
    checked = checks.check(sheets.read(content, checks.COLUMNS, checks.REQUIRED), today=clock.today())
    Result.objects.filter(pk=result.pk).update(value=99, version=2)
    with pytest.raises(writing.Refused, match="changed one of these figures meanwhile"):
        writing.write(checked, name="x", sha256="", by=None, why="")
    assert sorted(Result.objects.values_list("value", flat=True)) == [D(60), D(99)]
    assert not Restatement.objects.exists()


def test_a_figure_entered_since_the_check_is_not_written_twice(roads):
    checked = checks.check(
        sheets.read(table("roads,2021/22,,72,,,,,"), checks.COLUMNS, checks.REQUIRED), today=clock.today()
    )
    make_result(roads, "2021/22", 70)
    with pytest.raises(writing.Refused, match="entered one of these figures meanwhile"):
        writing.write(checked, name="x", sha256="", by=None, why="")
    assert Result.objects.get().value == D(70)


@pytest.mark.parametrize("many", [1, 10, 100])
def test_a_file_costs_the_same_queries_for_any_number_of_rows(many):
    indicators = [make_indicator(f"Measure {number}", slug=f"m{number}") for number in range(many)]
    make_result(indicators[0], "2020/21", 1)
    content = table("m0,2020/21,,2,,,,,", *(f"m{number},2021/22,,{number},,,,," for number in range(many)))
    rows = sheets.read(content, checks.COLUMNS, checks.REQUIRED)
    with CaptureQueriesContext(connection) as queries:
        checked = checks.check(rows, today=clock.today())
        writing.write(checked, name="x", sha256="", by=None, why="")
    # executemany counts once for each statement, however many rows it is given
    assert len(queries) == QUERIES


QUERIES = 19


@pytest.mark.parametrize(
    ("cells", "stored"),
    [(",24,", None), ("men,24,", D(24)), (",24,change", D(24)), (",-24,change", D(-24)), (",24,exact", D(24)),
     (",over 24,words", None), (",24,over", D(24)), (",,", None)],
)  # fmt: skip
def test_a_bare_number_after_a_change_is_refused(roads, bring, cells, stored):
    Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    make_result(roads, "2020/21", 20, qualifier="change")
    header = "indicator,period,breakdown,value,qualifier"
    code, told = bring(table(f"roads,2021/22,{cells}", header=header))
    refused = cells == ",24,"
    assert code == refused
    if refused:
        assert [(one["row"], one["column"], one["message"]) for one in told["errors"]] == [(
            2, "qualifier", "“24” may be a change or a level: the figure before is a change, “up 20%”. Give the "
            "qualifier change, with a minus where it fell, or exact if it is the level itself.",
        )]  # fmt: skip
    else:
        assert Result.objects.get(period="2021/22").value == stored


def test_a_change_is_not_made_a_level_by_a_file_without_qualifiers(roads, bring):
    make_result(roads, "2020/21", -33, qualifier="change")
    header = "indicator,period,value"
    code, told = bring(table("roads,2020/21,-34", header=header))
    assert (code, Result.objects.get().qualifier) == (1, "change")
    assert "the figure there is a change, “down 33%”" in told["errors"][0]["message"]


def test_a_missing_file_and_an_unknown_person_are_named(tmp_path, roads):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_results", str(tmp_path / "none.csv"))
    (tmp_path / "one.csv").write_bytes(table("roads,2021/22,,71,,,,,"))
    with pytest.raises(CommandError, match="There is no active user called nobody"):
        call_command("import_results", str(tmp_path / "one.csv"), "--by", "nobody")


def test_its_help_says_what_a_file_looks_like():
    told = Command().help
    for example in (*checks.COLUMNS, *(set(Qualifier.values) - {"exact"})):
        assert example in told
    for code in ("2022/23", "2022-Q2", "2022", "2022-07", "2022-07-31"):
        assert f" {code} (" in told
        assert cells.period(code).code == code
    for value, unit in (("79", ""), ("79%", "%"), ("1,234.5", ""), ("£1,200", "£")):
        assert value in told
        assert cells.number(value, unit=unit) is not None
    assert cells.amount("367 to 423", "range") == cells.Amount(D(367), D(423))
    assert Command().create_parser("manage.py", "import_results").format_help()
