"""Names editions that were altered behind the database's triggers, by what the event log kept of them."""

from collections.abc import Iterator

from plan import seals
from plan.models import Amendment, Event, Plan
from plan.wording import join_words

PUBLISHED, AMENDED = "plan.published", "plan.amended"


def sealing(plan: Plan) -> dict:
    """What an event that publishes or amends an edition keeps of it."""
    return {"plan": plan.pk, "edition": seals.seal(plan.pk)}


def altered_editions() -> Iterator[str]:
    """What differs from what was published and amended, each in a sentence."""
    sealed: dict[str, dict] = {}
    names: dict[str, str] = {}
    for event in Event.objects.filter(verb__in=(PUBLISHED, AMENDED)).order_by("sequence"):
        pk = event.subject_id if event.verb == PUBLISHED else str(event.detail.get("plan", ""))
        if event.verb == PUBLISHED:
            if pk in names:
                yield f"The event log says twice that {event.subject} was published."
            names[pk] = event.subject
        sealed[pk] = event.detail.get("edition", {})
    public = {str(plan.pk): plan for plan in Plan.objects.public().order_by("pk")}
    yield from (f"{name} was published and is no longer there." for pk, name in names.items() if pk not in public)
    for pk, plan in public.items():
        if pk not in names:
            yield f"{plan} is published, but the event log does not say so."
        elif parts := seals.broken(plan.pk, sealed[pk]):
            yield f"{plan}: its {join_words(parts)} were altered behind the event log."
    yield from _amendments()


def _amendments() -> Iterator[str]:
    """Each amendment has its entry in the log, and each entry its amendment."""
    entries: dict[int | None, Event] = {
        event.sequence: event for event in Event.objects.filter(verb=AMENDED).order_by("sequence")
    }
    recorded = {amendment.event_id: amendment for amendment in Amendment.objects.exclude(event=None).order_by("pk")}
    for number, amendment in recorded.items():
        entry = entries.get(number)
        if entry is None or _told(amendment) != (entry.detail.get("plan"), entry.by_id, entry.why):
            yield f"The amendment of {amendment} is not what the event log says of it."
    for number, entry in entries.items():
        if "plan" in entry.detail and number not in recorded:
            yield f"The event log names an amendment of {entry.subject} that is no longer there."


def _told(amendment: Amendment) -> tuple:
    return (amendment.plan_id, amendment.by_id, amendment.why)
