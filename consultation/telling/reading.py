"""The comparison of two editions as it is read: outcome by outcome, word by word, each change with its reasons.

One read model for page, API and command, so that they cannot disagree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import slugify

from consultation.hearing.engaging import Comment
from consultation.hearing.models import ReportedResult
from consultation.weighing.models import Theme
from outcomes.framework.comparing.changes import (
    KEYS,
    MERGED,
    MOVED,
    RENUMBERED,
    REWORDED,
    Change,
    Comparison,
    WordCount,
)
from outcomes.framework.comparing.parts import (
    ENTRY,
    OUTCOME,
    PLAN,
    SECTION,
    SUB_OUTCOME,
    TERM,
    WORDING,
    WORDS,
    Part,
    Parts,
    is_held,
    is_held_in_full,
)
from outcomes.framework.comparing.reading import compare_editions
from outcomes.framework.comparing.speaking import Spoken, spoken_of
from outcomes.framework.comparing.wordings import SAME, Piece, word_by_word
from plan import clock, text
from plan.models import Plan
from plan.wording import day, join_words, sentence

from .models import PlanChange
from .runs import RUNS, Run, runs_of

Kind = PlanChange.Kind
REST = "other-parts"
# How many unchanged words in a row are shown before and after a change.
AROUND = 24
# So that no page grows beyond what is quick to load, however much changed in one outcome.
PER_PAGE = 50
# Words for many of a key: "3 reworded".
MANY = {
    "added": "added", "removed": "removed", "retitled": "with a new title", "reworded": "reworded", "moved": "moved",
    "renumbered": "with a new number", "merged": "merged into others",
}  # fmt: skip
HEADINGS = (PLAN, OUTCOME, SUB_OUTCOME, SECTION)


@dataclass(frozen=True)
class Led:
    """What led to a change: a theme, a comment of a committee, a figure; with its address, where it has a page."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Reason:
    """Why, what was decided and by whom, and what led to it."""

    text: str
    decision: str
    whose: str
    source: str
    illustrative: bool
    led: tuple[Led, ...] = ()


@dataclass(frozen=True)
class Why:
    """A reason with what it is for, in words, where a part changed in several ways."""

    about: str
    reason: Reason


@dataclass(frozen=True)
class Reworded:
    """One text of a part, in pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Told:
    """All that changed of one part. `labels` say how, `texts` are told word by word, `spoken` are numbers in them."""

    part: Part
    changes: tuple[Change, ...]
    reasons: tuple["Why", ...] = ()
    spoken: tuple[Spoken, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(change.key for change in self.changes)

    @property
    def labels(self) -> list[tuple[str, str]]:
        return [(key, Kind(key).label) for key in self.keys]

    @property
    def before(self) -> Part | None:
        return self.changes[0].before

    @property
    def after(self) -> Part | None:
        return self.changes[0].after

    @property
    def what(self) -> str:
        return sentence(WORDS[self.part.kind])

    @property
    def is_heading(self) -> bool:
        return self.part.kind in HEADINGS

    @property
    def anchor(self) -> str:
        """Its id on the page of its outcome."""
        return f"c{self.part.key.hex[:12]}"

    @property
    def whole(self) -> str:
        """The words of a part that is on one side only, or stands elsewhere in the same words."""
        return "" if self.is_heading or REWORDED in self.keys else self.part.title

    @property
    def only_renumbered(self) -> bool:
        return self.is_heading and self.keys == (RENUMBERED,)

    @property
    def whereto(self) -> str:
        """In words, where that which was moved stands now, as far as its numbers do not say."""
        moved = next((change for change in self.changes if change.key == MOVED), None)
        if moved is None:
            return ""
        if moved.in_order:
            whole = self.part.kind in (OUTCOME, SECTION)
            return f"It now stands elsewhere in {'the order of the plan' if whole else 'its list'}."
        if self.is_heading:
            return "It now stands under another outcome."
        return "" if self.numbers[0] else "It now stands in another group of the same part."

    @property
    def explained(self) -> list[str]:
        """What else a small part says that is on one side only: a glossary term's definition."""
        return [readable(text) for _name, text in self.part.texts] if self.part.kind in (TERM, ENTRY) else []

    @property
    def numbers(self) -> tuple[str, str]:
        return numbers_of(self.before, self.after)

    @property
    def texts(self) -> list[Reworded]:
        names = [name for change in self.changes if change.key == REWORDED for name in change.names]
        old, new = ((part.said() if part else {}) for part in (self.before, self.after))
        return [
            Reworded("" if name == WORDING else sentence(name),
                     shortened(word_by_word(readable(old.get(name, "")), readable(new.get(name, "")))))
            for name in names
        ]  # fmt: skip


@dataclass(frozen=True)
class Group:
    """What changed in one outcome, or (`slug` is REST) in all that belongs to none. `gone_to` is what moved from here
    to another outcome, and is told there."""

    slug: str
    before: Part | None
    after: Part | None
    told: tuple[Told, ...]
    gone_to: tuple[Told, ...]
    unchanged: int
    words: WordCount

    @property
    def title(self) -> str:
        part = self.after or self.before
        return part.title if part else "The plan as a whole, its sections and glossary"

    @property
    def numbers(self) -> tuple[str, str]:
        return numbers_of(self.before, self.after)

    @property
    def headlines(self) -> list[Told]:
        """What changed of the outcome itself, its sub-outcomes, or sections: short enough for the first page."""
        return [one for one in self.told if one.is_heading and not one.only_renumbered]

    @property
    def runs(self) -> list[Run]:
        """What else changed, in short."""
        return runs_of(self.told)[:RUNS]

    @property
    def renumbered(self) -> list[Told]:
        """Those of which only the number is new: told in one place, as they follow from one another."""
        return [one for one in self.told if one.only_renumbered]

    @property
    def why_renumbered(self) -> list[Why]:
        return list(dict.fromkeys(why for one in self.renumbered for why in one.reasons))

    @property
    def others(self) -> tuple[Told, ...]:
        return tuple(one for one in self.told if not one.only_renumbered)

    @property
    def counts(self) -> list[tuple[str, str]]:
        return counted(change.key for one in self.told for change in one.changes)

    @property
    def stands_in_full(self) -> bool:
        """Whether the headlines say everything."""
        return not self.gone_to and all(one.is_heading and not one.texts for one in self.told)


@dataclass(frozen=True)
class Left:
    """A part that was looked at and left as it was, with the reason."""

    name: str
    reason: Reason


class Compared:
    """Two editions held against each other, with the reasons that are recorded between them."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self.before, self.after = before, after
        self.found = compare_editions(before, after)
        self.reasons: dict[tuple[UUID, str], list[Reason]] = defaultdict(list)
        self.left: list[Left] = []
        for row in _recorded(before, after):
            led = led_to(row)
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

    def untouched(self) -> list[Part]:
        """Outcomes in which nothing changed."""
        changed = {group.after.key for group in self.groups() if group.after}
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


def _recorded(before: Plan, after: Plan) -> Any:
    """The reasons that stand, with all that led to them. Four queries."""
    rows = PlanChange.objects.standing().between(before, after).select_related("decided_at__body")
    told = Theme.objects.select_related("consultation")
    public: dict[str, Any] = {"consultation__published_at__isnull": False}
    said = Comment.objects.cleared().filter(meeting__isnull=False, **public).select_related("meeting__body")
    figures = ReportedResult.objects.filter(**public)
    led = (Prefetch("themes", told), Prefetch("comments", said), Prefetch("results", figures))
    return rows.prefetch_related(*led).order_by("pk")


def led_to(row: PlanChange) -> tuple[Led, ...]:
    """What led to a change, as far as everyone may know it: themes of consultations that have closed, what committees
    said and was cleared, figures."""
    today = clock.today()
    found = [
        Led(theme.title, f"{reverse('you-said', args=[theme.consultation.slug])}#theme-{theme.pk}")
        for theme in row.themes.all()
        if theme.consultation.has_closed(today)
    ]
    said = [(one.meeting, one.words) for one in row.comments.all() if one.meeting]
    found += [Led(f"{met.body}, {day(met.date)}: {words}") for met, words in said]
    return (*found, *(Led(str(one)) for one in row.results.all()))


def numbers_of(before: Part | None, after: Part | None) -> tuple[str, str]:
    """The number before, where it was another or the part is gone, and the number now."""
    old, new = (part.number if part else "" for part in (before, after))
    return ("" if old == new else old, new)


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


def counted(keys: Iterable[str]) -> list[tuple[str, str]]:
    """How many of each key there are, in words, without those of which there are none."""
    found: dict[str, int] = defaultdict(int)
    for key in keys:
        found[key] += 1
    return [(key, f"{found[key]} {MANY[key]}") for key in KEYS if found[key]]


def readable(markdown: str) -> str:
    """The words of a narrative without its marks, paragraphs and lines of lists apart."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", markdown.strip())
    return "\n\n".join(filter(None, (text.plain(block) for block in blocks)))


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with long stretches in which nothing changed cut to what stands around a change."""
    last = len(pieces) - 1
    return tuple(
        Piece(SAME, _cut(piece.text, place > 0, place < last)) if piece.how == SAME and last else piece
        for place, piece in enumerate(pieces)
    )


def _cut(words: str, after_change: bool, before_change: bool) -> str:
    tokens = re.split(r"(\s+)", words)
    if len(tokens) <= 4 * AROUND + 2:
        return words
    start = "".join(tokens[: 2 * AROUND]).rstrip() if after_change else ""
    end = "".join(tokens[-2 * AROUND :]).lstrip() if before_change else ""
    return f"{start} […] {end}"
