"""You said, we did: theme by theme what people said, what was decided, and what of the plan was changed for it.

One read model for page, panel, exports and report, so that they cannot disagree. About sixty queries, most of them for
comparing two versions; none for each theme.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q

from consultation.asking.models import Consultation
from consultation.hearing.citing import Citation, cite
from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.models import Coding, Theme
from outcomes.framework.comparing.parts import COMMITMENT
from outcomes.framework.numbers import number_key
from outcomes.framework.places import Place, places
from plan.models import Plan
from plan.wording import count, day, sentence

from .answers import ThemeAnswer
from .models import PlanChange
from .places import Addresses
from .reading import Compared
from .runs import several
from .told import MANY, Told

OPEN = "open"
STATES = {**dict(ThemeAnswer.Outcome.choices), OPEN: "Not answered yet"}
# More changes of one kind than these are counted, not listed: the comparison lists them.
MOST = 8
# Fewer comments than these are not counted out: who wrote one could be guessed.
FEWEST = 5


@dataclass(frozen=True)
class Line:
    """One part of the plan that was changed: `told` as the comparison tells it, and where to read on."""

    told: Told
    what: str  # what it is, as its plan calls it
    reason: str
    illustrative: bool
    compared: str  # where the comparison tells it
    stands: str  # where the line stands in the version that came of it; empty where it is gone


@dataclass(frozen=True)
class Many:
    """Changes of one kind that are too many to list."""

    words: str
    reason: str
    compared: str


@dataclass(frozen=True)
class Quote:
    """A comment that may be shown, and of whom it is. `under` is the theme it is answered under: title and anchor."""

    words: str
    quoted: bool
    whose: str
    answer: str = ""
    source: str = ""
    under: tuple[str, str] | None = None


@dataclass(frozen=True)
class Said:
    """A theme, what people said, and its answer; without one it is open. `whose` is the committee or board in which
    alone it was said, and `rests_on` are figures."""

    pk: int
    title: str
    summary: str
    source: str
    illustrative: bool
    whose: str
    heard: str
    rests_on: tuple[Citation, ...]
    quotes: tuple[Quote, ...]
    about: tuple[Place, ...]
    answer: ThemeAnswer | None
    lines: tuple[Line, ...]
    many: tuple[Many, ...]
    changes: tuple[PlanChange, ...]
    before: tuple[tuple[str, str], ...] = ()  # themes told before this one that led to some of the same changes

    @property
    def state(self) -> str:
        return self.answer.decision if self.answer else OPEN

    @property
    def state_words(self) -> str:
        return STATES[self.state]

    @property
    def anchor(self) -> str:
        return f"theme-{self.pk}"

    @property
    def outcomes(self) -> set[str]:
        """Outcomes it is about, by their short names in the version that people were asked about."""
        return {place.outcome for place in self.about}


def told_once(themes: Iterable[Said]) -> list[Said]:
    """The themes as one page tells them: a change that several led to stands under the first of these alone."""
    first: dict[str, Said] = {}
    found = []
    for theme in themes:
        earlier = {first[one.compared].pk: first[one.compared] for one in theme.lines if one.compared in first}
        lines = tuple(line for line in theme.lines if line.compared not in first)
        found.append(replace(theme, lines=lines, before=tuple((one.title, one.anchor) for one in earlier.values())))
        first |= {line.compared: theme for line in lines}
    return found


def said_in(consultation: Consultation, user: Any) -> list[Said]:
    """All themes of a consultation that were not merged into another, with what became of each, in their order."""
    themes = list(_themes(consultation))
    if not themes:
        return []
    keys = [theme.pk for theme in themes]
    answers = {
        row.theme_id: row
        for row in ThemeAnswer.objects.standing().filter(theme__in=keys).select_related("decided_at__body")
    }
    about = _about(consultation, themes)
    changes = _changes(keys, user)
    compared = _compared(changes)
    quotes, figures = _quotes(themes), _figures(themes, user)
    found = []
    for theme in themes:
        own = changes.get(theme.pk, [])
        lines, many = _told(own, compared, theme.pk)
        found.append(
            Said(
                theme.pk, theme.title, theme.summary, theme.source, theme.illustrative,
                str(theme.body or ""), "" if theme.body else _heard(theme.heard), tuple(figures.get(theme.pk, ())),
                tuple(quotes.get(theme.pk, ())), tuple(about.get(theme.pk, ())), answers.get(theme.pk), lines, many,
                tuple(own),
            )
        )  # fmt: skip
    return found


def committees_said(consultation: Consultation, told: Iterable[Said]) -> list[tuple[str, str, list[Quote]]]:
    """What committees and boards said of it, meeting by meeting, as far as it was cleared; what is answered under one
    of these themes is told so and not answered twice. Two queries."""
    answered = {one.pk: (one.title, one.anchor) for one in told if one.answer}
    under = dict(Coding.objects.filter(theme__in=answered, comment__isnull=False).values_list("comment", "theme"))
    rows = (
        Comment.objects.cleared().filter(consultation=consultation, meeting__isnull=False)
        .select_related("meeting__body").order_by("meeting__date", "pk")
    )  # fmt: skip
    found: dict[Any, list[Quote]] = defaultdict(list)
    for row in rows:
        theme = answered.get(under.get(row.pk, 0))
        found[row.meeting].append(
            Quote(row.words, row.quoted, str(row.meeting.body), "" if theme else row.answer, row.source, theme)
        )
    return [(str(met.body), day(met.date), said) for met, said in found.items()]


def open_themes(plans: Iterable[Plan] | None = None) -> Any:
    """Themes that nobody has answered, of consultations on these versions, or of all that were announced."""
    rows = Theme.objects.standing().filter(consultation__published_at__isnull=False)
    if plans is not None:
        rows = rows.filter(consultation__plan__in=list(plans))
    return rows.exclude(answers__in=ThemeAnswer.objects.standing())


def _themes(consultation: Consultation) -> Any:
    heard = Count("codings", distinct=True)
    merged = Count("merged__codings", distinct=True)
    return (
        Theme.objects.standing().filter(consultation=consultation)
        .annotate(heard=heard + merged).select_related("body").prefetch_related(
            "items", Prefetch("results", ReportedResult.objects.select_related("consultation")),
            Prefetch("ranked", RankedAim.objects.select_related("ranking__consultation")),
        ).order_by("position", "pk")
    )  # fmt: skip


def _heard(number: int) -> str:
    """How many comments spoke of it, where they were counted."""
    if not number:
        return ""
    return count(number, "comment") if number >= FEWEST else f"fewer than {FEWEST} comments"


def _about(consultation: Consultation, themes: Sequence[Theme]) -> dict[int, list[Place]]:
    if consultation.plan is None:
        return {}
    items = {item.pk for theme in themes for item in theme.items.all()}
    where = places(consultation.plan, items)
    found = {theme.pk: [where[item.pk] for item in theme.items.all() if item.pk in where] for theme in themes}
    return {key: sorted(about, key=lambda place: number_key(place.number)) for key, about in found.items()}


def _quotes(themes: Sequence[Theme]) -> dict[int, list[Quote]]:
    """Cleared comments by the theme they were coded to, but those of the body whose view the theme itself tells."""
    rows = (
        Coding.objects.filter(theme__in=themes, comment__cleared_at__isnull=False)
        .select_related("comment__event__body", "comment__meeting__body").order_by("comment_id")
    )  # fmt: skip
    whose = {theme.pk: theme.body for theme in themes}
    found: dict[int, list[Quote]] = defaultdict(list)
    for row in rows:
        said = row.comment
        assert said is not None
        if said.meeting is None or said.meeting.body != whose[row.theme_id]:
            found[row.theme_id].append(Quote(said.words, said.quoted, str(said.of_whom), said.answer, said.source))
    return found


def _figures(themes: Sequence[Theme], user: Any) -> dict[int, list[Citation]]:
    """What each theme rests on, as it is cited."""
    rows: dict[int, list[ReportedResult | RankedAim]] = {
        theme.pk: [*theme.results.all(), *theme.ranked.all()] for theme in themes
    }
    cited = cite([row for ones in rows.values() for row in ones], user)
    return {key: [cited[row] for row in ones] for key, ones in rows.items()}


def _changes(keys: list[int], user: Any) -> dict[int, list[PlanChange]]:
    rows = (
        PlanChange.objects.visible_to(user).standing().filter(themes__in=keys).distinct().order_by("pk")
        .select_related("before", "after").prefetch_related(Prefetch("themes", Theme.objects.only("pk")))
    )  # fmt: skip
    found: dict[int, list[PlanChange]] = defaultdict(list)
    for row in rows:
        for theme in row.themes.all():
            found[theme.pk].append(row)
    return found


def _compared(changes: dict[int, list[PlanChange]]) -> dict[tuple[int, int], Addresses]:
    pairs = {(row.before_id, row.after_id): row for rows in changes.values() for row in rows}
    return {pair: Addresses(Compared(row.before, row.after)) for pair, row in pairs.items()}


def _told(rows: list[PlanChange], compared: dict[tuple[int, int], Addresses], theme: int) -> tuple[tuple, tuple]:
    """What was changed, part by part as it was recorded; the same of many parts is counted."""
    kinds = Counter((row.kind, row.part_kind) for row in rows)
    lines: list[Line] = []
    many: dict[str, Many] = {}
    for row in rows:
        pair = compared[row.before_id, row.after_id]
        told = pair.told(row.part, row.kind)
        if told is None:
            continue  # left as it was, or put right since
        if (number := kinds[row.kind, row.part_kind]) > MOST:
            words = f"{number} {several(row.part_kind, row.after.commitment_label)} {MANY[row.kind]}"
            many.setdefault(words, Many(words, row.reason, pair.alike(row.kind, row.part_kind, theme)))
        else:
            what = sentence(row.after.commitment_label) if row.part_kind == COMMITMENT else told.what
            lines.append(Line(told, what, row.reason, row.illustrative, pair.compared(told), pair.stands(told)))
    return tuple(lines), tuple(many.values())


def chosen(found: Sequence[Said], *, state: str = "", outcome: str = "") -> list[Said]:
    """Those with this decision, and about this outcome."""
    return [
        one for one in found
        if (not state or one.state == state) and (not outcome or outcome in one.outcomes)
    ]  # fmt: skip


def counts(found: Sequence[Said]) -> list[tuple[str, str, int]]:
    """How many themes stand how: code, words, number; without those of which there are none."""
    number = Counter(one.state for one in found)
    return [(code, words, number[code]) for code, words in STATES.items() if number[code]]


def themes_of_items(items: Iterable[Any], plan: Plan, on: date) -> list[Theme]:
    """Themes about these parts, of consultations on this version or on the one it was made from, that the public may
    read. One query."""
    asked = Q(consultation__plan=plan) | Q(consultation__plan=plan.based_on_id)
    rows = (
        Theme.objects.standing().filter(asked, items__in=list(items), consultation__published_at__isnull=False)
        .select_related("consultation").prefetch_related(
            Prefetch("answers", ThemeAnswer.objects.standing(), to_attr="standing_answers")
        ).distinct().order_by("consultation__opens", "position", "pk")
    )  # fmt: skip
    return [row for row in rows if row.consultation.has_closed(on)]
