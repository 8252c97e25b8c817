"""The verbs of officers who type in what came on paper, by telephone, letter or e-mail."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import day

from .forms import Saying
from .models import Response, ResponseFile
from .saving import write
from .scans import MOST, NotAScan, kind_of

Channel = Response.Channel


@transaction.atomic
def key_in(
    *, consultation: Consultation, channel: str, received_on: date, answers: Mapping[Question, Iterable[Saying]],
    files: Iterable[bytes] = (), by: Any,
) -> Response:  # fmt: skip
    """Keep a response that did not come online, whole, as submitted on the day it was received.

    It may be typed in after the closing date, for as long as it was received by then. The log says that one was typed
    in and how it came. Raises `NotPossible`.
    """
    require(by, POLICY_OFFICER, to="type in responses")
    row = Consultation.objects.get(pk=consultation.pk)
    _may_come(row, channel, received_on)
    said = {question: list(sayings) for question, sayings in answers.items()}
    if any(question.consultation_id != row.pk for question in said):
        raise NotPossible("One of the questions is another consultation’s.")
    if not any(said.values()):
        raise NotPossible("Type in at least one answer.")
    response = Response(consultation=row, channel=channel, started_on=received_on, last_on=received_on)
    response.submitted_on = received_on
    response.save()
    for question, sayings in said.items():
        write(response, question, sayings)
    response.save(update_fields=["respondent_type"])
    _keep(response, list(files))
    events.record(verb="response.keyed", subject=row, by=by, detail={"channel": str(channel)})
    return response


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
