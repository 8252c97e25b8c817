"""CSV that cannot be read as it was meant is refused with its place, and never read as something else."""

import pytest

from performance.importing.checks import COLUMNS, REQUIRED
from performance.importing.rows import NotATable
from performance.importing.sheets import read

HEADER = "indicator,period,value,commentary\n"
GOOD = "roads,2001/02,79,it’s £5 – ok\n"


def refused(content: bytes) -> tuple[int, str]:
    with pytest.raises(NotATable) as refusal:
        read(content, COLUMNS, REQUIRED)
    return refusal.value.row, str(refusal.value)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ('roads,2001/02,79,"said so\nroads,2002/03,80,ok\nroads,2003/04,81,ok\n', 2),
        ('roads,2001/02,79,ok\nroads,2002/03,80,"said so\nroads,2003/04,81,"ok"\n', 3),
        ('roads,2001/02,79,"he said "yes" ok\nroads,2002/03,80,ok\n', 2),
        ('roads,2001/02,79,"he said" yes\n', 2),
    ],
)
def test_a_stray_quotation_mark_is_refused_with_the_row_it_began_in(rows, row):
    assert refused((HEADER + rows).encode()) == (
        row,
        f"Row {row}: a quotation mark is not closed, or stands inside a text that is in quotation marks. Remove it, or "
        "double it inside such a text.",
    )


def test_a_cell_that_never_ends_is_refused_with_its_row():
    row, words = refused((HEADER + 'roads,2001/02,79,"' + "so " * 60_000).encode())
    assert (row, words) == (2, "Row 2: a cell is far too long. Is a quotation mark in it not closed?")


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ('"he said ""yes"""', 'he said "yes"'),
        ('a 5" pipe', 'a 5" pipe'),
        ('"two\nlines, one cell"', "two\nlines, one cell"),
    ],
)
def test_quotation_marks_that_are_right_are_read(text, read_as):
    (row,) = read(f"{HEADER}roads,2001/02,79,{text}\n".encode(), COLUMNS, REQUIRED)
    assert row.cells["commentary"].text == read_as


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_wrong_byte_in_utf_8_does_not_spoil_the_rest(mark):
    content = mark + (HEADER + GOOD * 3).encode() + b"roads,2005/06,79,it\x92s\n" + GOOD.encode()
    row, words = refused(content)
    assert row == 5
    assert words == "The file is UTF-8, but line 5 holds something that is not. Save it again as CSV UTF-8."


def test_windows_1252_in_which_two_signs_look_like_utf_8_is_read():
    (row,) = read((HEADER + "roads,2001/02,79,CAFÉ’s £5 – ok …\n").encode("cp1252"), COLUMNS, REQUIRED)
    assert row.cells["commentary"].text == "CAFÉ’s £5 – ok …"


def test_what_is_in_no_encoding_is_refused_with_its_line():
    assert refused((HEADER + "roads,2001/02,79,ok\n").encode() + b"\x81\n") == (
        3, "Line 3 is in no encoding that is understood. Save it again as CSV UTF-8.",
    )  # fmt: skip
