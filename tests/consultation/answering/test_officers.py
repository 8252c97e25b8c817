"""Who reads responses, and what officers type in: on the desk, by verbs, and nowhere else."""

import re
from datetime import date

import pytest
from django.urls import reverse

from consultation.answering.forms import Saying
from consultation.answering.keying import key_in, once
from consultation.answering.saving import held
from consultation.asking.announcing import NotPossible
from consultation.models import AboutYou, Answer, Response, ResponseFile
from plan.models import Event
from plan.roles import POLICY_OFFICER, ROLES
from plan.slots import slots
from tests.consultation.answering.test_erasing import WORDS, keyed
from tests.factories import make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a scan"


def desk(name: str, *args) -> str:
    return reverse(f"admin:consultation_{name}", args=args)


def test_only_policy_officers_read_responses_scans_and_what_people_said_of_themselves(survey, officer, client):
    row = keyed(survey, officer, files=[PDF])
    scan = row.files.get()
    pages = [
        desk("response_change", row.pk),
        desk("scan", scan.pk),
        desk("key_in", survey.pk),
        desk("erase", survey.pk),
    ]
    for role in ROLES:
        user = make_user(role)
        reads = role == POLICY_OFFICER
        assert [model.objects.visible_to(user).count() for model in (Response, Answer, AboutYou, ResponseFile)] == (
            [1, 1, 1, 1] if reads else [0, 0, 0, 0]
        )
        client.force_login(user)
        statuses = {client.get(url).status_code for url in pages}
        assert statuses == {200} if reads else statuses <= {403, 404, 302}, role
    superuser = make_user(is_superuser=True)
    client.force_login(superuser)
    assert {client.get(url).status_code for url in pages} <= {403, 404}
    assert Response.objects.visible_to(superuser).count() == 0


def test_what_nobody_handed_in_nobody_reads(survey, officer):
    response = Response.objects.create(consultation=survey, started_on=date(2022, 11, 7), last_on=date(2022, 11, 7))
    Answer.objects.create(response=response, question=survey.questions.get(kind="text"), text="UNTOLD")
    assert not Response.objects.visible_to(officer)
    assert not Answer.objects.visible_to(officer)


def test_a_response_is_shown_without_what_was_said_of_the_person(survey, officer, client):
    row = keyed(survey, officer, files=[PDF])
    client.force_login(officer)
    page = client.get(desk("response_change", row.pk)).content.decode()
    assert WORDS in page
    assert "How old are you?" not in page
    listed = client.get(desk("response_changelist")).content.decode()
    assert row.reference in listed
    assert WORDS not in listed


def test_words_are_in_no_log_no_search_no_history_and_no_api(survey, officer, client):
    row = keyed(survey, officer)
    assert not [model for model in (Response, Answer, AboutYou, ResponseFile) if hasattr(model, "history")]
    told = [f"{event.subject} {event.why} {event.detail}" for event in Event.objects.all()]
    assert not [line for line in told if WORDS in line or row.reference in line]
    client.force_login(officer)
    found = client.get(reverse("admin:index"), {"q": WORDS}).content.decode()
    assert row.reference not in found
    paths = client.get("/api/v1/schema/", headers={"accept": "application/json"}).json()["paths"]
    assert paths
    assert not [path for path in paths if re.search("respon|answer|about.you", path)]
    assert row.reference not in client.get(survey.get_absolute_url()).content.decode()


def test_a_scan_is_a_file_to_keep_under_the_responses_number(survey, officer, client):
    row = keyed(survey, officer, files=[PDF])
    scan = row.files.get()
    client.force_login(officer)
    answer = client.get(desk("scan", scan.pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{row.reference}-{scan.pk}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"), (b"<svg onload=alert(1)>", "Only PDF, PNG and JPEG"), (b"MZ%PDF-", "Only PDF"),
        (PDF + b"\0" * 10_000_000, "larger than 10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_scan_is_not_kept_and_neither_is_its_response(survey, officer, content, why):
    with pytest.raises(NotPossible, match=why):
        keyed(survey, officer, files=[PDF, content])
    assert Response.objects.count() == ResponseFile.objects.count() == 0


def test_officers_type_in_a_response_on_one_page(survey, officer, client, django_assert_max_num_queries):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(officer)
    url = desk("key_in", survey.pk)
    page = client.get(url)
    names = {group.heading: [field.name for field in group.visible_fields] for group in page.context["form"].groups}
    posted = form_data(page) | {
        "channel": "letter", "received_on": "2022-11-07", names["Do you agree?"][0]: "neither",
        names["How important?"][1]: "fairly", names["What do you use?"][0]: ["parks", "roads"],
        names["Anything else?"][0]: WORDS, names["How old are you?"][0]: "older",
        "scans": SimpleUploadedFile("Mr Somebody.pdf", PDF),
    }  # fmt: skip
    assert client.post(url, posted).status_code == 302
    row = Response.objects.get()
    assert (row.channel, str(row.submitted_on), row.respondent_type) == ("letter", "2022-11-07", "")
    said = row.answers.order_by("question__position", "choice").values_list("question__position", "choice", "text")
    assert list(said) == [(2, "neither", ""), (3, "fairly", ""), (4, "parks", ""), (4, "roads", ""), (5, "", WORDS)]
    assert row.answers.get(question__position=3).row.wording == "More trees"
    assert AboutYou.objects.get().choice == "older"
    assert bytes(row.files.get().content) == PDF
    assert Event.objects.get(verb="response.keyed").detail == {"channel": "letter"}
    told = client.get(url).content.decode()
    assert row.reference in told


def test_a_page_sent_twice_is_one_response_and_another_one_is_another(survey, officer, client):
    client.force_login(officer)
    url = desk("key_in", survey.pk)
    page = client.get(url)
    names = {group.heading: [field.name for field in group.visible_fields] for group in page.context["form"].groups}
    posted = form_data(page, channel="letter", received_on="2022-11-07", **{names["Anything else?"][0]: WORDS + "\x00"})
    for _ in range(2):
        assert client.post(url, posted)["Location"] == url
        assert Response.objects.get().reference in client.get(url).content.decode()
    assert (Answer.objects.count(), Event.objects.filter(verb="response.keyed").count()) == (1, 1)
    kept = Response.objects.get()
    # The page comes back by the browser's Back, and the next response is typed into it.
    other = client.post(url, posted | {names["Anything else?"][0]: ["Otherwise"]})
    assert other.status_code == 409
    assert f"kept from this page already, as {kept.reference}" in other.content.decode()
    assert client.post(url, form_data(other)).status_code == 302
    assert sorted(Answer.objects.values_list("text", flat=True)) == sorted([WORDS, "Otherwise"])
    # The same words on a page of their own are another person's.
    assert client.post(url, posted | {"token": form_data(client.get(url))["token"]}).status_code == 302
    assert Response.objects.count() == 3


def test_nobody_goes_on_with_what_was_typed_in(survey, officer, client):
    key_in(
        consultation=survey, channel="paper", received_on=date(2022, 11, 7), token="BCDFG-HJKMN-PQRST-VWXZ2",
        answers={survey.questions.get(kind="text"): [Saying(None, "", WORDS)]}, by=officer,
    )  # fmt: skip
    assert held(survey, "BCDFG-HJKMN-PQRST-VWXZ2") is None
    assert held(survey, once("BCDFG-HJKMN-PQRST-VWXZ2")) is None


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"channel": "online"}, "Say how it came"), ({"received_on": date(2022, 11, 9)}, "still to come"),
        ({"received_on": date(2022, 10, 31)}, "it was not open"), ({"answers": {}}, "at least one answer"),
    ],
)  # fmt: skip
def test_a_response_that_could_not_have_come_is_refused(survey, officer, given, why):
    answers = {survey.questions.get(kind="text"): [Saying(None, "", "Mine")]}
    fields = {"channel": "paper", "received_on": date(2022, 11, 7), "answers": answers, **given}
    with pytest.raises(NotPossible, match=why):
        key_in(consultation=survey, by=officer, **fields)
    assert Response.objects.count() == 0


def test_my_desk_says_which_responses_are_to_be_erased(survey, officer, client):
    from datetime import UTC, datetime

    from plan import clock

    keyed(survey, officer)
    task = next(task for task in slots.desk_tasks if task.key == "responses-to-erase")
    assert task.lines(officer, clock.today()) == []
    with clock.standing_at(datetime(2023, 12, 1, 12, tzinfo=UTC)):
        line = task.lines(officer, clock.today())[0]
        assert (line.text, line.overdue) == ("Libraries: kept until 30 November 2023", True)
        client.force_login(officer)
        page = client.get(line.url)
        assert "1 response with all their answers and scans." in page.content.decode()
        assert client.post(line.url, form_data(page)).status_code == 302
    assert Response.objects.count() == 0
