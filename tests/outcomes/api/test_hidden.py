"""What nobody published is in no answer, and its address answers like one where nothing ever was."""

import pytest
from django.test import Client

from outcomes.models import Aim, Commitment, Outcome, SubOutcome
from performance.models import Result
from plan.roles import POLICY_OFFICER
from tests import factories
from tests.site import UNTOLD

LISTS = (
    "editions/", "outcomes/", "sub-outcomes/", "aims/", "commitments/", "indicators/", "results/", "remits/",
    "strategies/", "effects/",
)  # fmt: skip
KINDS = {"outcomes": Outcome, "sub-outcomes": SubOutcome, "aims": Aim, "commitments": Commitment}


@pytest.fixture
def hidden(fenbrook):
    """The draft has parts of every kind, the hidden indicator figures, a public one an account of an older figure."""
    secret = SubOutcome.objects.get(plan__slug="untold")
    factories.make_commitment(secret, f"{UNTOLD} promise", aim=factories.make_aim(secret, f"{UNTOLD} aim"))
    factories.make_result(fenbrook.hidden_indicator, "2020/21", None, words=f"{UNTOLD} words")
    shown = Result.objects.get(indicator__slug="feel-safe", period="2019/20")
    Result.objects.filter(pk=shown.pk).update(commentary=f"{UNTOLD} old", cause=f"{UNTOLD} old", remedy=f"{UNTOLD} old")
    factories.make_result(shown.indicator, "2022-12", 99, commentary=f"{UNTOLD} early", released="2023-02-01")
    return fenbrook


def everything(client: Client, token: str = "") -> dict[str, str]:
    """All answers there are, by address: every page of every list, and each thing listed."""
    found, headers = {}, {"Authorization": f"Bearer {token}"} if token else {}
    paths = [f"/api/v1/{path}?page_size=100" for path in LISTS]
    while paths:
        path = paths.pop()
        response = client.get(path, headers=headers)
        assert response.status_code == 200, (path, response.content[:300])
        found[path] = response.content.decode()
        if "results" in response.json():
            told, kind = response.json(), path.split("/")[3].split("?")[0]
            paths += [told["next"]] if told["next"] else []
            names = [row.get("uuid") or row.get("slug") for row in told["results"]]
            paths += [f"/api/v1/{kind}/{name}/" for name in names if name and kind != "results"]
    return found


def test_there_is_something_that_could_leak(hidden, client):
    officer = factories.make_user(POLICY_OFFICER)
    told = everything(client, factories.make_token(officer)[1])
    assert UNTOLD in told["/api/v1/editions/?page_size=100"]
    assert UNTOLD in told["/api/v1/indicators/untold/"]
    assert UNTOLD in told["/api/v1/results/?page_size=100"]


def test_hidden_words_are_in_no_answer(hidden, client):
    told = everything(client)
    assert len(told) > len(LISTS)
    assert {"/api/v1/editions/2022-26/", "/api/v1/indicators/feel-safe/"} <= told.keys()
    assert [path for path, body in told.items() if UNTOLD.lower() in body.lower()] == []


def test_figures_not_yet_released_and_accounts_that_no_page_shows_are_told_to_nobody(hidden, client):
    """Not even to officers: the read models of the pages leave them out for everybody."""
    told = everything(client, factories.make_token(factories.make_user(POLICY_OFFICER))[1])
    assert [path for path, body in told.items() if f"{UNTOLD} early" in body or f"{UNTOLD} old" in body] == []


def test_hidden_things_answer_like_what_was_never_there(hidden, client):
    nothing = client.get("/api/v1/nothing-was-ever-here/")
    assert nothing.status_code == 404
    draft = {"plan__slug": "untold"}
    paths = ["editions/untold/", "indicators/untold/"]
    for kind, model in KINDS.items():
        paths += [f"{kind}/?edition=untold", f"{kind}/{model.objects.filter(**draft).first().item_id}/"]
        paths.append(f"{kind}/{model.objects.filter(**draft).first().item_id}/?edition=untold")
    for path in paths:
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, response.content) == (404, nothing.content), path


def test_filters_tell_nothing_of_what_is_hidden(hidden, read):
    assert read("results/?indicator=untold") == read("results/?indicator=nothing-was-ever-here")
    department = factories.make_department(f"{UNTOLD} Department")
    hidden.hidden_indicator.owner = department
    hidden.hidden_indicator.save()
    refused = read(f"indicators/?department={department.slug}", status=404)
    assert refused["errors"] == [
        {"parameter": "department", "message": f"“{department.slug}” is not in this list. Choose from it."}
    ]


def test_who_is_signed_in_is_nobody_here(hidden, client, policy_officer):
    """A session signs nobody in: what a browser sends along of itself changes no answer."""
    client.force_login(policy_officer)
    assert UNTOLD.lower() not in client.get("/api/v1/editions/").content.decode().lower()
    assert client.get("/api/v1/indicators/untold/").status_code == 404


def test_what_an_officer_is_told_is_not_kept_for_others(hidden, client):
    token = factories.make_token(factories.make_user(POLICY_OFFICER))[1]
    told = client.get("/api/v1/editions/", headers={"Authorization": f"Bearer {token}"})
    assert UNTOLD in told.content.decode()
    assert (told["Cache-Control"], told["Vary"], "ETag" in told) == ("private, no-store", "Authorization", False)
    assert UNTOLD not in client.get("/api/v1/editions/").content.decode()
