"""While the database is away: a page that says so, soon, without asking the database; and back again afterwards."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DEFAULT_DB_ALIAS, OperationalError, ProgrammingError, connection
from django.db.utils import load_backend

from plan import away, views
from tests.factories import make_user

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL is a server")


def is_away(*args, **kwargs):
    raise OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("address", ["/", "/plans/", "/admin/", "/admin/login/", "/health/"])
def test_every_page_says_so_and_asks_the_database_nothing(client, address):
    """Tests without `django_db` may not touch the database: each attempt stands for one that fails."""
    with patch.object(connection, "cursor", is_away), patch.object(connection, "chunked_cursor", is_away):
        response = client.get(address, headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=somebody"})

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "no-store"
    if address == "/health/":
        assert response.content == b"The database does not answer.\n"
    else:
        assert "<h1>The plan cannot be read just now</h1>" in response.text
        assert "server closed" not in response.text


@pytest.mark.django_db
def test_it_is_said_too_where_a_session_cannot_be_kept(client, monkeypatch):
    client.raise_request_exception = False
    client.force_login(make_user())
    monkeypatch.setattr(settings, "SESSION_SAVE_EVERY_REQUEST", True)
    monkeypatch.setattr(SessionStore, "save", is_away)

    response = client.get("/plans/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "<h1>The plan cannot be read just now</h1>" in response.text


def test_other_mistakes_are_still_ours(client, monkeypatch):
    def mistaken(*args, **kwargs):
        raise ProgrammingError("no such column")

    client.raise_request_exception = False
    with patch.object(connection, "cursor", mistaken):
        response = client.get("/robots.txt"), client.get("/plans/")

    assert [one.status_code for one in response] == [200, 500]
    assert "Something went wrong here" in response[1].text
    assert "Retry-After" not in response[1]


def test_a_server_that_does_not_answer_is_given_up_in_seconds():
    from plan import settings as project

    assert project.POSTGRESQL_OPTIONS["connect_timeout"] == 3
    assert project.POSTGRESQL_OPTIONS["tcp_user_timeout"] == 5000


@on_postgresql
@pytest.mark.django_db
def test_a_pool_without_a_server_raises_what_the_page_is_shown_for():
    pooled = pooled_connection(PORT="1", pool={"min_size": 1, "max_size": 2, "timeout": 0.2})
    try:
        with pytest.raises(away.ERRORS):
            pooled.ensure_connection()
    finally:
        pooled.close_pool()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_after_the_server_ended_every_connection_pages_come_back(client, monkeypatch):
    """What a restart does to the connections that a pool keeps: the server ends them."""
    pooled = pooled_connection(pool={"min_size": 2, "max_size": 2, "timeout": 10})
    monkeypatch.setattr(views, "connection", pooled)
    try:
        pooled.pool.open(wait=True)
        assert client.get("/health/").status_code == 200
        ended = backends()
        assert len(ended) == 2

        end(ended)
        assert client.get("/health/").status_code == 503  # the connection was in use
        pooled.close()  # as the end of every request does

        assert client.get("/health/").status_code == 200
        assert not set(backends()) & set(ended)
    finally:
        pooled.close()
        pooled.close_pool()


NAMED = "pool of a test"


def pooled_connection(*, pool, **changed):
    """A connection with the options that production has, to the tests' own database."""
    from plan import settings as project

    options = {**project.POSTGRESQL_OPTIONS, "pool": pool, "application_name": NAMED}
    place = {**connection.settings_dict, **changed, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}
    return load_backend(place["ENGINE"]).DatabaseWrapper(place, f"{DEFAULT_DB_ALIAS}_pooled")


def backends():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [NAMED])
        return [pid for (pid,) in cursor.fetchall()]


def end(pids):
    with connection.cursor() as cursor:
        # Waits, up to the milliseconds given, until the server has ended it.
        cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s) pid", [pids])
        assert cursor.fetchall() == [(True,)] * len(pids)
