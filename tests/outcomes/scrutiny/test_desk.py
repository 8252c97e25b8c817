"""The steps with an action on the desk: each page calls its verb, and is there only for who may take the step."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from outcomes.models import Action, ActionAnswer
from outcomes.scrutiny import asking, noting
from outcomes.scrutiny.desk import asked_of_me, of_management, overdue, to_publish, unnamed, without_day
from plan.clock import now, standing_at
from tests.pages import form_data

from .world import TODAY, answered


def step(action, name: str) -> str:
    return reverse(f"admin:outcomes_action_{name}", args=[action.pk])


def buttons(client, action) -> list[str]:
    page = client.get(reverse("admin:outcomes_action_change", args=[action.pk])).content.decode()
    return [name for name in ("answer", "assign", "postpone", "respond", "withdraw", "reopen")
            if step(action, name) in page]  # fmt: skip


def test_everybody_is_offered_the_steps_they_may_take(world, client):
    for user, offered in ((world.democratic, ["answer", "assign", "postpone", "withdraw"]), (world.owner, ["answer"]),
                          (world.cmt, [])):  # fmt: skip
        client.force_login(user)
        assert buttons(client, world.asked) == offered


@pytest.mark.parametrize("name", ["assign", "postpone", "withdraw", "reopen", "respond"])
def test_a_step_one_may_not_take_is_refused_and_changes_nothing(world, client, name):
    client.force_login(world.owner)
    before = Action.objects.values().get(pk=world.asked.pk)
    data = {"seen": 1, "why": "x", "due_on": "2023-01-01", "owner_office": "Me", "response": "accepted"}
    assert client.post(step(world.asked, name), data).status_code == 403
    assert Action.objects.values().get(pk=world.asked.pk) == before


def test_the_owner_answers_and_democratic_services_publish(world, client):
    client.force_login(world.owner)
    words = {"text": "Every parish has its figures.", "on": "2022-11-07", "office": "Head of Streets", "is_final": "on"}
    words["seen"] = world.asked.version
    assert client.post(step(world.asked, "answer"), words).status_code == 302
    row = ActionAnswer.objects.get()
    publish = reverse("admin:outcomes_actionanswer_publish", args=[row.pk])
    assert client.post(publish, {"seen": 1}).status_code == 403
    client.force_login(world.democratic)
    assert client.post(publish, {"seen": 1}).status_code == 302
    assert "A published answer does not change." in client.get(
        reverse("admin:outcomes_actionanswer_change", args=[row.pk])
    ).content.decode()  # fmt: skip
    again = {"action": world.asked.pk, "text": "Other words", "date": "2022-11-07", "office": "x", "seen_version": 2}
    client.post(reverse("admin:outcomes_actionanswer_change", args=[row.pk]), again)
    back = reverse("admin:outcomes_actionanswer_take-back", args=[row.pk])
    assert client.post(back, {"why": "It named somebody.", "seen": 2}).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.published_at) == ("Every parish has its figures.", None)


def test_a_request_is_raised_for_a_meeting_with_its_verb(world, client):
    client.force_login(world.democratic)
    page = f"{reverse('admin:outcomes_action_add')}?meeting={world.held.pk}"
    assert "Street cleaning" in client.get(page).content.decode()
    words = {
        "kind": "request", "text": "Costs.", "raised_by": world.committee.pk, "meeting": world.held.pk,
        "owner_office": "Head of Streets", "due_meeting": world.coming.pk, "item": "1.1 Streets are swept",
    }  # fmt: skip
    assert client.post(page, words).status_code == 302
    row = Action.objects.get(text="Costs.")
    assert (row.raised_on, row.first_due_on, row.item) == (world.held.date, world.coming.date, world.sub_outcome.item)
    words |= {"text": "Both.", "due_on": "2022-12-01"}
    assert client.post(page, words).status_code in (200, 409)
    assert not Action.objects.filter(text="Both.").exists()


def test_the_desk_of_a_board_s_actions_is_not_for_democratic_services(world, client):
    client.force_login(world.democratic)
    assert buttons(client, world.internal) == []
    assert client.post(step(world.internal, "withdraw"), {"why": "x", "seen": 1}).status_code == 403


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("withdraw", {"why": "The report came."}),
        ("assign", {"owner_office": "Head of Parks"}),
        ("postpone", {"why": "Later", "due_on": "2023-01-01"}),
        ("answer", {"text": "Here they are.", "on": "2022-11-07", "office": "Head of Streets"}),
    ],
)
def test_a_step_with_what_changed_since_the_page_was_opened_is_refused(world, client, name, words):
    client.force_login(world.democratic)
    opened = Action.objects.get(pk=world.asked.pk).version
    assert f'name="seen" value="{opened}"' in client.get(step(world.asked, name)).content.decode()
    later = date(2022, 12, 12)
    asking.postpone(world.asked, by=world.officer, due_on=later, why="Another asked for more time.")
    before = Action.objects.values().get(pk=world.asked.pk)
    page = client.post(step(world.asked, name), {**words, "seen": opened})
    assert page.status_code == 409
    assert f"{world.officer} changed this since you opened the page." in page.content.decode()
    assert Action.objects.values().get(pk=world.asked.pk) == before
    assert not ActionAnswer.objects.exists()
    assert client.post(step(world.asked, name), {**words, "seen": opened + 1}).status_code == 302


def test_an_answer_that_changed_since_it_was_read_is_not_published(world, client):
    row = answered(world, publish=False)
    client.force_login(world.democratic)
    page = reverse("admin:outcomes_actionanswer_publish", args=[row.pk])
    assert f'name="seen" value="{row.version}"' in client.get(page).content.decode()
    ActionAnswer.objects.filter(pk=row.pk).update(version=row.version + 1)
    assert client.post(page, {"seen": row.version}).status_code == 409
    assert ActionAnswer.objects.get().published_at is None


def test_the_list_filters_by_how_it_stands(world, client):
    client.force_login(world.officer)
    page = reverse("admin:outcomes_action_changelist")
    found = {state: client.get(page, {"state": state}).content.decode().count("Figures for each parish.")
             for state in ("open", "overdue")}  # fmt: skip
    assert found == {"open": 1, "overdue": 0}
    assert "Figures for each parish." not in client.get(page, {"mine": "me"}).content.decode()


def lines(task, user, today=TODAY) -> list[tuple[str, bool]]:
    return [(line.text, line.overdue) for line in task(user, today)]


def test_what_waits_on_my_desk(world):
    told = "Places: Figures for each parish."
    assert lines(asked_of_me, world.owner) == [(told, False)]
    assert lines(asked_of_me, world.member) == []
    later = TODAY + timedelta(days=30)
    assert (lines(overdue, world.democratic), lines(overdue, world.owner, later)) == ([], [])
    assert lines(overdue, world.democratic, later) == [(told, True)]
    draft = answered(world, publish=False)
    assert lines(to_publish, world.democratic) == [("Places: answer of Head of Streets, 7 November 2022", False)]
    assert lines(to_publish, world.owner) == []
    assert draft.published_at is None
    assert len(of_management(world.cmt, TODAY)) == 1
    assert of_management(world.officer, TODAY) == []


def test_questions_that_nobody_is_named_for_wait_for_officers(world):
    note = noting.note(by=world.member, text="Who sweeps?")
    action = noting.raise_question(note, by=world.member, body=world.committee)
    assert lines(unnamed, world.democratic) == [("Places: Who sweeps?", False)]
    asking.assign(action, by=world.democratic, owner_office="Head of Streets")
    assert lines(unnamed, world.democratic) == []


def test_a_settled_request_waits_for_nobody(world):
    answered(world)
    with standing_at(now() + timedelta(days=60)):
        assert lines(asked_of_me, world.owner, date(2023, 1, 6)) == []
        assert lines(overdue, world.democratic, date(2023, 1, 6)) == []


def test_what_has_no_day_is_shown_until_it_has_one(world):
    assert without_day(world.democratic, TODAY) == []  # what the committee asked is due at a meeting
    row = asking.raise_action(
        by=world.democratic, raised_by=world.committee, raised_on=TODAY, text="Some day.", owner_office="Clerk",
        due_words="a future meeting",
    )  # fmt: skip
    assert [line.text for line in without_day(world.democratic, TODAY)] == ["Places: Some day."]
    assert without_day(world.owner, TODAY) == []
    assert len(without_day(world.officer, TODAY)) == 2  # with what management asked, which others do not read
    asking.postpone(row, by=world.democratic, due_on=date(2023, 1, 9), why="Agreed.")
    assert without_day(world.democratic, TODAY) == []


def test_the_day_received_is_corrected_on_its_page(world, client):
    row = asking.raise_action(
        by=world.democratic, raised_by=world.committee, meeting=world.held, kind="recommendation", text="Sweep.",
        owner_office="Leader",
    )  # fmt: skip
    client.force_login(world.democratic)
    assert step(row, "received") in client.get(reverse("admin:outcomes_action_change", args=[row.pk])).content.decode()
    sent = {"received_on": "2022-09-20", "why": "It came later.", "seen": row.version}
    assert client.post(step(row, "received"), sent).status_code == 302
    row.refresh_from_db()
    assert (row.received_on, row.due_on) == (date(2022, 9, 20), date(2022, 11, 19))


def test_who_was_asked_gives_no_answer_in_anothers_name(world, client):
    client.force_login(world.owner)
    words = {"text": "Done.", "on": "2022-11-07", "office": "Chief Executive", "seen": world.asked.version}
    assert client.post(step(world.asked, "answer"), words).status_code == 200  # shown again with the fault
    assert ActionAnswer.objects.count() == 0
    row = answered(world, publish=False)
    address = reverse("admin:outcomes_actionanswer_change", args=[row.pk])
    page = client.get(address)
    assert 'name="text"' in page.content.decode()
    assert 'name="office"' not in page.content.decode()
    client.post(
        address, {**form_data(page), "office": "Chief Executive", "is_later_note": "on", "text": "Other words."}
    )
    row.refresh_from_db()
    assert (row.text, row.office, row.is_later_note) == ("Other words.", "Head of Streets", False)
