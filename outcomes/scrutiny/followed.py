"""What bodies asked for and resolved, in words, as one read model for pages, packs, API and exports.

`actions_of(committee, since=…, on=…)` is what a pack prints: published answers alone, as they stood at that day's end.
`followed(actions, …)` is the same of any rows of `Action` that the caller may show. Whatever the number of rows: two
queries, one for each kind of thing that they are about, and five for where parts of the plan stand.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from outcomes.framework.same import same_as_any
from outcomes.reporting.models import HighlightReport
from performance.models import Indicator
from plan import clock
from plan.models import Body, Paper, Plan

from .abouts import About, Abouts, about_of, abouts_of
from .answers import ActionAnswer
from .asked import Action
from .questions import StartingQuestion
from .resolutions import Resolution
from .states import SETTLED, STATES

NOBODY = AnonymousUser()


@dataclass(frozen=True)
class Said:
    """One answer. `text` is Markdown. `paper` and `link` say where to read it; a paper that this reader may not see is
    neither named nor linked."""

    pk: int
    on: date
    office: str
    text: str
    is_final: bool
    is_later_note: bool
    is_published: bool
    published_on: date | None = None
    paper: str = ""
    link: str = ""
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class Responded:
    """The executive's response to a recommendation."""

    words: str
    why: str
    body: str
    on: date


@dataclass(frozen=True)
class Followed:
    """An action, request, recommendation or question as it stands on a day."""

    pk: int
    kind: str
    kind_words: str
    text: str
    body: str
    body_slug: str
    raised_on: date
    at_meeting: bool
    minute: str
    office: str
    department: str
    due: date | None
    due_words: str
    due_at_meeting: bool
    first_due: date | None
    postponed_why: str
    state: str
    received_on: date | None
    withdrawn_on: date | None
    withdrawn_why: str
    reopened_why: str
    source: str
    illustrative: bool
    is_internal: bool
    taken_over_by: str = ""
    is_new: bool = False
    about: About | None = None
    responded: Responded | None = None
    answers: tuple[Said, ...] = field(default=())

    @property
    def state_words(self) -> str:
        return STATES[self.state]

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_postponed(self) -> bool:
        return bool(self.postponed_why) and self.first_due is not None and self.first_due != self.due

    @property
    def latest(self) -> Said | None:
        """The latest published answer."""
        told = [answer for answer in self.answers if answer.is_published]
        return told[-1] if told else None

    @property
    def url(self) -> str:
        return reverse("action", args=[self.pk])


@dataclass(frozen=True)
class Resolved:
    """What a meeting resolved."""

    pk: int
    body: str
    body_slug: str
    on: date
    minute: str
    letter: str
    kind: str
    kind_words: str
    text: str
    agenda_item: str
    source: str
    illustrative: bool
    is_new: bool = False
    about: About | None = None

    @property
    def reference(self) -> str:
        """Where it stands in the minutes: "27(b)"."""
        return f"{self.minute}({self.letter})" if self.letter else self.minute


def actions_of(body: Body, *, on: date, since: date | None = None, plan: Plan | None = None) -> tuple[Followed, ...]:
    """What a body asked for until a day, as everyone may read it: late first, settled last. New is what was raised on
    `since` or after it; what was settled before `since` is left out."""
    rows = Action.objects.awaited_by(body, on=on).filter(raised_on__lte=on).exclude(owner_office="")
    found = followed(rows, on=on, since=since, plan=plan, as_it_stood=True)
    if since is None:
        return found
    return tuple(one for one in found if not one.is_settled or one.is_new or _settled_on(one) >= since)


def _settled_on(action: Followed) -> date:
    """The day on which everyone could know that it was settled: an answer counts from its publication, whatever day
    it bears."""
    published = [one.published_on for one in action.answers]
    days = [action.withdrawn_on, action.responded and action.responded.on, *published]
    return max(day for day in (*days, action.raised_on) if day)


def asked_by(body: Body, *, on: date, user: Any, plan: Plan | None = None) -> tuple[Followed, ...]:
    """What a body asked for, as this reader may know it: for management's and boards' own pages."""
    rows = Action.objects.visible_to(user).awaited_by(body, on=on).filter(raised_on__lte=on)
    return followed(rows, on=on, plan=plan, user=user)


def asked_about(
    *, on: date, user: Any, items: Collection[UUID] = (), indicator: Indicator | None = None,
    report: HighlightReport | None = None, plan: Plan | None = None,
) -> tuple[Followed, ...]:  # fmt: skip
    """What was asked about any of these parts of the plan (or what is the same), an indicator or a highlight report."""
    wanted = Q(pk__in=[])
    if items:
        wanted |= Q(item__in=same_as_any(items))
    if indicator is not None:
        wanted |= Q(indicator=indicator)
    if report is not None:
        wanted |= Q(report=report)
    return followed(Action.objects.visible_to(user).filter(wanted), on=on, plan=plan, user=user)


def followed(
    rows: Any, *, on: date, since: date | None = None, plan: Plan | None = None, user: Any = NOBODY,
    as_it_stood: bool = False,
) -> tuple[Followed, ...]:  # fmt: skip
    """These actions in words, late first, then by the day they are due. `user` may read more than others: drafts of
    answers, and pages of what is not public."""
    related = ("raised_by", "taken_over_by", "due_meeting", "department", "response_by")
    actions = list(rows.standing(on=on if as_it_stood else None).select_related(*related))
    if not actions:
        return ()  # of most parts of a plan nothing was asked, and what follows costs more than it finds
    said = _said(actions, user, until=on if as_it_stood else None)
    abouts = abouts_of(actions, plan or Plan.current(on), user)
    found = [_followed(one, on, since, said.get(one.pk, ()), abouts, as_it_stood) for one in actions]
    order = list(STATES)
    found.sort(key=lambda one: (order.index(one.state), one.due or date.max, -one.raised_on.toordinal(), one.pk))
    return tuple(found)


def _followed(
    row: Action, on: date, since: date | None, said: Sequence[Said], abouts: Abouts, as_it_stood: bool
) -> Followed:
    if as_it_stood and row.withdrawn_on and row.withdrawn_on > on:
        row.withdrawn_on, row.withdrawn_why = None, ""
    if as_it_stood and row.responded_on and row.responded_on > on:
        row.response, row.responded_on = "", None
    responded = None
    if row.response_by and row.responded_on:
        words = Action.Response(row.response).label
        responded = Responded(words, row.response_why, row.response_by.name, row.responded_on)
    return Followed(
        pk=row.pk, kind=row.kind, kind_words=row.get_kind_display(), text=row.text, body=row.raised_by.short,
        body_slug=row.raised_by.slug, raised_on=row.raised_on, at_meeting=row.meeting_id is not None,
        minute=row.minute, office=row.owner_office, department=row.department.name if row.department else "",
        due=row.due, due_words=row.due_words, due_at_meeting=row.due_meeting_id is not None,
        first_due=row.first_due_on, postponed_why=row.postponed_why, state=row.state_on(on),
        received_on=row.received_on, withdrawn_on=row.withdrawn_on, withdrawn_why=row.withdrawn_why,
        reopened_why=row.reopened_why, source=row.source, illustrative=row.illustrative,
        is_internal=row.is_internal,
        taken_over_by=row.taken_over_by.name if row.taken_over_by else "",
        is_new=since is not None and row.raised_on >= since,
        about=about_of(row, abouts), responded=responded, answers=tuple(said),
    )  # fmt: skip


def _said(actions: Sequence[Action], user: Any, until: date | None) -> dict[int, list[Said]]:
    """Answers to these actions, oldest first, that this reader may read. One query."""
    rows = ActionAnswer.objects.filter(action__in=[one.pk for one in actions]).visible_to(user)
    if until is not None:
        rows = rows.published().filter(published_at__date__lte=until)
    found: dict[int, list[Said]] = {}
    seen = Paper.objects.visible_to(user).filter(pk=OuterRef("paper"))
    for row in rows.select_related("paper").annotate(paper_seen=Exists(seen)).order_by("date", "pk"):
        paper = row.paper if row.paper_seen else None
        published_on = clock.local_day(row.published_at) if row.published_at else None
        found.setdefault(row.action_id, []).append(
            Said(
                row.pk, row.date, row.office, row.text, row.is_final, row.is_later_note, row.published_at is not None,
                published_on=published_on, paper=str(paper) if paper else "",
                link=row.link or (paper.link if paper else ""), source=row.source,
                illustrative=row.illustrative,
            )
        )  # fmt: skip
    return found


# Resolutions, and questions to start from ---------------------------------------------------------------------------


def resolutions_of(
    body: Body, *, on: date, since: date | None = None, plan: Plan | None = None, user: Any = NOBODY
) -> tuple[Resolved, ...]:
    """What a body resolved until a day, latest meeting first; only from `since` on where that is given."""
    rows = Resolution.objects.visible_to(user).filter(meeting__body=body, meeting__date__lte=on)
    return resolved(rows.filter(meeting__date__gte=since) if since else rows, on=on, plan=plan, user=user)


def resolved(
    rows: QuerySet[Resolution], *, on: date, plan: Plan | None = None, user: Any = NOBODY
) -> tuple[Resolved, ...]:
    found = list(rows.select_related("meeting__body", "agenda_item"))
    abouts = abouts_of(found, plan or Plan.current(on), user)
    return tuple(
        Resolved(
            pk=row.pk, body=row.meeting.body.short, body_slug=row.meeting.body.slug, on=row.meeting.date,
            minute=row.minute, letter=row.letter, kind=row.kind, kind_words=row.get_kind_display(), text=row.text,
            agenda_item=row.agenda_item.title if row.agenda_item else "", source=row.source,
            illustrative=row.illustrative, about=about_of(row, abouts),
        )
        for row in found
    )  # fmt: skip


def starting_questions(*, on: date) -> tuple[str, ...]:
    """The questions that members agreed to start from (requirement F72)."""
    return tuple(StartingQuestion.objects.on(on).order_by("position", "pk").values_list("text", flat=True))
