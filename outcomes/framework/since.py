"""What became of an edition's words since somebody looked: read from the event log, for whoever is about to publish."""

from typing import Any

from django.apps import apps
from django.db import models

from plan.clock import LONDON
from plan.desk.changes import shortened
from plan.models import Event, Plan
from plan.wording import day

# The models that hold an edition's words, each with the foreign keys that lead to it.
WORDS: dict[str, tuple[str, ...]] = {
    "plan.plan": (),
    "plan.section": ("plan",),
    "plan.sectionentry": ("section", "plan"),
    "plan.glossaryterm": ("plan",),
    "outcomes.outcome": ("plan",),
    "outcomes.suboutcome": ("plan",),
    "outcomes.aim": ("plan",),
    "outcomes.commitment": ("plan",),
    "outcomes.commitmentpartner": ("commitment", "plan"),
    "outcomes.placement": ("sub_outcome", "plan"),
    "outcomes.jointwork": ("sub_outcome", "plan"),
    "outcomes.statement": ("sub_outcome", "plan"),
    "outcomes.saving": ("sub_outcome", "plan"),
}
LONGEST = 90


def changed_since(plan: Plan, seen: int) -> list[str]:
    """What was done to the edition's words after event number `seen`, in sentences, oldest first.

    One query, and one or two for each event on a part of any edition since: people look at a page for minutes.
    """
    events = Event.objects.filter(sequence__gt=seen, subject_type__in=WORDS).order_by("sequence")
    return [in_words(event) for event in events if edition_of(event) == plan.pk]


def edition_of(event: Event) -> int | None:
    """The key of the edition that an event's subject is, or was, part of; None where nobody can tell any more."""
    model: type[models.Model] = apps.get_model(event.subject_type)
    key: Any = event.subject_id
    for name in WORDS[event.subject_type]:
        field = model._meta.get_field(name)
        key = _parent(model, key, field.attname)  # type: ignore[union-attr]
        model = field.related_model  # type: ignore[assignment]
    return int(key) if key is not None else None


def _parent(model: Any, key: Any, column: str) -> Any:
    """What a row points at, or pointed at before it was deleted."""
    found = model._base_manager.filter(pk=key).values_list(column, flat=True).first()
    if found is None and hasattr(model, "history"):
        found = model.history.filter(id=key).order_by("-history_id").values_list(column, flat=True).first()
    return found


def in_words(event: Event) -> str:
    local = event.at.astimezone(LONDON)
    done = event.verb.rpartition(".")[2].replace("_", " ")
    lines = event.detail.get("changes", []) if done == "changed" else []
    told = "; ".join(
        f"{line['label']}: {shortened(line['before'], LONGEST)} → {shortened(line['after'], LONGEST)}" for line in lines
    )
    what = f"{event.by_name} {done} “{shortened(event.subject, LONGEST)}”, {day(local.date())}, {local:%H:%M}"
    return f"{what}. {told}" if told else what
