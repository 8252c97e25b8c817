"""What corporate management decided on what boards sought from it (requirement D45), and what it has yet to decide.

Boards ask in words for management alone, so who asks here reads those (`HighlightReportQuerySet.in_full_for`); nothing
of it belongs on a page or in a paper that others see. A decision is a resolution of the management team's meeting that
names the entry. A revision of the report that repeats the words does not seek them again; one that words it otherwise
does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outcomes.reporting.models import ReportEntry
from outcomes.reporting.reading import Report
from outcomes.reporting.sent import sent
from plan.clock import local_day
from plan.models import BodyKind, Meeting

from .resolutions import Resolution

Key = tuple[int, UUID, date, date, str]  # board, outcome, the period's first and last day, words
OFF = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


@dataclass(frozen=True)
class Decided:
    """What a body decided on a day. `kind` is what was done, as people read it."""

    body: str
    on: date
    kind: str
    text: str
    illustrative: bool


@dataclass(frozen=True)
class Undecided:
    """What a board sought, and the meeting that has been held since."""

    entry: int
    report: int
    board: str
    text: str
    meeting: Meeting


def key_of(report: Report, text: str) -> Key:
    """What a decision that this report seeks is known by, whichever revision seeks it."""
    return (report.board_key, report.outcome, report.starts, report.ends, text.strip())


def decided(reports: Iterable[Report], *, on: date) -> dict[Key, Decided]:
    """What was decided by a day on what these reports seek. One query."""
    about = {(report.board_key, report.outcome) for report in reports}
    rows = Resolution.objects.filter(
        sought__report__outcome__in={outcome for _, outcome in about}, meeting__date__lte=on
    ).select_related("meeting__body", "sought__report__period")
    return {
        _key(row.sought): Decided(
            row.meeting.body.short, row.meeting.date, row.get_kind_display(), row.text, row.illustrative
        )
        for row in rows
        if row.sought
    }  # fmt: skip


def undecided(today: date) -> list[Undecided]:
    """What boards seek in their latest reports, though management has met since they were sent: longest wait first.
    Four queries."""
    meetings = list(
        Meeting.objects.filter(body__kind=BodyKind.MANAGEMENT, date__lte=today)
        .exclude(status__in=OFF).select_related("body").order_by("date")
    )  # fmt: skip
    if not meetings:
        return []
    entries = list(
        ReportEntry.objects.filter(kind=ReportEntry.Kind.DECISION, report__in=sent(today))
        .select_related("report__board", "report__period").order_by("report__submitted_at", "report_id", "position")
    )  # fmt: skip
    known = _known()
    latest = _latest(today)
    found = []
    for entry in entries:
        report = entry.report
        current = report.period.ends == latest[report.board_id, report.outcome_id]
        sent_on = local_day(report.submitted_at) if report.submitted_at else today
        since = [one for one in meetings if one.date >= sent_on]
        if current and since and entry.text.strip() and _key(entry) not in known:
            found.append(Undecided(entry.pk, report.pk, report.board.short, entry.text, since[0]))
    return found


def still_sought(today: date) -> list[int]:
    """The keys of all entries that wait for a decision, whether management has met or not. Two queries."""
    entries = ReportEntry.objects.filter(kind=ReportEntry.Kind.DECISION, report__in=sent(today))
    known = _known()
    return [entry.pk for entry in entries.select_related("report__period") if _key(entry) not in known]


def _known() -> set[Key]:
    """Everything that was decided so far. One query."""
    rows = Resolution.objects.filter(sought__isnull=False).select_related("sought__report__period")
    return {_key(row.sought) for row in rows if row.sought}


def _key(entry: ReportEntry) -> Key:
    report = entry.report
    return (report.board_id, report.outcome_id, report.period.starts, report.period.ends, entry.text.strip())


def _latest(today: date) -> dict[tuple[int, UUID], date]:
    """The last day that each board's latest report on an outcome is about. One query."""
    rows = sent(today).order_by("period__ends").values_list("board_id", "outcome_id", "period__ends")
    return {(board, outcome): ends for board, outcome, ends in rows}
