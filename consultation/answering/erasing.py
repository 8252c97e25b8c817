"""Erasure: of one response by its reference number, of all when they have been kept for long enough, of what nobody
handed in. What rooms to the right derive from answers hangs on them by cascading keys, and goes with them.

How many responses came in stays, as a count without content (`ErasedTally`).
"""

from collections import Counter
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet

from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from plan import clock, events
from plan.roles import POLICY_OFFICER, require
from plan.wording import count, day

from .forgetting import note
from .models import REFERENCE, AboutYou, ErasedTally, Erasure, Response, erased_hash
from .readable import grouped
from .saving import UNFINISHED_KEPT

BATCH = 2_000  # responses deleted by one statement
NO_SUCH = "This consultation has no response with this reference number. Ask for the number again, sign by sign."


@transaction.atomic
def erase_response(*, consultation: Consultation, reference: str, by: Any, why: str) -> None:
    """Erase one response with all that belongs to it. The log says that one was erased, and not which."""
    require(by, POLICY_OFFICER, to="erase a response")
    if not why.strip():
        raise NotPossible("Say why, without a name: on the respondent’s wish, say.")
    known = grouped(reference, of=REFERENCE["of"])
    row = Response.objects.select_for_update().filter(consultation=consultation, reference=known).first()
    if row is None:
        raise NotPossible(NO_SUCH)
    _tally(consultation, Counter([row.channel] if row.is_submitted else []))
    row.delete()
    note(consultation, Erasure.What.RESPONSE, erased_hash(known))
    events.record(verb="response.erased", subject=consultation, by=by, why=why, detail={"responses": 1})


@transaction.atomic
def erase_all(*, consultation: Consultation, by: Any, why: str = "") -> int:
    """Erase every response of a consultation, once the day until which they are kept is over. Returns how many."""
    require(by, POLICY_OFFICER, to="erase responses")
    row = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if row.keep_until is None or clock.today() <= row.keep_until:
        until = f"until {day(row.keep_until)}" if row.keep_until else "until a day that is yet to be set"
        raise NotPossible(f"Responses are kept {until}. Correct that day first if they are to go sooner.")
    found = Response.objects.filter(consultation=row)
    how_many = _delete_counted(row, found)
    note(row, Erasure.What.RESPONSES)
    why = why.strip() or f"Kept until {day(row.keep_until)}"
    events.record(verb="responses.erased", subject=row, by=by, why=why, detail={"responses": how_many})
    return how_many


def erase_again(consultation: Consultation, what: str, digests: set[str]) -> int:
    """Erase responses that an older backup brought back: all of them, or those whose reference numbers have these
    codes."""
    found = Response.objects.filter(consultation=consultation)
    if what == Erasure.What.RESPONSE:
        references = found.values_list("pk", "reference")
        found = found.filter(pk__in=[pk for pk, reference in references if erased_hash(reference) in digests])
    return _delete_counted(consultation, found)


def purge_unfinished(*, today: date | None = None) -> int:
    """Erase what nobody handed in, four weeks after its last change. A worker's chore: one query where there is nothing
    to do, safe when several do it at once. No event: it is nobody's doing. Returns how many."""
    today = today or clock.today()
    return _delete(Response.objects.unfinished().filter(last_on__lt=today - UNFINISHED_KEPT))


def due(today: date) -> QuerySet[Consultation]:
    """Consultations whose responses should have been erased."""
    rows = Consultation.objects.filter(keep_until__lt=today)
    return rows.filter(pk__in=Response.objects.values("consultation_id")).order_by("keep_until", "pk")


def received(consultation: Consultation) -> dict[str, int]:
    """How many responses were submitted, by how they came, those erased since among them. Two queries."""
    rows = Response.objects.submitted().filter(consultation=consultation).order_by().values_list("channel")
    found = Counter(dict(rows.annotate(Count("pk"))))
    for channel, erased in ErasedTally.objects.filter(consultation=consultation).values_list("channel", "erased"):
        found[channel] += erased
    return dict(found)


def in_words(how_many: int) -> str:
    return f"{count(how_many, 'response')} erased."


def _delete(rows: QuerySet[Response]) -> int:
    total = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            AboutYou.objects.filter(response__in=keys).delete()
            Response.objects.filter(pk__in=keys).delete()
        total += len(keys)
    return total


def _delete_counted(consultation: Consultation, rows: QuerySet[Response]) -> int:
    """Delete responses; how many of them had been submitted stays, by how they came."""
    tally: Counter[str] = Counter(rows.submitted().values_list("channel", flat=True))  # type: ignore[attr-defined]
    how_many = _delete(rows)
    _tally(consultation, tally)
    return how_many


def _tally(consultation: Consultation, erased: Counter) -> None:
    for channel, how_many in erased.items():
        ErasedTally.objects.get_or_create(consultation=consultation, channel=channel)
        ErasedTally.objects.filter(consultation=consultation, channel=channel).update(erased=F("erased") + how_many)
