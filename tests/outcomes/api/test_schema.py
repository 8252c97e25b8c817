"""The description and what it describes are one: programs ask whatever it allows, and nothing answers otherwise."""

import re
from collections import Counter

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from performance.models import Indicator
from plan.api.reference import groups, schema, shapes
from plan.roles import CONTRIBUTOR, POLICY_OFFICER, ROLES
from plan.wsgi import application
from tests import factories

from .test_hidden import LISTS


@pytest.fixture
def described(fenbrook):
    return schema()


@pytest.fixture
def _one_connection():
    """Asked by WSGI and not by Django's test client, the site would close the connection that the test's rows are
    in the transaction of."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_it_is_made_without_a_warning(fenbrook, capsys):
    schema.cache_clear()
    schema()
    assert capsys.readouterr().err == ""


def test_every_address_is_described_in_words(described):
    paths = described["paths"]
    assert {f"/api/v1/{path}" for path in LISTS} <= paths.keys()
    for path, methods in paths.items():
        for method, told in methods.items():
            assert told["summary"], path
            assert told["description"], path
            for parameter in told.get("parameters", []):
                assert parameter["in"] == "path" or parameter["description"], (path, parameter["name"])
            assert (method == "post") == ({} not in told["security"]), path
    for name, shape in described["components"]["schemas"].items():
        for field, told in shape.get("properties", {}).items():
            assert told.get("description") or "$ref" in str(told) or name.endswith("Page"), f"{name}.{field}"


def test_programs_get_it_as_json_and_people_as_a_page(described, client, words):
    answer = client.get("/api/v1/schema/")
    assert (answer["Content-Type"], answer.json()) == ("application/json", described)
    page = words("/api/v1/")
    for _, operations in groups(described):
        for operation in operations:
            assert f"{operation.method} {operation.path}" in page
            assert operation.summary in page
    assert "results[].latest object or null of Latest" in page
    latest = page[page.rindex("Latest period") :]
    assert "value decimal as text or null In the indicator's unit." in latest
    assert "POST /api/v1/results/ needs a token" in page
    html = client.get("/api/v1/").content.decode()
    assert "<script" not in html
    assert " style=" not in html


def test_the_page_is_light_tells_each_field_and_each_shared_shape_once(described, client):
    html = client.get("/api/v1/").content.decode()
    assert len(html.encode()) < 100_000
    told = [shape.named for shape in shapes(described)]
    assert {"Outcome", "Aim", "Commitment", "Latest"} <= {named.name for named in told}
    for named in told:
        assert html.count(f'<h3 id="{named.anchor}">') == 1
        assert html.count(f'href="#{named.anchor}"') >= 2
    for link in set(re.findall(r'href="#([^"]+)"', html)):
        assert f'id="{link}"' in html
    for name, shape in described["components"]["schemas"].items():
        for field in () if name in ("Fault", "ProblemShape") else shape.get("properties", {}):  # these are refusals
            assert re.search(rf"<code>([\w.\[\]]+\.)?{re.escape(field)}</code>", html), f"{name}.{field}"


# What programs ask ---------------------------------------------------------------------------------------------------

# A row may be as described and still not be usable: an indicator that does not exist is told by row.
TAKEN = ["2xx", "404", "422"]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
WRITERS = (CONTRIBUTOR, POLICY_OFFICER)
# What one may not write is refused in a way of its own. What is asked is drawn once for all who are answered alike.
KINDS = {
    "anybody": ([None], ["401"], 5),
    "writers": (WRITERS, [], 5),
    "readers": ([role for role in ROLES if role not in WRITERS], ["403"], 3),
}
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]


def token_of(role, fenbrook) -> str:
    indicator = Indicator.objects.get(slug="feel-safe")
    return factories.make_token(factories.make_user(role, department=indicator.owner))[1] if role else ""


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_programs_ask_is_answered_as_described(fenbrook, settings, kind):
    """Anything the description allows, and anything it does not, of every address: no error of ours, no answer of a
    status, a type or a shape that is not described, nothing wrong accepted and nothing right refused."""
    settings.API_RATE_ADDRESS = settings.API_RATE_ACCOUNT = 1_000_000
    people, refused, many = KINDS[kind]
    tokens = [token_of(role, fenbrook) for role in people]
    headers = [{"Authorization": f"Bearer {token}"} if token else {} for token in tokens]
    taken = {"expected-statuses": [*TAKEN, *refused]}
    config = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": taken}})
    described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, config=config)
    asked = Counter()
    for operation in (result.ok() for result in described.get_all_operations()):
        for mode in MODES:
            ask(operation.as_strategy(generation_mode=mode), many, headers, asked)
    assert asked["GET"] > 16 * many * len(people)
    assert asked["POST"] >= many * len(people)


def ask(cases, many: int, headers: list[dict[str, str]], asked: Counter) -> None:
    """Each case by each of those who are answered alike."""

    @given(case=cases)
    @limits(max_examples=many, deadline=None, database=None, derandomize=True, suppress_health_check=QUIET,
            phases=[Phase.explicit, Phase.generate])  # fmt: skip
    def each(case):
        for whose in headers:
            asked[case.method.upper()] += 1
            case.call_and_validate(headers=whose)

    each()


def test_results_that_are_right_are_taken(fenbrook, client):
    sent = {
        "why": "New",
        "results": [{"indicator": "feel-safe", "period": "2018/19", "value": "80", "status": "final"}],
    }
    answer = client.post(
        "/api/v1/results/", sent, content_type="application/json",
        headers={"Authorization": f"Bearer {token_of(CONTRIBUTOR, fenbrook)}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["created"]) == (200, 1)
