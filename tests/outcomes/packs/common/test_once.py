"""Each thing stands in full once, in the first part that has it, and no part loses sight of anything. Pure."""

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from outcomes.framework.tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of, within
from outcomes.packs.common.content import Part
from outcomes.packs.common.once import apart, once
from outcomes.packs.common.remaining import remaining

from ..test_first_page import measure, outcome, promise

PROMISES, MEASURES = "abcd", "wxyz"
HELD = st.lists(
    st.tuples(st.sets(st.sampled_from(PROMISES)), st.sets(st.sampled_from(MEASURES))), min_size=1, max_size=4
)


def part(number: int, promises, measures) -> Part:
    told = outcome(
        *(promise("on_track", one) for one in sorted(promises)), measures=[measure(slug=m) for m in sorted(measures)]
    )
    placed = apart((replace(told, uuid=f"o{number}"),), f"p{number}")
    heading = replace(placed[0].sub_outcomes[0], heading_only=True)
    outcomes = (replace(placed[0], heading_only=True, sub_outcomes=(heading,)),)
    return Part(str(number), f"s{number}", "", f"Part {number}", f"p{number}", "", "", (), outcomes, (), ())


@given(HELD)
def test_in_full_once_and_named_wherever_else_it_is_watched(held):
    parts = once([part(n, promises, measures) for n, (promises, measures) in enumerate(held)])

    seen: set[str] = set()
    for told, (promises, measures) in zip(parts, held, strict=True):
        (sub,) = told.outcomes[0].sub_outcomes
        full = {one.uuid for one in sub.promises} | {one.slug for one in sub.measures}
        assert full == (promises | measures) - seen
        assert {one.key for one in sub.also} == (promises | measures) & seen
        assert all(one.where != told.short for one in sub.also)
        seen |= full


def uuid(number: int) -> UUID:
    return UUID(int=number)


def plan(shape: list[list[bool]]) -> tuple[OutcomeNode, ...]:
    """An outcome for each list, a sub-outcome for each of its members, with two aims and three commitments."""
    numbers = iter(range(1, 10_000))

    def sub(implied: bool) -> SubOutcomeNode:
        aims = tuple(AimNode(uuid(next(numbers)), place, "", "", "") for place in (1, 2))
        whose = [aims[0].uuid, aims[1].uuid, None]
        made = tuple(
            CommitmentNode(uuid(next(numbers)), 0, place, "", "lead", aim, (), ((uuid(next(numbers)), ""),), ())
            for place, aim in enumerate(whose)
        )
        return SubOutcomeNode(uuid(next(numbers)), 0, "", "", "", implied, False, "", aims, made, (), (), ())

    return tuple(
        OutcomeNode(uuid(next(numbers)), 0, "outcome", "", "", "", 1, "", "", "", False, "", "", tuple(map(sub, subs)))
        for subs in shape
    )


@given(st.lists(st.lists(st.booleans(), max_size=3), min_size=1, max_size=3), st.data())
def test_what_is_watched_and_what_remains_are_together_the_whole_plan(shape, data):
    tree = plan(shape)
    everything = sorted(items_of(tree))
    remits = data.draw(st.lists(st.sets(st.sampled_from(everything), max_size=4), max_size=3))
    watched = [within(tree, remit) for remit in remits]
    covered = set().union(*map(items_of, watched))

    rest = items_of(remaining(tree, watched))

    assert rest | covered == set(everything)
    assert not rest & covered


def test_places_in_a_part_are_the_parts_own():
    told = SimpleNamespace(whole=apart(outcome(promise("on_track", "a")), "for-roads"))

    assert told.whole.anchor.startswith("for-roads-")
    assert all(sub.anchor.startswith("for-roads-") for sub in told.whole.sub_outcomes)
