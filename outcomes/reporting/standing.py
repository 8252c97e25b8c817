"""Where a report stands and in which roles somebody meets it: what the table of moves is asked with."""

from plan.clock import today
from plan.models import Body

from .models import HighlightReport
from .transitions import BOARD, GONE, NotAllowed, Transition, allowed, stage


def locked(report: HighlightReport) -> HighlightReport:
    """The report as it stands, locked for the rest of the transaction; NotAllowed where its draft was discarded."""
    standing = HighlightReport.objects.select_for_update().filter(pk=report.pk).first()
    if standing is None:
        raise NotAllowed(GONE)
    return standing


def stage_of(report: HighlightReport) -> str:
    """The report's stage in the table of moves. One query for a published report, none otherwise."""
    published = report.status == HighlightReport.Status.PUBLISHED
    revised = published and HighlightReport.objects.filter(supersedes=report).exists()
    return stage(report.status, cleared=report.cleared_at is not None, revised=revised)


def roles_towards(report: HighlightReport, user) -> frozenset[str]:
    """The roles somebody holds towards this report: a board's member is one only on the report's board, today."""
    held = frozenset(getattr(user, "role_slugs", frozenset()))
    if BOARD in held and not Body.objects.with_member(user, today()).filter(pk=report.board_id).exists():
        return held - {BOARD}
    return held


def moves_for(report: HighlightReport, user) -> tuple[Transition, ...]:
    """The moves this person may make with this report now."""
    return allowed(stage_of(report), roles_towards(report, user))
