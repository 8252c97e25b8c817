"""Tokens for the API: made and revoked with who and why, shown once, useless when old, revoked or made up."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from plan import tokens
from plan.models import ApiToken, Event
from plan.roles import ADMINISTRATOR, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_token, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 11, 8, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def made(**fields):
    administrator = make_user(ADMINISTRATOR)
    asked = {"user": make_user(CONTRIBUTOR), "name": "Highways", "expires": date(2023, 5, 1), "why": "Nightly export"}
    return tokens.make(**{**asked, "by": administrator, **fields})


def test_a_token_is_kept_as_its_hash_with_who_made_it_and_why():
    token, secret = made()
    assert secret.startswith("plan_")
    assert (len(secret), token.begins, token.expires) == (48, secret[:9], date(2023, 5, 1))
    assert secret not in str(ApiToken.objects.values().get())
    event = Event.objects.get(verb="apitoken.made")
    assert (event.by, event.why, event.subject) == (token.made_by, "Nightly export", f"Highways ({secret[:9]}…)")
    assert secret not in str(Event.objects.values().get())
    assert tokens.recognise(secret) == token


def test_two_tokens_are_never_alike():
    assert len({made()[1] for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"why": " "}, "Say why"),
        ({"expires": date(2022, 11, 8)}, "at least a day and at most a year"),
        ({"expires": date(2023, 11, 10)}, "at least a day and at most a year"),
    ],
)
def test_what_is_not_made(fields, words):
    with pytest.raises(tokens.NotAllowed, match=words):
        made(**fields)
    assert not ApiToken.objects.exists()


def test_only_for_active_accounts_with_a_role_and_only_by_administrators():
    for user in (make_user(), make_user(CONTRIBUTOR, is_active=False), make_user(CONTRIBUTOR, is_superuser=True)):
        with pytest.raises(tokens.NotAllowed, match="an active account that holds a role"):
            made(user=user)
    with pytest.raises(tokens.NotAllowed, match="Only administrators"):
        made(by=make_user(POLICY_OFFICER))
    assert not ApiToken.objects.exists()


def test_a_revoked_token_is_refused_for_good():
    token, secret = made()
    administrator = make_user(ADMINISTRATOR)
    with pytest.raises(tokens.NotAllowed, match="Only administrators"):
        tokens.revoke(token=token, by=token.user, why="Mine")
    tokens.revoke(token=token, by=administrator, why="Lost")
    token.refresh_from_db()
    assert (token.revoked_at, token.revoked_by) == (NOON, administrator)
    assert Event.objects.get(verb="apitoken.revoked").why == "Lost"
    with pytest.raises(tokens.NotUsable, match="was revoked"):
        tokens.recognise(secret)
    with pytest.raises(tokens.NotAllowed, match="revoked already"):
        tokens.revoke(token=token, by=administrator, why="Again")


def test_a_token_works_until_its_last_day_and_no_longer(clock):
    secret = made()[1]
    clock.move_to(datetime(2023, 5, 1, 22, tzinfo=UTC))  # eleven in the evening, in summer time
    assert tokens.recognise(secret)
    clock.move_to(datetime(2023, 5, 1, 23, 30, tzinfo=UTC))
    with pytest.raises(tokens.NotUsable, match="worked until 1 May 2023"):
        tokens.recognise(secret)


def test_the_token_of_somebody_who_left_is_refused():
    token, secret = made()
    token.user.is_active = False
    token.user.save()
    with pytest.raises(tokens.NotUsable, match="no longer active"):
        tokens.recognise(secret)


def test_its_last_use_is_noted_to_the_hour(clock, django_assert_num_queries):
    token, secret = made()
    for minutes, queries, noted in ((0, 2, NOON), (59, 1, NOON), (61, 2, NOON + timedelta(minutes=61))):
        clock.move_to(NOON + timedelta(minutes=minutes))
        with django_assert_num_queries(queries):
            tokens.recognise(secret)
        token.refresh_from_db()
        assert token.last_used == noted


# On the desk ---------------------------------------------------------------------------------------------------------

ADD, LIST = reverse("admin:plan_apitoken_add"), reverse("admin:plan_apitoken_changelist")


def test_an_administrator_makes_one_and_sees_it_once(client, administrator):
    client.force_login(administrator)
    user = make_user(CONTRIBUTOR)
    page = client.get(ADD)
    sent = form_data(page, user=user.pk, name="Highways", why="Nightly export")
    answer = client.post(ADD, sent)
    token = ApiToken.objects.get()
    html = answer.content.decode()
    secret = html[html.index("<code>plan_") + 6 :].partition("</code>")[0]
    assert tokens.recognise(secret) == token
    assert "no-store" in answer["Cache-Control"]
    assert (token.user, token.made_by, token.expires) == (user, administrator, date(2023, 5, 10))
    for address in (LIST, reverse("admin:plan_apitoken_change", args=[token.pk])):
        assert secret not in client.get(address).content.decode()


def test_it_is_revoked_on_the_desk_with_a_reason(client, administrator):
    token, secret = made()
    client.force_login(administrator)
    address = reverse("admin:plan_apitoken_revoke", args=[token.pk])
    assert address in client.get(reverse("admin:plan_apitoken_change", args=[token.pk])).content.decode()
    assert client.post(address, form_data(client.get(address))).status_code == 422
    assert tokens.recognise(secret)
    assert client.post(address, form_data(client.get(address), why="Lost")).status_code == 302
    with pytest.raises(tokens.NotUsable):
        tokens.recognise(secret)
    assert address not in client.get(reverse("admin:plan_apitoken_change", args=[token.pk])).content.decode()
    assert client.post(address, {"why": "Again"}).status_code == 422


def test_a_refused_token_is_told_in_the_form(client, administrator):
    client.force_login(administrator)
    sent = form_data(client.get(ADD), user=make_user(CONTRIBUTOR).pk, name="X", why="Y", expires="2030-01-01")
    answer = client.post(ADD, sent)
    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)
    assert "at most a year" in answer.content.decode()


def test_nobody_else_sees_tokens_or_changes_them(client, policy_officer, administrator):
    token, _ = make_token(by=administrator)
    pages = (LIST, ADD, *(reverse(f"admin:plan_apitoken_{page}", args=[token.pk]) for page in ("change", "revoke")))
    client.force_login(policy_officer)
    assert [client.get(page).status_code for page in pages] == [403, 403, 403, 404]
    assert [client.post(page, {"why": "x"}).status_code for page in pages] == [403, 403, 403, 404]
    client.force_login(administrator)
    changed = {"name": "Other", "expires": "2030-01-01", "change_reason": "x"}
    assert client.post(reverse("admin:plan_apitoken_change", args=[token.pk]), changed).status_code == 403
    token.refresh_from_db()
    assert (token.revoked_at, token.name) == (None, ApiToken.objects.get().name)
