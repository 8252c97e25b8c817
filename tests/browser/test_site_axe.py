"""Every public page in a real browser: nothing that axe finds, no scrolling sideways, nothing that needs a script, and
the keyboard's place always to be seen. Wide and narrow, light and dark."""

import re

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver

from tests import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "home": "/",
    "plans": "/plans/",
    "edition": "/plans/2022-26/",
    "edition-route": "/plans/2022-26/route/",
    "compare": "/plans/compare/?before=2022-26&after=2022-26",
    "compare-editions": "/plans/compare/2022-26-draft/2022-26/",
    "compare-part": "/plans/compare/2022-26-draft/2022-26/clean-and-green/",
    "compare-alike": "/plans/compare/2022-26-draft/2022-26/added/commitment/",
    "plan-number": "/plans/number/2.1/",
    "edition-outcome": "/plans/2022-26-draft/outcomes/a-cleaner-future/",
    "edition-sub-outcome": "/plans/2022-26/2.1/",
    "outcome": "/outcomes/clean-and-green/",
    "sub-outcome": "/outcomes/clean-and-green/2.1/",
    "indicators": "/indicators/?rating=purple",
    "indicator": "/indicators/feel-safe/",
    "scorecards": "/scorecards/",
    "department-scorecard": "/scorecards/departments/places/",
    "outcome-scorecard": "/scorecards/outcomes/clean-and-green/",
    "comparisons": "/comparisons/",
    "comparison": "/comparisons/counties/",
    "committees": "/scrutiny/",
    "committee": "/scrutiny/environment-committee/",
    "packs": "/packs/",
    "pack": "/packs/environment-committee/2022-Q2/",
    "pack-file": "/packs/environment-committee/2022-Q2/v1/pack-v1.pdf",  # withdrawn, so a page
    "meetings": "/meetings/",
    "meeting": "/meetings/environment-committee/2022-11-21/",
    "body": "/bodies/environment-committee/",
    "reports": "/reports/",
    "report": "/reports/{report}/",
    "partners": "/partners/",
    "partner": "/partners/fenbrook-parishes/",
    "strategies": "/strategies/",
    "strategy": "/strategies/waste/",
    "dates": "/dates/",
    "actions": "/actions/",
    "extracts": "/actions/extracts/",
    "impact": "/impact/",
    "pack-archive": "/packs/archive/",
    "consultations": "/consultations/",
    "consultation": "/consultations/which-aims/",
    "consultation-result": "/consultations/which-aims/results/1/",
    "you-said": "/consultations/what-bins/you-said-we-did/",
    "consultation-questions": "/consultations/which-aims/questions/",
    "consultation-results": "/consultations/which-aims/results/",
    "survey-erase": "/consultations/which-aims/erase/",
    "glossary": "/glossary/",
    "api": "/api/v1/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
}
NOT_PAGES = {
    "health", "robots", "indicator-csv", "indicator-json", "meetings-feed", "actions-csv", "pack-archive-csv",
    "pack-archive-json", "private-paper", "edition-file",
    "you-said-csv", "you-said-json",
}  # fmt: skip
# For who is signed in, and what is drawn as the lists are: each has tests of its own in tests/outcomes/scrutiny;
# the survey, while it is open, in test_survey.
WALKED_ELSEWHERE = {"action", "my-questions", "my-question", "my-question-raise", "my-question-remove",
                    "survey-start", "survey-step", "survey-check", "survey-done", "survey-save", "survey-return",
                    "survey-leave"}  # fmt: skip
FOCUSED = """() => {
  const style = getComputedStyle(document.activeElement);
  return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@pytest.fixture
def fenbrook(transactional_db) -> site.Site:
    cache.clear()
    made = site.make_site()
    yield made
    cache.clear()


@pytest.fixture
def addresses(fenbrook) -> dict[str, str]:
    return {name: path.format(report=fenbrook.report.pk) for name, path in PAGES.items()}


def test_no_public_page_is_left_out():
    """The list above names every address of the site; the desk is walked by its own test."""
    named = {
        pattern.name
        for resolver in get_resolver().url_patterns
        if not str(resolver.pattern).startswith(("admin", "accounts", "api"))
        for pattern in ([resolver] if isinstance(resolver, URLPattern) else resolver.url_patterns)
        if isinstance(pattern, URLPattern)
    }

    assert named - NOT_PAGES - WALKED_ELSEWHERE - set(PAGES) == set()


def test_axe_finds_nothing_on_any_page_in_any_look(addresses, page, faults_in_every_look):
    found = []
    for name, path in addresses.items():
        page.goto(path)
        found += [f"{name}: {fault}" for fault in faults_in_every_look(page)]

    assert found == []


def test_pages_for_what_is_missing_are_sound_too(addresses, page, faults_in_every_look, settings):
    settings.DEBUG = False
    page.goto("/no-such-page/")

    assert page.text_content("h1") == "Page not found"
    assert faults_in_every_look(page) == []


def test_the_site_says_the_same_without_scripts_and_breaks_no_policy(addresses, open_page):
    without, with_scripts = open_page(scripts=False), open_page()
    complaints = []
    with_scripts.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    for name, path in addresses.items():
        if name != "pack-file":  # answers 410, which browsers report as an error
            without.goto(path)
            with_scripts.goto(path)
            assert without.inner_text("main") == with_scripts.inner_text("main"), name
            assert without.locator("script").count() == 0, name

    assert complaints == []


def test_filters_work_by_keyboard_alone_without_scripts(addresses, open_page):
    page = open_page(scripts=False)
    page.goto("/indicators/")
    page.focus("select[name=rating]")
    page.keyboard.type("Green")
    for _ in ("next figure", "which indicators", "order", "the button"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"rating=green"))

    assert "No indicators fit this choice." in page.inner_text("main")


def test_on_a_narrow_screen_the_filters_open_by_keyboard(addresses, open_page):
    page = open_page(scripts=False)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/indicators/")
    rating = page.locator("select[name=rating]")
    assert not rating.is_visible()
    page.focus("summary")
    page.keyboard.press("Enter")
    assert rating.is_visible()


def test_the_keyboards_place_is_always_seen_and_its_first_stop_leads_past_the_header(addresses, page):
    page.goto(addresses["outcome"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    for path, theme in (("home", "light"), ("indicators", "dark"), ("indicator", "light")):
        page.emulate_media(color_scheme=theme)
        page.goto(addresses[path])
        stops = page.locator("a[href], select, button, [tabindex='0']").count()
        for _ in range(stops):
            page.keyboard.press("Tab")
            tag, style, width = page.evaluate(FOCUSED)
            assert (style, width) == ("solid", 3), f"{path}: {tag}"
