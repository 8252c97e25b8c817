"""`manage.py demo`: the example council in the database in use, a published pack in var/, and the site."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from plan import roles
from plan.demo import accounts, places, serving
from plan.demo import council as council_room
from plan.slots import Demonstration, slots


class Command(BaseCommand):
    help = (
        "Loads the example council into the database in use, makes an account for each role, builds and publishes a"
        " pack into var/, and serves the site with a worker on 127.0.0.1. Running it again overwrites nobody's edits."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument("--port", type=int, default=8000, help="port to serve on (8000)")
        parser.add_argument("--council", default="", help="folder in fixtures/ to load, if there are several")
        parser.add_argument("--yes", action="store_true", help="make the accounts even where DEBUG=0")

    def handle(self, *, no_serve: bool, port: int, council: str, yes: bool, **options) -> None:
        if not settings.DEBUG and not yes:
            raise CommandError(
                "DEBUG=0, so this looks like a council's own system. The demonstration makes accounts that share one"
                " password. If you mean it, add --yes."
            )
        if not no_serve and not serving.port_is_free(port):
            raise CommandError(
                f"Port {port} is in use. Stop what uses it, or choose another: make demo PORT={port + 1}"
            )
        try:
            self.prepare(council)
            if not no_serve:
                self.serve(port)
        except (council_room.NotHere, serving.CannotServe) as refusal:
            raise CommandError(str(refusal)) from None

    def prepare(self, name: str) -> None:
        """Database, council, accounts and pack; says what stands where."""
        folder = council_room.find_folder(name)
        call_command("migrate", verbosity=0)
        council_room.refuse_anothers_database(folder)
        mark = places.mark(connection.settings_dict, settings.VAR_DIR)
        passwords = accounts.Passwords(places.marked(settings.VAR_DIR / "demo-password", mark))
        people = accounts.role_accounts(passwords)
        officer = next(one.user for one in people if one.role == roles.POLICY_OFFICER)
        self.say(council_room.load(folder, by=officer))
        accounts.seat_members(people)
        people += accounts.board_accounts(passwords)
        shown = Demonstration(
            folder=folder,
            output=settings.VAR_DIR,
            accounts={one.user.username: one.user for one in people},
            made=frozenset(one.user.username for one in people if one.made),
            by=officer,
            mark=mark,
        )
        for step in slots.demo_steps:
            self.say(step.run(shown))
        self.say(["", *sign_in_lines(people, passwords)])

    def serve(self, port: int) -> None:
        if not settings.DEBUG and not Path(settings.STATIC_ROOT, "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        self.say(["", f"Starting the site on port {port} …"])
        address = f"http://{serving.HOST}:{port}"
        serving.serve(port, ready=lambda: self.say([f"The site is at {address}/ until you press Ctrl-C."]))
        self.say(["Stopped."])

    def say(self, lines: list[str]) -> None:
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()


def sign_in_lines(people: list[accounts.Account], passwords: accounts.Passwords) -> list[str]:
    """How to sign in as each role."""
    lines = ["Sign in at /admin/ as:"]
    for person in people:
        purpose = f"member of the {person.of}" if person.of else person.role.purpose
        if not person.user.is_staff:
            purpose += " (without signing in)"
        lines.append(f"  {person.user.username:<44} {purpose}")
    where = passwords.path.relative_to(settings.BASE_DIR) if passwords.path.is_relative_to(settings.BASE_DIR) else ""
    if passwords.known():
        lines.append(f"Password: {passwords.known()} (kept in {where or passwords.path})")
    if not all(person.made for person in people):
        lines.append(
            "Accounts that were there before keep the password they have; `manage.py changepassword` sets one."
        )
    return lines
