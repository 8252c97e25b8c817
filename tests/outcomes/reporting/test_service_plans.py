"""Service-plan actions: a department's own, beside the plan and no part of it."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.framework.same import twins
from outcomes.reporting.promises import service_plans
from outcomes.reporting.reminding import actions, actions_of
from outcomes.reporting.service_actions import (
    NotTheirs,
    copied,
    copy_forward,
    latest_actions,
    of_department,
    publish_action,
)
from outcomes.reporting.service_plans import ServicePlanAction
from plan.models import Department, Event
from plan.roles import BOARD_MEMBER, CMT, CONTRIBUTOR, POLICY_OFFICER, NotYours
from tests import factories
from tests.ground import ground

TODAY = date(2022, 11, 8)


class Serving:
    """Two departments, each with a contributor, and a commitment."""

    def __init__(self) -> None:
        self.plan = factories.make_tree(commitments=2)
        self.item, self.second = (row.item for row in self.plan.commitments.order_by("pk"))
        self.places, self.people = (factories.make_department(name) for name in ("Places", "People"))
        self.own = factories.make_user(CONTRIBUTOR, department=self.places)
        self.other = factories.make_user(CONTRIBUTOR, department=self.people)
        self.officer = factories.make_user(POLICY_OFFICER)

    def action(self, department: Department | None = None, **fields) -> ServicePlanAction:
        told = {"year": "2022/23", "text": "Paint the railings.", "item": self.item, **fields}
        return ServicePlanAction.objects.create(department=department or self.places, **told)

    def sent(self, **fields) -> dict:
        return {
            "year": "2022/23", "department": self.places.pk, "item": str(self.item), "text": "Paint the railings.",
            "lead_office": "Head of Railings", "status": "on_track", "note": "", "due": "", "source": "", **fields,
        }  # fmt: skip


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2022-11-08T12:00Z", tick=False):
        yield


@ground("serving")
def serving(standing) -> Serving:
    return Serving()


def pks(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def test_who_sees_and_who_changes_which(serving):
    shown = publish_action(serving.action(), by=serving.officer)
    hidden, others = serving.action(), serving.action(serving.people)
    every, rows = {shown.pk, hidden.pk, others.pk}, ServicePlanAction.objects

    seen = {who: pks(rows.visible_to(who)) for who in (AnonymousUser(), serving.own, serving.other, serving.officer)}
    assert list(seen.values()) == [{shown.pk}, {shown.pk, hidden.pk}, {shown.pk, others.pk}, every]
    assert pks(rows.visible_to(factories.make_user(CMT))) == every
    assert pks(rows.editable_by(serving.own)) == {shown.pk, hidden.pk}
    assert pks(rows.editable_by(serving.other)) == {others.pk}
    assert pks(rows.editable_by(serving.officer)) == every
    assert pks(rows.editable_by(factories.make_user(CONTRIBUTOR))) == set()
    assert pks(rows.editable_by(factories.make_user(BOARD_MEMBER, department=serving.places))) == set()


@pytest.mark.parametrize("year", ["2022", "2022/24", "22/23", "2022-Q1", "", "2022/23 "])
def test_a_year_is_a_financial_year(serving, year):
    action = ServicePlanAction(year=year, department=serving.places, item=serving.item, text="Paint.")
    with pytest.raises(ValidationError) as refused:
        action.full_clean()
    assert set(refused.value.message_dict) == {"year"}


def test_what_goes_badly_says_why_in_the_database_too(serving):
    with pytest.raises(IntegrityError), transaction.atomic():
        serving.action(status="off_track")
    assert serving.action(status="off_track", note="No paint.").pk


def test_only_policy_officers_publish_once(serving):
    action = serving.action()
    with pytest.raises(NotYours):
        publish_action(action, by=serving.own)
    publish_action(action, by=serving.officer)
    assert Event.objects.latest("sequence").verb == "serviceplanaction.published"
    with pytest.raises(NotTheirs, match="published already"):
        publish_action(action, by=serving.officer)


def test_what_is_open_goes_into_the_next_year(serving):
    serving.action(status="completed")
    late = serving.action(status="at_risk", note="No paint.", due=date(2022, 9, 1), lead_office="Head of Railings")
    serving.action(serving.people)
    serving.action(year="2021/22")
    publish_action(late, by=serving.officer)

    copies = copy_forward(serving.places, "2022/23", by=serving.own)
    (copy,) = copies
    assert (copy.year, copy.text, copy.item, copy.lead_office) == (
        "2023/24", late.text, late.item, "Head of Railings",
    )  # fmt: skip
    assert (copy.status, copy.note, copy.due, copy.published_at, copy.copied_from) == (
        "not_started", "", None, None, late,
    )  # fmt: skip
    event = Event.objects.latest("sequence")
    assert (event.verb, event.detail) == (
        "serviceplan.copied", {"from": "2022/23", "to": "2023/24", "actions": [copy.pk]},
    )  # fmt: skip
    assert copied(copies, "2022/23") == "1 action copied from 2022/23 into 2023/24."

    assert copy_forward(serving.places, "2022/23", by=serving.own) == []
    assert copied([], "2022/23") == "Everything open in 2022/23 stands in 2023/24 already."
    with pytest.raises(NotTheirs):
        copy_forward(serving.places, "2022/23", by=serving.other)
    with pytest.raises(NotYours):
        copy_forward(serving.places, "2022/23", by=factories.make_user(CMT))


def test_pages_show_each_departments_last_year_up_to_now(serving):
    for year, text in (("2021/22", "Old."), ("2022/23", "Now."), ("2023/24", "To come.")):
        publish_action(serving.action(year=year, text=text, note="Secret."), by=serving.officer)
    publish_action(serving.action(serving.people, year="2020/21", text="Last of theirs."), by=serving.officer)
    serving.action(text="Not published.")

    found = latest_actions(twins({serving.item.pk, serving.second.pk}), on=TODAY)
    assert {item: [one.text for one in actions] for item, actions in found.items()} == {
        serving.item.pk: ["Now.", "Last of theirs."]
    }
    assert [one.text for one in of_department(serving.places)] == ["To come.", "Now.", "Old."]


def test_a_contributor_adds_and_changes_their_departments(serving, client):
    client.force_login(serving.own)
    add = reverse("admin:outcomes_serviceplanaction_add")
    assert client.post(add, serving.sent()).status_code == 302
    action = ServicePlanAction.objects.get()
    assert (action.department, action.published_at) == (serving.places, None)

    refused = client.post(add, serving.sent(department=serving.people.pk))
    assert refused.status_code in (200, 403)
    assert ServicePlanAction.objects.count() == 1

    client.force_login(serving.other)
    page = reverse("admin:outcomes_serviceplanaction_change", args=[action.pk])
    assert client.get(page).status_code == 404
    sent = serving.sent(text="Mine now.", department=serving.people.pk, _seen=action.version)
    assert client.post(page, sent).status_code == 404
    assert ServicePlanAction.objects.get().text == "Paint the railings."


def test_the_words_of_a_published_action_stand_for_contributors(serving, client):
    action = publish_action(serving.action(), by=serving.officer)
    page = reverse("admin:outcomes_serviceplanaction_change", args=[action.pk])
    client.force_login(serving.own)
    form = client.get(page).context["adminform"].form
    assert set(form.fields) >= {"status", "note", "due"}
    assert not set(form.fields) & {"text", "year", "department", "item"}

    seen = {name: form[name].value() for name in form.fields if form.fields[name].widget.is_hidden}
    sent = serving.sent(text="Other words.", status="at_risk", note="No paint.", **seen)
    assert client.post(page, sent).status_code == 302
    action.refresh_from_db()
    assert (action.text, action.status, action.note) == ("Paint the railings.", "at_risk", "No paint.")


def test_notes_are_for_those_who_keep_them(serving, client):
    action = publish_action(serving.action(note="Secret."), by=serving.officer)
    client.force_login(serving.other)
    assert client.get(reverse("admin:outcomes_serviceplanaction_change", args=[action.pk])).status_code == 404
    assert "Secret." not in client.get(reverse("admin:outcomes_serviceplanaction_changelist")).content.decode()
    logged = Event.objects.filter(subject_type="outcomes.serviceplanaction")
    assert logged.exists()
    assert not any("Secret." in str(event.detail) for event in logged)


def test_my_desk_asks_officers_to_publish_and_departments_to_finish(serving):
    serving.action(due=date(2022, 10, 1))
    serving.action(due=date(2022, 10, 1), status="completed")
    serving.action(due=date(2023, 1, 1))

    assert [line.text for line in service_plans(serving.officer, TODAY)] == [
        "3 service-plan actions to look at and publish"
    ]
    assert [(line.text, line.overdue) for line in service_plans(serving.own, TODAY)] == [
        ("2022/23: Paint the railings.", True)
    ]
    assert service_plans(serving.other, TODAY) == []


def test_copying_on_the_desk_offers_ones_own_department(serving, client):
    serving.action()
    serving.action(serving.people)
    client.force_login(serving.own)
    page = reverse("admin:outcomes_copy_forward")
    told = client.get(page).content.decode()
    assert "Places" in told
    assert "People" not in told
    assert client.post(page, {"department": serving.people.pk, "year": "2022/23"}).status_code == 200
    assert client.post(page, {"department": serving.places.pk, "year": "2022/23"}).status_code == 302
    assert pks(ServicePlanAction.objects.filter(year="2023/24")) == pks(
        ServicePlanAction.objects.filter(copied_from__department=serving.places)
    )


def test_a_departments_word_on_a_published_action_is_read_once_an_officer_publishes_it(serving, client):
    action = publish_action(serving.action(status="at_risk", note="No paint.", lead_office="Head of Railings"),
                            by=serving.officer)  # fmt: skip
    page = reverse("admin:outcomes_serviceplanaction_change", args=[action.pk])
    client.force_login(serving.own)
    form = client.get(page).context["adminform"].form
    assert not set(form.fields) & {"lead_office", "source"}
    seen = {name: form[name].value() for name in form.fields if form.fields[name].widget.is_hidden}
    sent = serving.sent(status="completed", lead_office="Somebody else", **seen)
    assert client.post(page, sent).status_code == 302

    action.refresh_from_db()
    (shown,) = of_department(serving.places)
    assert (action.status, shown.status, shown.lead_office) == ("completed", "at_risk", "Head of Railings")
    assert [line.text for line in service_plans(serving.officer, TODAY)] == [
        "1 service-plan action to look at and publish"
    ]
    with pytest.raises(NotYours):
        publish_action(action, by=serving.own)
    publish_action(action, by=serving.officer)
    assert [row.status for row in of_department(serving.places)] == ["completed"]
    assert service_plans(serving.officer, TODAY) == []


def test_an_action_of_years_ago_is_not_shown_under_the_plan(serving):
    for year in ("2018/19", "2019/20", "2020/21"):
        publish_action(serving.action(serving.people, year=year, text=year), by=serving.officer)
    shown = latest_actions(twins({serving.item.pk}), on=TODAY)
    assert [row.text for row in shown[serving.item.pk]] == ["2020/21"]
    assert latest_actions(twins({serving.item.pk}), on=date(2023, 5, 1)) == {}


def test_a_department_is_reminded_of_its_actions_as_they_fall_due(serving):
    due = serving.action(due=date(2022, 11, 15))
    serving.action()
    serving.action(due=date(2022, 11, 15), status="completed")
    (one,) = actions(TODAY)
    assert (one.key, one.due, one.department) == (str(due.pk), date(2022, 11, 15), serving.places.pk)
    assert (actions_of(serving.own, [one], TODAY), actions_of(serving.other, [one], TODAY)) == ([one], [])
