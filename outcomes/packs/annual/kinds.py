"""The annual report as a kind of pack."""

from django.urls import reverse

from plan.models import BodyKind, Council
from plan.periods import Kind
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import Grant, LogVerb, slots

from ..kinds import Design, PackKind, kinds, sections_of
from ..models import Pack
from . import checks
from .content import SECTIONS, AnnualContent
from .gathering import gather
from .heard import ANNUAL
from .sheets import sheets

BODIES = (BodyKind.COMMISSION.value, BodyKind.CABINET.value, BodyKind.COUNCIL.value)
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "outcomes/annual.css")
VERBS = {
    "annual.drafted": "drafted the narrative of an annual report from the boards' reports",
    "annual.drafted_again": "drafted a passage of an annual report again",
}


def furnish() -> None:
    kinds.add(
        PackKind(
            key=ANNUAL,
            title="Annual report",
            bodies=BODIES,
            covers=Kind.FINANCIAL_YEAR,
            lede="What became of the Strategic Plan in a year, outcome by outcome.",
            sheets=sheets,
            gather=gather,
            read=AnnualContent.from_dict,
            design=Design("packs/annual/paper.html", "packs/annual/page.html", SHEETS),
            points=checks.points,
            checklist=checks.checklist,
            links=_links,
            sections=sections_of(SECTIONS),
            on_agenda=("{title}",),
            heading=lambda: Council.current().annual_report_title,
            looked_at="Figures and the passages of the year are read; the boards’ reports are not.",
            order=40,
        )
    )
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    passages = ("outcomes.AnnualPassage",)
    slots.grants.add(Grant("annual-officer", POLICY_OFFICER.slug, passages, ("change", "view")))
    for role in (CMT, DEMOCRATIC_SERVICES):
        slots.grants.add(Grant(f"annual-{role.slug}", role.slug, passages))


def _links(pack: Pack) -> list[tuple[str, str]]:
    return [("The narrative of the year", reverse("admin:outcomes_annualpassage_year", args=[pack.pk]))]
