"""Which paper it is, for the kinds of packs that are on the whole plan and not on a committee's remit."""

from plan.models import Plan
from plan.periods import Period

from . import which_paper
from .dates import Days
from .models import Pack
from .parts import Paper


def paper_of(pack: Pack, edition: Plan, days: Days, number: int, what_changed: str, *, heading: str) -> Paper:
    """Which paper it is, for kinds that are on the whole plan."""
    year = Period.parse(pack.covers).short_label if pack.covers else ""
    return which_paper.paper_of(
        pack, edition, days, number=number, what_changed=what_changed, quarter_label=year, months="", last_pack="",
        heading=f"{heading} {year}".strip(), kind=pack.kind, which=pack.address,
        detail=pack.detail, arranged=pack.arranged,
    )  # fmt: skip
