"""What a committee asked for, when it is closed or merged into another."""

from datetime import date

import pytest

from outcomes.models import Action
from outcomes.scrutiny import asking
from outcomes.scrutiny.desk import asked_of_me
from outcomes.scrutiny.followed import actions_of
from outcomes.scrutiny.states import OPEN, OVERDUE, WITHDRAWN
from plan.bodies import close_board, merge_boards, what_will_happen
from plan.events import trail
from plan.models import Meeting
from tests.factories import make_body, make_meeting

from .world import TODAY, answered

SOON = date(2022, 11, 14)  # a week before the meeting that the request is due at


def current(action) -> Action:
    return Action.objects.standing().get(pk=action.pk)


def asked_of(body, on=SOON) -> list[str]:
    return [one.text for one in actions_of(body, on=on)]


def test_merged_the_body_that_takes_over_awaits_the_answer(world, client):
    settled = asking.raise_action(
        by=world.democratic, raised_by=world.committee, text="Settled", owner_office="Clerk", raised_on=TODAY
    )
    asking.withdraw(settled, by=world.democratic, why="Not needed")
    said = "1 action or request without a full answer: from 14 November 2022 Fenbrook People Committee awaits the"
    how = {"on": SOON, "into": world.other}
    assert any(line.startswith(said) for line in what_will_happen(world.committee, **how))
    assert any(line.startswith(said) for line in merge_boards(world.committee, by=world.democratic, why="Fewer", **how))
    row = current(world.asked)
    assert (row.raised_by, row.taken_over_by, row.due_meeting, row.due) == (
        world.committee, world.other, None, date(2022, 11, 21)
    )  # fmt: skip
    row.full_clean()
    assert (row.history.first().history_user, row.history.first().history_change_reason) == (world.democratic, "Fewer")
    assert "action.taken_over" in [event.verb for event in trail(row)]
    assert Action.objects.get(pk=settled.pk).taken_over_by is None
    assert (asked_of(world.other, TODAY), asked_of(world.other)) == ([], ["Figures for each parish."])
    assert "Figures for each parish." in asked_of(world.committee)
    assert "Taken over by Fenbrook People Committee" in " ".join(
        client.get(f"/actions/{row.pk}/").content.decode().replace("<dt>", "").replace("</dt><dd>", " ").split()
    )


def test_what_is_taken_over_is_put_off_to_a_meeting_of_who_took_over(world, client):
    merge_boards(world.committee, into=world.other, on=SOON, by=world.officer, why="Fewer")
    theirs = make_meeting(world.other, date(2023, 1, 23), status=Meeting.Status.CONFIRMED)
    client.force_login(world.democratic)
    page = client.get(f"/admin/outcomes/action/{world.asked.pk}/postpone/").content.decode()
    options = [f'<option value="{one.pk}">{one}</option>' in page for one in (theirs, world.coming)]
    assert options == [True, False]


def test_a_body_merged_again_passes_on_what_it_took_over(world):
    third = make_body("committee", "Fenbrook Third Committee")
    merge_boards(world.committee, into=world.other, on=SOON, by=world.officer, why="Fewer")
    merge_boards(world.other, into=third, on=date(2022, 12, 1), by=world.officer, why="Fewer still")
    assert Action.objects.get(pk=world.asked.pk).taken_over_by == third
    assert (asked_of(world.other), asked_of(third)) == ([], ["Figures for each parish."])


def test_closed_what_is_open_is_withdrawn_on_the_day_with_the_reason(world):
    done = close_board(world.committee, on=SOON, by=world.democratic, why="No work left.")
    said = "1 action or request without a full answer: withdrawn on 14 November 2022, with this reason."
    assert said in done
    row = current(world.asked)
    assert row.withdrawn_why == "Fenbrook Places Committee is closed. No work left."
    assert [row.state_on(day) for day in (TODAY, SOON)] == [OPEN, WITHDRAWN]
    assert len(asked_of_me(world.owner, TODAY)) == 1  # until the day an answer is still awaited
    assert asked_of_me(world.owner, SOON) == []
    answered(world)


def test_closed_for_a_day_that_has_passed_it_is_withdrawn_today(world):
    close_board(world.committee, on=date(2022, 10, 1), by=world.officer, why="It ended unnoticed.")
    assert current(world.asked).withdrawn_on == TODAY


@pytest.mark.parametrize("into", [True, False])
def test_what_was_answered_in_full_stays_as_it_is(world, into):
    answered(world)
    before = Action.objects.values().get(pk=world.asked.pk)
    if into:
        merge_boards(world.committee, into=world.other, on=SOON, by=world.officer, why="Fewer")
    else:
        close_board(world.committee, on=SOON, by=world.officer, why="Fewer")
    assert Action.objects.values().get(pk=world.asked.pk) == before


def test_what_another_body_asked_is_left_alone(world):
    close_board(world.committee, on=SOON, by=world.officer, why="No work left.")
    row = current(world.internal)
    assert (row.withdrawn_on, row.taken_over_by) == (None, None)
    assert row.state_on(date(2023, 1, 1)) in (OPEN, OVERDUE)
