"""Who sees and changes what on the desk: what is not theirs looks like what is not there."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from outcomes.models import Outcome
from performance.models import Indicator, Result
from plan.models import Department, Event, Partner, Plan, Section, User
from plan.roles import ADMINISTRATOR, CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import (
    make_body,
    make_department,
    make_indicator,
    make_meeting,
    make_plan,
    make_result,
    make_tree,
    make_user,
)
from tests.pages import form_data

pytestmark = pytest.mark.django_db


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(row, kind: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{kind}", args=[row.pk])


@pytest.fixture
def officer() -> Client:
    return sign_in(make_user(POLICY_OFFICER, office="Head of Policy"))


def test_a_published_edition_is_read_only_and_says_why(officer):
    plan = make_tree(make_plan(title="Published words"))
    Plan.objects.filter(pk=plan.pk).update(published_at=now())
    outcome = plan.outcomes.get()
    for row in (plan, outcome, outcome.sub_outcomes.get()):
        response = officer.get(page(row))
        text = response.content.decode()
        assert "what was published does not change" in text
        assert 'name="_save"' not in text
        assert (
            officer.post(page(row), {"title": "Forced", "seen_version": row.version, "_save": "Save"}).status_code
            == 403
        )
        assert officer.get(page(row, "delete")).status_code == 403
    outcome.refresh_from_db()
    assert outcome.title != "Forced"


def test_an_edition_published_while_it_was_open_keeps_what_was_typed_on_the_page(officer):
    plan = make_tree()
    outcome = plan.outcomes.get()
    data = form_data(officer.get(page(outcome)), title="Typed before it was published", _save="Save")
    Plan.objects.filter(pk=plan.pk).update(published_at=now())
    response = officer.post(page(outcome), data)
    assert response.status_code == 403
    assert "Typed before it was published" in response.content.decode()
    assert "what was published does not change" in response.content.decode()
    assert Outcome.objects.get().title != "Typed before it was published"


def test_nothing_can_be_added_to_a_published_edition(officer):
    plan = make_tree()
    Plan.objects.filter(pk=plan.pk).update(published_at=now())
    add = reverse("admin:outcomes_outcome_add")
    data = form_data(officer.get(add), plan=plan.pk, number="9", title="Slipped in", _save="Save")
    assert officer.post(add, data).status_code == 200
    assert plan.outcomes.count() == 1


@pytest.fixture
def two_departments():
    roads, parks = make_department("Roads"), make_department("Parks")
    ours = make_indicator("Potholes mended", owner=roads)
    theirs = make_indicator("Trees planted", owner=parks)
    return roads, make_result(ours, "2022-Q1", 79), make_result(theirs, "2022-Q1", 41)


def test_a_contributor_changes_their_own_departments_figures_only(two_departments):
    roads, ours, theirs = two_departments
    contributor = sign_in(make_user(CONTRIBUTOR, department=roads))
    assert (
        contributor.post(
            page(ours), form_data(contributor.get(page(ours)), value="80", change_reason="Recount", _save="Save")
        ).status_code
        == 302
    )
    assert Result.objects.get(pk=ours.pk).value == 80
    text = contributor.get(page(theirs)).content.decode()
    assert "Another department answers for these figures" in text
    assert 'name="_save"' not in text
    assert contributor.post(page(theirs), {"value": "99", "seen_version": "1", "_save": "Save"}).status_code == 403
    assert Result.objects.get(pk=theirs.pk).value == 41


def test_a_contributor_enters_figures_but_does_not_say_how_they_are_judged(two_departments):
    roads, ours, _theirs = two_departments
    contributor = sign_in(make_user(CONTRIBUTOR, department=roads))
    form = form_data(contributor.get(page(ours.indicator)), **{"results-0-value": "81"}, decimals="3",
                     smallest_change="99", change_reason="Recount", _save="Save")  # fmt: skip
    assert contributor.post(page(ours.indicator), form).status_code == 302
    assert Result.objects.get(pk=ours.pk).value == 81
    saved = Indicator.objects.get(pk=ours.indicator_id)
    assert (saved.decimals, saved.smallest_change) == (0, None)


def test_a_policy_officer_says_what_the_smallest_change_that_counts_is(two_departments, officer):
    _roads, ours, _theirs = two_departments
    response = officer.get(page(ours.indicator))
    assert "Smallest change that counts" in response.content.decode()
    refused = officer.post(page(ours.indicator), form_data(response, smallest_change="-1", _save="Save"))
    assert "The smallest change that counts cannot be less than nought." in refused.content.decode()
    form = form_data(officer.get(page(ours.indicator)), smallest_change="1.5", _save="Save")
    assert (
        "the smallest change that counts is to change what is told of them"
        in officer.post(page(ours.indicator), form).content.decode()
    )
    form["change_reason"] = ["Smaller ones are chance"]
    assert officer.post(page(ours.indicator), form).status_code == 302
    assert Indicator.objects.get(pk=ours.indicator_id).smallest_change == Decimal("1.5")


def test_a_contributor_cannot_add_a_figure_to_another_departments_indicator(two_departments):
    roads, _ours, theirs = two_departments
    contributor = sign_in(make_user(CONTRIBUTOR, department=roads))
    add = reverse("admin:performance_result_add")
    response = contributor.get(add)
    assert "Potholes mended" in response.content.decode()
    assert "Trees planted" not in response.content.decode()
    contributor.post(add, form_data(response, indicator=theirs.indicator_id, period="2022-Q2", value="5", _save="Save"))
    assert theirs.indicator.results.count() == 1


def test_a_list_edited_in_place_leaves_rows_of_others_alone(two_departments):
    roads, ours, theirs = two_departments
    contributor = sign_in(make_user(CONTRIBUTOR, department=roads))
    address = reverse("admin:performance_result_changelist")
    data = form_data(contributor.get(address), "changelist-form", _save="Save")
    assert data["change_reason"] == [""]  # there is a place to say why, though no action is offered
    data["change_reason"] = ["Not final"]
    forms = {data[f"form-{place}-id"][0]: place for place in (0, 1)}
    data |= {f"form-{forms[str(row.pk)]}-provisional": ["on"] for row in (ours, theirs)}
    contributor.post(address, data)
    assert Result.objects.get(pk=ours.pk).provisional is True
    assert Result.objects.get(pk=theirs.pk).provisional is False
    assert Event.objects.filter(verb="result.changed").count() == 1


def test_management_reads_and_changes_nothing():
    meeting = make_meeting(make_body())
    cmt = sign_in(make_user(CMT))
    assert 'name="_save"' not in cmt.get(page(meeting)).content.decode()
    assert cmt.post(page(meeting), {"considered": "x", "seen_version": "1", "_save": "Save"}).status_code == 403
    address = reverse("admin:plan_meeting_changelist")
    cmt.post(address, {"action": "confirm", "index": "0", "_selected_action": [meeting.pk], f"seen-{meeting.pk}": "1"})
    meeting.refresh_from_db()
    assert meeting.status == "provisional"


def test_drafts_are_not_there_for_those_who_may_not_see_them():
    """Democratic services may not see editions: the words of a draft reach them by no choice of a form."""
    make_plan(title="Secret draft")
    public = make_plan(title="Public plan", published_at=now())
    clerk = sign_in(make_user(DEMOCRATIC_SERVICES))
    text = clerk.get(reverse("admin:plan_decision_add")).content.decode()
    assert "Public plan" in text
    assert "Secret draft" not in text
    assert clerk.get(page(public)).status_code == 403


def test_deleted_rows_are_shown_to_whom_nothing_is_hidden(officer):
    partner = Partner.objects.create(name="Fen Trust", slug="fen-trust", kind="group")
    officer.post(page(partner, "delete"), form_data(officer.get(page(partner, "delete")), change_reason="Closed down"))
    text = officer.get(reverse("admin:plan_partner_deleted")).content.decode()
    assert "Fen Trust" in text
    assert "Closed down" in text
    assert "This was deleted. Its history is kept." in officer.get(page(partner, "history")).content.decode()


@pytest.fixture
def section_keeper() -> Client:
    """Somebody who may work with sections, but has no right to see editions that are not public."""
    user = make_user()
    for action in ("view", "change", "delete"):
        user.user_permissions.add(Permission.objects.get(codename=f"{action}_section"))
    return sign_in(user)


@pytest.fixture
def secret() -> Section:
    section = Section.objects.create(plan=make_plan(), title="Secret section", text="Not yet decided.")
    section.save()
    return section


@pytest.mark.parametrize("kind", ["change", "history", "delete"])
def test_what_may_not_be_seen_looks_like_what_is_not_there(section_keeper, secret, kind):
    hidden, missing = section_keeper.get(page(secret, kind)), section_keeper.get(page(secret, kind).replace(
        f"/{secret.pk}/", "/987654/"
    ))  # fmt: skip
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "Secret section" not in hidden.content.decode()


def test_what_may_not_be_seen_is_in_no_list_and_no_choice(section_keeper, secret):
    address = reverse("admin:plan_section_changelist")
    assert "Secret section" not in section_keeper.get(address).content.decode()
    assert "Secret section" not in section_keeper.get(f"{address}?q=Secret").content.decode()
    act = {"action": "delete_selected", "index": "0", "_selected_action": [secret.pk], "post": "yes"}
    section_keeper.post(address, act)
    assert Section.objects.filter(pk=secret.pk).exists()


def test_saving_over_what_may_not_be_seen_changes_and_tells_nothing(section_keeper, secret):
    typed = {"title": "Forced", "text": "", "seen_version": "1", "_save": "Save"}
    answers = [section_keeper.post(page(secret), typed)]
    secret.delete()
    secret.pk = Section.history.latest().id
    answers.append(section_keeper.post(page(secret), typed))
    answers.append(section_keeper.post(page(secret).replace(f"/{secret.pk}/", "/987654/"), typed))
    texts = [re.sub(r"csrf\S+ value=\S+|/\d+/", "", answer.content.decode()) for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert texts[0] == texts[1] == texts[2]
    assert "Secret section" not in texts[0]


def test_the_history_of_what_was_deleted_stays_hidden_where_rows_can_be(section_keeper, secret):
    history = page(secret, "history")
    secret.delete()
    assert section_keeper.get(history).status_code == 404
    assert section_keeper.get(reverse("admin:plan_section_deleted")).status_code == 403


def test_an_administrator_gives_roles_and_never_deletes():
    administrator = sign_in(make_user(ADMINISTRATOR))
    person = make_user()
    group = Group.objects.get(role__slug=CMT.slug)
    administrator.post(page(person), form_data(administrator.get(page(person)), groups=[str(group.pk)], _save="Save"))
    assert User.objects.get(pk=person.pk).role_slugs == {CMT.slug}
    assert Event.objects.latest("sequence").detail["changes"][0]["after"] == CMT.title
    assert administrator.get(page(person, "delete")).status_code == 403
    assert 'value="delete_selected"' not in administrator.get(reverse("admin:plan_user_changelist")).content.decode()


def test_an_administrator_cannot_shut_themselves_out():
    user = make_user(ADMINISTRATOR)
    administrator = sign_in(user)
    response = administrator.post(page(user), form_data(administrator.get(page(user)), is_active=None, _save="Save"))
    assert "You cannot deactivate your own account" in response.content.decode()
    assert User.objects.get(pk=user.pk).is_active


def test_an_administrator_does_not_rise_above_the_keeper_of_the_system():
    keeper = User.objects.create_superuser("keeper", password="a long enough password")
    administrator = sign_in(make_user(ADMINISTRATOR))
    assert 'name="_save"' not in administrator.get(page(keeper)).content.decode()
    password = reverse("admin:plan_user_password", args=[keeper.pk])
    taken = {"password1": "another long password", "password2": "another long password"}
    assert administrator.post(password, taken).status_code == 403
    assert User.objects.get(pk=keeper.pk).check_password("a long enough password")


def test_setting_a_password_is_recorded_without_it():
    administrator, person = sign_in(make_user(ADMINISTRATOR)), make_user()
    password = reverse("admin:plan_user_password", args=[person.pk])
    chosen = "quiet harbour lantern"
    assert administrator.post(password, {"password1": chosen, "password2": chosen}).status_code == 302
    event = Event.objects.get(verb="user.password_set")
    assert chosen not in str(event.detail) + event.why + event.subject
    assert User.objects.get(pk=person.pk).check_password(chosen)


def test_history_tells_who_when_why_and_what_newest_first(officer):
    body = make_body(name="Fen Committee")
    body.save()
    officer.post(
        page(body), form_data(officer.get(page(body)), short_name="Fen", change_reason="Shorter", _save="Save")
    )
    entries = officer.get(page(body, "history")).context["entries"]
    assert [(change.label, change.before, change.after) for change in entries[0].changes] == [
        ("Short name", "(empty)", "Fen")
    ]
    assert (entries[0].why, entries[0].what, entries[0].who) == (
        "Shorter",
        "Changed",
        "Head of Policy",
    )
    assert entries[0].when >= entries[-1].when


def test_history_shows_the_rows_of_the_page_too(officer):
    meeting = make_meeting(make_body(), date(2022, 11, 2))
    typed = {"agenda-0-number": "4", "agenda-0-title": "Plan"}
    officer.post(page(meeting), form_data(officer.get(page(meeting)), **typed, _save="Save"))
    entries = officer.get(page(meeting, "history")).context["entries"]
    assert "Agenda item: Item 4: Plan" in [entry.of for entry in entries]


def test_saving_leads_back_to_where_one_came_from(officer):
    plan = make_tree()
    outline = reverse("admin:outcomes_outline", args=[plan.pk])
    outcome = plan.outcomes.get()
    data = form_data(officer.get(f"{page(outcome)}?_return={outline}"), title="Renamed", _save="Save")
    response = officer.post(f"{page(outcome)}?_return={outline}", data)
    assert (response.status_code, response.url) == (302, outline)


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_the_way_back_leads_nowhere_else(officer, elsewhere):
    body = make_body()
    data = form_data(officer.get(page(body)), short_name="F", _save="Save")
    response = officer.post(f"{page(body)}?_return={elsewhere}", data)
    assert response.url == reverse("admin:plan_body_changelist")


def test_going_on_editing_keeps_the_way_back(officer):
    body = make_body()
    data = form_data(officer.get(page(body)), short_name="F", _continue="x")
    assert officer.post(f"{page(body)}?_return=/admin/", data).url.endswith("?_return=%2Fadmin%2F")


def test_a_slug_is_made_from_the_name(officer):
    add = reverse("admin:plan_department_add")
    officer.post(add, form_data(officer.get(add), name="Roads and Bridges", _save="Save"))
    assert Department.objects.get().slug == "roads-and-bridges"
