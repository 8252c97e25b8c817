"""What scrutiny asked, beside what it asked about: panels of indicators, meetings and packs."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.followed import asked_about, followed, resolved, starting_questions
from outcomes.scrutiny.resolutions import Resolution
from performance.models import Indicator
from plan import clock
from plan.models import Meeting
from plan.roles import SCRUTINY_MEMBER


def note_address(user: Any, **about: Any) -> str:
    """Where a scrutiny member notes a question about this; empty for everybody else."""
    if not user.is_authenticated or not user.has_role(SCRUTINY_MEMBER.slug):
        return ""
    return f"{reverse('my-questions')}?{urlencode(about)}"


def asked_of_indicator(indicator: Indicator, user: Any) -> dict[str, Any] | None:
    found = asked_about(on=clock.today(), user=user, indicator=indicator)
    note = note_address(user, indicator=indicator.slug)
    return {"asked": found, "note": note} if found or note else None


def at_meeting(meeting: Meeting, user: Any) -> dict[str, Any] | None:
    """What the meeting resolved and asked for, and what is due at it."""
    today = clock.today()
    seen = Action.objects.visible_to(user)
    found = {
        "resolutions": resolved(Resolution.objects.visible_to(user).filter(meeting=meeting), on=today, user=user),
        "asked": followed(seen.filter(meeting=meeting), on=today, user=user),
        "due": followed(seen.filter(due_meeting=meeting), on=today, user=user),
        "questions": starting_questions(on=today) if meeting.date >= today else (),
    }
    return found if any(found.values()) else None


def before_reading(pack: Any, user: Any) -> dict[str, Any] | None:
    """On a pack's page: the questions to start from, and where to note one's own."""
    found = {
        "questions": starting_questions(on=clock.today()),
        "note": note_address(user, pack=pack.pk),
    }
    return found if any(found.values()) else None
