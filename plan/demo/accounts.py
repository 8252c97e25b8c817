"""Accounts to try the system with, one for each role and one for each Outcome Board, under one random password."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from plan import clock, events, roles
from plan.models import Body, BodyMembership, User
from plan.roles import Role
from plan.slots import slots

NOWHERE = "example.invalid"  # addresses that no mail server takes, to see e-mails printed
BOARD_WORDS = ("outcome-board", "board")


@dataclass(frozen=True)
class Account:
    """A demonstration account, and whether it was made just now."""

    user: User
    role: Role
    made: bool
    of: str = ""


class Passwords:
    """The one password, made at random when first needed and kept in a file that only its owner may read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._encoded = ""

    def known(self) -> str:
        """The password; empty if none was ever made here."""
        return self.path.read_text().strip() if self.path.exists() else ""

    def encoded(self) -> str:
        """The password as the database keeps it. Hashing costs half a second, so once serves all accounts."""
        if not self._encoded:
            if not self.known():
                self.path.touch(mode=0o600)
                self.path.write_text(secrets.token_urlsafe(12) + "\n")
            self._encoded = make_password(self.known())
        return self._encoded


def role_accounts(passwords: Passwords) -> list[Account]:
    """One account for each role but board members', named like the role."""
    return [account(role, role.slug, passwords) for role in roles.ROLES if role != roles.BOARD_MEMBER]


def board_accounts(passwords: Passwords) -> list[Account]:
    """A member's account for each Outcome Board that sits today; one without a board where there is none."""
    boards = Body.objects.boards().on(clock.today()).order_by("pk")
    if not boards:
        return [account(roles.BOARD_MEMBER, roles.BOARD_MEMBER.slug, passwords)]
    return [board_account(board, passwords) for board in boards]


@transaction.atomic
def seat_members(people: list[Account]) -> None:
    """Give the scrutiny member's account, if it was made just now, a seat on each scrutiny committee of today, so that
    it can raise questions in any of them."""
    members = [one.user for one in people if one.made and one.role == roles.SCRUTINY_MEMBER]
    for member in members:
        for committee in Body.objects.scrutiny().on(clock.today()).order_by("pk"):
            _seat(member, committee)


def _seat(user: User, body: Body) -> None:
    seat = BodyMembership.objects.create(
        body=body, office=user.office, user=user, starts=clock.today(), illustrative=True,
        source="Demonstration account",
    )  # fmt: skip
    events.record(verb="membership.added", subject=seat, by=None, why="Demonstration account")


@transaction.atomic
def board_account(board: Body, passwords: Passwords) -> Account:
    """The account of a member of this board, with a seat on it. A seat that was taken away stays away."""
    made = account(roles.BOARD_MEMBER, board_username(board.slug), passwords, of=board.name)
    if made.made:
        _seat(made.user, board)
    return made


def board_username(slug: str) -> str:
    """'board-member-strong-economy' for the board 'strong-economy-outcome-board'."""
    for words in BOARD_WORDS:
        slug = slug.removesuffix(words).removeprefix(words).strip("-") or slug
    return f"{roles.BOARD_MEMBER.slug}-{slug}"


@transaction.atomic
def account(role: Role, username: str, passwords: Passwords, *, of: str = "") -> Account:
    """The account of this name, made if absent. One that is there is left exactly as it is."""
    existing = User.objects.filter(username=username).first()
    if existing:
        return Account(existing, role, made=False, of=of)
    office = f"{role.title}, {of}" if of else role.title
    user = User.objects.create(
        username=username, password=passwords.encoded(), office=f"{office} (demonstration)"[:150],
        is_staff=has_a_desk(role), email=f"{username}@{NOWHERE}",
    )  # fmt: skip
    user.groups.add(Group.objects.get(role__slug=role.slug))
    events.record(verb="account.made", subject=user, by=None, why="Demonstration account")
    return Account(user, role, made=True, of=of)


def has_a_desk(role: Role) -> bool:
    """Whether this role may do anything in the admin. The others need no more than the public pages."""
    return any(grant.role == role.slug for grant in slots.grants)
