"""Comments are kept for as long as responses, and no longer; a backup brings nothing back that was erased."""

import shutil
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from consultation.answering import erasing as responses
from consultation.answering import forgetting
from consultation.asking.announcing import NotPossible
from consultation.hearing import erasing
from consultation.hearing.clearing import clear
from consultation.models import Comment, EngagementEvent, ErasedTally, Erasure, Response
from plan import clock
from plan.forgetting import remember
from plan.models import Body, Event, Meeting
from plan.roles import CMT, POLICY_OFFICER, NotYours
from tests.consultation.answering.visitor import Visitor
from tests.factories import make_user

AFTER = datetime(2023, 12, 1, 12, tzinfo=UTC)  # the survey's answers are kept until the day before
SAID = "Somebody at the stall said that"
needs_tools = pytest.mark.skipif(
    connection.vendor == "postgresql" and not shutil.which("pg_dump"), reason="pg_dump is not installed"
)


def heard(survey, officer) -> dict[str, Comment]:
    """A comment of each way that one comes, one of them cleared."""
    event = EngagementEvent.objects.create(consultation=survey, group="Young people")
    body = Body.objects.create(name="Scrutiny Commission", slug="scrutiny-commission", kind="scrutiny")
    met = Meeting.objects.create(body=body, date=date(2022, 11, 2))
    made = {
        "event": Comment.objects.create(consultation=survey, came="event", event=event, words=SAID),
        "letter": Comment.objects.create(consultation=survey, came="letter", words=SAID),
        "committee": Comment.objects.create(consultation=survey, came="committee", meeting=met, words="In its minutes"),
        "cleared": Comment.objects.create(consultation=survey, came="other", words="Cleared words", quoted=True),
    }
    clear(made["cleared"], by=officer)
    return made


@pytest.mark.django_db
def test_comments_go_with_the_day_of_responses_but_for_what_is_public(survey, officer):
    made = heard(survey, officer)
    with pytest.raises(NotPossible, match="Comments are kept like responses, until 30 November 2023"):
        erasing.erase_comments(consultation=survey, by=officer)
    assert Comment.objects.count() == 4
    with clock.standing_at(AFTER):
        assert list(erasing.due(clock.today())) == [survey]
        with pytest.raises(NotYours):
            erasing.erase_comments(consultation=survey, by=make_user(CMT))
        assert erasing.erase_comments(consultation=survey, by=officer) == 2
        assert list(erasing.due(clock.today())) == []
    assert set(Comment.objects.all()) == {made["committee"], made["cleared"]}
    event = Event.objects.get(verb="comments.erased")
    assert (event.by, event.subject, event.detail, event.why) == (
        officer, "Libraries", {"comments": 2}, "Kept until 30 November 2023",
    )  # fmt: skip
    assert not Event.objects.filter(why__contains="stall").exists()


@pytest.mark.django_db
def test_an_officer_is_reminded_and_erases_them_on_the_desk(survey, client):
    officer = make_user(POLICY_OFFICER)
    heard(survey, officer)
    page = reverse("admin:consultation_erase_comments", args=[survey.pk])
    client.force_login(officer)
    assert page not in client.get(reverse("admin:index")).content.decode()
    with clock.standing_at(AFTER):
        assert page in client.get(reverse("admin:index")).content.decode()
        assert "2 comments" in client.get(page).content.decode()
        client.force_login(make_user(CMT))
        assert client.post(page, {"why": ""}).status_code == 403
        assert Comment.objects.count() == 4
        client.force_login(officer)
        assert client.post(page, {"why": "Kept long enough"}).status_code == 302
    assert Comment.objects.count() == 2
    assert Event.objects.get(verb="comments.erased").why == "Kept long enough"


@needs_tools
@pytest.mark.django_db(transaction=True)
def test_what_a_backup_brings_back_is_erased_again(survey, officer, tmp_path, capsys):
    gone = Visitor(survey).answer_all()
    kept = Visitor(survey, REMOTE_ADDR="10.1.2.3").answer_all()
    heard(survey, officer)
    backup = tmp_path / "plan.backup"
    call_command("backup", str(backup))
    responses.erase_response(consultation=survey, reference=gone, by=officer, why="On their wish")
    with clock.standing_at(AFTER):
        erasing.erase_comments(consultation=survey, by=officer)
    call_command("restore", str(backup), "--yes")
    assert list(Response.objects.values_list("reference", flat=True)) == [kept]
    assert not Comment.objects.filter(words=SAID).exists()
    assert responses.received(survey) == {"online": 2}
    assert ErasedTally.objects.get().erased == 1
    assert "Erased again: 3 responses and comments." in capsys.readouterr().out
    again = Event.objects.filter(verb__endswith="erased_again").order_by("verb")
    assert [(one.verb, one.detail, one.by) for one in again] == [
        ("comments.erased_again", {"comments": 2}, None), ("responses.erased_again", {"response": 1}, None),
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == [backup]


@pytest.mark.django_db
def test_only_what_was_erased_after_the_backup_is_looked_for(survey, officer):
    Visitor(survey).answer_all()
    with clock.standing_at(AFTER):
        responses.erase_all(consultation=survey, by=officer)
    told = remember()["responses"]
    Visitor(survey, REMOTE_ADDR="10.1.2.3").answer_all()
    assert forgetting.again(told, erase=responses.erase_again, verb="responses.erased_again") == 0
    assert Response.objects.count() == 1
    Erasure.objects.all().delete()  # as before that erasure
    assert forgetting.again(told, erase=responses.erase_again, verb="responses.erased_again") == 1
    assert Erasure.objects.get().what == "responses"
    elsewhere = [{**told[0], "key": "00000000-0000-0000-0000-000000000000", "consultation": "entered-later"}]
    assert forgetting.again(elsewhere, erase=responses.erase_again, verb="responses.erased_again") == 0


@pytest.mark.django_db
def test_what_is_remembered_does_not_tell_which_response_it_was(survey, officer):
    reference = Visitor(survey).answer_all()
    responses.erase_response(consultation=survey, reference=reference, by=officer, why="Wish")
    (told,) = remember()["responses"]
    assert set(told) == {"key", "consultation", "what", "digest"}
    assert reference not in str(told)
    assert len(told["digest"]) == 64


@pytest.mark.django_db
def test_erasing_again_by_hand_takes_the_file_that_restoring_named(tmp_path, capsys):
    file = tmp_path / "plan.erased.json"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("erase_again", str(file))
    file.write_text('{"responses": [], "comments": []}')
    call_command("erase_again", str(file))
    assert "Erased again: no responses and comments." in capsys.readouterr().out
    assert not file.exists()
