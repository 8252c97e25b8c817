"""What the API tells is what the pages show."""

import json

from outcomes.models import Commitment
from performance.models import ComparatorResult, Indicator
from plan import clock
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from plan.standing import stages
from tests import factories

from .test_hidden import LISTS


def test_versions_of_the_plan(fenbrook, read):
    told = read("editions/")
    assert [one["slug"] for one in told["results"]] == [
        plan.slug for plan in sorted(Plan.objects.public(), key=lambda plan: (-plan.start_year, plan.slug))
    ]
    one = read("editions/2022-26/")
    assert (one["in_force"], one["in_force_from"], one["start_year"]) == (True, "2022-05-18", 2022)
    assert "vision_text" in one
    stood = stages(Plan.objects.public(), clock.today())
    assert {row["slug"]: (row["stage"], row["stage_in_words"]) for row in told["results"]} == {
        plan.slug: (stood[plan.pk].value, stood[plan.pk].words) for plan in Plan.objects.public()
    }
    assert (one["stage"], one["stage_in_words"]) == ("in_force", "In force")


def test_parts_are_those_of_the_version_in_force_unless_another_is_named(fenbrook, read):
    assert {one["edition"] for one in read("outcomes/")["results"]} == {"2022-26"}
    assert {one["edition"] for one in read("outcomes/?edition=2022-26-draft")["results"]} == {"2022-26-draft"}
    outcome = read("outcomes/")["results"][0]
    assert read(f"outcomes/{outcome['uuid']}/") == outcome
    subs = read(f"sub-outcomes/?outcome={outcome['slug']}")["results"]
    assert [one["uuid"] for one in subs] == outcome["sub_outcomes"]
    assert {one["outcome"] for one in subs} == {outcome["uuid"]}
    for kind in ("aims", "commitments"):
        found = read(f"{kind}/?outcome={outcome['slug']}&sub_outcome={subs[0]['number']}")["results"]
        assert [one["uuid"] for one in found] == subs[0][kind]


def test_a_commitment_is_told_once_with_all_its_places(fenbrook, read):
    commitment = Commitment.objects.filter(plan__slug="2022-26", parent=None).first()
    draft = factories.make_tree(sub_outcomes=2)
    first, second = draft.suboutcomes.order_by("position")
    placed = first.placements.get().commitment
    second.placements.create(commitment=placed, position=9)
    Plan.objects.filter(pk=draft.pk).update(published_at="2022-10-01T00:00Z")
    told = read(f"commitments/?edition={draft.slug}")["results"]
    places = {one["uuid"]: [place["number"] for place in one["places"]] for one in told}
    assert (len(told), places[str(placed.item_id)]) == (2, [first.number, second.number])
    assert read(f"commitments/{commitment.item_id}/")["text"] == commitment.text
    assert [
        one["uuid"] for one in read(f"commitments/?edition={draft.slug}&sub_outcome={first.number}")["results"]
    ] == [str(placed.item_id)]


def test_figures_are_decimals_as_text_with_what_people_read(fenbrook, read):
    indicator = factories.make_indicator("Roads", slug="roads", unit="%", decimals=1)
    factories.make_result(indicator, "2020/21", "79.50", provisional=True)
    factories.make_result(indicator, "2021/22", 1, upper=3, qualifier="range")
    factories.make_result(indicator, "2022-Q1", None, qualifier="share", numerator=2, denominator=3)
    factories.make_result(indicator, "2022-Q2", None)
    told = read("results/?indicator=roads")["results"]
    assert [(one["period"], one["sense"], one["value"], one["upper"], one["share"], one["shown"]) for one in told] == [
        ("2020/21", "exact", "79.5", None, None, "79.5%"),
        ("2021/22", "range", "1", "3", None, "1.0% to 3.0%"),
        ("2022-Q1", "exact", None, None, "2/3", "two thirds"),
        ("2022-Q2", "missing", None, None, None, "no data"),
    ]
    assert read("results/?indicator=roads&period=2020/21")["results"] == told[:1]
    assert (told[0]["provisional"], told[0]["starts"], told[0]["ends"]) == (True, "2020-04-01", "2021-03-31")
    page = read("indicators/roads/")
    assert [one["period"] for one in page["figures"]] == ["2022-Q2", "2022-Q1", "2021/22", "2020/21"]
    assert page["latest"] == {**page["figures"][1], "commentary": "", "cause": "", "remedy": "", "back_on_target": None}
    assert page["figures"][1] == {key: value for key, value in told[2].items() if key != "indicator"}


def test_an_indicator_says_what_its_page_says(fenbrook, read, words):
    indicator = Indicator.objects.get(slug="feel-safe")
    told, page = read("indicators/feel-safe/"), words("/indicators/feel-safe/")
    assert told["latest"]["shown"] in page
    assert told["rating"] == {"status": "red", "reason": "Red: 81% is 4 points below the target of at least 85%."}
    assert "81% is 4 points below the target of at least 85%" in page
    assert told["target"] == {"shown": "at least 85%", "source": "The business plan", "illustrative": False}
    assert len(told["comparisons"]) == ComparatorResult.objects.filter(indicator=indicator).count()
    listed = {one["slug"]: one for one in read("indicators/")["results"]}
    assert {key: told[key] for key in listed["feel-safe"]} == listed["feel-safe"]


def test_indicators_are_filtered_like_their_page(fenbrook, read):
    every = read("indicators/")["results"]
    statuses = {one["rating"]["status"] for one in every}
    for status in statuses:
        found = read(f"indicators/?rating={status}")["results"]
        assert found == [one for one in every if one["rating"]["status"] == status]
    cited = read("indicators/?outcome=clean-and-green")["results"]
    assert 0 < len(cited) <= len(every)
    assert read("indicators/?rating=purple", status=400)["errors"] == [
        {"parameter": "rating", "message": "“purple” is not in this list. Choose from it."}
    ]


def test_lists_come_a_page_at_a_time(fenbrook, read):
    for number in range(7):
        factories.make_indicator(f"Measure {number}")
    whole = read("indicators/?page_size=100")
    assert (whole["count"], whole["next"], whole["previous"]) == (len(whole["results"]), None, None)
    found, path = [], "indicators/?page_size=3"
    while path:
        told = read(path)
        found += told["results"]
        path = told["next"] and told["next"].removeprefix("/api/v1/")
    assert found == whole["results"]
    assert read("indicators/?page=2&page_size=3")["previous"] == "/api/v1/indicators/?page=1&page_size=3"
    assert read("indicators/?page=9999", status=404)["status"] == 404
    for wrong in ("0", "-1", "x", "1.5", "²", "9" * 400):
        assert read(f"indicators/?page={wrong}", status=400)["errors"][0]["parameter"] == "page"
    assert read("indicators/?page_size=101", status=400)["errors"] == [
        {"parameter": "page_size", "message": "“101” is not a whole number from 1 to 100."}
    ]


def test_what_is_not_known_is_refused_in_words(fenbrook, read):
    assert read("results/?periode=2022", status=400)["errors"] == [
        {
            "parameter": "periode",
            "message": "This address has no such parameter. It takes indicator, period, page, page_size.",
        }
    ]
    assert read("results/?period=2022&period=2021", status=400)["errors"][0]["message"] == "Give it once."
    assert read("results/?indicator=", status=400)["errors"][0]["message"] == "Give it a value, or leave it out."
    assert read("results/?period=soon", status=404)["errors"][0]["parameter"] == "period"
    assert read("results/?indicator=%00", status=404)["errors"][0]["parameter"] == "indicator"


def test_an_unchanged_answer_is_304_for_one_query(fenbrook, client, django_assert_num_queries):
    for path in LISTS:
        first = client.get(f"/api/v1/{path}")
        assert (first["Cache-Control"], first["Vary"]) == ("no-cache", "Authorization")
        with django_assert_num_queries(1):
            again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        with django_assert_num_queries(1):
            assert client.get(f"/api/v1/{path}").content == first.content


def test_a_change_changes_the_answer_at_once(fenbrook, client, read):
    indicator = factories.make_indicator("Roads", slug="roads")
    before = client.get("/api/v1/results/?indicator=roads")
    officer_token = factories.make_token(factories.make_user(POLICY_OFFICER))[1]
    sent = {"why": "New", "results": [{"indicator": indicator.slug, "period": "2021/22", "value": "7"}]}
    client.post(
        "/api/v1/results/", json.dumps(sent), content_type="application/json",
        headers={"Authorization": f"Bearer {officer_token}"},
    )  # fmt: skip
    after = client.get("/api/v1/results/?indicator=roads", headers={"If-None-Match": before["ETag"]})
    assert (before.json()["count"], after.status_code, after.json()["count"]) == (0, 200, 1)


def test_only_json_and_only_reading(fenbrook, client):
    """No page to click through, no methods but those described, nothing for scripts of other sites."""
    for path in (one for one in LISTS if one != "results/"):
        for method in ("post", "put", "patch", "delete", "options", "trace"):
            response = getattr(client, method)(f"/api/v1/{path}")
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), (path, method)
        response = client.get(f"/api/v1/{path}", headers={"Accept": "text/html", "Origin": "https://other.example"})
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        assert [name for name in response.headers if name.lower().startswith("access-control")] == []
        assert client.head(f"/api/v1/{path}").content == b""
