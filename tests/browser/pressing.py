"""Pressing what leads to another page."""

from typing import Any


def press(button: Any) -> None:
    """Click a button or a link and wait for the page it leads to, which a click alone does not."""
    with button.page.expect_navigation():
        button.click()
