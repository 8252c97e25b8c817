"""Accounts to try the system with: made once, left alone afterwards, under a password nobody could guess."""

import stat
from datetime import date

import pytest

from plan import roles
from plan.demo import accounts
from plan.models import BodyKind, BodyMembership, Event, User
from tests.factories import make_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def passwords(tmp_path):
    return accounts.Passwords(tmp_path / "demo-password")


def test_one_account_for_each_role_that_holds_this_role_and_no_more(passwords):
    made = accounts.role_accounts(passwords)
    assert {one.user.username: set(one.user.role_slugs) for one in made} == {
        role.slug: {role.slug} for role in roles.ROLES if role != roles.BOARD_MEMBER
    }
    assert not User.objects.filter(is_superuser=True).exists()
    assert [one.user.username for one in made if not one.user.is_staff] == []


def test_the_password_is_kept_for_the_owner_alone_and_opens_the_accounts(passwords, client):
    accounts.role_accounts(passwords)
    assert stat.S_IMODE(passwords.path.stat().st_mode) == 0o600
    assert len(passwords.known()) == 16
    assert client.login(username="policy-officer", password=passwords.known())


def test_two_machines_have_two_passwords(passwords, tmp_path):
    other = accounts.Passwords(tmp_path / "other")
    passwords.encoded(), other.encoded()
    assert passwords.known() != other.known()


def test_an_account_that_is_there_is_left_as_it_is(passwords):
    accounts.role_accounts(passwords)
    before = User.objects.get(username="cmt")
    before.set_password("chosen by its owner")
    before.office, before.is_active = "Changed", False
    before.save()
    events = Event.objects.count()
    again = accounts.role_accounts(passwords)
    after = User.objects.get(username="cmt")
    assert (after.password, after.office, after.is_active) == (before.password, "Changed", False)
    assert not any(one.made for one in again)
    assert Event.objects.count() == events


def test_each_account_made_is_in_the_event_log(passwords):
    made = accounts.role_accounts(passwords)
    assert Event.objects.filter(verb="account.made", by=None).count() == len(made)


def test_each_board_that_sits_has_a_member_with_a_seat(passwords):
    board = make_body(BodyKind.BOARD, "Fen and Fields Outcome Board")
    make_body(BodyKind.BOARD, "Closed Outcome Board", ends=date(2020, 1, 1))
    make_body(BodyKind.COMMITTEE, "Fields Committee")
    made = accounts.board_accounts(passwords)
    assert [one.user.username for one in made] == ["board-member-fen-and-fields"]
    seat = BodyMembership.objects.get()
    assert (seat.body, seat.user, seat.illustrative) == (board, made[0].user, True)


def test_a_seat_that_was_taken_away_stays_away(passwords):
    make_body(BodyKind.BOARD, "Fen and Fields Outcome Board")
    accounts.board_accounts(passwords)
    BodyMembership.objects.all().delete()
    accounts.board_accounts(passwords)
    assert not BodyMembership.objects.exists()


def test_without_boards_there_is_still_a_board_member(passwords):
    assert [one.user.username for one in accounts.board_accounts(passwords)] == ["board-member"]


@pytest.mark.parametrize(
    ("slug", "username"),
    [
        ("strong-economy-outcome-board", "board-member-strong-economy"),
        ("outcome-board-safe", "board-member-safe"),
        ("fen", "board-member-fen"),
        ("board", "board-member-board"),
    ],
)
def test_boards_accounts_are_named_in_short(slug, username):
    assert accounts.board_username(slug) == username


def test_the_member_made_now_sits_on_each_committee_of_today(passwords):
    committee = make_body(BodyKind.COMMITTEE, "Fields Committee")
    make_body(BodyKind.COMMITTEE, "Closed Committee", ends=date(2020, 1, 1))
    make_body(BodyKind.BOARD, "Fen Outcome Board")
    accounts.seat_members(accounts.role_accounts(passwords))
    seat = BodyMembership.objects.get()
    assert (seat.body, seat.user.username, seat.illustrative) == (committee, "scrutiny-member", True)
    seat.delete()
    accounts.seat_members(accounts.role_accounts(passwords))
    assert not BodyMembership.objects.exists()
