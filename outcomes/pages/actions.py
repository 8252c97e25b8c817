"""What committees asked for and what became of it: the list with its filters, each with its answers, extracts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.framework.same import same_as_any
from outcomes.framework.tree import items_of, read_tree
from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.followed import Followed, followed, resolved
from outcomes.scrutiny.resolutions import Resolution
from outcomes.scrutiny.states import STATES
from plan import clock
from plan.models import Body, BodyKind, Meeting, Plan
from plan.pages import kept
from plan.wording import join_words

from .actions_csv import as_csv

FILTERS = ("body", "kind", "state", "outcome")
PER_PAGE = 25
SINCE = 365  # days that extracts look back where the Commission has not met
ANY = {
    "body": "All committees and bodies",
    "kind": "All kinds",
    "state": "However it stands",
    "outcome": "All outcomes",
}
LABELS = {"body": "Asked by", "kind": "What it is", "state": "How it stands", "outcome": "About"}


@dataclass(frozen=True)
class Choice:
    """One filter as a select: what was asked for is marked."""

    name: str
    label: str
    any: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Listed:
    """The actions that fit what was asked for."""

    rows: tuple[Followed, ...]
    choices: tuple[Choice, ...]
    asked: dict[str, str]
    unknown: bool  # something was asked for that is not among the choices

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many of each state there are, in the order of the list."""
        found = {state: sum(row.state == state for row in self.rows) for state in STATES}
        return [(state, STATES[state], number) for state, number in found.items() if number]


def listed(user: Any, asked: dict[str, str]) -> Listed:
    """What this reader may see of what was asked for with the filters. A fixed number of queries."""
    today = clock.today()
    plan = Plan.current(today)
    seen = Action.objects.visible_to(user)
    asked_or_took_over = Q(pk__in=seen.order_by().values("raised_by")) | Q(
        pk__in=seen.order_by().filter(taken_over_by__isnull=False).values("taken_over_by")
    )
    bodies = Body.objects.filter(asked_or_took_over).order_by("name")
    options = {
        "body": list(bodies.values_list("slug", "name")),
        "kind": list(Action.Kind.choices),
        "state": list(STATES.items()),
        "outcome": list(plan.outcomes.order_by("position", "pk").values_list("slug", "title")) if plan else [],
    }
    asked = {name: asked[name] for name in FILTERS if asked.get(name)}
    unknown = any(value not in dict(options[name]) for name, value in asked.items())
    choices = tuple(
        Choice(name, LABELS[name], ANY[name], tuple((code, words, code == asked.get(name)) for code, words in rows))
        for name, rows in options.items()
    )
    if unknown:
        return Listed((), choices, asked, unknown=True)
    if "body" in asked:
        seen = seen.awaited_by(Body.objects.get(slug=asked["body"]), on=today)
    if "kind" in asked:
        seen = seen.filter(kind=asked["kind"])
    if "outcome" in asked and plan:
        seen = seen.filter(item__in=same_as_any(items_of(read_tree(plan, outcome=asked["outcome"]))))
    rows = followed(seen, on=today, plan=plan, user=user)
    state = asked.get("state")
    return Listed(tuple(row for row in rows if not state or row.state == state), choices, asked, unknown=False)


@kept(params=(*FILTERS, "page"))
def actions(request: HttpRequest) -> HttpResponse:
    found = listed(request.user, request.GET.dict())
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode(found.asked)
    context = {
        "found": found, "page": page, "query": query,
        "told": join_words([f"{number} {words.lower()}" for _, words, number in found.counts]),
    }  # fmt: skip
    return render(request, "outcomes/actions.html", context)


@kept
def action(request: HttpRequest, pk: int) -> HttpResponse:
    today = clock.today()
    rows = followed(Action.objects.visible_to(request.user).filter(pk=pk), on=today, user=request.user)
    if not rows:
        raise Http404("Nothing was asked for under this number.")
    return render(request, "outcomes/action.html", {"action": rows[0]})


@kept(params=FILTERS)
def actions_csv(request: HttpRequest) -> HttpResponse:
    """What the list shows, as a table."""
    found = listed(request.user, request.GET.dict())
    if found.unknown:
        raise Http404("Nothing has this name.")
    return HttpResponse(as_csv(found.rows), content_type="text/csv; charset=utf-8")


# Extracts for the Scrutiny Commission -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Extract:
    """One committee's resolutions and requests between two days."""

    committee: str
    slug: str
    resolutions: Sequence[Any]
    asked: Sequence[Followed]


@kept(params=("since", "until"))
def extracts(request: HttpRequest) -> HttpResponse:
    """Resolutions and requests of all scrutiny committees but the Commission itself, for the Commission to read."""
    today = clock.today()
    until = _day(request.GET.get("until", "")) or today
    since = _day(request.GET.get("since", "")) or _begin(until, request.user)
    context = {"since": since, "until": until, "extracts": extracts_between(since, until, request.user)}
    return render(request, "outcomes/extracts.html", context)


def _begin(until: date, user: Any) -> date:
    """Where extracts begin unless told: at the Commission's last meeting that still has something after it, so that
    the page does not open empty where nothing was resolved lately. At most three queries."""
    resolutions, asked = _of_committees(user)
    latest = [
        resolutions.filter(meeting__date__lte=until).aggregate(latest=Max("meeting__date"))["latest"],
        asked.filter(raised_on__lte=until).aggregate(latest=Max("raised_on"))["latest"],
    ]
    last = max((one for one in latest if one), default=until)
    met = Meeting.objects.visible_to(user).filter(body__kind=BodyKind.COMMISSION, date__lte=last)
    met = met.exclude(status__in=(Meeting.Status.CANCELLED, Meeting.Status.MOVED))
    found = met.aggregate(last=Max("date"))["last"]
    return found or date.fromordinal(max(1, last.toordinal() - SINCE))


def _of_committees(user: Any) -> tuple[Any, Any]:
    """What committees but the Commission resolved and asked for, as this reader may see it."""
    ours = Body.objects.filter(kind=BodyKind.COMMITTEE)
    resolutions = Resolution.objects.visible_to(user).filter(meeting__body__in=ours)
    return resolutions, Action.objects.visible_to(user).filter(raised_by__in=ours)


def extracts_between(since: date, until: date, user: Any) -> list[Extract]:
    """Each committee's, by name; committees that resolved and asked for nothing are left out."""
    today = clock.today()
    plan = Plan.current(today)
    resolutions, asked = _of_committees(user)
    resolutions = resolutions.filter(meeting__date__gte=since, meeting__date__lte=until)
    asked = asked.filter(raised_on__gte=since, raised_on__lte=until)
    told = resolved(resolutions.order_by("meeting__date", "position", "pk"), on=today, plan=plan, user=user)
    wanted = followed(asked, on=today, plan=plan, user=user)
    names = {one.body_slug: one.body for one in told} | {one.body_slug: one.body for one in wanted}
    return [
        Extract(
            name, slug, [one for one in told if one.body_slug == slug],
            sorted((one for one in wanted if one.body_slug == slug), key=lambda one: (one.raised_on, one.pk)),
        )
        for slug, name in sorted(names.items(), key=lambda pair: pair[1])
    ]  # fmt: skip


def _day(text: str) -> date | None:
    """A day from an address; 404 where it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404("This is not a day.") from None
