"""What outcomes add to pages of the apps to their left."""

from outcomes.framework.places import places
from outcomes.framework.same import twins
from outcomes.models import CommitmentPartner, IndicatorCitation
from outcomes.reporting.published import latest_updates
from performance.models import Indicator
from plan import clock
from plan.models import Partner, Plan

from .library import in_order


def cited_by(indicator: Indicator, user) -> dict | None:
    """Where the plan in force cites an indicator."""
    today = clock.today()
    plan = Plan.current(today)
    if plan is None:
        return None
    items = IndicatorCitation.objects.on(today).filter(indicator=indicator).values_list("item_id", flat=True)
    found = sorted(set(places(plan, set(items)).values()), key=lambda place: in_order(place.number))
    return {"places": found}


def named_in(partner: Partner, user) -> dict | None:
    """What the plan in force names a partner in, with how each stands."""
    today = clock.today()
    plan = Plan.current(today)
    if plan is None:
        return None
    rows = CommitmentPartner.objects.filter(commitment__plan=plan, partner=partner)
    roles = dict(rows.values_list("commitment__item_id", "commitment__role"))
    where = places(plan, set(roles))
    standing = latest_updates(twins(set(roles)), on=today)
    found = [
        {"place": place, "leads": roles[item] == "lead", "standing": standing.get(item)}
        for item, place in sorted(where.items(), key=lambda pair: in_order(pair[1].number))
    ]
    return {"rows": found, "noun": plan.commitment_label}
