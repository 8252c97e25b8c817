"""Which movements still are news to a committee, so that its paper counts them as better or worse. Pure."""

from datetime import date

from plan.periods import Period

# Most figures are for a year and come out within half a year of its end. Eighteen months keep each until the next one
# is there, and no longer: what is older says how things once went, not how they are going.
MONTHS = 18


def is_recent(period: Period, cut_off: date, *, came_out_since: bool) -> bool:
    """Whether what became of a figure is counted on a pack's first page: its period ended no more than 18 months before
    the cut-off, or it came out since the committee's last pack."""
    end = period.end
    return came_out_since or (cut_off.year - end.year) * 12 + cut_off.month - end.month <= MONTHS
