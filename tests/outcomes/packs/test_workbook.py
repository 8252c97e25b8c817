"""The data of a pack as a workbook: numbers as numbers, words as words whatever they begin with, the same bytes."""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date

import pytest
from openpyxl import load_workbook

from outcomes.packs.content import Content
from outcomes.packs.kinds import QUARTERLY, Sheet, kinds
from outcomes.packs.sheets import sheets_of
from outcomes.packs.workbook import workbook
from performance.suppression import NOT_SHOWN

from .hostile import empty, hostile
from .world import CANARY, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]


@pytest.fixture
def content(built) -> Content:
    return Content.from_dict(built.content)


def made(content, kind=None) -> bytes:
    return workbook(kind or kinds.get(QUARTERLY), content, fingerprint="f" * 64)


def opened(data: bytes):
    return load_workbook(io.BytesIO(data))


def rows(book, title: str) -> list[dict]:
    names, *found = book[title].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in found]


def measure(content, place: int = 0):
    return content.outcomes[0].sub_outcomes[0].measures[place]


def with_measure(content, changed):
    sub = replace(content.outcomes[0].sub_outcomes[0], measures=(changed,))
    return replace(content, outcomes=(replace(content.outcomes[0], sub_outcomes=(sub,)),))


def test_each_sheet_has_its_rows(content):
    book = opened(made(content))

    assert book.sheetnames == ["About this file", "Indicators", "Commitments", "Trends", "Notes on data"]
    by_name = {row["Indicator"]: row for row in rows(book, "Indicators")}
    rivers = by_name["Rivers in good health"]
    assert (rivers["Latest figure"], rivers["Latest figure as shown"], rivers["Unit"]) == (58, "58%", "%")
    assert (rivers["Target"], rivers["Rating"], rivers["Illustrative"]) == (65, "Red", None)
    assert rivers["Number and title of the part it stands in"] == "1.1 Rivers are clean"
    assert by_name["Otters counted"]["Illustrative"] == "illustrative"
    statuses = {row["Commitment or action"]: row["Status"] for row in rows(book, "Commitments")}
    assert statuses == {"Count the otters": "At risk", "Mend the weir": "Off track", "Insulate lofts": None}
    trend = [row for row in rows(book, "Trends") if row["Indicator"] == "Rivers in good health"]
    assert [(row["Period"], row["Figure"]) for row in trend] == [("2019/20", 61), ("2020/21", 64), ("2021/22", 58)]
    assert trend[0]["Last day of the period"].date() == date(2020, 3, 31)


def test_the_first_sheet_says_what_it_is(content):
    told = {row["About"]: row["Words"] for row in rows(opened(made(content)), "About this file")}

    assert told["SHA-256 of the content"] == "f" * 64
    assert (told["For"], told["Figures as at"]) == ("Environment Committee", "28 October 2022")
    assert "illustrative" in told["Illustrative"]


def test_every_sheet_has_a_frozen_header_row_and_no_merged_cells(content):
    for sheet in opened(made(content)):
        assert sheet.freeze_panes == "A2"
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        assert not sheet.merged_cells.ranges
        assert sheet.column_dimensions["A"].width >= 12


def test_nothing_beside_the_remit_or_for_management_is_in_it(built):
    with zipfile.ZipFile(io.BytesIO(bytes(built.files.get(kind="xlsx").content))) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode()
    assert "otters" in everything
    assert CANARY not in everything
    assert SECRET not in everything


def test_the_same_content_gives_the_same_bytes(content):
    assert made(content) == made(Content.from_dict(content.to_dict()))
    with zipfile.ZipFile(io.BytesIO(made(content))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2022-10-28T00:00:00Z" in package.read("docProps/core.xml").decode()


@pytest.mark.parametrize("words", ["=1+1", "+44", "-5%", "@SUM(A1)", "\t=2", "=cmd|'/c calc'!A0"])
def test_words_are_never_formulas(content, words):
    book = opened(made(with_measure(content, replace(measure(content), name=words, unit=words))))

    cell = book["Indicators"]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (words, "s", "@")


def test_a_count_that_is_kept_back_has_no_number(content):
    one = measure(content)
    hidden = replace(one.trend[-1], value=None, words=NOT_SHOWN)
    book = opened(made(with_measure(content, replace(one, latest=NOT_SHOWN, trend=(*one.trend[:-1], hidden)))))

    (row,) = rows(book, "Indicators")
    assert (row["Latest figure as shown"], row["Latest figure"]) == (NOT_SHOWN, None)
    assert [(row["Figure"], row["Figure in words"]) for row in rows(book, "Trends")][-1] == (None, NOT_SHOWN)


def test_an_approximate_figure_is_words_and_not_a_number(content):
    one = measure(content)
    about = replace(one.trend[-1], words="over 58%")
    book = opened(made(with_measure(content, replace(one, latest="over 58%", trend=(about,)))))

    assert rows(book, "Indicators")[0]["Latest figure"] is None
    assert [(row["Figure"], row["Figure in words"]) for row in rows(book, "Trends")] == [(None, "over 58%")]


@pytest.mark.parametrize("change", [hostile, empty])
def test_any_content_makes_a_workbook(content, change):
    assert "About this file" in opened(made(change(content))).sheetnames


def test_a_kind_of_other_parts_has_its_own_sheets_or_those_of_its_parts(content):
    @dataclass(frozen=True)
    class Other:
        paper: object
        illustrative: bool
        anything: tuple

    other = Other(content.paper, False, (content.outcomes[0].sub_outcomes[0],))
    assert [sheet.title for sheet in sheets_of(kinds.get(QUARTERLY), other)] == ["Indicators", "Commitments", "Trends"]
    kind = replace(kinds.get(QUARTERLY), sheets=lambda content: [Sheet("Its/own", ("A",), (("x",),))])
    assert opened(made(other, kind)).sheetnames == ["About this file", "Its-own"]
