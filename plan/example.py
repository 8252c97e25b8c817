"""Loads an example council: its departments, bodies, meetings, partners and strategies (`council.toml`)."""

from datetime import date, time
from pathlib import Path

from django.db import transaction

from .examples import absent, read, sourced
from .models import (
    AgendaItem,
    Body,
    BodyMembership,
    Council,
    Department,
    LeadMember,
    Meeting,
    Partner,
    PartnerAlias,
    Strategy,
)


@transaction.atomic
def load_council(folder: Path, by) -> list[str]:
    data = read(folder, "council.toml")
    if not data:
        return []
    settings = data["council"]
    Council.objects.get_or_create(
        pk=1,
        defaults={
            "name": settings["name"],
            "short_name": settings["short_name"],
            "chair_title": settings["chair_word"],
            "annual_report_title": settings["annual_report_title"],
            "is_demonstration": True,
        },
    )
    for row in absent(Department, data["departments"]):
        Department.objects.create(slug=row["slug"], name=row["name"], **sourced(row))
    for row in absent(LeadMember, data["lead_members"], by="title"):
        LeadMember.objects.create(title=row["title"], portfolio=row["portfolio"], **sourced(row))
    _load_bodies(data, settings)
    _load_partners(data["partners"])
    _load_strategies(data["strategies"])
    _load_meetings(data["meetings"])
    bodies, meetings, partners = Body.objects.count(), Meeting.objects.count(), Partner.objects.count()
    return [f"{settings['name']}: {bodies} bodies, {meetings} meetings, {partners} partners"]


def _load_bodies(data: dict, settings: dict) -> None:
    departments = {department.slug: department for department in Department.objects.all()}
    boards = [{**row, "kind": "board", "purpose": "An officer board that looks after outcomes of the plan."}
              for row in data["outcome_boards"]]  # fmt: skip
    for row in absent(Body, [*data["bodies"], *boards]):
        body = Body.objects.create(
            slug=row["slug"], name=row["name"], kind=row["kind"], short_name=_short(row["name"], settings),
            terms=row.get("purpose", ""), starts=row.get("starts"), **sourced(row),
        )  # fmt: skip
        for member in row.get("members", ()):
            BodyMembership.objects.create(
                body=body, office=member["title"], department=departments.get(member["department"]),
                part=member["role"], starts=row.get("starts"), **sourced(row),
            )  # fmt: skip


def _short(name: str, settings: dict) -> str:
    """'Adults and Communities' for its Overview and Scrutiny Committee: what headers and tables have room for."""
    for word in ("committee_word", "board_word"):
        name = name.removesuffix(f" {settings[word]}")
    return name[:60]


def _load_partners(rows: list[dict]) -> None:
    for row in absent(Partner, rows):
        partner = Partner.objects.create(slug=row["slug"], name=row["name"], kind=row["kind"])
        for alias in row.get("aliases", ()):
            PartnerAlias.objects.get_or_create(name=alias, defaults={"partner": partner})


def _load_strategies(rows: list[dict]) -> None:
    departments = {department.slug: department for department in Department.objects.all()}
    for row in absent(Strategy, rows):
        Strategy.objects.create(
            slug=row["slug"], title=row["title"], status=row["status"].replace("_", " "),
            department=departments.get(row["department"]), lead_office=row.get("lead_office", ""),
            starts=_year_start(row.get("starts")), ends=_year_start(row.get("ends")),
            review_due=row.get("review_due"), link=row.get("link", ""),
            replaces=Strategy.objects.get(slug=row["replaces"]) if "replaces" in row else None, **sourced(row),
        )  # fmt: skip


def _year_start(year: int | None) -> date | None:
    """A strategy of 2021-25 runs from 1 April 2021 until 1 April 2025."""
    return date(year, 4, 1) if year else None


def _load_meetings(rows: list[dict]) -> None:
    bodies = {body.slug: body for body in Body.objects.all()}
    for row in rows:
        if "date" not in row:
            continue  # only the month is known: the decision says so in words
        planned = row.get("planned")
        meeting, new = Meeting.objects.get_or_create(
            body=bodies[row["body"]], date=row["date"],
            defaults={
                "time": _time(row.get("time")),
                "status": Meeting.Status.PROVISIONAL if planned else Meeting.Status.HELD,
                "considered": "\n".join(row["considered"]),
                "result": row.get("result", ""),
                **sourced(row),
            },
        )  # fmt: skip
        if new:
            for number, title in enumerate(row["considered"], start=row.get("first_item", 1)):
                AgendaItem.objects.create(meeting=meeting, number=number, title=title[:200])


def _time(value) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) else value
