"""The plan in full and in short, as kinds of packs."""

from plan.models import BodyKind

from ..kinds import Design, PackKind, kinds
from . import checks
from .content import PlanContent
from .gathering import SHORT, gather
from .sheets import sheets

FULL = "plan"
BODIES = (BodyKind.COUNCIL.value, BodyKind.CABINET.value, BodyKind.COMMISSION.value)
LEDES = {
    FULL: "A version of the Strategic Plan as a document.",
    SHORT: "A version of the Strategic Plan as a short document: its outcomes, and what success looks like.",
}
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/plan.css")


def furnish() -> None:
    for place, (key, title) in enumerate({FULL: "The plan in full", SHORT: "The plan in short"}.items()):
        kinds.add(
            PackKind(
                key=key,
                title=title,
                bodies=BODIES,
                covers=None,
                gather=gather,
                read=PlanContent.from_dict,
                design=Design("packs/plan/paper.html", "packs/plan/page.html", SHEETS),
                of_edition=True,
                lede=LEDES[key],
                sheets=sheets,
                points=checks.points,
                checklist=checks.checklist,
                refusal=checks.refusal,
                looked_at="Only the words of this version of the plan are compared with what was built.",
                order=60 + place,
            )
        )
