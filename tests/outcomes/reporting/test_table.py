"""Every stage × role × verb against the table as the council wants it, written out here in full."""

import pytest

from outcomes.reporting import workflow
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.standing import moves_for, stage_of
from outcomes.reporting.transitions import BY_NAME, STAGES, TRANSITIONS, NotAllowed, allowed, refusal
from plan.models import BodyKind, Event
from plan.roles import (
    ADMINISTRATOR,
    BOARD_MEMBER,
    CMT,
    CONTRIBUTOR,
    DEMOCRATIC_SERVICES,
    POLICY_OFFICER,
    ROLES,
    SCRUTINY_MEMBER,
)
from tests.factories import make_board_member, make_body, make_user

# stage -> role -> the moves it may make. Whoever is not named may make none.
TABLE = {
    "draft": {"policy-officer": {"submit", "discard"}, "board-member": {"submit"}},
    "returned": {"policy-officer": {"submit"}, "board-member": {"submit"}},
    "submitted": {"policy-officer": {"return", "approve"}, "cmt": {"return", "approve"}},
    "approved": {"policy-officer": {"return", "clear"}, "cmt": {"return"}},
    "cleared": {"policy-officer": {"return", "publish"}, "cmt": {"return"}},
    "published": {"policy-officer": {"revise"}, "board-member": {"revise"}},
    "revised": {},
}
# Those who hold no say: a member of another board, and every other role, and a superuser without one.
STRANGERS = ("other-board", "contributor", "democratic-services", "scrutiny-member", "administrator", "superuser")
PEOPLE = ("policy-officer", "board-member", "cmt", *STRANGERS)
MOVES = ("submit", "return", "approve", "clear", "publish", "revise", "discard")
EVENTS = {
    "submit": "report.submitted", "return": "report.returned", "approve": "report.approved",
    "clear": "report.cleared", "publish": "report.published", "revise": "report.revised",
    "discard": "report.discarded",
}  # fmt: skip
BECOMES = {
    "submit": "submitted", "return": "returned", "approve": "approved", "clear": "approved", "publish": "published",
    "revise": "published", "discard": None,
}  # fmt: skip


def person(world, who: str):
    """Somebody who has written nothing of the report."""
    roles = {role.slug: role for role in (POLICY_OFFICER, CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, SCRUTINY_MEMBER)}
    if who == "board-member":
        return make_board_member(world.board, BOARD_MEMBER)
    if who == "other-board":
        return make_board_member(make_body(BodyKind.BOARD), BOARD_MEMBER)
    if who == "superuser":
        return make_user(is_superuser=True)
    return make_user(roles.get(who, ADMINISTRATOR))


def make_move(move: str, report, by, world):
    return {
        "submit": lambda: workflow.submit(report, by=by),
        "return": lambda: workflow.return_report(report, by=by, note="Say more."),
        "approve": lambda: workflow.approve(report, by=by, **world.decision()),
        "clear": lambda: workflow.clear(report, by=by),
        "publish": lambda: workflow.publish(report, by=by),
        "revise": lambda: workflow.revise(report, by=by, reason="A figure was wrong."),
        "discard": lambda: workflow.discard(report, by=by, reason="Begun by mistake."),
    }[move]()


def test_the_written_table_names_every_stage_and_move():
    assert tuple(TABLE) == ("draft", "returned", "submitted", "approved", "cleared", "published", "revised")
    assert set(TABLE) == set(STAGES)
    assert tuple(BY_NAME) == MOVES
    assert {role.slug for role in ROLES} | {"other-board", "superuser"} == set(PEOPLE)
    assert {stage for stage in STAGES if stage not in ("cleared", "revised")} == set(HighlightReport.Status.values)


@pytest.mark.parametrize("stage", TABLE)
@pytest.mark.parametrize("role", [role.slug for role in ROLES])
def test_the_pure_table_says_what_is_written_here(stage, role):
    assert {move.name for move in allowed(stage, [role])} == TABLE[stage].get(role, set())
    for move in TRANSITIONS:
        assert bool(refusal(move, stage, [role])) is (move.name not in TABLE[stage].get(role, set()))


@pytest.mark.parametrize("stage", TABLE)
def test_every_move_by_everyone_from(stage, world):
    """One stage, all people and moves; a savepoint takes back each move that was allowed."""
    from django.db import transaction

    report = world.advance(world.written(), stage)
    status = report.status
    people = {who: person(world, who) for who in PEOPLE}
    for who, by in people.items():
        may = TABLE[stage].get(who, set())
        assert {move.name for move in moves_for(report, by)} == may, (stage, who)
        for move in MOVES:
            before = Event.objects.count()
            with transaction.atomic():
                if move in may:
                    make_move(move, report, by, world)
                    assert Event.objects.count() == before + 1, (stage, who, move)
                    event = Event.objects.order_by("-sequence").first()
                    assert (event.verb, event.by) == (EVENTS[move], by)
                else:
                    with pytest.raises(NotAllowed):
                        make_move(move, report, by, world)
                    assert Event.objects.count() == before, (stage, who, move)
                standing = HighlightReport.objects.filter(pk=report.pk).values_list("status", flat=True).first()
                assert standing == (BECOMES[move] if move in may else status), (stage, who, move)
                transaction.set_rollback(True)
            report.refresh_from_db()


def test_a_refusal_says_why_and_what_to_do(world):
    report = world.written()
    with pytest.raises(NotAllowed) as refused:
        workflow.publish(report, by=world.officer)
    assert str(refused.value) == (
        "“Publish” is not possible with this report now. It is a draft: it has to be submitted first."
    )
    with pytest.raises(NotAllowed) as refused:
        workflow.submit(report, by=world.cmt)
    assert str(refused.value) == (
        "“Submit to corporate management” is for members of the report's board and policy officers. Ask one of them."
    )


def test_a_deactivated_officer_may_do_nothing(world):
    report = world.written()
    officer = person(world, "policy-officer")
    officer.is_active = False
    officer.save()
    assert moves_for(report, officer) == ()
    with pytest.raises(NotAllowed):
        workflow.submit(report, by=officer)


def test_a_member_who_left_the_board_may_do_nothing(world):
    from datetime import date

    report = world.written()
    world.member.memberships.update(ends=date(2021, 1, 1))
    with pytest.raises(NotAllowed):
        workflow.submit(report, by=world.member)
    assert stage_of(report) == "draft"


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "published"), ("status", "approved"), ("cleared_at", "now"), ("published_at", "now")],
)
def test_fields_set_on_the_instance_do_not_slip_through_a_verb(field, value, world):
    from plan.clock import now

    report = world.written()
    setattr(report, field, now() if value == "now" else value)
    workflow.submit(report, by=world.member)
    report.refresh_from_db()
    assert (report.status, report.cleared_at, report.published_at, report.approval) == ("submitted", None, None, None)
