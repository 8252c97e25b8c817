"""The common report as a kind of pack (requirement 77)."""

from plan.periods import Kind

from ..kinds import SCRUTINY, Design, PackKind, kinds
from . import checks
from .committees import every_section
from .content import CommonContent
from .gathering import gather
from .sheets import sheets

COMMON = "common"
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/pack-common.css")


def furnish() -> None:
    kinds.add(
        PackKind(
            key=COMMON,
            title="Common report with a part for each committee",
            bodies=SCRUTINY,
            covers=Kind.QUARTER,
            gather=gather,
            read=CommonContent.from_dict,
            design=Design("packs/common/paper.html", "packs/common/page.html", SHEETS),
            lede="How the Strategic Plan is going, with a part for each committee.",
            every_section=every_section,
            by_exception=True,
            by_department=True,
            points=checks.points,
            checklist=checks.checklist,
            sheets=sheets,
            on_agenda=("performance report",),
            order=15,
        )
    )
