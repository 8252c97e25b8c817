"""Pages kept for anonymous readers: when they are found, when they are made anew, and for whom they never are."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from plan import events
from plan.models import Council
from plan.pages import kept, normalised
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    with time_machine.travel(datetime(2022, 11, 8, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def made() -> list[str]:
    """The addresses that the view below was called for: what is found among kept pages is not here."""
    return []


@pytest.fixture
def ask(made):
    """`ask("/a/?page=2", method=…, user=…, **headers)`: a view that counts its calls, kept by its page parameter."""

    @kept(params=("page",))
    def view(request):
        made.append(request.get_full_path())
        if request.path == "/missing/":
            raise Http404
        return HttpResponse(f"page {request.GET.get('page', '1')}, made {len(made)}")

    def call(address="/a/", *, method="get", user=None, **headers):
        request = getattr(RequestFactory(), method)(address, headers=headers)
        request.user = user or AnonymousUser()
        return view(request)

    return call


def change_something() -> None:
    with transaction.atomic():
        events.record(verb="council.changed", subject=Council.current(), by=None)


def test_a_page_is_made_once_and_found_afterwards(ask, made):
    first, second = ask(), ask()

    assert (first.content, second.content) == (b"page 1, made 1", b"page 1, made 1")
    assert made == ["/a/"]
    assert second["Content-Type"] == first["Content-Type"]


def test_finding_a_page_costs_the_revision_alone(ask):
    ask()

    with CaptureQueriesContext(connection) as queries:
        ask()

    assert len(queries) == 1
    assert "plan_chainhead" in queries[0]["sql"]


def test_a_change_makes_the_page_anew_under_another_etag(ask, made):
    before = ask()
    change_something()
    after = ask()

    assert after.content == b"page 1, made 2"
    assert after["ETag"] != before["ETag"]


def test_a_change_undone_by_its_transaction_changes_no_page(ask, made):
    ask()
    with transaction.atomic():
        events.record(verb="council.changed", subject=Council.current(), by=None)
        transaction.set_rollback(True)

    assert ask().content == b"page 1, made 1"


def test_midnight_in_london_makes_pages_anew(ask, made):
    with time_machine.travel(datetime(2022, 6, 30, 22, 59, tzinfo=UTC), tick=False):
        ask()
    with time_machine.travel(datetime(2022, 6, 30, 23, 1, tzinfo=UTC), tick=False):
        ask()

    assert made == ["/a/", "/a/"]


def test_a_reader_who_has_the_page_is_told_that_it_stands(ask, made):
    etag = ask()["ETag"]
    again = ask(if_none_match=etag)

    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"], again["Vary"]) == (etag, "no-cache", "Cookie")
    assert made == ["/a/"]


def test_a_reader_with_an_older_page_is_given_the_new_one(ask):
    etag = ask()["ETag"]
    change_something()

    assert ask(if_none_match=etag).status_code == 200


def test_only_named_parameters_tell_pages_apart(ask, made):
    assert ask("/a/?page=2").content == b"page 2, made 1"
    assert ask("/a/?utm=x&page=2").content == b"page 2, made 1"
    assert ask("/a/?page=3").content == b"page 3, made 2"
    assert ask("/b/?page=3").content == b"page 3, made 3"


def test_a_query_is_put_in_order_without_what_is_empty_or_unknown():
    query = QueryDict("page=2&rating=&junk=1&outcome=a b&page=3")

    assert normalised(query, ("rating", "page", "outcome")) == "outcome=a+b&page=3"


def test_signed_in_people_are_never_given_a_kept_page(ask, made):
    ask()
    signed_in = ask(user=factories.make_user())

    assert signed_in.content == b"page 1, made 2"
    assert "no-store" in signed_in["Cache-Control"]
    assert "private" in signed_in["Cache-Control"]
    assert "ETag" not in signed_in
    assert ask().content == b"page 1, made 1"


def test_what_was_made_for_somebody_signed_in_is_not_kept(ask, made):
    ask(user=factories.make_user())

    assert ask().content == b"page 1, made 2"


def test_what_is_missing_is_not_kept(ask, made):
    for _ in range(2):
        with pytest.raises(Http404):
            ask("/missing/")

    assert made == ["/missing/", "/missing/"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(ask, made, method):
    response = ask(method=method)

    assert (response.status_code, response["Allow"], made) == (405, "GET, HEAD", [])


def test_health_says_ok_in_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")

    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_robots_are_kept_from_the_desk_and_from_filtered_lists(client):
    assert (
        client.get("/robots.txt").content
        == b"User-agent: *\nDisallow: /admin/\nDisallow: /indicators/?\nDisallow: /meetings/?\n"
    )


def test_every_page_is_served_under_a_policy_that_allows_no_inline_code(client):
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    response = client.get("/accessibility/")
    html = response.content.decode()

    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "<script" not in html
    assert "style=" not in html
    assert "<style" not in html


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/accessibility/", "partially compliant with the"),
        ("/accessibility/", "contact the Fenbrook web team"),
        ("/privacy/", "Fenbrook County Council is the data controller"),
    ],
)
def test_statements_name_the_council(client, path, sentence):
    Council.objects.create(
        pk=1, name="Fenbrook County Council", short_name="Fenbrook", accessibility_contact="the Fenbrook web team"
    )

    assert sentence in client.get(path).content.decode()


def statement(client, **said):
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook", **said)
    return client.get("/accessibility/").content.decode()


def test_the_accessibility_statement_claims_no_dates_and_no_test_that_nobody_entered(client):
    html = statement(client)

    assert "No test of it is recorded here yet" in html
    for claim in (
        "Preparation of this accessibility statement",
        "was prepared on",
        "last reviewed",
        "last tested",
        "20",
    ):
        assert claim not in html.replace("2018", "").replace("WCAG22", "")


def test_the_accessibility_statement_says_what_was_entered(client):
    told = {
        "statement_prepared": date(2022, 6, 1), "statement_reviewed": date(2022, 10, 3),
        "accessibility_tested": date(2022, 9, 12), "accessibility_testers": "the Fen Access Group, with screen readers",
    }  # fmt: skip
    html = statement(client, **told)

    assert "This statement was prepared on 1 June 2022." in html
    assert "It was last reviewed on 3 October 2022." in html
    assert "The website was last tested on 12 September 2022." in html
    assert "The test was carried out by the Fen Access Group, with screen readers." in html
    assert "No test of it is recorded" not in html


def test_a_missing_page_is_answered_in_plain_words(client, settings):
    settings.DEBUG = False
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_for_faults_need_neither_request_nor_database(name, django_assert_num_queries):
    from django.template.loader import render_to_string

    with django_assert_num_queries(0):
        assert '<html lang="en-GB">' in render_to_string(name)
