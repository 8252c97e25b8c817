"""The verbs on the narrative of a year's report: drafting it from the boards' reports, and taking up what they say now.

Each is atomic, checks the role itself and writes one event. Nothing that an officer wrote is ever overwritten without
their asking for just that.
"""

from typing import Any

from django.db import transaction

from outcomes.reporting.saving import put
from plan import clock, events
from plan.models import Plan
from plan.periods import Period
from plan.roles import POLICY_OFFICER, require
from plan.wording import day

from .. import kinds
from ..models import Pack
from .drafting import NOTHING, drafts_of
from .models import AnnualPassage

DRAFTED = "Drafted from the boards' published reports"


def edition_of(year: Period) -> Plan:
    """The version of the plan that a year's report is on: the one in force at its end. Raises CannotBuild."""
    edition = Plan.objects.in_force(year.end).first()
    if edition is None:
        raise kinds.CannotBuild(
            f"No version of the Plan was in force on {day(year.end)}, the last day of {year.label}. "
            "Put one in force, or choose another year."
        )
    return edition


@transaction.atomic
def draft_passages(pack: Pack, *, by: Any) -> list[AnnualPassage]:
    """Make the passages of the year that are not there yet, each with what the published reports give for it; those
    that are there stay as they are. What was made. `pack` is any body's pack of that year's report. Raises CannotBuild
    for a version of the plan without outcomes, and where none was in force."""
    require(by, POLICY_OFFICER, to="draft the annual report")
    year = Period.parse(pack.covers)
    edition = edition_of(year)
    if not edition.outcomes.exists():
        raise kinds.CannotBuild(
            f"{edition} has no outcomes yet, so there is nothing to report on. Write or bring them in first, then draft"
            " the report."
        )
    there = set(AnnualPassage.objects.filter(year=year.code).values_list("item_id", "heading"))
    made = []
    for (item, heading), draft in drafts_of(edition, year, on=clock.today()).items():
        if (item, heading) in there:
            continue
        passage = AnnualPassage(
            year=year.code, item_id=item, heading=heading, text=draft.text, drafted_text=draft.text,
            illustrative=draft.illustrative,
        )  # fmt: skip
        passage.full_clean()
        made.append(put(passage, why=DRAFTED))
        passage.drafted_from.set(draft.reports)
    if made:
        detail = {"year": year.code, "passages": len(made)}
        events.record(verb="annual.drafted", subject=pack, by=by, detail=detail)
    return made


@transaction.atomic
def draft_again(passage: AnnualPassage, *, by: Any, begin_again: bool = False) -> AnnualPassage:
    """Take up what the published reports give for a passage now. Words that an officer changed stay, unless
    `begin_again`: then the draft takes their place, and history keeps them."""
    require(by, POLICY_OFFICER, to="draft the annual report")
    passage = AnnualPassage.objects.select_for_update().get(pk=passage.pk)
    year = Period.parse(passage.year)
    draft = drafts_of(edition_of(year), year, on=clock.today()).get((passage.item_id, passage.heading), NOTHING)
    kept = passage.is_edited and not begin_again
    passage.drafted_text = draft.text
    if not kept:
        passage.text = draft.text
    passage.illustrative = draft.illustrative or (passage.illustrative and kept)
    put(passage, by=by, why=DRAFTED)
    passage.drafted_from.set(draft.reports)
    events.record(verb="annual.drafted_again", subject=passage, by=by, detail={"year": year.code, "words_kept": kept})
    return passage
