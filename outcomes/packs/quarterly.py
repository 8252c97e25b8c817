"""The quarterly performance report of a committee, as a kind of pack (requirements 74 and 75)."""

from plan.periods import Kind

from . import checking, checklist, sections
from .content import Content
from .gathering import gather
from .kinds import QUARTERLY, SCRUTINY, PackKind, kinds


def furnish() -> None:
    kinds.add(
        PackKind(
            key=QUARTERLY,
            title="Quarterly performance report",
            bodies=SCRUTINY,
            covers=Kind.QUARTER,
            lede="How the Strategic Plan is going, for this committee.",
            gather=gather,
            read=Content.from_dict,
            sections=sections.USUAL,
            by_exception=True,
            by_department=True,
            points=checking.points_of_quarterly,
            checklist=checklist.of_quarterly,
            on_agenda=("performance report",),
            order=10,
        )
    )
