"""What people read on the desk where they may not change it: words, not machinery, and no link that leads nowhere."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.models import DeliveryUpdate, ItemOfficer
from plan.desk.base import DeskAdmin
from plan.models import Body, Department, Meeting
from plan.roles import CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import (
    make_body,
    make_commitment,
    make_indicator,
    make_meeting,
    make_plan,
    make_result,
    make_tree,
    make_user,
)
from tests.outcomes.reporting.world import make_world

pytestmark = pytest.mark.django_db


def read(client: Client, user, name: str, *args) -> str:
    client.force_login(user)
    response = client.get(reverse(f"admin:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def measured():
    return make_indicator("Feel safe", owner=Department.objects.create(name="Places", slug="places"))


def test_a_row_that_the_reader_may_not_open_is_named_and_not_linked(client, measured):
    link = reverse("admin:plan_department_change", args=[measured.owner_id])
    page = read(client, make_user(CONTRIBUTOR), "performance_indicator_change", measured.pk)
    assert '<div class="readonly">Places</div>' in page
    assert link not in page
    client.force_login(make_user(CMT))
    assert client.get(link).status_code == 403  # so a link would have led nowhere


def test_a_row_that_the_reader_may_open_is_linked(client):
    meeting = make_meeting(make_body())
    page = read(client, make_user(CMT), "plan_meeting_change", meeting.pk)
    link = reverse("admin:plan_body_change", args=[meeting.body_id])
    assert f'<div class="readonly"><a href="{link}">{meeting.body}</a></div>' in page


def test_a_report_that_is_hidden_from_the_reader_is_not_linked(client):
    """Rows can be hidden one by one: a right to the kind is not enough."""
    world, user = make_world(), make_user(CONTRIBUTOR)
    report = world.open()
    item = world.plan.commitments.first().item
    ItemOfficer.objects.create(item=item, user=user, office="Head of Waste", starts=date(2022, 1, 1))
    update = DeliveryUpdate.objects.create(
        item=item, report=report, author=user, status="on_track", date=date(2022, 9, 26),
        text="Told", public_text="Told", published_at=datetime(2022, 10, 17, 11, tzinfo=UTC),
    )  # fmt: skip
    page = read(client, user, "outcomes_deliveryupdate_change", update.pk)
    assert reverse("admin:outcomes_highlightreport_change", args=[report.pk]) not in page
    assert '<div class="readonly">17 October 2022</div>' in page


def test_rows_for_reading_show_no_machinery(client, measured):
    make_result(measured, "2021/22", 81)
    page = read(client, make_user(CONTRIBUTOR), "performance_indicator_change", measured.pk)
    assert "81" in page
    assert "Seen version" not in page
    assert "None" not in page


def test_yes_and_no_are_words(client, measured):
    page = read(client, make_user(CONTRIBUTOR), "performance_indicator_change", measured.pk)
    assert re.search(r'field-is_public"><div class="label">[^<]*</div><div class="readonly">Yes</div>', page)
    assert "icon-yes" not in page


def test_what_is_for_reading_has_no_advice_on_filling_it_in(client):
    plan = make_plan(slug="2022-26", label="approved")
    page = read(client, make_user(CMT), "plan_plan_change", plan.pk)
    assert "Tick for made-up examples" not in page
    assert 'class="help"' not in page


def test_reading_costs_no_query_for_each_row_linked(client):
    plan = make_tree(sub_outcomes=1, commitments=1)
    reader, costs = make_user(CMT), []
    sub_outcome = plan.outcomes.get().sub_outcomes.get()
    read(client, reader, "outcomes_suboutcome_change", sub_outcome.pk)  # what is kept for the process is read once
    for more in (0, 9):
        for number in range(more):
            make_commitment(sub_outcome, f"We will do {number}.")
        client.force_login(reader)
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse("admin:outcomes_suboutcome_change", args=[sub_outcome.pk])).status_code == 200
        costs.append(len(context))
    assert costs[0] == costs[1]


def test_only_pages_with_the_desks_guarantees_stand_on_it():
    assert [model for model, desk in admin.site._registry.items() if not isinstance(desk, DeskAdmin)] == []


def test_filters_offer_only_what_the_list_has(client):
    met, never_met = make_body(name="Environment Committee"), make_body(name="Idle Committee")
    make_meeting(met)
    page = read(client, make_user(DEMOCRATIC_SERVICES), "plan_meeting_changelist")
    assert Body.objects.count() == 2
    assert Meeting.objects.filter(body=never_met).exists() is False
    assert "Environment Committee" in page
    assert "Idle Committee" not in page


def test_what_nobody_deletes_has_no_list_of_what_was_deleted(client):
    officer = make_user(POLICY_OFFICER)
    assert "Recently deleted" not in read(client, officer, "outcomes_highlightreport_changelist")
    assert "Recently deleted" in read(client, officer, "plan_body_changelist")
