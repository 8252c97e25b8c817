"""Boards are closed and merged; nothing of them is deleted."""

from datetime import date

import pytest

from plan.bodies import CannotClose, close_body
from plan.models import Body, Event
from plan.roles import BOARD_MEMBER
from tests.factories import make_board_member, make_body

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 1)


def test_a_merged_board_ends_with_its_memberships_and_says_who_took_over(policy_officer):
    old, new = make_body("board", "Old Board"), make_body("board", "New Board")
    member = make_board_member(old, BOARD_MEMBER)
    close_body(old, on=DAY, by=policy_officer, why="Fewer boards", merged_into=new)
    old.refresh_from_db()
    assert (old.ends, old.merged_into) == (DAY, new)
    assert list(Body.objects.with_member(member, date(2022, 9, 30))) == [old]
    assert list(Body.objects.with_member(member, DAY)) == []
    event = Event.objects.get(verb="body.merged")
    assert (event.why, event.detail) == ("Fewer boards", {"on": "2022-10-01", "into": "new-board"})


@pytest.mark.parametrize(
    ("fields", "options", "says"),
    [
        ({}, {"why": " "}, "Say why"),
        ({"ends": date(2022, 1, 1)}, {}, "ended already"),
        ({"starts": date(2023, 1, 1)}, {}, "began after that day"),
    ],
)
def test_a_closing_that_makes_no_sense_is_refused(fields, options, says, policy_officer):
    body = make_body("board", **fields)
    with pytest.raises(CannotClose, match=says):
        close_body(body, by=policy_officer, **{"on": DAY, "why": "x", **options})
    assert not Event.objects.exists()


def test_a_board_cannot_be_merged_into_itself_or_one_that_has_ended(policy_officer):
    body, gone = make_body("board"), make_body("board", ends=date(2021, 1, 1))
    for other in (body, gone):
        with pytest.raises(CannotClose, match="cannot take over"):
            close_body(body, on=DAY, by=policy_officer, why="x", merged_into=other)
