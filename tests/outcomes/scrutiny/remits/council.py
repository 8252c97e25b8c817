"""A made-up plan in force with three committees and a commission, on which remits are tried."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from outcomes.models import Aim, Commitment, IndicatorCitation, Outcome, Remit, SubOutcome
from performance.models import Indicator
from plan.models import Body, BodyKind, Meeting, Plan, User
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests import factories as make
from tests.ground import ground

START = date(2022, 4, 1)
TODAY = date(2022, 10, 12)
LATER = date(2023, 1, 16)


@dataclass
class Watched:
    """1 Clean has 1.1 Air (aims cleaner and quieter, a commitment under each) and 1.2 Water; 2 Safe has 2.1 Roads.
    The Air Committee has 1.1, the Commission has 1; nobody else has anything."""

    plan: Plan
    clean: Outcome
    air: SubOutcome
    water: SubOutcome
    roads: SubOutcome
    cleaner: Aim
    quieter: Aim
    trees: Commitment
    fences: Commitment
    noise: Indicator
    accidents: Indicator
    air_committee: Body
    roads_committee: Body
    health_committee: Body
    commission: Body
    remit: Remit
    meeting: Meeting
    officer: User
    clerk: User


@ground("watched")
def watched(standing) -> Watched:
    plan = make.make_plan(slug="2022-26")
    clean, safe = make.make_outcome(plan, "Clean"), make.make_outcome(plan, "Safe")
    air, water, roads = (
        make.make_sub_outcome(over, title) for over, title in ((clean, "Air"), (clean, "Water"), (safe, "Roads"))
    )
    cleaner, quieter = make.make_aim(air, "Cleaner air"), make.make_aim(air, "Less noise")
    trees = make.make_commitment(air, "Plant trees", aim=cleaner)
    fences = make.make_commitment(air, "Build fences", aim=quieter)
    make.make_commitment(water, "Test the water")
    crossing = make.make_aim(roads, "Fewer accidents")
    make.make_commitment(roads, "Paint crossings", aim=crossing)
    noise, accidents = make.make_indicator("Noise at night"), make.make_indicator("Accidents")
    for aim, indicator in ((quieter, noise), (crossing, accidents)):
        IndicatorCitation.objects.create(item=aim.item, indicator=indicator, starts=START)
    bodies = [make.make_body(name=f"{name} Committee") for name in ("Air", "Roads", "Health")]
    commission = make.make_body(BodyKind.COMMISSION, "Fenbrook Commission")
    Remit.objects.create(committee=commission, item=clean.item, starts=START)
    remit = Remit.objects.create(committee=bodies[0], item=air.item, starts=START)
    meeting = make.make_meeting(bodies[2], LATER)
    Plan.objects.filter(pk=plan.pk).update(published_at=datetime(2022, 4, 1, tzinfo=UTC), in_force_from=START)
    plan.refresh_from_db()
    people = make.make_user(POLICY_OFFICER), make.make_user(DEMOCRATIC_SERVICES)
    return Watched(
        plan, clean, air, water, roads, cleaner, quieter, trees, fences, noise, accidents, *bodies, commission, remit,
        meeting, *people,
    )  # fmt: skip
