"""Rows laid under tests are there for each that asks, as they were made, and for no other."""

from types import SimpleNamespace

import pytest

from plan.models import Body, Meeting
from tests.factories import DAY, make_body, make_meeting
from tests.ground import WAYS, ground, way_of


@ground("fen_committee")
def fen_committee(standing) -> Body:
    return make_body(name="Fen Committee")


@ground("fen_meeting", on="fen_committee")
def fen_meeting(standing) -> Meeting:
    return make_meeting(standing["fen_committee"], considered="Eels")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_what_one_test_changes_is_as_it_was_for_the_next(fen_committee, turn):
    assert (fen_committee.name, Body.objects.get().name) == ("Fen Committee", "Fen Committee")
    fen_committee.name = f"Changed in turn {turn}"
    fen_committee.save()
    make_body(name="Another")


@pytest.mark.django_db
def test_who_does_not_ask_finds_nothing():
    assert not Body.objects.exists()


@pytest.mark.parametrize("turn", [1, 2])
def test_one_ground_stands_on_another(fen_meeting, fen_committee, turn):
    assert (fen_meeting.body, fen_meeting.date, Meeting.objects.get().considered) == (fen_committee, DAY, "Eels")
    Meeting.objects.all().delete()
    Body.objects.all().delete()


def test_the_lower_one_alone_has_nothing_on_it(fen_committee):
    assert Body.objects.count() == 1
    assert not Meeting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_has_rows_of_its_own(fen_meeting, fen_committee):
    assert (fen_meeting.body, Body.objects.get()) == (fen_committee, fen_committee)


def asking(*grounds: str, is_ground: bool = True) -> SimpleNamespace:
    """A test that asks for fixtures of these names."""
    meant = SimpleNamespace(func=SimpleNamespace(is_ground=is_ground))
    return SimpleNamespace(
        nodeid="test_both",
        fixturenames=["db", *grounds],
        get_closest_marker=lambda name: None,
        _fixtureinfo=SimpleNamespace(name2fixturedefs={name: [meant] for name in grounds}),
    )


def test_a_fixture_that_only_has_the_name_of_a_ground_is_none():
    assert way_of(asking("fen_committee")) == ("fen_committee",)
    assert way_of(asking("fen_committee", is_ground=False)) == ()


def test_two_grounds_that_do_not_stand_on_each_other_are_refused():
    asks = asking("fen_committee", "frozen_elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(WAYS, "frozen_elsewhere", ("frozen_elsewhere",))
        with pytest.raises(pytest.UsageError, match="test_both asks for grounds that do not stand on each other"):
            way_of(asks)
