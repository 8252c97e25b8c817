"""Files as people save them are read; what cannot be read is refused in words, before it costs anything."""

import contextlib
import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.importing.checks import COLUMNS, REQUIRED
from performance.importing.rows import NotATable, guarded, unguarded
from performance.importing.sheets import read

from .files import bomb, table, workbook

ROW = "roads,2022-Q2,,79,,,,final,Mended £5 worth – “well”"


def rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, {name: cell.text for name, cell in row.cells.items() if cell.text})
            for row in read(content, COLUMNS, REQUIRED)]  # fmt: skip


EXPECTED = [
    (2, {"indicator": "roads", "period": "2022-Q2", "value": "79", "status": "final",
         "commentary": "Mended £5 worth – “well”"}),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_save(encoding):
    assert rows(table(ROW).decode().encode(encoding)) == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_be_divided_by_commas_semicolons_or_tabs(delimiter):
    assert rows(table(ROW).replace(b",", delimiter.encode())) == EXPECTED


def test_a_workbook_is_read_with_its_numbers_as_people_see_them():
    content = workbook(("roads", "2022-Q2", None, 0.1 + 0.2), ("rivers", "2022/23", "men", 12))
    assert rows(content) == [
        (2, {"indicator": "roads", "period": "2022-Q2", "value": "0.3"}),
        (3, {"indicator": "rivers", "period": "2022/23", "breakdown": "men", "value": "12"}),
    ]


def test_a_cell_formatted_as_a_percentage_is_what_it_shows():
    def per_cent(sheet):
        sheet["D2"].number_format = "0%"

    (row,) = read(workbook(("roads", "2022", None, 0.79), change=per_cent), COLUMNS, REQUIRED)
    assert (row.cells["value"].text, row.cells["value"].is_percentage) == ("79", True)


def test_empty_rows_are_left_out_and_numbers_stay_those_of_the_file():
    assert [number for number, _ in rows(table("", ",,,", ROW))] == [4]


@pytest.mark.parametrize(
    ("value", "fault"),
    [("=1+1", "is a formula"), (date(2022, 7, 1), "was turned into a date"), (True, "is true or false"),
     ("#DIV/0!", "is an error of the spreadsheet")],
)  # fmt: skip
def test_cells_that_are_no_plain_values_are_named(value, fault):
    (row,) = read(workbook(("roads", "2022", None, value)), COLUMNS, REQUIRED)
    assert fault in row.cells["value"].fault


def test_a_nul_is_named_in_its_cell():
    (row,) = read(table("roads,2022,,7\x009"), COLUMNS, REQUIRED)
    assert "NUL" in row.cells["value"].fault


def test_a_row_with_more_cells_than_columns_is_named():
    (row,) = read(table("roads,2022,,79,,,,,,1,234", header="indicator,period,breakdown,value"), COLUMNS, REQUIRED)
    assert row.fault == (
        "The row has more cells than there are columns. Put text or figures with a comma in quotation marks."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n \n", "The file is empty"),
        (b"PK\x03\x04nonsense", "neither CSV nor a workbook"),
        (b"name,period\nroads,2022", "no column indicator"),
        (b"indicator,period,colour\nroads,2022,red", "Nothing is known of the column colour"),
        (b"indicator,period,value,value\nroads,2022,1,2", "The column value stands there twice"),
        (b"\xff\xfea", "begins as UTF-16 but is not"),
        (workbook(("roads", "2022", None, 1), change=lambda sheet: sheet.merge_cells("A2:A3")), "A2:A3 are merged"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, words):
    with pytest.raises(NotATable, match=words):
        read(content, COLUMNS, REQUIRED)


def test_a_workbook_that_unpacks_to_200_megabytes_is_refused_at_once():
    content = bomb(200)
    assert len(content) < 500_000
    began = time.process_time()
    with pytest.raises(NotATable, match="unpacks to more than 60 MB"):
        read(content, COLUMNS, REQUIRED)
    assert time.process_time() - began < 1


def test_entities_in_a_workbook_do_no_harm(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("planted")
    source = zipfile.ZipFile(io.BytesIO(workbook(("roads", "2022"))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in source.namelist():
            body = source.read(name)
            if name.startswith("xl/worksheets/"):
                entity = f'<!DOCTYPE x [<!ENTITY planted SYSTEM "file://{secret}">]>'.encode()
                body = entity + body.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b"")
            archive.writestr(name, body)
    with pytest.raises(NotATable, match="cannot be opened"):
        read(stream.getvalue(), COLUMNS, REQUIRED)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_not_a_table(content):
    with contextlib.suppress(NotATable):
        read(content, COLUMNS, REQUIRED)


@given(st.text())
def test_text_kept_from_being_a_formula_comes_back_as_it_was(text):
    shown = guarded(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    if not text.startswith("'"):
        assert unguarded(shown) == text
