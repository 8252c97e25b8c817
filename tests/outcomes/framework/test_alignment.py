"""Boards' reviews of strategies: who records them, what stands, what is due, and that a record stays one."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.framework.behind import reviews_to_make
from outcomes.framework.reminding import reviews
from outcomes.framework.reminding import reviews_of as reviews_of_board
from outcomes.framework.reviewing import NotReviewed, record_review, reviews_due, reviews_of, standing_reviews
from outcomes.models import AlignmentReview, ItemBoard, ItemStrategy, Outcome, SubOutcome
from plan.models import Event, Plan, Strategy
from plan.roles import BOARD_MEMBER, CONTRIBUTOR, POLICY_OFFICER, NotYours
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)
NEXT = date(2023, 11, 8)
START = date(2022, 5, 18)


class Reviewing:
    """A board with its outcome, another with another, and a strategy that supports the first's sub-outcome."""

    def __init__(self) -> None:
        self.plan = factories.make_tree(outcomes=2)
        self.mine, self.other = Outcome.objects.filter(plan=self.plan).order_by("position")
        self.board = factories.make_body("board", "Green Board")
        self.rival = factories.make_body("board", "Roads Board")
        for outcome, board in ((self.mine, self.board), (self.other, self.rival)):
            ItemBoard.objects.create(item=outcome.item, board=board, starts=START)
        self.member = factories.make_board_member(self.board, BOARD_MEMBER)
        self.officer = factories.make_user(POLICY_OFFICER)
        self.waste = Strategy.objects.create(title="Waste Strategy", slug="waste")
        part = SubOutcome.objects.get(outcome=self.mine)
        ItemStrategy.objects.create(item=part.item, strategy=self.waste, starts=START)
        Plan.objects.filter(pk=self.plan.pk).update(published_at="2022-05-19T09:00Z", in_force_from=START)

    def review(self, **fields) -> AlignmentReview:
        words = {"judgement": "reflects", "date": TODAY, "next_review": NEXT, "by": self.member, **fields}
        asked = {"strategy": self.waste, "board": self.board, "outcome": self.mine.item, **words}
        return record_review(**asked)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("reviewing")
def reviewing(standing) -> Reviewing:
    return Reviewing()


def test_a_member_records_what_the_board_judged(reviewing):
    review = reviewing.review(judgement="partly", comment=" Glass is missing. ")

    assert (review.judgement, review.comment, review.recorded_by) == ("partly", "Glass is missing.", reviewing.member)
    event = Event.objects.latest("sequence")
    assert (event.verb, event.by, event.why) == ("strategy.reviewed", reviewing.member, "Glass is missing.")
    assert event.detail == {"judgement": "partly", "date": "2022-11-08", "next_review": "2023-11-08"}
    assert review.history.get().history_user == reviewing.member


def test_policy_officers_record_for_every_board(reviewing):
    assert reviewing.review(by=reviewing.officer).recorded_by == reviewing.officer


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"date": TODAY + timedelta(days=1), "next_review": date(2024, 1, 1)}, "in the future"),
        ({"judgement": "partly"}, "what the strategy is missing"),
        ({"judgement": "does_not", "comment": "  "}, "what the strategy is missing"),
        ({"judgement": "well"}, "whether the strategy reflects"),
        ({"next_review": TODAY}, "give a later day"),
        ({"date": START - timedelta(days=1)}, "did not answer for this outcome on 17 May 2022"),
    ],
)
def test_what_cannot_be_a_review_is_refused(reviewing, fields, words):
    with pytest.raises(NotReviewed, match=words):
        reviewing.review(**fields)
    assert not AlignmentReview.objects.exists()


def test_a_board_reviews_only_for_its_own_outcome(reviewing):
    with pytest.raises(NotReviewed, match="Green Board did not answer"):
        reviewing.review(outcome=reviewing.other.item)


def test_nobody_records_for_a_board_they_do_not_sit_on(reviewing):
    with pytest.raises(NotReviewed, match="not a member of Roads Board"):
        reviewing.review(board=reviewing.rival, outcome=reviewing.other.item)
    with pytest.raises(NotYours):
        reviewing.review(by=factories.make_user(CONTRIBUTOR))
    assert not AlignmentReview.objects.exists()


def test_a_second_click_records_nothing(reviewing):
    reviewing.review()
    with pytest.raises(NotReviewed, match="recorded already"):
        reviewing.review()
    assert AlignmentReview.objects.count() == 1


def test_an_ended_strategy_is_not_reviewed(reviewing):
    Strategy.objects.filter(pk=reviewing.waste.pk).update(ends=TODAY)
    with pytest.raises(NotReviewed, match=r"ended on 7 November 2022"):
        reviewing.review()


def test_the_later_review_takes_the_place_of_the_earlier(reviewing):
    reviewing.review(judgement="partly", comment="Glass is missing.", date=date(2022, 6, 1))
    reviewing.review()
    key = reviewing.waste.pk

    assert [one.judgement for one in standing_reviews([key], on=TODAY)[key]] == ["reflects"]
    assert [one.judgement for one in standing_reviews([key], on=date(2022, 7, 1))[key]] == ["partly"]
    assert [one.judgement for one in reviews_of([key], on=TODAY)[key]] == ["reflects", "partly"]
    assert [one.expired for one in standing_reviews([key], on=NEXT)[key]] == [True]
    assert [one.expired for one in standing_reviews([key], on=NEXT - timedelta(days=1))[key]] == [False]


def test_a_correction_on_the_same_day_stands(reviewing):
    reviewing.review()
    reviewing.review(judgement="does_not", comment="We read the wrong draft.")
    key = reviewing.waste.pk
    assert [one.judgement for one in standing_reviews([key], on=TODAY)[key]] == ["does_not"]


def test_the_database_keeps_what_was_recorded(reviewing):
    review = reviewing.review()
    for change in (
        lambda: AlignmentReview.objects.filter(pk=review.pk).update(judgement="does_not", comment="x"),
        lambda: AlignmentReview.objects.filter(pk=review.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        AlignmentReview.objects.create(
            strategy=reviewing.waste, board=reviewing.board, outcome=reviewing.mine.item, date=TODAY,
            judgement="partly", next_review=NEXT,
        )  # fmt: skip


def test_what_a_board_has_to_review(reviewing):
    (due,) = reviews_due(reviewing.board, TODAY)
    assert (due.strategy, due.outcome.item, due.since) == (reviewing.waste, reviewing.mine.item_id, None)
    assert reviews_due(reviewing.rival, TODAY) == []

    reviewing.review()
    assert reviews_due(reviewing.board, TODAY) == []
    assert [one.since for one in reviews_due(reviewing.board, NEXT)] == [NEXT]

    Strategy.objects.filter(pk=reviewing.waste.pk).update(ends=NEXT)
    assert reviews_due(reviewing.board, NEXT) == []


def test_my_desk_tells_members_of_their_own_boards(reviewing):
    (line,) = reviews_to_make(reviewing.member, TODAY)
    assert line.text.startswith("Green Board: Waste Strategy, for 1 ")
    assert line.url.startswith(reverse("admin:outcomes_record_review", args=[reviewing.waste.pk]))
    assert [one.text for one in reviews_to_make(reviewing.officer, TODAY)] == [line.text]
    assert reviews_to_make(factories.make_board_member(reviewing.rival, BOARD_MEMBER), TODAY) == []
    assert reviews_to_make(factories.make_user(CONTRIBUTOR), TODAY) == []


def test_what_is_due_costs_the_same_for_many(reviewing, django_assert_num_queries):
    for number in range(5):
        more = Strategy.objects.create(title=f"More {number}", slug=f"more-{number}")
        ItemStrategy.objects.create(item=reviewing.mine.item, strategy=more, starts=START)
    with django_assert_num_queries(10):
        assert len(reviews_due(reviewing.board, TODAY)) == 6


def page_of(reviewing) -> str:
    return reverse("admin:outcomes_record_review", args=[reviewing.waste.pk])


def sent(reviewing, **fields) -> dict:
    return {
        "answer_for": f"{reviewing.board.pk}.{reviewing.mine.item_id}", "date": "2022-11-08", "judgement": "partly",
        "comment": "Glass is missing.", "next_review": "2023-11-08", **fields,
    }  # fmt: skip


def test_the_desk_records_through_the_verb(reviewing, client):
    client.force_login(reviewing.member)
    page = client.get(page_of(reviewing)).content.decode()
    assert "Green Board: 1 " in page
    assert "Roads Board" not in page

    assert client.post(page_of(reviewing), sent(reviewing)).status_code == 302
    assert AlignmentReview.objects.get().comment == "Glass is missing."
    refused = client.post(page_of(reviewing), sent(reviewing))
    assert refused.status_code == 409
    assert "This review is recorded already." in refused.content.decode()


def test_the_desk_offers_and_takes_no_other_board(reviewing, client):
    client.force_login(reviewing.member)
    other = f"{reviewing.rival.pk}.{reviewing.other.item_id}"
    assert client.post(page_of(reviewing), sent(reviewing, answer_for=other)).status_code == 200
    assert not AlignmentReview.objects.exists()
    client.force_login(factories.make_user(CONTRIBUTOR))
    assert client.post(page_of(reviewing), sent(reviewing)).status_code == 403


def test_a_board_is_reminded_of_a_review_that_runs_out(reviewing):
    assert reviews(TODAY) == []  # never reviewed: due on no day
    reviewing.review(next_review=date(2022, 12, 1))
    (one,) = reviews(TODAY)
    assert (one.due, one.body) == (date(2022, 12, 1), reviewing.board.pk)
    rival = factories.make_board_member(reviewing.rival, BOARD_MEMBER)
    assert (reviews_of_board(reviewing.member, [one], TODAY), reviews_of_board(rival, [one], TODAY)) == ([one], [])
