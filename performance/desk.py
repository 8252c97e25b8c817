"""What of the figures waits on My desk: what stops publication, and what had better be looked at."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.urls import reverse, reverse_lazy

from plan.desk.sharing import unchanged
from plan.roles import POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots
from plan.wording import count

from .checking import findings
from .checks import ACCOUNT, OVERDUE, Finding, Level
from .entering.addresses import MINE, due_address
from .entering.awaited import asked, due_by, own
from .entering.saving import NEEDED
from .models import Indicator
from .releases import Due

LIMIT = 6
ENTERED_AT = reverse_lazy(MINE)


def furnish() -> None:
    page = reverse_lazy("admin:performance_checks")
    task = DeskTask("figures", "Figures to look at before publication", to_look_at, 30, more_url=page, limit=LIMIT)
    slots.desk_tasks.add(task)
    slots.desk_tasks.add(DeskTask("enter", "Figures to enter", to_enter, 20, more_url=ENTERED_AT, limit=LIMIT))


def to_look_at(user: Any, today: date) -> list[DeskLine]:
    """Of the indicators this person answers for, what stops publication first; figures that are overdue only where they
    are not told of them under "Figures to enter". One query, and fourteen once after each change of anything."""
    owners = dict(Indicator.objects.editable_by(user).values_list("pk", "owner"))
    entered = set(owners) & _told_to_enter(user, owners)
    looked = unchanged("findings", today, *sorted(owners), read=lambda: findings(owners, on=today))
    found = [one for one in looked if not (one.kind == OVERDUE and one.indicator in entered)]
    found.sort(key=lambda finding: finding.level is not Level.STOP)
    own = {pk for pk in entered if owners[pk] == user.department_id}
    return [
        DeskLine(f"{one.name}: {one.message}", str(ENTERED_AT) if _on_my_figures(one, own) else mended_at(one))
        for one in found[: LIMIT + 1]
    ]


def _told_to_enter(user: Any, owners: Mapping[int, int | None]) -> set[int]:
    """The indicators whose due figures this person is told of under "Figures to enter"."""
    if not user.has_perms(NEEDED):
        return set()
    officer = user.has_role(POLICY_OFFICER.slug)
    return {pk for pk, owner in owners.items() if owner and (officer or owner == user.department_id)}


def _on_my_figures(finding: Finding, own: Collection[int]) -> bool:
    """Whether My figures asks for what mends it: the account of a red or amber figure of one's own department."""
    return finding.kind == ACCOUNT and finding.indicator in own


def to_enter(user: Any, today: date) -> list[DeskLine]:
    """One's own department's figures that are due, by period; for policy officers the other departments' as well, to
    chase. One query beside those for what the user may do."""
    if not user.has_perms(NEEDED):
        return []
    officer = user.has_role(POLICY_OFFICER.slug)
    due = due_by(asked(Indicator.objects.editable_by(user) if officer else own(user)), today)
    mine: dict[Any, list[Due]] = defaultdict(list)
    others: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for one, awaited in due:
        if one.owner == user.department_id and one.owner:
            mine[awaited.period].append(awaited)
        elif one.owner:
            others[one.owner_name, one.owner_slug].append(awaited)
    lines = [_to_enter(period.label, each, ENTERED_AT, today) for period, each in mine.items()]
    lines += [_to_enter(name, each, due_address(slug), today) for (name, slug), each in others.items()]
    return lines[: LIMIT + 1]


def _to_enter(what: str, due: list[Due], url: Any, today: date) -> DeskLine:
    overdue = sum(1 for one in due if one.is_overdue(today))
    some = f", {overdue} of them overdue" if 0 < overdue < len(due) else ""
    first = min(one.day for one in due)
    return DeskLine(f"{what}: {count(len(due), 'figure')}{some}", str(url), due=first, overdue=first < today)


def mended_at(finding: Finding) -> str:
    """Where a finding can be mended: at the figure it is about, or at its indicator."""
    if finding.result:
        return reverse("admin:performance_result_change", args=[finding.result])
    return reverse("admin:performance_indicator_change", args=[finding.indicator])
