"""A pytest plugin that writes down, for the report over all suites, what became of each test.

Loaded with `-p tests.report_suites.plugin`; writes JSON to the file that SUITE_REPORT names:
{"summary": "3 passed, 1 skipped in 0.41s", "tests": {node id: "passed" | "failed" | "skipped" | "shared"},
"reasons": {node id: why it was skipped}}.
"""

import json
import os
import time
from pathlib import Path

COUNTED = ("failed", "error", "passed", "skipped", "xfailed", "xpassed")


class Notebook:
    """What became of each test so far. With xdist this runs where the workers' reports come together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.began = time.monotonic()
        self.tests: dict[str, str] = {}
        self.reasons: dict[str, str] = {}

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self.tests[report.nodeid] = "failed"
        elif report.skipped and not hasattr(report, "wasxfail"):
            self.tests[report.nodeid] = "shared" if "shared" in report.keywords else "skipped"
            self.reasons[report.nodeid] = reason(report.longrepr)
        elif report.when == "call":
            self.tests.setdefault(report.nodeid, "passed")

    def pytest_terminal_summary(self, terminalreporter) -> None:
        stats = terminalreporter.stats
        counts = {word: len([one for one in stats.get(word, []) if getattr(one, "count_towards_summary", True)])
                  for word in COUNTED}  # fmt: skip
        words = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "no tests ran"
        summary = f"{words} in {time.monotonic() - self.began:.2f}s"
        self.path.write_text(json.dumps({"summary": summary, "tests": self.tests, "reasons": self.reasons}))


def reason(longrepr) -> str:
    text = longrepr[2] if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")


def pytest_configure(config) -> None:
    path = os.environ.get("SUITE_REPORT")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Notebook(Path(path)), "suite-notebook")
