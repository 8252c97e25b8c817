"""Floods, machines and forgeries: turned away before any query, without locking out a shared address."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from consultation.answering import limits, saving, stamps
from consultation.answering.limits import Bucket
from consultation.answering.models import new_token
from consultation.models import Response
from plan import clock
from tests.consultation.answering.visitor import Visitor, later
from tests.pages import form_data

pytestmark = pytest.mark.django_db
MINUTE = 60


def flood(survey, posts: int, *, seconds: int = MINUTE) -> list[int]:
    """Posts with good forms, each of a new browser, evenly over some seconds; the statuses."""
    somebody, statuses = Visitor(survey), []
    name = somebody.open("step", 2).context["groups"][0].name
    forms = [{"stamp": stamps.made(survey.slug, new_token()), name: "neither"} for _ in range(posts)]
    for number, form in enumerate(forms):
        with later(5 + number * seconds / posts):
            somebody.client.cookies.clear()
            statuses.append(somebody.client.post(somebody.url("step", 2), form).status_code)
    return statuses


def test_a_thousand_posts_a_minute_from_one_address_leave_few_rows_and_no_query(survey, rf, django_assert_num_queries):
    statuses = flood(survey, 1000)
    begun = Response.objects.count()
    assert begun == 30 + 10 - 1  # what may begin at once, and what trickles in over a minute
    assert statuses.count(302) == begun
    assert statuses.count(429) == 1000 - begun
    with later(MINUTE + 5):
        emptied(rf)
        somebody = Visitor(survey)
        with django_assert_num_queries(0):
            page = somebody.client.post(somebody.url("step", 2), {"stamp": "x", "q1-a0": "Mine"})
    assert (page.status_code, page["Retry-After"]) == (429, "60")


def emptied(rf) -> None:
    """As after a flood from the address that test clients have."""
    request = rf.post("/")
    while limits.may(request, limits.POSTS):
        pass


def test_who_is_asked_to_wait_loses_nothing_and_goes_on_in_a_minute(survey, rf):
    somebody = Visitor(survey)
    with later(5):
        emptied(rf)
    told = somebody.send("step", 5, a0="Ünder the trees\nall day")
    assert told.status_code == 429
    assert "Please try again in a minute" in told.content.decode()
    with later(65):
        again = somebody.client.post(somebody.url("step", 5), form_data(told))
        assert again.status_code == 302
    assert Response.objects.get().answers.get().text == "Ünder the trees\nall day"


def test_a_librarys_readers_answer_at_the_same_time(survey):
    """Twenty people, each a page every ten seconds, from one address."""
    readers = [Visitor(survey) for _ in range(20)]
    steps = [(1, "resident"), (2, "neither")]
    for place, (number, answer) in enumerate(steps):
        with later(place * 10):
            for reader in readers:
                assert reader.send("step", number, a0=answer).status_code == 302
    assert Response.objects.count() == 20


def test_another_address_is_not_held_up(survey, rf):
    with later(5):
        emptied(rf)
    assert Visitor(survey).send("step", 2, a0="neither").status_code == 429
    assert Visitor(survey, REMOTE_ADDR="10.1.2.3").send("step", 2, a0="neither").status_code == 302


def test_no_address_is_kept_and_a_days_hash_is_no_other_days(survey, rf, monkeypatch):
    seen = []
    monkeypatch.setattr(cache, "set", lambda key, *args: seen.append(key))
    request = rf.post("/", REMOTE_ADDR="198.51.100.7")
    assert limits.may(request, limits.POSTS)
    with later(24 * 60 * MINUTE):
        assert limits.may(request, limits.POSTS)
    assert len(set(seen)) == 2
    assert not [key for key in seen if "198" in key]
    assert not [field.name for field in Response._meta.get_fields() if "address" in field.name or field.name == "ip"]


def test_a_filled_trap_writes_nothing_and_looks_like_success(survey, django_assert_num_queries):
    somebody = Visitor(survey)
    page = somebody.open("step", 2)
    posted = form_data(page) | {page.context["groups"][0].name: ["neither"], "website": ["http://spam.example"]}
    with later(5), django_assert_num_queries(0):
        assert somebody.client.post(somebody.url("step", 2), posted).status_code == 302
    assert Response.objects.count() == 0


@pytest.mark.parametrize("stamp", ["", "x", "libraries|0|TOKEN:signature", "libraries|nan|T"])
def test_a_forged_form_writes_nothing(survey, django_assert_num_queries, stamp):
    somebody = Visitor(survey)
    with django_assert_num_queries(0):
        assert somebody.client.post(somebody.url("step", 2), {"stamp": stamp}).status_code == 400
    assert Response.objects.count() == 0


def test_a_form_of_another_survey_is_forged(survey):
    somebody = Visitor(survey)
    other = stamps.made("another", new_token())
    with later(5):
        assert somebody.client.post(somebody.url("step", 2), {"stamp": other}).status_code == 400


@pytest.mark.parametrize(("after", "said"), [(0.2, "That was very quick."), (13 * 3600, "open for a long time")])
def test_too_fast_and_too_old_are_asked_once_more_with_the_answer_kept(survey, after, said):
    somebody = Visitor(survey)
    page = somebody.send("step", 5, after=after, a0="Mine")
    assert (page.status_code, Response.objects.count()) == (422, 0)
    assert said in page.content.decode()
    assert page.context["groups"][0].text == "Mine"
    with later(after):
        assert somebody.send("step", 5, page=page).status_code == 302
    assert Response.objects.get().answers.get().text == "Mine"


def test_a_replayed_form_stays_one_response_however_often(survey):
    somebody = Visitor(survey)
    posted = form_data(somebody.open("step", 2)) | {somebody.open("step", 2).context["groups"][0].name: ["neither"]}
    with later(5):
        for _ in range(20):
            somebody.client.cookies.clear()
            somebody.client.post(somebody.url("step", 2), posted)
    assert Response.objects.count() == 1


def test_a_full_survey_lets_nobody_begin_and_those_who_have_go_on(survey, monkeypatch):
    early, late = Visitor(survey), Visitor(survey, REMOTE_ADDR="10.1.2.3")
    early.send("step", 2, a0="neither")
    monkeypatch.setattr(saving, "MOST_UNFINISHED", 1)
    page = late.send("step", 2, a0="neither")
    assert (page.status_code, page.context["note"]) == (409, saving.FULL)
    assert early.send("step", 1, a0="resident").status_code == 302
    assert Response.objects.count() == 1


def test_guessing_codes_is_slowed(survey):
    somebody = Visitor(survey)
    statuses = [somebody.send("return", code=f"BBBB{number}").status_code for number in range(25)]
    assert statuses == [422] * 20 + [429] * 5


@given(st.lists(st.floats(0, 300), max_size=60))
def test_a_bucket_never_lets_through_more_than_its_size_and_what_flows_in(pauses):
    bucket, let_through = Bucket("test", size=5, a_minute=6), 0
    cache.clear()
    start = clock.now()
    passed = 0.0
    for pause in pauses:
        passed += pause
        with clock.standing_at(start + timedelta(seconds=passed)):
            let_through += bucket.take("somebody")
    assert let_through <= 5 + passed * 6 / 60 + 0.001


@given(held=st.floats(0, 5), seconds=st.floats(-100, 10_000))
def test_a_bucket_holds_between_what_it_held_and_its_size(held, seconds):
    assert held <= Bucket("test", size=5, a_minute=6).after(held, seconds) <= 5
