"""Entering results: with a token that works, all of them or none, with the words of the import."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.importing import records, writing
from performance.models import Restatement, Result, ResultsImport
from plan import clock, tokens
from plan.models import ApiToken, Department, Event
from plan.roles import BOARD_MEMBER, CMT, CONTRIBUTOR, POLICY_OFFICER, ROLES
from tests.factories import make_indicator, make_result, make_token, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/results/"
SECRET = "CANARY"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def roads():
    department = Department.objects.create(name="Roads", slug="roads")
    return make_indicator("Roads in good condition", slug="roads", owner=department)


@pytest.fixture
def rivers():
    department = Department.objects.create(name="Rivers", slug="rivers")
    indicator = make_indicator("Rivers", slug="rivers", owner=department)
    make_result(indicator, "2020/21", 9, commentary=SECRET)
    return indicator


@pytest.fixture
def theirs(roads):
    """A token of a contributor of the roads' department."""
    return make_token(make_user(CONTRIBUTOR, department=roads.owner))


def send(client, token: str, *rows, body=None, why="From the roads' system", **more):
    content = body if body is not None else json.dumps({"why": why, "results": list(rows), **more})
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(ADDRESS, content, content_type="application/json", headers=headers)


def row(indicator="roads", period="2021/22", **cells):
    return {"indicator": indicator, "period": period, **cells}


def nothing_written() -> bool:
    return not ResultsImport.objects.exists() and not Event.objects.filter(verb="results.imported").exists()


def test_results_are_written_with_who_and_why(client, roads, theirs):
    token, secret = theirs
    answer = send(client, secret, row(value="79.5", status="provisional", commentary="Mended"), row(period="2020/21"))
    assert (answer.status_code, answer.json()) == (200, {"created": 2, "updated": 0, "unchanged": 0, "written": True})
    result = Result.objects.get(period="2021/22")
    assert (result.value, result.provisional, result.commentary) == (Decimal("79.5"), True, "Mended")
    kept = result.history.get()
    assert (kept.history_user, kept.history_change_reason) == (token.user, "From the roads' system")
    event = Event.objects.get(verb="results.imported")
    assert (event.by, event.why) == (token.user, "From the roads' system")
    assert ResultsImport.objects.get().name == f"Through the API: {token.name}"


def test_the_same_again_changes_nothing_and_a_change_keeps_what_was(client, roads, theirs):
    send(client, theirs[1], row(value="70"))
    assert send(client, theirs[1], row(value="70")).json()["unchanged"] == 1
    assert send(client, theirs[1], row(value="72"), why="Final count").json()["updated"] == 1
    assert (Restatement.objects.get().value, Restatement.objects.get().why) == (Decimal(70), "Final count")


def test_what_is_left_out_is_left_alone(client, roads, theirs):
    make_result(roads, "2021/22", 70, commentary="Keep me", provisional=True)
    send(client, theirs[1], row(value="71"))
    result = Result.objects.get()
    assert (result.value, result.commentary, result.provisional) == (Decimal(71), "Keep me", True)


def test_a_check_writes_nothing(client, roads, theirs):
    answer = send(client, theirs[1], row(value="71"), dry_run=True)
    assert (answer.status_code, answer.json()["created"], answer.json()["written"]) == (200, 1, False)
    assert not Result.objects.exists()
    assert nothing_written()


def test_one_row_that_cannot_be_used_and_nothing_is_written(client, roads, theirs):
    make_result(roads, "2019/20", 50)
    answer = send(
        client, theirs[1], row(value="79"), row("raods", value="79"), row(period="2022-Q9", value="xx%"),
        row(value="80"), row(period="2020/21", breakdown="women"), row(period="2199/00"),
        row(period="2018/19", numerator="1", denominator="0"),
    )  # fmt: skip
    told = answer.json()
    assert (answer.status_code, told["title"], told["detail"]) == (
        422, "Some rows cannot be used", "7 errors. Nothing was written.",
    )  # fmt: skip
    assert [(one["row"], one["column"]) for one in told["errors"]] == [
        (2, "indicator"), (3, "period"), (3, "value"), (4, ""), (5, "breakdown"), (6, "period"), (7, "denominator"),
    ]  # fmt: skip
    messages = {(one["row"], one["column"]): one["message"] for one in told["errors"]}
    assert messages[2, "indicator"] == "There is no indicator “raods”. Is it “roads”?"
    assert messages[3, "value"] == "“xx%” is not a number; leave empty for no data."
    assert messages[4, ""] == "The same figure stands in row 1: keep one of the two."
    assert Result.objects.count() == 1
    assert nothing_written()


def test_another_departments_figures_are_refused_by_row(client, roads, rivers, theirs):
    answer = send(client, theirs[1], row(value="71"), row("rivers", value="1"))
    assert (answer.status_code, answer.json()["errors"]) == (
        422, [{"row": 2, "column": "indicator", "message": "Another department answers for “rivers”: ask them."}],
    )  # fmt: skip
    assert SECRET not in answer.content.decode()
    assert Result.objects.get().value == 9


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.slug)
def test_who_may_enter_results(client, roads, role):
    answer = send(client, make_token(make_user(role, department=roads.owner))[1], row(value="71"))
    may = role in (POLICY_OFFICER, CONTRIBUTOR)
    assert (answer.status_code, Result.objects.count()) == ((200, 1) if may else (403, 0))
    if not may:
        assert answer.json()["detail"] == "Your roles do not allow this."


def test_a_role_that_is_taken_away_ends_at_once(client, roads, theirs):
    theirs[0].user.groups.clear()
    assert send(client, theirs[1], row(value="71")).status_code == 403
    assert not Result.objects.exists()


def test_tokens_that_do_not_work(client, roads, theirs):
    token, secret = theirs
    revoked, lost = make_token(token.user)
    tokens.revoke(token=revoked, by=revoked.made_by, why="Lost")
    expired, old = make_token(token.user)
    ApiToken.objects.filter(pk=expired.pk).update(expires=clock.today() - timedelta(days=1))
    gone, left = make_token()
    gone.user.is_active = False
    gone.user.save()
    assert send(client, "", row(value="71")).json()["detail"].startswith("This needs a token.")
    for wrong, words in (
        ("plan_nonsense", "This token is not known."), (secret[:-1], "This token is not known."),
        (token.digest, "This token is not known."), (lost, "This token was revoked."),
        (old, "This token worked until"), (left, "The account of this token is no longer active."),
    ):  # fmt: skip
        for answer in (
            send(client, wrong, row(value="71")),
            client.get(ADDRESS, headers={"Authorization": f"Bearer {wrong}"}),
        ):
            assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
            assert answer.json()["detail"].startswith(words)
    for header in ("Basic dXNlcjpwYXNz", "Bearer", "Bearer ", f"Token {secret}", "\xe9", "Bearer \x00\xff"):
        answer = client.post(ADDRESS, "{}", content_type="application/json", headers={"Authorization": header})
        assert answer.status_code == 401, header
    assert not Result.objects.exists()


def test_a_session_enters_nothing(client, roads, policy_officer):
    client.force_login(policy_officer)
    assert send(client, "", row(value="71")).status_code == 401
    assert not Result.objects.exists()


def test_indicators_that_a_role_may_not_see_are_not_named(roads):
    """Nobody with the right to enter results is kept from any indicator today; the checks would not name one."""
    make_indicator("Canary rates", slug="canary-rates", is_public=False)
    for role in (BOARD_MEMBER, None):
        checked = records.enter([row("canary-rate", value="1")], name="x", by=make_user(role), why="x")
        assert checked.errors[0].message == "There is no indicator “canary-rate”."
    assert "canary-rates" in records.enter([row("canary-rate")], name="x", by=make_user(CMT), why="x").errors[0].message


HOSTILE = {
    "empty": b"", "no object": b"[]", "a text": b'"results"', "a number": b"1e999", "not finite": b'{"why": NaN}',
    "no JSON": b"why=x", "half": b'{"why": "x", "results": [', "not UTF-8": b'{"why": "\xff"}',
    "UTF-16": '{"why": "x"}'.encode("utf-16"), "deep": b"[" * 100_000, "deep object": b'{"a":' * 50_000,
    "huge number": b'{"why": ' + b"9" * 5_000 + b"}", "no rows": b'{"why": "x", "results": []}',
    "rows no list": b'{"why": "x", "results": {"0": {}}}', "no reason": b'{"why": " ", "results": [{}]}',
    "long reason": json.dumps({"why": "x" * 501, "results": [{}]}).encode(),
    "half a sign": b'{"why": "\\ud800", "results": [{}]}', "NUL in the reason": b'{"why": "\\u0000", "results": [{}]}',
    "strange field": b'{"why": "x", "results": [{}], "by": 1, "\\ud800": 2}',
    "dry run in words": b'{"why": "x", "results": [{}], "dry_run": "no"}',
    "too many rows": json.dumps({"why": "x", "results": [{}] * 5_001}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bodies_are_refused_in_words(client, roads, theirs, name):
    answer = send(client, theirs[1], body=HOSTILE[name])
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert nothing_written()


def test_too_much_at_once_is_not_even_read(client, roads, theirs, settings):
    settings.API_LARGEST_BODY = 1_000_000
    answer = send(client, theirs[1], row(commentary="x" * 1_000_000))
    assert (answer.status_code, answer.json()["detail"]) == (
        413, "Send at most 1 MB at once, in several requests if need be.",
    )  # fmt: skip
    assert nothing_written()


def test_what_is_not_sent_as_json_is_refused(client, roads, theirs):
    headers = {"Authorization": f"Bearer {theirs[1]}"}
    for kind in ("text/csv", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"):
        assert client.post(ADDRESS, b"x", content_type=kind, headers=headers).status_code == 415
    assert nothing_written()


CELLS = {
    "a number": (79.5, "value"), "nothing": (None, "value"), "true": (True, "value"), "a list": (["1"], "value"),
    "NUL": ("1\x00", "value"), "half a sign": ("\ud800", "value"), "too long": ("9" * 20_001, "value"),
    "1e308": ("1e308", "value"), "Infinity": ("Infinity", "value"), "a formula": ("=1+1", "value"),
    "many digits": ("123456789012345", "value"), "many places": ("1.23456", "value"), "a sign": ("—", "value"),
    "two numbers": ("1,2", "value"), "other digits": ("٧٩", "value"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_hostile_cells_are_refused_by_row(client, roads, theirs, name):
    value, column = CELLS[name]
    answer = send(client, theirs[1], row(value="1", period="2020/21"), row(**{column: value}))
    assert answer.status_code == 422
    assert [(one["row"], one["column"]) for one in answer.json()["errors"]] == [(2, column)]
    assert nothing_written()


def test_rows_that_are_none_and_columns_that_are_none(client, roads, theirs):
    answer = send(client, theirs[1], "roads", None, [], row(value="1", pk="7", is_public="1"), {"\ud800": "1"})
    assert answer.status_code == 422
    assert [(one["row"], one["column"]) for one in answer.json()["errors"]] == [
        (1, ""), (2, ""), (3, ""), (4, "pk"), (4, "is_public"), (5, "?"), (5, "indicator"), (5, "period"),
    ]  # fmt: skip
    assert nothing_written()


def test_figures_are_written_to_the_last_digit(client, roads, theirs):
    for period, value in (("2021/22", "12345678901.2345"), ("2020/21", "0.1"), ("2019/20", "-0.0001")):
        send(client, theirs[1], row(value=value, period=period))
        assert client.get(f"{ADDRESS}?period={period}").json()["results"][0]["value"] == value


def test_a_share_without_its_parts_is_refused_not_broken(client, roads, theirs):
    make_result(roads, "2021/22", None, qualifier="share", numerator=2, denominator=3)
    answer = send(client, theirs[1], row(denominator=""))
    assert (answer.status_code, answer.json()["errors"]) == (
        422, [{"row": 1, "column": "numerator", "message": "A share needs how many and out of how many."}],
    )  # fmt: skip
    assert Result.objects.get().denominator == 3


def test_somebody_was_quicker(client, roads, theirs, monkeypatch):
    def refused(*args, **kwargs):
        raise writing.Refused("Somebody changed one of these figures meanwhile. Check the file again.")

    monkeypatch.setattr(records, "write", refused)
    answer = send(client, theirs[1], row(value="71"))
    assert (answer.status_code, answer.json()["title"]) == (409, "Changed meanwhile")


@pytest.mark.parametrize("many", [1, 10, 100])
def test_entering_costs_the_same_queries_for_any_number_of_rows(client, theirs, roads, many):
    tokens.recognise(theirs[1])
    for number in range(many):
        make_indicator(f"Measure {number}", slug=f"m{number}", owner=roads.owner)
    with CaptureQueriesContext(connection) as queries:
        answer = send(client, theirs[1], *(row(f"m{number}", value=f"{number}") for number in range(many)))
    assert (answer.json()["created"], len(queries)) == (many, COST)


COST = 17


def test_who_asks_too_often_is_told_when_to_come_back(client, settings, roads, theirs):
    settings.API_RATE_ADDRESS, settings.API_RATE_ACCOUNT = 3, 5
    assert [client.get(ADDRESS).status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "application/problem+json"
    assert 1 <= int(answer["Retry-After"]) <= 60
    headers = {"Authorization": f"Bearer {theirs[1]}"}
    assert [client.get(ADDRESS, headers=headers).status_code for _ in range(6)] == [200] * 5 + [429]
    other = {"Authorization": f"Bearer {make_token()[1]}"}
    assert client.get(ADDRESS, headers=other).status_code == 200


def test_who_tries_tokens_is_held_up_too(client, settings, roads):
    settings.API_RATE_ADDRESS, settings.API_RATE_ACCOUNT = 3, 5
    headers = {"Authorization": "Bearer plan_guess"}
    assert [client.get(ADDRESS, headers=headers).status_code for _ in range(4)] == [401, 401, 401, 429]


def test_a_made_up_address_does_not_help(client, settings, roads):
    """Without proxies in front, what a client says of where it comes from is not believed."""
    settings.API_RATE_ADDRESS = 2
    asked = [client.get(ADDRESS, headers={"X-Forwarded-For": f"10.0.0.{number}"}).status_code for number in range(3)]
    assert asked == [200, 200, 429]


def test_counts_that_could_identify_somebody_are_told_nowhere(client, rivers):
    """Neither as a figure, nor as a number under it, nor to whoever answers for them."""
    children = make_indicator("Children", slug="children", unit="", suppress_below=5, owner=rivers.owner)
    make_result(children, "2021/22", 3)
    make_result(children, "2020/21", 812)
    token = make_token(make_user(CONTRIBUTOR, department=rivers.owner))[1]
    for headers in ({}, {"Authorization": f"Bearer {token}"}):
        listed = client.get(f"{ADDRESS}?indicator=children", headers=headers).json()["results"]
        told = client.get("/api/v1/indicators/children/", headers=headers).json()
        assert [one["value"] for one in listed] == ["812", None]
        assert [one["value"] for one in told["figures"]] == [None, "812"]
        assert {"3", "3.0", "3.0000"}.isdisjoint({listed[1]["shown"], listed[1]["value"], listed[1]["share"]})
        assert told["latest"].items() >= told["figures"][0].items()
