"""Frank words stay out of the event log, and what happened to a report stays with those who may read it in full."""

import pytest
from django.test import Client
from django.urls import reverse

from outcomes.models import DeliveryUpdate, HighlightReport
from outcomes.reporting import editing, updates
from plan.models import Event
from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CMT, POLICY_OFFICER
from plan.wording import day
from tests.factories import make_board_member, make_user
from tests.pages import form_data

from .world import DECIDED_ON, SECRET

pytestmark = pytest.mark.django_db
LOG = reverse("admin:plan_event_changelist")


def sign_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def entry(event: Event) -> str:
    return reverse("admin:plan_event_change", args=[event.pk])


@pytest.fixture
def edited(world):
    """A report whose words were written by verbs and then changed, deleted and added on the desk."""
    report = world.written()
    commitment = world.plan.commitments.first()
    with_update = updates.record_update(
        commitment.item, by=world.member, date=DECIDED_ON, status="at_risk", text=SECRET, public_text="Slow.",
        report=report,
    )  # fmt: skip
    client, page = sign_in(world.member), reverse("admin:outcomes_highlightreport_change", args=[report.pk])
    data = form_data(client.get(page), summary=f"Worse: {SECRET}.", change_reason="After the meeting", _save="Save")
    for name in list(data):
        if name.endswith("-text") and data.get(name.removesuffix("text") + "id", [""])[0]:
            data[name] = f"Rewritten: {SECRET}."
    entries = [name for name, value in data.items() if "entries-" in name and name.endswith("-id") and value[0]]
    assert client.post(page, data | {entries[0].removesuffix("id") + "DELETE": "on"}).status_code == 302
    alone = reverse("admin:outcomes_deliveryupdate_change", args=[with_update.pk])
    client.post(alone, form_data(client.get(alone), text=f"Still late: {SECRET}.", _save="Save"))
    report.refresh_from_db()
    assert SECRET in report.summary
    return report


def test_no_event_holds_words_for_management(edited):
    told = list(Event.objects.values_list("verb", "subject", "detail"))
    verbs = {verb for verb, _subject, _detail in told}
    assert {"highlightreport.changed", "reportentry.changed", "reportentry.deleted", "reportentry.written"} <= verbs
    assert [line for line in told if SECRET in str(line)] == []
    changed = Event.objects.filter(verb="highlightreport.changed").latest("sequence")
    assert changed.detail["changes"] == [{"field": "summary", "label": "Summary"}]
    assert SECRET in edited.history.first().summary  # which is where they are kept


def test_an_administrator_finds_nothing_of_a_report_in_the_log(edited, world):
    administrator = sign_in(make_user(ADMINISTRATOR))
    assert administrator.get(reverse("admin:outcomes_highlightreport_change", args=[edited.pk])).status_code == 404
    about_report = Event.objects.filter(subject_type__startswith="outcomes.", subject__contains=world.board.short)
    assert about_report.count() > 5
    for event in about_report:
        assert administrator.get(entry(event)).status_code == 404
    assert edited.in_log() not in administrator.get(LOG).content.decode()
    assert administrator.get(LOG).status_code == 200


def test_policy_officers_read_the_whole_log(edited, world):
    visible = Event.objects.visible_to(world.officer)
    assert set(visible) == set(Event.objects.all())
    deleted = Event.objects.get(verb="reportentry.deleted")
    assert sign_in(world.officer).get(entry(deleted)).status_code == 200


def test_who_may_not_read_the_log_finds_it_empty(edited, world):
    for user in (world.member, make_user(CMT), make_user(), make_board_member(world.board, BOARD_MEMBER)):
        assert not Event.objects.visible_to(user).exists()


def test_updates_in_the_log_follow_their_own_rule(world):
    update = updates.record_update(
        world.plan.commitments.first().item, by=world.officer, date=DECIDED_ON, status="on_track", text=SECRET
    )
    [event] = Event.objects.about(update)
    administrator = make_user(ADMINISTRATOR)
    assert event not in Event.objects.visible_to(administrator)
    DeliveryUpdate.objects.filter(pk=update.pk).update(published_at=event.at)  # its words for management stay inside
    assert event not in Event.objects.visible_to(administrator)
    assert event in Event.objects.visible_to(make_user(POLICY_OFFICER))
    assert event.subject == f"{world.plan.commitments.first().text}: {day(DECIDED_ON)}"


def test_subjects_say_which_report_they_are_about(world):
    report = world.open()
    row = report.entries.model(report=report, kind="challenge")
    editing.add_entry(report, by=world.member, kind="challenge", text=SECRET)
    event = Event.objects.latest("sequence")
    assert event.subject == f"Challenge: {world.board}, April to September 2022"
    assert row.in_log() == event.subject
    assert HighlightReport.objects.get(pk=report.pk).in_log() == f"{world.outcome}: {world.board}, {world.period}"
