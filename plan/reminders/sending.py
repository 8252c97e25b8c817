"""Sends what falls due on a day: at most one e-mail a person and a day, each step of each thing at most once.

An e-mail is claimed before it goes, by rows that the database lets stand once. What was claimed and not settled,
because the sender was killed, counts as sent: a reminder that may have gone is not sent twice, and the page of what was
sent says that it is not known. What failed is tried again by the next run.

Nothing of this is in the event log: its own rows are as lasting, and an entry in the log makes every page new.
"""

import smtplib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Max

from plan import clock
from plan.models import Council, ReminderMail, ReminderRun, SentReminder, User
from plan.wording import sentence

from . import letters, people
from .people import Asked, Unreached
from .when import Choice, Thing, to_tell

HEADERS = {"Auto-Submitted": "auto-generated"}  # no answers by machines that say who is on leave
Kind, Result = ReminderMail.Kind, ReminderMail.Result


@dataclass(frozen=True)
class Draft:
    """An e-mail that is to go: to whom, what is in it with the step of each, and what it says."""

    user: User
    things: dict[Asked, int]
    kind: str
    letter: letters.Letter


@dataclass
class Outcome:
    """What became of a run."""

    drafts: list[Draft] = field(default_factory=list)
    sent: int = 0
    failed: list[str] = field(default_factory=list)
    elsewhere: int = 0  # another run had claimed them
    unreached: list[Unreached] = field(default_factory=list)


def prepare(today: date) -> Outcome:
    """The e-mails that fall due on a day and were not sent, with whom none reaches. Queries: those of
    `people.asked_on`, and four for what was told and had."""
    with clock.standing_at(datetime.combine(today, time(12), tzinfo=clock.LONDON)):
        found = people.asked_on(today)
        told, digests, had = _told(found.asked), _last_digests(found.asked), _had_one(found.asked, today)
        outcome = Outcome(unreached=list(found.unreached))
        council = sentence(Council.current().short_name)
        for user, asked in found.asked.items():
            things = _falling(asked, Choice(user.reminders), today, told[user.pk], digests.get(user.pk))
            if things and user.pk not in had:
                weekly = user.reminders == Choice.WEEKLY
                letter = letters.write(user.in_log(), things, today=today, council=council, weekly=weekly)
                outcome.drafts.append(Draft(user, things, Kind.DIGEST if weekly else Kind.STEP, letter))
    return outcome


def send(today: date) -> Outcome:
    """Prepare the day's e-mails and send them, each by itself: one that fails keeps no other from going."""
    outcome = prepare(today)
    connection = get_connection()
    try:
        for draft in outcome.drafts:
            _send_one(draft, today, connection, outcome)
    finally:
        connection.close()
    ReminderRun.objects.update_or_create(pk=1, defaults={"at": clock.now()})
    return outcome


def _falling(
    asked: Iterable[Asked], choice: Choice, today: date, told: dict[Thing, int], last_digest: date | None
) -> dict[Asked, int]:
    by_thing = {Thing(one.key, one.waiting.due): one for one in asked}
    steps = to_tell(list(by_thing), choice=choice, today=today, told=told, last_digest=last_digest)
    return {by_thing[thing]: step for thing, step in steps.items()}


def _told(users: Iterable[User]) -> dict[int, dict[Thing, int]]:
    """By person: the last step of each thing that they were told of."""
    rows = SentReminder.objects.filter(user__in=list(users), counts=True).order_by()
    found: dict[int, dict[Thing, int]] = defaultdict(dict)
    for user, subject, due, step in rows.values_list("user", "subject", "due").annotate(Max("step")):
        found[user][Thing(subject, due)] = step
    return found


def _last_digests(users: Iterable[User]) -> dict[int, date]:
    rows = ReminderMail.objects.filter(user__in=list(users), kind=Kind.DIGEST).exclude(result=Result.FAILED)
    return dict(rows.order_by().values_list("user").annotate(Max("day")))


def _had_one(users: Iterable[User], today: date) -> set[int]:
    rows = ReminderMail.objects.filter(user__in=list(users), day=today).exclude(result=Result.FAILED)
    return set(rows.values_list("user", flat=True))


def _send_one(draft: Draft, today: date, connection: Any, outcome: Outcome) -> None:
    try:
        mail = claim(draft, today)
    except DatabaseError as error:  # something in this one e-mail that no row can hold: the others still go
        outcome.failed.append(f"{draft.user.in_log()}: It could not be noted as sent ({type(error).__name__})")
        return
    if mail is None:
        outcome.elsewhere += 1
        return
    try:
        message = EmailMessage(
            draft.letter.subject, draft.letter.body, to=[draft.user.email], headers=HEADERS, connection=connection
        )
        message.send()
    except Exception as error:  # whatever a mail server or an address brings about, the others still get theirs
        connection.close()  # whatever it was in the middle of; the next e-mail opens it anew
        why = why_failed(error)
        settle(mail, failed=why)
        outcome.failed.append(f"{mail.office}: {why}")
    else:
        settle(mail)
        outcome.sent += 1


def claim(draft: Draft, today: date) -> ReminderMail | None:
    """Take the e-mail of this person and day, with the steps in it, before it goes; None where another run has it."""
    try:
        with transaction.atomic():
            mail = ReminderMail.objects.create(
                user=draft.user, office=draft.user.in_log(), day=today, kind=draft.kind, at=clock.now()
            )
            known = _told([draft.user])[draft.user.pk] if draft.kind == Kind.DIGEST else {}
            SentReminder.objects.bulk_create(
                SentReminder(
                    mail=mail, user=draft.user, reminder=one.reminder.key, subject=one.key, due=one.waiting.due,
                    what=letters.plain(one.waiting.text), step=step,
                    counts=step > known.get(Thing(one.key, one.waiting.due), step - 1),
                )
                for one, step in draft.things.items()
            )  # fmt: skip
    except IntegrityError:
        return None
    return mail


@transaction.atomic
def settle(mail: ReminderMail, *, failed: str = "") -> None:
    """Say what became of an e-mail that was claimed; from then on the database keeps it as it is."""
    if failed:
        SentReminder.objects.filter(mail=mail).update(counts=False)
    mail.result, mail.why = (Result.FAILED, failed) if failed else (Result.SENT, "")
    mail.save(update_fields=["result", "why"])


def why_failed(error: Exception) -> str:
    """Why an e-mail did not go, without what the mail server said: it repeats the address, and this is kept."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "The mail server refused the address"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "The mail server refused the user name and password in EMAIL_URL"
    if isinstance(error, smtplib.SMTPException):
        return f"The mail server refused it ({type(error).__name__})"
    if isinstance(error, OSError):
        return "The mail server did not answer"
    return f"The address or the e-mail could not be used ({type(error).__name__})"
