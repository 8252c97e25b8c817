"""Prints papers as the site does, without starting anew for each: for tests of what stands on them.

Most of a short paper's time goes into starting Python and loading WeasyPrint. Here a process has done both and waits;
for each job it forks, and the fork does what `plan.pdf.child` does with it, limits and shut doors included. How the
site starts, limits and ends its child is tested where nothing stands in for it (tests/plan/test_pdf_render.py).
"""

import json
import subprocess
import sys
from functools import cache

import pytest

from plan.pdf import render

WAITING = """
import json, os, sys, tempfile
import weasyprint
from plan.pdf import aftercare, assets, check, child

def answer(arguments, job):
    files = [tempfile.TemporaryFile() for _ in range(3)]
    files[0].write(job)
    files[0].seek(0)
    pid = os.fork()
    if not pid:
        for place, file in enumerate(files):
            os.dup2(file.fileno(), place)
        sys.argv[1:], sys.stdin = arguments, open(0)
        try:
            os._exit(child.main())
        except BaseException:
            import traceback
            os.write(2, traceback.format_exc().encode())
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    said = []
    for file in files[1:]:
        file.seek(0)
        said.append(file.read())
    return status, *said

for line in sys.stdin.buffer:
    arguments, size = json.loads(line)
    status, said, complaints = answer(arguments, sys.stdin.buffer.read(size))
    sys.stdout.buffer.write(json.dumps([status, len(said), len(complaints)]).encode() + b"\\n" + said + complaints)
    sys.stdout.buffer.flush()
"""


@cache
def waiting() -> subprocess.Popen[bytes]:
    """The process that waits for jobs. It ends when its input does, with the tests."""
    return subprocess.Popen(
        [sys.executable, "-c", WAITING],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=render.PROJECT, env=render._environment(),
    )  # fmt: skip


def run(job: bytes, wall_seconds: float, memory_megabytes: int) -> tuple[int, bytes, bytes]:
    """Stands in for `plan.pdf.render._run`; a paper that hangs is ended by its limit of processor time."""
    process = waiting()
    arguments = [str(int(wall_seconds) + 1), str(memory_megabytes)]
    process.stdin.write(json.dumps([arguments, len(job)]).encode() + b"\n" + job)
    process.stdin.flush()
    status, said, complaints = json.loads(process.stdout.readline())
    return status, process.stdout.read(said), process.stdout.read(complaints)


@pytest.fixture
def warm_print(monkeypatch):
    monkeypatch.setattr(render, "_run", run)
