"""Boards meet each quarter, and what each meeting reviewed is recorded, for officers alone."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.framework.board_meetings import boards_to_meet, boards_without_meeting
from outcomes.models import ItemBoard, MeetingReview
from plan.models import BodyMembership, Plan
from plan.roles import BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_meeting, make_outcome, make_plan, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
DAY = date(2022, 8, 16)  # in Quarter 2 2022/23


@pytest.fixture
def outcome():
    return make_outcome(make_plan(), "Clean rivers")


@pytest.fixture
def board():
    return make_body("board", "River Board")


def test_boards_that_have_not_met_this_quarter(board, outcome):
    ItemBoard.objects.create(item=outcome.item, board=board)
    idle = make_body("board", "Looks after nothing")
    officer = make_user(POLICY_OFFICER)
    make_meeting(board, date(2022, 6, 30))
    make_meeting(board, date(2022, 10, 1))
    make_meeting(board, date(2022, 8, 1), status="cancelled")
    assert boards_without_meeting(DAY) == [board]
    (line,) = boards_to_meet(officer, DAY)
    assert line.text == "River Board: no meeting in Quarter 2 2022/23 (July to September 2022)"
    assert (line.due, line.overdue) == (date(2022, 9, 30), False)
    assert line.url == f"{reverse('admin:plan_meeting_add')}?body={board.pk}"
    assert boards_to_meet(make_user(BOARD_MEMBER), DAY) == []
    make_meeting(board, date(2022, 9, 30))
    assert boards_without_meeting(DAY) == []
    assert idle.pk


def test_what_a_meeting_reviewed_is_recorded_once_from_its_page(client, board, outcome):
    meeting = make_meeting(board)
    client.force_login(make_user(POLICY_OFFICER))
    add = f"{reverse('admin:outcomes_meetingreview_add')}?meeting={meeting.pk}"
    assert add in client.get(reverse("admin:plan_meeting_change", args=[meeting.pk])).content.decode()
    page = client.get(add)
    assert (
        client.post(add, form_data(page, item=str(outcome.item_id), note="Runs late.", _save="Save")).status_code == 302
    )
    review = MeetingReview.objects.get()
    assert (review.meeting, review.item, review.note) == (meeting, outcome.item, "Runs late.")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingReview.objects.create(meeting=meeting, item=outcome.item)
    committee = make_meeting(make_body())
    assert (
        "Record what it reviewed"
        not in client.get(reverse("admin:plan_meeting_change", args=[committee.pk])).content.decode()
    )


def test_only_officers_read_what_was_reviewed(client, board, outcome):
    meeting = make_meeting(board)
    MeetingReview.objects.create(meeting=meeting, item=outcome.item, note="UNTOLD")
    assert list(MeetingReview.objects.visible_to(AnonymousUser())) == []
    assert client.get(meeting.get_absolute_url()).status_code == 404
    for role in (CMT, DEMOCRATIC_SERVICES, BOARD_MEMBER):
        user = make_user(role)
        BodyMembership.objects.create(body=board, office=f"Member {role.slug}", user=user)
        client.force_login(user)
        text = client.get(meeting.get_absolute_url()).content.decode()
        assert "UNTOLD" in text
        assert "1 Clean rivers" in text
    client.force_login(make_user(BOARD_MEMBER))  # of no board, or of another
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_it_leads_to_the_outcome_in_force_at_a_fixed_cost(client, board, outcome):
    at = datetime(2022, 5, 1, tzinfo=UTC)
    Plan.objects.filter(pk=outcome.plan_id).update(published_at=at, in_force_from=date(2022, 5, 1))
    meeting = make_meeting(board)
    client.force_login(make_user(CMT))
    MeetingReview.objects.create(meeting=meeting, item=outcome.item)
    costs = []
    for many in (1, 5):
        for _ in range(many):  # of another version only
            elsewhere = make_outcome(make_plan())
            MeetingReview.objects.create(meeting=meeting, item=elsewhere.item)
        with CaptureQueriesContext(connection) as context:
            text = client.get(meeting.get_absolute_url()).content.decode()
        costs.append(len(context))
    assert 'href="/outcomes/clean-rivers/">1 Clean rivers</a>' in text
    assert costs[0] == costs[1]
