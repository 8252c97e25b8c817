"""The report over all suites: what counts as well, as failed, and as not run."""

import subprocess

import pytest

from tests.report_suites import suites
from tests.report_suites.__main__ import main, run, wait
from tests.report_suites.report import Result, lines, ran_nowhere, verdict
from tests.report_suites.suites import Suite

ONE = Suite("one", "on one", ())
TWO = Suite("two", "on two", ())


def result(suite=ONE, verdict="passed", **tests):
    reasons = {test: "needs the other database" for test, outcome in tests.items() if outcome in ("skipped", "shared")}
    return Result(suite, verdict, "2 passed in 0.10s", tests=tests, reasons=reasons)


@pytest.mark.parametrize(
    ("results", "relaxed", "strict"),
    [
        ([result()], True, True),
        ([result(), result(TWO, "failed")], False, False),
        ([result(), result(TWO, "not run")], True, False),
        ([result(a="skipped"), result(TWO, a="passed")], True, True),
        ([result(a="skipped"), result(TWO, a="skipped")], True, False),
        ([result(a="shared"), result(TWO, a="shared")], True, True),
    ],
)
def test_the_verdict(results, relaxed, strict):
    assert verdict(results, strict=False) is relaxed
    assert verdict(results, strict=True) is strict


def test_a_test_that_ran_nowhere_is_named_with_its_reason():
    results = [result(a="skipped", b="skipped", c="passed"), result(TWO, a="passed", d="shared")]
    assert ran_nowhere(results) == {"b": "needs the other database"}


def test_the_report_ends_with_the_summaries_and_names_what_could_not_run():
    results = [result(), Result(TWO, "not run", why="Java is not installed.")]
    said = lines(results, strict=True)
    assert said[-1] == "===== 2 passed in 0.10s ===== (on one)"
    assert "Could not run on this machine, which STRICT=1 counts as a failure:" in said
    assert "  on two: Java is not installed." in said


TESTS = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="no such engine")
def test_skipped(): pass

@pytest.mark.skip(reason="no papers")
@pytest.mark.shared
def test_extra(): pass

@pytest.mark.browser
def test_fails(): assert 0
"""


def suite_of(*arguments):
    """A suite whose pytest loads no plugin by itself: that alone would take longer than the test."""
    return Suite("noted", "here", arguments, environment=lambda: {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "test_written.py"
    path.write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    shared\n    browser\n")
    return [str(path), "-c", str(tmp_path / "pytest.ini")]


@pytest.mark.parametrize("workers", [[], ["-p", "xdist", "-n", "1"]])
def test_what_became_of_each_test_is_noted(written, workers):
    told = run(suite_of(*written, *workers))
    assert {test.split("::")[1]: outcome for test, outcome in told.tests.items()} == {
        "test_passes": "passed", "test_skipped": "skipped", "test_extra": "shared", "test_fails": "failed",
    }  # fmt: skip
    assert sorted(told.reasons.values()) == ["no papers", "no such engine"]
    assert told.verdict == "failed"
    assert told.summary.startswith("1 failed, 1 passed, 2 skipped in ")


def test_a_suite_of_which_all_is_skipped_did_not_run(written):
    told = run(suite_of(*written, "-k", "skipped"))
    assert (told.verdict, told.why) == ("not run", "no such engine")


def test_a_suite_without_tests_has_failed(written):
    told = run(suite_of(*written, "-k", "nothing_is_called_this"))
    assert (told.verdict, told.why) == ("failed", "no tests were found")


def test_a_suite_that_cannot_run_is_not_started():
    told = run(Suite("noted", "here", ("--no-such-option",), obstacle=lambda: "no such machine"))
    assert (told.verdict, told.why) == ("not run", "no such machine")


def test_a_suite_that_hangs_is_stopped_with_what_it_started():
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    assert wait(process, 0.01) is None
    assert process.returncode == -15


def test_a_machine_without_the_programs_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(suites.shutil, "which", lambda name: None)
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert suites.no_chromium() == "Chromium is not installed. Install it, or name it: CHROMIUM=/path/to/chromium"
    assert suites.no_java().startswith("Java is not installed.")
    assert suites.no_postgres("postgres://postgres@127.0.0.1:1/none").startswith("No PostgreSQL server answers")


def test_an_unknown_suite_is_refused(capsys):
    assert main(["bowser"]) == 2
    assert capsys.readouterr().err == "No suite called bowser; there is sqlite, postgresql, browser, pdf.\n"
