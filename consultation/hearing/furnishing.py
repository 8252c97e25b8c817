"""What this room hangs into the ground floor's slots."""

from datetime import date
from typing import Any

from django.urls import reverse

from consultation.answering.forgetting import again, remembered
from plan import clock
from plan.forgetting import Forgetting, kinds
from plan.models import Meeting
from plan.roles import POLICY_OFFICER
from plan.slots import (
    DeskGroup,
    DeskLine,
    DeskLink,
    DeskTask,
    ExampleData,
    Grant,
    LogVerb,
    MeetingTie,
    PagePanel,
    slots,
)
from plan.wording import day

from .engaging import Comment, EngagementEvent
from .erasing import due, erase_again
from .example import load_heard
from .pages import panel

LISTED = (
    "consultation.ReportedResult", "consultation.ResponseCount", "consultation.AimRanking", "consultation.Conduct",
    "consultation.EngagementEvent", "consultation.Comment",
)  # fmt: skip
LIMIT = 8
WITHIN = ("consultation.RankedAim", "consultation.CommentItem")
VERBS = {
    "comment.cleared": "cleared a comment for the public",
    "comment.taken_back": "took a comment back from the public",
    "comments.erased": "erased comments on a consultation",
    "comments.erased_again": "erased comments again that a backup had brought back",
    "results.brought": "brought in results of a consultation",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    everything = ("add", "change", "delete", "view")
    slots.grants.add(Grant("heard-officer", POLICY_OFFICER.slug, (*LISTED, *WITHIN), everything))
    slots.desk_groups.add(DeskGroup("heard", "What was heard", LISTED, order=47))
    slots.desk_links.add(DeskLink("heard", "consultation.Consultation", "What was heard", _page, order=20))
    slots.desk_links.add(DeskLink("bring-results", "consultation.Consultation", "Bring in results…", _bring, order=21))
    slots.desk_links.add(DeskLink("erase-comments", "consultation.Consultation", "Erase comments…", _erase, order=22))
    slots.desk_tasks.add(DeskTask("comments-to-erase", "Comments to erase", _to_erase, order=36, limit=LIMIT))
    kinds.add(Forgetting("comments", _erased, _again, order=110))
    slots.page_panels.add(PagePanel("heard", "consultation", "consultation/heard_panel.html", panel, order=20))
    slots.meeting_ties.add(MeetingTie("heard", recorded=_recorded, order=40))
    slots.example_data.add(ExampleData("heard", load_heard, order=71))


def _page(row: Any, user: Any) -> str:
    return reverse("consultation-results", args=[row.slug])


def _bring(row: Any, user: Any) -> str:
    may = user.has_perm("consultation.add_reportedresult") and user.has_role(POLICY_OFFICER.slug)
    return reverse("admin:consultation_bring_results", args=[row.pk]) if may else ""


def _may_erase(user: Any) -> bool:
    return user.has_perm("consultation.delete_comment") and user.has_role(POLICY_OFFICER.slug)


def _erase(row: Any, user: Any) -> str:
    over = row.keep_until is not None and row.keep_until < clock.today()
    return reverse("admin:consultation_erase_comments", args=[row.pk]) if over and _may_erase(user) else ""


def _to_erase(user: Any, today: date) -> list[DeskLine]:
    """Consultations whose comments have been kept for as long as their responses may be. One query."""
    if not _may_erase(user):
        return []
    return [
        DeskLine(
            f"{row}: kept until {day(row.keep_until)}", reverse("admin:consultation_erase_comments", args=[row.pk]),
            due=row.keep_until, overdue=True,
        )
        for row in due(today)[: LIMIT + 1] if row.keep_until
    ]  # fmt: skip


def _erased() -> list[dict[str, Any]]:
    return remembered("comments")


def _again(told: list[dict[str, Any]]) -> int:
    return again(told, erase=erase_again, verb="comments.erased_again")


def _recorded(meeting: Meeting) -> list[str]:
    """What was said at a meeting about a consultation. Two queries."""
    held = EngagementEvent.Standing.HELD
    found = []
    if EngagementEvent.objects.filter(meeting=meeting, standing=held).exists():
        found.append("engagement in a consultation")
    if Comment.objects.filter(meeting=meeting).exists():
        found.append("comments on a consultation")
    return found
