"""The site's pages, the API and the table of what was asked for: what they show, and what is on none of them."""

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.models import Action, StartingQuestion
from outcomes.scrutiny import answering, asking, noting
from plan.models import BodyKind, Event
from plan.roles import SCRUTINY_MEMBER
from tests import factories

from .world import CANARY, TODAY, answered

PUBLIC = (
    "/", "/actions/", "/actions/?body=fenbrook-places-committee", "/actions/list.csv", "/actions/extracts/",
    "/outcomes/clean/", "/outcomes/clean/1.1/", "/indicators/streets-swept/", "/scrutiny/",
    "/scrutiny/fenbrook-places-committee/", "/meetings/", "/meetings/fenbrook-places-committee/2022-09-05/",
    "/meetings/fenbrook-places-committee/2022-11-21/", "/api/v1/actions/", "/indicators/streets-swept.csv",
)  # fmt: skip


FOUND = {
    "state=open": 1, "state=overdue": 0, "kind=request": 1, "kind=question": 0, "outcome=clean": 1,
    "outcome=nowhere": 0, "body=fenbrook-people-committee": 0,
}  # fmt: skip


def get(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def canary(world):
    """One word in everything that is not public: a draft answer, a taken back one, a private question, a question that
    nobody is named for, what management asked, and an internal resolution."""
    answered(world, f"{CANARY} draft", publish=False)
    back = answered(world, f"{CANARY} taken back", on=date(2022, 10, 1))
    answering.take_back(back, by=world.democratic, why=f"{CANARY}")
    noting.note(by=world.member, text=f"{CANARY} private", item=world.sub_outcome.item)
    raised = noting.note(by=world.member, text=f"{CANARY} raised", item=world.sub_outcome.item)
    noting.raise_question(raised, by=world.member, body=world.committee, meeting=world.coming)
    meeting = factories.make_meeting(world.management, date(2022, 10, 12), status="held")
    asking.record_resolution(meeting=meeting, by=world.officer, kind="agreed", text=CANARY, item=world.outcome.item)
    return world


def test_what_is_not_public_is_on_no_page_and_in_no_answer(canary, client):
    paths = [*PUBLIC, f"/actions/{canary.asked.pk}/", f"/api/v1/actions/{canary.asked.pk}/"]
    assert [path for path in paths if CANARY.lower() in get(client, path).lower()] == []
    for hidden in Action.objects.exclude(pk=canary.asked.pk):
        assert client.get(f"/actions/{hidden.pk}/").status_code == 404
        assert client.get(f"/api/v1/actions/{hidden.pk}/").status_code == 404
    assert client.get("/actions/?body=fenbrook-management-team").content.decode().count("Nothing fits this choice") == 1


def test_nor_is_it_told_to_another_member(canary, client):
    client.force_login(factories.make_user(SCRUTINY_MEMBER))
    assert [path for path in PUBLIC if CANARY.lower() in get(client, path).lower()] == []


def test_the_log_says_nothing_of_drafts_and_private_questions(canary):
    told = [f"{event.subject} {event.detail}" for event in Event.objects.all()]
    assert [line for line in told if CANARY in line] == []


@pytest.mark.parametrize("who", ["officer", "democratic", "cmt", "owner"])
def test_private_questions_are_on_no_page_of_the_desk(canary, client, who):
    client.force_login(getattr(canary, who))
    pages = [reverse("admin:index"), f"{reverse('admin:find')}?q=private", "/admin/outcomes/action/?q=private"]
    if who in ("officer", "democratic"):
        pages.append(reverse("admin:outcomes_action_change", args=[canary.asked.pk]))
    assert [page for page in pages if f"{CANARY} private" in get(client, page)] == []


def test_drafts_are_on_the_desk_of_officers_and_the_owner_alone(canary, client):
    page, draft = reverse("admin:outcomes_actionanswer_changelist"), canary.asked.answers.order_by("pk").first()
    told = {}
    for who in ("officer", "democratic", "owner", "cmt"):
        client.force_login(getattr(canary, who))
        told[who] = client.get(page).content.decode().count(f"/admin/outcomes/actionanswer/{draft.pk}/change/")
    assert told["officer"] == told["democratic"] == told["owner"] > 0 == told["cmt"]
    for address in ("change", "history"):
        assert client.get(reverse(f"admin:outcomes_actionanswer_{address}", args=[draft.pk])).status_code == 404


def test_the_list_and_its_filters(world, client):
    text = get(client, "/actions/")
    assert "1 open" in text
    assert "Figures for each parish." in text
    assert "due 21 November 2022, at the meeting" in text
    for query, found in FOUND.items():
        assert get(client, f"/actions/?{query}").count("Figures for each parish.") == found, query


def test_one_action_with_its_answers_in_order(world, client):
    answered(world, "Half of *them*.", is_final=False)
    text = get(client, f"/actions/{world.asked.pk}/")
    assert "Half of <em>them</em>." in text
    assert "Progress, 7 November 2022" in text
    assert "Answered in part" in text


def test_panels_where_it_is_asked_about(world, client):
    for path in ("/outcomes/clean/", "/outcomes/clean/1.1/"):
        assert "What scrutiny asked" in get(client, path)
    meeting = get(client, "/meetings/fenbrook-places-committee/2022-09-05/")
    assert "What was asked for" in meeting
    assert "Answers due at this meeting" in get(client, "/meetings/fenbrook-places-committee/2022-11-21/")
    assert "What scrutiny asked" not in get(client, "/indicators/streets-swept/")


def test_questions_to_start_from_stand_beside_meetings_to_come(world, client):
    StartingQuestion.objects.create(text="Who was asked?")
    StartingQuestion.objects.create(text="Was it so before?", ends=TODAY)
    text = get(client, "/meetings/fenbrook-places-committee/2022-11-21/")
    assert "Who was asked?" in text
    assert "Was it so before?" not in text


def test_extracts_between_two_days(world, client):
    asking.record_resolution(meeting=world.held, by=world.democratic, kind="noted", text="Report noted.", minute="12")
    text = get(client, "/actions/extracts/?since=2022-09-01&until=2022-09-30")
    assert "Report noted." in text
    assert "Figures for each parish." in text
    assert "No committee resolved" in get(client, "/actions/extracts/?since=2022-09-06&until=2022-09-30")
    assert client.get("/actions/extracts/?since=yesterday").status_code == 404
    assert client.get("/actions/extracts/?until=0001-01-01").status_code == 200


def test_the_table_keeps_formulas_as_text(world, client):
    asking.raise_action(
        by=world.democratic, raised_by=world.committee, text="=1+1", owner_office="@Clerk", raised_on=TODAY
    )
    rows = list(csv.DictReader(io.StringIO(client.get("/actions/list.csv").content.decode("utf-8-sig"))))
    assert [(row["what_is_asked"], row["who_is_to_answer"]) for row in rows] == [
        ("Figures for each parish.", "Head of Streets"), ("'=1+1", "'@Clerk"),
    ]  # fmt: skip
    assert client.get("/actions/list.csv?body=nobody").status_code == 404


def test_the_api_tells_the_same(world, client):
    answered(world)
    told = client.get("/api/v1/actions/?state=answered").json()
    (row,) = told["results"]
    assert (row["state"], row["about"]["title"], row["answers"][0]["text"]) == (
        "answered", "1.1 Streets are swept", "Every parish has its figures.",
    )  # fmt: skip
    assert client.get(f"/api/v1/actions/{row['number']}/").json() == row
    assert client.get("/api/v1/actions/?state=lost").status_code == 400
    assert client.get("/api/v1/actions/?body=lost").status_code == 404
    assert client.post("/api/v1/actions/", {}).status_code == 405


def ask_more(world, number: int) -> None:
    for place in range(number):
        row = asking.raise_action(
            by=world.democratic, raised_by=world.committee, text=f"Thing {number}, {place}", owner_office="Clerk",
            meeting=world.held, indicator=world.indicator,
        )  # fmt: skip
        answering.publish_answer(answering.answer(row, by=world.democratic, text="Done."), by=world.democratic)


def cost(client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        get(client, path)
    return len(queries)


def test_pages_cost_the_same_for_one_and_for_many(world, client):
    own = ("/actions/", "/actions/extracts/")
    shared = ("/indicators/streets-swept/", "/meetings/fenbrook-places-committee/2022-09-05/")
    ask_more(world, 1)
    one = {path: cost(client, path) for path in (*own, *shared)}
    ask_more(world, 9)
    assert {path: cost(client, path) for path in (*own, *shared)} == one
    assert [one[path] for path in own] == [13, 15]


def test_extracts_begin_at_the_commissions_last_meeting_that_has_something_after_it(world, client):
    commission = factories.make_body(BodyKind.COMMISSION, "Fenbrook Commission")
    for day, status in ((date(2022, 7, 6), "held"), (date(2022, 8, 31), "cancelled"), (date(2022, 10, 5), "held")):
        factories.make_meeting(commission, day, status=status)
    text = get(client, "/actions/extracts/")
    assert "from 6 July 2022 to 7 November 2022" in text
    assert "Figures for each parish." in text
    ask_more(world, 1)  # of September, so nothing changes
    asking.raise_action(
        by=world.democratic, raised_by=world.committee, text="Later.", owner_office="Clerk", raised_on=TODAY
    )
    cache.clear()
    assert "from 5 October 2022 to 7 November 2022" in get(client, "/actions/extracts/")
