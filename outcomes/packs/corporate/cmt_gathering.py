"""Gathers corporate management's quarterly pack. A fixed number of queries, whatever the size of the plan.

It is read for management: what boards sent, in the words written for it. Nothing of it may reach anybody else, so the
content has no words that were cleared for the public instead.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from outcomes.framework.same import twins
from outcomes.framework.tree import items_of, read_tree
from outcomes.reporting.progress import OutcomeProgress
from outcomes.reporting.reading import MANAGEMENT, Report
from outcomes.scrutiny import remits
from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.decided import decided
from plan.text import plain

from .. import parts
from ..before import NOTHING_BEFORE, Before
from ..content import items_shown
from ..gathering import Reader
from ..glossary import rules
from ..kinds import CannotBuild, Gathered
from ..models import Pack, PackVersion
from ..sections import chosen
from .asked import Asked, asked, within
from .cmt import MOST_BESIDE, PAGES, SCHEMA, TITLE, Content, Sought, takes
from .cmt_arranged import BY_DEPARTMENT, arranged, led, left_out, wants_attention
from .cmt_fitting import fitted
from .cmt_pages import front_of, is_cut, page_of, sought
from .reported import Said, said_of
from .scope import FOR_MANAGEMENT, paper_of, scope_of

CMT = "cmt"
LOCAL = ("127.0.0.1", "::1", "localhost")
Reports = list[tuple[Report, Said]]


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What this pack says today as version `number`. Raises CannotBuild where there is nothing to say."""
    scope = scope_of(pack, today=today)
    tree = read_tree(scope.edition)
    if not tree:
        raise CannotBuild(f"{scope.edition} has nothing in it yet. Write or bring in its outcomes first.")
    before, since = _before(pack)
    reader = Reader(remits.Scope(tree), scope.days, before, audience=MANAGEMENT)
    outcomes = reader.outcomes().outcomes
    said = said_of([report for one in reader.progress for report in one.reports], on=scope.on)
    told = [[(report, said[report.pk]) for report in one.reports] for one in reader.progress]
    rows = Action.objects.filter(raised_by=pack.body)
    requests = asked(rows, on=scope.on, since=since or scope.period.start, plan=scope.edition)
    mine, whole = _by_outcome(reader.progress, requests)
    known = decided([report for one in reader.progress for report in one.reports], on=scope.on)
    wanted = [(outcome, one) for outcome, reports in zip(outcomes, told, strict=True)
              for one in sought(reports, reader.where, known) if not one.decided]  # fmt: skip
    outcomes, told, mine, wanted = arranged(pack.arranged, outcomes, told, mine, wanted)
    paper = paper_of(
        pack, scope, heading=TITLE, number=number, what_changed=what_changed, last=before.label, marking=FOR_MANAGEMENT
    )
    site = [_address(reverse("home")) for _ in outcomes]
    if pack.arranged != BY_DEPARTMENT:
        site = [_address(reverse("outcome", args=[one.node.slug])) for one in reader.progress]
    pages = tuple(
        page_of(
            outcome, reports, ours, reader.where, address, noun=paper.noun, decided=known,
            since=since or scope.period.start,
        )
        for outcome, reports, ours, address in zip(outcomes, told, mine, site, strict=True)
    )  # fmt: skip
    shown = {(page.anchor, one.text) for page in pages for one in page.decisions}
    front = front_of(outcomes, wanted, before, noun=paper.noun, what_changed=what_changed)
    sections = chosen(pack)
    kept = tuple(filter(wants_attention, pages)) if paper.detail == "exception" else pages
    words = takes(next((one.words for one in sections if one.key == PAGES), ""))
    if kept and 0 < words <= MOST_BESIDE:
        kept = (fitted(kept[0], taken=words), *kept[1:])
        shown = {(page.anchor, one.text) for page in kept for one in page.decisions}
    content = Content(
        schema=SCHEMA,
        paper=paper,
        front=led(front, {page.anchor for page in kept} if PAGES in {one.key for one in sections} else set()),
        pages=kept,
        in_full=tuple(one for outcome, one in wanted if is_cut(one.text) or not _is_shown(outcome, one, shown)),
        asked=tuple(whole),
        rules=rules(paper.noun, noted=False),
        remit=tuple(sorted(set(items_shown(outcomes)))),
        statuses=tuple(sorted(_statuses(outcomes).items())),
        shown=tuple(sorted((one.slug, one.period_code, one.latest) for one in _measures(outcomes))),
        illustrative=pack.illustrative or _any_made_up(outcomes, told),
        sections=sections,
        left_out=left_out(pages, kept),
    )
    return Gathered(content.cleaned(), scope.edition, scope.on)


def _address(path: str) -> str:
    """Where a page of the site is read, in full; nothing where the site is known by this machine's own address only,
    which is of no use on paper."""
    local = urlsplit(settings.SITE_ADDRESS).hostname in LOCAL
    return "" if local else settings.SITE_ADDRESS.rstrip("/") + path


def _is_shown(outcome: parts.Outcome, one: Sought, shown: set[tuple[str, str]]) -> bool:
    return (outcome.anchor, plain(one.text)) in shown


def _by_outcome(
    progress: Sequence[OutcomeProgress], requests: list[tuple[Asked, frozenset[UUID]]]
) -> tuple[list[list[Asked]], list[Asked]]:
    """What is about each outcome or a part of it, and what is about none: the plan as a whole. One query."""
    own = [items_of([one.node]) for one in progress]
    same = twins(set().union(*own))
    homes = [{item for item, asked_for in same.items() if items & set(asked_for)} for items in own]
    found = [[one for one, about in requests if within(about, home)] for home in homes]
    rest = [one for one, about in requests if not any(within(about, home) for home in homes)]
    return found, rest


def _statuses(outcomes: Sequence[parts.Outcome]) -> dict[str, str]:
    found = {sub.uuid: sub.standing.status for one in outcomes for sub in one.sub_outcomes if sub.standing}
    return found | {promise.uuid: promise.status for one in outcomes for promise in one.promises if promise.status}


def _measures(outcomes: Sequence[parts.Outcome]) -> list[parts.Measure]:
    return list({measure.slug: measure for one in outcomes for measure in one.measures}.values())


def _any_made_up(outcomes: Sequence[parts.Outcome], told: list[Reports]) -> bool:
    subs = [sub for one in outcomes for sub in one.sub_outcomes]
    standings = [said for sub in subs for said in sub.standings]
    standings += [promise.standing for sub in subs for promise in sub.promises if promise.standing]
    made_up: list[Any] = [*standings, *_measures(outcomes), *(said for reports in told for _, said in reports)]
    return any(one.illustrative for one in made_up)


def _before(pack: Pack) -> tuple[Before, date | None]:
    """What management's last pack said, an earlier quarter's that was issued and stands, and its last day."""
    rows = PackVersion.objects.standing().filter(pack__kind=CMT, pack__body=pack.body_id, pack__covers__lt=pack.covers)
    row = rows.order_by("-pack__covers", "-number").values_list("content", "cut_off").first()
    if row is None or row[0].get("schema") != SCHEMA:
        return NOTHING_BEFORE, row[1] if row else None
    said = row[0]
    before = Before(
        said["paper"]["quarter_label"], dict(said["statuses"]),
        {slug: (period, figure) for slug, period, figure in said["shown"]},
    )  # fmt: skip
    same = twins({UUID(uuid) for uuid in before.statuses})
    return before.said_of({str(item): [str(one) for one in ones] for item, ones in same.items()}), row[1]
