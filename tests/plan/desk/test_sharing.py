"""What My desk reads once: for a page, and from page to page until anything changes."""

import pytest
from django.db import transaction

from plan import events
from plan.desk.sharing import shared, sharing, unchanged
from plan.models import Council
from plan.roles import POLICY_OFFICER
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_read_again_after_any_change_and_for_any_other_key():
    found = iter(range(10))

    def asked(*key) -> int:
        with sharing():
            return unchanged(*key, read=lambda: next(found))

    assert [asked("rows", 1), asked("rows", 1), asked("rows", 2), asked("rows", 1)] == [0, 0, 1, 0]
    assert asked("rows", 1, 2) == 2
    with transaction.atomic():
        council = Council.objects.create(pk=1, name="Fenbrook", short_name="Fenbrook")
        events.record(verb="council.added", subject=council, by=make_user(POLICY_OFFICER))
    assert [asked("rows", 1), asked("rows", 1)] == [3, 3]


def test_nothing_found_is_kept_as_well():
    found = iter([[], [1]])
    assert [unchanged("none", read=lambda: next(found)) for _ in range(2)] == [[], []]


def test_what_is_shared_is_shared_by_one_page_alone():
    found = iter(range(10))
    pages = []
    for _ in range(2):
        with sharing():
            pages.append([shared("rows", lambda: next(found)) for _ in range(2)])
    assert pages == [[0, 0], [1, 1]]
    assert shared("rows", lambda: next(found)) == 2
