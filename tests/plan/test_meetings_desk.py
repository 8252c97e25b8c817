"""The desk of meetings and papers: buttons that call verbs, the timetable, and what waits for whom."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plan.clearances import record_clearance
from plan.clock import standing_at
from plan.meetings_desk import meetings_to_record, papers_to_clear, papers_to_publish
from plan.models import BodyLink, Clearance, Election, Event, Meeting, Paper, TimetableStep
from plan.roles import BOARD_MEMBER, CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_item_on, make_meeting, make_paper, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
MEETING, TODAY = date(2021, 9, 6), date(2021, 8, 20)


@pytest.fixture(autouse=True)
def in_august():
    with standing_at(datetime(2021, 8, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def meeting():
    return make_meeting(make_body(name="Fen Committee"), MEETING)


@pytest.fixture
def paper(meeting):
    return make_paper(make_item_on(meeting), "Care Home Quality")


@pytest.fixture
def finance():
    return TimetableStep.objects.create(name="Finance", key="finance", working_days=12, office="Director of Finance")


def signed_in(role, **fields) -> Client:
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


def step(meeting, name: str) -> str:
    return reverse("admin:plan_meeting_step", args=[meeting.pk, name])


def at(name: str, *args) -> str:
    return reverse(f"admin:plan_{name}", args=args)


@pytest.mark.parametrize("role", [DEMOCRATIC_SERVICES, POLICY_OFFICER])
def test_a_meeting_is_moved_by_its_button(role, meeting, paper):
    clerk = signed_in(role)
    assert step(meeting, "move") in clerk.get(at("meeting_change", meeting.pk)).content.decode()
    page = clerk.get(step(meeting, "move"))
    assert "Care Home Quality" in page.content.decode()
    assert clerk.post(step(meeting, "move"), form_data(page, to="2021-09-13")).status_code == 200  # no reason
    assert clerk.post(step(meeting, "move"), form_data(page, to="2021-09-06", why="x")).status_code == 409
    assert clerk.post(step(meeting, "move"), form_data(page, to="2021-09-13", why="A strike")).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.version) == (date(2021, 9, 13), 2)
    assert clerk.post(step(meeting, "move"), form_data(page, to="2021-09-20", why="x")).status_code == 409  # stale
    text = clerk.get(at("meeting_change", meeting.pk)).content.decode()
    assert "moved from 6 September 2021 to 13 September 2021: A strike" in text


def test_each_stage_offers_what_can_be_done_in_it(meeting):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    offered = {}
    for status in Meeting.Status.values:
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        text = clerk.get(at("meeting_change", meeting.pk)).content.decode()
        names = ("confirm", "held", "move", "cancel", "reinstate")
        offered[status] = [name for name in names if step(meeting, name) in text]
    assert offered == {
        "provisional": ["confirm", "held", "move", "cancel"], "confirmed": ["held", "move", "cancel"],
        "held": ["reinstate"], "moved": ["move", "cancel"], "cancelled": ["reinstate"],
    }  # fmt: skip
    assert clerk.get(step(meeting, "erase")).status_code == 404


def test_day_and_status_are_not_typed_over(meeting):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    page = clerk.get(at("meeting_change", meeting.pk))
    sent = form_data(page, date="2021-10-01", status="held", result="Noted.", _save="Save")
    assert clerk.post(at("meeting_change", meeting.pk), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, meeting.status, meeting.result) == (MEETING, "provisional", "Noted.")
    add = clerk.get(at("meeting_add")).content.decode()
    assert 'value="held"' in add
    assert 'value="cancelled"' not in add


@pytest.mark.parametrize("role", [CMT, CONTRIBUTOR, BOARD_MEMBER])
def test_others_read_and_find_no_buttons(role, meeting, paper):
    reader = signed_in(role)
    text = reader.get(at("meeting_change", meeting.pk)).content.decode()
    assert "Timetable for papers" in text
    assert step(meeting, "move") not in text
    assert reader.post(step(meeting, "cancel"), {"why": "x", "seen_version": "1"}).status_code == 403
    assert ("Care Home Quality" in text) is (role == CMT)  # it is not published yet
    for name in ("publish", "revise", "take_back"):
        assert reader.post(at(f"paper_{name}", paper.pk), {"why": "x"}).status_code in (403, 404)
    meeting.refresh_from_db()
    assert meeting.status == "provisional"


def test_a_meeting_that_was_moved_or_held_is_not_deleted(meeting):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    page = clerk.get(at("meeting_delete", meeting.pk))
    assert "stays on record" in page.content.decode()
    clerk.post(at("meeting_delete", meeting.pk), {"post": "yes", "seen_version": "1"})
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_the_timetable_has_its_days_what_waits_and_warnings(meeting, paper, finance):
    TimetableStep.objects.create(name="Cabinet only", key="cabinet", working_days=3, body_kinds=["cabinet"])
    Election.objects.create(title="a by-election", date=date(2021, 9, 9), notice_of_election=date(2021, 8, 26))
    shown = signed_in(DEMOCRATIC_SERVICES).get(at("meeting_change", meeting.pk)).context
    assert [(line.title, line.on, line.waiting, line.overdue) for line in shown["timetable"]] == [
        ("Finance", "Tuesday 10 August 2021", ["Care Home Quality"], True),
        ("Despatch, with five clear days", "Thursday 26 August 2021", ["Care Home Quality"], False),
    ]
    assert shown["timetable_warnings"] == [
        "This meeting falls in the pre-election period for a by-election (26 August to 9 September 2021): publish with"
        " care."
    ]
    assert shown["timetable_papers"] == [(paper, "0 of 1 step cleared and Finance overdue since 10 August 2021")]


def test_a_late_paper_is_published_with_its_reason(paper, finance):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    address = at("paper_publish", paper.pk)
    page = clerk.get(address)
    assert "Finance, due 10 August 2021" in page.content.decode()  # told, and not in the way
    late = {"on": "2021-08-27"}
    refused = clerk.post(address, form_data(page, **late))
    assert refused.status_code == 409
    assert "were to be published by 26 August 2021" in refused.content.decode()
    sent = form_data(page, **late, late_reason="Figures came late", agreed_by="Chair")
    assert clerk.post(address, sent).status_code == 302
    paper.refresh_from_db()
    assert (paper.published_on, paper.late_agreed_by) == (date(2021, 8, 27), "Chair")
    text = clerk.get(at("paper_change", paper.pk)).content.decode()
    assert 'name="title"' not in text
    assert 'name="link"' in text
    page = clerk.get(at("paper_revise", paper.pk))
    response = clerk.post(at("paper_revise", paper.pk), form_data(page, why="A table was wrong"))
    new = Paper.objects.get(revises=paper)
    assert (response.status_code, response["Location"]) == (302, at("paper_change", new.pk))


def test_who_holds_the_office_finds_the_paper_and_clears_it(paper, finance):
    director = signed_in(CONTRIBUTOR, office="Director of Finance")
    text = director.get(reverse("admin:index")).content.decode()
    assert "Care Home Quality, Fen Committee, 6 September 2021: Finance" in text
    address = at("paper_clear", paper.pk, "finance")
    assert address in director.get(at("paper_change", paper.pk)).content.decode()
    page = director.get(address)
    assert director.post(address, form_data(page, office="Chief Executive", note="Fine")).status_code == 302
    made = Clearance.objects.get()
    assert (made.office, made.note, made.paper) == ("Director of Finance", "Fine", paper)
    assert "Care Home Quality" not in director.get(reverse("admin:index")).content.decode()
    for stranger in (signed_in(CONTRIBUTOR), signed_in(BOARD_MEMBER)):
        assert stranger.get(address).status_code == 404
    assert signed_in(CMT).get(address).status_code == 403


def test_a_clearance_is_taken_back_by_its_link(paper, finance):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    record_clearance(paper, finance, by=make_user(DEMOCRATIC_SERVICES))
    address = at("paper_unclear", paper.pk, "finance")
    assert address in clerk.get(at("paper_change", paper.pk)).content.decode()
    assert clerk.post(address, form_data(clerk.get(address), why="Overtaken")).status_code == 302
    assert not Clearance.objects.exists()
    assert clerk.get(address).status_code == 404


def test_what_waits_on_my_desk(paper, finance):
    clerk, director = make_user(DEMOCRATIC_SERVICES), make_user(CONTRIBUTOR, office="Director of Finance")
    far = make_paper(make_item_on(make_meeting(paper.agenda_item.meeting.body, date(2021, 12, 6))), "Far away")
    old = make_meeting(paper.agenda_item.meeting.body, date(2021, 6, 7))
    make_paper(make_item_on(old), "Too late")

    def told(task, user) -> list[tuple]:
        return [(line.text, line.due, line.overdue) for line in task(user, TODAY)]

    line = ("Care Home Quality, Fen Committee, 6 September 2021: Finance", date(2021, 8, 10), True)
    assert told(papers_to_clear, clerk) == told(papers_to_clear, director) == [line]
    assert told(papers_to_clear, make_user(CONTRIBUTOR)) == []
    assert told(papers_to_publish, clerk) == [
        ("Care Home Quality, Fen Committee, 6 September 2021", date(2021, 8, 26), False)
    ]
    assert told(papers_to_publish, director) == []
    assert told(meetings_to_record, clerk) == [("Fen Committee, 7 June 2021: held, moved or cancelled?", None, False)]
    assert told(meetings_to_record, director) == []
    assert far.published_on is None


def test_the_kinds_of_body_of_a_step_are_ticked_and_merged_like_any_field(finance):
    ann, ben = signed_in(DEMOCRATIC_SERVICES, office="Ann"), signed_in(POLICY_OFFICER, office="Ben")
    address = at("timetablestep_change", finance.pk)
    first, second = ann.get(address), ben.get(address)
    ann.post(address, form_data(first, body_kinds=["cabinet", "committee"], _save="Save"))
    finance.refresh_from_db()
    assert finance.body_kinds == ["cabinet", "committee"]
    assert (finance.applies_to("cabinet"), finance.applies_to("board")) == (True, False)
    refused = ben.post(address, form_data(second, body_kinds=["board"], _save="Save"))
    text = refused.content.decode()
    assert "Cabinet and Overview and scrutiny committee" in text
    assert form_data(refused)["body_kinds"] == ["board"]
    assert ben.post(address, form_data(refused, body_kinds=["nobody"], _save="Save")).status_code == 200
    finance.refresh_from_db()
    assert finance.body_kinds == ["cabinet", "committee"]


def test_a_board_is_linked_with_partnerships_on_its_page_and_nothing_else_is():
    clerk = signed_in(POLICY_OFFICER)
    board, river = make_body("board"), make_body("partnership", "River Partnership")
    committee = make_body("committee", "Fen Committee")
    page = clerk.get(at("body_change", board.pk))
    sent = form_data(page, **{"partnership_links-0-partnership": str(river.pk)}, _save="Save")
    assert clerk.post(at("body_change", board.pk), sent).status_code == 302
    assert BodyLink.objects.get().partnership == river
    again = form_data(clerk.get(at("body_change", board.pk)), **{"partnership_links-1-partnership": str(river.pk)})
    assert "is recorded already" in clerk.post(at("body_change", board.pk), {**again, "_save": "Save"}).content.decode()
    wrong = form_data(clerk.get(at("bodylink_add")), board=committee.pk, partnership=committee.pk, _save="Save")
    assert clerk.post(at("bodylink_add"), wrong).status_code == 200
    assert BodyLink.objects.count() == 1
    assert "partnership_links" not in clerk.get(at("body_change", committee.pk)).content.decode()


# An agenda and what stays on it


def test_an_agenda_is_published_by_its_button_and_exempt_words_reach_no_reader(meeting):
    clerk, reader = signed_in(DEMOCRATIC_SERVICES), Client()
    page = clerk.get(at("meeting_change", meeting.pk))
    sent = form_data(page, **{"agenda-0-number": "1", "agenda-0-title": "Exempt item", "agenda-0-exempt": "on",
                              "agenda-0-title_for_officers": "CANARY"}, _save="Save")  # fmt: skip
    assert clerk.post(at("meeting_change", meeting.pk), sent).status_code == 302
    public = meeting.get_absolute_url()
    assert "Exempt item" not in reader.get(public).content.decode()
    shown = clerk.get(public).content.decode()
    assert "draft, not public yet" in shown
    assert "For officers: CANARY" in shown
    page = clerk.get(step(meeting, "agenda"))
    assert clerk.post(step(meeting, "agenda"), form_data(page)).status_code == 302
    shown = reader.get(public).content.decode()
    assert "Exempt item" in shown
    assert "exempt: taken without the public" in shown
    assert "CANARY" not in shown
    assert "CANARY" not in str(list(Event.objects.values_list("detail", flat=True)))
    buttons = clerk.get(at("meeting_change", meeting.pk)).content.decode()
    assert step(meeting, "agenda-back") in buttons
    assert step(meeting, "agenda") not in buttons


def test_an_item_is_not_put_on_another_agenda(meeting, paper):
    clerk, other = signed_in(DEMOCRATIC_SERVICES), make_meeting(make_body(), MEETING)
    item = paper.agenda_item
    page = clerk.get(at("agendaitem_change", item.pk))
    sent = form_data(page, meeting=other.pk, title="Care", _save="Save")
    assert clerk.post(at("agendaitem_change", item.pk), sent).status_code == 302
    item.refresh_from_db()
    assert (item.meeting, item.title) == (meeting, "Care")


def test_a_cleared_paper_that_is_changed_is_cleared_no_more(paper, finance):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    record_clearance(paper, finance, by=make_user(DEMOCRATIC_SERVICES))
    address = at("paper_change", paper.pk)
    clerk.post(address, form_data(clerk.get(address), author_office="Head of Care", _save="Save"))
    assert Clearance.objects.count() == 1
    clerk.post(address, form_data(clerk.get(address), link="https://fen.example/other", _save="Save"))
    paper.refresh_from_db()
    assert (paper.link, Clearance.objects.count()) == ("https://fen.example/other", 0)
    event = Event.objects.get(verb="paper.clearance_overtaken")
    assert event.detail == {"step": "finance", "office": "Director of Finance", "on": "2021-08-20"}


def test_the_address_of_a_published_paper_is_not_on_the_form(paper):
    Paper.objects.update(published_on=TODAY, link="https://fen.example/a")
    text = signed_in(DEMOCRATIC_SERVICES).get(at("paper_change", paper.pk)).content.decode()
    assert 'name="link"' not in text


@pytest.mark.parametrize(("status", "days"), [("cancelled", None), ("moved", None), ("held", 2), ("confirmed", 2)])
def test_a_meeting_that_is_off_has_no_timetable_and_one_that_was_held_nothing_due(
    status, days, meeting, paper, finance
):  # fmt: skip
    Meeting.objects.update(status=status)
    with standing_at(datetime(2021, 9, 20, 12, tzinfo=UTC)):
        page = signed_in(DEMOCRATIC_SERVICES).get(at("meeting_change", meeting.pk))
    text, lines = page.content.decode(), page.context.get("timetable")
    assert (lines and len(lines)) == days
    assert ("Overdue:" in text) is (status == "confirmed")
    assert ("Held without" in text) is (status == "held")


def test_the_public_page_of_a_meeting_that_is_off_promises_no_papers(meeting):
    told = {}
    for status in ("confirmed", "cancelled", "moved"):
        Meeting.objects.update(status=status)
        told[status] = "five clear days before" in signed_in(CMT).get(meeting.get_absolute_url()).content.decode()
    assert told == {"confirmed": True, "cancelled": False, "moved": False}


@pytest.mark.parametrize("year", ["99999", "0", "x", "²", "9" * 5000])
def test_a_year_that_is_none_is_passed_over(year, meeting):
    response = signed_in(DEMOCRATIC_SERVICES).get(at("meeting_changelist"), {"year": year})
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("when", ["0001-01-03", "9999-12-31"])
def test_a_meeting_is_not_entered_on_a_day_nobody_counts_with(when, meeting):
    clerk = signed_in(DEMOCRATIC_SERVICES)
    page = clerk.get(at("meeting_add"))
    refused = clerk.post(at("meeting_add"), form_data(page, body=meeting.body_id, date=when, _save="Save"))
    assert "Give a day between 1 April 1889 and 31 December 2199." in refused.content.decode()
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("role", [CONTRIBUTOR, BOARD_MEMBER])
def test_another_boards_meeting_is_not_there(role):
    met = make_meeting(make_body("board"), TODAY, considered="CANARY")
    make_item_on(met, "CANARY")
    stranger = signed_in(role)
    assert stranger.get(at("meeting_change", met.pk)).status_code == 404
    assert stranger.get(met.get_absolute_url()).status_code == 404
    for page in (at("agendaitem_changelist"), at("meeting_changelist"), f"/bodies/{met.body.slug}/"):
        assert "CANARY" not in stranger.get(page).content.decode()
