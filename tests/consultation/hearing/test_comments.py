"""Comments: what is not cleared is seen by nobody else, what is cleared is taken back before it changes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from consultation.asking.announcing import NotPossible
from consultation.hearing.clearing import clear, take_back
from consultation.models import Comment, CommentItem, EngagementEvent
from plan import meetings
from plan.models import Event
from plan.roles import ADMINISTRATOR, SCRUTINY_MEMBER, NotYours
from tests.factories import make_body, make_item, make_meeting, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(survey) -> Comment:
    return Comment.objects.create(consultation=survey, came="survey", words="UNTOLD words", quoted=True)


def results(client, survey) -> str:
    return client.get(reverse("consultation-results", args=[survey.slug])).content.decode()


def test_the_public_sees_a_comment_once_it_is_cleared_and_until_it_is_taken_back(survey, comment, officer, client):
    assert "UNTOLD" not in results(client, survey)
    clear(comment, by=officer, why="Read")
    comment.refresh_from_db()
    assert (comment.cleared_by, comment.version) == (officer, 2)
    assert "<blockquote><p>UNTOLD words</p></blockquote>" in results(client, survey)
    with pytest.raises(NotPossible, match="cleared already"):
        clear(comment, by=officer)
    take_back(comment, by=officer, why="On the person’s wish")
    assert "UNTOLD" not in results(client, survey)
    with pytest.raises(NotPossible, match="does not see it"):
        take_back(comment, by=officer, why="Again")
    assert list(Event.objects.filter(verb__startswith="comment.").values_list("verb", flat=True).order_by("pk")) == [
        "comment.cleared", "comment.taken_back",
    ]  # fmt: skip
    assert "UNTOLD" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("role", [None, SCRUTINY_MEMBER, ADMINISTRATOR])
def test_only_policy_officers_read_what_is_not_cleared(comment, officer, role, client):
    user = make_user(role, is_superuser=role is ADMINISTRATOR)
    assert not Comment.objects.visible_to(user).exists()
    assert list(Comment.objects.visible_to(officer)) == [comment]
    client.force_login(user)
    assert client.get(reverse("admin:consultation_comment_change", args=[comment.pk])).status_code in (302, 403, 404)
    for verb in (clear, take_back):
        with pytest.raises(NotYours):
            verb(comment, by=user, why="W")
    assert client.post(reverse("admin:consultation_comment_clear", args=[comment.pk])).status_code == 403


@pytest.mark.parametrize(
    "words",
    [
        "Write to a.b@example.org", "Ring 0116 496 0000", "We at LE3 8RA are against", "Ask us at le3 8ra", "Le38ra",
        "near LE3\u00a08RA", "LE3  8ra", "Ask at 12 High Street", "Ask at 3a, Old Mill lane",
        "Flat 2, 14 Station Rd", "Ring (0116) 496-0000", "Or +44 116 496 0000",
    ],
)  # fmt: skip
def test_what_looks_like_an_address_is_not_cleared(comment, officer, words):
    Comment.objects.filter(pk=comment.pk).update(words=words)
    with pytest.raises(NotPossible, match="Take that out first"):
        clear(comment, by=officer)
    assert not Comment.objects.get(pk=comment.pk).is_cleared


@pytest.mark.parametrize(
    "words",
    [
        "Mend the A6 2nd junction", "High Street needs 20 mph on Station Road", "Since 2019 Station Road is worse",
        "Over 300 people came in 2021", "Outcome 5.2 before 6.1a",
        "It cost 1 200 000 000 in 2021-22 2022-23",
    ],
)  # fmt: skip
def test_roads_and_numbers_are_no_address(comment, officer, words):
    Comment.objects.filter(pk=comment.pk).update(words=words)
    assert clear(comment, by=officer).is_cleared


def test_a_comment_has_no_history_and_is_gone_when_deleted(comment, officer, client):
    client.force_login(officer)
    url = reverse("admin:consultation_comment_change", args=[comment.pk])
    answer = client.post(url, form_data(client.get(url), words="UNTOLD otherwise"))
    assert answer.status_code == 302, answer.context["errors"]
    clear(comment, by=officer)
    assert "Take it back with the button above" in client.get(url).content.decode()
    assert client.post(url, {"words": "Changed"}).status_code == 403
    step = reverse("admin:consultation_comment_take_back", args=[comment.pk])
    assert client.post(step, form_data(client.get(step), why="A mistake")).status_code == 302
    step = reverse("admin:consultation_comment_delete", args=[comment.pk])
    assert client.post(step, form_data(client.get(step))).status_code == 302
    assert not Comment.objects.exists()
    assert not hasattr(Comment, "history")
    assert "UNTOLD" not in str(list(Event.objects.values()))


def test_an_officer_clears_on_the_desk(survey, comment, officer, client):
    CommentItem.objects.create(comment=comment, item=make_item("aim"))
    client.force_login(officer)
    step = reverse("admin:consultation_comment_clear", args=[comment.pk])
    shown = client.get(step)
    assert "UNTOLD words" in shown.content.decode()
    assert client.post(step, form_data(shown, why="")).status_code == 302
    assert "UNTOLD words" in results(client, survey)


def test_a_committees_comment_is_tied_to_its_meeting(survey, officer):
    meeting = make_meeting(make_body())
    Comment.objects.create(consultation=survey, came="committee", meeting=meeting, words="Welcome.")
    with pytest.raises(meetings.NotPossible, match="Comments on a consultation are recorded"):
        meetings.cancel_meeting(meeting, by=officer, why="Snow")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(consultation=survey, came="committee", words="Of nobody.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(consultation=survey, came="event", words="At nothing.")


def test_engagement_is_with_a_body_or_a_group_and_at_the_bodys_own_meeting(survey):
    body, other = make_body(), make_body()
    meeting = make_meeting(body)
    for fields in ({}, {"body": body, "group": "Youth"}, {"group": "Youth", "meeting": meeting}):
        with pytest.raises(ValidationError):
            EngagementEvent(consultation=survey, **fields).full_clean()
    with pytest.raises(ValidationError, match="Choose a meeting of"):
        EngagementEvent(consultation=survey, body=other, meeting=meeting).full_clean()
