"""The consultation report as a kind of pack: for whom, about what, and what is looked at before it is published."""

from datetime import date

from django.urls import reverse

from consultation.asking.models import Consultation
from outcomes.packs.kinds import Design, PackKind, Subjects, kinds
from outcomes.packs.models import PackVersion
from outcomes.reporting.points import Point
from performance.checks import Level
from plan.models import BodyKind
from plan.wording import count

from .content import ConsultationContent
from .gathering import gather
from .sheets import sheets

CONSULTATION = "consultation"
BODIES = (BodyKind.COUNCIL.value, BodyKind.CABINET.value, BodyKind.COMMISSION.value, BodyKind.COMMITTEE.value)
SHEETS = ("plan/paper-base.css", "outcomes/pack.css", "consultation/report.css")


def called(slug: str) -> str:
    return Consultation.objects.announced().filter(slug=slug).values_list("title", flat=True).first() or ""


def offered() -> list[tuple[str, str]]:
    return list(Consultation.objects.announced().values_list("slug", "title"))


def points(version: PackVersion) -> list[Point]:
    """Themes that nobody has answered, and a survey held here without final results. Raises ValueError for a content of
    another schema."""
    content = ConsultationContent.from_dict(version.content)
    row = Consultation.objects.filter(slug=version.pack.subject).first()
    url = reverse("admin:consultation_open_themes", args=[row.pk]) if row else ""
    found = [
        Point(Level.WARNING, "open", theme.title, "nobody has answered this yet: the report says so", url)
        for theme in content.open_themes
    ]
    if row is not None and row.is_held_here and (content.survey is None or content.survey.interim):
        lacks = "are interim only" if content.survey else "are not published, so it has none of them"
        so_far = reverse("admin:consultation_results_so_far", args=[row.pk])
        found.append(Point(Level.WARNING, "survey", row.title, f"results of the survey on this site {lacks}", so_far))
    return found


def checklist(version: PackVersion, today: date) -> list[str]:
    """What it holds. No query."""
    try:
        content = ConsultationContent.from_dict(version.content)
    except ValueError:
        return ["It was built before this system last changed. Build it again."]
    made = sum(len(theme.made) for theme in content.themes)
    lines = [
        f"It shows {count(len(content.themes), 'theme')}, {len(content.open_themes)} without an answer.",
        f"It lists {count(made, 'change')} of the plan one by one.",
    ]
    return [*lines, *(["Some of it is marked illustrative."] if content.illustrative else [])]


def furnish() -> None:
    kinds.add(
        PackKind(
            key=CONSULTATION,
            title="Consultation report",
            bodies=BODIES,
            covers=None,
            gather=gather,
            read=ConsultationContent.from_dict,
            design=Design("packs/consultation/paper.html", "packs/consultation/page.html", SHEETS),
            subjects=Subjects("consultation", called, offered),
            lede="Who was asked, what people said, and what became of it.",
            points=points,
            checklist=checklist,
            sheets=sheets,
            order=70,
        )
    )
