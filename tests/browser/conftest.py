"""A real browser for the tests that need one.

Playwright's loop trips Django's guard against database use in async code, which guards nothing here: the tests are
synchronous and the site runs in a thread of its own. The guard is lifted in this folder only.
"""

import os
from importlib.resources import files

import pytest
from django.conf import settings
from django.test import Client

from tests.report_suites.suites import chromium

CHROMIUM = chromium() or "/usr/bin/chromium"
WIDTHS = (1280, 320)
THEMES = ("light", "dark")
HEIGHT = 900
# What was found in order stays in the browser: handing it over took as long as looking.
FAULTS = """async ([options, theme]) => {
  if (typeof axe !== 'object') return null;
  const context = theme ? window.changedIn(theme) : document;
  return context.length === 0 ? [] : (await axe.run(context, options)).violations;
}"""
# The elements that are shown, larger or smaller, or in other colours than when this was last asked in the same theme.
CHANGED = """window.changedIn = theme => {
  const before = (window.shownIn ??= {})[theme] ?? new Map(), now = window.shownIn[theme] = new Map();
  for (const element of document.querySelectorAll('body, body *')) if (element.checkVisibility()) {
    const style = getComputedStyle(element);
    now.set(element, [style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
                      style.textShadow, style.fontSize, style.fontWeight].join());
  }
  return [...now.keys()].filter(element => now.get(element) !== before.get(element));
};"""
RULES = {"target-size": {"enabled": True}}
ALL = {"resultTypes": ["violations"], "rules": RULES}
ALL_BUT_COLOURS = {**ALL, "rules": {**RULES, "color-contrast": {"enabled": False}}}
COLOURS = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Colours take five times as long as all other rules together. Of a page that is looked at again in the same theme and
# another width, they are asked of what is shown only now, or otherwise than before; each width is asked whole, in one
# of the themes, as what lies on what may depend on it. All other rules are asked at each width; dark differs from light
# in its colours alone.
WIDE, NARROW = WIDTHS
LOOKS = (
    (WIDE, "light", (ALL_BUT_COLOURS, COLOURS)),
    (NARROW, "light", (ALL_BUT_COLOURS, COLOURS)),
    (NARROW, "dark", (COLOURS,)),
    (WIDE, "dark", (COLOURS,)),
)


@pytest.fixture(scope="session", autouse=True)
def _playwright_may_stand_beside_django():
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session")
def browser():
    if not os.path.exists(CHROMIUM):
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    from playwright.sync_api import sync_playwright

    # A container's shared memory is often too small for a browser: it then crashes in the middle of a page.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser, live_server):
    """`open_page(width=320, theme="dark", scripts=True)` gives a page of the running site; all close at the end."""
    contexts = []

    def make(*, width: int = 1280, theme: str = "light", scripts: bool = True):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=theme,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, user)` gives the page's browser the session of a user, without the sign-in form."""

    def give_session(page, user) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return give_session


@pytest.fixture(scope="session")
def axe():
    """`axe(page)` lists what is hard to use on the page, one line for each rule and element; empty is good.

    Runs by `page.evaluate`, which the Content-Security-Policy leaves alone. `options` are axe's. With a `theme`, only
    what changed since the page was last looked at in this theme is asked.
    """
    source = (files("axe_playwright_python") / "axe.min.js").read_text() + CHANGED

    def run(page, options: dict = ALL, *, theme: str = "") -> list[str]:
        found = page.evaluate(FAULTS, [options, theme])
        if found is None:
            page.context.add_init_script(source)  # whatever page comes next has it already
            page.evaluate(source)
            found = page.evaluate(FAULTS, [options, theme])
        return [
            f"{violation['id']}: {node['html'][:160]} {_measured(node)}".strip()
            for violation in found
            for node in violation["nodes"]
        ]

    return run


@pytest.fixture(scope="session")
def scrolls_sideways():
    """`scrolls_sideways(page)` says by how many pixels the page is wider than its window."""

    def measure(page) -> int:
        return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    return measure


@pytest.fixture(scope="session")
def faults_in_every_look(axe, scrolls_sideways):
    """`faults_in_every_look(page)` looks at the page as it stands, wide and narrow, light and dark, and lists what is
    wrong."""

    def look(page) -> list[str]:
        found, scrolled = [], set()
        page.evaluate("delete window.shownIn")  # what was typed or opened since counts as new
        for width, theme, asked in LOOKS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=theme)
            for options in asked:
                faults = axe(page, options, theme=theme if options is COLOURS else "")
                found += [f"{width} {theme}: {fault}" for fault in faults]
            if width not in scrolled and (wide := scrolls_sideways(page)):
                found.append(f"{width}: scrolls {wide} pixels sideways")
            scrolled.add(width)
        return found

    return look


def _measured(node: dict) -> str:
    data = [check.get("data") for check in node.get("any", []) if isinstance(check.get("data"), dict)]
    return " ".join(
        f"{key}={item[key]}" for item in data for key in ("contrastRatio", "fgColor", "bgColor") if key in item
    )
