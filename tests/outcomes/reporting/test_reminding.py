"""Who is reminded of what here, by when; and that the page each e-mail leads to is theirs to use."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail

from outcomes.framework.models import ItemOfficer
from outcomes.reporting import reminding, updates, workflow
from outcomes.reporting.silence import SILENT_AFTER, silent
from plan.models import BodyMembership
from plan.reminders import sending
from plan.roles import BOARD_MEMBER, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_board_member, make_body, make_user

from .world import DECIDED_ON

pytestmark = pytest.mark.django_db
TODAY = DECIDED_ON


def test_a_board_is_asked_for_the_reports_it_has_open(world):
    report = world.open()
    (waiting,) = reminding.reports(TODAY)
    assert (waiting.key, waiting.due, waiting.body) == (str(report.pk), date(2022, 10, 31), world.board.pk)
    assert waiting.text == f"1 {world.outcome.title}, April to September 2022"
    assert waiting.url == f"/admin/outcomes/highlightreport/{report.pk}/change/"


@pytest.mark.parametrize(("stage", "asked"), [("draft", 1), ("submitted", 0), ("returned", 1), ("approved", 0)])
def test_it_is_asked_as_long_as_the_report_is_with_it(world, stage, asked):
    report = world.written()
    world.advance(report, stage)
    assert len(reminding.reports(TODAY)) == asked


def test_a_revision_is_nobodys_debt(world):
    world.advance(world.written(), "revised")
    assert reminding.reports(TODAY) == []


def test_only_who_may_write_the_report_is_asked(world):
    world.open()
    stranger = make_board_member(make_body("board"), BOARD_MEMBER)
    waiting = reminding.reports(TODAY)
    assert reminding.reports_of(world.member, waiting, TODAY) == waiting
    for nobody in (stranger, world.cmt, make_user(CONTRIBUTOR)):
        assert reminding.reports_of(nobody, waiting, TODAY) == []


def test_the_boards_email_leads_to_its_report(world, client):
    report = world.open()
    world.member.email = "member@f.example"
    world.member.save()
    sending.send(TODAY)
    (sent,) = mail.outbox
    address = f"/admin/outcomes/highlightreport/{report.pk}/change/"
    assert (sent.to, address in sent.body) == (["member@f.example"], True)
    client.force_login(world.member)
    page = client.get(address)
    assert (page.status_code, "_save" in page.content.decode()) == (200, True)


def test_an_update_is_due_six_months_after_the_last(world, lead):
    first, second = world.plan.commitments.order_by("pk")[:2]
    assert [(one.item, one.due, one.users) for one in silent(TODAY)] == [
        (first.item_id, date(2022, 4, 1) + SILENT_AFTER, (lead.pk,))
    ]  # in force since 1 April, and named before
    updates.record_update(first.item, by=lead, date=date(2022, 11, 1), status="on_track")
    assert [one.due for one in silent(TODAY)] == [date(2022, 11, 1) + SILENT_AFTER]
    ItemOfficer.objects.create(item=second.item, office="New", user=lead, starts=date(2022, 11, 7))
    assert [one.due for one in silent(TODAY)] == [date(2022, 11, 1) + SILENT_AFTER, date(2022, 11, 7) + SILENT_AFTER]


@pytest.mark.parametrize("status", ["completed", "stopped", "superseded"])
def test_what_is_done_with_wants_no_update(world, lead, status):
    item = world.plan.commitments.first().item
    updates.record_update(item, by=lead, date=date(2022, 4, 2), status=status, text="It is.", public_text="It is.")
    assert silent(TODAY + timedelta(days=400)) == []


def test_who_led_it_once_is_not_asked_and_without_a_plan_nobody_is(world, lead):
    waiting = reminding.updates(TODAY)
    assert [one.users for one in waiting] == [(lead.pk,)]
    assert reminding.updates_of(lead, waiting, TODAY) == waiting
    assert reminding.updates_of(make_user(CONTRIBUTOR), waiting, TODAY) == []
    ItemOfficer.objects.filter(user=lead).update(ends=TODAY)
    assert reminding.updates_of(lead, waiting, TODAY) == []
    assert reminding.updates(TODAY) == []
    assert reminding.updates(date(2022, 3, 31)) == []  # they led it then, and no plan was in force


def test_a_lead_without_the_role_is_not_asked(world, lead):
    lead.groups.clear()
    lead.__dict__.pop("role_slugs", None)
    assert reminding.updates_of(lead, reminding.updates(TODAY), TODAY) == []


def test_all_steps_of_a_report_reach_the_board_until_it_submits(world):
    world.member.email = "member@f.example"
    world.member.save()
    report = world.written()
    due = report.period.due
    told = []
    for days in range(-40, 20):
        day = due + timedelta(days=days)
        if days == 10:
            with time_machine.travel(f"{day} 09:00Z"):
                workflow.submit(report, by=world.member)
        told += [days] * sending.send(day).sent
    assert told == [-30, -7, -1, 1, 7]


@pytest.mark.parametrize("many", [1, 4])
def test_what_waits_is_asked_of_the_database_as_often_for_many(world, lead, many, django_assert_num_queries):
    world.open()
    for commitment in list(world.plan.commitments.order_by("pk"))[1:many]:
        ItemOfficer.objects.create(item=commitment.item, office="Head of Roads", user=lead)
    with django_assert_num_queries(2):
        assert len(reminding.reports(TODAY)) == 1
    with django_assert_num_queries(3):
        assert len(reminding.updates(TODAY)) == many


def test_a_policy_officer_who_leads_a_commitment_is_asked_too(world):
    officer = make_user(POLICY_OFFICER)
    ItemOfficer.objects.create(item=world.plan.commitments.last().item, office="Head of Policy", user=officer)
    waiting = reminding.updates(TODAY)
    assert [one.users for one in waiting] == [(officer.pk,)]
    assert reminding.updates_of(officer, waiting, TODAY) == waiting


def test_a_member_who_left_the_board_hears_nothing(world):
    world.open()
    world.member.email = "member@f.example"
    world.member.save()
    BodyMembership.objects.filter(user=world.member).update(ends=TODAY)
    outcome = sending.send(TODAY)
    assert (outcome.sent, [one.who for one in outcome.unreached]) == (0, [world.board.name])
