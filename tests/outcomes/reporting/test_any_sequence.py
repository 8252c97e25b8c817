"""Whatever people try, in whatever order: what is published was submitted, then approved, then cleared."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.transitions import NotAllowed
from plan.models import Event
from plan.roles import BOARD_MEMBER, CMT, POLICY_OFFICER
from tests.factories import make_board_member, make_user

from .world import DECIDED_ON

pytestmark = pytest.mark.django_db
ACTS = ("write", "submit", "return", "approve", "approve in meeting", "clear", "publish", "revise", "discard")
PEOPLE = 6


class Undo(Exception):
    pass


def attempt(act: str, report: HighlightReport, by, world) -> HighlightReport:
    """Try it; the report to go on with, which is the revision once one was begun."""
    decision = {"body": world.management, "date": DECIDED_ON}
    if act == "write":
        editing.write(report, by=by, summary="Words by somebody.")
    elif act == "submit":
        workflow.submit(report, by=by)
    elif act == "return":
        workflow.return_report(report, by=by, note="Say more.")
    elif act == "approve":
        workflow.approve(report, by=by, **decision)
    elif act == "approve in meeting":
        workflow.approve(report, by=by, meeting=world.meeting, **decision)
    elif act == "revise":
        return workflow.revise(report, by=by, reason="A figure was wrong.")
    elif act == "discard":
        workflow.discard(report, by=by, reason="Begun by mistake.")
    else:
        getattr(workflow, act)(report, by=by)
    return report


class Oracle:
    """What happened, kept apart from the code: who wrote, whether it is submitted, approved, cleared."""

    def __init__(self, author):
        self.writers, self.ever_submitted = {author}, False
        self.submitted, self.approved, self.cleared, self.published = False, False, False, False

    def happened(self, act, by):
        if act in ("write", "submit"):
            assert not self.submitted, "words or submission after submission"
            self.writers.add(by)
            self.submitted = act == "submit"
            self.ever_submitted |= self.submitted
        elif act == "return":
            assert self.submitted
            assert not self.published
            self.__init__(None)
            self.ever_submitted = True
        elif act == "discard":
            assert not self.ever_submitted, "discarded what management had before it"
        elif act.startswith("approve"):
            assert self.submitted, "approved before it was submitted"
            assert act == "approve in meeting" or by not in self.writers, "approved alone what they wrote"
            self.approved = True
        elif act == "clear":
            assert self.approved, "cleared before it was approved"
            self.cleared = True
        elif act == "publish":
            assert self.cleared, "published before it was cleared"
            self.published = True
        elif act == "revise":
            assert self.published, "revised before it was published"
            self.__init__(None)


@pytest.fixture
def scene(world):
    """A complete draft and six people: two of each role."""
    report = world.written()
    people = [make_board_member(world.board, BOARD_MEMBER) for _ in range(2)]
    people += [make_user(role) for role in (POLICY_OFFICER, CMT) for _ in range(2)]
    return world, report, people


steps = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, PEOPLE - 1)), min_size=1, max_size=14)
# Random walks seldom get far; these begin with a way that does, so that what follows is reached.
ways = st.sampled_from([[], [("submit", 0)], [("submit", 0), ("approve", 4)], [("submit", 2), ("approve in meeting", 2),
                        ("clear", 2)], [("submit", 0), ("approve", 2), ("clear", 3), ("publish", 2)]])  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(way=ways, more=steps)
def test_nothing_reaches_publication_by_a_short_cut(scene, way, more):
    world, opened, people = scene
    with suppress(Undo), transaction.atomic():
        report = HighlightReport.objects.get(pk=opened.pk)
        oracle = Oracle(world.member.pk)
        for act, who in [*way, *more]:
            events = Event.objects.count()
            try:
                report = attempt(act, report, people[who], world)
            except NotAllowed:
                assert Event.objects.count() == events
            else:
                assert Event.objects.count() == events + 1
                oracle.happened(act, people[who].pk)
                if act == "discard":
                    break
            report.refresh_from_db()
            assert (report.status == "published") == oracle.published
            assert (report.approval is not None) == oracle.approved
        raise Undo
