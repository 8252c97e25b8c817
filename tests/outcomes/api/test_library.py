"""The library and the effects of reports, as other systems read them."""

import pytest

from outcomes.models import ImpactStatement
from plan.models import Strategy
from plan.roles import POLICY_OFFICER
from tests import factories
from tests.site import UNTOLD


def test_a_strategy_with_what_it_supports_and_how_it_was_judged(fenbrook, read):
    (told,) = read("strategies/")["results"]
    assert read("strategies/waste/") == told
    assert {name: told[name] for name in ("slug", "title", "department", "starts", "ends", "replaces", "is_due")} == {
        "slug": "waste", "title": "Waste Strategy", "department": "places", "starts": "2022-05-18", "ends": None,
        "replaces": None, "is_due": False,
    }  # fmt: skip
    assert told["supports"] == [str(fenbrook.roads.item_id)]
    (review,) = told["reviews"]
    assert (review["judgement"], review["outcome"], review["date"], review["expired"]) == (
        "reflects", str(fenbrook.green.item_id), "2022-06-01", False,
    )  # fmt: skip


def test_a_strategy_without_a_department_or_a_version_before(fenbrook, read):
    new = Strategy.objects.create(title="New", slug="new", replaces=Strategy.objects.get(slug="waste"))
    assert (read("strategies/new/")["department"], read("strategies/new/")["replaces"]) == (None, "waste")
    assert new.pk
    assert read("strategies/nowhere/", status=404)["status"] == 404


def test_effects_are_those_of_published_reports(fenbrook, read):
    (told,) = read("effects/")["results"]
    assert (told["outcome"], told["effect"], told["paper"], told["date"]) == (
        str(fenbrook.green.item_id), "supports", "Bins in parks", "2022-10-03",
    )  # fmt: skip
    token = factories.make_token(factories.make_user(POLICY_OFFICER))[1]
    assert ImpactStatement.objects.count() == 2
    assert UNTOLD in " ".join(one["paper"] for one in read("effects/", token)["results"])


@pytest.mark.parametrize(
    ("path", "status", "found"),
    [
        ("strategies/?state=ended", 200, 0), ("strategies/?department=places", 200, 1),
        ("strategies/?state=well", 400, None), ("strategies/?department=nowhere", 404, None),
        ("effects/?text=bins&year=2022-23", 200, 1), ("effects/?effect=conflicts", 200, 0),
        ("effects/?effect=helps", 400, None), ("effects/?outcome=nowhere", 404, None),
        ("effects/?unknown=1", 400, None),
    ],
)  # fmt: skip
def test_filters_are_those_of_the_pages(fenbrook, read, path, status, found):
    told = read(path, status=status)
    assert told.get("count") == found
