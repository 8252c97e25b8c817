"""The read model that pages, packs, API and exports share: what it tells whom, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from outcomes.models import Action
from outcomes.scrutiny import answering, asking, followed
from plan.clock import now, standing_at
from plan.models import AgendaItem, Paper
from tests import factories

from .world import CANARY, TODAY, answered

NOBODY = AnonymousUser()


def test_what_a_committee_asked_in_words(world):
    (one,) = followed.actions_of(world.committee, on=TODAY, since=date(2022, 9, 5))
    assert (one.kind_words, one.state_words, one.due, one.is_new) == ("Request", "Open", date(2022, 11, 21), True)
    assert (str(one.about), one.about.item) == ("1.1 Streets are swept", world.sub_outcome.item_id)
    assert one.latest is None
    (same,) = followed.actions_of(world.committee, on=TODAY, since=date(2022, 9, 6))
    assert not same.is_new


def test_drafts_of_answers_are_told_to_nobody_but_officers_and_the_owner(world):
    answered(world, CANARY, publish=False)
    assert CANARY not in str(followed.actions_of(world.committee, on=TODAY))
    for user, seen in ((NOBODY, 0), (world.member, 0), (world.owner, 1), (world.officer, 1), (world.democratic, 1)):
        (one,) = followed.followed(Action.objects.filter(pk=world.asked.pk), on=TODAY, user=user)
        assert len(one.answers) == seen
        assert one.latest is None


def test_a_pack_tells_what_was_so_at_the_end_of_its_day(world):
    row = answered(world, is_final=False)
    with standing_at(now() + timedelta(days=20)):
        answered(world, "All of them.")
        asking.withdraw(world.asked, by=world.democratic, why="Enough.")
    (then,) = followed.actions_of(world.committee, on=TODAY)
    assert (then.state_words, [said.pk for said in then.answers]) == ("Answered in part", [row.pk])
    (later,) = followed.actions_of(world.committee, on=TODAY + timedelta(days=20))
    assert later.state_words == "Withdrawn"
    assert followed.actions_of(world.committee, on=TODAY + timedelta(days=40), since=TODAY + timedelta(days=30)) == ()
    assert followed.actions_of(world.committee, on=date(2022, 9, 4)) == ()


def test_late_ones_come_first(world):
    how = {"by": world.democratic, "raised_by": world.committee, "owner_office": "Clerk", "raised_on": TODAY}
    open_ended = asking.raise_action(text="Some day", **how)
    soon = asking.raise_action(text="Soon", due_on=TODAY + timedelta(days=1), **how)
    late = asking.raise_action(text="Late", due_on=date(2022, 10, 1), **how | {"raised_on": date(2022, 9, 1)})
    found = followed.actions_of(world.committee, on=TODAY)
    assert [one.pk for one in found] == [late.pk, soon.pk, world.asked.pk, open_ended.pk]


def test_what_management_asked_is_for_officers_management_and_the_owner(world):
    told = {
        user: {one.pk for one in followed.asked_by(world.management, on=TODAY, user=user)}
        for user in (world.officer, world.cmt, world.owner, world.member)
    }
    assert told == {world.officer: {world.internal.pk}, world.cmt: {world.internal.pk}, world.owner: set(),
                    world.member: set()}  # fmt: skip
    Action.objects.filter(pk=world.internal.pk).update(owner=world.owner)
    assert len(followed.asked_by(world.management, on=TODAY, user=world.owner)) == 1
    about = {"items": [world.sub_outcome.item_id], "on": TODAY}
    assert [one.pk for one in followed.asked_about(user=NOBODY, **about)] == [world.asked.pk]
    assert len(followed.asked_about(user=world.cmt, **about)) == 2


def test_hidden_indicators_are_not_named(world):
    world.indicator.is_public = False
    world.indicator.save()
    Action.objects.filter(pk=world.asked.pk).update(item=None, indicator=world.indicator)
    assert followed.actions_of(world.committee, on=TODAY)[0].about is None
    (one,) = followed.asked_about(on=TODAY, user=world.officer, indicator=world.indicator)
    assert one.about.title == "Streets swept"


@pytest.mark.parametrize("more", [0, 4])
def test_queries_do_not_grow(world, more, django_assert_num_queries):
    for number in range(more):
        made = asking.raise_action(
            by=world.democratic, raised_by=world.committee, text=f"Thing {number}", owner_office="Clerk",
            raised_on=TODAY, item=world.outcome.item,
        )  # fmt: skip
        answering.publish_answer(answering.answer(made, by=world.democratic, text="Done"), by=world.democratic)
    with django_assert_num_queries(7):
        assert len(followed.actions_of(world.committee, on=TODAY, plan=world.plan)) == 1 + more


def test_resolutions_and_starting_questions(world):
    asking.record_resolution(
        meeting=world.held, by=world.democratic, minute="12", letter="a", kind="welcomed", text="The report.",
        agenda_item=world.item,
    )  # fmt: skip
    (one,) = followed.resolutions_of(world.committee, on=TODAY)
    assert (one.reference, one.kind_words, one.agenda_item) == ("12(a)", "Welcomed", "Street cleaning")
    assert followed.resolutions_of(world.committee, on=date(2022, 9, 4)) == ()
    assert followed.resolutions_of(world.committee, on=TODAY, since=date(2022, 9, 6)) == ()
    assert followed.starting_questions(on=TODAY) == ()


def test_a_paper_that_is_not_public_is_neither_named_nor_linked(world, client):
    item = AgendaItem.objects.create(meeting=world.coming, number=1, title="Parishes")
    paper = factories.make_paper(item, f"{CANARY} figures", link="https://example.org/zanzibar.pdf")
    answered(world, paper=paper)
    for user, seen in ((NOBODY, ("", "")), (world.democratic, (str(paper), paper.link))):
        (one,) = followed.followed(Action.objects.filter(pk=world.asked.pk), on=TODAY, user=user)
        assert (one.latest.paper, one.latest.link) == seen
    for path in (f"/actions/{world.asked.pk}/", "/actions/", "/api/v1/actions/", "/actions/list.csv"):
        assert "zanzibar" not in client.get(path).content.decode().lower(), path
    Paper.objects.filter(pk=paper.pk).update(published_on=TODAY)
    cache.clear()
    assert "zanzibar.pdf" in client.get(f"/actions/{world.asked.pk}/").content.decode()


def test_an_answer_counts_from_its_publication_whatever_day_it_bears(world):
    answered(world, on=date(2022, 9, 20))  # published on the 7th of November
    (one,) = followed.actions_of(world.committee, on=TODAY, since=date(2022, 10, 1))
    assert (one.latest.on, one.latest.published_on) == (date(2022, 9, 20), TODAY)
    assert followed.actions_of(world.committee, on=TODAY, since=TODAY + timedelta(days=1)) == ()
