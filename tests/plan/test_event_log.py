"""The event log can be checked from what the database gives back, says nothing of people, and speaks in words."""

import ast
import re
from datetime import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from outcomes.models import Outcome
from plan import chain, events, vocabulary
from plan.clock import LONDON, standing_at
from plan.models import Event, User
from plan.roles import ADMINISTRATOR, POLICY_OFFICER
from plan.slots import slots
from tests import architecture
from tests.factories import make_body, make_plan, make_tree, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db
LOG = reverse("admin:plan_event_changelist")


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def record(verb: str, subject, by=None, **more) -> Event:
    with transaction.atomic():
        return events.record(verb=verb, subject=subject, by=by, **more)


def test_a_moment_given_in_summer_time_has_the_same_hash_when_it_is_read_again(policy_officer):
    with standing_at(datetime(2022, 7, 1, 12, tzinfo=LONDON)), transaction.atomic():
        events.record(verb="test", subject=make_plan(), by=policy_officer)
    event = Event.objects.get()
    assert chain.digest(event.previous, events.payload(event)) == event.digest


# People


PERSON = {"username": "mjarvis", "first_name": "Marigold", "last_name": "Jarvis", "email": "marigold@fenbrook.example"}


def names_in_log() -> list[str]:
    told = str(list(Event.objects.values("by_name", "subject", "why", "detail")))
    return [value for value in PERSON.values() if value in told]


def test_an_account_is_added_and_changed_without_writing_down_who_it_is():
    administrator = sign_in(make_user(ADMINISTRATOR, office="Systems Administrator"))
    add = reverse("admin:plan_user_add")
    assert (
        administrator.post(add, form_data(administrator.get(add), **PERSON, office="Head of Roads")).status_code == 302
    )
    person = User.objects.get(username="mjarvis")
    change = reverse("admin:plan_user_change", args=[person.pk])
    data = form_data(administrator.get(change), last_name="Jarvis-Holt", office="Head of Transport", _save="Save")
    assert administrator.post(change, data).status_code == 302
    added, changed = Event.objects.order_by("sequence")
    assert (added.by_name, added.subject, changed.subject) == (
        "Systems Administrator", "Head of Roads", "Head of Transport",
    )  # fmt: skip
    assert {"field": "email", "label": "Email address"} in added.detail["changes"]
    assert changed.detail["changes"] == [
        {"field": "last_name", "label": "Last name"},
        {"field": "office", "label": "Office", "before": "Head of Roads", "after": "Head of Transport"},
    ]
    assert names_in_log() == []


def test_an_account_without_an_office_is_a_number_in_the_log():
    person = make_user(office="", **PERSON)
    record("user.password_set", person, by=person)
    seat = make_body()
    officer = sign_in(make_user(POLICY_OFFICER))
    page = reverse("admin:plan_bodymembership_add")
    data = form_data(officer.get(page), body=seat.pk, office="Head of Roads", user=person.pk)
    assert officer.post(page, data).status_code == 302
    first, second = Event.objects.order_by("sequence")
    assert (first.by_name, first.subject) == (f"account {person.pk}", f"account {person.pk}")
    assert f"account {person.pk}" in [line.get("after") for line in second.detail["changes"]]
    assert names_in_log() == []


def test_what_is_about_a_person_can_be_erased_without_touching_the_log():
    person = make_user(ADMINISTRATOR, office="Head of Roads", **PERSON)
    record("user.password_set", person, by=person)
    User.objects.filter(pk=person.pk).update(first_name="", last_name="", email="", username="left-1", is_active=False)
    kept = str([list(model.objects.values()) for model in (User, Event)])
    assert [value for value in PERSON.values() if value in kept] == []


def test_every_account_needs_an_office():
    with pytest.raises(ValidationError) as refused:
        User(username="somebody", password="!").full_clean()
    assert list(refused.value.message_dict) == ["office"]
    with pytest.raises(CommandError, match="--office"):
        call_command("createsuperuser", "--noinput", username="keeper")


# Who sees what


def test_who_reads_the_log_sees_only_accounts_and_drafts_that_are_theirs_to_read():
    administrator, officer = make_user(ADMINISTRATOR), make_user(POLICY_OFFICER)
    person, draft, body = make_user(office="Head of Roads"), make_tree(), make_body()
    about = {
        "account": record("user.changed", person), "draft": record("plan.changed", draft),
        "outcome": record("outcome.changed", draft.outcomes.get()), "body": record("body.changed", body),
        "own": record("user.changed", officer),
    }  # fmt: skip
    seen = {
        user: {name for name, event in about.items() if event in Event.objects.visible_to(user)}
        for user in (administrator, officer)
    }
    assert seen[administrator] == {"account", "body", "own"}
    assert seen[officer] == {"draft", "outcome", "body", "own"}


def test_what_was_deleted_stays_hidden_from_whom_it_was_hidden():
    reader, officer = make_user(), make_user(POLICY_OFFICER)
    reader.user_permissions.add(Permission.objects.get(codename="view_event"))
    outcome = make_tree().outcomes.get()
    event = record("outcome.deleted", outcome)
    Outcome.objects.filter(pk=outcome.pk).delete()
    assert event in Event.objects.visible_to(officer)
    assert event not in Event.objects.visible_to(reader)


# Words


def verbs_in_code() -> set[str]:
    """Every verb that the house hands to `events.record`, as it stands or by the name of a constant."""
    trees = [ast.parse(source) for _module, source in architecture.sources()]
    named = {(name, text) for tree in trees for node in tree.body for name, text in constants(node)}
    found = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record":
            for verb in (word.value for word in node.keywords if word.arg == "verb"):
                found |= {verb.value} if isinstance(verb, ast.Constant) else set()
                found |= {text for name, text in named if name == getattr(verb, "id", "")}
    return found


def constants(node: ast.AST):
    """(name, verb) of `NAME = "some.verb"` and `ONE, OTHER = "some.verb", "other.verb"`."""
    if not isinstance(node, ast.Assign):
        return
    names = [name for target in node.targets for name in getattr(target, "elts", [target])]
    for name, text in zip(names, getattr(node.value, "elts", [node.value]), strict=False):
        said = text.value if isinstance(text, ast.Constant) else ""
        if isinstance(name, ast.Name) and re.fullmatch(r"[a-z_]+\.[a-z_]+", str(said)):
            yield name.id, said


def test_every_verb_of_the_house_has_words():
    verbs = verbs_in_code()
    assert {"plan.published", "pack.built", "user.password_set"} <= verbs
    known = {entry.key for entry in slots.log_verbs} | set(vocabulary.OWN)
    unsaid = {verb for verb in verbs - known if verb.rpartition(".")[2] not in vocabulary.ACTS}
    assert unsaid == set()


def test_every_model_on_the_desk_has_words_for_what_is_done_to_it():
    for model in admin.site._registry:
        for act in vocabulary.ACTS:
            said = vocabulary.words(f"{model._meta.model_name}.{act}", model._meta.label_lower)
            assert re.fullmatch(r"(added|changed|deleted|wrote|moved) (an? |the )[A-Za-z][A-Za-z ,-]+", said), said


@pytest.mark.parametrize(
    ("verb", "subject_type", "words"),
    [
        ("report.cleared", "outcomes.highlightreport", "cleared the public words"),
        ("update.recorded", "outcomes.deliveryupdate", "recorded a delivery update"),
        ("meeting.changed", "plan.meeting", "changed a meeting"),
        ("outcome.added", "outcomes.outcome", "added an outcome"),
        ("council.changed", "plan.council", "changed the council settings"),
        ("teapot.broken_up", "plan.teapot", "broken up an entry"),
    ],
)
def test_the_log_speaks_in_words(verb, subject_type, words):
    assert vocabulary.words(verb, subject_type) == words


def test_the_list_the_filters_and_the_search_speak_in_words(policy_officer):
    body, other = make_body(name="Fen Committee"), make_plan(title="Fen Plan")
    record("body.merged", body, by=policy_officer, why="One committee is enough")
    record("plan.put_in_force", other)
    client = sign_in(policy_officer)
    page = client.get(LOG).content.decode()
    assert "Merged a committee, board or other body into another" in page
    assert "The system" in page
    assert "body.merged" not in re.sub(r'href="[^"]*"|value="[^"]*"', "", page)
    found = client.get(LOG, {"q": "in force"}).content.decode()
    assert ("Fen Plan" in found, "Fen Committee" in found) == (True, False)
    by_verb = client.get(LOG, {"done": "body.merged"}).content.decode()
    by_kind = client.get(LOG, {"kind": "plan.plan"}).content.decode()
    assert ("Fen Committee" in by_verb, "Fen Plan" in by_verb) == (True, False)
    assert ("Fen Committee" in by_kind, "Fen Plan" in by_kind) == (False, True)
    event = Event.objects.get(verb="plan.put_in_force")
    detail = client.get(reverse("admin:plan_event_change", args=[event.pk])).content.decode()
    assert "Put a version of the plan in force" in detail
    assert "plan.put_in_force" not in detail


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_list_asks_as_often_for_one_entry_as_for_many(policy_officer, how_many, django_assert_num_queries):
    for _ in range(how_many):
        record("body.changed", make_body(), by=policy_officer)
    client = sign_in(policy_officer)
    client.get(LOG)
    with django_assert_num_queries(11):
        client.get(LOG)
