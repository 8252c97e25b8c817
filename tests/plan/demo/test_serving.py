"""Serving on one machine: two processes that stand and fall together."""

import os
import signal
import socket
import subprocess
import sys
import textwrap

import pytest

from plan.demo import serving


@pytest.fixture
def free_port():
    with socket.create_server((serving.HOST, 0)) as taken:
        port = taken.getsockname()[1]
    return port


def test_a_taken_port_is_said_and_another_proposed():
    with socket.create_server((serving.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serving.CannotServe, match=f"Port {port} is in use.*PORT={port + 1}"):
            serving.refuse_taken_port(port)


SITE = "import socket, signal; s = socket.create_server(('127.0.0.1', {port})); signal.pause()"
WORKER = "import signal; signal.pause()"
FALLS = "import sys; sys.exit(3)"


def server(port, *, worker=WORKER, site=SITE):
    """A process of its own that serves with these programs, because serving takes over a process's signals."""
    program = f"""
        import sys
        from plan.demo import serving
        programs = {{"site": {site.format(port=port)!r}, "worker": {worker!r}}}
        serving.commands = lambda port: {{name: [sys.executable, "-c", code] for name, code in programs.items()}}
        started, start = [], serving.start
        def noting(command):
            process = start(command)
            started.append(process.pid)
            return process
        serving.start = noting
        try:
            serving.serve({port}, ready=lambda: print("ready", *started, flush=True))
        except serving.CannotServe as refusal:
            print(refusal, *started)
        """
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "plan.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True, env=environment
    )


def is_alive(pid):
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_both_end_when_it_is_asked_to_stop(free_port, number):
    process = server(free_port)
    word, *pids = process.stdout.readline().split()
    assert word == "ready"
    assert len(pids) == 2
    assert all(map(is_alive, pids))
    process.send_signal(number)
    assert process.wait(30) == 0
    assert not any(map(is_alive, pids))


def test_when_one_falls_so_does_the_other(free_port):
    process = server(free_port, worker=FALLS)
    said = process.communicate(timeout=30)[0].splitlines()[-1]
    assert said.startswith("The worker ended by itself")
    assert not any(map(is_alive, said.split()[-2:]))
