"""What was erased stays erased: noted when it goes, and erased again where an older backup brought it back.

Only what the restored database does not know to be erased is looked for: what was typed in after an erasure stays.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from consultation.asking.models import Consultation
from plan import events

from .models import Erasure

WHY = "Erased again, after a backup from before was brought back"
Told = dict[str, Any]


def note(consultation: Consultation, what: str, digest: str = "") -> None:
    Erasure.objects.create(consultation=consultation, what=what, digest=digest)


def remembered(*what: str) -> list[Told]:
    """Every erasure of these kinds, as plain values. One query."""
    rows = Erasure.objects.filter(what__in=what).order_by("pk")
    return [
        {"key": str(key), "consultation": slug, "what": kind, "digest": digest}
        for key, slug, kind, digest in rows.values_list("key", "consultation__slug", "what", "digest")
    ]


@transaction.atomic
def again(told: list[Told], *, erase: Callable[[Consultation, str, set[str]], int], verb: str) -> int:
    """Erase what is there once more. `erase` takes a consultation, what went and the digests, and says how many went;
    where any did, the log says so. Returns how many in all."""
    known = {str(key) for key in Erasure.objects.values_list("key", flat=True)}
    missing: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        if one["key"] not in known:
            missing.setdefault((one["consultation"], one["what"]), []).append(one)
    total = 0
    for (slug, what), rows in missing.items():
        consultation = Consultation.objects.filter(slug=slug).first()
        if consultation is None:
            continue  # it was entered after the backup, and its responses with it
        went = erase(consultation, what, {row["digest"] for row in rows})
        Erasure.objects.bulk_create(
            Erasure(key=row["key"], consultation=consultation, what=what, digest=row["digest"]) for row in rows
        )
        if went:
            events.record(verb=verb, subject=consultation, by=None, why=WHY, detail={what: went})
        total += went
    return total
