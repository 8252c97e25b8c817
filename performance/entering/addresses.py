"""Where figures are typed: addresses that can stand in an e-mail, as they do not change."""

from django.urls import reverse
from django.utils.http import urlencode

GRID, MINE = "admin:performance_result_enter", "admin:performance_result_mine"


def due_address(department: str) -> str:
    """The page of what is due from a department, by its short name, for those who chase it."""
    return f"{reverse(MINE)}?{urlencode({'department': department})}"
