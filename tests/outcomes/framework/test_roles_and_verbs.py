"""Each verb on the framework asks for the role itself, whichever door was used."""

from datetime import date

import pytest

from outcomes.framework import amending, editions, gaps, merging, placing
from outcomes.framework.moving import CannotMove, move
from outcomes.models import ImportNote
from plan.models import Decision, Event, User
from plan.roles import POLICY_OFFICER, ROLES, NotYours
from tests.factories import make_body, make_commitment, make_item, make_plan, make_sub_outcome, make_tree, make_user

pytestmark = pytest.mark.django_db


def draft():
    return make_tree(make_plan(vision="A good place."))


def approved():
    plan = editions.publish_edition(draft(), by=make_user(POLICY_OFFICER))
    return plan, Decision.objects.create(
        body=make_body("council"), plan=plan, date=date(2022, 5, 18), text="Approved the plan."
    )


def copy(by):
    editions.copy_edition(draft(), slug="copy", label="copy", by=by)


def publish(by):
    editions.publish_edition(draft(), by=by)


def put_in_force(by):
    plan, decision = approved()
    editions.put_in_force(plan, decision=decision, by=by)


def amend(by):
    plan, decision = approved()
    amending.amend(plan.outcomes.get(), authority=decision, by=by, why="A slip", statement="Better said.")


def merge(by):
    outcome = draft().outcomes.get()
    merging.merge_commitments(
        make_commitment(make_sub_outcome(outcome)), make_commitment(make_sub_outcome(outcome)), by=by
    )


def same(by):
    merging.confirm_same(make_item("aim"), make_item("aim"), by=by)


def not_same(by):
    first, second = make_item("aim"), make_item("aim")
    merging.confirm_same(first, second, by=make_user(POLICY_OFFICER))
    merging.withdraw_same(first, by=by, why="Different after all")


def place(by):
    plan = draft()
    placing.place(plan.commitments.get(), under=make_sub_outcome(plan.outcomes.get()), by=by)


def settle(by):
    gaps.settle(ImportNote.objects.create(plan=draft(), line=1, kind="awaited", text="To follow"), by=by, why="Came")


def shift(by):
    move(draft().outcomes.get(), to=1, by=by)


VERBS = (copy, publish, put_in_force, amend, merge, same, not_same, place, settle, shift)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.slug)
def test_a_verb_is_a_policy_officers(verb, role):
    user = make_user(role)
    if role == POLICY_OFFICER:
        verb(user)
        assert Event.objects.latest("sequence").by == user
        return
    with pytest.raises((NotYours, CannotMove)):
        verb(user)
    assert not Event.objects.filter(by=user).exists()


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb is not shift], ids=lambda verb: verb.__name__)
def test_neither_nobody_nor_the_keeper_of_the_system_is_a_policy_officer(verb):
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    for by in (None, keeper, make_user(POLICY_OFFICER, is_active=False)):
        with pytest.raises(NotYours, match="Only somebody with the role policy officer may"):
            verb(by)
