"""Editions as files to download, written once for as long as an edition says the same.

What is kept is kept under a digest of the words themselves: reading an edition's words costs a few queries, writing
them as a document up to a second.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache as store

from outcomes.framework.importer.outline import PlanOutline
from outcomes.framework.models import SubOutcome
from outcomes.framework.outlining import outline_of
from outcomes.framework.starting import cited_in
from performance.models import Indicator
from plan import clock
from plan.models import Plan
from plan.pages import DAY, fingerprint

from . import books, dumping
from .words import Cover, write_words

WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"docx": WORDS, "xlsx": BOOK}
Held = tuple[PlanOutline, Cover] | dumping.Dump
LARGEST_KEPT = 5_000_000  # bytes


@dataclass(frozen=True)
class File:
    """A file with the digest of what it holds."""

    content: bytes
    digest: str


def digest_of(plan: Plan, kind: str) -> tuple[str, Held]:
    """A digest of what the file would hold, and that itself, so that it is read once."""
    held: Held = words_of(plan) if kind == "docx" else dumping.dump(plan)
    return hashlib.sha256(f"{fingerprint()}\n{kind}\n{held!r}".encode()).hexdigest(), held


def edition_file(plan: Plan, kind: str, *, known: str = "") -> File | None:
    """The edition as "docx" or "xlsx"; None where its digest is the one that is `known` already.

    Raises `books.TooLong` for a text that no cell of a workbook holds.
    """
    digest, held = digest_of(plan, kind)
    if digest == known:
        return None
    content = store.get(f"edition-file:{digest}")
    if content is None:
        content = books.write(held) if isinstance(held, dumping.Dump) else write_words(*held)
        if len(content) <= LARGEST_KEPT:
            store.set(f"edition-file:{digest}", content, DAY)
    return File(content, digest)


def words_of(plan: Plan) -> tuple[PlanOutline, Cover]:
    """The edition's outline with what its document says beside it. About twenty queries, whatever its size."""
    outline = outline_of(plan)
    lines = [f"{plan.label[:1].upper()}{plan.label[1:]} version, {plan.start_year} to {plan.end_year}"]
    published = clock.local_day(plan.published_at) if plan.published_at else date(2000, 1, 1)
    return outline, Cover(
        title=str(plan), lines=tuple(lines), moment=f"{published}T00:00:00Z", asides=_asides(plan, outline)
    )


def _asides(plan: Plan, outline: PlanOutline) -> dict[int, Sequence[tuple[str, Sequence[str]]]]:
    """By the place of a sub-outcome: the indicators that it cites."""
    cited = cited_in(plan, on=clock.today())
    titles = dict(
        Indicator.objects.filter(pk__in={pk for keys in cited.values() for pk in keys}).values_list("pk", "name")
    )
    keys = dict(SubOutcome.objects.filter(plan=plan).values_list("pk", "number"))
    told: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    for pk, indicators in cited.items():
        told[keys[pk]].append(("How success is measured", [titles[key] for key in indicators if key in titles]))
    return {
        sub.line: told[sub.number]
        for outcome in (*outline.outcomes, *outline.enablers)
        for sub in outcome.sub_outcomes
        if sub.number in told
    }
