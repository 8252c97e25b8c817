"""The sender: one e-mail a person and day, each step once, whatever fails and whoever else is sending."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import DatabaseError, DataError, transaction

from plan.models import BodyMembership, Event, ReminderMail, SentReminder
from plan.reminders import people, sending
from plan.reminders.people import MAY_NOT, NO_ADDRESS, NO_CONTRIBUTOR, NO_DESK, NO_SEAT, NOT_ACTIVE
from plan.roles import CONTRIBUTOR
from tests.factories import make_body, make_department, make_user

from .conftest import DUE, TODAY

pytestmark = pytest.mark.django_db
BACKEND = f"{__name__}.{{}}"


def test_all_that_waits_goes_in_one_plain_email(errands, board, member, settings):
    settings.SITE_ADDRESS = "https://plan.fenbrook.example"
    errands.add("roads", body=board.pk)
    errands.add("rivers", due=date(2022, 10, 21), users=(member.pk,))
    sending.send(TODAY)
    (sent,) = mail.outbox
    assert (sent.to, sent.content_subtype, sent.extra_headers) == (
        ["member@fenbrook.example"], "plain", {"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    assert sent.subject == "The council: 2 things to do for the Strategic Plan, 1 of them overdue"
    assert sent.body.splitlines()[:12] == [
        "To the Head of Places", "",
        "This waits for you on the Strategic Plan. Each link leads to a short form with your own rows only.", "",
        "Errands to run", "--------------",
        "* Errand rivers", "  3 days overdue, was due on 21 October 2022",
        "  https://plan.fenbrook.example/admin/errands/rivers/",
        "* Errand roads", "  due in 7 days, 31 October 2022",
        "  https://plan.fenbrook.example/admin/errands/roads/",
    ]  # fmt: skip
    assert "https://plan.fenbrook.example/admin/my-emails/" in sent.body
    assert [(row.step, row.counts, row.mail.result) for row in SentReminder.objects.order_by("step")] == [
        (-7, True, "sent"), (1, True, "sent"),
    ]  # fmt: skip


def test_nothing_is_sent_twice(errands, board, member):
    errands.add("roads", body=board.pk)
    for day in (TODAY, TODAY, TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        sending.send(day)
    assert len(mail.outbox) == 1
    errands.add("bridges", body=board.pk)  # comes up later that day: tomorrow is soon enough
    assert sending.send(TODAY).sent == 0
    assert sending.send(TODAY + timedelta(days=1)).sent == 1


def test_a_new_due_date_begins_anew(errands, board, member):
    errands.add("roads", body=board.pk)
    sending.send(TODAY)
    errands.waiting.clear()
    errands.add("roads", due=DUE + timedelta(days=7), body=board.pk)
    assert sending.send(TODAY + timedelta(days=7)).sent == 1


class AnotherRunMeanwhile(EmailBackend):
    """While the first e-mail is on its way, another run does all there is to do."""

    runs: list = []

    def send_messages(self, messages):
        if not self.runs:
            self.runs.append(None)
            self.runs.append(sending.send(TODAY))
        return super().send_messages(messages)


def test_two_runs_at_once_send_one_each(errands, board, member, settings):
    settings.EMAIL_BACKEND = BACKEND.format("AnotherRunMeanwhile")
    AnotherRunMeanwhile.runs.clear()
    other = make_user(email="other@fenbrook.example", office="Zebra keeper")
    errands.add("roads", body=board.pk, users=(other.pk,))
    first = sending.send(TODAY)
    second = AnotherRunMeanwhile.runs[1]
    assert sorted(sent.to[0] for sent in mail.outbox) == ["member@fenbrook.example", "other@fenbrook.example"]
    assert (first.sent, first.elsewhere, second.sent, second.elsewhere) == (1, 1, 1, 0)


def test_a_claim_stands_once_also_for_another_day(errands, board, member):
    errands.add("roads", body=board.pk)
    (draft,) = sending.prepare(TODAY).drafts
    assert sending.claim(draft, TODAY) is not None
    assert sending.claim(draft, TODAY) is None
    assert sending.claim(draft, TODAY + timedelta(days=1)) is None  # the same step
    # It was stopped before the mail server answered: it may have gone, so it does not go again.
    assert sending.send(TODAY).sent == 0
    assert ReminderMail.objects.get().get_result_display() == "Not known"


class RefusesOne(EmailBackend):
    refused = "member@fenbrook.example"

    def send_messages(self, messages):
        if messages[0].to == [self.refused]:
            raise smtplib.SMTPRecipientsRefused({self.refused: (550, b"unknown")})
        return super().send_messages(messages)


def test_one_bad_address_stops_nobody_and_is_tried_again(errands, board, member, settings, capsys):
    settings.EMAIL_BACKEND, RefusesOne.refused = BACKEND.format("RefusesOne"), member.email
    other = make_user(email="other@fenbrook.example", office="Zebra keeper")
    errands.add("roads", body=board.pk, users=(other.pk,))
    with pytest.raises(CommandError, match=r"^Not sent: 1 e-mail\. The next run tries again\.$"):
        call_command("send_reminders", "--day", str(TODAY))
    assert "Failed: Head of Places: The mail server refused the address." in capsys.readouterr().out
    assert [sent.to for sent in mail.outbox] == [["other@fenbrook.example"]]
    failed = ReminderMail.objects.get(result="failed")
    assert (failed.why, failed.lines.get().counts) == ("The mail server refused the address", False)
    RefusesOne.refused = ""
    call_command("send_reminders", "--day", str(TODAY))
    call_command("send_reminders", "--day", str(TODAY))
    assert [sent.to for sent in mail.outbox[1:]] == [["member@fenbrook.example"]]
    assert list(member.reminder_mails.order_by("pk").values_list("result", flat=True)) == ["failed", "sent"]


def test_what_failed_says_no_address():
    refused = smtplib.SMTPRecipientsRefused({"member@fenbrook.example": (550, b"no member@fenbrook.example here")})
    for error in (refused, smtplib.SMTPDataError(554, b"member@fenbrook.example"), OSError("member@"), ValueError("@")):
        assert "@" not in sending.why_failed(error)


def test_who_cannot_be_reached_is_left_out_and_named(errands, board, member):
    some = {
        NO_ADDRESS: make_user(office="Nowhere"), NOT_ACTIVE: make_user(office="Gone", email="g@f.example"),
        NO_DESK: make_user(office="Deskless", email="d@f.example", staff=False),
        MAY_NOT: make_user(office="Forbidden", email="f@f.example"),
    }  # fmt: skip
    some[NOT_ACTIVE].is_active = False
    some[NOT_ACTIVE].save()
    errands.forbidden = {some[MAY_NOT].pk}
    errands.add("roads", users=tuple(person.pk for person in some.values()))
    errands.add("rivers", body=make_body("board", "Empty Board").pk)
    errands.add("lakes", department=make_department("Waters").pk)
    outcome = sending.send(TODAY)
    assert (outcome.sent, mail.outbox) == (0, [])
    assert {(one.who, one.why, one.things) for one in outcome.unreached} == {
        *((person.office, why, 1) for why, person in some.items()),
        ("Empty Board", NO_SEAT, 1), ("Waters", NO_CONTRIBUTOR, 1),
    }  # fmt: skip


def test_a_department_means_its_active_contributors_and_a_board_those_who_sit_now(errands, board, member):
    waters = make_department("Waters")
    one = make_user(CONTRIBUTOR, department=waters, email="one@f.example")
    make_user(CONTRIBUTOR, department=waters, email="left@f.example", is_active=False)
    make_user(department=waters, email="no-contributor@f.example")
    make_user(CONTRIBUTOR, department=make_department("Roads"), email="elsewhere@f.example")
    BodyMembership.objects.filter(user=member).update(ends=TODAY)
    errands.add("lakes", department=waters.pk, body=board.pk)
    outcome = sending.send(TODAY)
    assert [sent.to for sent in mail.outbox] == [[one.email]]
    assert [str(one) for one in outcome.unreached] == [f"Better Places Board (1 thing): {NO_SEAT}"]


def test_the_weekly_email_lists_everything_near_once_a_week(errands, board, member):
    member.reminders = "weekly"
    member.save()
    errands.add("roads", body=board.pk)
    errands.add("rivers", due=DUE + timedelta(days=20), body=board.pk)
    errands.add("moon", due=DUE + timedelta(days=90), body=board.pk)
    for days in range(8):
        sending.send(TODAY + timedelta(days=days))
    assert [sent.body.count("* Errand") for sent in mail.outbox] == [2, 2]
    assert [row.mail.day for row in SentReminder.objects.order_by("pk")] == [TODAY] * 2 + [DUE] * 2
    member.reminders = "each_day"  # what the weekly e-mails told of is not told again
    member.save()
    assert [
        (row.waiting.key, step) for row, step in sending.send(DUE + timedelta(days=1)).drafts[0].things.items()
    ] == [("roads", 1)]


def test_only_what_is_overdue_for_those_who_chose_so(errands, board, member):
    member.reminders = "overdue"
    member.save()
    errands.add("roads", body=board.pk)
    sent = [sending.send(TODAY + timedelta(days=days)).sent for days in range(10)]
    assert sent == [0] * 8 + [1, 0]


def test_a_dry_run_sends_and_keeps_nothing(errands, board, member, capsys):
    errands.add("roads", body=board.pk)
    call_command("send_reminders", "--dry-run", "--day", str(TODAY))
    said = capsys.readouterr().out
    assert "To: Head of Places\nSubject: The council: Errand roads, due in 7 days, 31 October 2022" in said
    assert "member@fenbrook.example" not in said
    assert "24 October 2022: 1 e-mail would be sent. Nothing was." in said
    assert (mail.outbox, ReminderMail.objects.count()) == ([], 0)


def test_without_a_mail_server_nothing_is_marked_as_sent(errands, board, member, settings):
    settings.EMAIL_IS_SET_UP = False
    errands.add("roads", body=board.pk)
    with pytest.raises(CommandError, match="Set EMAIL_URL"):
        call_command("send_reminders", "--day", str(TODAY))
    assert ReminderMail.objects.count() == 0


def test_a_line_break_in_a_text_starts_no_header(errands, board, member):
    errands.add("roads\nBcc: all@fenbrook.example", body=board.pk)
    sending.send(TODAY)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["member@fenbrook.example"]


def test_what_was_sent_stays_as_it_was(errands, board, member):
    errands.add("roads", body=board.pk)
    sending.send(TODAY)
    row = SentReminder.objects.get()
    attempts = [
        lambda: SentReminder.objects.update(what="Something else"),
        lambda: SentReminder.objects.all().delete(),
        lambda: ReminderMail.objects.update(result="failed", why="no"),
        lambda: SentReminder.objects.create(
            mail=row.mail, user=member, reminder="errand", subject="x", what="x", due=DUE, step=1
        ),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="stays on record"), transaction.atomic():
            attempt()
    assert Event.objects.count() == 0  # sending makes no page new


@pytest.mark.parametrize("many", [1, 7])
def test_the_queries_grow_with_people_by_nothing_but_what_they_are_sent(
    errands, board, member, many, django_assert_num_queries
):
    for number in range(many - 1):
        person = make_user(email=f"{number}@fenbrook.example")
        BodyMembership.objects.create(body=board, office=f"Office {number}", user=person)
    for number in range(many):
        errands.add(f"roads-{number}", body=board.pk)
    with django_assert_num_queries(6):
        assert len(sending.prepare(TODAY).drafts) == many


def test_a_due_date_of_long_ago_stops_nobody_elses_reminder(errands, board, member):
    other = make_user(email="other@fenbrook.example", office="Head of Rivers")
    errands.add("rome", due=date(22, 10, 31), users=(member.pk,))
    errands.add("roads", users=(other.pk,))
    assert sending.send(TODAY).failed == []
    assert sorted(sent.to[0] for sent in mail.outbox) == ["member@fenbrook.example", "other@fenbrook.example"]
    assert SentReminder.objects.get(subject="errand:rome").step <= 32_767  # what its column holds on PostgreSQL


def test_an_email_that_cannot_be_noted_is_one_that_failed(errands, board, member, monkeypatch):
    other = make_user(email="other@fenbrook.example", office="Head of Rivers")
    errands.add("rome", users=(member.pk,))
    errands.add("roads", users=(other.pk,))
    claim = sending.claim

    def out_of_range(draft, today):
        if draft.user == member:
            raise DataError("smallint out of range")
        return claim(draft, today)

    monkeypatch.setattr(sending, "claim", out_of_range)
    outcome = sending.send(TODAY)
    assert (outcome.sent, outcome.failed) == (1, ["Head of Places: It could not be noted as sent (DataError)"])
    assert [sent.to for sent in mail.outbox] == [["other@fenbrook.example"]]


def test_who_may_not_do_it_is_named_on_the_desk_too(errands, board, member):
    errands.forbidden = {member.pk}
    errands.add("roads", users=(member.pk,))
    assert [(one.who, one.why, one.things) for one in people.unreached_on(TODAY)] == [("Head of Places", MAY_NOT, 1)]
