"""What `faults_in_every_look` leaves out is found nowhere: faults of colour in one width or one theme, and the like."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = """<!doctype html><html lang="en"><title>A page</title><meta name="viewport" content="width=device-width">
<style>:root {{ color-scheme: light dark }} body {{ background: Canvas; color: CanvasText }} {style}</style>
<main><h1>A page</h1><p class="all">Some words.</p>
<p class="wide">Wide.</p><p class="narrow">Narrow.</p>{more}</main>"""
PALE = "{ color: #999; background: #888 }"
NARROW, WIDE = "@media (max-width: 400px)", "@media (min-width: 401px)"
LIGHT, DARK = "@media (prefers-color-scheme: light)", "@media (prefers-color-scheme: dark)"
SHOWN = f"{NARROW} {{ .wide {{ display: none }} }} {WIDE} {{ .narrow {{ display: none }} }}"


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("", set()),
        (f".all {PALE}", {"1280 light", "320 dark"}),
        (f"{DARK} {{ .all {PALE} }}", {"320 dark"}),
        (f"{NARROW} {{ .all {PALE} }}", {"320 light", "320 dark"}),
        (f"{WIDE} {{ .all {PALE} }}", {"1280 light", "1280 dark"}),
        (f"{WIDE} {{ {DARK} {{ .all {PALE} }} }}", {"1280 dark"}),
        (f"{NARROW} {{ {LIGHT} {{ .all {PALE} }} }}", {"320 light"}),
        (f"{NARROW} {{ {LIGHT} {{ main {PALE} }} }}", {"320 light"}),
        (f".narrow {PALE}", {"320 light", "320 dark"}),
        (f".wide {PALE}", {"1280 light", "1280 dark"}),
    ],
)
def test_pale_words_are_found_wherever_they_are(style, found, page, faults_in_every_look):
    page.set_content(PAGE.format(style=SHOWN + style, more=""))
    faults = faults_in_every_look(page)
    assert {fault.partition(":")[0] for fault in faults} == found
    assert all("color-contrast" in fault for fault in faults)


def test_what_changed_since_the_last_look_is_looked_at_again(page, faults_in_every_look):
    page.set_content(PAGE.format(style="", more=""))
    assert faults_in_every_look(page) == []
    page.evaluate("document.querySelector('.all').style = 'color: #999; background: #888'")
    assert len(faults_in_every_look(page)) == 2


def test_other_faults_are_found_at_each_width(page, faults_in_every_look):
    more = '<button class="narrow"></button><button class="wide"></button><img src="data:,">'
    page.set_content(PAGE.format(style=f"{SHOWN} {NARROW} {{ h1 {{ width: 900px }} }}", more=more))
    faults = sorted(fault.partition(" <")[0] for fault in faults_in_every_look(page))
    assert faults == [
        "1280 light: button-name:", "1280 light: image-alt:", "320 light: button-name:", "320 light: image-alt:",
        "320: scrolls 588 pixels sideways",
    ]  # fmt: skip
