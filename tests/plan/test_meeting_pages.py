"""The calendar, a meeting, a body and the feed: what they say, what they keep back, what they cost."""

import re
from datetime import UTC, date, datetime, time
from html import unescape

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plan.clock import standing_at
from plan.models import BackgroundPaper, Body, BodyLink, BodyMembership, Decision, MeetingMove, Paper
from plan.roles import DEMOCRATIC_SERVICES
from plan.slots import PagePanel, slots
from tests.factories import make_body, make_item_on, make_meeting, make_paper, make_user

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 3)
PANEL = "/meetings/fen-panel/2022-03-03/"


@pytest.fixture(autouse=True)
def in_february():
    with standing_at(datetime(2022, 2, 28, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def words(client):
    """`words(path)` gives the main part of a page in words."""

    def read(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, path
        html = response.content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    return read


@pytest.fixture
def panel():
    return make_body(name="Fen Panel", terms="Looks after the fens.")


@pytest.fixture
def meeting(panel):
    return make_meeting(panel, MARCH, status="confirmed", time=time(14))


def test_an_empty_calendar_says_so(words):
    assert words("/meetings/").startswith("Meetings When the council’s bodies meet")
    assert "To come No meeting is planned." in words("/meetings/")


def test_the_calendar_shows_what_is_to_come_and_a_year_of_what_was(words, panel, meeting, client):
    moved = make_meeting(panel, date(2022, 4, 7))
    MeetingMove.objects.create(meeting=moved, moved_from=date(2022, 4, 1), moved_to=date(2022, 4, 7), why="A strike")
    make_meeting(panel, date(2022, 1, 6), status="held")
    make_meeting(panel, date(2021, 12, 2), status="cancelled", called_off_because="Snow")
    make_meeting(make_body("cabinet", "Executive"), date(2022, 3, 9))
    text = words("/meetings/")
    assert (
        "To come Fen Panel Thursday 3 March 2022 , 14:00 Executive Provisional Wednesday 9 March 2022 Fen Panel "
        "Provisional Moved Thursday 7 April 2022 Moved from 1 April 2022 to 7 April 2022: A strike Past meetings: 2022"
    ) in text
    assert "Past meetings: 2022 Fen Panel Thursday 6 January 2022" in text
    assert "2 December 2021" not in text
    assert "Past meetings: 2021 Fen Panel Cancelled Thursday 2 December 2021 Snow" in words("/meetings/?year=2021")
    assert "9 March 2022" not in words("/meetings/?body=fen-panel")
    assert "Past meetings: 2022 Fen Panel" in words("/meetings/?body=fen-panel")
    assert "Past meetings: 2021 No meetings in that year." in words("/meetings/?body=executive&year=2021")
    for wrong in ("?year=2019", "?year=x", "?body=nobody"):
        assert client.get(f"/meetings/{wrong}").status_code == 404


def test_a_boards_meetings_are_on_no_public_page_and_in_no_feed(client, words, meeting):
    board = make_body("board", "Hidden Board")
    held_back = make_meeting(board, date(2022, 3, 8), considered="UNTOLD")
    MeetingMove.objects.create(meeting=held_back, moved_from=date(2022, 3, 1), moved_to=held_back.date, why="UNTOLD")
    make_paper(make_item_on(held_back, "UNTOLD"), "UNTOLD", published_on=date(2022, 2, 20))
    for path in ("/meetings/", "/bodies/hidden-board/", "/meetings.ics", "/meetings.ics?body=hidden-board"):
        told = client.get(path).content.decode()
        assert "UNTOLD" not in told
        assert "8 March 2022" not in told
        assert "20220308" not in told
    assert "Its meetings are not public." in words("/bodies/hidden-board/")
    for path in ("2022-03-08", "2022-03-01"):
        assert client.get(f"/meetings/hidden-board/{path}/").status_code == 404
    assert client.get("/meetings/?body=hidden-board").status_code == 404
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    assert "Hidden Board" in words("/meetings/")
    assert "seen by officers only" in words("/meetings/hidden-board/2022-03-08/")
    assert "20220308" not in client.get("/meetings.ics").content.decode()


def test_a_paper_called_like_its_item_is_named_once(words, meeting, client):
    item = make_item_on(meeting, "Care of Eels", number=8)
    told = {"author_office": "Head of Waters", "published_on": date(2022, 2, 22)}
    make_paper(item, "Care of  eels", published_on_illustrative=True, link="https://fen.example/eels", **told)
    make_paper(item, "Eels at sea", illustrative=True, published_on_illustrative=True, **told)
    assert (
        "8 Care of Eels Report of the Head of Waters , published 22 February 2022 (illustrative day) "
        "Eels at sea illustrative Report of the Head of Waters, published 22 February 2022"
    ) in words(PANEL)
    assert '<a href="https://fen.example/eels">Report of the Head of Waters</a>' in client.get(PANEL).content.decode()


def test_only_what_was_published_has_an_illustrative_day(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_paper(make_item_on(meeting, "Eels"), published_on_illustrative=True)


def test_a_meetings_page_has_its_agenda_papers_members_and_decisions(words, panel, meeting):
    item = make_item_on(meeting, "Eels", number=8)
    cabinet = make_body("cabinet", "Executive")
    first = make_paper(item, "Eel report", author_office="Head of Waters", published_on=date(2022, 2, 22),
                       subject_to=cabinet, subject_to_note="on 9 March", link="https://fen.example/eels")  # fmt: skip
    BackgroundPaper.objects.create(paper=first, title="Eels of old", date=date(2014, 5, 1))
    make_paper(item, "Eel report", author_office="Head of Waters", published_on=date(2022, 2, 25), revises=first,
               revision_reason="A sum was wrong.", late_reason="Found late.", late_agreed_by="Chair")  # fmt: skip
    make_paper(item, "Map", kind="appendix", letter="A", published_on=date(2022, 2, 22))
    make_paper(item, "UNTOLD")
    BodyMembership.objects.create(body=panel, office="Member for the Fens")
    BodyMembership.objects.create(body=panel, office="Chair of the Panel", part="chair")
    BodyMembership.objects.create(body=panel, office="UNTOLD since", starts=date(2022, 3, 4))
    BodyMembership.objects.create(body=panel, office="Angler", part="co_optee", ends=date(2022, 3, 4))
    Decision.objects.create(body=panel, meeting=meeting, kind="noted", text="The report was noted.", date=MARCH)
    text = words(PANEL)
    assert text == (
        "Fen Panel Thursday 3 March 2022 14:00 Agenda 8 Eels Eel report Late Revised Report of the Head of Waters, "
        "published 25 February 2022 Late: Found late. Taken with the agreement of the Chair. "
        "Revised: A sum was wrong. It takes the place of “Eel report” , published 22 February 2022. "
        "Appendix A: Map Appendix, published 22 February 2022 "
        "What came of it Noted: The report was noted. "
        "Papers Published by Wednesday 23 February 2022, five clear days before the meeting. "
        "Who sat on it Chair of the Panel Chair Member for the Fens Angler co-opted"
    )


def test_a_paper_shows_what_it_is_subject_to_and_rests_on(words, meeting):
    about = {"subject_to": make_body("cabinet", "Executive"), "subject_to_note": "on 9"}
    paper = make_paper(make_item_on(meeting, "Eels"), "Eel report", published_on=date(2022, 2, 22), **about)
    BackgroundPaper.objects.create(paper=paper, title="Eels of old", date=date(2014, 5, 1))
    assert "Subject to approval by the Executive: on 9 Background papers of Eel report Eels of old 1 May 2014" in words(
        PANEL
    )


def test_a_revision_that_is_not_published_leaves_the_published_paper_in_its_place(words, meeting, client):
    first = make_paper(make_item_on(meeting, "Eels"), "Eel report", published_on=date(2022, 2, 22))
    make_paper(first.agenda_item, "UNTOLD", revises=first, revision_reason="UNTOLD")
    assert "Eel report Report, published 22 February 2022" in words(PANEL)
    assert "UNTOLD" not in words(PANEL)
    client.force_login(make_user(DEMOCRATIC_SERVICES))
    assert "UNTOLD Revised Report, not published yet" in words(PANEL)


def test_the_day_it_was_moved_from_leads_to_where_it_is(client, panel, meeting):
    MeetingMove.objects.create(meeting=meeting, moved_from=date(2022, 2, 24), moved_to=MARCH, why="Snow")
    response = client.get("/meetings/fen-panel/2022-02-24/")
    assert (response.status_code, response["Location"]) == (302, PANEL)
    for wrong in ("/meetings/fen-panel/2022-02-25/", "/meetings/other/2022-02-24/", "/meetings/fen-panel/2022-02-30/"):
        assert client.get(wrong).status_code == 404


def test_without_an_agenda_the_page_says_what_was_considered(words, panel):
    make_meeting(panel, date(2021, 3, 3), status="held", considered="Dykes", result="Noted.", chaired_by="Vice-Chair",
                 attended="Head of Waters")  # fmt: skip
    assert words("/meetings/fen-panel/2021-03-03/") == (
        "Fen Panel Wednesday 3 March 2021 Agenda Dykes What came of it Noted. Who sat on it In the chair: Vice-Chair "
        "No members are recorded for that day. Who was there Head of Waters"
    )


def test_a_bodys_page_has_its_members_links_and_meetings(words, panel, meeting):
    board, water = make_body("board", "Water Board"), make_body("partnership", "River Partnership")
    BodyLink.objects.create(board=board, partnership=water, note="Shares its chair")
    BodyLink.objects.create(board=make_body("board", "Old Board"), partnership=water, ends=date(2022, 1, 1))
    BodyMembership.objects.create(body=panel, office="Chair", part="chair", starts=date(2021, 5, 1))
    make_meeting(panel, date(2022, 1, 6), status="held", result="Noted.")
    assert words("/bodies/fen-panel/") == (
        "Overview and scrutiny committee Fen Panel Looks after the fens. What it watches, and its packs "
        "Meetings to come Thursday 3 March 2022 14:00 Latest meetings Thursday 6 January 2022 Noted. "
        "All its meetings, by year Who sits on it Chair from 1 May 2021"
    )
    assert words("/bodies/water-board/").endswith("Works with River Partnership Shares its chair")
    assert words("/bodies/river-partnership/").endswith(
        "The council’s boards that work with it Water Board Shares its chair"
    )


def test_a_body_that_ended_says_what_took_over(words, panel):
    old = make_body(name="Old Panel", ends=date(2022, 1, 1), merged_into=panel)
    assert "It was merged into the Fen Panel on 1 January 2022." in words(f"/bodies/{old.slug}/")


def test_rooms_to_the_right_add_to_both_pages(words, meeting, monkeypatch):
    for page in ("meeting", "body"):
        panel = PagePanel(f"test-{page}", page, "plan/parts/glossary.html", lambda subject, user: {"seen": subject})
        monkeypatch.setitem(slots.page_panels._entries, panel.key, panel)
    asked = []
    monkeypatch.setattr(
        "plan.templatetags.site.render_to_string", lambda name, context: asked.append(context.get("seen")) or ""
    )
    words(PANEL)
    words("/bodies/fen-panel/")
    assert asked[0] == meeting
    assert meeting.body in asked


def test_the_feed_has_public_meetings_of_this_year_and_the_last(client, panel, meeting, settings):
    settings.SITE_ADDRESS = "https://plan.fen.example"
    make_meeting(panel, date(2020, 12, 31))
    make_meeting(make_body("cabinet", "Executive"), date(2021, 1, 1))
    response = client.get("/meetings.ics", HTTP_HOST="testserver")
    text = response.content.decode()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 2
    assert f"UID:meeting-{meeting.pk}@plan.fen.example\r\n" in text
    assert f"URL:https://plan.fen.example{PANEL}\r\n" in text
    assert "DTSTART:20220303T140000Z\r\n" in text
    assert client.get("/meetings.ics?body=fen-panel").content.decode().count("BEGIN:VEVENT") == 1
    assert client.get("/meetings.ics?body=nobody").status_code == 404


def queries(client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as context:
        assert client.get(path).status_code == 200
    return len(context)


@pytest.mark.parametrize(
    ("path", "cost"), [("/meetings/", 8), (PANEL, 18), ("/bodies/fen-panel/", 11), ("/meetings.ics", 4)]
)
def test_pages_cost_the_same_for_one_row_and_for_many(path, cost, client, panel, meeting):
    def more(many: int) -> None:
        start = Body.objects.count() * 100
        for number in range(start, start + many):
            other = make_meeting(panel, date(2022, 5, 1 + number % 28), status="confirmed")
            MeetingMove.objects.create(meeting=other, moved_from=date(2022, 1, 1), moved_to=other.date, why="x")
            make_meeting(make_body("cabinet", f"Executive {number}"), date(2022, 1, 1 + number % 28))
            paper = make_paper(make_item_on(meeting), published_on=date(2022, 2, 1), subject_to=panel)
            BackgroundPaper.objects.create(paper=paper, title="x")
            BodyMembership.objects.create(body=panel, office=f"Office {number}")
            Decision.objects.create(body=panel, meeting=meeting, text="x", date=MARCH)

    more(1)
    first = queries(client, path)
    more(6)
    assert (first, queries(client, path)) == (cost, cost)
    assert Paper.objects.count() == 7
