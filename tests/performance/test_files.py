"""The files of an indicator's page: all that the page shows, nothing else, as text that no spreadsheet runs."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import ComparatorGroup, ComparatorResult, Forecast, Peer, PeerResult, Restatement, Result
from performance.sheet import COLUMNS
from plan.models import Council
from plan.roles import POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_target, make_user

from .few import SECRETS, TODAY, make_few, make_part

pytestmark = pytest.mark.django_db
NUMBERS = re.compile(r"\d,\d{3}(?:\.\d)?")  # each figure of these tests has thousands, and nothing else has


@pytest.fixture(autouse=True)
def _today(time_machine):
    cache.clear()
    time_machine.move_to(TODAY, tick=False)


def page_of(client, indicator) -> str:
    """The words of the page's main part, the chart's axis left out."""
    html = client.get(indicator.get_absolute_url()).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<text.*?</text>", " ", main, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def lines_of(client, indicator) -> list[dict[str, str]]:
    answer = client.get(f"/indicators/{indicator.slug}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def texts(told) -> str:
    """Every text of an answer that people read."""
    if isinstance(told, dict):
        return " ".join(texts(value) for value in told.values())
    return " ".join(map(texts, told)) if isinstance(told, list) else str(told)


def make_rich():
    """An indicator with a figure at every place of its page, no two alike."""
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    indicator = make_indicator("Visits", unit="", decimals=0, rhythm="quarter", lag=30, adding="sum")
    make_result(indicator, "2021-Q4", 1101, source="The counters")
    make_result(
        indicator, "2022-Q1", 1102, provisional=True, commentary="It was 1,102.", cause="Rain.", remedy="Roofs.",
        back_on_target=date(2023, 3, 31),
    )  # fmt: skip
    make_result(indicator, "2021/22", 4103, upper=4104, qualifier="range", illustrative=True)
    make_result(indicator, "2020/21", 4105, qualifier="over")
    make_part(indicator, "2022-Q1", "north", 1106)
    make_part(indicator, "2022-Q1", "south", 1107)
    make_target(indicator, "2022-Q1", 1108, source="The plan")
    make_target(indicator, "2022/23", 4109, upper=4110, kind="between")
    Restatement.objects.create(
        result=Result.objects.get(period="2021-Q4"), value=Decimal(1111), qualifier="exact", provisional=True,
        day=date(2022, 8, 3), why="Late returns.",
    )  # fmt: skip
    Forecast.objects.create(indicator=indicator, year="2022/23", day=date(2022, 7, 1), value=4112, confidence="high",
                            reason="Sun.")  # fmt: skip
    group = ComparatorGroup.objects.create(name="county councils", slug="counties", size=5)
    ComparatorResult.objects.create(
        indicator=indicator, group=group, period="2022-Q1", value=1113, quartile=2, source="Their report"
    )
    for name, value in (("Ashire", 1114), ("Bshire", 1115), ("Cshire", 1116), ("Dshire", None)):
        peer = Peer.objects.create(group=group, name=name)
        if value:
            PeerResult.objects.create(indicator=indicator, period="2022-Q1", value=value, peer=peer)
        amount = {"Ashire": 1201, "Bshire": 1202, "Cshire": 1203, "Dshire": 1204}[name]
        PeerResult.objects.create(indicator=indicator, period="2021-Q4", value=amount, peer=peer)
    return indicator


def test_every_figure_of_the_page_is_in_the_files_and_no_other(client):
    indicator = make_rich()
    page, lines = page_of(client, indicator), lines_of(client, indicator)
    told = client.get(f"/indicators/{indicator.slug}.json").json()
    read = set(NUMBERS.findall(page))
    assert {f"1,1{last:02}" for last in (1, 2, 6, 7, 8, 11, 13, 14, 15, 16)} <= read
    assert {f"4,1{last:02}" for last in (3, 4, 5, 9, 10, 12)} <= read
    assert {number for number in read if number.startswith("1,2")} == {"1,202", "1,203"}  # the chart's band alone
    assert set(NUMBERS.findall(" ".join(f"{line['shown']} {line['words']}" for line in lines))) == read
    assert set(NUMBERS.findall(texts(told))) == read
    plain = {f"{int(number.replace(',', ''))}" for number in read}
    amounts = {line[column] for line in lines for column in ("value", "upper")} - {""}
    assert {"1101", "4104", "4110", "1116"} <= amounts <= plain


def test_each_line_says_what_it_is(client):
    indicator = make_rich()
    lines = lines_of(client, indicator)
    assert tuple(lines[0]) == COLUMNS
    first = {line["what"]: line for line in reversed(lines)}
    assert list(dict.fromkeys(line["what"] for line in lines)) == [
        "indicator", "against target", "since before", "forecast", "position", "year so far", "next figure",
        "what happened", "why", "what is being done", "back on target", "result", "part", "restated", "target",
        "comparison", "council", "middle half",
    ]  # fmt: skip
    result = first["result"]
    assert {column: text for column, text in result.items() if text} == {
        "what": "result", "period": "2022-Q1", "period_name": "Quarter 1 2022/23 (April to June 2022)",
        "shown": "1,102", "sense": "exact", "value": "1102", "provisional": "yes",
    }  # fmt: skip
    councils = {line["of"]: (line["shown"], line["words"]) for line in lines if line["what"] == "council"}
    assert councils == {
        "county councils: Ashire": ("1,114", ""), "county councils: Bshire": ("1,115", ""),
        "county councils: Cshire": ("1,116", ""), "county councils: Dshire": ("not known", ""),
        "county councils: Fenbrook County Council": (
            "1,102", "In the worst 25% of county councils in Quarter 1 2022/23, 4th of 4, ours among them, "
                     "counted from the highest; 1 gave no figure",
        ),
    }  # fmt: skip


def test_json_is_what_the_api_answers_with_numbers_as_text(client):
    indicator = make_rich()
    told = client.get(f"/indicators/{indicator.slug}.json").json()
    assert told == client.get(f"/api/v1/indicators/{indicator.slug}/").json()
    assert told["parts"] == [
        {
            "by": "district", "sources": [],
            "parts": [
                {"name": name, "illustrative": False, "figures": [
                    {"period": "2022-Q1", "period_name": "Quarter 1 2022/23 (April to June 2022)", "shown": shown,
                     "sense": "exact", "value": value, "upper": None, "share": None, "base_year": ""}
                ]}
                for name, shown, value in (("North", "1,106", "1106"), ("South", "1,107", "1107"))
            ],
        }
    ]  # fmt: skip
    group = told["peers"][0]
    assert (group["group_slug"], group["rank"], group["of"], group["quartile"]) == ("counties", 4, 4, 4)
    assert [(one["name"], one["value"], one["is_us"]) for one in group["councils"]] == [
        ("Ashire", "1114", False), ("Bshire", "1115", False), ("Cshire", "1116", False), ("Dshire", None, False),
        ("Fenbrook County Council", "1102", True),
    ]  # fmt: skip
    assert (told["due"]["period"], told["due"]["day"], told["is_overdue"]) == ("2022-Q2", "2022-10-30", False)
    assert (told["year_so_far"]["value"], told["year_so_far"]["until"]) == ("1102", "2022-06-30")
    assert (told["forecast"]["value"], told["forecast"]["rating"]["status"]) == ("4112", "red")
    assert [(one["value"], one["until"]) for one in told["restatements"]] == [("1111", "2022-08-03")]
    assert [(one["period"], one["value"], one["upper"]) for one in told["middle_half"]] == [("2021-Q4", "1202", "1203")]
    assert [(one["kind"], one["value"], one["upper"]) for one in told["targets"]] == [
        ("between", "4109", "4110"), ("at_least", "1108", None),
    ]  # fmt: skip


def test_no_cell_is_a_formula(client):
    indicator = make_indicator("=cmd()", slug="cmd", unit="")
    make_result(indicator, "2021/22", -5, commentary="@sum(1)", source="+1")
    make_result(indicator, "2020/21", None, words="=2+3")
    text = client.get("/indicators/cmd.csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert [cell for cell in cells if cell.startswith("-")] == ["-5"]
    assert {"'=cmd()", "'@sum(1)", "'+1", "'=2+3"} <= set(cells)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_are_kept_like_pages(client, kind):
    indicator = make_rich()
    address = f"/indicators/{indicator.slug}.{kind}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (first["Cache-Control"], again.status_code, again.content) == ("no-cache", 304, b"")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).content == first.content
    assert len(queries) == 1
    assert client.post(address).status_code == 405
    links = client.get(indicator.get_absolute_url()).content.decode()
    assert f'href="{address}"' in links


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_hidden_indicators_have_no_files(client, kind, settings):
    settings.DEBUG = False
    make_indicator("Secret", slug="secret", is_public=False)
    nothing = client.get("/indicators/nothing.csv")
    hidden = client.get(f"/indicators/secret.{kind}")
    assert (hidden.status_code, hidden.content) == (404, nothing.content)
    client.force_login(make_user(POLICY_OFFICER))
    seen = client.get(f"/indicators/secret.{kind}")
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")


# Very few people ----------------------------------------------------------------------------------------------------

DOORS = (
    "/indicators/{slug}/", "/indicators/{slug}.csv", "/indicators/{slug}.json", "/api/v1/indicators/{slug}/",
    "/api/v1/indicators/?page_size=100", "/api/v1/results/?page_size=100", "/indicators/", "/comparisons/counties/",
)  # fmt: skip


def test_very_few_people_are_told_at_no_door(client):
    indicator = make_few()
    for door in DOORS:
        answer = client.get(door.format(slug=indicator.slug))
        text = answer.content.decode("utf-8-sig")
        assert answer.status_code == 200, door
        assert [secret for secret in SECRETS if secret in text] == [], door
        assert "not shown" in text.lower(), door
    assert "9,321" in page_of(client, indicator)


def test_very_few_people_are_not_told_to_officers_on_pages_either(client):
    """The desk shows them to whoever may edit them; pages and files are read over shoulders and handed on."""
    indicator = make_few()
    client.force_login(make_user(POLICY_OFFICER))
    for door in DOORS[:3]:
        text = client.get(door.format(slug=indicator.slug)).content.decode("utf-8-sig")
        assert [secret for secret in SECRETS if secret in text] == [], door
    result = indicator.results.get(period="2022-Q1", breakdown=None)
    desk = client.get(f"/admin/performance/result/{result.pk}/change/").content.decode()
    assert "UNTOLD: four children." in desk


def test_it_is_said_once_that_more_was_said(client):
    indicator = make_few()
    sentence = "What was said of this figure is not shown either, as it could tell the number."
    assert page_of(client, indicator).count(sentence) == 1
    latest = client.get(f"/indicators/{indicator.slug}.json").json()["latest"]
    assert (latest["kept_back"], latest["value"], latest["sense"]) == (True, None, "kept_back")
    assert [latest[name] for name in ("commentary", "cause", "remedy", "back_on_target", "source")] == [
        sentence, "", "", None, "",
    ]  # fmt: skip


def test_numbers_of_what_is_hidden_stand_in_no_field(client):
    """Of the small counts themselves, no field of an amount has one; a nought identifies nobody."""
    indicator = make_few()
    told = json.dumps(client.get(f"/indicators/{indicator.slug}.json").json())
    assert set(re.findall(r'"value": "(-?[\d.]+)"', told)) == {"0", "3", "5", "6", "4321", "7411", "8807", "9321",
                                                               "22424"}  # fmt: skip
    target = client.get(f"/indicators/{indicator.slug}.json").json()["targets"]
    assert [one["value"] for one in target] == ["3"]  # the target is no count of anybody
    amounts = {line["value"] for line in lines_of(client, indicator) if line["what"] != "target"}
    assert amounts == {"", "0", "5", "6", "4321", "7411", "8807", "9321", "22424"}


def test_a_forecast_of_very_few_is_not_told(client):
    indicator = make_indicator("Children in custody", unit="", suppress_below=5)
    make_result(indicator, "2021/22", 20)
    Forecast.objects.create(indicator=indicator, year="2022/23", day=date(2022, 7, 1), value=4, confidence="low",
                            reason="Four are on trial.")  # fmt: skip
    told = client.get(f"/indicators/{indicator.slug}.json").json()["forecast"]
    assert (told["value"], told["reason"], told["shown"]) == (None, "", "not shown, as it counts very few people")
    assert "on trial" not in page_of(client, indicator)


@pytest.mark.parametrize("many", [1, 10, 100])
def test_files_cost_the_same_for_any_number_of_rows(client, many):
    indicator = make_few()
    group = ComparatorGroup.objects.get()
    for number in range(many):
        code = f"{1901 + number}/{(1902 + number) % 100:02}"
        make_result(indicator, code, 20)
        make_target(indicator, code, 5, kind="at_most")
        peer = Peer.objects.create(group=group, name=f"Council {number}")
        PeerResult.objects.create(indicator=indicator, period="2022-Q1", value=number, peer=peer)
    counted = []
    for kind in ("csv", "json"):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/indicators/{indicator.slug}.{kind}").status_code == 200
        counted.append(len(queries))
    assert counted == [18, 18]
