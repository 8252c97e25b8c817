"""Links with partnership boards end, or pass on, with the body; meetings that still stand are named."""

from datetime import date

import pytest

from plan.bodies import close_board, merge_boards, what_will_happen
from plan.models import BodyLink
from tests.factories import make_body, make_meeting

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 1)


def links() -> list[tuple]:
    found = BodyLink.objects.order_by("starts", "board__name", "partnership__name")
    return [(str(link.board), str(link.partnership), link.starts, link.ends) for link in found]


def test_links_of_a_merged_board_pass_on(policy_officer):
    old, new = make_body("board", "Old"), make_body("board", "New")
    river, fen = make_body("partnership", "River"), make_body("partnership", "Fen")
    start = date(2021, 1, 1)
    for board, other in ((old, river), (old, fen), (new, fen)):
        BodyLink.objects.create(board=board, partnership=other, starts=start, note="x")
    make_meeting(old, date(2022, 11, 1))
    told = what_will_happen(old, on=DAY, into=new)
    assert told[-2:] == [
        "2 links with partnership boards pass to New, on 1 October 2022.",
        "1 meeting from 1 October 2022 still stands in the calendar: cancel what does not take place.",
    ]
    assert merge_boards(old, into=new, on=DAY, by=policy_officer, why="Fewer") == told
    assert links() == [
        ("New", "Fen", start, None), ("Old", "Fen", start, DAY), ("Old", "River", start, DAY),
        ("New", "River", DAY, None),
    ]  # fmt: skip
    assert BodyLink.objects.get(board=new, partnership=river).note == "x"


def test_links_of_a_closed_partnership_end(policy_officer):
    board, river = make_body("board", "Board"), make_body("partnership", "River")
    BodyLink.objects.create(board=board, partnership=river)
    done = close_board(river, on=DAY, by=policy_officer, why="Wound up")
    assert "1 link with a partnership board ends, on 1 October 2022." in done
    assert links() == [("Board", "River", None, DAY)]
