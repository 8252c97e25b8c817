"""The plan in full and in short, as kinds of packs."""

from plan.models import BodyKind

from ..kinds import Design, PackKind, kinds
from . import checks
from .content import PlanContent
from .gathering import SHORT, gather

FULL = "plan"
BODIES = (BodyKind.COUNCIL.value, BodyKind.CABINET.value, BodyKind.COMMISSION.value)
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
                points=checks.points,
                checklist=checks.checklist,
                refusal=checks.refusal,
                order=60 + place,
            )
        )
