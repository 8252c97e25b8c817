"""A plan in a file that somebody uploads: kept until they have read what it would make, then brought in or thrown away.

Nothing is written before that but the file itself, which goes after a day.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.cache import cache as store
from django.db import transaction

from outcomes.framework.checking import CannotLoad, wrong_in_outline, wrong_in_plan
from outcomes.framework.importer.headings import DEFAULT_HEADINGS
from outcomes.framework.importer.outline import NotAPlan, PlanOutline, Warning_
from outcomes.framework.importer.papers import ZIP, read_outline
from outcomes.framework.importer.totals import summary
from outcomes.framework.imports import PlanUpload
from outcomes.framework.known_partners import Library
from outcomes.framework.loading import EditionExists, facts_of, load_outline
from outcomes.framework.outlining import outline_of
from outcomes.framework.same_places import not_the_same
from plan import clock
from plan.models import Plan, User
from plan.pages import fingerprint
from plan.roles import POLICY_OFFICER, require

from .books import NotABook, read
from .bringing import bring_book, check_state
from .changes import Change, changes

KEPT_FOR = timedelta(days=1)
SAME, NEW = "same", "new"
_BOOK = b"xl/workbook.xml"
NEEDED = ("title", "start_year", "end_year")


class CannotBring(ValueError):
    """The file makes no version of the plan; `wrong` says why, in sentences."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("\n".join(wrong))
        self.wrong = wrong


@dataclass(frozen=True)
class Look:
    """What a file would make: its outline with counts, and for a workbook what differs from the version it was made
    of. `wrong` says what stands in the way."""

    outline: PlanOutline | None
    found: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[Warning_, ...] = ()
    changes: tuple[Change, ...] = ()
    base: Plan | None = None
    wrong: tuple[str, ...] = ()


def is_book(content: bytes) -> bool:
    """Whether a file is a workbook, by the names of its parts; what is in it is looked at elsewhere."""
    return content.startswith(ZIP) and _BOOK in content


@transaction.atomic
def keep(content: bytes, *, name: str, choices: dict[str, Any], by: User) -> PlanUpload:
    """Keep a file for its second look, in place of any other of the same person. Raises CannotBring for one that
    cannot be read at all, or where something is missing that goes with it."""
    require(by, POLICY_OFFICER, to="bring in a version of the plan")
    base = None
    if is_book(content):
        try:
            told, _ = read(content)
        except NotABook as error:
            raise CannotBring(error.wrong) from None
        base = Plan.objects.visible_to(by).filter(slug=told.slug).first()
        if choices.get("items") == SAME and base is None:
            raise CannotBring([f"There is no version called {told.slug}, of which the workbook says that it was made."])
    else:
        if any(not choices.get(name) for name in NEEDED):
            raise CannotBring(["A document does not say for which years it is: give the plan's title and its years."])
        try:
            _read(content, choices)
        except NotAPlan as error:
            raise CannotBring([str(error)]) from None
    clear_old()
    PlanUpload.objects.filter(by=by).delete()
    return PlanUpload.objects.create(
        name=name[:200], sha256=hashlib.sha256(content).hexdigest(), content=content, choices=choices, at=clock.now(),
        by=by, base=base if choices.get("items") == SAME else None,
    )  # fmt: skip


def look(upload: PlanUpload) -> Look:
    """What the file would make now. Writes nothing that stays."""
    content = bytes(upload.content)
    return _look_at_book(upload, content) if is_book(content) else _look_at_paper(upload, content)


def _look_at_paper(upload: PlanUpload, content: bytes) -> Look:
    chosen = upload.choices
    outline = _read(content, chosen)
    wrong = [*wrong_in_plan(_plan(chosen, facts_of(outline, upload.name))), *wrong_in_outline(outline)]
    if Plan.objects.filter(slug=chosen["slug"]).exists():
        wrong = [f"There is a version called {chosen['slug']} already. Give another name."]
    warnings = (*outline.warnings, *Library().unknown(outline), *not_the_same(outline))
    return Look(outline, summary(outline, chosen["slug"]), warnings, wrong=tuple(wrong))


def _plan(chosen: dict[str, Any], facts: dict[str, Any]) -> Plan:
    return Plan(
        title=chosen["title"], slug=chosen["slug"], label=chosen["label"], start_year=chosen["start_year"],
        end_year=chosen["end_year"], **facts,
    )  # fmt: skip


def _look_at_book(upload: PlanUpload, content: bytes) -> Look:
    told, state = read(content)
    try:
        differing = changes(check_state(upload.base, state), told) if upload.base else []
        with transaction.atomic():
            plan = _bring_book(upload, content)
            outline = outline_of(plan)
            transaction.set_rollback(True)
    except NotABook as error:
        return Look(None, base=upload.base, wrong=tuple(error.wrong))
    return Look(outline, summary(outline, plan.slug), changes=tuple(differing), base=upload.base)


def _bring_book(upload: PlanUpload, content: bytes) -> Plan:
    told, state = read(content)
    chosen = upload.choices
    return bring_book(
        told, slug=chosen["slug"], label=chosen["label"], by=upload.by, base=upload.base, state=state,
        why=chosen.get("why", ""), source=upload.name, title=chosen.get("title", ""),
        start_year=chosen.get("start_year"), end_year=chosen.get("end_year"),
    )  # fmt: skip


@transaction.atomic
def bring(*, upload: int, by: User) -> Plan:
    """Make the draft of the file that `by` uploaded and read. Raises CannotBring where it is gone, or cannot be made
    any more; nothing is written then."""
    require(by, POLICY_OFFICER, to="bring in a version of the plan")
    clear_old()
    row = PlanUpload.objects.select_for_update().filter(pk=upload, by=by).first()
    if row is None:
        raise CannotBring(["This file was brought in or thrown away already. Choose it again."])
    content, chosen = bytes(row.content), row.choices
    try:
        if is_book(content):
            plan = _bring_book(row, content)
        else:
            plan = load_outline(
                _read(content, chosen), title=chosen["title"], start_year=chosen["start_year"],
                end_year=chosen["end_year"], slug=chosen["slug"], label=chosen["label"], source=row.name, by=by,
            )  # fmt: skip
    except (NotABook, CannotLoad) as error:
        raise CannotBring(error.wrong) from None
    except (NotAPlan, EditionExists) as error:
        raise CannotBring([str(error)]) from None
    row.delete()
    return plan


def clear_old() -> None:
    """Throw away files that nobody came back to."""
    PlanUpload.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()


def _read(content: bytes, chosen: dict[str, Any]) -> PlanOutline:
    """The outline of a paper. It is looked at three times until it is brought in, and a PDF takes seconds."""
    headings = (chosen.get("aims_headings") or (), chosen.get("commitments_headings") or ())
    told = f"{fingerprint()}\n{headings!r}\n".encode() + content
    key = f"plan-outline:{hashlib.sha256(told).hexdigest()}"
    outline = store.get(key)
    if outline is None:
        outline = read_outline(content, DEFAULT_HEADINGS.extended(aims=headings[0], commitments=headings[1]))
        store.set(key, outline, int(KEPT_FOR.total_seconds()))
    return outline
