"""Every stage × role × door of the desk against the written table: button, action on ticked rows, crafted POST."""

import re
from html import unescape

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.test import Client
from django.urls import reverse

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import HighlightReport
from plan.models import Decision, Event

from .test_table import BECOMES, EVENTS, MOVES, PEOPLE, STRANGERS, TABLE, person
from .world import DECIDED_ON

pytestmark = pytest.mark.django_db
LIST = "/admin/outcomes/highlightreport/"
INSIDE = ("policy-officer", "cmt", "superuser", "board-member")


def asked(move: str, report, world) -> dict:
    """What the confirmation page of a move sends."""
    decision = {"body": world.management.pk, "date": DECIDED_ON.isoformat()}
    words = {
        "return": {"note": "Say more."}, "revise": {"reason": "A figure was wrong."}, "approve": decision,
        "discard": {"reason": "Begun by mistake."},
    }  # fmt: skip
    return {"seen_version": report.version, **words.get(move, {})}


def by_button(client, move, report, world):
    return client.post(
        reverse("admin:outcomes_highlightreport_move", args=[report.pk, move]), asked(move, report, world)
    )


def by_ticking(client, move, report, world):
    data = {
        "action": f"{move}_ticked", "index": 0, ACTION_CHECKBOX_NAME: report.pk, f"seen-{report.pk}": report.version,
        "change_reason": "Say more.",
    }  # fmt: skip
    response = client.post(LIST, data)
    if move == "approve" and response.status_code == 302 and "/approve/" in response.url:
        return client.post(response.url, {**asked(move, report, world), f"seen-{report.pk}": report.version})
    return response


DOORS = {"button": by_button, "ticked": by_ticking}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("stage", TABLE)
def test_every_move_by_everyone_through(door, stage, world):
    report = world.advance(world.written(), stage)
    status, moves = report.status, [move for move in MOVES if door == "button" or move != "revise"]
    for who in PEOPLE:
        user = person(world, who)
        client = Client()
        client.force_login(user)
        for move in moves:
            may = move in TABLE[stage].get(who, set())
            before, decisions = Event.objects.count(), Decision.objects.count()
            with transaction.atomic():
                response = DOORS[door](client, move, report, world)
                made = list(Event.objects.order_by("sequence")[before:])
                standing = HighlightReport.objects.filter(pk=report.pk).first()
                where = (stage, who, move, response.status_code)
                if may:
                    assert response.status_code == 302, where
                    assert [(event.verb, event.by) for event in made] == [(EVENTS[move], user)], where
                    assert (standing.status if standing else None) == BECOMES[move], where
                else:
                    assert made == [], where
                    assert (standing.status, standing.version) == (status, report.version), where
                    assert Decision.objects.count() == decisions, where
                    if door == "button":
                        assert response.status_code == (403 if who in INSIDE else 404), where
                transaction.set_rollback(True)


@pytest.mark.parametrize("stage", TABLE)
def test_the_page_offers_just_the_moves_that_are_allowed(stage, world):
    report = world.advance(world.written(), stage)
    for who in INSIDE:
        client = Client()
        client.force_login(person(world, who))
        page = client.get(f"{LIST}{report.pk}/change/").content.decode()
        offered = {move for move in MOVES if f"/{report.pk}/move/{move}/" in page}
        assert offered == TABLE[stage].get(who, set()), (stage, who)


@pytest.mark.parametrize("stage", TABLE)
def test_a_crafted_post_of_the_page_writes_no_status(stage, world):
    """All the fields that a status rests on, sent to the change page by everyone."""
    report = world.advance(world.written(), stage)
    before = HighlightReport.objects.filter(pk=report.pk).values().get()
    other = next(value for value in ("published", "draft") if value != report.status)
    crafted = {
        "status": other, "approval": 1, "approved_at": "2022-11-07", "cleared_at_0": "2022-11-07", "cleared_by": 1,
        "published_at_0": "2022-11-07", "published_at_1": "12:00", "submitted_by": 1, "revision": 9, "plan": 99,
        "board": 99, "outcome": 99, "seen_version": report.version, "_save": "Save",
    }  # fmt: skip
    for who in PEOPLE:
        client = Client()
        client.force_login(person(world, who))
        with transaction.atomic():
            client.post(f"{LIST}{report.pk}/change/", {**crafted, **management_forms(client, report)})
            after = HighlightReport.objects.filter(pk=report.pk).values().get()
            assert {**after, "version": 0, "summary": "", "public_summary": ""} == {
                **before, "version": 0, "summary": "", "public_summary": "",
            }, (stage, who)  # fmt: skip
            transaction.set_rollback(True)


def management_forms(client, report) -> dict:
    """The form as the page would send it, so that the crafted fields are all that is wrong with it."""
    from tests.pages import form_data

    page = client.get(f"{LIST}{report.pk}/change/")
    return form_data(page, "highlightreport_form") if b"highlightreport_form" in page.content else {}


@pytest.mark.parametrize("stage", ["draft", "submitted", "published"])
def test_strangers_find_nothing(stage, world, site_frame):
    """Not the page, its history, preview, PDF or moves, nor the row in the list or a filter."""
    report = world.advance(world.written(), stage)
    for who in (who for who in STRANGERS if who != "superuser"):
        client = Client()
        client.force_login(person(world, who))
        for page in ("change/", "history/", "preview/public/", "preview/management/", "pdf/public/", "move/submit/"):
            assert client.get(f"{LIST}{report.pk}/{page}").status_code == 404, (who, page)
        listed = client.get(LIST)
        assert listed.status_code == 403 or world.board.name not in listed.content.decode(), who
        assert client.get(f"{LIST}approve/?report={report.pk}").status_code == 404, who


def test_the_unsigned_are_asked_to_sign_in(world):
    report = world.advance(world.written(), "published")
    for page in ("change/", "history/", "preview/public/", "pdf/public/", "move/submit/"):
        response = Client().get(f"{LIST}{report.pk}/{page}")
        assert response.status_code == 302
        assert "/login/" in response.url


def test_one_refusal_among_ticked_reports_changes_none(world):
    from datetime import date

    from .world import make_period

    first = world.advance(world.written(), "cleared")
    second = world.written(make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31)))
    client = Client()
    client.force_login(world.officer)
    before = Event.objects.count()
    data = {"action": "publish_ticked", "index": 0, ACTION_CHECKBOX_NAME: [first.pk, second.pk]}
    seen = {f"seen-{row.pk}": row.version for row in (first, second)}
    page = client.post(LIST, {**data, **seen}, follow=True).content.decode()
    assert "Nothing was changed." in page
    assert "It is a draft: it has to be submitted first." in page
    assert Event.objects.count() == before
    assert set(HighlightReport.objects.values_list("status", flat=True)) == {"approved", "draft"}


def test_a_body_approves_several_reports_at_once(world):
    from datetime import date

    from .world import make_period

    reports = [world.advance(world.written(), "submitted")]
    reports += [
        world.advance(world.written(make_period("A later period", date(2022, 10, 1), date(2022, 10, 31))), "submitted")
    ]
    client = Client()
    client.force_login(world.cmt)
    data = {"action": "approve_ticked", "index": 0, ACTION_CHECKBOX_NAME: [row.pk for row in reports]}
    seen = {f"seen-{row.pk}": row.version for row in reports}
    response = client.post(LIST, {**data, **seen})
    page = client.get(response.url)
    assert page.status_code == 200
    assert "not as you read them" not in page.content.decode()
    client.post(response.url, {"body": world.management.pk, "date": "2022-11-07", **seen_on(page)})
    assert set(HighlightReport.objects.values_list("status", flat=True)) == {"approved"}
    assert Event.objects.filter(verb="report.approved").count() == 2


def seen_on(page) -> dict[str, str]:
    """The versions that a page carries, as a browser would send them."""
    return dict(re.findall(r'name="(seen-\d+)" value="(\d+)"', page.content.decode()))


def two_submitted(world):
    from datetime import date

    from .world import make_period

    later = make_period("A later period", date(2022, 10, 1), date(2022, 10, 31))
    return [world.advance(world.written(period), "submitted") for period in (world.period, later)]


def resubmitted(world, report):
    """Returned, changed and submitted again, while somebody else has it on their screen."""
    report = HighlightReport.objects.get(pk=report.pk)
    workflow.return_report(report, by=world.officer, note="One more word.")
    editing.write(report, by=world.member, summary="Words the approver has not read.")
    return workflow.submit(HighlightReport.objects.get(pk=report.pk), by=world.member)


@pytest.mark.parametrize("moment", ["since the list", "since the page"])
def test_a_report_changed_since_the_approver_saw_it_is_not_approved_and_is_named(moment, world):
    first, second = reports = two_submitted(world)
    approver = Client()
    approver.force_login(world.cmt)
    data = {"action": "approve_ticked", "index": 0, ACTION_CHECKBOX_NAME: [row.pk for row in reports]}
    url = approver.post(LIST, {**data, **{f"seen-{row.pk}": row.version for row in reports}}).url
    decision = {"body": world.management.pk, "date": "2022-11-07"}
    told = (
        f"<li>{second}: changed since you read it. {world.officer} returned the report to the board, {world.member} "
        f"wrote the report: summary and then {world.member} submitted the report to corporate management. Read it "
        "again.</li>"
    )
    if moment == "since the list":
        resubmitted(world, second)
        page = approver.get(url)
        assert page.status_code == 200
    else:
        shown = seen_on(approver.get(url))
        resubmitted(world, second)
        before = Event.objects.count()
        page = approver.post(url, {**decision, **shown})
        assert page.status_code == 422
        assert Event.objects.count() == before
        assert set(HighlightReport.objects.values_list("status", flat=True)) == {"submitted"}
    assert told in unescape(page.content.decode())
    assert f"<li>{first}: changed" not in page.content.decode()
    # Having been told, the approver confirms the reports as they are now.
    assert approver.post(url, {**decision, **seen_on(page)}).status_code == 302
    assert set(HighlightReport.objects.values_list("status", flat=True)) == {"approved"}


def test_one_that_was_returned_meanwhile_stops_them_all(world):
    first, second = two_submitted(world)
    approver = Client()
    approver.force_login(world.cmt)
    url = f"{LIST}approve/?report={first.pk}&report={second.pk}"
    shown = seen_on(approver.get(url))
    workflow.return_report(HighlightReport.objects.get(pk=second.pk), by=world.officer, note="Not yet.")
    page = approver.post(url, {"body": world.management.pk, "date": "2022-11-07", **shown})
    assert page.status_code == 403
    assert (
        f"{second}: “Record approval” is not possible with this report now. It was returned to the board: it has to be"
        f" submitted again first. {world.officer} returned the report to the board."
    ) in unescape(page.content.decode())
    assert set(HighlightReport.objects.values_list("status", flat=True)) == {"submitted", "returned"}


def test_a_crafted_approval_that_names_no_versions_is_refused(world):
    first, second = two_submitted(world)
    approver = Client()
    approver.force_login(world.cmt)
    url = f"{LIST}approve/?report={first.pk}&report={second.pk}"
    sent = {"body": world.management.pk, "date": "2022-11-07", f"seen-{first.pk}": first.version}
    for more in ({}, {f"seen-{second.pk}": "x"}, {f"seen-{second.pk}": second.version + 1}):
        page = approver.post(url, {**sent, **more})
        assert page.status_code == 422
        assert f"{second}: changed since you read it. Read it again." in page.content.decode()
    assert not Decision.objects.exists()
    assert set(HighlightReport.objects.values_list("status", flat=True)) == {"submitted"}


def test_a_ticked_report_changed_since_the_list_is_named_with_what_was_done(world):
    report = world.advance(world.written(), "submitted")
    seen = report.version
    resubmitted(world, report)
    client = Client()
    client.force_login(world.cmt)
    data = {"action": "return_ticked", "index": 0, ACTION_CHECKBOX_NAME: report.pk, f"seen-{report.pk}": seen}
    page = client.post(LIST, {**data, "change_reason": "Say more."}, follow=True).content.decode()
    assert f"Nothing was changed. {report}: changed since you read it. {world.officer} returned the report" in page
    assert HighlightReport.objects.get().status == "submitted"


def test_who_changed_words_while_another_read_them_is_heard(world):
    """Submitting says which version was read; words changed since are to be read first."""
    report = world.written()
    client = Client()
    client.force_login(world.member)
    editing.write(report, by=world.officer, summary="Words nobody else has read.")
    response = client.post(f"{LIST}{report.pk}/move/submit/", {"seen_version": report.version})
    assert response.status_code == 422
    assert "Somebody changed this report since you opened the page" in response.content.decode()
    report.refresh_from_db()
    assert report.status == "draft"
    assert client.post(f"{LIST}{report.pk}/move/submit/", {"seen_version": report.version}).status_code == 302


def test_what_is_missing_is_listed_on_the_page(world):
    report = world.open()
    client = Client()
    client.force_login(world.member)
    response = client.post(f"{LIST}{report.pk}/move/submit/", {"seen_version": report.version})
    page = response.content.decode()
    assert response.status_code == 422
    change = f"{LIST}{report.pk}/change/"
    assert f'<li><a href="{change}#challenge_entries-group">Add at least one challenge.</a></li>' in page
    status = f"Give the status of {world.outcome.sub_outcomes.first()}."
    assert f'<li><a href="{change}#judgements-group">{status}</a></li>' in page
