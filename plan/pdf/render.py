"""Ask for a paper and wait for it: the parent's half of the door.

The page is rendered in a process of its own (`plan.pdf.child`) which knows nothing of this one. Wall time is kept
here, since a process that hangs cannot be trusted to notice.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plan.pdf.xmp import w3c_date

PROJECT = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).with_name("fonts.conf")
# The child inherits these and no others: no secret, no database address.
INHERITED = ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
OUT_OF_MEMORY = (b"MemoryError", b"Cannot allocate memory", b"failed to map segment")
WALL_SECONDS = 180
MEMORY_MEGABYTES = 2048

logger = logging.getLogger(__name__)


class RenderFailed(Exception):
    """A paper could not be made; `reason` says in plain words why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Paper:
    """A finished paper: its bytes, how many pages it has, and what the renderer remarked on."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]


def render_pdf(html: str, *, title: str, identifier: str, **how: object) -> bytes:
    """Return the bytes of the paper; what the renderer remarks on is logged. See `render_paper`."""
    paper = render_paper(html, title=title, identifier=identifier, **how)  # type: ignore[arg-type]
    for warning in paper.warnings:
        logger.warning("%s: %s", title, warning)
    return paper.pdf


def render_paper(
    html: str,
    *,
    title: str,
    identifier: str,
    language: str = "en-GB",
    created: datetime | None = None,
    stylesheets: Sequence[str] = (),
    wall_seconds: float | None = None,
    memory_megabytes: int | None = None,
) -> Paper:
    """Return `html`, a whole document, as a paper that is PDF/UA-1 and PDF/A-2a at once.

    `title` and `language` are what the file says of itself, the language what the page says too; `identifier` names
    the paper among all papers (a pack version's UUID); `created` is the moment on it, with time zone, or None for
    none. `stylesheets` are assets in the project's static folders ("plan/paper-base.css"). The limits are
    settings.PDF_WALL_SECONDS and settings.PDF_MEMORY_MEGABYTES unless given. The same arguments give the same bytes.

    Costs about 0.6 s and then 0.13 to 0.25 s a page: never inside a web request for more than a page or two.
    Raises RenderFailed, whose reason is for the person who asked; ValueError for a `created` without time zone.
    """
    for value, what in ((title, "title"), (language, "language"), (identifier, "identifier")):
        if not value.strip():
            raise RenderFailed(f"The paper has no {what}: give it one.")
    wall_seconds = wall_seconds or _setting("PDF_WALL_SECONDS", WALL_SECONDS)
    memory_megabytes = memory_megabytes or int(_setting("PDF_MEMORY_MEGABYTES", MEMORY_MEGABYTES))
    job = {
        "html": html,
        "title": title.strip(),
        "language": language,
        "identifier": identifier,
        "created": None if created is None else w3c_date(created),
        "stylesheets": list(stylesheets),
    }
    return _paper(*_run(json.dumps(job).encode(), wall_seconds, memory_megabytes))


def _setting(name: str, otherwise: float) -> float:
    """Read a setting where there are settings: paper can be made without Django."""
    from django.conf import settings

    return getattr(settings, name, otherwise) if settings.configured else otherwise


def _run(job: bytes, wall_seconds: float, memory_megabytes: int) -> tuple[int, bytes, bytes]:
    """Return the child's exit status, answer and complaints. Raises RenderFailed when it is not done in time."""
    # Processor time may be no more than wall time: it bounds a child whose parent was killed.
    command = [sys.executable, "-m", "plan.pdf.child", str(int(wall_seconds) + 1), str(memory_megabytes)]
    child = subprocess.Popen(  # noqa: S603 - the command is fixed, the job comes on stdin
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        answer, complaints = child.communicate(job, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        raise RenderFailed(_too_long(wall_seconds)) from None
    finally:
        _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise RenderFailed(_too_long(wall_seconds))
    return child.returncode, answer, complaints


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return kept | {
        "FONTCONFIG_FILE": str(FONTS),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(PROJECT),
        "PYTHONUTF8": "1",
    }


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it may have started."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _too_long(seconds: float) -> str:
    return f"It took longer than {seconds:g} seconds: make it shorter, or divide it into several papers."


def _paper(status: int, answer: bytes, complaints: bytes) -> Paper:
    head, _, pdf = answer.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError:
        # Libraries written in C end the process when memory runs out: there is no answer then.
        out_of_memory = status < 0 or any(sign in complaints for sign in OUT_OF_MEMORY)
        said = {"failed": "memory" if out_of_memory else "broken"}
    if said.get("failed") == "memory":
        ended = ", or its drawing was ended from outside: build it again. If that fails too" if status < 0 else ""
        raise RenderFailed(
            f"It needs more memory than a paper may use{ended}: make it shorter, or divide it into several papers."
        )
    if said.get("failed") == "broken":
        logger.error("Rendering ended with status %s: %s", status, complaints[-4000:].decode("utf-8", "replace"))
        raise RenderFailed(
            "It could not be made, for a reason that is in the system's log: tell whoever looks after it."
        )
    if said.get("failed"):
        raise RenderFailed(said["failed"])
    return Paper(pdf=pdf, pages=said["pages"], warnings=tuple(said["warnings"]))
