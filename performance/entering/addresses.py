"""Where figures are typed: addresses that can stand in an e-mail, as they do not change."""

from django.urls import reverse
from django.utils.http import urlencode

GRID, MINE = "admin:performance_result_enter", "admin:performance_result_mine"


def grid_address(department: str, period: str = "") -> str:
    """The page of a department's figures for a period; without one, for what is due."""
    chosen = {"department": department, **({"period": period} if period else {})}
    return f"{reverse(GRID)}?{urlencode(chosen)}"
