"""The verbs of officers who type in what came on paper, by telephone, letter or e-mail."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from consultation.asking.announcing import NotPossible, locked
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import day

from .forms import Saying
from .models import Response, ResponseFile
from .saving import write
from .scans import MOST, NotAScan, kind_of
from .steps import answers_of

Channel = Response.Channel


class KeptAlready(NotPossible):
    """The page was sent before, with other answers in it."""


@transaction.atomic
def key_in(
    *, consultation: Consultation, channel: str, received_on: date, answers: Mapping[Question, Iterable[Saying]],
    files: Iterable[bytes] = (), token: str = "", by: Any,
) -> Response:  # fmt: skip
    """Keep a response that did not come online, whole, as submitted on the day it was received.

    It may be typed in after the closing date, for as long as it was received by then. The same sent again with the same
    `token` is the same response. The log says that one was typed in and how it came. Raises `NotPossible`.
    """
    require(by, POLICY_OFFICER, to="type in responses")
    row = locked(consultation)  # sent twice at once, the second waits and finds the first
    _may_come(row, channel, received_on)
    said, scans = _said(row, answers), list(files)
    there = Response.objects.filter(consultation=row, token_hash=once(token)).first() if token else None
    if there is not None:
        return _same(there, (channel, received_on, said, scans))
    days = {"started_on": received_on, "last_on": received_on, "submitted_on": received_on}
    response = Response(consultation=row, channel=channel, token_hash=once(token) if token else None, **days)
    response.save()
    for question, sayings in said.items():
        write(response, question, sayings)
    response.save(update_fields=["respondent_type"])
    _keep(response, scans)
    events.record(verb="response.keyed", subject=row, by=by, detail={"channel": str(channel)})
    return response


def once(token: str) -> str:
    """What is stored of the token that an officer's page carries. Nobody goes on with a response by it."""
    return salted_hmac("consultation.keyed", token, algorithm="sha256").hexdigest()


def _said(row: Consultation, answers: Mapping[Question, Iterable[Saying]]) -> dict[Question, list[Saying]]:
    said = {question: list(sayings) for question, sayings in answers.items()}
    if any(question.consultation_id != row.pk for question in said):
        raise NotPossible("One of the questions is another consultation’s.")
    if not any(said.values()):
        raise NotPossible("Type in at least one answer.")
    return said


def _same(there: Response, given: tuple[str, date, dict[Question, list[Saying]], list[bytes]]) -> Response:
    """What was kept of this page before, if it is the same. A page may come back with the next response typed in."""
    channel, received_on, said, files = given
    before = {key: set(sayings) for key, sayings in answers_of(there).items() if sayings}
    now = {question.pk: set(sayings) for question, sayings in said.items() if sayings}
    sizes = sorted(there.files.values_list("size", flat=True))
    if (there.channel, there.submitted_on, before) == (channel, received_on, now) and sizes == sorted(map(len, files)):
        return there
    raise KeptAlready(
        f"A response was kept from this page already, as {there.reference}. If this is another one, press the button"
        " again, and choose its scans again."
    )


def _may_come(row: Consultation, channel: str, received_on: date) -> None:
    if channel not in Channel.values or channel == Channel.ONLINE:
        raise NotPossible("Say how it came: on paper, by telephone, letter or e-mail.")
    if not row.is_announced or not row.is_held_here:
        raise NotPossible("Responses are typed in for consultations that are announced and held on this site.")
    if received_on > clock.today():
        raise NotPossible(f"{day(received_on)} is still to come. Give the day it was received.")
    if not row.state(received_on).is_open:
        raise NotPossible(f"On {day(received_on)} it was not open. Only what came while it was open counts.")
    if row.keep_until is not None and row.keep_until < clock.today():
        raise NotPossible(f"Responses were kept until {day(row.keep_until)}.")


def _keep(response: Response, files: list[bytes]) -> None:
    if len(files) > MOST:
        raise NotPossible(f"Attach at most {MOST} files.")
    try:
        made = [ResponseFile(response=response, kind=kind_of(one), size=len(one), content=one) for one in files]
    except NotAScan as error:
        raise NotPossible(str(error)) from None
    ResponseFile.objects.bulk_create(made)
