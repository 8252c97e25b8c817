"""The verbs on consultations: announcing, extending, closing early, correcting their words.

Each is atomic, keyword-only, checks the role itself and writes one event. Raises `NotPossible` with a sentence for the
person, ValidationError where a field is wrong, and `plan.roles.NotYours` for the wrong person.
"""

from datetime import date
from typing import Any

from django.db import transaction

from outcomes.reporting.saving import put
from plan import clock, events
from plan.desk import changes
from plan.roles import POLICY_OFFICER, require
from plan.stages import Stage
from plan.standing import stages
from plan.wording import day, join_words

from .models import Consultation
from .states import State

CORRECTED = ("title", "purpose", "planned_length", "run_by", "contact", "privacy_notice", "keep_until")


class NotPossible(ValueError):
    """It may not be done so, or not now. The text says why and what to do."""


def locked(consultation: Consultation) -> Consultation:
    """The consultation as it stands, locked until the transaction ends."""
    return Consultation.objects.select_for_update(of=("self",)).select_related("plan").get(pk=consultation.pk)


def missing(consultation: Consultation) -> list[str]:
    """What it lacks before people may be asked. One query."""
    if not consultation.is_held_here:
        return []
    lacks = {
        "what it is for": consultation.purpose, "whom to ask (contact)": consultation.contact,
        "the privacy notice": consultation.privacy_notice,
        "the day until which responses are kept": consultation.keep_until,
        "at least one question": consultation.pk and consultation.questions.filter(section="main").exists(),
    }  # fmt: skip
    return [what for what, there in lacks.items() if not there]


def doubts(consultation: Consultation) -> list[str]:
    """What speaks against asking people now, without forbidding it. Four queries."""
    plan = consultation.plan
    if plan is None or not consultation.is_held_here:
        return []
    stage = stages([plan], consultation.opens)[plan.pk]
    if stage not in (Stage.REPLACED, Stage.EXPIRED):
        return []
    return [f"{plan} is “{stage.words.lower()}”: answers can change nothing in it. Choose one that is worked on."]


@transaction.atomic
def announce(consultation: Consultation, *, by: Any, why: str = "") -> Consultation:
    """Make a consultation public. Where it is held on this site, its survey opens by itself on its first day."""
    require(by, POLICY_OFFICER, to="announce a consultation")
    row = locked(consultation)
    if row.is_announced:
        raise NotPossible("It is announced already.")
    if lacks := missing(row):
        raise NotPossible(f"Before it is announced it needs {join_words(lacks)}.")
    if row.is_held_here and row.closes < clock.today():
        raise NotPossible(f"It would have closed on {day(row.closes)}. Give it a later closing date.")
    if row.plan is not None and row.is_held_here and not row.plan.is_public:
        raise NotPossible(f"{row.plan} is not public: people could not read what they are asked about. Publish it.")
    unfinished = [str(question) for question in row.questions.all() if question.has_choices and not question.options()]
    if row.is_held_here and unfinished:
        raise NotPossible(f"Give “{unfinished[0]}” its choices.")
    row.published_at = clock.now()
    row.full_clean()
    put(row, by=by, why=why)
    detail = {"opens": row.opens.isoformat(), "closes": row.closes.isoformat(), "held": row.held}
    events.record(verb="consultation.announced", subject=row, by=by, why=why, detail=detail)
    return row


@transaction.atomic
def extend(consultation: Consultation, *, to: date, reason: str, by: Any) -> Consultation:
    """Keep it open for longer, before it has closed. The first closing date stays; the reason is public."""
    require(by, POLICY_OFFICER, to="extend a consultation")
    row, reason = locked(consultation), _said(reason, "Say why it is extended. People read the reason.")
    _running(row)
    if to <= row.window.last_day:
        raise NotPossible(f"It is open until {day(row.window.last_day)} already. Give a later day.")
    if row.keep_until is not None and row.keep_until <= to:
        raise NotPossible(f"Responses are kept until {day(row.keep_until)}. Correct that day first, to a later one.")
    before = row.window.last_day
    row.extended_to, row.extension_reason = to, reason
    row.full_clean()
    put(row, by=by, why=reason)
    detail = {"before": before.isoformat(), "to": to.isoformat()}
    events.record(verb="consultation.extended", subject=row, by=by, why=reason, detail=detail)
    return row


@transaction.atomic
def close_early(consultation: Consultation, *, reason: str, by: Any) -> Consultation:
    """Take no more answers from now on. The reason is public."""
    require(by, POLICY_OFFICER, to="close a consultation early")
    row, reason = locked(consultation), _said(reason, "Say why it is closed early. People read the reason.")
    _running(row)
    row.ended_on, row.ended_reason = clock.today(), reason
    row.full_clean()
    put(row, by=by, why=reason)
    detail = {"last_day": row.window.last_day.isoformat(), "ended_on": row.ended_on.isoformat()}
    events.record(verb="consultation.closed_early", subject=row, by=by, why=reason, detail=detail)
    return row


@transaction.atomic
def correct(consultation: Consultation, *, reason: str, by: Any, **fields: Any) -> Consultation:
    """Put right the words of a consultation that was announced, or for how long its responses are kept."""
    require(by, POLICY_OFFICER, to="correct a consultation")
    row, reason = locked(consultation), _said(reason, "Say why it is corrected. The reason stays with its history.")
    before = Consultation.objects.get(pk=row.pk)
    if others := [name for name in fields if name not in CORRECTED]:
        raise NotPossible(f"Its {join_words(others)} cannot be corrected.")
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    if row.is_announced and (lacks := missing(row)):
        raise NotPossible(f"It still needs {join_words(lacks)}.")
    if not (found := changes.between(before, row, events.name_of)):
        raise NotPossible("Nothing would change.")
    put(row, by=by, why=reason)
    detail = {"changes": [change.as_detail() for change in found]}
    events.record(verb="consultation.corrected", subject=row, by=by, why=reason, detail=detail)
    return row


def _running(row: Consultation) -> None:
    if not row.is_announced:
        raise NotPossible("It is not announced yet: change its dates on its page.")
    if row.state(clock.today()) is State.CLOSED:
        raise NotPossible("It has closed. Hold another consultation instead.")


def _said(reason: str, ask: str) -> str:
    if not reason.strip():
        raise NotPossible(ask)
    return reason.strip()
