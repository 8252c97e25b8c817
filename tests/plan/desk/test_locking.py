"""Two people, one record, every door of the desk: the second is told, and nothing that either typed is lost."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from plan.models import AgendaItem, Department, Event, LeadMember, Meeting, Partner, PartnerAlias, User
from plan.roles import ADMINISTRATOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from tests.factories import make_body, make_meeting, make_user
from tests.pages import form_data

pytestmark = pytest.mark.django_db


def sign_in(role=POLICY_OFFICER, **fields) -> Client:
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


@pytest.fixture
def ann():
    return sign_in(office="Head of Policy")


@pytest.fixture
def ben():
    return sign_in(office="Policy Adviser")


def page(row, kind="change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{kind}", args=[row.pk])


@pytest.fixture
def partner(ann):
    ann.post(reverse("admin:plan_partner_add"), form_data(ann.get(reverse("admin:plan_partner_add")), name="Fen Trust",
                                                          kind="group", _save="Save"))  # fmt: skip
    return Partner.objects.get()


def test_a_save_makes_the_next_version_and_one_event_with_its_reason(ann, partner):
    before = Event.objects.count()
    data = form_data(ann.get(page(partner)), name="Fen Wildlife Trust", change_reason="They merged", _save="Save")
    assert ann.post(page(partner), data).status_code == 302
    partner.refresh_from_db()
    assert (partner.name, partner.version) == ("Fen Wildlife Trust", 2)
    event = Event.objects.latest("sequence")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.why, str(event.by)) == ("partner.changed", "They merged", "Head of Policy")
    assert event.detail["changes"] == [
        {"field": "name", "label": "Name", "before": "Fen Trust", "after": "Fen Wildlife Trust"}
    ]
    record = partner.history.first()
    assert (record.version, record.history_change_reason, str(record.history_user)) == (
        2, "They merged", "Head of Policy",
    )  # fmt: skip


def test_saving_without_a_change_writes_nothing(ann, partner):
    before = Event.objects.count(), partner.history.count()
    response = ann.post(page(partner), form_data(ann.get(page(partner)), _save="Save"), follow=True)
    assert "You changed nothing, so nothing was saved." in response.content.decode()
    partner.refresh_from_db()
    assert (Event.objects.count(), partner.history.count(), partner.version) == (*before, 1)


def test_the_second_to_save_a_form_is_told_and_keeps_what_they_typed(ann, ben, partner):
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, name="Fen Wildlife Trust", source="Letter of May", _save="Save"))
    refused = ben.post(page(partner), form_data(ben_form, name="The Fen Trust", _save="Save"))
    text = refused.content.decode()
    assert refused.status_code == 200
    assert "Head of Policy saved this" in text
    partner.refresh_from_db()
    assert (partner.name, partner.version) == ("Fen Wildlife Trust", 2)
    [named] = [d for d in refused.context["conflict"].differences if d.label == "Name"]
    assert (named.opened, named.now, named.typed) == ("Fen Trust", "Fen Wildlife Trust", "The Fen Trust")
    [sourced] = [d for d in refused.context["conflict"].differences if d.label == "Source"]
    assert (sourced.opened, sourced.now, sourced.typed) == ("(empty)", "Letter of May", "(you did not change this)")
    for shown in ("When you opened it", "What you typed", "The Fen Trust", "Letter of May"):
        assert shown in text


def test_saving_again_saves_on_top_and_keeps_what_only_the_first_changed(ann, ben, partner):
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, name="Fen Wildlife Trust", source="Letter of May", _save="Save"))
    refused = ben.post(page(partner), form_data(ben_form, name="The Fen Trust", _save="Save"))
    assert ben.post(page(partner), form_data(refused, _save="Save")).status_code == 302
    partner.refresh_from_db()
    assert (partner.name, partner.source, partner.version) == ("The Fen Trust", "Letter of May", 3)


def test_a_form_without_its_version_saves_nothing(ann, partner):
    data = form_data(ann.get(page(partner)), seen_version=None, name="Slipped past", _save="Save")
    assert ann.post(page(partner), data).status_code == 200
    partner.refresh_from_db()
    assert partner.name == "Fen Trust"


def test_a_form_with_an_error_keeps_the_version_it_was_opened_at(ann, ben, partner):
    opened = ann.get(page(partner))
    wrong = ann.post(page(partner), form_data(opened, name="", _save="Save"))
    assert form_data(wrong)["seen_version"] == ["1"]
    partner.refresh_from_db()
    assert partner.version == 1
    ben.post(page(partner), form_data(ben.get(page(partner)), name="Another", _save="Save"))
    assert "saved this" in ann.post(page(partner), form_data(wrong, name="Mine", _save="Save")).content.decode()


def test_changing_a_row_makes_a_new_version_of_the_whole(ann, partner):
    ann.post(page(partner), form_data(ann.get(page(partner)), **{"aliases-0-name": "FT"}, _save="Save"))
    partner.refresh_from_db()
    assert partner.version == 2
    assert [record.version for record in partner.history.all()] == [2, 1]
    assert [event.verb for event in Event.objects.all()][-1:] == ["partneralias.added"]


def test_two_who_change_the_same_row_of_a_form(ann, ben, partner):
    alias = PartnerAlias.objects.create(partner=partner, name="FT")
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, **{"aliases-0-name": "F.T."}, _save="Save"))
    refused = ben.post(page(partner), form_data(ben_form, **{"aliases-0-name": "The FT"}, _save="Save"))
    alias.refresh_from_db()
    assert (alias.name, alias.version) == ("F.T.", 2)
    sent = form_data(refused)
    assert (sent["aliases-0-name"], sent["aliases-0-seen_version"]) == (["The FT"], ["2"])
    assert "Head of Policy saved “F.T.”" in refused.content.decode()
    ben.post(page(partner), form_data(refused, _save="Save"))
    alias.refresh_from_db()
    assert (alias.name, alias.version) == ("The FT", 3)


def test_a_row_one_did_not_touch_follows_who_changed_it(ann, ben, partner):
    alias = PartnerAlias.objects.create(partner=partner, name="FT")
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, **{"aliases-0-name": "F.T."}, _save="Save"))
    refused = ben.post(page(partner), form_data(ben_form, name="The Fen Trust", _save="Save"))
    ben.post(page(partner), form_data(refused, _save="Save"))
    alias.refresh_from_db()
    partner.refresh_from_db()
    assert (alias.name, partner.name) == ("F.T.", "The Fen Trust")


def test_a_row_deleted_meanwhile_becomes_a_new_row_with_what_was_typed(ann, ben, partner):
    PartnerAlias.objects.create(partner=partner, name="FT")
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, **{"aliases-0-DELETE": "on"}, _save="Save"))
    assert not PartnerAlias.objects.exists()
    refused = ben.post(page(partner), form_data(ben_form, **{"aliases-0-name": "The FT"}, _save="Save"))
    assert "Head of Policy deleted “FT”" in refused.content.decode()
    assert ben.post(page(partner), form_data(refused, _save="Save")).status_code == 302
    assert [alias.name for alias in partner.aliases.all()] == ["The FT"]


def test_a_row_changed_meanwhile_is_not_deleted_unseen(ann, ben, partner):
    PartnerAlias.objects.create(partner=partner, name="FT")
    ann_form, ben_form = ann.get(page(partner)), ben.get(page(partner))
    ann.post(page(partner), form_data(ann_form, **{"aliases-0-name": "F.T."}, _save="Save"))
    refused = ben.post(page(partner), form_data(ben_form, **{"aliases-0-DELETE": "on"}, _save="Save"))
    assert [alias.name for alias in partner.aliases.all()] == ["F.T."]
    ben.post(page(partner), form_data(refused, _save="Save"))
    assert partner.aliases.count() == 1  # to delete it they must tick it again
    again = form_data(ben.get(page(partner)), **{"aliases-0-DELETE": "on"}, _save="Save")
    ben.post(page(partner), again)
    assert partner.aliases.count() == 0


def test_saving_what_was_deleted_meanwhile_shows_what_was_typed_and_who_deleted_it(ann, ben, partner):
    ben_form = form_data(ben.get(page(partner)), name="Ben’s own words", _save="Save")
    ann.post(page(partner, "delete"), form_data(ann.get(page(partner, "delete"))))
    assert not Partner.objects.exists()
    response = ben.post(page(partner), ben_form)
    text = response.content.decode()
    assert response.status_code == 404
    assert "Head of Policy deleted this partner" in text
    assert "Ben’s own words" in text


def test_many_to_many_choices_are_part_of_the_record(ann, ben):
    roads, parks = (Department.objects.create(name=name, slug=name.lower()) for name in ("Roads", "Parks"))
    member = LeadMember.objects.create(title="Lead for Places")
    member.departments.set([roads])
    ann_form, ben_form = ann.get(page(member)), ben.get(page(member))
    ann.post(page(member), form_data(ann_form, departments=[str(roads.pk), str(parks.pk)], _save="Save"))
    assert Event.objects.latest("sequence").detail["changes"] == [
        {"field": "departments", "label": "Departments", "before": "Roads", "after": "Parks, Roads"}
    ]
    refused = ben.post(page(member), form_data(ben_form, portfolio="Streets and parks", _save="Save"))
    [departments] = [d for d in refused.context["conflict"].differences if d.label == "Departments"]
    assert (departments.opened, departments.now, departments.typed) == (
        "Roads", "Parks, Roads", "(you did not change this)",
    )  # fmt: skip
    ben.post(page(member), form_data(refused, _save="Save"))
    member.refresh_from_db()
    assert {str(d) for d in member.departments.all()} == {"Roads", "Parks"}
    assert (member.portfolio, member.version) == ("Streets and parks", 3)


def test_many_to_many_choices_typed_by_the_second_stay_theirs(ann, ben):
    roads, parks = (Department.objects.create(name=name, slug=name.lower()) for name in ("Roads", "Parks"))
    member = LeadMember.objects.create(title="Lead for Places")
    ann_form, ben_form = ann.get(page(member)), ben.get(page(member))
    ann.post(page(member), form_data(ann_form, departments=[str(roads.pk)], _save="Save"))
    refused = ben.post(page(member), form_data(ben_form, departments=[str(parks.pk)], _save="Save"))
    assert form_data(refused)["departments"] == [str(parks.pk)]
    assert {str(d) for d in member.departments.all()} == {"Roads"}


MEETINGS = "admin:plan_meeting_changelist"


def test_two_who_change_the_same_row_of_a_list(ann, ben):
    meeting = make_meeting(make_body(name="Fen Committee"))
    meeting.save()
    address = reverse(MEETINGS)
    ann_form, ben_form = ann.get(address), ben.get(address)
    ann.post(address, form_data(ann_form, "changelist-form", **{"form-0-time": "14:00"}, _save="Save"))
    meeting.refresh_from_db()
    assert (meeting.time, meeting.version) == (time(14), 2)
    assert Event.objects.count() == 1
    refused = ben.post(address, form_data(ben_form, "changelist-form", **{"form-0-time": "10:30"}, _save="Save"))
    meeting.refresh_from_db()
    assert (refused.status_code, meeting.time) == (200, time(14))
    sent = form_data(refused, "changelist-form")
    assert (sent["form-0-time"], sent["form-0-seen_version"]) == (["10:30"], ["2"])
    assert "Head of Policy saved “Fen Committee, 12 October 2022”" in refused.content.decode()
    ben.post(address, {**sent, "_save": "Save"})
    meeting.refresh_from_db()
    assert (meeting.time, meeting.version) == (time(10, 30), 3)


def test_a_listed_row_one_did_not_touch_is_left_as_the_other_saved_it(ann, ben):
    body = make_body()
    first, second = make_meeting(body, date(2022, 11, 2)), make_meeting(body, date(2022, 10, 5))
    address = reverse(MEETINGS)
    ben_form = form_data(ben.get(address), "changelist-form", **{"form-1-time": "14:00"}, _save="Save")
    ann.post(address, form_data(ann.get(address), "changelist-form", **{"form-0-time": "10:30"}, _save="Save"))
    assert ben.post(address, ben_form).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.time, second.time) == (time(10, 30), time(14))


def test_a_listed_row_deleted_meanwhile_is_told_with_what_was_typed(ann, ben):
    meeting = make_meeting(make_body(name="Fen Committee"))
    address = reverse(MEETINGS)
    ben_form = form_data(ben.get(address), "changelist-form", **{"form-0-time": "14:00"}, _save="Save")
    democratic = sign_in(DEMOCRATIC_SERVICES, office="Clerk")
    democratic.post(page(meeting, "delete"), form_data(democratic.get(page(meeting, "delete"))))
    assert not Meeting.objects.exists()
    text = ben.post(address, ben_form, follow=True).content.decode()
    assert "Clerk deleted “Fen Committee, 12 October 2022”" in text
    assert "You had typed: Time: 14:00" in text


def test_a_bulk_action_leaves_everything_where_one_row_changed_meanwhile(ann, ben):
    body = make_body(name="Fen Committee")
    first, second = make_meeting(body, date(2022, 11, 2)), make_meeting(body, date(2022, 10, 5))
    for meeting in (first, second):
        meeting.save()
    address = reverse(MEETINGS)
    sent = form_data(ben.get(address), "changelist-form", action="confirm", index="0",
                     _selected_action=[str(first.pk), str(second.pk)])  # fmt: skip
    ann.post(page(first), form_data(ann.get(page(first)), considered="The draft plan", _save="Save"))
    refused = ben.post(address, sent)
    text = refused.content.decode()
    for meeting in (first, second):
        meeting.refresh_from_db()
    assert (first.status, second.status) == ("provisional", "provisional")
    assert "Head of Policy saved it" in text
    assert "The draft plan" in text
    assert ben.post(address, form_data(refused)).status_code == 302
    for meeting in (first, second):
        meeting.refresh_from_db()
    assert (first.status, first.considered, second.status) == ("confirmed", "The draft plan", "confirmed")


def test_a_bulk_action_writes_one_event_for_each_row(ben):
    body = make_body()
    rows = [make_meeting(body, date(2022, 11, day)) for day in (2, 3, 4)]
    address = reverse(MEETINGS)
    sent = form_data(ben.get(address), "changelist-form", action="confirm", index="0", change_reason="Calendar agreed",
                     _selected_action=[str(row.pk) for row in rows])  # fmt: skip
    ben.post(address, sent)
    events = Event.objects.all()
    assert [(event.verb, event.why) for event in events] == [("meeting.confirmed", "Calendar agreed")] * 3


def test_nothing_is_deleted_that_changed_since_the_question_was_asked(ann, ben, partner):
    question = ben.get(page(partner, "delete"))
    ann.post(page(partner), form_data(ann.get(page(partner)), name="Fen Wildlife Trust", _save="Save"))
    refused = ben.post(page(partner, "delete"), form_data(question))
    assert refused.status_code == 200
    assert "Nothing was deleted: Head of Policy saved" in refused.content.decode()
    assert Partner.objects.exists()
    assert ben.post(page(partner, "delete"), form_data(refused, change_reason="Closed")).status_code == 302
    assert not Partner.objects.exists()
    event = Event.objects.latest("sequence")
    assert (event.verb, event.why, event.subject) == ("partner.deleted", "Closed", "Fen Wildlife Trust")


def test_nothing_is_deleted_with_a_row_added_since_the_question_was_asked(ann, ben, partner):
    question = ben.get(page(partner, "delete"))
    PartnerAlias.objects.create(partner=partner, name="Added since")
    refused = ben.post(page(partner, "delete"), form_data(question))
    assert refused.status_code == 200
    assert "Added since" in refused.content.decode()
    assert PartnerAlias.objects.exists()


def test_ticked_rows_are_not_deleted_if_one_changed_since_the_question(ann, ben, partner):
    address = reverse("admin:plan_partner_changelist")
    ticked = form_data(ben.get(address), "changelist-form", action="delete_selected", index="0",
                       _selected_action=[str(partner.pk)])  # fmt: skip
    question = ben.post(address, ticked)
    ann.post(page(partner), form_data(ann.get(page(partner)), name="Fen Wildlife Trust", _save="Save"))
    refused = ben.post(address, form_data(question))
    assert "Nothing was deleted" in refused.content.decode()
    assert Partner.objects.exists()
    assert ben.post(address, form_data(refused)).status_code == 302
    assert not Partner.objects.exists()
    assert Event.objects.latest("sequence").verb == "partner.deleted"


def test_accounts_have_no_history_and_are_guarded_all_the_same():
    ann, ben = sign_in(ADMINISTRATOR, office="Ann"), sign_in(ADMINISTRATOR, office="Ben")
    person = make_user(POLICY_OFFICER, office="Adviser")
    ann_form, ben_form = ann.get(page(person)), ben.get(page(person))
    ann.post(page(person), form_data(ann_form, office="Senior Adviser", _save="Save"))
    refused = ben.post(page(person), form_data(ben_form, email="adviser@example.org", groups=[], _save="Save"))
    assert "Ann saved this" in refused.content.decode()
    person = User.objects.get(pk=person.pk)
    assert (person.office, person.email, person.version) == ("Senior Adviser", "", 2)
    ben.post(page(person), form_data(refused, _save="Save"))
    person = User.objects.get(pk=person.pk)
    assert (person.office, person.email, person.groups.count()) == ("Senior Adviser", "adviser@example.org", 0)


def test_agenda_rows_keep_their_own_versions(ann):
    meeting = make_meeting(make_body())
    ann.post(page(meeting), form_data(ann.get(page(meeting)), **{"agenda-0-number": "7", "agenda-0-title": "Plan"},
                                      _save="Save"))  # fmt: skip
    item = AgendaItem.objects.get()
    ann.post(page(meeting), form_data(ann.get(page(meeting)), **{"agenda-0-title": "The Plan"}, _save="Save"))
    item.refresh_from_db()
    meeting.refresh_from_db()
    assert (item.title, item.version, meeting.version) == ("The Plan", 2, 3)
