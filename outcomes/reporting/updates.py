"""The verbs for delivery updates: how one commitment stands on a date (requirements D 44).

An update is published with its report, or, where it stands alone, by a policy officer.
"""

from datetime import date as Date

from django.db import transaction

from outcomes.framework.models import PlanItem
from plan import events
from plan.clock import now, today
from plan.models import User
from plan.wording import day

from .completeness import reason_needed
from .editing import ensure_editable, touch
from .models import DeliveryStatus, DeliveryUpdate, HighlightReport
from .saving import put
from .transitions import OFFICER, Incomplete, NotAllowed

OLDEST = 10  # years: what an update may tell of


def ensure_may_write(update: DeliveryUpdate, by: User) -> None:
    """Refuse words on a commitment that is not this person's, or in a report whose words stand still.

    Judges where the update is to stand: its `item` and `report` as they are about to be saved. Call it inside the
    transaction that saves.
    """
    if update.date and (wrong := wrong_day(update.date)):
        raise NotAllowed(wrong)
    if update.report is not None:
        ensure_editable(update.report, by)
    elif not may_write_alone(update.item_id, by):
        raise NotAllowed(
            "Only the commitment's lead officer and policy officers may update it. Ask a policy officer to name you as"
            " its lead officer."
        )
    if update.pk:
        standing = DeliveryUpdate.objects.select_for_update().select_related(None).get(pk=update.pk)
        _ensure_open(standing, by)


def wrong_day(described: Date) -> str:
    """Why an update cannot describe this day, or nothing where it can. A year typed wrong ("0022") would count as
    silence of two thousand years."""
    if described > today():
        return f"{day(described)} is in the future. Give the day that the update describes."
    if described.year < today().year - OLDEST:
        return f"{day(described)} is more than {OLDEST} years ago. Look at the year again."
    return ""


def may_write_alone(item_id, by: User) -> bool:
    """Whether somebody may update a commitment outside a report: policy officers, and its lead officer today."""
    if by.has_role(OFFICER):
        return True
    return by.has_role("contributor") and DeliveryUpdate.objects.items_of(by).filter(pk=item_id).exists()


def _ensure_open(standing: DeliveryUpdate, by: User) -> None:
    if standing.published_at:
        raise NotAllowed("A published update does not change. Add a newer one.")
    if standing.report is not None:
        ensure_editable(standing.report, by)
    elif not may_write_alone(standing.item_id, by):
        raise NotAllowed("This update is another officer's. Ask a policy officer to change it.")


@transaction.atomic
def record_update(
    item: PlanItem, *, by: User, date: Date, status: str, text: str = "", public_text: str = "", evidence: str = "",
    report: HighlightReport | None = None, source: str = "", illustrative: bool = False,
) -> DeliveryUpdate:  # fmt: skip
    """Write how a commitment stands on a day, alone or as part of a report."""
    if item.kind != PlanItem.Kind.COMMITMENT:
        raise NotAllowed("Delivery updates are about commitments. Choose a commitment.")
    update = DeliveryUpdate(
        item=item, report=report, date=date, status=status, text=text, public_text=public_text, evidence=evidence,
        author=by, source=source, illustrative=illustrative,
    )  # fmt: skip
    ensure_may_write(update, by)
    if not status:
        raise NotAllowed("Give the status of the commitment.")
    update.clean_fields()
    put(update, by=by)
    if report is not None:
        touch(report, by=by)
    events.record(verb="update.recorded", subject=update, by=by, detail={"status": status, "item": str(item.pk)})
    return update


@transaction.atomic
def publish_update(update: DeliveryUpdate, *, by: User, seen: int | None = None) -> DeliveryUpdate:
    """Clear and publish an update that stands alone. From here on the database refuses every change to it.

    `seen` is the version whose words were read, where somebody read them on a page; another one is not published.
    """
    update.refresh_from_db(from_queryset=DeliveryUpdate.objects.select_for_update())
    if not by.has_role(OFFICER):
        raise NotAllowed("Updates are published by policy officers. Ask one of them.")
    if update.published_at:
        raise NotAllowed("This update is already published. Add a newer one.")
    if update.report_id:
        raise NotAllowed("This update is part of a highlight report and is published with it.")
    if seen is not None and seen != update.version:
        raise NotAllowed("Somebody changed this update since you opened the page. Read it again, then confirm.")
    missing = missing_for_publication(update)
    if missing:
        raise Incomplete(missing, what="update")
    update.published_at = now()
    put(update, by=by, why="published the update")
    events.record(
        verb="update.published", subject=update, by=by, detail={"status": update.status, "item": str(update.item_id)}
    )
    return update


def missing_for_publication(update: DeliveryUpdate) -> list[str]:
    """What an update still lacks before everyone may read it."""
    missing = [] if update.status else ["Give the status of the commitment."]
    if reason_needed(update.status):
        word = DeliveryStatus(update.status).label.lower()
        if not update.text.strip():
            missing.append(f"Say why, for management: the commitment is {word}.")
        if not update.public_text.strip():
            missing.append(f"Say why, for the public: the commitment is {word}.")
    return missing
