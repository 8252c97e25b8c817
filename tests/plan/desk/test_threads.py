"""Many people press Save in the same moment: the database lets one through, whatever the timing."""

import threading

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from plan import locking
from plan.models import Event, Partner
from plan.roles import POLICY_OFFICER
from tests.factories import make_user
from tests.pages import form_data

PEOPLE = 6
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _real_database():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("An SQLite database in memory is not shared between threads. Set DATABASE_URL to run this.")


def at_once(*jobs) -> list:
    """Run the jobs in threads that start together; their results, or the exceptions they ended with."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
        try:
            gate.wait(timeout=20)
            results[place] = job()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.fixture
def partner():
    partner = Partner(name="Fen Trust", slug="fen-trust", kind="group")
    partner.save()
    return partner


def test_one_claim_wins(partner):
    def claim():
        with transaction.atomic():
            return locking.claim(Partner, partner.pk, 1)

    results = at_once(*[claim] * PEOPLE)
    assert results.count(2) == 1
    assert sum(isinstance(result, locking.Stale) for result in results) == PEOPLE - 1
    partner.refresh_from_db()
    assert partner.version == 2


def test_one_form_is_saved_and_the_others_keep_what_was_typed(partner):
    address = reverse("admin:plan_partner_change", args=[partner.pk])
    jobs = []
    for number in range(PEOPLE):
        client = Client()
        client.force_login(make_user(POLICY_OFFICER, office=f"Officer {number}"))
        data = form_data(client.get(address), name=f"Name by officer {number}", _save="Save")
        jobs.append(lambda client=client, data=data: client.post(address, data))
    results = at_once(*jobs)
    assert sorted(result.status_code for result in results) == [200] * (PEOPLE - 1) + [302]
    partner.refresh_from_db()
    [winner] = [number for number, result in enumerate(results) if result.status_code == 302]
    assert (partner.name, partner.version) == (f"Name by officer {winner}", 2)
    for number, result in enumerate(results):
        if number != winner:
            assert f"Name by officer {number}" in result.content.decode()
            assert f"Officer {winner} saved this" in result.content.decode()
    assert Event.objects.filter(verb="partner.changed").count() == 1
    assert [record.version for record in partner.history.all()] == [2, 1]


def test_an_edit_and_a_deletion_at_once_never_both_succeed(partner):
    change = reverse("admin:plan_partner_change", args=[partner.pk])
    delete = reverse("admin:plan_partner_delete", args=[partner.pk])
    editor, deleter = Client(), Client()
    editor.force_login(make_user(POLICY_OFFICER))
    deleter.force_login(make_user(POLICY_OFFICER))
    edit_data = form_data(editor.get(change), name="Changed", _save="Save")
    delete_data = form_data(deleter.get(delete))
    edited, deleted = at_once(lambda: editor.post(change, edit_data), lambda: deleter.post(delete, delete_data))
    assert (edited.status_code, deleted.status_code) in {(302, 200), (404, 302)}
    assert Partner.objects.filter(name="Changed").exists() == (edited.status_code == 302)
    assert Partner.objects.exists() == (edited.status_code == 302)
