"""What the style sheet and the status tag promise: contrast in both themes, and one word for each status."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from outcomes.reporting.models import DeliveryStatus
from performance.direction import Change
from performance.rag import Status

CSS = Path(__file__).resolve().parents[2] / "plan/static/plan/site.css"
WRITTEN = (
    "ink", "grey", "link", "good", "warn", "bad", "done", "accent", *(f"accent-{number}" for number in range(1, 7)),
)  # fmt: skip
STATUSES = [(member.value, member.label) for kind in (DeliveryStatus, Status, Change) for member in kind]


def colours() -> dict[str, dict[str, str]]:
    """Named colours by theme; dark names only those that differ."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS.read_text(), re.DOTALL)[:2]
    named = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
    light_colours = dict(named.findall(light))
    return {"light": light_colours, "dark": light_colours | dict(named.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_worked_out_as_the_guidelines_do():
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("ground", ["paper", "band"])
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(theme, name, ground):
    named = colours()[theme]

    assert contrast(named[name], named[ground]) >= 4.5


def test_the_style_sheet_is_small_and_fetches_nothing():
    text = CSS.read_text()

    assert len(text) < 25_000
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize(("status", "word"), STATUSES)
def test_a_status_is_a_word_and_a_shape(status, word):
    html = render_to_string("components/status_tag.html", {"status": status})

    assert re.sub(r"<[^>]+>", "", html).strip() == word
    assert html.count("<path") == 1
    assert 'aria-hidden="true"' in html


def test_statuses_of_unlike_meaning_never_look_alike():
    """Without its word and its colour, no delivery status can be taken for another; nor a rating."""
    for kind in (DeliveryStatus, [status for status in Status if status.rated], Change):
        shapes = [
            re.search(r' d="([^"]+)"', render_to_string("components/status_tag.html", {"status": member.value}))[1]
            for member in kind
        ]
        assert len(set(shapes)) == len(shapes)


def test_no_status_says_so():
    assert "No status yet" in render_to_string("components/status_tag.html", {"status": ""})
