"""`manage.py worker`: does what requests leave for later, such as building packs."""

import logging
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from plan.slots import slots

log = logging.getLogger(__name__)

SECONDS_BETWEEN_CHORES = 30


class Command(BaseCommand):
    help = (
        "Does the tasks that wait in the database, one at a time, until it is stopped. Run as many as you like against"
        " one database. SIGTERM or Ctrl-C lets the task in hand finish; a second one ends it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks for new tasks")

    def handle(self, *, once: bool, interval: float, **options) -> None:
        if settings.TASKS["default"]["BACKEND"].endswith("ImmediateBackend"):
            raise CommandError("TASKS_IMMEDIATE=1 does tasks at once, so there is nothing for a worker. Set it to 0.")
        logging.getLogger("django_tasks").setLevel(logging.INFO)
        # In batch mode it returns as soon as nothing waits, which is when there is time for chores.
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        if once:
            do_chores()
            worker.run()
            return
        worker.configure_signals()
        self.stdout.write("The worker is ready.")
        work(worker, interval)


def work(worker: Worker, interval: float) -> None:
    """Tasks and chores in turn until a signal clears `worker.running`. A database that is away is waited for."""
    chores_due = 0.0
    while worker.running:
        try:
            if time.monotonic() >= chores_due:
                chores_due = time.monotonic() + SECONDS_BETWEEN_CHORES
                do_chores()
            worker.run()
        except DatabaseError as error:
            log.warning("The database does not answer (%s). Trying again.", str(error).strip())
            connections.close_all()
        if worker.running:
            time.sleep(interval)


def do_chores() -> None:
    """Every registered chore. One that fails is logged and does not keep the others, or the tasks, waiting."""
    close_old_connections()
    for chore in slots.worker_chores:
        try:
            chore.run()
        except Exception:
            log.exception("The worker's chore %r failed.", chore.key)
