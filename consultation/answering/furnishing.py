"""What this room hangs into the ground floor's slots."""

from datetime import date
from typing import Any

from django.urls import reverse

from plan.forgetting import Forgetting, kinds
from plan.roles import POLICY_OFFICER
from plan.slots import DeskGroup, DeskLine, DeskTask, Grant, LogVerb, WorkerChore, slots
from plan.wording import day

from . import desk

RESPONSES = ("consultation.Response", "consultation.Answer", "consultation.AboutYou", "consultation.ResponseFile")
VERBS = {
    "response.keyed": "typed in a response to a consultation",
    "response.erased": "erased a response to a consultation",
    "responses.erased": "erased the responses to a consultation",
    "responses.erased_again": "erased responses again that a backup had brought back",
}
LIMIT = 8


def furnish() -> None:
    desk.furnish()
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    # The one grant that opens responses. No other role has it, and administration alone does not do.
    slots.grants.add(Grant("responses-officer", POLICY_OFFICER.slug, RESPONSES, ("view",)))
    slots.grants.add(Grant("responses-keying", POLICY_OFFICER.slug, RESPONSES[:1], ("add",)))
    slots.desk_groups.add(DeskGroup("responses", "Responses to consultations", RESPONSES[:1], order=46))
    kinds.add(Forgetting("responses", _erased, _again))
    slots.worker_chores.add(WorkerChore("unfinished-responses", _purge))
    slots.desk_tasks.add(DeskTask("responses-to-erase", "Responses to erase", _to_erase, order=35, limit=LIMIT))


def _erased() -> list[dict[str, Any]]:
    from .forgetting import remembered

    return remembered("response", "responses")


def _again(told: list[dict[str, Any]]) -> int:
    from .erasing import erase_again
    from .forgetting import again

    return again(told, erase=erase_again, verb="responses.erased_again")


def _purge() -> None:
    from .erasing import purge_unfinished

    purge_unfinished()


def _to_erase(user: Any, today: date) -> list[DeskLine]:
    """Consultations whose responses have been kept for as long as people were told. One query."""
    from .erasing import due  # it reads models, which this module does without

    if not user.has_perm("consultation.view_response") or not user.has_role(POLICY_OFFICER.slug):
        return []
    return [
        DeskLine(
            f"{row}: kept until {day(row.keep_until)}", reverse("admin:consultation_erase_all", args=[row.pk]),
            due=row.keep_until, overdue=True,
        )
        for row in due(today)[: LIMIT + 1] if row.keep_until
    ]  # fmt: skip
