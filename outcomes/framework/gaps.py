"""What is still open in a draft: figures that its words leave out, and what its import warned of."""

import re
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Cast

from plan import clock, events, locking
from plan.models import GlossaryTerm, Plan, Section, SectionEntry, User
from plan.roles import POLICY_OFFICER, require

from .importer.checks import FILLER
from .imports import ImportNote
from .models import Aim, Commitment, JointWork, Outcome, Statement, SubOutcome

AROUND = 60  # characters shown either side of a filler
# Where an edition's words stand: the path to the edition, what says where, and the words.
TEXTS: tuple[tuple[type[models.Model], str, str, tuple[str, ...]], ...] = (
    (Plan, "pk", "label", ("vision", "vision_text")),
    (Section, "plan", "number", ("text",)),
    (SectionEntry, "section__plan", "section__number", ("text",)),
    (GlossaryTerm, "plan", "term", ("definition",)),
    (Outcome, "plan", "number", ("statement", "narrative")),
    (SubOutcome, "plan", "number", ("narrative",)),
    (Aim, "plan", "sub_outcome__number", ("text",)),
    (Commitment, "plan", "placements__sub_outcome__number", ("text",)),
    (JointWork, "sub_outcome__plan", "sub_outcome__number", ("text",)),
    (Statement, "sub_outcome__plan", "sub_outcome__number", ("text",)),
)


class CannotSettle(ValueError):
    """The warning cannot be settled so; the message says why."""


@dataclass(frozen=True, order=True)
class Filler:
    """A filler such as "xx%" that still stands where a figure should: where, and the words around it."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}: {self.words}" if self.where else self.words


def fillers_in(*plans: Plan) -> dict[int, list[Filler]]:
    """Every filler in the words of these editions as they stand now, by the edition's key. One query."""
    found: dict[int, dict[Filler, None]] = {plan.pk: {} for plan in plans}
    if plans:
        first, *rest = [
            model._default_manager.filter(**{f"{path}__in": list(found)})
            .annotate(of=F(path), place=Cast(F(where), models.TextField()), words=Cast(F(column), models.TextField()))
            .order_by()
            .values_list("of", "place", "words")
            for model, path, where, columns in TEXTS
            for column in columns
        ]
        for plan, place, words in first.union(*rest, all=True):
            for match in FILLER.finditer(words):
                found[plan][Filler(place or "", _around(words, match))] = None
    return {plan: sorted(fillers) for plan, fillers in found.items()}


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


def notes_by_draft() -> dict[Plan, int]:
    """How many warnings of imports nobody settled yet, by draft; only drafts that have some. One query."""
    waiting = Q(import_notes__settled_at__isnull=True, import_notes__isnull=False)
    drafts = Plan.objects.filter(published_at__isnull=True).annotate(waiting=Count("import_notes", filter=waiting))
    return {plan: plan.waiting for plan in drafts.filter(waiting__gt=0).order_by("-start_year", "pk")}


@transaction.atomic
def settle(note: ImportNote, *, by: User, why: str, seen: int | None = None) -> ImportNote:
    """Say that a warning of an import is dealt with, and how. Raises CannotSettle, `plan.locking.Stale`."""
    require(by, POLICY_OFFICER, to="settle a warning of an import")
    if not why.strip():
        raise CannotSettle("Say what was done about it, or why nothing has to be.")
    locking.claim(ImportNote, note.pk, note.version if seen is None else seen)
    note = ImportNote.objects.select_related("plan", "settled_by").get(pk=note.pk)
    if note.settled_at is not None:
        raise CannotSettle(f"{note.settled_by} settled it already.")
    note.settled_by, note.settled_at, note.settled_why = by, clock.now(), why.strip()
    note._history_user, note._change_reason = by, why
    note.save()
    events.record(verb="importnote.settled", subject=note, by=by, why=why, detail={"edition": note.plan.slug})
    return note
