"""The comparison of two editions as it is read: outcome by outcome, word by word, each change with its reasons.

One read model for page, API and command, so that they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from outcomes.framework.comparing.changes import KEYS, MERGED, MOVED, REWORDED, Change, Comparison, WordCount
from outcomes.framework.comparing.parts import OUTCOME, Part, Parts, is_held, is_held_in_full
from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.comparing.speaking import spoken_of
from plan.models import Plan
from plan.wording import join_words

from .models import PlanChange
from .told import REST, Group, Told, counted
from .why import Left, Reason, Why, led_to, recorded

Kind = PlanChange.Kind
# So that no page grows beyond what is quick to load, however much changed in one outcome.
PER_PAGE = 50


class Compared:
    """Two editions held against each other, with the reasons that are recorded between them."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self.before, self.after = before, after
        self.found = compare_editions(before, after)
        self.reasons: dict[tuple[UUID, str], list[Reason]] = defaultdict(list)
        self.left: list[Left] = []
        rows, cited = recorded(before, after)
        for row in rows:
            led = led_to(row, cited)
            reason = Reason(row.reason, row.get_decision_display(), row.whose, row.source, row.illustrative, led)
            if row.kind == Kind.NONE:
                self.left.append(Left(row.name, reason))
            else:
                self.reasons[row.part, row.kind].append(reason)

    def entries(self) -> dict[str, list[dict[str, Any]]]:
        """Every change under its key, as commands and the API give it."""
        return {key: [change.entry(self._why(change)) for change in self.found.under(key)] for key in KEYS}

    def _why(self, change: Change) -> str:
        return " ".join(reason.text for reason in self.reasons.get((change.uuid, change.key), ()))

    def unexplained(self) -> list[Change]:
        """Changes for which no reason is recorded."""
        return [change for change in self.found.changes if (change.uuid, change.key) not in self.reasons]

    def counts(self) -> list[tuple[str, str]]:
        return counted(change.key for change in self.found.changes)

    def words(self) -> WordCount | None:
        """None where too little is known of what one of them said."""
        return self.found.word_count() if self.found.is_counted else None

    def unheld(self) -> list[Plan]:
        """Those of which it is not known what they said."""
        return [plan for plan, parts in self._both() if not is_held(parts)]

    def partly_held(self) -> list[Plan]:
        """Those of which no more is known than their outcomes."""
        return [plan for plan, parts in self._both() if not is_held_in_full(parts)]

    def _both(self) -> tuple[tuple[Plan, tuple[Part, ...]], ...]:
        return (self.before, self.found.before), (self.after, self.found.after)

    def has_reasons_backwards(self) -> bool:
        """Whether why it was changed is recorded the other way round only. One query where nothing is recorded."""
        if self.reasons or self.left:
            return False
        return PlanChange.objects.standing().between(self.after, self.before).exists()

    def groups(self) -> list[Group]:
        """Outcome by outcome in the order of the later edition, then those that are gone, then the rest. Only those
        in which something changed."""
        told = self._told()
        tops = _tops(self.found)
        slugs = _slugs(tops)
        under: dict[UUID | None, list[Told]] = defaultdict(list)
        away: dict[UUID | None, list[Told]] = defaultdict(list)
        for one in told:
            here = _top_of(one.after or one.before)
            under[here].append(one)
            if MOVED in one.keys and (was := _top_of(one.before)) != here:
                away[was].append(one)
        keys: list[UUID | None] = [*tops, None]
        return [
            Group(
                slugs[key] if key else REST, *(tops[key] if key else (None, None)), tuple(under[key]), tuple(away[key]),
                self.found.unchanged.get(key, 0),
                self.found.word_count(key) if key and self.found.is_counted else WordCount(),
            )
            for key in keys
            if under[key] or away[key]
        ]  # fmt: skip

    def alike(self, key: str, kind: str) -> list[Told]:
        """Parts of one kind that changed in one way, each told with that change alone, in the order of the plan."""
        found = [change for change in self.found.under(key) if change.kind == kind]
        return [Told(change.part, (change,), self._whys((change,))) for change in found]

    def untouched(self, groups: Iterable[Group]) -> list[Part]:
        """Outcomes in which nothing changed; `groups` are those in which something did."""
        changed = {group.after.key for group in groups if group.after}
        return [part for part in self.found.after if part.kind == OUTCOME and part.key not in changed]

    def _whys(self, changes: Sequence[Change]) -> tuple[Why, ...]:
        """The reasons for what changed of a part, each once; said what for where not all have the same."""
        found: dict[Reason, list[str]] = {}
        for change in changes:
            for reason in self.reasons.get((change.uuid, change.key), ()):
                found.setdefault(reason, []).append(Kind(change.key).label.lower())
        return tuple(
            Why("" if len(labels) == len(changes) else join_words(labels), reason) for reason, labels in found.items()
        )

    def _told(self) -> list[Told]:
        by_part: dict[tuple[UUID, bool], list[Change]] = defaultdict(list)
        for change in self.found.changes:
            by_part[change.uuid, change.key == MERGED].append(change)
        meanings = [Parts(parts).by_number() for parts in (self.found.before, self.found.after)]
        return [
            Told(
                changes[0].part, tuple(changes),
                self._whys(changes),
                tuple(spoken for one in changes if one.key == REWORDED for spoken in spoken_of(one, *meanings)),
            )
            for changes in by_part.values()
        ]  # fmt: skip


def _top_of(part: Part | None) -> UUID | None:
    return part.tops[0] if part and part.tops else None


def _tops(found: Comparison) -> dict[UUID, tuple[Part | None, Part | None]]:
    """Outcomes by their keys, as they were and are; those of the later edition first."""
    old = {part.key: part for part in found.before if part.kind == OUTCOME}
    new = {part.key: part for part in found.after if part.kind == OUTCOME}
    return {key: (old.get(key), new.get(key)) for key in {**new, **old}}


def _slugs(tops: Mapping[UUID, tuple[Part | None, Part | None]]) -> dict[UUID, str]:
    """A name for each outcome's page, from its title; one that is taken already is counted."""
    found: dict[UUID, str] = {}
    taken = {REST}
    for key, (old, new) in tops.items():
        part = new or old
        name = base = slugify(part.title if part else "") or "outcome"
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found[key] = name
    return found
