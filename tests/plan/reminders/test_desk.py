"""My e-mails, the page of what was sent, and whom nothing reaches: who sees what, and what is refused."""

import pytest
import time_machine
from django.urls import reverse

from plan.models import BodyMembership, Event, ReminderRun, SentReminder, User
from plan.reminders import sending
from plan.reminders.choosing import NotYours, choose
from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_user

from .conftest import TODAY

pytestmark = pytest.mark.django_db
MINE = "/admin/my-emails/"
SENT = reverse("admin:plan_sentreminder_changelist")
UNREACHED = reverse("admin:plan_sentreminder_unreached")


@pytest.fixture
def sent(errands, board, member):
    """Somebody else's reminder and one's own."""
    errands.add("roads", body=board.pk)
    errands.add("secret", users=(make_user(email="other@f.example", office="Other post").pk,))
    sending.send(TODAY)


def test_people_choose_for_themselves_and_see_their_own(client, member, sent):
    client.force_login(member)
    page = client.get(MINE).content.decode()
    assert ("Errand roads" in page, "Errand secret" in page) == (True, False)
    assert client.post(MINE, {"choice": "weekly"}).status_code == 302
    assert User.objects.get(pk=member.pk).reminders == "weekly"
    event = Event.objects.get()
    assert (event.verb, event.detail) == ("user.emails_chosen", {"before": "each_day", "after": "weekly"})
    client.post(MINE, {"choice": "weekly"})
    assert Event.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {"choice": "never"}])
def test_what_is_no_choice_changes_nothing(client, member, said):
    client.force_login(member)
    assert client.post(MINE, said).status_code == 422
    assert User.objects.get(pk=member.pk).reminders == "each_day"


def test_nobody_chooses_for_another(member):
    with pytest.raises(NotYours):
        choose(user=member, choice="overdue", by=make_user(ADMINISTRATOR))


def test_my_emails_says_when_none_arrives(client):
    client.force_login(make_user(CONTRIBUTOR))
    assert "the account has no e-mail address" in client.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(POLICY_OFFICER, 200), (ADMINISTRATOR, 200), (CONTRIBUTOR, 403), (BOARD_MEMBER, 403), (CMT, 403)],
)
def test_who_reads_what_was_sent(client, sent, role, status):
    client.force_login(make_user(role))
    row = SentReminder.objects.get(what="Errand secret")
    page = client.get(SENT)
    assert (page.status_code, "Errand secret" in page.content.decode()) == (status, status == 200)
    assert client.get(UNREACHED).status_code == status
    one = client.get(reverse("admin:plan_sentreminder_change", args=[row.pk]))
    assert "Errand secret" in one.content.decode() or one.status_code in (403, 404)
    assert ("Errand secret" in one.content.decode()) == (status == 200)


def test_the_list_filters_by_result_kind_and_step(client, sent, policy_officer):
    client.force_login(policy_officer)
    for query, shown in (
        ({"result": "sent"}, True), ({"result": "failed"}, False), ({"step": "before"}, True),
        ({"step": "after"}, False), ({"kind": "errand"}, True), ({"q": "Other post"}, True),
    ):  # fmt: skip
        assert ("Errand secret" in client.get(SENT, query).content.decode()) is shown, query


@pytest.mark.parametrize("many", [1, 6])
def test_the_list_asks_as_often_for_one_as_for_many(
    client, errands, board, member, policy_officer, many, django_assert_num_queries
):
    for number in range(many):
        errands.add(f"roads-{number}", body=board.pk)
    sending.send(TODAY)
    client.force_login(policy_officer)
    with django_assert_num_queries(8):
        assert client.get(SENT).content.decode().count("Errand roads-") == many


@time_machine.travel(f"{TODAY} 09:00Z")
def test_the_desk_names_whom_nothing_reaches(client, errands, board, policy_officer):
    person = make_user(BOARD_MEMBER, office="Nowhere")
    BodyMembership.objects.create(body=board, office="Nowhere", user=person)
    errands.add("roads", body=board.pk)
    said = "Nowhere (1 thing): the account has no e-mail address"
    client.force_login(policy_officer)
    for address in ("/admin/", UNREACHED):
        assert client.get(address).content.decode().count(said) == 1
    client.force_login(make_user(ADMINISTRATOR))
    assert reverse("admin:plan_user_change", args=[person.pk]) in client.get("/admin/").content.decode()
    client.force_login(make_user(CMT))
    assert said not in client.get("/admin/").content.decode()


def test_a_policy_officer_comes_to_hand_over_the_work_of_who_left(client, errands, policy_officer):
    gone, here = make_user(office="Gone", is_active=False), make_user(office="Nowhere")
    errands.add("roads", users=(gone.pk, here.pk))
    client.force_login(policy_officer)
    for address in ("/admin/", UNREACHED):
        page = client.get(address).content.decode()
        assert reverse("admin:plan_user_hand_over", args=[gone.pk]) in page
        assert reverse("admin:plan_user_hand_over", args=[here.pk]) not in page


# The daily run

STOPPED = "The daily run last took place on 24 October 2022"
NEVER = "No reminders were sent yet"


def said_to(client, user, day: str) -> tuple[bool, bool]:
    client.force_login(user)
    with time_machine.travel(f"{day} 09:00Z", tick=False):
        page = client.get("/admin/").content.decode()
    return STOPPED in page, NEVER in page


def test_the_desk_says_when_the_daily_run_has_stopped(client, errands, policy_officer):
    with time_machine.travel(f"{TODAY} 07:15Z", tick=False):
        sending.send(TODAY)  # nobody to write to, and yet it ran
    days = ("2022-10-26", "2022-10-27")
    assert [said_to(client, policy_officer, day) for day in days] == [(False, False), (True, False)]
    assert said_to(client, make_user(CMT), "2022-10-27") == (False, False)
    with time_machine.travel("2022-10-27 10:00Z", tick=False):
        sending.send(TODAY)
    assert said_to(client, policy_officer, "2022-10-27") == (False, False)
    assert ReminderRun.objects.count() == 1


def test_that_none_ever_ran_is_said_where_a_mail_server_is_set_up(client, policy_officer, settings):
    settings.EMAIL_URL = ""
    assert said_to(client, policy_officer, "2022-10-27") == (False, False)
    settings.EMAIL_URL = "smtp+tls://mail.fenbrook.example:587"
    assert said_to(client, policy_officer, "2022-10-27") == (False, True)


def test_looking_what_would_be_sent_is_no_run(errands):
    sending.prepare(TODAY)
    assert not ReminderRun.objects.exists()
