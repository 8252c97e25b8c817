"""What the boards' published reports give for a year's report: their words, used again and not typed again.

Requirement 80. Pure but for `drafts_of`, which reads. Only words that were cleared for the public are used.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outcomes.framework.models import Outcome
from outcomes.framework.same import twins
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.reading import Remark, Report, read
from plan.models import Plan
from plan.periods import Period

from .models import AnnualPassage

Heading = AnnualPassage.Heading
OF_A_BOARD = (Heading.PROGRESS, Heading.ACHIEVEMENTS, Heading.CHALLENGES, Heading.NEXT)


@dataclass(frozen=True)
class Draft:
    """Words for one passage, and the reports they come from. `illustrative`: any of these is made up."""

    text: str = ""
    reports: tuple[int, ...] = ()
    illustrative: bool = False


NOTHING = Draft()
Key = tuple[UUID | None, str]


def drafts_of(edition: Plan, year: Period, *, on: date) -> dict[Key, Draft]:
    """Every passage that a year's report has, with what the reports published by a day give for it: the whole first,
    then outcome by outcome in the plan's order. Six queries."""
    outcomes = list(Outcome.objects.filter(plan=edition).order_by("position", "pk").values_list("item_id", "kind"))
    reports = reports_of([item for item, _ in outcomes], year, on=on)
    found: dict[Key, Draft] = {(None, heading.value): NOTHING for heading in AnnualPassage.OF_THE_WHOLE}
    for item, kind in outcomes:
        told = reports.get(item, [])
        strategic = kind == Outcome.Kind.OUTCOME
        for heading in OF_A_BOARD if strategic or told else OF_A_BOARD[:1]:
            found[item, heading.value] = drafted(heading, told)
    return found


def reports_of(items: Collection[UUID], year: Period, *, on: date) -> dict[UUID, list[Report]]:
    """The published reports of periods that ended in the year, oldest first, by the outcome they are on."""
    same = twins(set(items))
    rows = HighlightReport.objects.current(on=on).filter(
        outcome__in=list(same), period__ends__gte=year.start, period__ends__lte=year.end
    )
    found: dict[UUID, list[Report]] = {}
    for report in read(rows.order_by("period__starts", "board__name", "pk")).values():
        for item in same[report.outcome]:
            found.setdefault(item, []).append(report)
    return found


def unpublished(items: Collection[UUID], year: Period) -> int:
    """How many reports on the year's periods are not published, so that nothing of them is used."""
    rows = HighlightReport.objects.filter(period__ends__gte=year.start, period__ends__lte=year.end)
    return rows.filter(outcome__in=list(twins(set(items)))).exclude(status=HighlightReport.Status.PUBLISHED).count()


def drafted(heading: str, reports: Sequence[Report]) -> Draft:
    """What these reports, oldest first, give under a heading."""
    used = [(report, text) for report in _telling(heading, reports) if (text := _words(heading, report))]
    if not used:
        return NOTHING
    join = "\n\n" if heading == Heading.PROGRESS else "\n"
    whole = join.join(dict.fromkeys(line for _, words in used for line in words))
    return Draft(whole, tuple(report.pk for report, _ in used), any(report.illustrative for report, _ in used))


def _telling(heading: str, reports: Sequence[Report]) -> list[Report]:
    """Priorities are those of each board's last report, as what came before was answered since."""
    if heading != Heading.NEXT:
        return list(reports)
    last = {report.board_key: report for report in reports}
    return [report for report in reports if last[report.board_key] is report]


def _words(heading: str, report: Report) -> list[str]:
    match heading:
        case Heading.PROGRESS:
            return [report.summary.strip()] if report.summary.strip() else []
        case Heading.ACHIEVEMENTS:
            return _listed(report.achievements)
        case Heading.CHALLENGES:
            return _listed(report.challenges)
        case _:
            return _listed(report.priorities)


def _listed(remarks: Iterable[Remark]) -> list[str]:
    """Each as an item of a list, whose further lines stay within it."""
    within = "\n  "
    return [f"- {within.join(one.text.strip().splitlines())}" for one in remarks if one.text.strip()]
