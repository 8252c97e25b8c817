"""What nobody published is on no page, and its address answers like one that does not exist."""

from django.urls import reverse

from outcomes.models import ReportEntry
from plan.clock import now
from plan.models import Plan
from plan.roles import BOARD_MEMBER
from tests import factories
from tests.plan.test_site_design import CSS
from tests.site import UNTOLD

PAGES = (
    "/", "/plans/", "/plans/2022-26/", "/plans/2022-26/outcomes/clean-and-green/", "/plans/2022-26/2.1/",
    "/plans/2022-26-draft/", "/plans/compare/", "/plans/compare/2022-26-draft/2022-26/",
    "/plans/compare/2022-26-draft/2022-26/clean-and-green/", "/plans/number/2.1/",
    "/outcomes/clean-and-green/", "/outcomes/clean-and-green/2.1/",
    "/outcomes/safe-and-well/", "/outcomes/safe-and-well/3.1/", "/indicators/", "/indicators/?outcome=clean-and-green",
    "/indicators/feel-safe/", "/scorecards/", "/scorecards/departments/places/",
    "/scorecards/outcomes/clean-and-green/", "/indicators/?committee=environment-committee", "/reports/",
    "/reports/{report}/", "/scrutiny/", "/scrutiny/environment-committee/", "/packs/",
    "/packs/environment-committee/2022-Q2/", "/packs/archive/", "/packs/archive.csv",
    "/packs/archive.json", "/partners/", "/partners/fenbrook-parishes/", "/strategies/",
    "/strategies/waste/", "/dates/", "/impact/", "/impact/?text=bins",
    "/glossary/", "/indicators/feel-safe.csv", "/indicators/feel-safe.json", "/comparisons/", "/comparisons/counties/",
    "/meetings/", "/meetings/environment-committee/2022-11-21/", "/meetings.ics", "/bodies/environment-committee/",
    "/bodies/clean-and-green-board/",
)  # fmt: skip
MISSING = (
    "/plans/compare/2022-26/untold/", "/plans/compare/untold/2022-26/",
    "/plans/untold/", "/plans/untold/outcomes/untold-outcome/", "/plans/untold/1.1/", "/outcomes/untold-outcome/",
    "/outcomes/untold-outcome/1.1/", "/indicators/untold/", "/scorecards/outcomes/untold-outcome/", "/reports/{draft}/",
    "/indicators/untold.csv", "/indicators/untold.json", "/comparisons/untold/",
    "/packs/environment-committee/2022-Q3/", "/packs/environment-committee/2022-Q3/v1/pack-v1.pdf",
    "/packs/environment-committee/2022-Q2/v3/pack-v3.pdf", "/packs/environment-committee/2022-Q2/v2/untold-v2.pdf",
    "/packs/environment-committee/2022-Q2/v2/pack-v1.pdf", "/scrutiny/clean-and-green-board/",
    "/meetings/clean-and-green-board/2022-11-14/", "/private-papers/1/",
)  # fmt: skip


def filled(path: str, fenbrook) -> str:
    return path.format(report=fenbrook.report.pk, draft=fenbrook.unpublished_report.pk)


def test_there_is_something_that_could_leak(fenbrook):
    assert ReportEntry.objects.filter(report=fenbrook.report, text__contains=UNTOLD).count() == 4
    assert fenbrook.hidden_indicator.citations.count() == 1
    assert fenbrook.hidden_pack.versions.count() == 1


def test_no_page_is_heavy(fenbrook, client):
    """With its style sheet, below 100 kB."""
    sizes = {path: len(client.get(filled(path, fenbrook)).content) + CSS.stat().st_size for path in PAGES}

    assert {path: size for path, size in sizes.items() if size >= 100_000} == {}


def test_hidden_words_are_on_no_page(fenbrook, client):
    for path in PAGES:
        response = client.get(filled(path, fenbrook))
        assert response.status_code == 200, path
        assert UNTOLD.lower() not in response.content.decode().lower(), path


def test_hidden_things_answer_like_what_does_not_exist(fenbrook, client, settings):
    settings.DEBUG = False
    nothing = client.get("/nothing-was-ever-here/").content

    for path in MISSING:
        hidden = client.get(filled(path, fenbrook))
        assert hidden.status_code == 404, path
        assert hidden.content.replace(b' aria-current="true"', b"") == nothing, path


def test_policy_officers_see_drafts_of_the_plan_and_hidden_indicators(fenbrook, client, policy_officer):
    client.force_login(policy_officer)

    assert UNTOLD in client.get("/plans/").content.decode()
    assert "This version has not been published." in client.get("/plans/untold/").content.decode()
    assert client.get("/indicators/untold/").status_code == 200


def test_not_even_officers_find_unpublished_reports_and_packs_on_the_site(fenbrook, client, policy_officer):
    """They read these on the desk: what is on the site is what the public reads."""
    client.force_login(policy_officer)

    for path in MISSING:
        if "reports" in path or "packs" in path:
            assert client.get(filled(path, fenbrook)).status_code == 404


def test_management_words_stay_off_the_site_for_the_board_itself(fenbrook, client):
    client.force_login(factories.make_board_member(fenbrook.board, BOARD_MEMBER))

    for path in (f"/reports/{fenbrook.report.pk}/", "/outcomes/clean-and-green/2.1/"):
        assert UNTOLD not in client.get(path).content.decode()


def test_what_an_officer_reads_is_not_kept_for_others(fenbrook, client, policy_officer):
    client.force_login(policy_officer)
    assert UNTOLD in client.get("/plans/").content.decode()
    client.logout()

    assert UNTOLD not in client.get("/plans/").content.decode()


def test_scripts_in_narratives_are_shown_as_words_or_not_at_all(fenbrook, client):
    outcome = factories.make_outcome(
        factories.make_plan(slug="bad", vision="x"), "Bad", narrative="<script>alert(1)</script> [x](javascript:alert)"
    )
    Plan.objects.filter(pk=outcome.plan_id).update(published_at=now())
    html = client.get(reverse("edition-outcome", args=["bad", "bad"])).content.decode()

    assert "<script" not in html
    assert "javascript:" not in html
