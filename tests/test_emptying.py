"""After a test with real transactions the database is as it was before it, whatever the test did."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction

from plan import records, roles
from plan.events import record
from plan.models import Event, Meeting, RoleGroup, User
from tests.emptying import KEPT, what_stands, with_rows
from tests.factories import make_body, make_meeting, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def writes_rows() -> None:
    officer = make_user(roles.POLICY_OFFICER)
    with transaction.atomic():  # an event is deleted by no SQL
        record(verb="meeting.moved", subject=make_meeting(make_body()), by=officer)


def changes_what_always_stands() -> None:
    """Each of these alone is noticed."""
    before = what_stands()
    for change in (Group.objects.all().delete, Permission.objects.last().delete, records.remove):
        change()
        after = what_stands()
        assert after != before
        before = after


def nothing() -> None:
    """The last, who sees what the one before left."""


@pytest.mark.parametrize("act", [writes_rows, changes_what_always_stands, nothing])
def test_each_begins_with_nothing_but_roles_and_triggers(act):
    found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    assert with_rows(sorted(set(found) - set(KEPT))) == []
    assert [model for model in (User, Meeting, Event) if model.objects.exists()] == []
    assert RoleGroup.objects.count() == Group.objects.count() == len(roles.ROLES)
    assert make_user(roles.POLICY_OFFICER).has_perm("plan.change_meeting")
    assert records.failing() == {}
    act()
