"""Guessing passwords, with the limits switched on: who is stopped when, and who is not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from plan import roles, signing_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db

RIGHT, WRONG = "a long enough password", "a wrong password"
HOME, OFFICE, ABROAD = "198.51.100.7", "203.0.113.5", "192.0.2.99"
SIGNED_IN, REFUSED, LOCKED = 302, 200, 429


@pytest.fixture(autouse=True)
def clock(settings):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    settings.SIGN_IN_LIMITS = {"username": 6, "ip_address": 8}
    with time_machine.travel(datetime(2022, 11, 7, 9, tzinfo=UTC), tick=False) as travelled:
        yield travelled


@pytest.fixture
def officer():
    return make_user(roles.POLICY_OFFICER, username="officer")


def sign_in(username="officer", password=RIGHT, address=HOME, **headers):
    """The answer's status, to somebody without a session."""
    form = {"username": username, "password": password}
    return Client().post(reverse("admin:login"), form, REMOTE_ADDR=address, headers=headers).status_code


def guess(times, **how):
    return [sign_in(password=WRONG, **how) for _ in range(times)]


def addresses(count):
    return [f"192.0.2.{number}" for number in range(1, count + 1)]


def test_guessing_at_one_person_from_one_address_is_stopped_soon(officer):
    assert guess(4) == [REFUSED, REFUSED, LOCKED, LOCKED]
    assert sign_in() == LOCKED  # even with the right password
    assert sign_in(address=OFFICE) == SIGNED_IN


def test_the_page_says_what_to_do(officer, client):
    guess(3)
    form = {"username": "officer", "password": RIGHT}
    response = client.post(reverse("admin:login"), form, REMOTE_ADDR=HOME)
    assert "<h1>Too many wrong passwords</h1>" in response.text
    assert "_auth_user_id" not in client.session


def test_another_browser_does_not_begin_anew(officer):
    assert [guess(1, **{"user-agent": f"Browser {number}"})[0] for number in range(3)] == [REFUSED, REFUSED, LOCKED]


def test_guessing_at_one_person_from_many_addresses_is_stopped(officer):
    assert [guess(1, address=address)[0] for address in addresses(7)] == [REFUSED] * 5 + [LOCKED] * 2
    assert sign_in(address=ABROAD) == LOCKED


def test_a_stranger_keeps_nobody_out_from_where_they_signed_in_before(officer):
    assert sign_in(address=OFFICE) == SIGNED_IN
    for address in addresses(7):
        guess(1, address=address)
    assert sign_in(address=OFFICE) == SIGNED_IN
    assert sign_in(address=ABROAD) == LOCKED


def test_guessing_at_many_people_from_one_address_is_stopped(officer):
    assert [guess(1, username=f"person-{number}")[0] for number in range(9)] == [REFUSED] * 7 + [LOCKED] * 2
    assert sign_in() == LOCKED
    assert sign_in(address=OFFICE) == SIGNED_IN


def test_one_colleague_keeps_no_office_out(officer):
    assert sign_in(address=OFFICE) == SIGNED_IN
    for number in range(9):
        guess(1, username=f"person-{number}", address=OFFICE)
    assert sign_in(address=OFFICE) == SIGNED_IN


def test_from_a_known_address_too_one_person_is_not_guessed_at_for_ever(officer):
    assert sign_in(address=OFFICE) == SIGNED_IN
    assert guess(4, address=OFFICE) == [REFUSED, REFUSED, LOCKED, LOCKED]


def test_an_address_is_forgotten_in_time(officer, clock):
    sign_in(address=OFFICE)
    clock.shift(signing_in.REMEMBERED + timedelta(days=1))
    for address in addresses(7):
        guess(1, address=address)
    assert sign_in(address=OFFICE) == LOCKED


def test_each_limit_ends_by_itself_and_is_not_prolonged(officer, clock):
    guess(3)
    clock.shift(timedelta(minutes=10))
    assert guess(5) == [LOCKED] * 5
    clock.shift(timedelta(minutes=6))
    assert sign_in() == SIGNED_IN


def test_no_password_is_kept_of_what_was_tried(officer):
    guess(2)
    attempt = AccessAttempt.objects.get()
    assert WRONG not in attempt.post_data
    assert (attempt.username, attempt.failures_since_start) == ("officer", 2)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "own", "address"),
    [
        (0, "", HOME, HOME),
        (0, ABROAD, HOME, HOME),
        (1, HOME, "127.0.0.1", HOME),
        (1, f"{ABROAD}, {HOME}", "127.0.0.1", HOME),
        (2, f"{ABROAD}, {HOME}, {OFFICE}", "127.0.0.1", HOME),
        (2, HOME, OFFICE, OFFICE),
        (1, "", OFFICE, OFFICE),
        (1, "nonsense", OFFICE, OFFICE),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "", "", None),
    ],
    ids=["no proxy", "a header made up", "one proxy", "one proxy and a header made up", "two proxies",
         "fewer than expected", "none said", "not an address", "IPv6", "a socket"],
)  # fmt: skip
def test_the_address_is_the_one_a_trusted_proxy_told(settings, proxies, forwarded, own, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert signing_in.client_address(RequestFactory().get("/", REMOTE_ADDR=own, headers=headers)) == address


def test_a_made_up_header_escapes_no_limit(officer, settings):
    settings.TRUSTED_PROXIES = 1
    tries = [guess(1, **{"x-forwarded-for": f"192.0.2.{number}, {HOME}"})[0] for number in range(4)]
    assert tries == [REFUSED, REFUSED, LOCKED, LOCKED]


def test_the_limits_as_a_council_has_them():
    from plan import settings as project

    assert (project.AXES_FAILURE_LIMIT, project.SIGN_IN_LIMITS) == (10, {"username": 50, "ip_address": 100})
    assert project.AXES_COOLOFF_TIME == 0.25
