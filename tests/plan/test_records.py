"""What the database refuses, on whichever database the suite runs."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from plan import events, records
from plan.models import Event
from tests.factories import make_plan, make_tree

pytestmark = pytest.mark.django_db


def test_all_triggers_stand_after_all_migrations():
    assert sorted(name for name, _ in records.installed()) == records.expected(connection.vendor)


@pytest.mark.parametrize("statement", ["UPDATE plan_event SET why = 'changed'", "DELETE FROM plan_event"])
def test_the_event_log_refuses_changes_by_sql(statement, policy_officer):
    with transaction.atomic():
        events.record(verb="test", subject=make_plan(), by=policy_officer)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().why == ""


def test_a_published_edition_refuses_changes_to_its_words_by_sql():
    plan = make_tree()
    title = plan.outcomes.get().title
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outcomes_outcome SET title = 'Draft wording'")
        cursor.execute("UPDATE outcomes_outcome SET title = %s", [title])
        cursor.execute("UPDATE plan_plan SET published_at = '2022-05-18 12:00:00'")
    for statement in (
        "UPDATE outcomes_outcome SET title = 'Changed'",
        "DELETE FROM outcomes_placement",
        "UPDATE outcomes_aim SET text = 'Changed'",
        "UPDATE plan_plan SET title = 'Changed'",
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    plan.refresh_from_db()
    assert plan.outcomes.get().title == title
