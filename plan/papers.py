"""Verbs on papers: published, taken back, revised (requirement O121).

Late and revised papers are recorded with their reason, and late ones with who agreed to take them, never blocked.
"""

from datetime import date

from django.db import transaction

from . import clock, events, locking
from .meetings import NotPossible
from .models import BackgroundPaper, Meeting, Paper
from .roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, require
from .slots import slots
from .timetable import is_late, late_for, refusal_of_day
from .wording import day

KEPT = (
    "agenda_item_id", "title", "kind", "letter", "author_office", "link", "subject_to_id", "subject_to_note",
    "illustrative",
)  # fmt: skip


@transaction.atomic
def publish_paper(
    paper: Paper, *, by, on: date | None = None, late_reason: str = "", agreed_by: str = "", why: str = "",
    seen: int | None = None,
) -> Paper:  # fmt: skip
    """Publish a paper on a day, today without one; a later day is one it will be published on.

    A paper with fewer than five clear days before its meeting needs the reason and who agreed to take it; one that is
    recorded when it would be late, as published in time, needs `why`. Raises NotPossible, and `plan.locking.Stale`
    where the paper is not at version `seen` any more.
    """
    paper, on = _claimed(paper, "publish a paper", by, seen), on or clock.today()
    meeting = paper.agenda_item.meeting
    if paper.published_on:
        raise NotPossible(f"“{paper}” is published already. Revise it to change it.")
    _possible(paper, meeting, on)
    late, said = is_late(on, meeting.date), (late_reason.strip(), agreed_by.strip())
    if not late and on < clock.today() and is_late(clock.today(), meeting.date) and not why.strip():
        raise NotPossible(f"{late_for(meeting.date)} Say why it is recorded only now that it was on {day(on)}.")
    if late and not all(said):
        raise NotPossible(f"{late_for(meeting.date)} Say why this one is late, and who agreed to take it.")
    if not late and any(said):
        raise NotPossible("This paper is in time: leave out why it is late and who agreed to take it.")
    paper.published_on = on
    paper.late_reason, paper.late_agreed_by = said
    detail = {"on": str(on)} | ({"late": said[0], "agreed_by": said[1]} if late else {})
    _save(paper, by, why or late_reason)
    events.record(verb="paper.published", subject=paper, by=by, why=why or late_reason, detail=detail)
    return paper


def _possible(paper: Paper, meeting: Meeting, on: date) -> None:
    """Refuse a day on which a paper cannot have been, or be, published for its meeting."""
    if meeting.is_off:
        was = meeting.get_status_display().lower()
        raise NotPossible(f"{meeting} is {was}, so nothing is published for it. Put the paper on another agenda.")
    if refusal := refusal_of_day(on, meeting.date, clock.today()):
        raise NotPossible(refusal)
    before = paper.revises.published_on if paper.revises else None
    if before and on < before:
        raise NotPossible(f"What it takes the place of was published on {day(before)}. Give that day or a later one.")


@transaction.atomic
def take_back_paper(paper: Paper, *, by, why: str, seen: int | None = None) -> Paper:
    """Take back that a paper was published, where that was a mistake. Like `publish_paper`."""
    paper = _claimed(paper, "take back a paper", by, seen)
    if not paper.published_on:
        raise NotPossible(f"“{paper}” is not published.")
    if paper.revisions.exists():
        raise NotPossible(f"“{paper}” was revised since. Take back the revision first.")
    if not why.strip():
        raise NotPossible(f"Say why “{paper}” is taken back.")
    detail = {"on": str(paper.published_on)}
    paper.published_on, paper.published_on_illustrative, paper.late_reason, paper.late_agreed_by = None, False, "", ""
    _save(paper, by, why)
    events.record(verb="paper.taken_back", subject=paper, by=by, why=why, detail=detail)
    return paper


@transaction.atomic
def revise_paper(paper: Paper, *, by, why: str, title: str = "", link: str = "", seen: int | None = None) -> Paper:
    """A new paper that takes the place of a published one, with its background papers, yet to be cleared and
    published. Like `publish_paper`."""
    paper = _claimed(paper, "revise a paper", by, seen)
    if not paper.published_on:
        raise NotPossible(f"“{paper}” is not published yet: change it as it is.")
    if paper.revisions.exists():
        raise NotPossible(f"“{paper}” was revised already: revise the later one.")
    if not why.strip():
        raise NotPossible(f"Say why “{paper}” is revised.")
    new = Paper(revises=paper, revision_reason=why.strip(), **{name: getattr(paper, name) for name in KEPT})
    new.title, new.link = title.strip() or paper.title, link.strip() or paper.link
    new._history_user, new._change_reason = by, why
    new.full_clean()
    new.save(force_insert=True)
    for row in paper.background.all():
        copy = BackgroundPaper(
            paper=new, title=row.title, date=row.date, date_words=row.date_words, link=row.link
        )  # fmt: skip
        copy._history_user = by
        copy.save(force_insert=True)
    for each in slots.paper_revisions:
        each.carry(paper, new, by, why)
    _save(paper, by, why)  # it was claimed, so its history has this version too
    events.record(verb="paper.revised", subject=new, by=by, why=why, detail={"revises": paper.pk})
    return new


def _claimed(paper: Paper, to: str, by, seen: int | None) -> Paper:
    """The paper as it stands, locked; refused to whom it is not."""
    require(by, DEMOCRATIC_SERVICES, POLICY_OFFICER, to=to)
    locking.claim(Paper, paper.pk, paper.version if seen is None else seen)
    return Paper.objects.select_related("agenda_item__meeting__body", "revises").get(pk=paper.pk)


def _save(paper: Paper, by, why: str) -> None:
    paper._history_user, paper._change_reason = by, why or None
    paper.save()
