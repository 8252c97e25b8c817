"""A figure that does not agree with how many and out of how many is refused, at every door."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from performance.agreeing import disagreement
from performance.importing import records
from performance.models import Result
from tests.factories import make_indicator, make_result
from tests.pages import form_data

D = Decimal
OFF = "90% is not 5 of 20, which is 25%: one of the three is wrong."
THIRDS = "66.6% is not 2 of 3, which is 66.67%: one of the three is wrong."
MORE = "5 of 3 is more than the whole: look at both again."
NEGATIVE = "How many cannot be less than nought."


def told(value, top, bottom, *, unit="%", qualifier="exact") -> tuple[str, str]:
    figure = {"value": value, "numerator": top, "denominator": bottom, "qualifier": qualifier}
    return disagreement(figure, unit)


@pytest.mark.parametrize(
    ("value", "top", "bottom", "unit", "qualifier", "expected"),
    [
        (D(90), D(5), D(20), "%", "exact", ("value", OFF)),
        (D("66.6"), D(2), D(3), "%", "exact", ("value", THIRDS)),
        (D(25), D(5), D(20), "%", "exact", ("", "")),
        (D("66.70"), D(2), D(3), "%", "exact", ("", "")),
        (D(67), D(2), D(3), "%", "exact", ("", "")),
        (D(105), D(21), D(20), "%", "exact", ("numerator", "21 of 20 is more than the whole: look at both again.")),
        (None, D(5), D(3), "", "share", ("numerator", MORE)),
        (D(14), D(-1), None, "", "exact", ("numerator", NEGATIVE)),
        (D(70), D(15), D(20), "%", "about", ("", "")),  # not said to be exact
        (D("2.5"), D(50), D(20), "per 1,000 people", "exact", ("", "")),  # a rate is not a part of a whole
        (D(90), D(5), None, "%", "exact", ("", "")),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_said(value, top, bottom, unit, qualifier, expected):
    assert told(value, top, bottom, unit=unit, qualifier=qualifier) == expected


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 4))
def test_a_percentage_rounded_from_its_parts_agrees_and_one_step_off_does_not(top, bottom, places):
    top = min(top, bottom)
    step = D(1).scaleb(-places)
    value = (D(top) * 100 / D(bottom)).quantize(step)
    assert told(value, D(top), D(bottom)) == ("", "")
    off = value + 2 * step
    assume(not places or off.as_tuple().digits[-1])  # one that ends in nought is given with fewer places
    assert told(off, D(top), D(bottom)) != ("", "")


@pytest.fixture
def roads(db):
    return make_indicator("Roads", slug="roads")


def enter(*rows) -> list[tuple]:
    sent = [{"indicator": "roads", **cells} for cells in rows]
    return [
        (error.row, error.column, error.message) for error in records.enter(sent, name="x", by=None, why="y").errors
    ]


def test_rows_of_files_and_of_the_api_are_refused_each_in_words(roads):
    make_result(roads, "2020/21", 25, numerator=5, denominator=20)
    assert enter(
        {"period": "2015/16", "value": "90", "numerator": "5", "denominator": "20"},
        {"period": "2016/17", "value": "5", "numerator": "-1", "denominator": "20"},
        {"period": "2018/19", "value": "", "qualifier": "share", "numerator": "5", "denominator": "3"},
        {"period": "2020/21", "value": "90"},
    ) == [(1, "value", OFF), (2, "numerator", NEGATIVE), (3, "numerator", MORE), (4, "value", OFF)]
    assert Result.objects.get().value == 25


def test_what_is_wrong_already_does_not_stop_a_row_that_says_nothing_of_it(roads):
    make_result(roads, "2020/21", 90, numerator=5, denominator=20)
    assert enter({"period": "2020/21", "value": "90", "commentary": "It was wet."}) == []


@pytest.mark.parametrize("page", ["result", "indicator"])
def test_forms_of_the_desk_refuse_it(roads, policy_officer, page):
    result = make_result(roads, "2020/21", 25)
    client = Client()
    client.force_login(policy_officer)
    address = reverse(f"admin:performance_{page}_change", args=[result.pk if page == "result" else roads.pk])
    row = "" if page == "result" else "results-0-"
    for top, bottom, said in (("5", "3", MORE), ("-1", "20", NEGATIVE), ("5", "25", "25% is not 5 of 25")):
        values = {f"{row}numerator": top, f"{row}denominator": bottom, "change_reason": "Parts came", "_save": "Save"}
        answer = client.post(address, form_data(client.get(address), **values))
        assert (answer.status_code, said in answer.content.decode()) == (200, True)
        assert form_data(answer)[f"{row}numerator"] == [top]
    assert Result.objects.get().numerator is None
