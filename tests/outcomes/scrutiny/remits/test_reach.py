"""How far a remit reaches, for any plan and any remit."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from outcomes.framework.tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of, within
from outcomes.scrutiny.reach import Line, lines


@st.composite
def plans(draw) -> tuple[OutcomeNode, ...]:
    """Any small edition: sub-outcomes with aims, commitments under an aim or under none, some in two places."""
    shared = [uuid4() for _ in range(2)]
    return tuple(
        outcome(
            str(number), [sub_outcome(draw, f"{number}.{place}", shared) for place in range(draw(st.integers(0, 3)))]
        )
        for number in range(draw(st.integers(1, 3)))
    )


def outcome(number: str, subs: list[SubOutcomeNode]) -> OutcomeNode:
    return OutcomeNode(
        uuid4(), 1, "outcome", number, "Title", number, 1, "Statement", "Narrative", "", False, "", "", tuple(subs)
    )


def sub_outcome(draw, number: str, shared: list[UUID]) -> SubOutcomeNode:
    aims = tuple(AimNode(uuid4(), place, "Aim", "", "") for place in range(draw(st.integers(0, 2))))
    own = [uuid4() for _ in range(draw(st.integers(0, 3)))]
    also = draw(st.lists(st.sampled_from(shared), unique=True, max_size=1))
    where = st.sampled_from([None, *(aim.uuid for aim in aims)])
    commitments = tuple(
        CommitmentNode(uuid, 1, place, "We will", "lead", draw(where), (), (), ())
        for place, uuid in enumerate([*own, *also])
    )
    return SubOutcomeNode(uuid4(), 1, number, "Part", "Words", False, False, "", aims, commitments, (), (), ())


def every(tree) -> list[Line]:
    return [line for one in lines(tree, {}) for line in one.walk()]


@st.composite
def remits(draw, how_many: int):
    tree = draw(plans())
    known = st.sampled_from(sorted({line.item for line in every(tree)}))
    return tree, [set(draw(st.lists(known, max_size=4))) for _ in range(how_many)]


def places(tree, named: set[UUID]) -> set[tuple[UUID, ...]]:
    """The places, each as the path to it, that are named or stand under what is named: said anew, from the outside."""
    found = set()
    for path in paths(tree):
        if set(path) & named:
            found.add(path)
    return found


def paths(tree):
    for one in tree:
        yield (one.uuid,)
        for sub in one.sub_outcomes:
            yield (one.uuid, sub.uuid)
            yield from ((one.uuid, sub.uuid, aim.uuid) for aim in sub.aims)
            for made in sub.commitments:
                yield (one.uuid, sub.uuid, *([made.aim] if made.aim else []), made.uuid)


@given(remits(1))
def test_a_remit_holds_what_it_names_with_all_under_it_and_nothing_of_a_sibling(case):
    tree, (named,) = case
    assert items_of(within(tree, named)) == {path[-1] for path in places(tree, named)}


@given(remits(1))
def test_what_stands_above_is_a_heading_without_words(case):
    tree, (named,) = case
    for one in within(tree, named):
        assert one.heading_only == (one.uuid not in named)
        assert not (one.heading_only and (one.statement or one.narrative))
        for sub in one.sub_outcomes:
            assert sub.heading_only == (not {one.uuid, sub.uuid} & named)
            assert not (sub.heading_only and sub.narrative)


@given(remits(2))
def test_a_referral_adds_just_what_is_under_it(case):
    tree, (named, referred) = case
    both = items_of(within(tree, named | referred))
    assert both == items_of(within(tree, named)) | items_of(within(tree, referred))


@given(remits(2))
def test_the_outline_tells_the_same_watchers_as_the_trees_and_overlaps_are_what_both_watch(case):
    tree, (first, second) = case
    named: dict[UUID, list[str]] = {}
    for who, items in (("first", first), ("second", second)):
        for item in items:
            named.setdefault(item, []).append(who)
    drawn = [line for one in lines(tree, named) for line in one.walk()]
    for who, items in (("first", first), ("second", second)):
        assert {line.item for line in drawn if who in line.claims or who in inherited(line)} == items_of(
            within(tree, items)
        )
    reached = [set(line.claims) for line in drawn]
    assert [who == {"first", "second"} for who in reached] == [
        path in places(tree, first) & places(tree, second) for path in in_drawn_order(tree)
    ]


def inherited(line: Line) -> list[str]:
    return [one.claim for one in line.inherited]


def in_drawn_order(tree):
    """Paths as the outline draws them: aims with their commitments, then commitments under none."""
    for one in tree:
        yield (one.uuid,)
        for sub in one.sub_outcomes:
            yield (one.uuid, sub.uuid)
            for aim in sub.aims:
                yield (one.uuid, sub.uuid, aim.uuid)
                yield from ((one.uuid, sub.uuid, aim.uuid, made.uuid) for made in sub.of_aim(aim.uuid))
            yield from ((one.uuid, sub.uuid, made.uuid) for made in sub.of_aim(None))
