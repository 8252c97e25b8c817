"""`manage.py send_reminders`: e-mails to those for whom something falls due, for cron or a timer."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plan import clock
from plan.reminders import sending
from plan.reminders.sending import Outcome
from plan.wording import count, day

MANY = "Not sent: {}. The next run tries again."


class Command(BaseCommand):
    help = (
        "Sends an e-mail to everybody for whom something falls due: 30, 7 and 1 days before the day, 1, 7 and 30 days"
        " after it and then every 30 days. Nobody gets two on one day, however often this runs. Ends with 1 if any"
        " could not be sent; these are tried again by the next run."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the e-mails, send nothing")
        parser.add_argument("--day", type=date.fromisoformat, help="as if it were this day, such as 2022-10-24")

    def handle(self, *, dry_run: bool, day: date | None, **options) -> None:
        today = day or clock.today()
        if dry_run:
            outcome = sending.prepare(today)
            for draft in outcome.drafts:
                self.stdout.write(f"To: {draft.user.in_log()}\nSubject: {draft.letter.subject}\n\n{draft.letter.body}")
        elif not settings.EMAIL_IS_SET_UP:
            raise CommandError("No mail server is set up, so nothing was sent. Set EMAIL_URL, and EMAIL_FROM.")
        else:
            outcome = sending.send(today)
        for line in told(outcome, today, dry_run):
            self.stdout.write(line)
        if outcome.failed:
            raise CommandError(MANY.format(count(len(outcome.failed), "e-mail")))


def told(outcome: Outcome, today: date, dry_run: bool) -> list[str]:
    """What became of the run, in sentences; people by their office."""
    if dry_run:
        found = [f"{day(today)}: {count(len(outcome.drafts), 'e-mail')} would be sent. Nothing was."]
    else:
        found = [f"{day(today)}: {count(outcome.sent, 'e-mail')} sent."]
    if outcome.elsewhere:
        found.append(f"{count(outcome.elsewhere, 'e-mail')} left to another run that has them in hand.")
    found += [f"Failed: {line}." for line in outcome.failed]
    return found + [f"Cannot be reached: {one}." for one in outcome.unreached]
