"""Why the plan was changed, as it is read beside a change: the reason, who decided, what led to it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from consultation.hearing.engaging import Comment
from consultation.hearing.models import ReportedResult
from consultation.weighing.models import Theme
from plan import clock
from plan.models import Plan
from plan.wording import day

from .models import PlanChange


@dataclass(frozen=True)
class Led:
    """What led to a change: a theme, a comment of a committee, a figure; with its address, where it has a page."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Reason:
    """Why, what was decided and by whom, and what led to it."""

    text: str
    decision: str
    whose: str
    source: str
    illustrative: bool
    led: tuple[Led, ...] = ()


@dataclass(frozen=True)
class Why:
    """A reason with what it is for, in words, where a part changed in several ways."""

    about: str
    reason: Reason


@dataclass(frozen=True)
class Left:
    """A part that was looked at and left as it was, with the reason."""

    name: str
    reason: Reason


def recorded(before: Plan, after: Plan) -> Any:
    """The reasons that stand, with all that led to them. Four queries."""
    rows = PlanChange.objects.standing().between(before, after).select_related("decided_at__body")
    told = Theme.objects.select_related("consultation")
    public: dict[str, Any] = {"consultation__published_at__isnull": False}
    said = Comment.objects.cleared().filter(meeting__isnull=False, **public).select_related("meeting__body")
    figures = ReportedResult.objects.filter(**public)
    led = (Prefetch("themes", told), Prefetch("comments", said), Prefetch("results", figures))
    return rows.prefetch_related(*led).order_by("pk")


def led_to(row: PlanChange) -> tuple[Led, ...]:
    """What led to a change, as far as everyone may know it: themes of consultations that have closed, what committees
    said and was cleared, figures."""
    today = clock.today()
    found = [
        Led(theme.title, f"{reverse('you-said', args=[theme.consultation.slug])}#theme-{theme.pk}")
        for theme in row.themes.all()
        if theme.consultation.has_closed(today)
    ]
    said = [(one.meeting, one.words) for one in row.comments.all() if one.meeting]
    found += [Led(f"{met.body}, {day(met.date)}: {words}") for met, words in said]
    return (*found, *(Led(str(one)) for one in row.results.all()))
