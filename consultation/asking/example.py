"""Loads an example council's consultations (`consultations.toml`), by the verbs and under the days they happened on."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from plan import clock
from plan.examples import absent, read, sourced
from plan.models import Body, Meeting, Plan
from plan.wording import count

from .announcing import announce, extend
from .composing import questions_from
from .models import AlternativeFormat, Consultation
from .questions import Choice, Question, QuestionRow

FILE = "consultations.toml"
WHY = "Example"
GIVEN = ("title", "subject", "held", "purpose", "run_by", "contact", "privacy_notice")


@transaction.atomic
def load_consultations(folder: Path, by) -> list[str]:
    """Those that are not there yet and whose version of the plan is. One that is to be tried is open on the day it is
    loaded."""
    plans = {plan.slug: plan for plan in Plan.objects.all()}
    found = absent(Consultation, read(folder, FILE).get("consultations", []))
    rows = [row for row in found if "plan" not in row or row["plan"] in plans]
    for row in rows:
        _load(row, plans, by)
    return [f"{count(len(rows), 'consultation')} added"] if rows else []


def _load(row: dict[str, Any], plans: dict[str, Plan], by: Any) -> None:
    opens, closes = _window(row)
    body = Body.objects.get(slug=row["approved_by"]) if "approved_by" in row else None
    met = Meeting.objects.filter(body=body, date=row["approved_on"]).first() if body else None
    made = Consultation.objects.create(
        slug=row["slug"], opens=opens, closes=closes, planned_length=row.get("length", ""), approved_by=body,
        approved_at=met, plan=plans[row["plan"]] if "plan" in row else None,
        keep_until=closes + timedelta(weeks=row["keep_weeks"]) if "keep_weeks" in row else None,
        **{name: row.get(name, "").strip() for name in GIVEN}, **sourced(row),
    )  # fmt: skip
    for place, one in enumerate(row.get("formats", []), start=1):
        AlternativeFormat.objects.create(consultation=made, position=place, kind=one["kind"], how=one["how"])
    with _on(min(row.get("announced", opens), opens) - timedelta(days=0 if "announced" in row else 1)):
        for one in row.get("questions", []):
            _ask(made, one, by)
        announce(made, by=by, why=WHY)
    if longer := row.get("extended"):
        with _on(longer["on"]):
            extend(made, to=longer["to"], reason=longer["reason"], by=by)


def _window(row: dict[str, Any]) -> tuple[date, date]:
    if "opens" in row:
        return row["opens"], row["closes"]
    opens = clock.today() - timedelta(days=row["opened_days_ago"])
    return opens, opens + timedelta(weeks=row["weeks"])


def _ask(made: Consultation, row: dict[str, Any], by: Any) -> None:
    if row.get("from_plan"):
        questions_from(made, by=by, why=WHY)
        return
    section = row.get("section", Question.Section.MAIN)
    question = Question.objects.create(
        consultation=made, section=section, position=made.questions.filter(section=section).count() + 1,
        kind=row["kind"], wording=row["wording"], help=row.get("help", ""), about=row.get("about", "other"),
        required=row.get("required", False), is_respondent_type=row.get("asks_who", False),
    )  # fmt: skip
    for place, (code, wording) in enumerate(row.get("choices", []), start=1):
        Choice.objects.create(question=question, position=place, code=code, wording=wording)
    for place, wording in enumerate(row.get("rows", []), start=1):
        QuestionRow.objects.create(question=question, position=place, wording=wording)


def _on(day: date) -> Any:
    return clock.standing_at(datetime.combine(day, time(12), tzinfo=clock.LONDON))
