"""Answers that somebody is to give: reminders by e-mail, and who gives them when that person leaves."""

from datetime import date

import pytest
from django.urls import reverse

from outcomes.models import Action
from outcomes.scrutiny import answering, asking
from outcomes.scrutiny.reminding import answers, answers_of, responses, responses_of
from plan.events import trail
from plan.handing_over import hand_over, what_there_is
from plan.models import User
from plan.reminders import sending
from plan.roles import CONTRIBUTOR
from tests.factories import make_user

from .world import TODAY, answered

DUE = date(2022, 11, 21)


def waiting(today=TODAY) -> list[tuple]:
    return [(one.key, one.text, one.due, one.users) for one in answers(today)]


def test_the_owner_of_what_is_due_is_reminded_with_a_link_to_the_form(world):
    assert waiting() == [(str(world.asked.pk), "Places: Figures for each parish.", DUE, (world.owner.pk,))]
    assert answers(TODAY)[0].url == reverse("admin:outcomes_action_answer", args=[world.asked.pk])


def test_the_e_mail_goes_a_week_before_and_once(world, mailoutbox):
    User.objects.filter(pk=world.owner.pk).update(email="streets@fenbrook.example")
    for _ in range(2):
        sending.send(date(2022, 11, 14))
    (mail,) = mailoutbox
    assert (mail.to, "Places: Figures for each parish." in mail.body) == (["streets@fenbrook.example"], True)
    assert "Answers to give" in mail.body


def test_no_reminder_of_what_is_answered_withdrawn_or_of_nobody_s(world):
    row = answered(world, publish=False)  # a full answer that democratic services have yet to publish
    assert waiting() == []
    answering.publish_answer(row, by=world.democratic)
    assert waiting() == []
    asking.reopen(world.asked, by=world.democratic, why="Two parishes are missing.")
    assert [key for key, *_ in waiting()] == [str(world.asked.pk)]
    asking.withdraw(world.asked, by=world.democratic, why="It came anyway.")
    assert waiting() == []


def test_progress_is_no_answer_and_leaves_the_reminder(world):
    answered(world, "Half of them.", is_final=False, publish=False)
    assert len(waiting()) == 1


@pytest.mark.parametrize("many", [1, 5])
def test_asked_in_one_query_however_many_there_are(world, many, django_assert_num_queries):
    for number in range(many - 1):
        asking.raise_action(
            by=world.officer,
            raised_by=world.committee,
            text=f"More: {number}.",
            owner_office="x",
            owner=world.owner,
            due_on=DUE,
        )
    with django_assert_num_queries(1):
        found = answers(TODAY)
    assert len(found) == many
    world.owner.has_perm("outcomes.view_action"), world.owner.role_slugs
    with django_assert_num_queries(1):
        assert answers_of(world.owner, found, TODAY) == found


def test_only_who_may_answer_is_allowed(world):
    found = answers(TODAY)
    stranger = make_user(CONTRIBUTOR)
    assert (answers_of(stranger, found, TODAY), answers_of(world.member, found, TODAY)) == ([], [])
    assert answers_of(world.owner, found, TODAY) == found


# Handing over


def test_what_a_leaver_is_to_answer_passes_to_somebody_else(world, administrator):
    taker = make_user(CONTRIBUTOR, office="Head of Parks")
    (told,) = [lines for kind, lines in what_there_is(world.owner, on=TODAY) if kind.key == "answers"]
    assert told == ["Places: Figures for each parish."]
    done = hand_over(user=world.owner, to={"answers": taker}, on=TODAY, by=administrator, why="Retires")
    assert done == ["Head of Parks is to answer 1 action or request from now on."]
    row = Action.objects.get(pk=world.asked.pk)
    assert (row.owner, row.owner_office, row.version) == (taker, "Head of Parks", world.asked.version + 1)
    assert [event.why for event in trail(row) if event.verb == "action.assigned"] == ["Retires"]
    assert what_there_is(world.owner, on=TODAY) == []


def test_what_is_settled_stays_with_who_answered_it(world, administrator):
    answered(world)
    taker = make_user(CONTRIBUTOR, office="Head of Parks")
    assert hand_over(user=world.owner, to={"answers": taker}, on=TODAY, by=administrator, why="Retires") == []
    assert Action.objects.get(pk=world.asked.pk).owner == world.owner


def test_democratic_services_are_reminded_of_the_response_the_law_asks_for(world):
    asked = asking.raise_action(
        by=world.democratic, raised_by=world.committee, raised_on=date(2022, 11, 1), kind="recommendation",
        text="Spend more on lamps.", owner_office="Cabinet",
    )  # fmt: skip
    (one,) = responses(TODAY)
    assert (one.key, one.due, one.users) == (str(asked.pk), date(2022, 12, 31), (world.democratic.pk,))
    assert responses_of(world.democratic, [one], TODAY) == [one]
    assert responses_of(world.owner, [one], TODAY) == []
    asking.respond(asked, by=world.democratic, response="accepted", response_by=world.cabinet, responded_on=TODAY)
    assert responses(TODAY) == []
