"""A small council whose committee asks for things, with one of each that could leak."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from outcomes.scrutiny import answering, asking
from plan.clock import standing_at
from plan.models import AgendaItem, BodyKind, BodyMembership, Meeting, Plan
from plan.roles import CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER, SCRUTINY_MEMBER
from tests import factories
from tests.ground import ground

NOW = datetime(2022, 11, 7, 12, tzinfo=UTC)
TODAY = NOW.date()
CANARY = "Zanzibar"


@dataclass
class World:
    """`asked` is a request of the committee, due at the meeting of 21 November; the others are beside it."""

    plan: Any
    outcome: Any
    sub_outcome: Any
    indicator: Any
    committee: Any
    other: Any
    board: Any
    management: Any
    cabinet: Any
    held: Any
    coming: Any
    item: Any
    officer: Any
    democratic: Any
    owner: Any
    member: Any
    cmt: Any
    asked: Any
    internal: Any


@ground("asked_world")
def asked_world(made) -> World:
    """The world above, made at noon of 7 November 2022."""
    with standing_at(NOW):
        return make_world()


def make_world() -> World:
    plan = factories.make_plan(slug="2022-26", label="approved", vision="Cleaner")
    outcome = factories.make_outcome(plan, "Clean Fenbrook", slug="clean")
    part = factories.make_sub_outcome(outcome, "Streets are swept")
    Plan.objects.filter(pk=plan.pk).update(published_at=NOW, in_force_from=date(2022, 5, 18))
    plan.refresh_from_db()
    indicator = factories.make_indicator("Streets swept", slug="streets-swept")
    committee = factories.make_body(BodyKind.COMMITTEE, "Fenbrook Places Committee", short_name="Places")
    other = factories.make_body(BodyKind.COMMITTEE, "Fenbrook People Committee", short_name="People")
    board = factories.make_body(BodyKind.BOARD, "Fenbrook Clean Board")
    management = factories.make_body(BodyKind.MANAGEMENT, "Fenbrook Management Team")
    cabinet = factories.make_body(BodyKind.CABINET, "Fenbrook Cabinet")
    held = factories.make_meeting(committee, date(2022, 9, 5), status=Meeting.Status.HELD)
    coming = factories.make_meeting(committee, date(2022, 11, 21), status=Meeting.Status.CONFIRMED)
    item = AgendaItem.objects.create(meeting=held, number=7, title="Street cleaning")
    officer, democratic = factories.make_user(POLICY_OFFICER), factories.make_user(DEMOCRATIC_SERVICES)
    owner = factories.make_user(CONTRIBUTOR, office="Head of Streets")
    member = factories.make_user(SCRUTINY_MEMBER, staff=False)
    BodyMembership.objects.create(body=committee, office="Member", user=member, starts=date(2020, 1, 1))
    asked = asking.raise_action(
        by=democratic, raised_by=committee, meeting=held, agenda_item=item, minute="12(b)",
        text="Figures for each parish.", owner_office="Head of Streets", owner=owner, due_meeting=coming,
        item=part.item,
    )  # fmt: skip
    internal = asking.raise_action(
        by=officer, raised_by=management, raised_on=date(2022, 10, 12), text=f"{CANARY}: what it would cost.",
        owner_office="Director of Places", item=part.item,
    )  # fmt: skip
    return World(
        plan, outcome, part, indicator, committee, other, board, management, cabinet, held, coming, item, officer,
        democratic, owner, member, factories.make_user(CMT), asked, internal,
    )  # fmt: skip


def answered(world: World, text: str = "Every parish has its figures.", *, publish: bool = True, **fields) -> Any:
    row = answering.answer(world.asked, by=world.owner, text=text, **fields)
    return answering.publish_answer(row, by=world.democratic) if publish else row
