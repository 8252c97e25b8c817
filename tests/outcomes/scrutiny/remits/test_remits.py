"""What committees are given, hand over and refer, and what each of them sees then."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.framework.tree import items_of
from outcomes.models import Commitment, Referral, Remit
from outcomes.reporting.progress import progress
from outcomes.scrutiny.coverage import coverage
from outcomes.scrutiny.giving import CannotGive, end, give, hand_over
from outcomes.scrutiny.meeting_ties import left_behind
from outcomes.scrutiny.referring import CannotRefer, refer, take_back
from outcomes.scrutiny.remits import committees_watching, referrals_of, remit_tree, scope_of
from plan import locking, wording
from plan.bodies import close_board, merge_boards
from plan.meetings import cancel_meeting
from plan.models import Event
from plan.roles import ADMINISTRATOR, CMT, CONTRIBUTOR, NotYours
from tests.factories import (
    make_body,
    make_commitment,
    make_indicator,
    make_item,
    make_outcome,
    make_plan,
    make_sub_outcome,
    make_user,
)
from tests.outcomes.scrutiny.remits.council import LATER, START, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def texts(tree):
    return [one.text for outcome in tree for sub in outcome.sub_outcomes for one in sub.commitments]


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_committee_is_given_several_things_at_once_and_what_it_has_is_passed_over(watched):
    made = give(
        watched.air_committee, [watched.air.item, watched.water.item, watched.accidents], starts=TODAY,
        by=watched.clerk, why="Asked for", source="Minute 12",
    )  # fmt: skip
    assert [(row.about, row.starts, row.source) for row in made] == [
        (watched.water.item, TODAY, "Minute 12"), (watched.accidents, TODAY, "Minute 12"),
    ]  # fmt: skip
    assert verbs() == ["remit.given", "remit.given"]
    assert made[0].history.get().history_user == watched.clerk
    with pytest.raises(CannotGive, match="has this already"):
        give(watched.air_committee, [watched.water.item], starts=LATER, by=watched.officer, why="Again")
    assert len(verbs()) == 2


@pytest.mark.parametrize("role", [CMT, CONTRIBUTOR, ADMINISTRATOR, None])
def test_others_give_end_hand_over_and_refer_nothing(watched, role):
    who = make_user(role)
    for act in (
        lambda: give(watched.air_committee, [watched.water.item], starts=TODAY, by=who, why="x"),
        lambda: end(watched.remit, on=TODAY, by=who, why="x"),
        lambda: hand_over(watched.remit, watched.roads_committee, on=TODAY, by=who, why="x"),
        lambda: refer(
            watched.air.item, giver=watched.air_committee, receiver=watched.roads_committee, starts=TODAY, by=who,
            reason="x",
        ),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            act()
    assert (Remit.objects.count(), Referral.objects.count(), Event.objects.count()) == (2, 0, 0)
    watched.remit.refresh_from_db()
    assert (watched.remit.ends, watched.remit.version) == (None, 1)


def test_giving_what_makes_no_sense_is_refused(watched):
    line = make_commitment(make_sub_outcome(make_outcome(make_plan())), "Clean the lake:")
    nested = Commitment.objects.create(
        plan=line.plan, item=make_item("commitment"), parent=line, text="its banks", position=1
    )
    hidden, context = make_indicator("Hidden", is_public=False), make_indicator("Canals", is_context=True)
    gone, board = make_body(name="Gone Committee", ends=START), make_body("board")
    air, day = watched.air_committee, {"starts": TODAY}
    for body, subjects, how, says in (
        (air, [], day, "Choose at least one"),
        (air, [nested.item], day, "goes with it"),
        (air, [hidden], day, "not public"),
        (air, [context], day, "figure for context"),
        (gone, [watched.water.item], day, "does not exist"),
        (board, [watched.water.item], day, "no scrutiny committee"),
        (air, [watched.water.item], {**day, "ends": TODAY}, "later than the from date"),
    ):
        with pytest.raises(CannotGive, match=says):
            give(body, subjects, by=watched.officer, why="x", **how)
    with pytest.raises(CannotGive, match="Say why"):
        give(air, [watched.water.item], by=watched.officer, why=" ", **day)
    assert Remit.objects.count() == 2


def test_a_remit_ends_on_a_day_and_one_that_would_begin_later_never_comes_to_be(watched):
    end(watched.remit, on=TODAY, by=watched.officer, why="Too much")
    assert texts(remit_tree(watched.air_committee, watched.plan, on=TODAY - DAY)) == ["Plant trees", "Build fences"]
    assert remit_tree(watched.air_committee, watched.plan, on=TODAY) == ()
    with pytest.raises(CannotGive, match="only until 12 October 2022"):
        end(watched.remit, on=LATER, by=watched.officer, why="Again", seen=2)
    (later,) = give(watched.air_committee, [watched.air.item], starts=LATER, by=watched.officer, why="From January")
    end(later, on=LATER, by=watched.officer, why="Not after all")
    assert verbs() == ["remit.ended", "remit.given", "remit.ended"]
    assert Remit.history.filter(history_type="-").get().history_change_reason == "Not after all"


def test_handing_over_ends_one_and_begins_the_other_or_neither(watched):
    hand_over(watched.remit, watched.roads_committee, on=LATER, by=watched.clerk, why="New terms of reference")
    rows = Remit.objects.filter(item=watched.air.item).order_by("starts")
    assert [(row.committee, row.starts, row.ends) for row in rows] == [
        (watched.air_committee, START, LATER), (watched.roads_committee, LATER, None),
    ]  # fmt: skip
    assert verbs() == ["remit.handed_over"]
    give(watched.health_committee, [watched.air.item], starts=START, by=watched.clerk, why="x")
    with pytest.raises(CannotGive, match="has it already"):
        hand_over(rows[1], watched.health_committee, on=LATER, by=watched.clerk, why="x")
    with pytest.raises(CannotGive, match="Choose another committee"):
        hand_over(rows[1], watched.roads_committee, on=LATER, by=watched.clerk, why="x")
    assert len(verbs()) == 2


def test_an_indicator_is_handed_over_like_a_part_of_the_plan(watched):
    (row,) = give(watched.air_committee, [watched.accidents], starts=START, by=watched.clerk, why="x")
    (other,) = give(watched.roads_committee, [watched.noise], starts=START, by=watched.clerk, why="x")
    hand_over(row, watched.roads_committee, on=TODAY, by=watched.clerk, why="x")
    assert scope_of(watched.air_committee, watched.plan, on=TODAY).tree[0].title == "Clean"
    held = Remit.objects.on(TODAY).filter(committee=watched.roads_committee)
    assert {one.about for one in held} == {watched.accidents, watched.noise}
    assert other.version == 1


def test_somebody_who_was_slower_is_told_and_changes_nothing(watched):
    hand_over(watched.remit, watched.roads_committee, on=LATER, by=watched.clerk, why="x", seen=1)
    for act in (
        lambda: end(watched.remit, on=TODAY, by=watched.officer, why="x", seen=1),
        lambda: hand_over(watched.remit, watched.health_committee, on=TODAY, by=watched.officer, why="x", seen=1),
    ):
        with pytest.raises(locking.Stale):
            act()
    assert verbs() == ["remit.handed_over"]


def test_an_indicator_by_itself_stands_under_a_heading_with_nothing_else_of_it(watched):
    give(watched.health_committee, [watched.accidents], starts=START, by=watched.officer, why="x")
    tree = remit_tree(watched.health_committee, watched.plan, on=TODAY)
    assert (items_of(tree), texts(tree)) == (set(), [])
    (roads,) = tree[0].sub_outcomes
    assert (roads.title, roads.heading_only, roads.aims, roads.alone) == ("Roads", True, (), (watched.accidents.pk,))
    (shown,) = progress(tree, on=TODAY)
    assert [line.name for line in shown.sub_outcomes[0].indicators] == ["Accidents"]


def test_an_indicator_of_what_is_watched_anyway_is_shown_once_and_one_that_measures_nothing_apart(watched):
    stray = make_indicator("Stray")
    give(watched.air_committee, [watched.noise, stray], starts=START, by=watched.officer, why="x")
    scope = scope_of(watched.air_committee, watched.plan, on=TODAY)
    assert scope.uncited == (stray.pk,)
    (air,) = scope.tree[0].sub_outcomes
    assert (air.alone, air.heading_only) == ((), False)
    stray.is_public = False
    stray.save()
    assert scope_of(watched.air_committee, watched.plan, on=TODAY).uncited == ()


def referred(watched, subject=None, **how):
    made = {"giver": watched.air_committee, "receiver": watched.health_committee, "starts": TODAY, "by": watched.clerk,
            "reason": "Noise makes people ill.", **how}  # fmt: skip
    return refer(subject or watched.quieter.item, **made)


def test_a_referral_adds_its_part_to_the_other_committee_and_marks_it_for_both(watched):
    row = referred(watched, ends=LATER)
    assert texts(remit_tree(watched.health_committee, watched.plan, on=TODAY)) == ["Build fences"]
    (air,) = remit_tree(watched.health_committee, watched.plan, on=TODAY)[0].sub_outcomes
    assert (air.heading_only, [aim.note for aim in air.aims]) == (
        True, ["Referred by Air Committee on 12 October 2022: Noise makes people ill."],
    )  # fmt: skip
    (own,) = remit_tree(watched.air_committee, watched.plan, on=TODAY)[0].sub_outcomes
    assert [aim.note for aim in own.aims] == [
        "", "Referred to Health Committee on 12 October 2022: Noise makes people ill.",
    ]  # fmt: skip
    assert texts([*remit_tree(watched.air_committee, watched.plan, on=TODAY)]) == ["Plant trees", "Build fences"]
    for on in (TODAY - DAY, LATER):
        assert remit_tree(watched.health_committee, watched.plan, on=on) == ()
    watching = committees_watching({watched.quieter.item_id}, on=TODAY)
    assert [(one.short, one.referred) for one in watching] == [("Health Committee", True)]
    assert Event.objects.get().detail == {
        "from": row.giver.slug, "to": row.receiver.slug, "on": "2022-10-12", "until": "2023-01-16",
    }  # fmt: skip


def test_a_referral_for_a_meeting_lasts_until_it_wherever_it_is_moved(watched):
    referred(watched, meeting=watched.meeting)
    later = LATER + timedelta(weeks=3)
    seen = [bool(remit_tree(watched.health_committee, watched.plan, on=on)) for on in (LATER, LATER + DAY, later)]
    assert seen == [True, False, False]
    watched.meeting.date = later
    watched.meeting.save()
    seen = [bool(remit_tree(watched.health_committee, watched.plan, on=on)) for on in (later, later + DAY)]
    assert seen == [True, False]


def test_a_referral_is_taken_back_with_what_came_of_it_and_stays_on_record(watched):
    row = referred(watched)
    take_back(row, on=TODAY, by=watched.officer, why="Dealt with", result="Fences will be higher.", seen=1)
    row.refresh_from_db()
    assert (row.ends, row.result, row.version) == (TODAY + DAY, "Fences will be higher.", 2)
    assert verbs() == ["referral.made", "referral.taken_back"]
    with pytest.raises(locking.Stale):
        take_back(row, on=TODAY, by=watched.officer, why="x", seen=1)
    with pytest.raises(CannotRefer, match="only until 13 October"):
        take_back(row, on=LATER, by=watched.officer, why="x")


def test_an_indicator_of_its_own_is_referred_by_itself(watched):
    referred(watched, watched.noise)
    scope = scope_of(watched.health_committee, watched.plan, on=TODAY)
    (air,) = scope.tree[0].sub_outcomes
    assert air.alone == (watched.noise.pk,)
    assert air.note == "Noise at night: Referred by Air Committee on 12 October 2022: Noise makes people ill."
    with pytest.raises(CannotRefer, match="does not have it in its remit"):
        referred(watched, watched.accidents)


def test_a_referral_that_makes_no_sense_is_refused(watched):
    elsewhere = watched.meeting
    for how, says in (
        ({"receiver": watched.air_committee}, "to another committee"),
        ({"giver": watched.roads_committee}, "does not have it in its remit"),
        ({"ends": TODAY}, "later than the from date"),
        ({"receiver": watched.roads_committee, "meeting": elsewhere}, "no meeting of Roads Committee"),
        ({"meeting": elsewhere, "starts": LATER + DAY}, "Choose a later meeting"),
        ({"reason": " "}, "Say why"),
    ):
        with pytest.raises(CannotRefer, match=says):
            referred(watched, **how)
    referred(watched)
    with pytest.raises(CannotRefer, match="has it already"):
        referred(watched)
    assert Referral.objects.count() == 1


def test_the_database_refuses_rows_about_nothing_or_two_things_and_referrals_to_oneself(watched):
    both = {"item": watched.water.item, "indicator": watched.noise}
    air, health = watched.air_committee, watched.health_committee
    told = {"starts": TODAY, "reason": "x", "item": watched.air.item}
    for model, fields in (
        (Remit, {"committee": health}),
        (Remit, {"committee": health, **both}),
        (Referral, {"giver": air, "receiver": air, **told}),
        (Referral, {"giver": air, "receiver": health, **told, "starts": None}),
        (Referral, {"giver": air, "receiver": health, **told, "reason": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**fields)
    with pytest.raises(ValidationError, match="one of them, not both"):
        Remit(committee=health, **both).full_clean()


def test_what_is_watched_by_whom_and_by_nobody(watched):
    give(watched.roads_committee, [watched.quieter.item, watched.accidents], starts=START, by=watched.clerk, why="x")
    found = coverage(watched.plan, on=TODAY)
    assert [line.text for line in found.overlapping] == ["Less noise"]
    assert [line.number for line in found.with_state(["sub_outcome"], "not covered")] == ["1.2", "2.1"]
    assert [line.text for line in found.with_state(["commitment"], "not covered")] == [
        "Test the water", "Paint crossings",
    ]  # fmt: skip
    assert [one.name for one in found.bare] == []
    assert [(one.name, one.watches[0].committee) for one in found.indicators] == [("Accidents", "Roads Committee")]
    assert found.lost == ()
    (lost,) = give(watched.health_committee, [make_item("sub_outcome")], starts=START, by=watched.clerk, why="x")
    assert [(item, watch.committee) for item, watch in coverage(watched.plan, on=TODAY).lost] == [
        (lost.item_id, "Health Committee")
    ]


def test_a_committee_that_is_merged_passes_on_its_indicators_and_referrals_to_it_end(watched):
    give(watched.health_committee, [watched.accidents], starts=START, by=watched.clerk, why="x")
    row = referred(watched)
    on = date(2022, 12, 1)
    told = merge_boards(watched.health_committee, into=watched.roads_committee, on=on, by=watched.officer, why="Fewer")
    assert "1 referral to it ends on 1 December 2022; refer anew." in told
    row.refresh_from_db()
    assert row.ends == on
    assert [one.about for one in Remit.objects.on(on).filter(committee=watched.roads_committee)] == [watched.accidents]
    close_board(watched.roads_committee, on=LATER, by=watched.officer, why="Done")
    assert not Remit.objects.on(LATER).filter(indicator=watched.accidents).exists()


def test_a_referral_ends_with_the_remit_it_came_from(watched):
    refer(
        watched.air.item, giver=watched.air_committee, receiver=watched.health_committee, starts=TODAY,
        by=watched.clerk, reason="Figures",
    )  # fmt: skip
    end(watched.remit, on=LATER, by=watched.clerk, why="No longer theirs")
    referral = Referral.objects.get()
    assert referral.ends == LATER
    assert Event.objects.latest("sequence").verb == "referral.ended"
    assert not Referral.objects.on(LATER).exists()
    assert referral.history.first().history_user == watched.clerk


def test_a_referral_of_what_it_still_watches_stays_when_a_remit_ends(watched):
    Remit.objects.create(committee=watched.air_committee, item=watched.clean.item, starts=START)
    refer(
        watched.air.item, giver=watched.air_committee, receiver=watched.health_committee, starts=TODAY,
        by=watched.clerk, reason="Figures",
    )  # fmt: skip
    end(watched.remit, on=LATER, by=watched.clerk, why="It has all of it")
    assert Referral.objects.get().ends is None


def test_a_referral_for_a_meeting_that_is_off_is_refused_and_one_made_waits_for_another(watched):
    words = {"giver": watched.air_committee, "receiver": watched.health_committee, "starts": TODAY,
             "by": watched.clerk, "reason": "Figures", "meeting": watched.meeting}  # fmt: skip
    made = refer(watched.air.item, **words)
    cancel_meeting(watched.meeting, by=watched.clerk, why="Snow")
    watched.meeting.refresh_from_db()
    later = watched.meeting.date + 30 * DAY
    (seen,) = referrals_of(watched.health_committee, on=later)
    assert seen.days.endswith(", which was cancelled")
    made = Referral.objects.get(pk=made.pk)
    assert made.lasts_on(later)
    (line,) = left_behind(watched.clerk, later)
    assert line.url == reverse("admin:outcomes_referral_take_back", args=[made.pk])
    take_back(made, on=later, by=watched.clerk, why="Snow")
    assert left_behind(watched.clerk, later) == []
    with pytest.raises(CannotRefer, match="is cancelled"):
        refer(watched.air.item, **words)


def test_what_a_committee_will_have_later_it_can_be_given_until_then(watched):
    why = {"by": watched.clerk, "why": "Asked for"}
    (later,) = give(watched.roads_committee, [watched.water.item], starts=LATER, **why)
    (now,) = give(watched.roads_committee, [watched.water.item], starts=TODAY, **why)
    assert (now.starts, now.ends, later.starts) == (TODAY, LATER, LATER)
    assert Event.objects.order_by("-sequence").first().detail == {"from": str(TODAY), "until": str(LATER)}
    with pytest.raises(CannotGive, match="has this already on"):
        give(watched.roads_committee, [watched.water.item], starts=TODAY, **why)
    for day in (TODAY, LATER - DAY, LATER):
        held = Remit.objects.on(day).filter(committee=watched.roads_committee, item=watched.water.item)
        assert held.count() == 1


def test_handing_over_to_who_has_it_later_says_from_when(watched):
    give(watched.roads_committee, [watched.air.item], starts=LATER, by=watched.clerk, why="x")
    with pytest.raises(CannotGive, match=f"has it from {wording.day(LATER)} on. Hand it over on that day, or end"):
        hand_over(watched.remit, watched.roads_committee, on=TODAY, by=watched.clerk, why="x")
    assert watched.remit.history.count() == 1
