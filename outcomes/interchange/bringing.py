"""A workbook made into a draft edition: everything it says, or nothing and all that is wrong with it.

Rows keep the identity that their keys give (the same item in another version), or are new items altogether. What a
workbook says of an edition that was changed since it was made is refused: those changes would be lost.
"""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from outcomes.framework.checking import wrong_in_plan
from outcomes.framework.known_partners import Library
from outcomes.framework.loading_rows import with_history
from outcomes.framework.models import (
    Aim,
    Commitment,
    CommitmentPartner,
    JointWork,
    Outcome,
    Placement,
    PlanItem,
    Saving,
    Statement,
    SubOutcome,
)
from plan import events
from plan.desk.changes import label_of
from plan.models import Body, GlossaryTerm, Plan, Section, SectionEntry
from plan.roles import POLICY_OFFICER, require

from .books import NotABook, state_of
from .dumping import (
    AIMS,
    COMMITMENTS,
    ENTRIES,
    FACTS,
    GLOSSARY,
    JOINT,
    OUTCOMES,
    PLACES,
    SAVINGS,
    SECTIONS,
    STATEMENTS,
    SUBS,
    VERSION,
    YES,
    Dump,
    Line,
    Sheet,
    dump,
)

Row = TypeVar("Row", bound=models.Model)
BROUGHT = "plan.brought_in"
CHANGED = (
    "{} was changed since the workbook was made of it. Take it out again and repeat the changes in that file, so that "
    "none is lost."
)
_KINDS = {OUTCOMES: PlanItem.Kind.OUTCOME, SUBS: PlanItem.Kind.SUB_OUTCOME, AIMS: PlanItem.Kind.AIM,
          COMMITMENTS: PlanItem.Kind.COMMITMENT}  # fmt: skip


def check_state(base: Plan, state: str) -> Dump:
    """What an edition says, if that is what it said when the workbook was made of it. Raises NotABook."""
    now = dump(base)
    if state_of(now) != state:
        raise NotABook([CHANGED.format(base)])
    return now


@transaction.atomic
def bring_book(
    told: Dump, *, slug: str, label: str, by, base: Plan | None = None, state: str = "", why: str = "",
    source: str = "", title: str = "", start_year: int | None = None, end_year: int | None = None,
) -> Plan:  # fmt: skip
    """Make a draft of a workbook. With `base` its rows are the same items as there and the new edition is based on it;
    `state` is then what `base` was when the workbook was made. Without, every row is a new item.

    Raises NotABook with all that is wrong; nothing is written then.
    """
    if by is not None:
        require(by, POLICY_OFFICER, to="bring in a version of the plan")
    if base is not None:
        base = Plan.objects.select_for_update().get(pk=base.pk)
        check_state(base, state)
    given = {"title": title, "start_year": start_year, "end_year": end_year}
    plan = _Loader(told, keep=base is not None).load(slug=slug, label=label, base=base, given=given)
    detail = {"from": told.slug, "source": source, "same items": base is not None}
    events.record(verb=BROUGHT, subject=plan, by=by, why=why, detail=detail)
    return plan


class _Loader:
    def __init__(self, told: Dump, *, keep: bool) -> None:
        self.told, self.keep = told, keep
        self.wrong: list[str] = []
        self.library = Library()
        self.bodies = dict(Body.objects.values_list("name", "pk"))

    def load(self, *, slug: str, label: str, base: Plan | None, given: dict[str, Any]) -> Plan:
        plan = self._plan(slug, label, base, given)
        for sheet in (SECTIONS, GLOSSARY, OUTCOMES, SUBS, AIMS, COMMITMENTS, PLACES, SAVINGS):
            self._once(sheet)
        self._stop()
        plan.save()
        items = {sheet: self._items(sheet) for sheet in _KINDS}
        self._stop()
        sections = self._rows(SECTIONS, Section, lambda line: {"plan": plan})
        self._rows(ENTRIES, SectionEntry, lambda line: {"section": self._find(sections, line, "section", ENTRIES)})
        self._rows(GLOSSARY, GlossaryTerm, lambda line: {"plan": plan})
        outcomes = self._rows(OUTCOMES, Outcome, lambda line: {
            "plan": plan, "item": items[OUTCOMES][line["key"]], "overseen_by_id": self._body(line),
        })  # fmt: skip
        subs = self._rows(SUBS, SubOutcome, lambda line: {
            "plan": plan, "item": items[SUBS][line["key"]], "outcome": self._find(outcomes, line, "outcome", SUBS),
        })  # fmt: skip

        def under(sheet: Sheet, line: Line) -> dict[str, Any]:
            return {"sub_outcome": self._find(subs, line, "sub-outcome", sheet)}

        aims = self._rows(AIMS, Aim, lambda line: {"plan": plan, "item": items[AIMS][line["key"]], **under(AIMS, line)})
        commitments = self._commitments(plan, items[COMMITMENTS])
        self._rows(JOINT, JointWork, lambda line: under(JOINT, line))
        self._rows(STATEMENTS, Statement, lambda line: under(STATEMENTS, line))
        self._rows(PLACES, Placement, lambda line: {
            **under(PLACES, line), "commitment": self._find(commitments, line, "commitment", PLACES),
            "aim": self._find(aims, line, "aim", PLACES) if line["aim"] else None,
        })  # fmt: skip
        self._savings(under)
        self._stop()
        return plan

    def _plan(self, slug: str, label: str, base: Plan | None, given: dict[str, Any]) -> Plan:
        facts = {line["what"]: line["value"] for line in self.told.of(VERSION)}
        if missing := [what for what in FACTS if what not in facts]:
            self.wrong.append(f"{VERSION.title}: {', '.join(missing)} is missing.")
        values: dict[str, Any] = {name: facts.get(what, "") for what, name in FACTS.items()}
        values["illustrative"] = values["illustrative"] == YES
        values |= {name: value for name, value in given.items() if value}
        plan = Plan(slug=slug, label=label, based_on=base, replaces=base.replaces if base else None, **values)
        if Plan.objects.filter(slug=slug).exists():
            self.wrong.append(f"There is a version called {slug} already. Give another name.")
        else:
            self.wrong += [f"{VERSION.title}: {sentence}" for sentence in wrong_in_plan(plan)]
        return plan

    def _once(self, sheet: Sheet) -> None:
        for names in sheet.unique:
            seen: dict[tuple[str, ...], int] = {}
            for at, line in enumerate(self.told.of(sheet), start=1):
                value = tuple(line[name] for name in names)
                if value in seen:
                    told = ", ".join(names)
                    self._fault(sheet, at, f"the same {told} ({' '.join(value)[:60]}) as row {seen[value] + 1}")
                seen.setdefault(value, at)
                if names == ("key",) and not line["key"]:
                    self._fault(sheet, at, "it has no key. Give it one, such as new1")

    def _items(self, sheet: Sheet) -> dict[str, PlanItem]:
        """The items that the rows of a sheet are, by their keys: known ones, others of the same key, or new ones."""
        keys = [line["key"] for line in self.told.of(sheet)]
        wanted = {key: found for key in keys if self.keep and (found := _uuid(key))}
        known = PlanItem.objects.in_bulk(list(wanted.values()))
        items, new = {}, []
        for at, key in enumerate(keys, start=1):
            item = known.get(wanted.get(key))  # type: ignore[arg-type]
            if item is not None and item.kind != _KINDS[sheet]:
                self._fault(sheet, at, f"its key is that of another kind of part ({item.get_kind_display().lower()})")
            if item is None:
                item = PlanItem(kind=_KINDS[sheet], **({"uuid": wanted[key]} if key in wanted else {}))
                new.append(item)
            items[key] = item
        if not self.wrong:
            PlanItem.objects.bulk_create(new)
        return items

    def _commitments(self, plan: Plan, items: dict[str, PlanItem]) -> dict[str, Commitment]:
        """Those that stand by themselves first, then those in their lists."""
        lines = list(enumerate(self.told.of(COMMITMENTS), start=1))
        found: dict[str, Commitment] = {}
        for nested in (False, True):
            rows = []
            for at, line in lines:
                if bool(line["parent"]) != nested:
                    continue
                parent = self._find(found, line, "parent", COMMITMENTS) if nested else None
                row = self._row(COMMITMENTS, Commitment, at, line, {
                    "plan": plan, "item": items[line["key"]], "parent": parent,
                })  # fmt: skip
                rows.append((line["key"], row))
            self._stop()
            found |= dict(
                zip([key for key, _ in rows], with_history(Commitment, [row for _, row in rows]), strict=True)
            )
        self._partners(lines, found)
        return found

    def _partners(self, lines: Sequence[tuple[int, Line]], commitments: dict[str, Commitment]) -> None:
        rows = []
        for at, line in lines:
            names = [name.strip() for name in line["partners"].split("\n") if name.strip()]
            for name in names:
                if not self.library.partners([name]):
                    self._fault(COMMITMENTS, at, f"the library has no partner “{name}”. Add it there first")
            partners = self.library.partners(names)
            rows += [CommitmentPartner(commitment=commitments[line["key"]], partner=partner) for partner in partners]
        CommitmentPartner.objects.bulk_create(rows)

    def _savings(self, under: Any) -> None:
        found: dict[str, Saving] = {}
        for parts in (False, True):
            for at, line in enumerate(self.told.of(SAVINGS), start=1):
                if bool(line["part of"]) != parts:
                    continue
                whole = self._find(found, line, "part of", SAVINGS) if parts else None
                row = self._row(SAVINGS, Saving, at, line, {**under(SAVINGS, line), "part_of": whole})
                if not self.wrong:
                    row.save()
                found[line["key"]] = row

    def _rows(self, sheet: Sheet, model: type[Row], around: Any) -> dict[str, Row]:
        lines = self.told.of(sheet)
        rows = [self._row(sheet, model, at, line, around(line)) for at, line in enumerate(lines, start=1)]
        self._stop()
        made = with_history(model, rows)
        return {line.get("key", str(at)): row for at, (line, row) in enumerate(zip(lines, made, strict=True))}

    def _row(self, sheet: Sheet, model: type[Row], at: int, line: Line, around: dict[str, Any]) -> Row:
        """A row of a line's plain columns, and of what stands around it."""
        row = model(**around)
        fields = {field.name: field for field in model._meta.concrete_fields if not field.is_relation}
        for column in sheet.columns:
            field = fields.get(column.replace(" ", "_"))
            if field is None or column == "key":
                continue
            try:
                value: Any = line[column] == YES if isinstance(field, models.BooleanField) else line[column]
                if value == "" and isinstance(field, models.IntegerField | models.DecimalField):
                    value = "0"
                setattr(row, field.name, field.clean(value, row))
            except ValidationError as error:
                self._fault(sheet, at, f"{label_of(field)}: {' '.join(error.messages)}".rstrip("."))
        return row

    def _find(self, rows: dict[str, Row], line: Line, column: str, sheet: Sheet) -> Row | None:
        row = rows.get(line[column])
        if row is None:
            at = next(number for number, each in enumerate(self.told.of(sheet), start=1) if each is line)
            self._fault(sheet, at, f"no row has the key that it gives under {column} (“{line[column][:60]}”)")
        return row

    def _body(self, line: Line) -> int | None:
        name = line["overseen by"]
        if name and name not in self.bodies:
            at = next(number for number, each in enumerate(self.told.of(OUTCOMES), start=1) if each is line)
            self._fault(OUTCOMES, at, f"there is no body “{name}”")
        return self.bodies.get(name)

    def _fault(self, sheet: Sheet, at: int, what: str) -> None:
        self.wrong.append(f"{sheet.title}, row {at + 1}: {what}.")

    def _stop(self) -> None:
        if self.wrong:
            raise NotABook(self.wrong)


def _uuid(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None
