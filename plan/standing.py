"""How versions of the plan stand: what `stages` needs to know, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .models import BodyKind, Decision, Plan
from .slots import ConsultedOn, slots
from .stages import Agreed, Asked, Facts, Stage, last_day, stage_of

AGREEING = (Decision.Kind.APPROVED, Decision.Kind.AGREED)


@dataclass(frozen=True)
class Edition:
    """What of an edition bears on how others stand."""

    pk: int
    based_on: int | None
    years: tuple[int, int]
    since: date | None
    until: date | None


def editions() -> dict[int, Edition]:
    """All of them, hidden drafts too: for deriving only, never for showing. One query."""
    rows = Plan.objects.order_by("pk").values_list(
        "pk", "based_on_id", "start_year", "end_year", "in_force_from", "in_force_until"
    )
    return {pk: Edition(pk, based_on, (start, end), since, until) for pk, based_on, start, end, since, until in rows}


def lineage(pk: int, known: Mapping[int, Edition]) -> list[int]:
    """An edition and those of the same years that it was made from, the nearest first, up to one that was in force:
    its own way to approval began after that one."""
    found = [pk]
    while True:
        before = known[found[-1]].based_on
        if before is None or before not in known or before in found:
            return found
        if known[before].years != known[pk].years or known[before].since is not None:
            return found
        found.append(before)


def consulted_on(plans: Iterable[int]) -> dict[int, list[ConsultedOn]]:
    """The consultations on these editions that were announced, by edition, in the order in which they opened."""
    keys = sorted(set(plans))
    found: dict[int, list[ConsultedOn]] = defaultdict(list)
    for asking in slots.consulted:
        for one in asking.on_editions(keys):
            found[one.plan].append(one)
    return {plan: sorted(rows, key=lambda row: (row.opens, row.url)) for plan, rows in found.items()}


def stages(plans: Iterable[Plan], on: date) -> dict[int, Stage]:
    """How each of these editions stands on a day, by its key. Two queries, and one for each room that consults."""
    wanted = [plan.pk for plan in plans]
    if not wanted:
        return {}
    known = editions()
    lines = {pk: lineage(pk, known) for pk in wanted}
    asked = consulted_on(pk for line in lines.values() for pk in line)
    council, cabinet = _decided(wanted, on)
    return {
        pk: stage_of(_facts(known[pk], lines[pk], known, asked, pk in council, cabinet[pk], on), on) for pk in wanted
    }


def _decided(plans: list[int], on: date) -> tuple[set[int], dict[int, list[Agreed]]]:
    """Which of these full Council has approved by a day, and to which the Cabinet has agreed."""
    council: set[int] = set()
    cabinet: dict[int, list[Agreed]] = defaultdict(list)
    rows = Decision.objects.filter(plan__in=plans, kind__in=AGREEING).order_by()
    for plan, body, kind, day, words in rows.values_list("plan_id", "body__kind", "kind", "date", "date_words"):
        if (day is None and not words) or (day is not None and day > on):
            continue
        if body == BodyKind.COUNCIL and kind == Decision.Kind.APPROVED:
            council.add(plan)
        elif body == BodyKind.CABINET:
            cabinet[plan].append(Agreed(day, kind == Decision.Kind.APPROVED))
    return council, cabinet


def _facts(
    edition: Edition, line: list[int], known: Mapping[int, Edition], asked: Mapping[int, list[ConsultedOn]],
    approved: bool, cabinet: list[Agreed], on: date,
) -> Facts:  # fmt: skip
    in_force = [one for one in known.values() if one.since and one.since <= on and one.years == edition.years]
    since = edition.since
    return Facts(
        end_year=edition.years[1], in_force_from=since, in_force_until=edition.until, council_approved=approved,
        cabinet=cabinet, asked=[Asked(one.opens, one.stopped) for one in asked.get(edition.pk, ())],
        of_consulted=any(one.opens <= on for pk in line[1:] for one in asked.get(pk, ())),
        revises=since is not None and any(one.since and one.since < since for one in in_force),
        followed=any(one.pk != edition.pk and _follows(one, edition, known) for one in in_force),
    )  # fmt: skip


def _follows(later: Edition, edition: Edition, known: Mapping[int, Edition]) -> bool:
    """Whether one in force took the place of another: it came after it, or was made from it."""
    if edition.since is not None:
        return later.since is not None and later.since > edition.since
    return edition.pk in lineage(later.pk, known)


def runs_until(plan: Plan) -> date:
    """The last day of a plan's last year."""
    return last_day(plan.end_year)
