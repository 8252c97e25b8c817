"""Why the plan was changed, as it is read beside a change: the reason, who decided, what led to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse

from consultation.hearing.citing import Citation, cite
from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.models import Theme
from plan import clock
from plan.models import Plan
from plan.wording import day

from .models import PlanChange

EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class Led:
    """What led to a change: a theme, a comment of a committee, a figure; with its address, where it has a page, and
    who said or found it."""

    words: str
    url: str = ""
    by: str = ""


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


def recorded(before: Plan, after: Plan) -> tuple[list[PlanChange], dict[Any, Citation]]:
    """The reasons that stand, with all that led to them, and how the figures among it are cited. Ten queries."""
    public: dict[str, Any] = {"consultation__published_at__isnull": False}
    said = Comment.objects.cleared().filter(meeting__isnull=False, **public).select_related("meeting__body")
    figures = ReportedResult.objects.filter(**public).select_related("consultation")
    aims = RankedAim.objects.filter(ranking__consultation__published_at__isnull=False)
    led = {
        "themes": Theme.objects.select_related("consultation", "body"), "comments": said, "results": figures,
        "ranked": aims.select_related("ranking__consultation"),
    }  # fmt: skip
    rows = PlanChange.objects.standing().between(before, after).select_related("decided_at__body").order_by("pk")
    found = list(rows.prefetch_related(*(Prefetch(name, query) for name, query in led.items())))
    return found, cite({one for row in found for one in _figures(row)}, EVERYBODY)


def _figures(row: PlanChange) -> list[ReportedResult | RankedAim]:
    return [*row.results.all(), *row.ranked.all()]


def led_to(row: PlanChange, cited: dict[Any, Citation]) -> tuple[Led, ...]:
    """What led to a change, as far as everyone may know it: themes of consultations that have closed, what committees
    said and was cleared, figures."""
    today = clock.today()
    found = [
        Led(theme.title, f"{reverse('you-said', args=[theme.consultation.slug])}#theme-{theme.pk}", said_by(theme))
        for theme in row.themes.all()
        if theme.consultation.has_closed(today)
    ]
    said = [(one.meeting, one.words) for one in row.comments.all() if one.meeting]
    found += [Led(words, met.get_absolute_url(), f"{met.body}, {day(met.date)}") for met, words in said]
    return (*found, *(Led(cited[one].words, cited[one].url, "The survey found") for one in _figures(row)))


def said_by(theme: Theme) -> str:
    """Whose view a theme is: what stands before it."""
    return f"Said in the {theme.body}" if theme.body else "People said"
