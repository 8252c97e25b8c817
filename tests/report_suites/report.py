"""What is said at the end. Pure: results in, lines and a verdict out."""

from dataclasses import dataclass, field

from .suites import Suite


@dataclass(frozen=True)
class Result:
    """What became of a suite: `verdict` is passed, failed or not run. `why` says more where it did not pass."""

    suite: Suite
    verdict: str
    summary: str = ""
    why: str = ""
    tests: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def ran_nowhere(results: list[Result]) -> dict[str, str]:
    """Tests skipped in every suite that has them, with the reason; not those marked as extras."""
    outcomes: dict[str, set[str]] = {}
    reasons: dict[str, str] = {}
    for result in results:
        reasons.update(result.reasons)
        for test, outcome in result.tests.items():
            outcomes.setdefault(test, set()).add(outcome)
    return {test: reasons[test] for test, seen in sorted(outcomes.items()) if seen == {"skipped"}}


def verdict(results: list[Result], *, strict: bool) -> bool:
    """True if all is well."""
    if any(result.verdict == "failed" for result in results):
        return False
    return not strict or (all(result.verdict == "passed" for result in results) and not ran_nowhere(results))


def lines(results: list[Result], *, strict: bool) -> list[str]:
    """The closing report. Its last lines are pytest's own summaries, one for each suite that ran."""
    said = ["", "What was tested"]
    for result in results:
        more = "" if result.verdict == "not run" else result.why or result.summary
        said.append(f"  {result.suite.title:<18} {result.verdict:<8} {more}".rstrip())
    kept_back = [result for result in results if result.verdict == "not run"]
    if kept_back:
        said += ["", "Could not run on this machine" + (", which STRICT=1 counts as a failure:" if strict else ":")]
        said += [f"  {result.suite.title}: {result.why}" for result in kept_back]
    nowhere = ran_nowhere(results)
    if nowhere:
        said += ["", "Skipped wherever they belong" + (", which STRICT=1 counts as a failure:" if strict else ":")]
        said += [f"  {test}: {reason}" for test, reason in nowhere.items()]
    return [*said, "", *summaries(results)]


def summaries(results: list[Result]) -> list[str]:
    return [f"===== {result.summary} ===== ({result.suite.title})" for result in results if result.summary]
