"""Runs the suites one after another; see the package's docstring."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from .report import Result, lines, summaries, verdict
from .suites import SUITES, Suite

ROOT = Path(__file__).resolve().parents[2]
NOTES = ROOT / "var" / "tests"

# Tests mean the same on every machine, whatever its .env or its shell says.
NEUTRAL = {
    "DEBUG": "1", "SECRET_KEY": "", "ALLOWED_HOSTS": "", "CACHE_URL": "", "SITE_ADDRESS": "http://127.0.0.1:8000",
    "DJANGO_SETTINGS_MODULE": "plan.settings",
    # Seven processes read the same thousand files: only the first shall have to compile them.
    "PYTHONDONTWRITEBYTECODE": "",
}  # fmt: skip

EXIT_WORDS = {2: "interrupted", 3: "pytest failed inside", 4: "pytest was called wrongly", 5: "no tests were found"}


def run(suite: Suite) -> Result:
    obstacle = suite.obstacle()
    if obstacle:
        return Result(suite, "not run", why=obstacle)
    print(f"\n===== Tests {suite.title} =====", flush=True)
    note = NOTES / f"{suite.name}.json"
    NOTES.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.report_suites.plugin", *suite.arguments]
    environment = {**os.environ, **NEUTRAL, **suite.environment(), "SUITE_REPORT": str(note)}
    code = wait(subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                                 start_new_session=True), suite.patience)  # fmt: skip
    noted = json.loads(note.read_text()) if note.exists() else {"summary": "", "tests": {}, "reasons": {}}
    if code is None:
        return Result(suite, "failed", why=f"was stopped after {suite.patience} seconds", **noted)
    why = "" if code in (0, 1) else EXIT_WORDS.get(code, f"pytest ended with {code}")
    if code == 0 and set(noted["tests"].values()) <= {"skipped", "shared"}:
        return Result(suite, "not run", why=next(iter(noted["reasons"].values()), "no test reported"), **noted)
    return Result(suite, "failed" if code else "passed", why=why, **noted)


def wait(process: subprocess.Popen, patience: int) -> int | None:
    """The exit code; None when patience ran out and the suite was stopped with all it had started."""
    try:
        return process.wait(patience)
    except BaseException as stop:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if isinstance(stop, subprocess.TimeoutExpired):
            return None
        raise


def main(names: list[str]) -> int:
    known = {suite.name: suite for suite in SUITES}
    if names[:1] == ["--can"] and len(names) == 2 and names[1] in known:
        return 1 if known[names[1]].obstacle() else 0
    unknown = set(names) - set(known)
    if unknown:
        print(f"No suite called {', '.join(sorted(unknown))}; there is {', '.join(known)}.", file=sys.stderr)
        return 2
    strict = os.environ.get("STRICT", "0") not in ("", "0")
    results = [run(suite) for suite in SUITES if not names or suite.name in names]
    print("\n".join(lines(results, strict=strict)), flush=True)
    NOTES.mkdir(parents=True, exist_ok=True)
    (NOTES / "summary.txt").write_text("".join(f"{line}\n" for line in summaries(results)))
    return 0 if verdict(results, strict=strict) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
