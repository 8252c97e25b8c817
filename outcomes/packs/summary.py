"""The first page, derived from the pack's own facts and from nothing else. Pure.

A member with five minutes reads this page only: one sentence of judgement, four figures, what is off track, what got
worse, what the board asks the committee to look at, and the remit at a glance. Most indicators have no target, so
they are counted by direction of travel and by position, never by rating alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from performance.direction import Change
from plan.text import plain
from plan.wording import count, join_words, plural, sentence

from .before import Before
from .content import Count, Figure, Front, Line, Lines, Row
from .fitting import fitted
from .parts import Measure, Outcome, Promise, Report, Standing, SubOutcome

GOOD = ("on_track", "ongoing", "completed")
OFF = ("off_track", "stopped")
COUNTED = tuple(change.value for change in Change if change.counted)
ROOMY = 5  # outcomes in the remit: with more rows at a glance there is room for fewer lines in each list
LONGEST = 150
NO_QUESTIONS = Lines("Questions you could ask", (), 0)
WATCHED, REMIT = "what this committee watches", "this committee's remit"
STATUSES = {
    "on_track": "on track", "ongoing": "ongoing", "completed": "completed", "at_risk": "at risk",
    "off_track": "off track", "not_started": "not started", "stopped": "stopped", "superseded": "superseded",
    "": "no status",
}  # fmt: skip


def front_of(
    outcomes: Sequence[Outcome], before: Before, *, noun: str, what_changed: str = "", enquiries: Lines = NO_QUESTIONS
) -> Front:
    """The first page of these outcomes, compared with what the last pack said. `noun`: commitment or action. The
    questions come first among the lists, as what a member came for: the others give up lines before they do."""
    promises, measures = all_promises(outcomes), all_measures(outcomes)
    most = 3 if len(outcomes) <= ROOMY else 2
    rows = tuple(row(outcome) for outcome in outcomes if outcome.sub_outcomes or outcome.uuid)
    lists = [off_track(outcomes, most, noun=noun), worse(outcomes, before, most), attention(outcomes, most)]
    questions, off, down, asked = fitted([enquiries, *lists], rows, what_changed=what_changed)
    return Front(
        judgement=judgement(promises, measures, noun=noun),
        figures=figures(promises, measures, before, noun=noun),
        off_track=off,
        worse=down,
        attention=asked,
        rows=rows,
        enquiries=questions,
    )


def all_promises(outcomes: Iterable[Outcome]) -> list[Promise]:
    """Each commitment once, though it may stand under several outcomes."""
    return list({promise.uuid: promise for outcome in outcomes for promise in outcome.promises}.values())


def all_measures(outcomes: Iterable[Outcome]) -> list[Measure]:
    """Each indicator once."""
    return list({measure.slug: measure for outcome in outcomes for measure in outcome.measures}.values())


# One sentence -------------------------------------------------------------------------------------------------------


def judgement(
    promises: Sequence[Promise], measures: Sequence[Measure], *, noun: str, watched: str = WATCHED, remit: str = REMIT
) -> str:
    """One sentence that the counts bear out, such as "Most of what this committee watches is on track (31 of 47
    commitments), but 4 are off track and 6 at risk; more indicators got worse (9) than better (7).". `watched` and
    `remit` say what it speaks of, where that is no committee's."""
    told = [part for part in (_delivery(promises, noun, watched, remit), _figures_moved(measures)) if part]
    if not told and measures:
        return f"No figure of the {count(len(measures), 'indicator')} in {remit} counts as better or worse."
    if not told:
        return f"{sentence(remit)} has no {plural(noun)} and no indicators in this version of the Plan."
    return sentence(f"{'; '.join(told)}.")


def _delivery(promises: Sequence[Promise], noun: str, watched: str, remit: str) -> str:
    if not promises:
        return ""
    statuses = Counter(promise.status for promise in promises)
    known = len(promises) - statuses[""]
    if not known:
        return f"No status has been published yet for the {count(len(promises), noun)} in {remit}"
    good, off, risk = _sum(statuses, GOOD), _sum(statuses, OFF), statuses["at_risk"]
    total = len(promises)
    trouble = _trouble(off, risk, total - known)
    tail = f", {'but' if good * 2 > total else 'and'} {trouble}" if trouble else ""
    return f"{_share(good, total)} of {watched} is on track ({good} of {count(total, noun)}){tail}"


def _trouble(off: int, risk: int, unknown: int) -> str:
    """What is not going well: "4 are off track and 6 at risk, and 6 have no status yet"."""
    told = [f"{many} {words}" for many, words in [(off, "off track"), (risk, "at risk")] if many]
    trouble = join_words(told).replace(" ", " is " if (off or risk) == 1 else " are ", 1) if told else ""
    silent = f"{unknown} {'has' if unknown == 1 else 'have'} no status yet" if unknown else ""
    return (", and " if off and risk else " and ").join(filter(None, [trouble, silent]))


def _share(good: int, total: int) -> str:
    if good == total:
        return "All"
    if not good:
        return "None"
    return "Most" if good * 2 > total else "Half" if good * 2 == total else "Less than half"


def _figures_moved(measures: Sequence[Measure]) -> str:
    moved = Counter(measure.moved for measure in measures)
    better, down = moved["better"], moved["worse"]
    if not better and not down:
        return ""
    if better == down:
        return f"as many indicators got better as got worse ({better} each)"
    if not better or not down:
        way, other = ("better", "worse") if better else ("worse", "better")
        return f"{count(better or down, 'indicator')} got {way} and none {other}"
    more, fewer = ("better", "worse") if better > down else ("worse", "better")
    return f"more indicators got {more} ({max(better, down)}) than {fewer} ({min(better, down)})"


# Four figures -------------------------------------------------------------------------------------------------------


def figures(
    promises: Sequence[Promise], measures: Sequence[Measure], before: Before, *, noun: str
) -> tuple[Figure, ...]:
    """The four figures, each saying of how many; those of what the remit has none of are left out."""
    statuses = Counter(promise.status for promise in promises)
    good, off, total = _sum(statuses, GOOD), _sum(statuses, OFF), len(promises)
    risk = f"{plural(noun)} off track or stopped" if statuses["stopped"] else f"{plural(noun)} off track"
    risk += f", and {statuses['at_risk']} more at risk" if statuses["at_risk"] else ""
    delivery = (
        Figure(str(good), f"of {total}", f"{plural(noun)} on track, ongoing or completed", ""),
        Figure(str(off), f"of {total}", f"{risk}{_since(off, promises, before)}", "bad" if off else ""),
    )
    return (delivery if promises else ()) + ((_course(measures), _against_others(measures)) if measures else ())


def _course(measures: Sequence[Measure]) -> Figure:
    """How many got better, among those whose direction can be told and is good or bad, and is not old."""
    moved = Counter(measure.moved for measure in measures)
    compared = _sum(moved, COUNTED)
    if not compared:
        return _none_compared(measures)
    same = f", {moved['same']} much the same" if moved["same"] else ""
    old = sum(measure.direction.name in COUNTED and not measure.is_recent for measure in measures)
    silent = len(measures) - compared - old
    told = [f"{old} with no new data"] if old else []
    told += [f"{silent} more not judged"] if silent else []
    rest = f"; {join_words(told)}" if told else ""
    return Figure(
        str(moved["better"]), f"of {compared}", f"indicators got better, {moved['worse']} worse{same}{rest}", ""
    )


def is_course(figure: Figure) -> bool:
    """Whether a figure of the first page is the one that counts how indicators moved."""
    return figure.words.startswith(("indicators got better", "indicators can be said"))


def _none_compared(measures: Sequence[Measure]) -> Figure:
    """That no figure says which way things go, and why: most often a paper is made long after its figures ended."""
    old = sum(not measure.is_recent and bool(measure.latest) for measure in measures)
    why = f"; {old} {'has' if old == 1 else 'have'} no new data" if old else ""
    return Figure("0", f"of {len(measures)}", f"indicators can be said to be better or worse{why}", "")


def _against_others(measures: Sequence[Measure]) -> Figure:
    """Position among comparable councils; where no source states one, ratings against target."""
    placed = [measure.place.quartile for measure in measures if measure.place and measure.place.quartile]
    if placed:
        words = f"placed among comparable councils are in the best 25%, {placed.count(4)} in the worst"
        return Figure(str(placed.count(1)), f"of {len(placed)}", words, "")
    rated = [measure.rating.name for measure in measures if measure.rating.name in ("green", "amber", "red")]
    words = "indicators with a target meet it" if rated else "indicators have a target or a place among other councils"
    return Figure(str(rated.count("green")), f"of {len(rated) or len(measures)}", words, "")


def _since(off: int, promises: Sequence[Promise], before: Before) -> str:
    """How many more than in the last pack, among the same commitments."""
    if not before:
        return ""
    was = sum(before.statuses.get(promise.uuid, "") in OFF for promise in promises)
    change = f"{abs(off - was)} {'more' if off > was else 'fewer'} than" if off != was else "as many as"
    return f"; {change} in the last pack"


# Three lists --------------------------------------------------------------------------------------------------------


def off_track(outcomes: Sequence[Outcome], most: int, *, noun: str) -> Lines:
    """Sub-outcomes, then commitments, off track or stopped; where there are none, those at risk."""
    for title, statuses in (("What is off track", OFF), ("What is at risk", ("at_risk",))):
        lines = list(with_status(outcomes, statuses))
        if lines:
            subs = sum(bool(sub.standing and sub.standing.status in statuses) for sub in _subs(outcomes))
            return _cut(title, lines, most, _counted({"sub-outcome": subs, noun: len(lines) - subs}))
    return Lines("What is off track", (), 0)


def _judged(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, Standing, SubOutcome]]:
    """What has a status, once, sub-outcomes before commitments: its key, its words, the status, and where it is."""
    seen: set[str] = set()
    subs = list(_subs(outcomes))
    items = [(sub.uuid, sub.title, sub.standing, sub) for sub in subs]
    items += [(promise.uuid, promise.text, promise.standing, sub) for sub in subs for promise in sub.promises]
    for uuid, text, standing, sub in items:
        if standing and uuid not in seen:
            seen.add(uuid)
            yield uuid, text, standing, sub


def _subs(outcomes: Sequence[Outcome]) -> Iterator[SubOutcome]:
    return (sub for outcome in outcomes for sub in outcome.sub_outcomes)


def with_status(outcomes: Sequence[Outcome], statuses: Sequence[str]) -> Iterator[Line]:
    """Sub-outcomes, then commitments, that have one of these statuses, each once."""
    for _, text, said, sub in _judged(outcomes):
        if said.status in statuses:
            yield Line(said.status, short(text), short(said.text), sub.number, sub.anchor, said.illustrative)


def worse(outcomes: Sequence[Outcome], before: Before, most: int) -> Lines:
    """Statuses that fell since the last pack, then indicators that got worse, the key ones first.

    An indicator whose figure the last pack already showed is old news and is left out, and so is an old figure.
    """
    lines = []
    for uuid, text, said, sub in _judged(outcomes):
        if before.fell(uuid, said.status):
            why = f"{said.label}; was {STATUSES[before.statuses[uuid]]} in the last pack."
            lines.append(Line(said.status, short(text), why, sub.number, sub.anchor, said.illustrative))
    fell = len(lines)
    found: dict[str, tuple[Measure, str, str]] = {}
    for outcome in outcomes:
        for sub in outcome.sub_outcomes:
            for measure in sub.measures:
                if measure.moved == "worse" and measure.news is not False:
                    found.setdefault(measure.slug, (measure, sub.number, sub.anchor))
    for measure, number, anchor in sorted(found.values(), key=lambda one: _urgency(one[0])):
        lines.append(Line("worse", measure.name, _moved(measure), number, anchor, measure.illustrative))
    return _cut("What got worse", lines, most, _counted({"status": fell, "indicator": len(found)}))


def _urgency(measure: Measure) -> tuple[bool, bool, bool]:
    worst = measure.place is not None and measure.place.quartile == 4
    return (measure.rating.name != "red", not worst, not measure.is_key)


def _moved(measure: Measure) -> str:
    reason = measure.direction.reason.removeprefix("Worse: ").removesuffix(".")
    return f"{reason.removesuffix(f'; {measure.high_is_good}')}."


def attention(outcomes: Sequence[Outcome], most: int) -> Lines:
    """What the boards' published reports ask the committee to look at. Where several boards ask, each line names its
    own, and each board's first is shown before any board's second."""
    asked = [_asked(outcome, report) for outcome in outcomes for report in outcome.reports]
    boards = {report.board for outcome in outcomes for report in outcome.reports if report.attention}
    turns = [line for turn in zip_longest(*asked) for line in turn if line]
    if len(boards) < 2:
        name = "".join(boards).removeprefix("The ").removeprefix("the ") or "board"
        return _cut(f"What the {name} asks you to look at", [replace(line, why="") for line in turns], most)
    return _cut("What the boards ask you to look at", turns, most, f"{len(turns)} from {len(boards)} boards")


def _asked(outcome: Outcome, report: Report) -> Iterator[Line]:
    """Each leads to where the report has it in full, with what else the board asks."""
    for remark in report.attention:
        anchor = report.anchor or outcome.anchor
        yield Line("", short(remark.text), f"{report.board}.", outcome.number, anchor, report.illustrative)


def _counted(found: Mapping[str, int]) -> str:
    """What there is of each kind, where there are several kinds: "2 sub-outcomes and 4 actions"."""
    return join_words([count(many, kind) for kind, many in found.items() if many])


def _cut(title: str, lines: Sequence[Line], most: int, counted: str = "") -> Lines:
    return Lines(title, tuple(lines[:most]), max(len(lines) - most, 0), counted or f"{len(lines)} in all")


def short(markdown: str, longest: int = LONGEST) -> str:
    """Plain words that fit on two lines of the first page: whole sentences if they do, else cut between words. The
    pack has them in full."""
    words = plain(markdown)
    if len(words) <= longest:
        return words
    sentences = words[:longest].rpartition(". ")[0]
    if sentences:
        return f"{sentences}."
    return f"{words[:longest].rsplit(' ', 1)[0].rstrip(',;:.')}…"


# At a glance --------------------------------------------------------------------------------------------------------


def row(outcome: Outcome) -> Row:
    """An outcome in one row."""
    promises = Counter(promise.status for promise in outcome.promises)
    directions = Counter(measure.moved for measure in outcome.measures)
    judged = Counter(sub.standing.status for sub in outcome.sub_outcomes if sub.standing)
    return Row(
        number=outcome.number,
        title=outcome.title,
        anchor=outcome.anchor,
        promises=_counts(promises, STATUSES),
        measures=len(outcome.measures),
        better=directions["better"],
        worse=directions["worse"],
        judgements=_counts(judged, STATUSES),
    )


def _counts(found: Counter, labels: dict[str, str]) -> tuple[Count, ...]:
    return tuple(Count(status, label, found[status]) for status, label in labels.items() if found[status])


def _sum(statuses: Counter, names: Iterable[str]) -> int:
    return sum(statuses[name] for name in names)
