"""What a common report says: a first page on the whole plan, then a part for each committee. Pure.

Each part is what that committee's own report would hold. What two committees watch stands in full in the first of their
parts and is named in the other, with where to read it; what no committee watches stands in a part of its own, so that
the parts together hold the whole plan.
"""

from dataclasses import dataclass, replace

from ..content import Front, Note, Term
from ..parts import Outcome, Paper
from ..stored import Stored
from ..told import Chosen, Enquiry, Known, SinceLast

SCHEMA = 1
REST = "rest"
REST_TITLE = "What no committee watches"


@dataclass(frozen=True)
class Part:
    """A committee's part. `items` (sorted UUIDs) and `indicators` (sorted slugs) are all that it holds, in full or by
    name; `judgement` is the sentence on it, `words` are the covering words (Markdown)."""

    key: str  # of its section
    slug: str  # the committee's; empty for what no committee watches
    title: str
    short: str
    anchor: str
    words: str
    judgement: str
    enquiries: tuple[Enquiry, ...]
    outcomes: tuple[Outcome, ...]
    items: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def only(self) -> str:
        """What is said where something stands above what is shown."""
        return "Only what is in its remit is shown." if self.slug else "Only what no committee watches is shown."

    @property
    def unmeasured(self) -> str:
        return "No indicator in its remit measures this." if self.slug else "No other indicator measures this."

    @property
    def whole(self) -> Outcome:
        """As one thing with all that is under it, for counts and for the first page."""
        subs = tuple(sub for outcome in self.outcomes for sub in outcome.sub_outcomes)
        return Outcome(
            uuid="", number="", title=self.short, kind="", statement="", anchor=self.anchor, accent=1,
            heading_only=True, sub_outcomes=subs, reports=tuple(one for each in self.outcomes for one in each.reports),
        )  # fmt: skip


@dataclass(frozen=True)
class CommonContent(Stored):
    """Everything the report shows. `left_out` are parts that an officer left out, by name."""

    reads = SCHEMA

    schema: int
    paper: Paper
    front: Front
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    since: SinceLast | None
    sections: tuple[Chosen, ...]
    known: Known

    @property
    def shown(self) -> list[tuple[Chosen, Part | None]]:
        """The sections in their order, each with its part where it is one's; without those that hold nothing."""
        parts = {part.key: part for part in self.parts}
        there = {"notes": bool(self.notes), "glossary": bool(self.terms), "since": self.since is not None}
        return [
            (one, parts.get(one.key))
            for one in self.sections
            if one.key in parts or (there.get(one.key, one.key == "introduction"))
        ]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Of all parts."""
        return tuple(outcome for part in self.parts for outcome in part.outcomes)

    @property
    def in_full(self) -> tuple[Part, ...]:
        """The parts with what is only named in them put back: for data, of which each committee's is complete."""
        subs = [sub for outcome in self.outcomes for sub in outcome.sub_outcomes]
        measures = {one.slug: one for sub in subs for one in sub.measures}
        promises = {one.uuid: one for sub in subs for one in sub.promises}

        def put_back(outcome: Outcome) -> Outcome:
            return replace(
                outcome,
                sub_outcomes=tuple(
                    replace(
                        sub,
                        measures=sub.measures + tuple(measures[one.key] for one in sub.also if one.key in measures),
                        promises=sub.promises + tuple(promises[one.key] for one in sub.also if one.key in promises),
                    )
                    for sub in outcome.sub_outcomes
                ),
            )

        return tuple(replace(part, outcomes=tuple(map(put_back, part.outcomes))) for part in self.parts)
