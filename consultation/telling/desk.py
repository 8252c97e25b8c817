"""What the desk says of themes that nobody has answered: a task, a link, and cautions before what makes them late."""

from datetime import date
from typing import Any

from django.urls import reverse, reverse_lazy

from consultation.asking.models import Consultation
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from plan.slots import Caution, DeskLine, DeskLink, DeskTask, slots
from plan.wording import count

from .said import open_themes

LIMIT = 8
HEADING = "What people said, and nobody has answered yet"


def open_lines(user: Any, today: date) -> list[DeskLine]:
    """Themes without an answer, of consultations that have closed. One query."""
    if not user.has_role(POLICY_OFFICER.slug):
        return []
    rows = open_themes().select_related("consultation").order_by("consultation__opens", "position", "pk")
    late = [row for row in rows if row.consultation.has_closed(today)][: LIMIT + 1]
    return [DeskLine(f"{row.title} ({row.consultation})", answer_address(row.pk)) for row in late]


def answer_address(theme: int) -> str:
    return reverse("admin:consultation_answer_theme", args=[theme])


def themes_address(row: Consultation, user: Any) -> str:
    """Where the themes of a consultation are answered, for those who may."""
    may = row.is_announced and user.has_role(POLICY_OFFICER.slug)
    return reverse("admin:consultation_open_themes", args=[row.pk]) if may else ""


def before_force(plan: Plan) -> list[str]:
    """Themes that are open when a plan is to be put in force: of consultations on it, and on what it was made from."""
    plans = [one for one in (plan, plan.based_on) if one is not None]
    return [str(theme) for theme in open_themes(plans).order_by("position", "pk")]


def before_closing(row: Consultation) -> list[str]:
    number = open_themes().filter(consultation=row).count()
    told = f"{count(number, 'theme')} without an answer. People read them on its page once it has closed."
    return [told] if number else []


def furnish() -> None:
    page = reverse_lazy("admin:consultation_themeanswer_changelist")
    slots.desk_tasks.add(DeskTask("open-themes", HEADING, open_lines, order=46, more_url=page, limit=LIMIT))
    slots.desk_links.add(
        DeskLink(
            "consultation-themes", "consultation.Consultation", "Answer what people said", themes_address, order=60
        )
    )
    slots.cautions.add(Caution("open-themes-force", "put-in-force", HEADING, before_force))
    slots.cautions.add(Caution("open-themes-closing", "close-consultation", HEADING, before_closing))
