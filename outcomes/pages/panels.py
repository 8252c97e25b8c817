"""What outcomes add to pages of the apps to their left."""

from outcomes.framework.labels import labels
from outcomes.framework.numbers import number_key
from outcomes.framework.places import places
from outcomes.framework.same import twins
from outcomes.models import CommitmentPartner, ImpactStatement, IndicatorCitation, MeetingReview
from outcomes.reporting.published import latest_updates
from performance.models import Indicator
from plan import clock
from plan.models import Body, Meeting, Partner, Plan
from plan.models.council import SCRUTINY_KINDS

from .library_filters import outcome_names


def cited_by(indicator: Indicator, user) -> dict | None:
    """Where the plan in force cites an indicator."""
    today = clock.today()
    plan = Plan.current(today)
    if plan is None:
        return None
    items = IndicatorCitation.objects.on(today).filter(indicator=indicator).values_list("item_id", flat=True)
    found = sorted(set(places(plan, set(items)).values()), key=lambda place: number_key(place.number))
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
        for item, place in sorted(where.items(), key=lambda pair: number_key(pair[1].number))
    ]
    return {"rows": found, "noun": plan.commitment_label}


def reviewed_at(meeting: Meeting, user) -> dict | None:
    """What a meeting reviewed, for those who may know of it; where the plan in force has it, with its page."""
    reviews = list(MeetingReview.objects.visible_to(user).filter(meeting=meeting).order_by("pk"))
    if not reviews:
        return None
    items = {review.item_id for review in reviews}
    plan = Plan.current(meeting.date) or Plan.current(clock.today())
    where, names = places(plan, items) if plan else {}, labels(items)
    return {"rows": [(review, where.get(review.item_id), names.get(review.item_id, "")) for review in reviews]}


def scrutinises(body: Body, user) -> dict | None:
    """That a scrutiny committee has a page of what it watches. No query."""
    return {"committee": body} if body.kind in SCRUTINY_KINDS else None


def effects_of_papers(meeting: Meeting, user) -> dict | None:
    """What the papers of a meeting state of their effect on outcomes, paper by paper. Two queries, one for none."""
    rows = ImpactStatement.objects.current_for(user).filter(paper__agenda_item__meeting=meeting)
    found: dict = {}
    for row in rows.select_related("paper").order_by("paper__agenda_item__number", "paper", "pk"):
        found.setdefault(row.paper, []).append(row)
    if not found:
        return None
    names = outcome_names({row.outcome_id for stated in found.values() for row in stated})
    papers = []
    for paper, stated in found.items():
        told = [(row, *names.get(row.outcome_id, ("", ""))) for row in stated]
        papers.append((paper, sorted(told, key=lambda one: number_key(one[1]))))
    return {"papers": papers}
