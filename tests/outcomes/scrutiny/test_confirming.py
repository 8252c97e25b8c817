"""Minutes on the desk: shown, mended, confirmed in one go, and proposed no second time."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.models import Action, ActionAnswer, Resolution
from outcomes.scrutiny.confirming import confirm_minutes, propose
from outcomes.scrutiny.minutes import read_minutes
from plan.models import AgendaItem, Meeting
from plan.roles import NotYours
from tests import factories
from tests.pages import form_data

FENBROOK = (Path(__file__).parent / "papers" / "fenbrook.txt").read_text(encoding="utf-8")


@pytest.fixture
def met(world):
    """The meeting whose minutes these are."""
    meeting = factories.make_meeting(world.committee, date(2022, 3, 3), status=Meeting.Status.HELD)
    AgendaItem.objects.create(meeting=meeting, number=3, title="Waste collection performance")
    return meeting


@pytest.fixture
def page(met):
    return reverse("admin:outcomes_action_minutes", args=[met.pk])


def counts() -> tuple[int, int, int]:
    notes = ActionAnswer.objects.filter(is_later_note=True)
    return Resolution.objects.count(), Action.objects.count(), notes.count()


def test_nothing_is_stored_before_it_is_confirmed(world, met, page, client):
    client.force_login(world.democratic)
    before = counts()
    shown = client.post(page, {"pasted": FENBROOK})
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "10 proposals." in text
    assert "undertook to circulate the figures for each parish" in text  # the passage
    assert "Okafor" not in "".join(field.value() or "" for _, forms in shown.context["rows"] for form in forms
                                   for field in form if isinstance(field.value(), str))  # fmt: skip
    assert counts() == before


def test_what_is_ticked_is_recorded_together_and_proposed_no_more(world, met, page, client):
    client.force_login(world.democratic)
    before = counts()
    shown = client.post(page, {"pasted": FENBROOK})
    data = form_data(shown, **{"a2-owner_office": "Leader of the Council", "confirm": "yes"})
    data["a1-text"] = ["What hired lorries cost."]
    done = client.post(page, data)
    assert done.status_code == 302, done.context["refused"]
    assert [new - old for new, old in zip(counts(), before, strict=True)] == [4, 4, 1]
    asked = Action.objects.get(text="What hired lorries cost.")
    assert (asked.minute, asked.owner_office, asked.agenda_item.number) == ("3(3.3)", "Assistant Director (Finance)", 3)
    assert asked.source == "Minutes of 3 March 2022, minute 3(3.3)"
    assert Action.objects.get(kind="recommendation").resolution.letter == "2"
    note = ActionAnswer.objects.get()
    assert note.published_at
    assert note.action.owner == world.owner  # the account of the Head of Streets
    again = client.post(page, {"pasted": FENBROOK})
    assert [one.key for one in again.context["proposed"].all] == ["r0"]
    assert "9 more of what these minutes say are recorded already." in again.content.decode()


def test_a_fault_stops_all_of_it_and_loses_nothing_typed(world, met, page, client):
    client.force_login(world.democratic)
    before = counts()
    data = form_data(client.post(page, {"pasted": FENBROOK}), confirm="yes", **{"a0-text": "My own words"})
    answer = client.post(page, data)  # nobody is named for the recommendation
    assert answer.status_code == 422
    assert "My own words" in answer.content.decode()
    assert counts() == before


def test_a_note_needs_what_it_answers(world, met, page, client):
    client.force_login(world.democratic)
    data = form_data(client.post(page, {"pasted": FENBROOK}), confirm="yes", **{"a2-owner_office": "Leader"})
    answer = client.post(page, {**data, "a0-keep": []})
    assert answer.status_code == 422
    assert "A later note answers something" in answer.content.decode()
    assert Action.objects.filter(meeting=met).count() == 0


@pytest.mark.parametrize("pasted", ["", "Hello", "x" * 300_001])
def test_what_is_no_minutes_is_refused_on_the_page(world, met, page, client, pasted):
    client.force_login(world.democratic)
    assert client.post(page, {"pasted": pasted}).status_code == 422


def test_who_does_not_keep_minutes_finds_no_page_and_no_verb(world, met, page, client):
    for user, status in ((world.owner, 403), (world.cmt, 403), (world.member, 302)):
        client.force_login(user)
        assert client.get(page).status_code == status
    board = factories.make_meeting(world.board, date(2022, 3, 4))
    client.force_login(world.democratic)
    assert client.get(reverse("admin:outcomes_action_minutes", args=[board.pk])).status_code == 404
    with pytest.raises(NotYours):
        confirm_minutes(met, by=world.owner, resolutions=[{"kind": "noted", "text": "x"}])


def test_the_meetings_page_leads_there(world, met, page, client):
    client.force_login(world.democratic)
    assert page in client.get(reverse("admin:plan_meeting_change", args=[met.pk])).content.decode()


def test_suggestions(world, met):
    factories.make_department("Streets and Waste")
    coming = factories.make_meeting(world.committee, date(2022, 4, 7))
    text = "3. Waste collection\n\nThe Director of Streets and Waste undertook to report to the next meeting.\n"
    (one,) = propose(read_minutes(text), met).actions
    assert (one.agenda_item, one.due_meeting) == (met.agenda.get().pk, coming.pk)
    assert one.department is not None


TWICE = "3. Libraries\n\nRESOLVED:\n\nThat the libraries be noted.\n\nThat the plan for museums be noted.\n"


def test_two_resolutions_of_one_kind_without_letters_are_both_recorded_and_proposed_no_more(world, met):
    read = read_minutes(TWICE)
    first, second = (
        {"kind": one.found.kind, "text": one.found.text, "minute": "3", "letter": ""}
        for one in propose(read, met).resolutions
    )
    confirm_minutes(met, by=world.democratic, resolutions=[first])
    assert [one.found.text for one in propose(read, met).resolutions] == ["Plan for museums noted."]
    confirm_minutes(met, by=world.democratic, resolutions=[second])
    assert propose(read, met).resolutions == ()
    assert Resolution.objects.filter(meeting=met, minute="3", letter="", kind="noted").count() == 2
    with pytest.raises(ValidationError, match="recorded of this minute already"):
        confirm_minutes(met, by=world.democratic, resolutions=[second])
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.filter(meeting=met).update(letter="a")


def test_what_is_asked_of_two_offices_at_one_place_is_proposed_until_both_are_recorded(world, met):
    text = (
        "3. Libraries\n\nRESOLVED:\n\n(2) That the Head of Libraries be requested to provide figures by ward and that"
        " the Head of Streets be requested to sweep the steps.\n"
    )
    read = read_minutes(text)
    assert [(one.found.office, one.found.text) for one in propose(read, met).actions] == [
        ("Head of Libraries", "Provide figures by ward."), ("Head of Streets", "Sweep the steps."),
    ]  # fmt: skip
    (row,) = propose(read, met).resolutions
    assert (row.found.letter, row.found.kind) == ("2", "officer_asked")
    figures = {"key": "a0", "text": "Provide figures by ward.", "minute": "3(2)", "owner_office": "Head of Libraries"}
    confirm_minutes(met, by=world.democratic, actions=[figures])
    assert [one.found.office for one in propose(read, met).actions] == ["Head of Streets"]


def test_a_day_that_is_named_becomes_the_day_it_is_due(world, met, page, client):
    client.force_login(world.democratic)
    text = "3. Waste\n\nThe Head of Streets agreed to circulate a note by 30 September 2022.\n"
    shown = client.post(page, {"pasted": text})
    assert client.post(page, form_data(shown, confirm="yes")).status_code == 302
    row = Action.objects.get(meeting=met)
    assert (row.due_on, row.due_words) == (date(2022, 9, 30), "by 30 September 2022")
