"""What is worth knowing of a built version before it is cleared: what it holds, and what it lacks, in a few lines.

All of it but the boards' names comes from the version's own content, so that it is about the paper as it will be read.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from plan.wording import count, day, join_words, plural

from .agenda import fitting
from .boards import boards_of
from .content import Content
from .covering import CoveringSection
from .dates import is_late, late_for
from .models import Pack, PackVersion
from .parts import Outcome, Report, SubOutcome
from .summary import all_measures, all_promises
from .whole import covering_in, exempt_in

MOST_NAMED = 8
OLDER = "It was built before this system last changed. Build it again."


def before_clearing(version: PackVersion, *, today: date) -> list[str]:
    """The lines: when it is due, and what its kind has to say of it."""
    return [
        *_timing(version, today),
        *on_agenda(version.pack),
        *_beside(version),
        *version.pack.kind_of.checklist(version, today),
    ]


def on_agenda(pack: Pack) -> Iterator[str]:
    """That no item of the agenda is chosen, and what would fit. Two queries where none is."""
    if pack.meeting is None or pack.agenda_item_id is not None:
        return
    found = [str(item) for item in fitting(pack)]
    if not found:
        said = "none is plainly this paper's. Choose one on the pack's page, once the agenda is drawn up"
    else:
        said = f"{join_words(found)} would fit. Choose {'it' if len(found) == 1 else 'one'} on the pack's page"
    yield f"No item of the agenda is chosen: {said}."


def _beside(version: PackVersion) -> Iterator[str]:
    """What goes with the paper: covering report and exempt appendix."""
    covering, exempt = covering_in(version.content), exempt_in(version.content)
    if covering is None and version.pack.is_public:  # papers for officers go without one
        yield "It has no covering report."
    elif covering is not None:
        said = {part.title for part in covering.parts}
        rows = CoveringSection.objects.filter(report__pack=version.pack_id, shown=True).select_related("heading")
        silent = [row.named for row in rows if row.named not in said]
        if silent:
            yield f"The covering report says nothing under {join_words(silent)}, which is left out."
    if exempt is not None:
        yield f"It has an exempt appendix ({exempt.paragraphs}). The public is told: {exempt.sentence}"


def of_quarterly(version: PackVersion, today: date) -> list[str]:
    """What is silent, what it holds. Two queries."""
    try:
        content = Content.from_dict(version.content)
    except ValueError:
        return [OLDER]
    return of_outcomes(content)


def of_outcomes(content: Any) -> list[str]:
    """What a content that is made of outcomes is silent about, and what it holds. Two queries."""
    shown = [outcome for outcome in content.outcomes if not outcome.heading_only or outcome.sub_outcomes]
    subs = [sub for outcome in shown for sub in outcome.sub_outcomes]
    return [
        *_unreported(shown, on=date.fromisoformat(content.paper.remit_day)),
        *_without_status(subs, content),
        *_without_words(shown),
        *(["Some of it is marked illustrative."] if content.illustrative else []),
        _extent(content, subs),
    ]


def _timing(version: PackVersion, today: date) -> Iterator[str]:
    meeting = version.pack.meeting
    if meeting is None:
        yield "No meeting is set, so nothing says when it is due."
    elif version.pack.is_public and is_late(meeting.date, today=today):
        yield f"It is late. {late_for(meeting.date)}"
    elif today > meeting.date:
        yield f"The meeting it is for was on {day(meeting.date)}."


def _unreported(outcomes: list[Outcome], *, on: date) -> Iterator[str]:
    """Boards whose published words are not in it, outcome by outcome."""
    outcomes = [outcome for outcome in outcomes if outcome.uuid]
    boards = boards_of({UUID(outcome.uuid) for outcome in outcomes}, on=on)
    for outcome in outcomes:
        named = list(boards.get(UUID(outcome.uuid), {}).values())
        silent = [board for board in named if board not in {report.board for report in outcome.reports}]
        about = f"{outcome.kind.lower()} {outcome.number}, {outcome.title}" if outcome.number else outcome.title
        if silent:
            yield f"No published report of {join_words(silent)} on {about}."
        elif not named and not outcome.reports:
            yield f"No board reports on {about}."


def _without_status(subs: list[SubOutcome], content: Any) -> Iterator[str]:
    silent = [sub.number for sub in subs if not sub.heading_only and not sub.standings]
    if silent:
        yield f"{count(len(silent), 'sub-outcome')} without a board's status: {_named(silent)}."
    promises = all_promises(content.outcomes)
    unknown = sum(not promise.status for promise in promises)
    if unknown:
        yield f"{unknown} of {count(len(promises), content.paper.noun)} without a status."


def _without_words(outcomes: list[Outcome]) -> Iterator[str]:
    """Figures that got worse or missed their target, in sub-outcomes of which no board says anything."""
    silent = {}
    for outcome in outcomes:
        told = {about for report in outcome.reports for about in _told_about(report)}
        for sub in outcome.sub_outcomes:
            if sub.number in told or any(standing.text for standing in sub.standings):
                continue
            for measure in sub.measures:
                if measure.direction.name == "worse" or measure.rating.name == "red":
                    silent[measure.slug] = f"{measure.name} ({sub.number})"
    if silent:
        what = count(len(silent), "figure")
        yield f"{what} that got worse or missed the target, without a word from a board: {_named(silent.values())}."


def _told_about(report: Report) -> Iterator[str]:
    for remarks in (report.achievements, report.challenges, report.priorities, report.attention, report.answers):
        yield from (remark.about for remark in remarks)


def _extent(content: Any, subs: list[SubOutcome]) -> str:
    measures, promises = len(all_measures(content.outcomes)), len(all_promises(content.outcomes))
    noun = content.paper.noun
    return (
        f"It shows {count(len([sub for sub in subs if not sub.heading_only]), 'sub-outcome')},"
        f" {promises} {noun if promises == 1 else plural(noun)} and {count(measures, 'indicator')},"
        f" as at {content.paper.cut_off}."
    )


def _named(names: Iterable[str]) -> str:
    names = list(names)
    more = len(names) - MOST_NAMED
    return join_words([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names)
