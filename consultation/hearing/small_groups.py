"""Which groups of respondents are not shown, so that no few people's answers can be read or worked out. Pure.

A group of one to four people is hidden. With all respondents shown, one hidden group could be worked out from the whole
and the other groups, so more groups are hidden with it, the smallest first, until those hidden are two or more and
together not few. A group that has changed by few since figures that were published is hidden too: set side by side,
the two figures would tell of those few.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from performance.suppression import is_small

FEWEST = 5  # people whose answers may be shown together
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True)
class HiddenGroups(Generic[Group]):
    groups: frozenset[Group]
    whole: bool = False  # all respondents together are too few


def few(base: int, before: Iterable[int] = ()) -> bool:
    """Whether so many people are too few to be shown, by themselves or beside earlier figures of theirs."""
    return is_small(base, FEWEST) or any(is_small(abs(base - earlier), FEWEST) for earlier in before)


def hide_groups(
    bases: Mapping[Group, int],
    *,
    sizes: Mapping[Group, int] | None = None,
    before: Mapping[Group | None, Sequence[int]] | None = None,
) -> HiddenGroups[Group]:
    """What to hide of groups that make up all who answered a question, given how many of each answered it.

    `sizes` are how many of each group there are at all: the same groups are then hidden with a small one at every
    question. `before` are the earlier published bases of each group, those of all respondents under None.
    """
    sizes, before = sizes or bases, before or {}
    whole = sum(bases.values())
    if few(whole, before.get(None, ())):
        return HiddenGroups(frozenset(bases), whole=True)
    hidden = {
        group for group, base in bases.items()
        if few(base, before.get(group, ())) or (base and is_small(sizes.get(group, base), FEWEST))
    }  # fmt: skip
    more = sorted((sizes.get(group, 0), str(group), group) for group, base in bases.items() if base)
    left = [group for _, _, group in more if group not in hidden]
    while hidden and left and not _enough(hidden, bases):
        hidden.add(left.pop(0))
    return HiddenGroups(frozenset(hidden))


def _enough(hidden: Iterable[Group], bases: Mapping[Group, int]) -> bool:
    present = [bases[group] for group in hidden if bases[group]]
    return len(present) >= 2 and sum(present) >= FEWEST
