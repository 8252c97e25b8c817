"""What became of things since a committee last met, gathered for its quarterly report.

Progress on what it asked for, what it resolved, statuses and ratings that are not what its last pack said, dates that
passed, figures that were changed, boards that did not report, and what was referred to it. Everything of the remit
comes from the content itself; the rest is read in a fixed number of queries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outcomes.reporting.models import ReportingPeriod
from outcomes.reporting.progress import OutcomeProgress
from outcomes.reporting.seriousness import BADNESS
from outcomes.scrutiny.followed import Followed, actions_of, resolutions_of
from outcomes.scrutiny.remits import Referred
from outcomes.scrutiny.states import OVERDUE
from plan.models import Meeting, Plan
from plan.wording import day, join_words, sentence

from .before import Before
from .boards import boards_of
from .dates import Days
from .enquiries import restated
from .models import Pack
from .parts import Measure, Outcome, SubOutcome
from .summary import short
from .told import Change, Happened, Progress, SinceLast

NEVER_TOLD = timedelta(days=365)  # how old an answer may be that no pack has told yet
RATED = ("green", "amber", "red")
NOT_HELD = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


@dataclass(frozen=True)
class Last:
    """The meeting before that of a pack, and from which day on things are new: that of what the last pack knew, or
    of the meeting. None where there was neither."""

    meeting: date | None
    since: date | None


NO_LAST = Last(None, None)


@dataclass(frozen=True)
class Where:
    """Where things stand in the paper: number and anchor by item and by the name of an indicator; `titles` of items."""

    places: Mapping[str, tuple[str, str]]
    titles: Mapping[str, str]

    def of(self, key: str) -> tuple[str, str]:
        return self.places.get(key, ("", ""))


def last_of(pack: Pack, before: Before, days: Days) -> Last:
    """One query."""
    until = pack.meeting.date if pack.meeting else days.cut_off
    held = Meeting.objects.filter(body=pack.body_id, date__lt=until).exclude(status__in=NOT_HELD)
    met = held.order_by("-date").values_list("date", flat=True).first()
    return Last(met, date.fromisoformat(before.cut_off_day) if before.cut_off_day else met)


def where_of(outcomes: Sequence[Outcome]) -> Where:
    """Where each thing of these outcomes stands first."""
    places: dict[str, tuple[str, str]] = {}
    titles: dict[str, str] = {}
    for outcome in outcomes:
        found = [(outcome.uuid, outcome.title, (outcome.number, outcome.anchor))] if outcome.uuid else []
        for sub in outcome.sub_outcomes:
            at = (sub.number, sub.anchor)
            found.append((sub.uuid, sub.title, at))
            found += [(aim.uuid, aim.text, at) for aim in sub.aims]
            found += [(measure.name, measure.name, at) for measure in sub.measures]
            found += [(promise.uuid, promise.text, at) for promise in sub.promises]
            found += [(one.uuid, one.text, at) for promise in sub.promises for one in promise.nested]
        for key, title, place in found:
            if key:  # what stands beside the plan has none
                places.setdefault(key, place)
                titles.setdefault(key, title)
    return Where(places, titles)


def since_last(
    pack: Pack, edition: Plan, days: Days, before: Before, last: Last, *,
    outcomes: Sequence[Outcome], progress: Sequence[OutcomeProgress], referrals: Iterable[Referred],
) -> SinceLast:  # fmt: skip
    """Fourteen queries at most, whatever there is to say."""
    where = where_of(outcomes)
    told = SinceLast(
        compared=_compared(before, last),
        asked=_asked(pack, edition, days, before, last, where),
        resolved=_resolved(pack, edition, days, last),
        changed=tuple(_changed(outcomes, before)),
        missed=tuple(_missed(outcomes, last)),
        restated=tuple(_restated(outcomes)),
        silent=tuple(_silent(progress, days, where)),
        referred=tuple(_referred(referrals, where)),
    )
    return SinceLast(**{**vars(told), "nothing": _nothing(told, before, last)})


def _compared(before: Before, last: Last) -> str:
    met = f"You last met on {day(last.meeting)}." if last.meeting else "No earlier meeting of yours is recorded here."
    if not before:
        return f"{met} No pack was published for you before this one, so statuses and ratings are compared with none."
    known = f", which knew what there was on {day(last.since)}" if before.cut_off_day and last.since else ""
    return f"{met} Statuses, ratings and figures are compared with your last pack, {before.label}{known}."


def _nothing(told: SinceLast, before: Before, last: Last) -> str:
    """One sentence for all of which there is nothing to say."""
    empty = [
        ("you have asked for nothing that is still open or was answered", not told.asked),
        ("no status or rating changed", bool(before) and not told.changed),
        ("no date that the plan names passed unmet", not told.missed),
        ("no figure that had been told was restated", last.since is not None and not told.restated),
        ("no board failed to report", not told.silent),
    ]
    words = [text for text, holds in empty if holds]
    return f"{sentence(join_words(words))}." if words else ""


# What the committee asked for and resolved ---------------------------------------------------------------------------


def _asked(
    pack: Pack, edition: Plan, days: Days, before: Before, last: Last, where: Where
) -> tuple[Progress, ...]:  # fmt: skip
    """What is open, and what was settled until a pack has told so."""
    found = actions_of(pack.body, on=days.cut_off, plan=edition)
    since = last.since if before else days.cut_off - NEVER_TOLD
    return tuple(_progress(one, last, where) for one in found if _is_news(one, before, since))


def _is_news(one: Followed, before: Before, since: date | None) -> bool:
    """Whether there is something to tell of it. What a pack showed as open is told once more when it is settled, also
    where an old answer was published late."""
    if not one.is_settled:
        return True
    told = before.asked.get(str(one.pk))
    if told is not None:
        return told != one.state
    return since is None or _settled_on(one) >= since


def _settled_on(one: Followed) -> date:
    days = [one.withdrawn_on, one.responded.on if one.responded else None, one.latest.on if one.latest else None]
    return max(day for day in (*days, one.raised_on) if day)


def _progress(one: Followed, last: Last, where: Where) -> Progress:
    about = one.about
    item = str(about.item) if about and about.item else ""
    number, anchor = where.of(item or (about.title if about else ""))
    answer, by, on, made_up = _answer(one)
    return Progress(
        key=str(one.pk),
        kind=one.kind_words,
        text=one.text,
        state=one.state,
        label=one.state_words,
        raised=day(one.raised_on),
        minute=one.minute,
        due=day(one.due) if one.due and (one.state == OVERDUE or not one.due_words) else one.due_words,
        office=one.office,
        about=str(about) if about else "",
        anchor=anchor if number else "",
        answer=answer,
        answered_by=by,
        answered=on,
        is_new=last.meeting is not None and one.raised_on >= last.meeting,
        illustrative=one.illustrative,
        answer_illustrative=made_up,
        item=item,
        postponed=one.postponed_why if one.is_postponed else "",
    )


def _answer(one: Followed) -> tuple[str, str, str, bool]:
    """Words, whose they are, and when: of the latest published answer, of the response, or why it was withdrawn."""
    if one.withdrawn_on:
        return one.withdrawn_why, "", day(one.withdrawn_on), one.illustrative
    if one.responded and not (one.latest and one.latest.on > one.responded.on):
        words = ". ".join(filter(None, [one.responded.words, one.responded.why]))
        return words, one.responded.body, day(one.responded.on), one.illustrative
    if one.latest:
        return one.latest.text, one.latest.office, day(one.latest.on), one.latest.illustrative
    return "", "", "", False


def _resolved(pack: Pack, edition: Plan, days: Days, last: Last) -> tuple[Happened, ...]:
    if last.meeting is None:
        return ()
    found = resolutions_of(pack.body, on=min(days.cut_off, last.meeting), since=last.meeting, plan=edition)
    return tuple(
        Happened(f"{_minute(one.reference)}{one.kind_words}: {one.text}", illustrative=one.illustrative)
        for one in found
    )


def _minute(reference: str) -> str:
    return f"Minute {reference}. " if reference else ""


# What is not as it was -----------------------------------------------------------------------------------------------


def _changed(outcomes: Sequence[Outcome], before: Before) -> list[Change]:
    """Statuses, then ratings, that differ from what the last pack said; what got worse first."""
    found: dict[str, Change] = {}
    subs = [sub for outcome in outcomes for sub in outcome.sub_outcomes]
    for sub in subs:
        for key, text, said in [
            (sub.uuid, sub.title, sub.standing),
            *((promise.uuid, promise.text, promise.standing) for promise in sub.promises),
        ]:
            was = before.statuses.get(key)
            if said and was and was != said.status:
                is_worse = BADNESS.get(said.status, 0) > BADNESS.get(was, 0)
                change = Change(short(text), was, said.status, is_worse, sub.number, sub.anchor, said.illustrative)
                found.setdefault(key, change)
    found.update({slug: one for slug, one in _rerated(subs, before) if slug not in found})
    return sorted(found.values(), key=lambda one: not one.is_worse)


def _rerated(subs: Iterable[SubOutcome], before: Before) -> Iterator[tuple[str, Change]]:
    for sub in subs:
        for measure in sub.measures:
            was, now = before.ratings.get(measure.slug, ""), measure.rating.name
            if was in RATED and now in RATED and was != now:
                is_worse = RATED.index(now) > RATED.index(was)
                made_up = _is_made_up(measure)
                yield measure.slug, Change(measure.name, was, now, is_worse, sub.number, sub.anchor, made_up)


def _is_made_up(measure: Measure) -> bool:
    return measure.illustrative or bool(measure.goal and measure.goal.illustrative)


def _missed(outcomes: Sequence[Outcome], last: Last) -> Iterator[Happened]:
    """Dates that passed since; where there was nothing before, all that have passed."""
    since = last.since.isoformat() if last.since else ""
    for outcome in outcomes:
        own = [(outcome.missed, outcome.title, outcome.number, outcome.anchor)]
        for sub in outcome.sub_outcomes:
            own.append((sub.missed, sub.title, sub.number, sub.anchor))
            own += [(promise.missed, promise.text, sub.number, sub.anchor) for promise in sub.promises]
        for dates, subject, number, anchor in own:
            for one in dates:
                if one.by_day >= since:
                    text = f"{short(subject)}: {one.what}, by {one.when}. It passed on {one.passed}."
                    yield Happened(text, number, anchor, one.illustrative)


def _restated(outcomes: Sequence[Outcome]) -> Iterator[Happened]:
    seen: set[str] = set()
    for outcome in outcomes:
        for sub in outcome.sub_outcomes:
            for measure in sub.measures:
                for one in measure.restated if measure.slug not in seen else ():
                    why = f" Why: {one.why}" if one.why else ""
                    yield Happened(
                        f"{measure.name}. {restated(one)}{why}", sub.number, sub.anchor, measure.illustrative
                    )
                seen.add(measure.slug)


def _silent(progress: Sequence[OutcomeProgress], days: Days, where: Where) -> Iterator[Happened]:
    """Boards of the outcomes shown whose report for the newest period that was due is not published. Three queries."""
    period = ReportingPeriod.objects.filter(due__lte=days.cut_off).order_by("-ends").first()
    if period is None:
        return
    boards = boards_of({told.node.uuid for told in progress}, on=days.remit)
    for told in progress:
        reported = {report.board_key for report in told.reports if report.ends >= period.ends}
        for key, name in boards.get(told.node.uuid, {}).items():
            if key not in reported:
                number, anchor = where.of(str(told.node.uuid))
                text = (
                    f"{name} has published no report on {told.node.title} for {period.name}, which was due on"
                    f" {day(period.due)}."
                )
                yield Happened(text, number, anchor)


def _referred(referrals: Iterable[Referred], where: Where) -> Iterator[Happened]:
    for one in referrals:
        if one.here:
            key = str(one.item) if one.item else ""
            number, anchor = where.of(key)
            title = f"{where.titles[key]}. " if key in where.titles else ""
            yield Happened(f"{title}{one.words}", number, anchor)


def asked_about(asked: Iterable[Progress]) -> set[str]:
    """UUIDs of what the committee asked about."""
    return {one.item for one in asked if one.item}
