"""Papers of the meeting that an answer is due at, proposed as the answer."""

from datetime import date

import pytest

from outcomes.models import ActionAnswer
from outcomes.scrutiny import answering, asking
from outcomes.scrutiny.desk import may_answer
from plan.models import AgendaItem, Paper
from tests.factories import make_paper

from .world import TODAY, answered


@pytest.fixture
def agenda(world):
    """The agenda of the meeting that the request is due at."""
    return AgendaItem.objects.create(meeting=world.coming, number=5, title="Parish figures")


def published(item, title: str, **fields) -> Paper:
    return make_paper(item, title, **{"published_on": date(2022, 11, 4), **fields})


def proposed(world, user=None) -> list[tuple[str, str]]:
    return [(line.text, line.url) for line in may_answer(user or world.democratic, TODAY)]


def test_a_published_paper_in_like_words_is_proposed_with_the_form_filled_in(world, agenda, client):
    published(agenda, "Gritting")
    paper = published(agenda, "Parish figures for street cleaning")
    ((text, url),) = proposed(world)
    assert text == "“Parish figures for street cleaning” may answer Places: Figures for each parish."
    client.force_login(world.democratic)
    page = client.get(url).content.decode()
    assert f'<option value="{paper.pk}" selected>Parish figures for street cleaning</option>' in page
    words = {"seen": world.asked.version, "text": "See the paper.", "on": "2022-11-07", "office": "Head of Streets"}
    assert client.post(url, {**words, "paper": paper.pk, "is_final": "on"}).status_code == 302
    assert ActionAnswer.objects.get().paper == paper
    assert proposed(world) == []


def test_neither_drafts_nor_papers_of_other_meetings_are_proposed(world, agenda):
    make_paper(agenda, "Parish figures")
    published(agenda, "Parish figures", published_on=date(2022, 11, 8))  # tomorrow
    published(world.item, "Parish figures")
    published(agenda, "Parish figures", kind="minutes")
    assert proposed(world) == []


def test_the_only_paper_is_proposed_where_a_further_report_was_asked_for(world):
    item = AgendaItem.objects.create(meeting=world.coming, number=5, title="Winter")
    published(item, "Winter service")
    resolution = asking.record_resolution(
        meeting=world.held, by=world.democratic, kind="further_report", minute="12", letter="b", text="Gritting"
    )
    asking.raise_action(
        by=world.democratic, raised_by=world.committee, meeting=world.held, resolution=resolution,
        text="How the roads are gritted.", owner_office="Head of Streets", due_meeting=world.coming,
    )  # fmt: skip
    assert [text for text, _ in proposed(world)] == ["“Winter service” may answer Places: How the roads are gritted."]
    published(item, "Bridges")
    assert proposed(world) == []


def test_what_is_answered_or_withdrawn_needs_no_proposal(world, agenda):
    published(agenda, "Parish figures")
    row = answered(world)
    assert proposed(world) == []
    answering.take_back(row, by=world.democratic, why="Wrong")
    assert len(proposed(world)) == 1
    asking.withdraw(world.asked, by=world.democratic, why="Not needed")
    assert proposed(world) == []


def test_it_is_for_democratic_services(world, agenda):
    published(agenda, "Parish figures")
    assert (proposed(world, world.owner), proposed(world, world.cmt)) == ([], [])
    assert len(proposed(world)) == 1


def test_three_queries_at_most(world, agenda, django_assert_num_queries):
    for _ in range(3):
        published(agenda, "Parish figures")
    assert world.democratic.role_slugs
    assert world.democratic.has_perm("plan.change_paper")
    with django_assert_num_queries(3):
        may_answer(world.democratic, TODAY)
