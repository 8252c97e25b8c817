"""The pages on which figures are typed: a department's for a period, and one's own that are due.

They stand on the desk under the results; a page that was refused shows what was typed, with what is wrong beside it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from performance.models import Indicator
from plan import clock
from plan.models import Department
from plan.periods import Period
from plan.wording import count

from .addresses import GRID, MINE
from .awaited import Asked, asked, due_by, for_period, next_after, own
from .choosing import Choice, choose
from .lines import Line, lines, show_again
from .posted import Key, TypedRow, posted_rows
from .saving import NEEDED, Entered, enter

A_PAGE = 25  # rows, so that a page stays below 100 kB
WANTING = "Red or amber, and nobody has said why"
UNCHANGED = "You typed nothing new, so nothing was saved."
TEMPLATE = "performance/desk/entering.html"


class Entering:
    """The pages on one admin site."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def urls(self) -> list[Any]:
        return [
            path("enter/", self.site.admin_view(self.grid), name="performance_result_enter"),
            path("mine/", self.site.admin_view(self.mine), name="performance_result_mine"),
        ]

    def grid(self, request: HttpRequest) -> HttpResponse:
        """One department, one period."""
        _may(request)
        choice = choose(request.GET, by=request.user, today=clock.today())
        context = {"title": _title(choice), "choice": choice, "mine_url": reverse(MINE)}
        if request.method == "POST":
            return self._save(request, context, _title(choice))
        keys = for_period(choice.those, choice.period) if choice.period else []
        found = lines(keys, choice.those)
        wanting = [line for line in found if line.wanting]
        others = [line for line in found if not line.wanting]
        for line in found:
            line.heading = WANTING if line.wanting else "The others" if wanting else ""
        return self._show(request, context, [*wanting, *others])

    def mine(self, request: HttpRequest) -> HttpResponse:
        """Whatever is due of one's own department's figures, or red and not accounted for; of another's, for those
        who chase it."""
        _may(request)
        today, department = clock.today(), request.GET.get("department", "")
        mine = own(request.user, department)
        title = "My figures"
        if department:
            owner = get_object_or_404(Department.objects.filter(indicators__in=mine).distinct(), slug=department)
            title = f"Figures due from {owner.name}"
        context = {"title": title, "grid_url": reverse(GRID), "is_mine": True, "today": today}
        if request.method == "POST":
            return self._save(request, context, title)
        those = asked(mine)
        context |= {"next": next_after(those, today), "answers": bool(those)}
        return self._show(request, context, _mine(those, today))

    def _save(self, request: HttpRequest, context: dict[str, Any], name: str) -> HttpResponse:
        rows, why = posted_rows(request.POST), request.POST.get("why", "").strip()
        entered = enter(rows, name=f"Typed: {name}", by=request.user, why=why)
        if entered.refused:
            status = 403 if entered.foreign else 409 if entered.conflicts else 200
            context |= {"entered": entered, "why": why, "general": _general(entered, rows)}
            return self._show(request, context, _typed_again(request, rows, entered), status=status)
        if entered.written:
            messages.success(request, _told(entered))
            _warn(request, entered.written)
        else:
            messages.info(request, UNCHANGED)
        return HttpResponseRedirect(request.get_full_path())

    def _show(
        self, request: HttpRequest, context: dict[str, Any], found: Sequence[Line], status: int = 200
    ) -> HttpResponse:
        """A page of the rows; one that was refused comes back whole, as it was sent."""
        pages = Paginator(found, max(len(found), 1) if request.method == "POST" else A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context |= {
            **self.site.each_context(request), "page": page, "query": query.urlencode(),
            "has_headings": any(line.heading for line in page.object_list),
        }  # fmt: skip
        request.current_app = self.site.name
        return TemplateResponse(request, TEMPLATE, context, status=status)


def _may(request: HttpRequest) -> None:
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied("Figures are entered by contributors and policy officers.")


def _title(choice: Choice) -> str:
    return f"Figures of {choice.department_name}, {choice.period.label}" if choice.period else "Enter figures"


def _mine(those: Sequence[Asked], today: date) -> list[Line]:
    due = {(one.slug, awaited.period.code): awaited for one, awaited in due_by(those, today)}
    latest = [(one.slug, one.latest.code) for one in those if one.latest]
    found = {line.key: line for line in lines([*due, *(key for key in latest if key not in due)], those)}
    wanting = [line for line in found.values() if line.wanting]
    awaited = [found[key] for key in due if not found[key].wanting]
    for line in wanting:
        line.heading = WANTING
    for line in awaited:
        line.heading, line.due = line.period.label, due[line.key]
    by_period = sorted(
        awaited, key=lambda line: (line.period, line.period.code)
    )  # of one period, the longest due first
    return [*wanting, *by_period]


def _typed_again(request: HttpRequest, rows: Sequence[TypedRow], entered: Entered) -> list[Line]:
    by_key = {row.key: row for row in rows if _is_period(row.key[1])}
    slugs = {slug for slug, _ in by_key}
    found = lines(list(by_key), asked(Indicator.objects.editable_by(request.user).filter(slug__in=slugs)))
    for line in found:
        show_again(line, by_key[line.key], entered)
    return found


def _is_period(code: str) -> bool:
    try:
        return Period.parse(code).code == code
    except ValueError:
        return False


def _general(entered: Entered, rows: Sequence[TypedRow]) -> list[str]:
    """What is wrong with the page as a whole, and with rows that cannot be shown again; these with what was typed."""
    told = []
    for error in entered.errors:
        if error.column in ("indicator", "period"):
            value = rows[error.row - 1].texts["value"]
            told.append(f"{error.message} You had typed “{value}”." if value else error.message)
        elif not error.row:
            told.append(error.message)
    return told


def _told(entered: Entered) -> str:
    parts = [
        words for how_many, words in (
            (entered.created, f"{count(entered.created, 'new figure')}"),
            (entered.updated, f"{count(entered.updated, 'change')}"),
        ) if how_many
    ]  # fmt: skip
    return f"Saved: {' and '.join(parts)}."


def _warn(request: HttpRequest, written: Sequence[Key]) -> None:
    """Say which of the saved figures cannot be published as they are."""
    those = asked(Indicator.objects.editable_by(request.user).filter(slug__in={slug for slug, _ in written}))
    wanting = sum(1 for line in lines(written, those) if line.wanting)
    if wanting:
        what = "One of them is red or amber" if wanting == 1 else f"{wanting} of them are red or amber"
        messages.warning(request, f"{what}: saved, but before publication say why, and what is being done.")
