"""What stands in the way of issuing a paper for officers: boards that did not report, figures that did not come or are
no longer those that it prints, decisions sought without words, personal data.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from outcomes.reporting.checking import together
from outcomes.reporting.cited import parts_of
from outcomes.reporting.models import ReportEntry
from outcomes.reporting.points import Point, in_order
from outcomes.reporting.sent import sent
from performance.checking import Looked, look
from performance.checks import Level
from performance.models import Indicator
from plan.periods import Kind, Period

from ..checking import build_again, changed
from ..content import words_of
from ..models import PackVersion
from ..parts import Measure
from ..personal import personal_in
from ..summary import OFF
from . import board, cmt, highlights
from .reported import Owed


def of_cmt(version: PackVersion) -> list[Point]:
    """Of the whole plan. Raises ValueError for a content of another schema; so do the others."""
    content = cmt.Content.from_dict(version.content)
    looked = _look({slug for slug, _, _ in content.shown}, _on(version, content))
    period = Period.parse(version.pack.covers)
    figures = [
        *changed(_printed(content), looked, build_again(version)),
        *_since(version, content, looked),
        *together(looked, [], {}),
    ]
    words = [*_speechless(version, period), *_of_pages(content), *_personal(version, content)]
    return in_order([*figures, *words])


def of_highlights(version: PackVersion) -> list[Point]:
    content = highlights.Content.from_dict(version.content)
    return in_order(
        [*_speechless(version, Period.parse(version.pack.covers), version.pack.about_id), *map(_owed, content.owed),
         *_personal(version, content)]
    )  # fmt: skip


def of_board(version: PackVersion) -> list[Point]:
    """Its figures are those of all that the board answers for."""
    content = board.Content.from_dict(version.content)
    on = _on(version, content)
    parts = parts_of([version.edition_id or 0], on=on)
    indicators = {pk for item in content.remit for pk in parts.of(UUID(item)).indicators}
    looked = look(indicators, on=on)
    new = changed([one.measure for one in content.results], looked, build_again(version))
    return in_order([*new, *together(looked, [], {}), *map(_owed, content.owed), *_personal(version, content)])


def _on(version: PackVersion, content: cmt.Content | board.Content) -> date:
    return version.cut_off or date.fromisoformat(content.paper.cut_off_day)


def _look(slugs: Collection[str], on: date) -> Looked:
    return look(set(Indicator.objects.filter(slug__in=slugs).values_list("pk", flat=True)), on=on)


def _printed(content: cmt.Content) -> list[Measure]:
    """The indicators on the outcomes' pages, each once."""
    return list({one.slug: one for page in content.pages for one in page.figures}.values())


def _since(version: PackVersion, content: cmt.Content, looked: Looked) -> Iterator[Point]:
    """Figures that no page has room for, and that are no longer those that were counted."""
    lines = {line.slug: line for line in looked.lines.values()}
    printed = {one.slug for one in _printed(content)}
    for slug, period, latest in content.shown:
        line = lines.get(slug)
        now = (line.latest.period.code if line.latest else "", line.latest_shown) if line else ("", "")
        if slug not in printed and now != (period, latest):
            message = f"the paper was made with {latest or 'no figure'}, and it is now {now[1] or 'gone'}"
            name = line.name if line else slug
            yield Point(Level.STOP, "changed", name, f"{message}: build the pack again", build_again(version))


def _of_pages(content: cmt.Content) -> Iterator[Point]:
    """Outcomes of which no board reports, or which go badly while nothing is sought but the report's approval."""
    url = reverse("admin:outcomes_highlightreport_changelist")
    for page in content.pages:
        name = f"{page.number} {page.title}".strip()
        if page.number and not page.said:
            message = "no board's report is in the paper. Ask for it, or issue the paper without"
            yield Point(Level.WARNING, "missing", name, message, url)
        bad = any(one.status in OFF for one in page.troubles)
        if page.said and bad and not page.decided and all(one.is_approval for one in page.decisions):
            message = "something is off track or stopped, and no board says what it wants decided. Ask for the words"
            yield Point(Level.WARNING, "words", name, message, url)


def _owed(one: Owed) -> Point:
    when = f"was due on {one.due}" if one.is_overdue else f"is due on {one.due}"
    message = f"the report on {one.outcome} {when} and is not sent. Ask for it, or issue the paper without"
    return Point(Level.WARNING, "missing", one.board, message, reverse("admin:outcomes_highlightreport_changelist"))


def _speechless(version: PackVersion, period: Period, about: int | None = None) -> Iterator[Point]:
    """Decisions that reports seek without saying which: entries without words for management."""
    half = Period.containing(Kind.HALF_YEAR, period.end)
    reports = sent(version.cut_off or period.end).filter(period__ends__gte=half.start, period__ends__lte=half.end)
    if about:
        reports = reports.filter(board=about)
    rows = ReportEntry.objects.filter(report__in=reports, kind=ReportEntry.Kind.DECISION).order_by("report", "pk")
    for text, report, name in rows.values_list("text", "report_id", "report__board__name"):
        if not text.strip():
            url = reverse("admin:outcomes_highlightreport_change", args=[report])
            yield Point(Level.STOP, "words", name, "it seeks a decision and does not say which. Ask for the words", url)


def _personal(version: PackVersion, content: object) -> Iterable[Point]:
    """What a board wrote that may tell who somebody is."""
    for one in personal_in(words_of(content)):
        message = f"there may be {one.what} in “{one.around}”. Have it taken out and build the paper again"
        yield Point(one.level, "personal", "Personal data", message, build_again(version))
