"""Rows of a draft move among their neighbours and between parents; a published edition stays as it is."""

import pytest
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.framework.moving import CannotMove, move, move_under, neighbours, next_position
from outcomes.framework.placing import CannotPlace, place
from outcomes.models import Placement
from plan.locking import Stale
from plan.models import Event, Plan, Section
from plan.roles import POLICY_OFFICER
from tests.factories import make_aim, make_commitment, make_outcome, make_plan, make_sub_outcome, make_tree, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(POLICY_OFFICER)


@pytest.fixture
def subs():
    plan = make_tree(sub_outcomes=3, commitments=0)
    return list(plan.outcomes.get().sub_outcomes.all())


def order(rows):
    return [row.pk for row in sorted(rows, key=lambda row: row.position)]


def test_a_row_moves_to_its_place_and_the_others_make_room(subs, officer):
    first, second, third = subs
    move(third, to=1, by=officer, why="It comes first")
    outcome = first.outcome
    assert [(row.pk, row.position) for row in outcome.sub_outcomes.all()] == [
        (third.pk, 1), (first.pk, 2), (second.pk, 3),
    ]  # fmt: skip
    [event] = Event.objects.all()
    assert (event.verb, event.why, event.by) == ("suboutcome.moved", "It comes first", officer)
    assert (event.detail["from"], event.detail["to"]) == (3, 1)


def test_past_the_end_is_last(subs, officer):
    move(subs[0], to=99, by=officer)
    assert order(subs[0].outcome.sub_outcomes.all()) == [subs[1].pk, subs[2].pk, subs[0].pk]


def test_outcomes_and_sections_share_one_order(officer):
    plan = make_plan()
    foreword = Section.objects.create(plan=plan, title="Foreword", position=1)
    outcome = make_outcome(plan, position=2)
    values = Section.objects.create(plan=plan, title="Values", position=3)
    move(values, to=2, by=officer)
    assert [(type(row).__name__, row.pk) for row in neighbours(values, plan)] == [
        ("Section", foreword.pk), ("Section", values.pk), ("Outcome", outcome.pk),
    ]  # fmt: skip


def test_a_stale_move_is_refused_and_nothing_moves(subs, officer):
    move(subs[0], to=2, by=officer, seen=1)
    with pytest.raises(Stale):
        move(subs[0], to=3, by=officer, seen=1)
    assert order(subs[0].outcome.sub_outcomes.all()) == [subs[1].pk, subs[0].pk, subs[2].pk]
    assert Event.objects.count() == 1


def test_nothing_moves_in_a_published_edition(subs, officer):
    Plan.objects.update(published_at=now())
    with pytest.raises(CannotMove, match="published"):
        move(subs[0], to=3, by=officer)
    assert order(subs[0].outcome.sub_outcomes.all()) == [row.pk for row in subs]
    assert not Event.objects.exists()


def test_nobody_without_the_right_moves_anything(subs):
    with pytest.raises(CannotMove):
        move(subs[0], to=3, by=make_user())


def test_an_aim_takes_its_commitments_along(subs, officer):
    here, there, _ = subs
    aim = make_aim(here, "Cleaner air")
    grouped, loose = make_commitment(here, aim=aim), make_commitment(here)
    move_under(aim, parent=there, by=officer)
    assert [row.commitment_id for row in there.placements.all()] == [grouped.pk]
    assert there.placements.get().aim == aim
    assert [row.commitment_id for row in here.placements.all()] == [loose.pk]
    assert Event.objects.get().verb == "aim.moved"


def test_a_placement_leaves_its_aim_behind(subs, officer):
    here, there, _ = subs
    aim = make_aim(here)
    commitment = make_commitment(here, aim=aim)
    move_under(commitment.placements.get(), parent=there, by=officer, to=1)
    placement = Placement.objects.get()
    assert (placement.sub_outcome, placement.aim, placement.position) == (there, None, 1)


def test_a_commitment_does_not_come_to_stand_twice_in_one_place(subs, officer):
    here, there, _ = subs
    commitment = make_commitment(here)
    place(commitment, under=there, by=officer)
    with pytest.raises(CannotMove, match="already stands under"):
        move_under(here.placements.get(), parent=there, by=officer)
    with pytest.raises(CannotPlace, match="already stands under"):
        place(commitment, under=there, by=officer)
    assert Placement.objects.count() == 2


def test_nothing_leaves_its_edition(subs, officer):
    other = make_sub_outcome(make_outcome(make_plan()))
    with pytest.raises(CannotMove, match="own version"):
        move_under(make_aim(subs[0]), parent=other, by=officer)
    with pytest.raises(CannotPlace, match="own version"):
        place(make_commitment(subs[0]), under=other, by=officer)


def test_the_next_place_is_after_the_last(subs):
    assert next_position(type(subs[0]), subs[0].outcome) == 4


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), min_size=1, max_size=6))
def test_any_moves_leave_every_row_once_and_numbered_from_one(moves, officer):
    outcome = make_outcome(make_plan())
    rows = [make_sub_outcome(outcome, number=f"{outcome.pk}.{n}") for n in range(5)]
    expected = [row.pk for row in rows]
    for which, to in moves:
        row = rows[which]
        row.refresh_from_db()
        move(row, to=to, by=officer)
        expected.remove(row.pk)
        expected.insert(min(to, 5) - 1, row.pk)
    assert [(row.pk, row.position) for row in outcome.sub_outcomes.all()] == [
        (pk, place) for place, pk in enumerate(expected, start=1)
    ]
