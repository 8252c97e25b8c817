"""What meetings hang into the ground floor's slots: who may work with them, and what waits on My desk."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from . import clearance_reminders, links, meetings, roles
from .clearances import KEEPERS, Standing, holds, overtaken, waiting
from .models import Meeting, Paper, TimetableStep
from .slots import ChangeKeeper, DeletionGuard, DeskLine, DeskTask, Freeze, Grant, LogVerb, slots
from .timetable import despatch_day
from .wording import count, day, join_words

ALL = ("add", "change", "delete", "view")
PAPER_MODELS = ("plan.Paper", "plan.BackgroundPaper")
TIMETABLE_MODELS = ("plan.TimetableStep", "plan.Election")
LIMIT = 8
AHEAD = timedelta(days=14)  # how long before it is due something is told of

MOVED = "A meeting that was moved, held or cancelled stays on record. It cannot be deleted."
PUBLISHED = "A published paper does not change and is not deleted. Revise it, with the reason."
VERBS = {
    "meeting.confirmed": "confirmed a meeting",
    "meeting.moved": "moved a meeting",
    "meeting.put_off": "put a meeting off",
    "meeting.cancelled": "cancelled a meeting",
    "meeting.held": "recorded that a meeting was held",
    "meeting.reinstated": "reinstated a meeting",
    "meeting.agenda_published": "published the agenda of a meeting",
    "meeting.agenda_taken_back": "took back the agenda of a meeting",
    "paper.published": "published a paper",
    "paper.taken_back": "took back that a paper was published",
    "paper.revised": "revised a paper",
    "paper.cleared": "recorded the clearance of a paper",
    "paper.clearance_taken_back": "took back the clearance of a paper",
    "paper.clearance_overtaken": "changed a paper, which overtook its clearance",
}
ITEM_STAYS = "An item with a published paper stays on its agenda."
HAS_PAPERS = (
    "EXISTS (SELECT 1 FROM plan_paper p WHERE p.agenda_item_id = {row}.id AND p.published_on IS NOT NULL)"
)  # fmt: skip
PAPER_WORDS = (
    "agenda_item_id", "title", "kind", "letter", "author_office", "revises_id", "revision_reason", "subject_to_id",
    "subject_to_note",
)  # fmt: skip


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    links.furnish()
    clearance_reminders.furnish()
    meetings.furnish()
    _grant()
    slots.change_keepers.add(ChangeKeeper("cleared-papers", "plan.Paper", overtaken))
    slots.desk_tasks.add(DeskTask("papers-clear", "Papers to clear", papers_to_clear, order=30, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("papers-publish", "Papers to publish", papers_to_publish, order=31, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("meetings-record", "Meetings to record", meetings_to_record, order=32, limit=LIMIT))
    slots.deletion_guards.add(DeletionGuard("meetings-on-record", "plan.Meeting", on_record, MOVED))
    slots.deletion_guards.add(DeletionGuard("published-papers", "plan.Paper", published, PUBLISHED))
    slots.freezes.add(
        Freeze("paper", "plan_paper", PUBLISHED, when="{row}.published_on IS NOT NULL", columns=PAPER_WORDS)
    )
    # an address may still be filled in, as papers are often put on the web after they are sent out
    linked = "{row}.published_on IS NOT NULL AND {row}.link <> ''"
    slots.freezes.add(Freeze("paper_link", "plan_paper", PUBLISHED, when=linked, columns=("link",)))
    slots.freezes.add(Freeze("agendaitem", "plan_agendaitem", ITEM_STAYS, when=HAS_PAPERS, columns=("meeting_id",)))


def _grant() -> None:
    for role in (roles.DEMOCRATIC_SERVICES, roles.POLICY_OFFICER):
        slots.grants.add(Grant(f"papers-{role.slug}", role.slug, PAPER_MODELS, ALL))
        slots.grants.add(Grant(f"timetable-{role.slug}", role.slug, TIMETABLE_MODELS, ALL))
        slots.grants.add(Grant(f"links-{role.slug}", role.slug, ("plan.BodyLink",), ALL))
    slots.grants.add(
        Grant("papers-cmt", roles.CMT.slug, (*PAPER_MODELS, *TIMETABLE_MODELS, "plan.BodyLink"))
    )  # fmt: skip
    for role in (roles.CONTRIBUTOR, roles.BOARD_MEMBER):
        models = ("plan.Meeting", "plan.AgendaItem", *PAPER_MODELS)
        slots.grants.add(Grant(f"meetings-{role.slug}", role.slug, models))


def on_record(keys: list[Any]) -> bool:
    kept = Q(status__in=(Meeting.Status.HELD, Meeting.Status.CANCELLED)) | Q(moves__isnull=False)
    return Meeting.objects.filter(kept, pk__in=keys).exists()


def published(keys: list[Any]) -> bool:
    return Paper.objects.filter(pk__in=keys, published_on__isnull=False).exists()


# My desk


def papers_to_clear(user: Any, today: date) -> list[DeskLine]:
    """Papers with steps that are overdue or due within a fortnight: all of them for those who keep meetings, for
    others the steps of their own office."""
    keeps = user.has_role(*(role.slug for role in KEEPERS))
    if not keeps and not (user.office and TimetableStep.objects.filter(office__iexact=user.office).exists()):
        return []
    lines = []
    for paper, steps in waiting(on=today):
        theirs = [one for one in steps if (keeps or holds(user, one.step)) and one.due <= today + AHEAD]
        if theirs:
            url = reverse("admin:plan_paper_change", args=[paper.pk])
            due = min(one.due for one in theirs)
            lines.append(DeskLine(_in_words(paper, theirs), url, due=due, overdue=due < today))
    return sorted(lines, key=lambda line: line.due or today)[: LIMIT + 1]


def _in_words(paper: Paper, steps: list[Standing]) -> str:
    return f"{paper}, {paper.agenda_item.meeting}: {join_words([one.step.name for one in steps])}"


def papers_to_publish(user: Any, today: date) -> list[DeskLine]:
    """Unpublished papers of meetings to come, a fortnight before they are to go out."""
    if not user.has_role(*(role.slug for role in KEEPERS)):
        return []
    papers = Paper.objects.filter(
        published_on=None, agenda_item__meeting__date__gte=today,
        agenda_item__meeting__status__in=(Meeting.Status.PROVISIONAL, Meeting.Status.CONFIRMED),
    )  # fmt: skip
    papers = papers.select_related("agenda_item__meeting__body").order_by("agenda_item__meeting__date", "pk")
    lines = []
    for paper in papers[: LIMIT + 1]:
        due = despatch_day(paper.agenda_item.meeting.date)
        if due <= today + AHEAD:
            url = reverse("admin:plan_paper_change", args=[paper.pk])
            lines.append(DeskLine(f"{paper}, {paper.agenda_item.meeting}", url, due=due, overdue=due < today))
    return lines


def meetings_to_record(user: Any, today: date) -> list[DeskLine]:
    """Meetings whose day has passed and of which nobody has said that they were held, for democratic services."""
    if not user.has_role(roles.DEMOCRATIC_SERVICES.slug):
        return []
    over = Meeting.objects.to_be_held().filter(date__lt=today).select_related("body").order_by("-date", "pk")
    return [
        DeskLine(f"{meeting}: held, moved or cancelled?", reverse("admin:plan_meeting_change", args=[meeting.pk]))
        for meeting in over[: LIMIT + 1]
    ]


def told_of(steps: list[Standing]) -> str:
    """How far a paper has come, in a line: "2 of 6 steps cleared, Legal clearance overdue since 16 August 2021"."""
    if not steps:
        return ""
    cleared = [one for one in steps if not one.outstanding]
    without = join_words([one.step.name for one in steps if one.without])
    late = [f"{one.step.name} overdue since {day(one.due)}" for one in steps if one.overdue]
    return join_words([f"{len(cleared)} of {count(len(steps), 'step')} cleared", *late]) + (
        f"; it went out without {without}" if without else ""
    )
