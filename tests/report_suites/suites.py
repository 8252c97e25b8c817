"""The suites, and what each needs from the machine."""

import glob
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

POSTGRES_URL = "postgres://postgres@127.0.0.1:5432/strategic_plan"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
JAXB = "/usr/share/java/jaxb-runtime.jar"


def always() -> str:
    return ""


def no_postgres(url: str | None = None) -> str:
    """Why tests cannot run on PostgreSQL here; empty when they can."""
    import psycopg

    url = url or postgres_url()
    try:
        # The tests' own database does not exist yet, so knock at the one that every server has.
        psycopg.connect(url, dbname="postgres", connect_timeout=3).close()
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        return f"No PostgreSQL server answers ({said}). Start one, or name it: TEST_POSTGRES_URL=postgres://…"
    return ""


def no_chromium() -> str:
    """Why no browser can be driven here; empty when one can. CHROMIUM may name it."""
    path = chromium()
    if not path:
        return "Chromium is not installed. Install it, or name it: CHROMIUM=/path/to/chromium"
    if not answers([path, "--version"]):
        return f"{path} does not start. Name one that does: CHROMIUM=/path/to/chromium"
    return ""


def no_java() -> str:
    """Why the PDF checker cannot run here; empty when it can."""
    if not shutil.which("java") or not answers(["java", "-version"]):
        return "Java is not installed. On Debian or Ubuntu: apt-get install default-jre-headless libjaxb-java"
    if not glob.glob(JAXB):
        return "The Java library JAXB is not installed. On Debian or Ubuntu: apt-get install libjaxb-java"
    return ""


def postgres_url() -> str:
    return os.environ.get("TEST_POSTGRES_URL") or POSTGRES_URL


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def answers(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def mentioning(mark: str) -> tuple[str, ...]:
    """The files with tests of a kind: looking through all the others takes longer than the tests."""
    tests = Path(__file__).resolve().parents[1]
    found = [path for path in tests.rglob("test_*.py") if f"pytest.mark.{mark}" in path.read_text(encoding="utf-8")]
    return tuple(sorted(str(path.relative_to(tests.parent)) for path in found))


@dataclass(frozen=True)
class Suite:
    """`arguments` for pytest; `obstacle()` says why it cannot run here, or nothing; `environment()` adds variables.
    After `patience` seconds it has failed."""

    name: str
    title: str
    arguments: tuple[str, ...]
    obstacle: Callable[[], str] = always
    environment: Callable[[], Mapping[str, str]] = field(default=dict)
    patience: int = 2400


# Each process takes a half in the order of the files, so that tests that begin with the same rows follow each other
# (tests/ground.py); who is done first takes over from the other.
SHARED_OUT = ("-n", "2", "--dist", "worksteal")
UNIT = (*SHARED_OUT, "-m", "not browser and not uacheck")
# Rules that ask no database, what is printed, and further parameters of a test are run with the first database only:
# see tests/once.py.
AGAIN = (*UNIT[:-1], f"{UNIT[-1]} and not once")

# The migrations take ten seconds for each process that makes a database. They run on PostgreSQL, where every test
# then stands on what they made, and on SQLite in a test of their own (tests/plan/test_migrations.py).
FROM_MODELS = "--nomigrations"
SUITES = (
    Suite("sqlite", "on SQLite", (*UNIT, FROM_MODELS), environment=lambda: {"DATABASE_URL": ""}),
    Suite("postgresql", "on PostgreSQL", AGAIN, no_postgres, lambda: {"DATABASE_URL": postgres_url()}),
    Suite(
        "browser",
        "in a browser",
        (*SHARED_OUT, FROM_MODELS, "-m", "browser", *mentioning("browser")),
        no_chromium,
        lambda: {"DATABASE_URL": "", "CHROMIUM": chromium() or ""},
    ),
    Suite(
        "pdf",
        "PDF/UA and PDF/A",
        (*SHARED_OUT, FROM_MODELS, "-m", "uacheck and not browser", *mentioning("uacheck")),
        no_java,
        lambda: {"DATABASE_URL": ""},
    ),
)
