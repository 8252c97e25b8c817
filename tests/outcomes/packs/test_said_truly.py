"""What a pack says of itself fits what is in it: titles that the council chose, terms by their columns, its data."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from outcomes.packs.compendium.gathering import _rules
from outcomes.packs.kinds import Sheet, kinds
from outcomes.packs.models import Pack
from outcomes.packs.prefill import title_of
from outcomes.packs.workbook import _about
from plan.models import Council
from tests.factories import make_body

PAPER = SimpleNamespace(
    title="X", council="C", committee="B", quarter_label="Q", number=1, cut_off="1 May 2022", edition="E", meeting="",
    what_changed="", marking="",
)  # fmt: skip


@pytest.mark.django_db
def test_a_covering_report_has_the_title_that_the_council_chose():
    Council.objects.update_or_create(pk=Council.current().pk, defaults={"annual_report_title": "Yearly Review"})
    assert title_of(Pack(kind="annual", covers="2022/23", body=make_body("commission"))).startswith(
        "Yearly Review, 2022"
    )
    assert kinds.get("annual").title == "Annual report"


def test_the_compendium_explains_the_columns_it_has():
    assert [term.term for term in _rules("action")] == ["Against target", "Direction", "Among councils", "Figures"]


@pytest.mark.parametrize(
    ("sheet", "there"),
    [
        (Sheet("A", ("Indicator", "Unit", "Illustrative"), (("x", "%", Decimal(1)),)), {"Figures as at", "Numbers"}),
        (Sheet("A", ("Number", "Words", "Illustrative"), (("1.1", "x", ""),)), {"As at"}),
    ],
)
def test_the_data_says_of_itself_only_what_is_in_it(sheet, there):
    told = dict(_about(SimpleNamespace(paper=PAPER, illustrative=True), [sheet], "f" * 64).rows)
    assert set(told) & {"Figures as at", "As at", "Numbers"} == there
    assert ("kept back" in told["Source"]) is ("Numbers" in there)
    assert told["Source"].startswith("The published pack of the same version")
    assert "last column" in told["Illustrative"]
