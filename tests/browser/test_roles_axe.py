"""Each role's own pages with a full report behind them: nothing that axe finds, in forms with errors as well.

Who keeps the system edits no report, so that the walk of every model in `test_admin_axe.py` never meets these pages
as they are worked with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from outcomes.framework.models import ItemOfficer
from outcomes.packs.models import Pack
from outcomes.reporting import updates, workflow
from outcomes.reporting.models import HighlightReport
from plan.models import BodyKind, Council, Decision, User
from plan.roles import ADMINISTRATOR, CONTRIBUTOR, DEMOCRATIC_SERVICES, SCRUTINY_MEMBER
from tests.browser.pressing import press
from tests.factories import (
    make_body,
    make_department,
    make_indicator,
    make_plan,
    make_result,
    make_target,
    make_tree,
    make_user,
)
from tests.outcomes.reporting.world import DECIDED_ON, World, make_period, make_world, write_fully

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The board's words are older than the decisions on them.
AUTUMN, SPRING = "2022-11-07 12:00 +0000", "2023-05-08 12:00 +0000"
UNREQUIRE = "document.querySelectorAll('[required]').forEach(field => field.required = false)"


def at(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


@dataclass
class Walk:
    """One person's way through the desk, and all that axe finds on it."""

    page: Any
    look: Any
    found: list[str]

    def see(self, *addresses: str, status: int = 200) -> None:
        for address in addresses:
            answered = self.page.goto(address).status
            if answered != status:
                self.found.append(f"{address}: answered {answered}")
            self.judge(address)

    def judge(self, where: str) -> None:
        self.found += [f"{where}: {fault}" for fault in self.look(self.page)]

    def fail(self, address: str, button: str, errors: str = ".errornote, .errorlist, .missing", **typed: str) -> None:
        """Send the page's form with something that is refused, and look at what is answered."""
        self.page.goto(address)
        self.page.evaluate(UNREQUIRE)
        for name, value in typed.items():
            self.page.locator(f"[name='{name.replace('__', '-')}']").first.fill(value)
        press(self.page.locator(button).first)
        self.page.locator(errors).first.wait_for()
        self.judge(f"{address} in error")


@pytest.fixture
def walk(open_page, sign_in, faults_in_every_look):
    def begin(user: User) -> Walk:
        page = open_page()
        sign_in(page, user)
        return Walk(page, faults_in_every_look, [])

    return begin


@pytest.fixture
def world(transactional_db) -> World:
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    return make_world()


@pytest.fixture
def full(world) -> HighlightReport:
    """A draft with judgements, entries of each kind, an answer to each of the last priorities, and an update."""
    with time_machine.travel(AUTUMN, tick=False):
        world.advance(world.written(), "published")
    winter = make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30))
    with time_machine.travel(SPRING, tick=False):
        report = write_fully(world.open(winter), world.member)
        updates.record_update(
            world.plan.commitments.first().item, by=world.member, date=date(2023, 3, 1), status="at_risk",
            report=report, text="Two *frank* words.", public_text="It runs [late](https://example.org/late).",
            evidence="Board paper 4",
        )  # fmt: skip
    assert report.judgements.count() == 2
    assert report.entries.count() == 3
    assert report.answers.count() == 1
    return report


def cleared(world: World, report: HighlightReport) -> HighlightReport:
    with time_machine.travel(SPRING, tick=False):
        world.advance(report, "submitted")
        workflow.approve(report, by=world.cmt, body=world.management, date=date(2023, 5, 8))
        return workflow.clear(report, by=world.officer)


SAVE, CONFIRM = "input[name=_save]", "main form [type=submit]"


def test_a_board_member(world, full, walk):
    member = walk(world.member)
    change = at("outcomes_highlightreport_change", full.pk)
    alone = full.updates.get()
    member.see(
        at("index"), at("outcomes_highlightreport_changelist"), change, at("outcomes_highlightreport_history", full.pk),
        at("outcomes_highlightreport_preview", full.pk, "management"),
        at("outcomes_highlightreport_preview", full.pk, "public"),
        at("outcomes_highlightreport_move", full.pk, "submit"), at("outcomes_highlightreport_updates", full.pk),
        at("outcomes_highlightreport_updates_of", full.pk, "1"),
        at("outcomes_deliveryupdate_changelist"), at("outcomes_deliveryupdate_change", alone.pk),
    )  # fmt: skip
    member.fail(change, SAVE, challenge_entries__0__item="nothing of the kind")
    member.fail(at("outcomes_highlightreport_updates_of", full.pk, "1"), SAVE, updates__0__date="2999-01-01")
    member.fail(at("outcomes_deliveryupdate_change", alone.pk), SAVE, date="2999-01-01")
    full.judgements.update(status="")
    member.fail(at("outcomes_highlightreport_move", full.pk, "submit"), CONFIRM)
    assert "\n".join(member.found) == ""


def test_corporate_management(world, full, walk):
    report, cmt = world.advance(full, "submitted"), walk(world.cmt)
    several = f"{at('outcomes_highlightreport_approve')}?report={report.pk}"
    moves = [at("outcomes_highlightreport_move", report.pk, name) for name in ("approve", "return")]
    cmt.see(
        at("index"), at("outcomes_highlightreport_changelist"), at("outcomes_highlightreport_change", report.pk),
        at("outcomes_highlightreport_preview", report.pk, "management"), *moves, several,
        at("outcomes_highlightreport_updates", report.pk), at("outcomes_highlightreport_updates_of", report.pk, "1"),
        at("outcomes_deliveryupdate_changelist"), at("outcomes_deliveryupdate_change", report.updates.get().pk),
        at("plan_meeting_changelist"), at("plan_plan_change", world.plan.pk),
    )  # fmt: skip
    cmt.see(at("outcomes_highlightreport_move", report.pk, "publish"), status=403)
    for address in (*moves, several):
        cmt.fail(address, CONFIRM)
    assert "\n".join(cmt.found) == ""


def test_a_policy_officer_with_reports(world, full, walk):
    officer, report = walk(world.officer), cleared(world, full)
    move = "outcomes_highlightreport_move"
    before = HighlightReport.objects.published().get()
    officer.see(
        at("index"), at("outcomes_highlightreport_changelist"), at("outcomes_highlightreport_change", report.pk),
        at("outcomes_highlightreport_change", before.pk), at(move, report.pk, "publish"), at(move, before.pk, "revise"),
        at("outcomes_reportingperiod_open", report.period.pk), at("outcomes_deliveryupdate_add"),
        at("outcomes_highlightreport_preview", report.pk, "public"),
    )  # fmt: skip
    officer.fail(at(move, report.pk, "return"), CONFIRM)
    officer.fail(at(move, before.pk, "revise"), CONFIRM)
    officer.fail(at("outcomes_deliveryupdate_add"), SAVE)
    alone = updates.record_update(
        world.plan.commitments.last().item, by=world.officer, date=DECIDED_ON, status="off_track", text="Late."
    )
    publish = at("outcomes_deliveryupdate_publish", alone.pk)
    officer.see(publish)
    officer.fail(publish, CONFIRM)
    officer.see(at("plan_event_changelist"))
    press(officer.page.locator("#result_list tbody th a").first)
    officer.judge("an entry of the event log")
    assert "\n".join(officer.found) == ""


def test_a_policy_officer_with_versions_of_the_plan(world, walk):
    officer, draft = walk(world.officer), make_tree()
    empty = make_plan(label="empty")
    council = make_body(BodyKind.COUNCIL)
    decision = Decision.objects.create(
        body=council, plan=draft, text="Approved the plan.", date=date(2022, 5, 18), kind="approved"
    )
    for name in ("publish", "in-force", "copy"):
        officer.see(at(f"outcomes_edition_{name}", draft.pk))
    officer.fail(at("outcomes_edition_publish", empty.pk), CONFIRM)
    officer.fail(at("outcomes_edition_copy", draft.pk), CONFIRM)
    officer.fail(at("outcomes_edition_copy", draft.pk), CONFIRM, slug=draft.slug, label="again")
    officer.fail(at("outcomes_edition_in-force", draft.pk), CONFIRM)
    officer.page.goto(at("outcomes_edition_in-force", draft.pk))
    officer.page.select_option("[name=decision]", str(decision.pk))
    press(officer.page.locator(CONFIRM).first)
    officer.judge("putting a draft in force")
    assert "\n".join(officer.found) == ""


def test_a_policy_officer_with_packs(world, walk):
    officer, pack = walk(world.officer), Pack.objects.create(body=make_body(), covers="2022-Q2")
    officer.see(at("outcomes_pack_changelist"), at("outcomes_pack_change", pack.pk), at("outcomes_pack_build", pack.pk))
    officer.fail(at("outcomes_pack_add"), SAVE)
    assert "\n".join(officer.found) == ""


def test_a_contributor(world, walk):
    department = make_department()
    lead = make_user(CONTRIBUTOR, department=department)
    item = world.plan.commitments.first().item
    ItemOfficer.objects.create(item=item, office=lead.office, user=lead, starts=date(2022, 4, 1))
    update = updates.record_update(item, by=lead, date=DECIDED_ON, status="on_track", text="Begun.")
    indicator = make_indicator(owner=department, rhythm="quarter")
    result = make_result(indicator, "2022-Q1", 79)
    make_target(indicator, "2022-Q1", 90)
    contributor = walk(lead)
    contributor.see(
        at("index"), at("outcomes_deliveryupdate_changelist"), at("outcomes_deliveryupdate_add"),
        at("outcomes_deliveryupdate_change", update.pk), at("performance_result_changelist"),
        at("performance_result_change", result.pk), at("performance_result_add"),
        at("performance_result_mine"), at("performance_result_enter"), at("outcomes_deliveryupdate_mine"),
        at("my_emails"),
    )  # fmt: skip
    contributor.fail(at("outcomes_deliveryupdate_mine"), "input[value=Save]", **{f"{item.pk}__text": "No status."})
    contributor.fail(at("performance_result_mine"), "input[value=Save]", **{"0__value": "xx%"})
    contributor.fail(at("outcomes_deliveryupdate_add"), SAVE)
    contributor.fail(at("outcomes_deliveryupdate_change", update.pk), SAVE, date="2999-01-01")
    contributor.fail(at("performance_result_add"), SAVE)
    assert "\n".join(contributor.found) == ""


def test_democratic_services(world, walk):
    clerk = walk(make_user(DEMOCRATIC_SERVICES))
    clerk.see(at("index"), at("plan_meeting_changelist"), at("plan_meeting_change", world.meeting.pk),
              at("plan_decision_add"), at("plan_body_change", world.board.pk))  # fmt: skip
    clerk.fail(at("plan_meeting_add"), SAVE)
    clerk.fail(at("plan_decision_add"), SAVE)
    assert "\n".join(clerk.found) == ""


def test_an_administrator(world, walk):
    person = make_user()
    administrator = walk(make_user(ADMINISTRATOR))
    administrator.see(at("index"), at("plan_user_changelist"), at("plan_user_change", person.pk),
                      at("plan_council_change", 1), at("plan_event_changelist"), at("plan_sentreminder_unreached"),
                      at("plan_user_hand_over", world.member.pk))  # fmt: skip
    administrator.fail(at("plan_user_add"), SAVE)
    sure = f"{at('plan_user_hand_over', world.member.pk)}?on={DECIDED_ON}&to={person.pk}"
    administrator.see(sure)
    administrator.fail(sure, CONFIRM)
    administrator.fail(at("plan_user_password", person.pk), CONFIRM)
    assert "\n".join(administrator.found) == ""


def test_a_scrutiny_member_who_comes_to_the_desk(world, walk):
    member = walk(make_user(SCRUTINY_MEMBER))
    member.see(at("index"))
    assert "\n".join(member.found) == ""
