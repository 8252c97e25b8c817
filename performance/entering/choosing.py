"""Which department and which period a page of figures is for, from its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from performance.models import Indicator
from performance.models.base import IndicatorQuerySet
from plan.models import Department
from plan.periods import Period

from .awaited import Asked, asked, offered, usual

NOBODYS = "-"  # stands in addresses for indicators that no department answers for
NO_SUCH = "You enter no figures for such a department. Choose one of those below."
NOT_BEGUN = "{} has not begun yet, so there can be no figure for it. Choose an earlier period."


@dataclass
class Choice:
    """What was chosen, what there is to choose from, and what is wrong with the choice, by field."""

    departments: list[tuple[str, str]] = field(default_factory=list)
    department: str = ""
    those: list[Asked] = field(default_factory=list)
    periods: list[tuple[str, list[Period]]] = field(default_factory=list)
    period: Period | None = None
    errors: dict[str, str] = field(default_factory=dict)
    typed: str = ""

    @property
    def department_name(self) -> str:
        return dict(self.departments).get(self.department, "")


def choose(asked_for: Mapping[str, str], *, by: Any, today: date) -> Choice:
    """Read an address; what it leaves open is the asker's own department, and the period that is due. Three queries."""
    mine = Indicator.objects.editable_by(by)
    rows = Department.objects.filter(indicators__in=mine).distinct().order_by("name")
    named = {slug: (pk, name) for pk, slug, name in rows.values_list("pk", "slug", "name")}
    choice = Choice([(slug, name) for slug, (_, name) in named.items()])
    if mine.filter(owner=None).exists():
        choice.departments.append((NOBODYS, "No department"))
    _department(choice, asked_for.get("department", ""), {pk: slug for slug, (pk, _) in named.items()}, by)
    if not choice.department:
        return choice
    owner = named[choice.department][0] if choice.department in named else None
    choice.those = asked(_of(mine, owner))
    _period(choice, asked_for, today)
    choice.periods = offered(choice.those, today, choice.period)
    return choice


def _of(indicators: IndicatorQuerySet, owner: int | None) -> IndicatorQuerySet:
    return indicators.filter(owner=owner) if owner else indicators.filter(owner=None)


def _department(choice: Choice, slug: str, slugs: Mapping[int, str], by: Any) -> None:
    known = [each for each, _ in choice.departments]
    if slug and slug not in known:
        choice.errors["department"] = NO_SUCH
    elif slug or known:
        choice.department = slug or slugs.get(by.department_id) or known[0]


def _period(choice: Choice, asked_for: Mapping[str, str], today: date) -> None:
    choice.typed = asked_for.get("other", "").strip()[:40]
    code = choice.typed or asked_for.get("period", "")
    if not code:
        choice.period = usual(choice.those, today)
        return
    name = "other" if choice.typed else "period"
    try:
        period = Period.parse(code)
    except ValueError as error:
        choice.errors[name] = str(error)
        return
    if period.start > today:
        choice.errors[name] = NOT_BEGUN.format(period.label)
        return
    choice.period, choice.typed = period, ""
