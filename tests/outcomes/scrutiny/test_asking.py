"""Raising, naming who answers, putting off, responding, withdrawing and opening again: who may, and what is refused."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from outcomes.models import Action
from outcomes.scrutiny import answering, asking
from outcomes.scrutiny.asking import NotPossible
from outcomes.scrutiny.states import ANSWERED, OPEN, OVERDUE, PART, WITHDRAWN
from plan.events import trail
from plan.models import AgendaItem, Meeting
from plan.roles import CONTRIBUTOR, NotYours
from tests import factories

from .world import TODAY, answered


def state_of(action, today=TODAY) -> str:
    return Action.objects.standing().get(pk=action.pk).state_on(today)


def recommend(world, **fields):
    return asking.raise_action(
        by=world.democratic, raised_by=world.committee, meeting=world.held, kind="recommendation",
        owner_office="Leader of the Council", **{"text": "Sweep twice a week.", **fields},
    )  # fmt: skip


def test_what_is_raised_at_a_meeting_has_its_day_and_is_logged(world):
    assert (world.asked.raised_on, world.asked.first_due_on) == (date(2022, 9, 5), date(2022, 11, 21))
    (event,) = trail(world.asked)
    assert (event.verb, event.detail) == ("action.raised", {"kind": "request", "due": "2022-11-21"})
    assert world.asked.history.get().history_user == world.democratic


@pytest.mark.parametrize("who", ["owner", "member", "cmt"])
def test_only_those_who_keep_the_record_raise(world, who):
    with pytest.raises(NotYours):
        asking.raise_action(by=getattr(world, who), raised_by=world.committee, text="x", owner_office="Clerk")
    assert Action.objects.count() == 2


def test_what_management_asks_is_recorded_by_policy_officers(world):
    with pytest.raises(NotYours, match="Only somebody with the role policy officer may"):
        asking.raise_action(by=world.democratic, raised_by=world.management, text="x", owner_office="Clerk")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"owner_office": " "}, "Say who is to answer"),
        ({"raised_on": TODAY + timedelta(days=1)}, "8 November 2022 is still to come"),
    ],
)
def test_what_cannot_be_raised(world, fields, said):
    fields = {"owner_office": "Clerk", **fields}
    with pytest.raises(NotPossible, match=said):
        asking.raise_action(by=world.officer, raised_by=world.committee, text="x", **fields)


def test_it_is_about_one_thing(world):
    with pytest.raises(ValidationError, match="about one thing"):
        asking.raise_action(
            by=world.officer, raised_by=world.committee, text="x", owner_office="Clerk", indicator=world.indicator,
            item=world.outcome.item,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=world.asked.pk).update(indicator=world.indicator)


def test_an_agenda_item_is_of_the_meeting_and_the_meeting_of_the_body(world):
    with pytest.raises(ValidationError, match="another meeting's agenda") as refused:
        asking.raise_action(
            by=world.officer, raised_by=world.other, meeting=world.held, text="x", owner_office="Clerk",
            agenda_item=AgendaItem.objects.create(meeting=world.coming, number=1, title="x"),
        )  # fmt: skip
    assert set(refused.value.message_dict) == {"agenda_item", "meeting"}


def test_a_recommendation_is_due_within_two_months_of_its_receipt(world):
    assert recommend(world).due_on == date(2022, 11, 4)
    assert recommend(world, text="Sweep daily.", received_on=date(2022, 9, 20)).due_on == date(2022, 11, 19)


def test_from_open_to_overdue_to_answered_in_part_and_in_full(world):
    assert [state_of(world.asked, day) for day in (date(2022, 11, 21), date(2022, 11, 22))] == [OPEN, OVERDUE]
    answered(world, "Half of them.", is_final=False)
    assert state_of(world.asked) == PART
    draft = answered(world, publish=False)
    assert state_of(world.asked) == PART  # a draft settles nothing
    answering.publish_answer(draft, by=world.democratic)
    assert state_of(world.asked, date(2023, 1, 1)) == ANSWERED


def test_postponing_keeps_the_first_day_and_the_reason(world):
    later = factories.make_meeting(world.committee, date(2023, 1, 23), status=Meeting.Status.CONFIRMED)
    asking.postpone(world.asked, by=world.democratic, due_meeting=later, why="Parishes reply late.")
    again = asking.postpone(world.asked, by=world.democratic, due_on=date(2023, 3, 1), why="Still late.")
    assert (again.first_due_on, again.due_on, again.due_meeting) == (date(2022, 11, 21), date(2023, 3, 1), None)
    assert again.postponed_why == "Still late."
    assert state_of(world.asked, date(2023, 2, 28)) == OPEN


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"why": " ", "due_on": date(2023, 1, 1)}, "Say why it is postponed"),
        ({"why": "x"}, "one of them"),
        ({"why": "x", "due_on": date(2022, 11, 21)}, "Give a later day"),
    ],
)
def test_what_cannot_be_postponed(world, how, said):
    with pytest.raises(NotPossible, match=said):
        asking.postpone(world.asked, by=world.democratic, **how)


def test_the_executive_responds_to_recommendations_only_with_a_reason_unless_it_accepts(world):
    made = recommend(world)
    how = {"by": world.democratic, "response_by": world.cabinet, "responded_on": date(2022, 10, 18)}
    with pytest.raises(NotPossible, match="Say why the recommendation is not accepted"):
        asking.respond(made, response="rejected", **how)
    with pytest.raises(NotPossible, match="does not respond to recommendations"):
        asking.respond(made, response="accepted", **how | {"response_by": world.board})
    with pytest.raises(NotPossible, match="Only a recommendation"):
        asking.respond(world.asked, response="accepted", **how)
    asking.respond(made, response="part", response_why="There is money for one more round.", **how)
    assert state_of(made) == ANSWERED


def test_withdrawing_and_opening_again_say_why(world):
    with pytest.raises(NotPossible, match="Say why"):
        asking.withdraw(world.asked, by=world.democratic, why="")
    asking.withdraw(world.asked, by=world.democratic, why="The report came anyway.")
    assert state_of(world.asked) == WITHDRAWN
    with pytest.raises(NotPossible, match="It was withdrawn on 7 November 2022"):
        answering.answer(world.asked, by=world.owner, text="Late")
    asking.reopen(world.asked, by=world.democratic, why="It did not.")
    assert state_of(world.asked) == OPEN
    with pytest.raises(NotPossible, match="It is open"):
        asking.reopen(world.asked, by=world.democratic, why="Again")


def test_after_opening_again_the_old_answer_is_progress(world):
    answered(world)
    asking.reopen(world.asked, by=world.democratic, why="Two parishes are missing.")
    assert state_of(world.asked) == PART
    made = recommend(world)
    how = {"by": world.democratic, "response_by": world.cabinet, "responded_on": TODAY, "response": "accepted"}
    asking.respond(made, **how)
    asking.reopen(made, by=world.democratic, why="It changed its mind.")
    assert state_of(made) == OVERDUE
    asking.respond(made, **how)
    assert state_of(made) == ANSWERED


def test_answers_are_written_by_whoever_was_asked_and_published_by_others(world):
    stranger = factories.make_user(CONTRIBUTOR)
    with pytest.raises(NotYours, match="whoever was asked"):
        answering.answer(world.asked, by=stranger, text="Hello")
    row = answered(world, publish=False)
    assert row.office == "Head of Streets"
    with pytest.raises(NotYours):
        answering.publish_answer(row, by=world.owner)
    answering.publish_answer(row, by=world.democratic)
    with pytest.raises(NotPossible, match="published already"):
        answering.publish_answer(row, by=world.democratic)
    with pytest.raises(NotPossible, match="Say why"):
        answering.take_back(row, by=world.democratic, why="")
    answering.take_back(row, by=world.democratic, why="It named somebody.")
    assert state_of(world.asked) == OPEN


def test_a_later_note_is_marked(world):
    row = answering.add_later_note(world.asked, by=world.democratic, text="The figures were checked.", on=TODAY)
    assert row.is_later_note
    assert str(row) == "Later note of 7 November 2022: Request of Places, 5 September 2022"


def test_resolutions_are_of_meetings_that_were_held(world):
    with pytest.raises(ValidationError, match="still to come"):
        asking.record_resolution(meeting=world.coming, by=world.democratic, kind="noted", text="Noted.")
    how = {"meeting": world.held, "by": world.democratic, "minute": "12", "letter": "a", "text": "Noted."}
    asking.record_resolution(kind="noted", **how)
    with pytest.raises(ValidationError, match="recorded already"):
        asking.record_resolution(kind="noted", **how)


def test_the_two_months_are_counted_from_the_day_received_as_corrected(world):
    action = recommend(world)
    with pytest.raises(NotPossible, match="Say why the day is corrected"):
        asking.correct_received(action, by=world.democratic, received_on=date(2022, 9, 20), why=" ")
    for wrong in (date(2022, 9, 4), TODAY + timedelta(days=1)):
        with pytest.raises(NotPossible, match="between 5 September 2022 and 7 November 2022"):
            asking.correct_received(action, by=world.democratic, received_on=wrong, why="x")
    row = asking.correct_received(action, by=world.democratic, received_on=date(2022, 9, 20), why="It came later.")
    assert (row.received_on, row.due_on, row.first_due_on) == (
        date(2022, 9, 20), date(2022, 11, 19), date(2022, 11, 19),
    )  # fmt: skip
    event = list(trail(row))[-1]
    assert (event.verb, event.why) == ("action.received_corrected", "It came later.")
    with pytest.raises(NotPossible, match="Only a recommendation"):
        asking.correct_received(world.asked, by=world.democratic, received_on=TODAY, why="x")
    with pytest.raises(NotYours):
        asking.correct_received(row, by=world.owner, received_on=TODAY, why="x")


def test_a_day_given_otherwise_stays_when_the_day_received_is_corrected(world):
    action = asking.postpone(recommend(world), by=world.democratic, due_on=date(2023, 1, 9), why="Agreed.")
    row = asking.correct_received(action, by=world.democratic, received_on=date(2022, 9, 20), why="It came later.")
    assert (row.due_on, row.first_due_on) == (date(2023, 1, 9), date(2022, 11, 19))


def test_a_response_is_not_overwritten_but_given_anew_after_opening_again(world):
    action = recommend(world)
    how = {"by": world.democratic, "response_by": world.cabinet, "responded_on": TODAY}
    asking.respond(action, response="accepted", **how)
    with pytest.raises(NotPossible, match="recorded already: accepted"):
        asking.respond(action, response="rejected", response_why="Too dear.", **how)
    action.refresh_from_db()
    assert (action.response, action.response_why) == ("accepted", "")
    asking.reopen(action, by=world.democratic, why="It was not accepted.")
    assert asking.respond(action, response="rejected", response_why="Too dear.", **how).response == "rejected"


def test_a_form_that_is_sent_twice_records_one_thing(world):
    how = {"by": world.democratic, "raised_by": world.committee, "raised_on": TODAY, "owner_office": "Clerk"}
    asking.raise_action(text="Count the bins.", **how)
    with pytest.raises(NotPossible, match="recorded already, in the same words"):
        asking.raise_action(text="Count the bins.", **how)
    asking.raise_action(text="Count the bins.", **how | {"owner_office": "Head of Streets"})
    assert Action.objects.filter(text="Count the bins.").count() == 2


def test_who_was_asked_answers_under_their_own_post(world):
    with pytest.raises(NotPossible, match="You answer as Head of Streets, not as Chief Executive"):
        answered(world, office="Chief Executive", publish=False)
    assert answered(world, publish=False).office == "Head of Streets"
    row = answering.answer(world.asked, by=world.democratic, text="Told at the meeting.", office="Chief Executive")
    assert row.office == "Chief Executive"


def test_what_management_asked_is_read_by_those_who_keep_every_meeting_and_who_is_to_answer(world):
    """Democratic services keep management's meetings too, so they read what came of them; they do not record it."""
    other = factories.make_user(CONTRIBUTOR)
    told = {
        who: Action.objects.visible_to(user).filter(pk=world.internal.pk).exists()
        for who, user in (
            ("officer", world.officer), ("cmt", world.cmt), ("democratic", world.democratic),
            ("member", world.member), ("other", other), ("nobody", AnonymousUser()),
        )
    }  # fmt: skip
    assert told == {
        "officer": True, "cmt": True, "democratic": True, "member": False, "other": False, "nobody": False,
    }  # fmt: skip
    assert not Action.objects.editable_by(world.democratic).filter(pk=world.internal.pk).exists()
