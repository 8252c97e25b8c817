"""What a paper for officers speaks of: the edition, the day, and which paper it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from plan.models import Plan
from plan.periods import Period
from plan.wording import day

from .. import which_paper
from ..dates import Days
from ..kinds import CannotBuild
from ..models import Pack
from ..parts import Paper
from ..which_paper import months_of

FOR_MANAGEMENT, FOR_BOARD = "Not for publication: for corporate management", "Not for publication: for the board"


@dataclass(frozen=True)
class Scope:
    """`on` is the last day of what is known: the day before the meeting that the paper is for, or today."""

    edition: Plan
    period: Period
    on: date

    @property
    def days(self) -> Days:
        return Days(edition=self.period.end, remit=self.on, cut_off=self.on)


def scope_of(pack: Pack, *, today: date) -> Scope:
    """Raises CannotBuild where no edition was in force at the period's end."""
    period = Period.parse(pack.covers)
    edition = Plan.objects.in_force(period.end).first()
    if edition is None:
        raise CannotBuild(
            f"No version of the Plan was in force on {day(period.end)}, the last day of {period.label}. "
            "Put one in force, or choose another period."
        )
    meeting = pack.meeting.date - timedelta(days=1) if pack.meeting else today
    return Scope(edition, period, min(meeting, today))


def paper_of(
    pack: Pack, scope: Scope, *, heading: str, number: int, what_changed: str, last: str = "", marking: str
) -> Paper:
    """Which paper it is, marked with whom it is for."""
    label = scope.period.label
    return which_paper.paper_of(
        pack, scope.edition, scope.days, number=number, what_changed=what_changed, quarter_label=label,
        months=months_of(label), last_pack=last, heading=heading, kind=pack.kind, marking=marking,
        detail=pack.detail, arranged=pack.arranged,
        which="/".join(filter(None, [pack.address, pack.about.slug if pack.about else ""])),
    )  # fmt: skip
