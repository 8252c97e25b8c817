"""Reminders of papers to clear: to whoever holds the office of a step that is still open."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from plan.clearance_reminders import clearances, clearances_of
from plan.clearances import record_clearance
from plan.clock import standing_at
from plan.models import TimetableStep
from plan.papers import publish_paper
from plan.reminders import sending
from tests.factories import make_body, make_item_on, make_meeting, make_paper, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2022, 10, 10)
MEETING = date(2022, 11, 7)  # despatch on 28 October


@pytest.fixture(autouse=True)
def _today():
    with standing_at(datetime(2022, 10, 10, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def finance():
    return TimetableStep.objects.create(key="finance", name="Finance clearance", working_days=8, office="Treasurer")


@pytest.fixture
def treasurer():
    return make_user(office="treasurer", email="money@fenbrook.example")


@pytest.fixture
def paper(finance):
    TimetableStep.objects.create(key="department", name="Department clearance", working_days=12)
    return make_paper(make_item_on(make_meeting(make_body(name="Fen Panel"), MEETING)), "Eels")


def test_the_holder_of_the_office_is_asked(paper, treasurer):
    (one,) = clearances(TODAY)
    assert (one.text, one.due, one.users) == (
        "Finance clearance: Eels, Fen Panel, 7 November 2022", date(2022, 10, 18), (treasurer.pk,)
    )  # fmt: skip
    assert one.url == reverse("admin:plan_paper_clear", args=[paper.pk, "finance"])


def test_the_e_mail_leads_to_a_form_that_they_may_open(paper, treasurer, client, mailoutbox):
    sending.send(date(2022, 10, 11))
    (mail,) = mailoutbox
    assert (mail.to, "Finance clearance: Eels" in mail.body) == (["money@fenbrook.example"], True)
    client.force_login(treasurer)
    assert client.get(clearances(TODAY)[0].url).status_code == 200


def test_nobody_is_asked_of_what_is_cleared_published_or_over(paper, finance, treasurer, policy_officer):
    assert clearances(date(2022, 11, 8)) == []
    publish_paper(paper, by=policy_officer)
    assert clearances(TODAY) == []
    other = make_paper(paper.agenda_item, "Otters")
    record_clearance(other, finance, by=treasurer)
    assert clearances(TODAY) == []


def test_it_is_theirs_only_while_they_hold_the_office(paper, treasurer):
    found = clearances(TODAY)
    treasurer.office = "Archivist"
    assert (clearances_of(treasurer, found, TODAY), clearances_of(make_user(office=""), found, TODAY)) == ([], [])
    treasurer.office = "Treasurer"
    assert clearances_of(treasurer, found, TODAY) == found
    treasurer.is_active = False
    assert clearances_of(treasurer, found, TODAY) == []


@pytest.mark.parametrize("many", [1, 5])
def test_four_queries_however_many_papers(paper, treasurer, many, django_assert_num_queries):
    for _ in range(many - 1):
        make_paper(paper.agenda_item, "Otters")
    with django_assert_num_queries(4):
        assert len(clearances(TODAY)) == many
