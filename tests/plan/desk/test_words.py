"""What models and fields are called on the desk, and that each field says what to put in it."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from plan.desk.state import Desk
from plan.models import User
from plan.roles import POLICY_OFFICER
from tests.examples import registered
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOT_FIELDS = ("seen_version", "DELETE")


@pytest.fixture
def request_of_keeper(rf: RequestFactory):
    request = rf.get("/")
    request.user, request.desk = User.objects.create_superuser("keeper", password="a long enough password"), Desk()
    return request


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_every_field_has_help(model, request_of_keeper):
    desk, request = admin.site._registry[model], request_of_keeper
    if not (desk.has_add_permission(request) or desk.has_change_permission(request)):
        return  # nobody fills it in
    form = desk.get_form(request)(instance=None)
    assert [name for name, field in form.fields.items() if not field.help_text and name not in NOT_FIELDS] == []


def test_my_desk_calls_things_as_officers_do(client):
    client.force_login(make_user(POLICY_OFFICER))
    groups = client.get(reverse("admin:index")).context["groups"]
    assert [(group["title"], [str(entry["name"]) for entry in group["models"]]) for group in groups] == [
        ("The plan as a whole", ["Versions of the plan", "Sections of the plan", "Words in the glossary"]),
        ("Outcomes and commitments", [
            "Outcomes", "Sub-outcomes", "Aims", "Commitments", "Warnings from imports", "Plans from files",
        ]),
        ("Who answers for what, and what measures it", [
            "Departments responsible", "Cabinet Lead Members responsible", "Lead officers", "Boards responsible",
            "Supporting strategies", "Indicators in use", "Links and tensions", "Reviews at meetings",
        ]),
        ("Strategies and dates", ["Reviews of strategies", "Dates named in the plan"]),
        ("Highlight reports", ["Highlight reports", "Delivery updates", "Reporting periods"]),
        ("Service plans", ["Service-plan actions"]),
        ("Packs and reports", [
            "Packs", "Versions of packs", "Passages of the annual report", "Covering reports", "Exempt appendices",
            "Words common to covering reports", "Headings of covering reports",
        ]),
        ("What committees scrutinise", [
            "Actions and requests", "Answers", "Resolutions", "Remits", "Referrals", "Effects of reports on outcomes",
            "Starting questions",
        ]),
        ("How well it is going", [
            "Indicators", "Results", "Entries of figures", "Sources of figures", "Comparator groups", "Areas",
        ]),
        ("Consultation", ["Consultations", "Questions", "Other formats"]),
        ("What became of what people said", ["Answers to themes", "Reasons for changes"]),
        ("Responses to consultations", ["Responses"]),
        ("What was heard", [
            "Reported results", "Response counts", "Rankings of aims", "Conduct of consultations", "Engagement",
            "Comments",
        ]),
        ("What people said", ["Themes", "Published results"]),
        ("The council and its partners", [
            "Departments", "Cabinet Lead Members", "Committees, boards and other bodies", "Members of bodies",
            "Links with partnership boards", "Strategies", "Partners",
        ]),
        ("Meetings and decisions", [
            "Meetings", "Agenda items", "Papers", "Decisions", "Timetable for papers", "Elections",
        ]),
        ("Accounts and settings", ["Reminders sent", "Event log"]),
    ]  # fmt: skip


def test_nothing_registered_is_left_out_of_the_groups(client):
    """A model in no group would stand under "Other", which tells an officer nothing."""
    client.force_login(User.objects.create_superuser("keeper", password="a long enough password"))
    groups = client.get(reverse("admin:index")).context["groups"]
    assert "Other" not in [group["title"] for group in groups]
