"""The whole way in a real browser: from a council's paper to the PDF that a scrutiny committee downloads."""

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
import time_machine
from django.core.management import call_command

from outcomes.models import HighlightReport, ItemBoard, PackFile, Remit
from plan.models import BodyKind, Decision, Plan
from plan.roles import BOARD_MEMBER, CMT, POLICY_OFFICER
from tests.factories import make_board_member, make_body, make_meeting, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAPER = Path(__file__).parents[1] / "outcomes/importer/papers/fenbrook.txt"
ACHIEVED = "Forty empty homes are lived in again."
FRANK = "Half of them only because the owners died."


@pytest.fixture
def council():
    """Bodies and people of the made-up council; its plan arrives as a paper."""
    board = make_body(BodyKind.BOARD, "Homes Board")
    committee = make_body(BodyKind.COMMITTEE, "Homes Scrutiny Committee")
    return {
        "officer": make_user(POLICY_OFFICER, username="officer"),
        "member": make_board_member(board, BOARD_MEMBER, username="member"),
        "management": make_user(CMT, username="management"),
        "board": board,
        "committee": committee,
        "cmt": make_body(BodyKind.MANAGEMENT, "Management Team"),
        "decision": Decision.objects.create(
            body=make_body(BodyKind.COUNCIL, "Fenbrook Council"), date=date(2025, 5, 14), text="Approved the plan."
        ),
        "meeting": make_meeting(committee, date(2026, 11, 16), status="confirmed"),
    }


@pytest.fixture(autouse=True)
def _late_in_october():
    """A day between the reports and the committee's papers, whenever the test runs."""
    with time_machine.travel(datetime(2026, 10, 30, 9, tzinfo=UTC)):
        yield


def test_from_a_paper_to_a_downloaded_pack(open_page, sign_in, council):
    call_command("import_plan", str(PAPER), title="Fenbrook District Plan", start=2025, end=2029, verbosity=0)
    officer, member, management = (open_page(scripts=False) for _ in range(3))
    for page, who in ((officer, "officer"), (member, "member"), (management, "management")):
        page.set_default_timeout(10_000)
        sign_in(page, council[who])

    plan = publish_the_plan(officer, council)
    homes = plan.outcomes.get(number="1")
    ItemBoard.objects.create(item=homes.item, board=council["board"])
    Remit.objects.create(committee=council["committee"], item=homes.item)

    report = open_the_period(officer)
    write_the_report(member, report)
    approve_it(management, report, council)
    clear_and_publish_it(officer, report)
    publish_the_pack(officer, council)
    download_the_pack(open_page(scripts=False), council)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def publish_the_plan(page, council) -> Plan:
    plan = Plan.objects.get()
    Decision.objects.filter(pk=council["decision"].pk).update(plan=plan)  # democratic services record it
    page.goto(f"/admin/plan/plan/{plan.pk}/change/")
    page.locator("[name=vision]").fill("A district where everybody has a warm home.")
    press(page, "Save")
    accept_what_is_missing(page, plan)
    follow(page, "Publish")
    press(page, "Publish")
    follow(page, "Put in force")
    page.locator("[name=decision]").select_option(str(council["decision"].pk))
    press(page, "Put in force")
    plan.refresh_from_db()
    assert plan.in_force_from == date(2025, 5, 14)
    return plan


def accept_what_is_missing(page, plan) -> None:
    """Figures that the paper's words leave out: nothing is published as approved before each is filled or accepted."""
    page.goto(f"/admin/outcomes/outcome/edition/{plan.pk}/gaps/")
    for box in page.locator("[name=gaps]").all():
        box.check()
    page.locator("[name=why]").fill("The paper leaves them open.")
    press(page, "Accept as missing")
    page.goto(f"/admin/plan/plan/{plan.pk}/change/")


def open_the_period(page) -> HighlightReport:
    page.goto("/admin/outcomes/reportingperiod/add/")
    page.get_by_label("Name").fill("April to September 2026")
    page.locator("[name=starts]").fill("2026-04-01")
    page.locator("[name=ends]").fill("2026-09-30")
    page.locator("[name=due]").fill("2026-10-16")
    press(page, "Save and go on editing")
    follow(page, "Open this period")
    press(page, "Open this period")
    return HighlightReport.objects.get()


def write_the_report(page, report) -> None:
    page.goto("/admin/")
    assert page.get_by_text("April to September 2026").first.is_visible()
    page.goto(f"/admin/outcomes/highlightreport/{report.pk}/change/")
    page.locator("[name=public_summary]").fill("More homes are warm.")
    for place in range(report.judgements.count()):
        page.locator(f"[name=judgements-{place}-status]").select_option("on_track")
    for kind in ("achievement", "challenge", "priority"):
        page.locator(f"[name={kind}_entries-0-text]").fill(FRANK)
        page.locator(f"[name={kind}_entries-0-public_text]").fill(ACHIEVED)
    press(page, "Save and go on editing")
    follow(page, "Submit to corporate management")
    press(page, "Submit to corporate management")
    report.refresh_from_db()
    assert report.status == "submitted"


def approve_it(page, report, council) -> None:
    page.goto(f"/admin/outcomes/highlightreport/{report.pk}/change/")
    follow(page, "Record approval")
    page.get_by_label("Who approved it?").select_option(str(council["cmt"].pk))
    page.locator("[name=date]").fill("2026-10-30")
    press(page, "Record approval")
    report.refresh_from_db()
    assert report.status == "approved"


def clear_and_publish_it(page, report) -> None:
    page.goto(f"/admin/outcomes/highlightreport/{report.pk}/change/")
    follow(page, "Clear the public words")
    press(page, "Clear the public words")
    follow(page, "Publish")
    press(page, "Publish")
    report.refresh_from_db()
    assert report.status == "published"


def publish_the_pack(page, council) -> None:
    page.goto("/admin/outcomes/pack/add/")
    page.locator("[name=body]").select_option(str(council["committee"].pk))
    page.locator("[name=covers]").fill("2026-Q2")
    page.locator("[name=meeting]").select_option(str(council["meeting"].pk))
    press(page, "Save and go on editing")
    follow(page, "Build")
    press(page, "Build")
    call_command("worker", once=True)
    page.reload()
    page.get_by_role("link", name="Version 1", exact=True).first.click()
    follow(page, "Clear")
    press(page, "Clear")
    follow(page, "Publish")
    press(page, "Publish")
    assert PackFile.objects.get(kind="pdf").version.published_at


def download_the_pack(page, council) -> None:
    page.goto("/packs/")
    page.get_by_role("link", name="Homes Scrutiny Committee", exact=False).first.click()
    with page.expect_download() as download:
        follow(page, "Download the PDF")
    content = Path(download.value.path()).read_bytes()
    stored = PackFile.objects.get(kind="pdf")
    assert hashlib.sha256(content).hexdigest() == stored.sha256
    text = " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)
    words = " ".join(text.split())
    assert "Warm and Lasting Homes" in words
    assert ACHIEVED in words
    assert FRANK not in words
    assert "Lively Towns" not in words
