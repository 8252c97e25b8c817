"""What this room hangs into the ground floor's slots."""

from typing import Any

from django.urls import reverse

from plan.models import Meeting
from plan.roles import POLICY_OFFICER
from plan.slots import DeskGroup, DeskLink, ExampleData, Grant, LogVerb, MeetingTie, PagePanel, slots

from .engaging import Comment, EngagementEvent
from .example import load_heard
from .pages import panel

LISTED = (
    "consultation.ReportedResult", "consultation.ResponseCount", "consultation.AimRanking", "consultation.Conduct",
    "consultation.EngagementEvent", "consultation.Comment",
)  # fmt: skip
WITHIN = ("consultation.RankedAim", "consultation.CommentItem")
VERBS = {
    "comment.cleared": "cleared a comment for the public",
    "comment.taken_back": "took a comment back from the public",
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
    slots.page_panels.add(PagePanel("heard", "consultation", "consultation/heard_panel.html", panel, order=20))
    slots.meeting_ties.add(MeetingTie("heard", recorded=_recorded, order=40))
    slots.example_data.add(ExampleData("heard", load_heard, order=71))


def _page(row: Any, user: Any) -> str:
    return reverse("consultation-results", args=[row.slug])


def _bring(row: Any, user: Any) -> str:
    may = user.has_perm("consultation.add_reportedresult") and user.has_role(POLICY_OFFICER.slug)
    return reverse("admin:consultation_bring_results", args=[row.pk]) if may else ""


def _recorded(meeting: Meeting) -> list[str]:
    """What was said at a meeting about a consultation. Two queries."""
    held = EngagementEvent.Standing.HELD
    found = []
    if EngagementEvent.objects.filter(meeting=meeting, standing=held).exists():
        found.append("engagement in a consultation")
    if Comment.objects.filter(meeting=meeting).exists():
        found.append("comments on a consultation")
    return found
