"""Workbooks are read as a spreadsheet shows them, whoever made them; damaged and hostile ones are refused at once."""

import contextlib
import io
import os
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import MAC_EPOCH

from performance.importing import archives, workbooks
from performance.importing.checks import COLUMNS, REQUIRED
from performance.importing.rows import NotATable
from performance.importing.sheets import read, table

from .files import changed, flagged, sheet_of, workbook

ROWS = (("roads", "2022-Q2", None, 79.5, None, 14, 20, "final", "Mended £5 worth"), ("rivers", "2022", "men", 12))


def texts(content: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, {name: cell.text for name, cell in row.cells.items() if cell.text})
            for row in read(content, COLUMNS, REQUIRED)]  # fmt: skip


def refused(content: bytes) -> str:
    began = time.process_time()
    with pytest.raises(NotATable) as refusal:
        read(content, COLUMNS, REQUIRED)
    assert time.process_time() - began < 1
    return str(refusal.value)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


EXPECTED = [
    (2, {"indicator": "roads", "period": "2022-Q2", "value": "79.5", "numerator": "14", "denominator": "20",
         "status": "final", "commentary": "Mended £5 worth"}),
    (3, {"indicator": "rivers", "period": "2022", "breakdown": "men", "value": "12"}),
]  # fmt: skip


def prefixed(body: bytes) -> bytes:
    """The same XML with its names spelled in another way."""
    declared = body.replace(b'xmlns="http', b'xmlns:x="http')
    head, mark, rest = declared.partition(b"<worksheet")
    return head + (mark + rest).replace(b"</", b"\0").replace(b"<", b"<x:").replace(b"\0", b"</x:")


# As people and programs save them ------------------------------------------------------------------------------------


def test_a_workbook_is_read():
    assert texts(workbook(*ROWS)) == EXPECTED


def test_names_may_have_a_prefix():
    assert texts(changed(workbook(*ROWS), prefixed)) == EXPECTED


def test_cells_without_a_place_follow_one_another_and_gaps_stay_gaps():
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("roads", "2022"))
    content = sheet_of(f'<row>{cells}</row><row r="9">{cells}<c r="D9"><v>7</v></c></row>')
    assert texts(content) == [
        (2, {"indicator": "roads", "period": "2022"}), (9, {"indicator": "roads", "period": "2022", "value": "7"}),
    ]  # fmt: skip


def test_texts_of_several_pieces_are_one_without_reading_aids():
    text = "<si><r><t>ro</t></r><r><t>ads</t></r><rPh><t>rohdz</t></rPh></si>"
    content = sheet_of('<row r="2"><c t="s"><v>0</v></c><c t="str"><v>2022</v></c></row>', texts=text)
    assert texts(content) == [(2, {"indicator": "roads", "period": "2022"})]


@given(
    st.lists(
        st.one_of(
            st.integers(-(10**12), 10**12), st.floats(-(10**9), 10**9), st.dates(date(1900, 3, 1)), st.none(),
            st.text(st.characters(categories=["L", "N"]), max_size=20),
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_cells_are_what_another_reader_finds_in_them(values):
    content = workbook(*(("roads", "2022", None, value) for value in values))
    theirs = [row[3] for row in load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2, values_only=True)]
    ours = [row.cells["value"].text for row in read(content, COLUMNS, REQUIRED)]
    for text, value in zip(ours, theirs, strict=True):
        if isinstance(value, int | float):
            assert float(text) == pytest.approx(value, rel=1e-14)
        else:
            assert text == ("" if value is None else str(value)[:10] if hasattr(value, "year") else str(value))


def test_days_count_from_1904_where_the_workbook_says_so():
    def mac(sheet):
        sheet.parent.epoch = MAC_EPOCH

    content = workbook(("roads", "2022", None, date(2022, 7, 1)), change=mac)
    (row,) = read(content, COLUMNS, REQUIRED)
    assert row.cells["value"].text == "2022-07-01"
    assert "was turned into a date" in row.cells["value"].fault


# Which sheet ---------------------------------------------------------------------------------------------------------


def with_sheets(*others: tuple[str, list], first: bool = False) -> bytes:
    book = load_workbook(io.BytesIO(workbook(*ROWS)))
    book.active.title = "Figures"
    for title, rows in others:
        page = book.create_sheet(title, 0 if first else None)
        for row in rows:
            page.append(row)
    return saved(book)


@pytest.mark.parametrize("first", [True, False])
def test_the_sheet_of_figures_is_read_wherever_it_stands_and_the_others_are_named(first):
    content = with_sheets(("Read me", [["A note"]]), ("Empty", []), first=first)
    names = "“Empty”, “Read me”" if first else "“Read me”, “Empty”"
    assert texts(content) == EXPECTED
    assert table(content, COLUMNS, REQUIRED).notes == [f"Only the sheet “Figures” is read, not {names}."]


def test_figures_on_several_sheets_are_refused():
    words = refused(with_sheets(("Q3", [["indicator", "period", "value"], ["roads", "2022-Q3", 5]])))
    assert words == "There are figures on several sheets: “Figures”, “Q3”. Keep those of one sheet in the file."


def test_hidden_rows_are_read_and_named():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    found = table(workbook(*ROWS, change=hide), COLUMNS, REQUIRED)
    assert [row.number for row in found.rows] == [2, 3]
    assert found.notes == ["Rows that are hidden in the sheet are read as well: 3."]


@pytest.mark.parametrize("spoil", [prefixed, lambda body: body.replace(b'ref="A2:A3"', b"ref='A2:A3'")])
def test_merged_cells_are_seen_however_they_are_written(spoil):
    content = changed(workbook(*ROWS, change=lambda sheet: sheet.merge_cells("A2:A3")), spoil)
    assert refused(content) == "The cells A2:A3 are merged. Unmerge them, so that each row says its own."


# What cannot be opened -----------------------------------------------------------------------------------------------


def damaged(content: bytes) -> bytes:
    part = next(one for one in zipfile.ZipFile(io.BytesIO(content)).infolist() if "worksheets/" in one.filename)
    place = part.header_offset + 30 + len(part.filename) + 5
    return content[:place] + bytes(byte ^ 0xFF for byte in content[place : place + 8]) + content[place + 8 :]


SOUND = workbook(*ROWS)
COMPOUND = archives.COMPOUND + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (flagged(SOUND, bit=1), "is protected by a password"),
        (COMPOUND + archives.ENCRYPTED, "is protected by a password"),
        (COMPOUND, "is an old kind of workbook"),
        (damaged(SOUND), "is damaged"),
        (flagged(SOUND, packing=99), "is damaged"),
        (flagged(SOUND, packing=12), "is damaged"),
        (SOUND[:-30], "neither CSV nor a workbook"),
        (changed(SOUND, lambda body: body[:-30]), "is damaged"),
        (changed(SOUND, lambda body: b""), "is damaged"),
        (changed(SOUND, lambda body: b"", where="xl/workbook.xml"), "is damaged"),
        (changed(SOUND, lambda body: b"", where="_rels/"), "is damaged"),
        (changed(SOUND, lambda body: body.replace(b"worksheets/sheet1", b"sheet7"), where="xl/_rels"), "is damaged"),
        (sheet_of('<row r="2"><c t="s"><v>99</v></c></row>'), "is damaged"),
        (sheet_of('<row r="2"><c t="s"><v>-1</v></c></row>'), "is damaged"),
        (sheet_of('<row r="2"><c><v>seven</v></c></row>'), "is damaged"),
        (sheet_of('<row r="2"><c r="7"><v>7</v></c></row>'), "is damaged"),
        (sheet_of('<row r="3"/><row r="2"/>'), "is damaged"),
        (
            changed(workbook(*ROWS), lambda body: body.replace(b'officeDocument"', b'else"'), where="_rels/"),
            "is damaged",
        ),
        (
            changed(workbook(*ROWS), lambda body: body.replace(b" r:id=", b" sheet="), where="xl/workbook.xml"),
            "is damaged",
        ),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(content, words):
    assert words in refused(content)


@given(st.data())
def test_no_damage_raises_anything_but_not_a_table(data):
    place = data.draw(st.integers(0, len(SOUND) - 1))
    content = SOUND[:place] + bytes([data.draw(st.integers(0, 255))]) + SOUND[place + 1 :]
    with contextlib.suppress(NotATable):
        read(content, COLUMNS, REQUIRED)


# What would cost too much --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: sheet_of('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'), "row 1,000,000,000"),
        (lambda: sheet_of("<row/>" * 8_000_000), "more than 50 times its size"),
        (lambda: sheet_of("<row/>" * 15_000_000), "more than 60 MB"),
        (lambda: sheet_of(f'<row r="2">{"<c><v>1</v></c>" * 3_900_000}</row>'), "more than 50 times its size"),
        (lambda: sheet_of("", texts="<si><t>a</t></si>" * 3_300_000), "more than 50 times its size"),
        (lambda: sheet_of("", texts="<si><t>a</t></si>" * 5_500_000), "more than 60 MB"),
        # below what any multiple is asked of
        (lambda: sheet_of("<row/>" * 250_000), "more than 200,000 rows, blank ones counted"),
        (lambda: sheet_of(f'<row r="2">{"<c/>" * 400_000}</row>'), "more cells than any spreadsheet"),
        (lambda: sheet_of("<a/>" * 400_000), "unpacks to far too much"),
    ],
)
def test_what_would_cost_too_much_is_refused_at_once(content, words):
    assert words in refused(content())


def test_texts_in_cells_are_no_other_things(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_OTHERS", 30)
    cells = "".join(f'<c t="inlineStr"><is><r><t>{text}</t></r></is></c>' for text in ("roads", "2022"))
    assert len(read(sheet_of(f"<row>{cells}</row>" * 100), COLUMNS, REQUIRED)) == 100


def test_rows_far_to_the_right_cost_no_more_than_others():
    content = sheet_of("".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(2, 5_002)))
    began = time.process_time()
    found = read(content, COLUMNS, REQUIRED)
    assert time.process_time() - began < 1
    assert len(found) == 5_000
    assert {row.fault for row in found} == {
        "The row has more cells than there are columns. Put text or figures with a comma in quotation marks."
    }


def test_an_archive_may_not_lie_about_its_sizes():
    big = sheet_of("<row/>" * 8_000_000)
    assert "more than 50 times its size" in refused(big)
    stream = io.BytesIO(big)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/media/picture.png", os.urandom(1_100_000))
    assert "more than 200,000 rows" in refused(stream.getvalue())


def test_one_part_cannot_be_many_sheets():
    def twice(body: bytes) -> bytes:
        start, end = body.index(b"<sheet "), body.index(b"</sheets>")
        return body[:end] + body[start:end] * 3 + body[end:]

    assert "is damaged" in refused(changed(SOUND, twice, where="xl/workbook.xml"))
