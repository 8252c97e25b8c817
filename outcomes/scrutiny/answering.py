"""The verbs on answers: written as a draft, published, taken back. What is not published is read by those who keep
answers and by whoever is to give them, and by nobody else."""

from datetime import date
from typing import Any

from django.db import transaction

from outcomes.reporting.saving import put
from plan import clock, events
from plan.locking import Stale
from plan.models import Paper
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours, require
from plan.wording import day

from .answers import ActionAnswer
from .asked import Action
from .asking import NotPossible, _keeper, _open, locked


@transaction.atomic
def answer(
    action: Action, *, by: Any, text: str, on: date | None = None, office: str = "", is_final: bool = True,
    paper: Paper | None = None, link: str = "", is_later_note: bool = False, seen: int | None = None, **sourced: Any,
) -> ActionAnswer:  # fmt: skip
    """Write an answer, as a draft. `office` is whose it is: the one that was asked, unless told otherwise. `seen` is
    the version of what is answered, as in `asking`."""
    action = locked(action, seen)
    office = _whose(action, by, office.strip())
    _open(action)
    if not text.strip():
        raise NotPossible("Write the answer.")
    row = ActionAnswer(
        action=action, date=on or clock.today(), text=text.strip(), office=office,
        is_final=is_final, is_later_note=is_later_note, paper=paper, link=link, **sourced,
    )  # fmt: skip
    if row.date > clock.today():
        raise NotPossible(f"{day(row.date)} is still to come. Give the day it was answered.")
    if ActionAnswer.objects.filter(action=action, date=row.date, text=row.text).exists():
        raise NotPossible("This answer is recorded already.")
    row.full_clean()
    put(row, by=by)
    verb = "answer.noted_later" if is_later_note else "answer.written"
    events.record(verb=verb, subject=row, by=by, detail={"final": is_final})
    return row


def add_later_note(action: Action, *, by: Any, text: str, **fields: Any) -> ActionAnswer:
    """What was told after the meeting and stands with its minute, marked as such (requirement F71)."""
    _keeper(by, action.raised_by, "add a later note to a minute")
    return answer(action, by=by, text=text, is_later_note=True, **fields)


@transaction.atomic
def publish_answer(row: ActionAnswer, *, by: Any, seen: int | None = None) -> ActionAnswer:
    """Let everyone who may see what was asked read the answer. Nobody but those who keep the record may, and
    what they publish is version `seen`, where somebody read it on a page."""
    row = _answer(row, seen)
    require(by, POLICY_OFFICER, DEMOCRATIC_SERVICES, to="publish an answer")
    _keeper(by, row.action.raised_by, "publish an answer to this body")
    if row.published_at:
        raise NotPossible("This answer is published already.")
    if not row.office:
        raise NotPossible("Say whose answer it is before it is published.")
    row.published_at, row.published_by = clock.now(), by
    put(row, by=by, why="Published")
    events.record(verb="answer.published", subject=row, by=by, detail={"final": row.is_final})
    return row


@transaction.atomic
def take_back(row: ActionAnswer, *, by: Any, why: str, seen: int | None = None) -> ActionAnswer:
    """A published answer that was wrong, or said too much, is a draft again; the reason stays with its history."""
    row = _answer(row, seen)
    _keeper(by, row.action.raised_by, "take back an answer")
    if row.published_at is None:
        raise NotPossible("This answer is not published.")
    if not why.strip():
        raise NotPossible("Say why the answer is taken back.")
    row.published_at = row.published_by = None
    put(row, by=by, why=why.strip())
    events.record(verb="answer.taken_back", subject=row, by=by, why=why.strip())
    return row


def _answer(row: ActionAnswer, seen: int | None) -> ActionAnswer:
    """The answer as it stands, locked; raises `plan.locking.Stale` like `asking.locked`."""
    found = ActionAnswer.objects.select_for_update(of=("self",)).select_related("action__raised_by").get(pk=row.pk)
    if seen is not None and found.version != seen:
        raise Stale(ActionAnswer, found.pk, seen)
    return found


def offices_of(action: Action, user: Any) -> list[str]:
    """In whose name somebody who is named to answer may do so: the post that was asked, and their own."""
    return list(dict.fromkeys(office for office in (action.owner_office, user.office) if office))


def _whose(action: Action, by: Any, office: str) -> str:
    """The post that an answer is given by. Those who keep what was asked may name any; who was asked names no other
    post than theirs. Raises NotYours for anybody else."""
    mine = by is not None and by.is_active and action.owner_id == by.pk
    try:
        _keeper(by, action.raised_by, "answer what this body asked for")
    except NotYours:
        if not mine:
            raise NotYours(
                "An answer is written by whoever was asked, or by policy officers and democratic services. Ask one of"
                " them."
            ) from None
        if office and office not in offices_of(action, by):
            raise NotPossible(f"You answer as {' or '.join(offices_of(action, by))}, not as {office}.") from None
    return office or action.owner_office
