"""What became of a consultation, told on pages about something else: of its results, of a meeting, of a body."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from consultation.asking.models import Consultation
from consultation.hearing.citing import Citation, cite
from consultation.hearing.engaging import Comment, EngagementEvent
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.models import Theme
from plan import clock
from plan.models import Plan

from .answers import ThemeAnswer
from .models import PlanChange


@dataclass(frozen=True)
class OnFigures:
    """A theme that rests on figures, and the pairs of versions between which the plan was changed for it."""

    theme: Theme
    decision: str
    rests_on: tuple[Citation, ...]
    changed: tuple[tuple[Plan, Plan, int], ...]


def themes_on_figures(consultation: Consultation, user: Any) -> list[OnFigures]:
    """In their order; nothing where no theme rests on a figure. Eleven queries at most."""
    rows = (
        Theme.objects.standing().filter(consultation=consultation)
        .filter(Q(results__isnull=False) | Q(ranked__isnull=False)).distinct().order_by("position", "pk")
        .prefetch_related(
            Prefetch("results", ReportedResult.objects.select_related("consultation")),
            Prefetch("ranked", RankedAim.objects.select_related("ranking__consultation")),
            Prefetch("answers", ThemeAnswer.objects.standing(), to_attr="standing_answers"),
        )
    )  # fmt: skip
    themes: list[Any] = list(rows)
    figures = {theme.pk: [*theme.results.all(), *theme.ranked.all()] for theme in themes}
    cited = cite([row for ones in figures.values() for row in ones], user)
    changed = _changed(themes, user)
    return [
        OnFigures(
            theme, theme.standing_answers[0].get_decision_display() if theme.standing_answers else "Not answered yet",
            tuple(cited[row] for row in figures[theme.pk]), tuple(changed.get(theme.pk, ())),
        )
        for theme in themes
    ]  # fmt: skip


def _changed(themes: Iterable[Theme], user: Any) -> dict[int, list[tuple[Plan, Plan, int]]]:
    """How many changes each theme brought, by the two versions. Two queries."""
    rows = (
        PlanChange.objects.visible_to(user).standing().exclude(kind=PlanChange.Kind.NONE).filter(themes__in=list(themes))
        .select_related("before", "after").prefetch_related(Prefetch("themes", Theme.objects.only("pk"))).distinct()
    )  # fmt: skip
    found: dict[int, dict[tuple[Plan, Plan], int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        for theme in row.themes.all():
            found[theme.pk][row.before, row.after] += 1
    return {key: [(*pair, number) for pair, number in pairs.items()] for key, pairs in found.items()}


@dataclass(frozen=True)
class Became:
    """A consultation, whether its themes can be read, and the versions between which the plan was changed for it."""

    consultation: Consultation
    has_themes: bool
    changed: tuple[tuple[Plan, Plan], ...]


def before_meetings(meetings: Any) -> Any:
    """Announced consultations that were before these meetings: they took part there, or said something of it that was
    cleared."""
    took_part = EngagementEvent.objects.filter(meeting__in=meetings, earlier=False).values("consultation")
    said = Comment.objects.cleared().filter(meeting__in=meetings).values("consultation")
    return Consultation.objects.announced().filter(Q(pk__in=took_part) | Q(pk__in=said))


def became_of(consultations: Any, user: Any) -> list[Became]:
    """What became of them, newest first. Three queries; one where there is none."""
    rows = list(consultations.select_related("plan").order_by("-opens", "pk"))
    if not rows:
        return []
    closed = [row.pk for row in rows if row.has_closed(clock.today())]
    themed = set(Theme.objects.standing().filter(consultation__in=closed).values_list("consultation", flat=True))
    changes = (
        PlanChange.objects.visible_to(user).standing().exclude(kind=PlanChange.Kind.NONE)
        .filter(themes__consultation__in=themed).order_by("before", "after")
        .values_list("themes__consultation", "before", "after").distinct()
    )  # fmt: skip
    pairs = [row for row in changes if row[0] in themed]
    plans = Plan.objects.in_bulk({key for _of, before, after in pairs for key in (before, after)}) if pairs else {}
    return [
        Became(
            row, row.pk in themed, tuple((plans[before], plans[after]) for of, before, after in pairs if of == row.pk)
        )
        for row in rows
    ]
