from datetime import date

import pytest

from performance.account import Account, account_of
from performance.rag import Status

DAY = date(2024, 3, 31)


@pytest.mark.parametrize("status", Status)
def test_only_what_misses_its_target_has_an_account(status):
    told = Account("Dry.", "Trees.", DAY) if status in (Status.RED, Status.AMBER) else None

    assert account_of(status, "Dry.", "Trees.", DAY) == told


@pytest.mark.parametrize("given", [("Dry.", "", None), ("", "Trees.", None), ("", "", DAY)])
def test_a_part_of_it_is_enough_and_nothing_is_none(given):
    assert account_of(Status.RED, *given) == Account(*given)
    assert account_of(Status.RED, "", "", None) is None
