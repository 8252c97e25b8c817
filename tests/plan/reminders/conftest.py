"""A council where one thing waits, whatever the rooms keep: what waits is a list that tests fill."""

from datetime import date

import pytest

from plan.models import BodyKind
from plan.roles import BOARD_MEMBER
from plan.slots import Reminder, Waiting, slots
from tests.factories import make_board_member, make_body

DUE = date(2022, 10, 31)
TODAY = date(2022, 10, 24)  # a Monday, 7 days before


class Errands:
    """What waits, and for whom it is not theirs to do."""

    def __init__(self) -> None:
        self.waiting: list[Waiting] = []
        self.forbidden: set[int] = set()

    def add(self, key: str, due: date = DUE, **whom) -> Waiting:
        self.waiting.append(Waiting(key, f"Errand {key}", f"/admin/errands/{key}/", due, **whom))
        return self.waiting[-1]

    def allowed(self, user, waiting, today):
        return [] if user.pk in self.forbidden else waiting


@pytest.fixture
def errands(monkeypatch):
    found = Errands()
    reminder = Reminder("errand", "Errands to run", lambda today: list(found.waiting), found.allowed)
    monkeypatch.setattr(slots.reminders, "_entries", {"errand": reminder})
    return found


@pytest.fixture
def board(db):
    return make_body(BodyKind.BOARD, "Better Places Board")


@pytest.fixture
def member(board):
    return make_board_member(board, BOARD_MEMBER, email="member@fenbrook.example", office="Head of Places")
