"""Serves the site on this machine, with a worker beside it, until somebody says stop."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings

HOST = "127.0.0.1"
PATIENCE = 15  # seconds for a process to end by itself, and for the site to answer
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CannotServe(Exception):
    """Says in words why the site does not stand, and what to do."""


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def refuse_taken_port(port: int) -> None:
    """Raises CannotServe if something on this machine listens there already."""
    if not port_is_free(port):
        raise CannotServe(
            f"Port {port} is in use on this machine. Stop what uses it, or choose another: make demo PORT={port + 1}"
        )


def commands(port: int) -> dict[str, list[str]]:
    """The processes by name. Gunicorn with threads serves here as it does in production."""
    return {
        "site": [
            sys.executable, "-m", "gunicorn", "plan.wsgi:application", "--bind", f"{HOST}:{port}", "--threads", "8",
            "--log-level", "warning",
        ],
        "worker": [sys.executable, "manage.py", "worker"],
    }  # fmt: skip


def serve(port: int, *, ready: Callable[[], None]) -> None:
    """Runs both until a signal comes or one of them ends; always ends both. Calls `ready` once the site answers.

    Raises CannotServe if the port is taken, or if a process ends by itself.
    """
    refuse_taken_port(port)
    asked_to_stop = Stop()
    processes = {name: start(command) for name, command in commands(port).items()}
    try:
        wait_until(lambda: answers(port) or asked_to_stop or ended(processes))
        if answers(port):
            ready()
        while not asked_to_stop and not ended(processes):
            time.sleep(0.2)
        if not asked_to_stop:
            raise CannotServe(f"The {ended(processes)} ended by itself; what it said stands above.")
    finally:
        stop(processes)


class Stop:
    """True once a signal asked this process to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in STOPPING:
            signal.signal(number, self.note)

    def note(self, number, frame) -> None:
        self.asked = True

    def __bool__(self) -> bool:
        return self.asked


def start(command: list[str]) -> subprocess.Popen:
    """In a session of its own, so that Ctrl-C reaches it through us, once, and not from the terminal as well."""
    return subprocess.Popen(  # noqa: S603 - our own commands, no shell
        command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True
    )


def stop(processes: dict[str, subprocess.Popen]) -> None:
    """Asks each to end, and then again: the second time a worker drops the task in hand, which is taken up later."""
    for insistence in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
        for process in processes.values():
            if process.poll() is None:
                with suppress(ProcessLookupError):
                    process.send_signal(insistence)
        wait_until(lambda: all(process.poll() is not None for process in processes.values()))


def ended(processes: dict[str, subprocess.Popen]) -> str:
    """Name of a process that has ended; empty while all run."""
    return next((name for name, process in processes.items() if process.poll() is not None), "")


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def wait_until(condition: Callable[[], object]) -> None:
    """Returns once the condition holds, or when patience has run out."""
    until = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)
