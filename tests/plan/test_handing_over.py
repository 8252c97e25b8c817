"""Somebody leaves: all that is theirs passes on from a day, in one step, or nothing does."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from outcomes.framework.models import ItemOfficer
from plan import endings
from plan.handing_over import CannotHandOver, hand_over, warnings, what_there_is
from plan.locking import Stale
from plan.models import ApiToken, BodyKind, BodyMembership, Event, User
from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import (
    make_board_member,
    make_body,
    make_department,
    make_indicator,
    make_token,
    make_tree,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = date(2022, 11, 7)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(f"{TODAY} 09:00Z", tick=False):
        yield


@pytest.fixture
def board(db):
    return make_body(BodyKind.BOARD, "Better Places Board")


@pytest.fixture
def leaver(board):
    """Sits on a board, and leads a commitment."""
    user = make_board_member(board, BOARD_MEMBER, office="Head of Roads")
    commitment = make_tree().commitments.get()
    ItemOfficer.objects.create(item=commitment.item, office="Head of Roads", user=user, starts=date(2022, 1, 1))
    return user


@pytest.fixture
def taker(db):
    return make_user(CONTRIBUTOR, office="Head of Streets")


def everything_to(person):
    return {"seats": person, "officers": person}


def pass_on(leaver, taker, administrator, **fields):
    given = {"to": everything_to(taker), "on": TODAY, "by": administrator, "why": "Retires", **fields}
    return hand_over(user=leaver, **given)


def seats_of(user):
    return list(BodyMembership.objects.filter(user=user).values_list("office", "part", "starts", "ends"))


def test_all_passes_on_at_once_and_the_account_is_closed(leaver, taker, administrator, board):
    token, _ = make_token(leaver, by=administrator)
    done = pass_on(leaver, taker, administrator, deactivate=True)
    assert done == [
        "Head of Streets sits on Better Places Board from 7 November 2022.",
        "Head of Streets leads 1 part of the plan from 7 November 2022.",
        "1 token for the API revoked.",
        "The account is closed.",
    ]
    assert seats_of(taker) == [("Head of Streets", "member", TODAY, None)]
    assert [row[2:] for row in seats_of(leaver)] == [(date(2020, 1, 1), TODAY)]
    links = ItemOfficer.objects.order_by("starts").values_list("user", "office", "starts", "ends")
    assert list(links) == [
        (leaver.pk, "Head of Roads", date(2022, 1, 1), TODAY), (taker.pk, "Head of Streets", TODAY, None),
    ]  # fmt: skip
    assert ApiToken.objects.get(pk=token.pk).revoked_at is not None
    assert User.objects.get(pk=leaver.pk).is_active is False
    event = Event.objects.get(verb="user.handed_over")
    assert (event.why, event.detail["to"], event.detail["deactivated"]) == (
        "Retires", {"seats": "Head of Streets", "officers": "Head of Streets"}, True,
    )  # fmt: skip
    assert what_there_is(leaver, on=TODAY) == []


def test_kinds_of_work_go_to_different_people_and_the_rest_stays(leaver, taker, administrator):
    pass_on(leaver, taker, administrator, to={"officers": taker})
    assert (len(seats_of(leaver)), seats_of(taker)) == (1, [])
    assert ItemOfficer.objects.on(TODAY).get().user == taker


def test_who_sits_there_already_gets_no_second_seat(leaver, administrator, board):
    other = make_board_member(board, BOARD_MEMBER)
    done = pass_on(leaver, other, administrator, to={"seats": other})
    assert done == [f"{other} sits already on Better Places Board from 7 November 2022."]
    assert len(seats_of(other)) == 1


def test_from_a_later_day_nothing_changes_before(leaver, taker, administrator, board):
    later = date(2022, 12, 1)
    pass_on(leaver, taker, administrator, on=later)
    assert BodyMembership.objects.on(TODAY).get().user == leaver
    assert BodyMembership.objects.on(later).get().user == taker


def test_the_same_post_may_pass_on_the_day_it_began(administrator, board):
    """The old seat goes where it would only begin now, and its place is free for the new one."""
    leaver, taker = make_user(office="Head of Roads"), make_user(office="Head of Roads")
    BodyMembership.objects.create(body=board, office="Head of Roads", user=leaver, starts=TODAY)
    pass_on(leaver, taker, administrator, to={"seats": taker})
    assert BodyMembership.objects.get().user == taker


REFUSED = {
    "no reason": ({"why": " "}, "Say why"),
    "neither keeps accounts nor the plan": ({"by": CONTRIBUTOR}, "Only administrators and policy officers"),
    "closed by a policy officer": ({"by": POLICY_OFFICER, "deactivate": True}, "Only administrators close an account"),
    "to oneself": ({"to": "leaver"}, "cannot pass to the person who leaves"),
    "closed too early": ({"on": date(2022, 12, 1), "deactivate": True}, "They are here until 1 December 2022"),
    "left with nobody": (
        {"to": {}, "deactivate": True}, "Choose who takes over: seats on committees and boards, parts of the plan"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing(leaver, taker, administrator, given, said):
    if "by" in given:
        given = {**given, "by": make_user(given["by"])}
    if given.get("to") == "leaver":
        given = {**given, "to": everything_to(leaver)}
    with pytest.raises(CannotHandOver, match=said):
        pass_on(leaver, taker, administrator, **given)
    assert (len(seats_of(leaver)), ItemOfficer.objects.get().user) == (1, leaver)
    assert not Event.objects.filter(verb="user.handed_over").exists()


def test_a_closed_account_takes_nothing_over_and_nobody_closes_their_own(leaver, taker, administrator):
    taker.is_active = False
    taker.save()
    with pytest.raises(CannotHandOver, match="is closed"):
        pass_on(leaver, taker, administrator)
    with pytest.raises(CannotHandOver, match="your own account"):
        hand_over(user=administrator, to={}, on=TODAY, by=administrator, why="x", deactivate=True)


def test_an_account_above_is_handed_over_by_its_own_kind_only(administrator):
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    with pytest.raises(CannotHandOver, match="keeps the whole system"):
        hand_over(user=keeper, to={}, on=TODAY, by=administrator, why="x", deactivate=True)


def test_a_fault_on_the_way_takes_everything_back(leaver, taker, administrator, monkeypatch):
    make_token(leaver, by=administrator)

    def fail(**given):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("plan.handing_over.tokens.revoke", fail)
    with pytest.raises(RuntimeError):
        pass_on(leaver, taker, administrator, deactivate=True)
    assert (len(seats_of(leaver)), seats_of(taker)) == (1, [])


def test_sent_twice_it_is_done_once(leaver, taker, administrator):
    seen = leaver.version
    pass_on(leaver, taker, administrator, seen=seen)
    with pytest.raises(Stale):
        pass_on(leaver, taker, administrator, seen=seen)
    assert len(seats_of(taker)) == 1


def test_it_warns_of_roles_that_are_missing(leaver, taker):
    assert warnings(leaver, everything_to(taker), on=TODAY) == [
        "Seats on committees and boards: Head of Streets could do nothing with that. Tick the role Outcome Board member"
        " or Policy officer there."
    ]


def test_the_last_contributor_of_a_department_is_missed():
    places = make_department("Places")
    make_indicator(owner=places)
    only = make_user(CONTRIBUTOR, department=places)
    (told,) = [lines for kind, lines in what_there_is(only, on=TODAY) if kind.key == "figures"]
    assert told[0].startswith("1 indicator of Places: nobody else may enter the figures.")
    make_user(CONTRIBUTOR, department=places)
    assert what_there_is(only, on=TODAY) == []


# On the desk --------------------------------------------------------------------------------------------------------


def page_of(user):
    return reverse("admin:plan_user_hand_over", args=[user.pk])


def test_the_page_shows_what_there_is_then_does_it(client, leaver, taker, administrator):
    client.force_login(administrator)
    assert page_of(leaver) in client.get(reverse("admin:plan_user_change", args=[leaver.pk])).content.decode()
    choosing = client.get(page_of(leaver)).content.decode()
    assert "Better Places Board, member" in choosing
    chosen = {"on": str(TODAY), "to": "", "to_seats": taker.pk}
    sure = client.get(page_of(leaver), chosen).content.decode()
    assert "Seats on committees and boards (1), to Head of Streets" in sure
    assert "Parts of the plan they lead (1), stays" in sure
    assert seats_of(taker) == []  # looking changes nothing
    address = f"{page_of(leaver)}?on={TODAY}&to=&to_seats={taker.pk}"
    answer = client.post(address, {"why": "Moves on", "seen_version": leaver.version})
    assert answer.status_code == 302
    assert (len(seats_of(taker)), ItemOfficer.objects.get().user) == (1, leaver)
    assert client.post(address, {"why": "Moves on", "seen_version": leaver.version}).status_code == 409


def test_a_policy_officer_hands_over_and_closes_nothing(client, leaver, taker, policy_officer):
    client.force_login(policy_officer)
    seat, link = BodyMembership.objects.get(user=leaver), ItemOfficer.objects.get()
    for address in (
        reverse("admin:plan_bodymembership_change", args=[seat.pk]),
        reverse("admin:outcomes_itemofficer_change", args=[link.pk]),
    ):
        assert page_of(leaver) in client.get(address).content.decode(), address
    address = f"{page_of(leaver)}?on={TODAY}&to={taker.pk}"
    sure = client.get(address).content.decode()
    assert ("Seats on committees and boards (1), to Head of Streets" in sure, "Close the account" in sure) == (
        True, False
    )  # fmt: skip
    assert leaver.username not in sure
    posted = {"why": "Retires", "seen_version": leaver.version, "deactivate": "on"}
    assert client.post(address, posted)["Location"] == reverse("admin:index")
    assert (len(seats_of(taker)), User.objects.get(pk=leaver.pk).is_active) == (1, True)
    assert client.get(reverse("admin:plan_user_change", args=[leaver.pk])).status_code in (403, 404)


def test_a_policy_officer_does_not_see_what_the_keeper_of_the_system_has(client, policy_officer):
    keeper = User.objects.create_superuser("keeper", password="a long enough password", office="Zanzibar")
    client.force_login(policy_officer)
    page = client.get(page_of(keeper))
    assert (page.status_code, "Zanzibar" in page.content.decode()) == (403, False)


@pytest.mark.parametrize("role", [CONTRIBUTOR, BOARD_MEMBER])
def test_nobody_else_sees_what_somebody_has(client, leaver, role):
    client.force_login(make_user(role))
    answer = client.get(page_of(leaver))
    assert answer.status_code in (403, 404)
    assert "Better Places Board" not in answer.content.decode()


def test_administration_is_what_it_takes(administrator):
    assert administrator.has_role(ADMINISTRATOR.slug)
    assert administrator.has_perm("plan.change_user")


D = date
STRETCHES = {
    "nothing held": ([], [(D(2022, 1, 1), None)]),
    "all of it": ([(None, None)], []),
    "the beginning": ([(D(2021, 1, 1), D(2022, 3, 1))], [(D(2022, 3, 1), None)]),
    "from later on": ([(D(2022, 3, 1), None)], [(D(2022, 1, 1), D(2022, 3, 1))]),
    "the middle": ([(D(2022, 3, 1), D(2022, 4, 1))], [(D(2022, 1, 1), D(2022, 3, 1)), (D(2022, 4, 1), None)]),
}


@pytest.mark.parametrize(("held", "left"), STRETCHES.values(), ids=STRETCHES)
def test_what_is_left_of_a_stretch(held, left):
    assert endings.uncovered(D(2022, 1, 1), None, held) == left


stretch = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda two: (two[0], two[0] + two[1]))


@given(stretch, st.lists(stretch, max_size=4))
def test_together_with_what_is_held_each_day_is_covered_once(wanted, held):
    def days(begin, end):
        return range(begin.toordinal(), end.toordinal())

    def as_days(pair):
        return tuple(date.fromordinal(number + 738000) for number in pair)

    starts, ends = as_days(wanted)
    others = [as_days(pair) for pair in held]
    left = [each for begin, end in endings.uncovered(starts, ends, others) for each in days(begin, end)]
    covered = {each for begin, end in others for each in days(begin, end)}
    assert sorted(left) == sorted(set(days(starts, ends)) - covered)


def test_who_leads_it_for_a_while_leads_it_on(leaver, taker, administrator):
    item = ItemOfficer.objects.get().item
    until, again = date(2022, 12, 1), date(2023, 6, 1)
    for starts, ends in ((date(2022, 3, 1), until), (again, None)):
        ItemOfficer.objects.create(item=item, office="Head of Streets", user=taker, starts=starts, ends=ends)
    pass_on(leaver, taker, administrator)
    links = ItemOfficer.objects.filter(user=taker).order_by("starts").values_list("starts", "ends")
    assert list(links) == [(date(2022, 3, 1), until), (until, again), (again, None)]


def test_a_member_who_takes_over_the_chair_sits_in_it(leaver, administrator, board):
    BodyMembership.objects.filter(user=leaver).update(part="chair")
    other = make_board_member(board, BOARD_MEMBER, office="Head of Parks")
    sat = BodyMembership.objects.get(user=other).office
    assert warnings(leaver, {"seats": other}, on=TODAY) == [
        f"Better Places Board: {other} sits there as member, the seat that passes is that of chair: {other} takes the"
        " chair, and is member no more."
    ]
    done = pass_on(leaver, other, administrator, to={"seats": other})
    assert done == [f"{other} takes the chair of Better Places Board from 7 November 2022."]
    assert sorted(seats_of(other), key=str) == [
        ("Head of Parks", "chair", TODAY, None), (sat, "member", date(2020, 1, 1), TODAY),
    ]  # fmt: skip
    assert BodyMembership.objects.on(TODAY).filter(body=board).get().part == "chair"


def test_nothing_that_was_theirs_becomes_anothers_from_before(leaver, taker, administrator):
    with pytest.raises(CannotHandOver, match="more than six weeks ago"):
        pass_on(leaver, taker, administrator, on=date(2022, 9, 25))
    ItemOfficer.objects.update(starts=date(2022, 10, 24))
    with pytest.raises(CannotHandOver, match="theirs only since 24 October 2022"):
        pass_on(leaver, taker, administrator, on=date(2022, 10, 17))
    assert (len(seats_of(leaver)), seats_of(taker), ItemOfficer.objects.get().user) == (1, [], leaver)
