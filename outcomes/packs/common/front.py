"""The first page of a common report: the whole plan, and each committee's part at a glance. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from .. import summary
from ..before import Before
from ..content import Front
from ..fitting import fitted
from ..parts import Paper
from .content import Part

ROOMY = 5
WATCHED, REMIT = "what the Plan promises", "the Plan"


def front_of(parts: Sequence[Part], shown: Sequence[Part], before: Before, paper: Paper) -> Front:
    """The counts are of the whole plan, each thing once; each row counts all that its part holds, so that what two
    committees watch counts for both. `shown` are the same parts with each thing in full once, for what leads where."""
    whole = [part.whole for part in shown]
    promises, measures = summary.all_promises(whole), summary.all_measures(whole)
    most = 3 if len(parts) <= ROOMY else 2
    rows = tuple(summary.row(part.whole) for part in parts)
    lists = [
        summary.off_track(whole, most, noun=paper.noun), summary.worse(whole, before, most),
        replace(summary.attention(whole, most), title="What the boards ask committees to look at"),
    ]  # fmt: skip
    off, down, asked = fitted(lists, rows, what_changed=paper.what_changed)
    return Front(
        judgement=summary.judgement(promises, measures, noun=paper.noun, watched=WATCHED, remit=REMIT),
        figures=summary.figures(promises, measures, before, noun=paper.noun),
        off_track=off,
        worse=down,
        attention=asked,
        rows=rows,
    )
