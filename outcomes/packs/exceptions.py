"""A remit told by exception: what is off track, at risk, red, worse, among the worst, restated, missed or asked for.

What is left out is counted and said, so that nobody takes a short paper for the whole. Pure.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from plan.wording import count, join_words, plural

from .parts import Measure, Outcome, Promise, Report, SubOutcome
from .summary import STATUSES

BAD = ("at_risk", "off_track", "stopped")


def by_exception(outcomes: Sequence[Outcome], wanted: Collection[str], *, noun: str) -> tuple[Outcome, ...]:
    """These outcomes with what calls for attention. `wanted` are keys, UUIDs or slugs, of what is asked about and so
    stays; `noun` is what the plan calls a promise."""
    return tuple(_outcome(outcome, set(wanted), noun) for outcome in outcomes)


def _outcome(outcome: Outcome, wanted: set[str], noun: str) -> Outcome:
    kept = [_sub(sub, wanted) for sub in outcome.sub_outcomes]
    shown = tuple(sub for sub in kept if sub is not None)
    reports = tuple(_report(report) for report in outcome.reports)
    left_out = _left_out(outcome, shown, noun)
    return replace(outcome, statement="", sub_outcomes=shown, reports=reports, left_out=left_out)


def _sub(sub: SubOutcome, wanted: set[str]) -> SubOutcome | None:
    measures = tuple(measure for measure in sub.measures if calls_for_attention(measure) or measure.slug in wanted)
    promises = tuple(promise for promise in sub.promises if _is_behind(promise) or _names(promise, wanted))
    own = bool(sub.standing and sub.standing.status in BAD) or bool(sub.missed) or sub.uuid in wanted
    if not measures and not promises and not own:
        return None
    return replace(sub, aims=(), measures=measures, promises=promises)


def calls_for_attention(measure: Measure) -> bool:
    """Whether a figure is red, got worse, is among the worst or was restated."""
    worst = measure.place is not None and measure.place.quartile == 4
    return measure.rating.name == "red" or measure.moved == "worse" or worst or bool(measure.restated)


def _is_behind(promise: Promise) -> bool:
    return promise.status in BAD or bool(promise.missed)


def _names(promise: Promise, wanted: set[str]) -> bool:
    return promise.uuid in wanted or any(nested.uuid in wanted for nested in promise.nested)


def _report(report: Report) -> Report:
    """The board's words about what is hard, what it asks, and what it has not finished."""
    answers = tuple(answer for answer in report.answers if answer.answer != "Done")
    return replace(report, summary="", achievements=(), priorities=(), answers=answers)


def _left_out(outcome: Outcome, shown: Iterable[SubOutcome], noun: str) -> str:
    """In a sentence: "Not shown here, by exception: 23 actions on track, 4 actions completed and 12 indicators."."""
    shown = list(shown)
    promises = {promise.uuid for sub in shown for promise in sub.promises}
    measures = {measure.slug for sub in shown for measure in sub.measures}
    statuses = Counter(promise.status for promise in outcome.promises if promise.uuid not in promises)
    told = [_many(statuses[status], noun, with_status) for status, with_status in _words() if statuses[status]]
    unseen = sum(measure.slug not in measures for measure in outcome.measures)
    told += [count(unseen, "indicator")] if unseen else []
    whole = len(outcome.sub_outcomes) - len(shown)
    told += [f"all of {count(whole, 'sub-outcome')}"] if whole else []
    said = any(report.summary or report.achievements or report.priorities for report in outcome.reports)
    told += ["the boards’ achievements and priorities"] if said else []
    return f"By exception, not shown here: {join_words(told)}." if told else ""


def _words() -> list[tuple[str, str]]:
    return [(status, words if status else "without a status") for status, words in STATUSES.items()]


def _many(how_many: int, noun: str, words: str) -> str:
    return f"{how_many} {noun if how_many == 1 else plural(noun)} {words}"
