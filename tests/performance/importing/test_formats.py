"""What a spreadsheet shows of a number, and what of it is read."""

import pytest

from performance.importing.checks import COLUMNS, REQUIRED
from performance.importing.formats import Kind, kind_of
from performance.importing.sheets import read

from .files import workbook


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Kind.PLAIN), ("0", Kind.PLAIN), ("#,##0.0", Kind.PLAIN), ("0%", Kind.PERCENTAGE),
        ("0.0%;[Red]-0.0%", Kind.PERCENTAGE), ("0.0 %", Kind.PERCENTAGE), ('0"%"', Kind.PLAIN), ("0\\%", Kind.PLAIN),
        ('0.0" %"', Kind.PLAIN), ('[Red]0"%"', Kind.PLAIN), ('General" % of pupils"', Kind.PLAIN), ("0_%", Kind.PLAIN),
        ("[<1]0.0%;0", Kind.UNCLEAR), ("0%;0", Kind.UNCLEAR), ("0%;-0%;0", Kind.PERCENTAGE),
        ("#,##0.0,,", Kind.THOUSANDS), ("_(* #,##0_);_(* (#,##0)", Kind.PLAIN), ("0%%", Kind.UNCLEAR),
        ("yyyy-mm-dd", Kind.DAY), ("[$-809]d mmmm yyyy", Kind.DAY), ("[h]:mm", Kind.DAY), ('0" days"', Kind.PLAIN),
        ("@", Kind.PLAIN), ("0.00E+00", Kind.PLAIN), ('"', Kind.PLAIN), ("", Kind.PLAIN),
    ],
)  # fmt: skip
def test_what_a_format_makes_of_a_number(code, kind):
    assert kind_of(code) is kind


@pytest.mark.parametrize(
    ("value", "code", "text", "is_percentage"),
    [
        (0.79, "0%", "79", True), (79, '0"%"', "79", False), (79, "0\\%", "79", False),
        (79.5, '0.0" %"', "79.5", False), (79, '[Red]0"%"', "79", False), (0.07, "0.0%", "7", True),
        (1234567, "#,##0", "1234567", False), (-0.055, "0%", "-5.5", True),
    ],
)  # fmt: skip
def test_a_number_is_what_it_shows(value, code, text, is_percentage):
    def spoil(sheet):
        sheet["D2"].number_format = code

    (row,) = read(workbook(("roads", "2022", None, value), change=spoil), COLUMNS, REQUIRED)
    assert row.cells["value"] == (text, "", is_percentage)


@pytest.mark.parametrize(("code", "words"), [("0,", "is shown in thousands"), ("[<1]0%;0", "now as a percentage")])
def test_a_number_whose_format_may_mislead_is_refused(code, words):
    def spoil(sheet):
        sheet["D2"].number_format = code

    (row,) = read(workbook(("roads", "2022", None, 79_000), change=spoil), COLUMNS, REQUIRED)
    assert words in row.cells["value"].fault
