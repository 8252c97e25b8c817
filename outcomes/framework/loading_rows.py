"""The rows under a sub-outcome, written as its outline tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from .importer.outline import BesideNested, SavingOutline, SubOutcomeOutline
from .known_partners import Library
from .models import (
    Aim,
    Commitment,
    CommitmentPartner,
    JointWork,
    Placement,
    PlanItem,
    Saving,
    Statement,
    SubOutcome,
)
from .same_places import Place

ROLES = {False: Commitment.Role.LEAD, True: Commitment.Role.CONTRIBUTING}


@dataclass
class Known:
    """What parts loaded before mean to later ones: addresses taken, rows of commitments by their places; and what is
    in the library."""

    first_places: Mapping[Place, Place]
    library: Library = field(default_factory=Library)
    slugs: set[str] = field(default_factory=set)
    commitments: dict[Place, Commitment] = field(default_factory=dict)


def load_lists(sub_outcome: SubOutcome, outline: SubOutcomeOutline) -> None:
    with_history(
        Statement,
        (
            Statement(sub_outcome=sub_outcome, heading=group.heading, text=text, position=place)
            for group in outline.statements
            for place, text in enumerate(group.items, start=1)
        ),
    )
    with_history(
        JointWork,
        (
            JointWork(sub_outcome=sub_outcome, text=text, position=place)
            for place, text in enumerate(outline.joint_work, start=1)
        ),
    )
    _load_savings(sub_outcome, outline.savings, None)


def _load_savings(sub_outcome: SubOutcome, outlines: Iterable[SavingOutline], whole: Saving | None) -> None:
    for one in outlines:
        saving = Saving(
            sub_outcome=sub_outcome, name=one.name, amount=one.amount, qualifier=one.qualifier, part_of=whole
        )
        with_history(Saving, [saving])
        _load_savings(sub_outcome, one.parts, saving)


def load_commitments(
    sub_outcome: SubOutcome, outline: SubOutcomeOutline, aims: Mapping[int, Aim], known: Known
) -> None:
    """Each is an item of its own but where the outline says that it stands elsewhere already, in the same words."""
    places = {row.position: (outline.number, row.position) for row in outline.commitments}
    new = [row for row in outline.commitments if places[row.position] not in known.first_places]
    made = with_history(
        Commitment,
        (
            Commitment(
                plan=sub_outcome.plan, item=item, position=row.position, text=row.text, role=ROLES[row.contributes],
                source=row.source, illustrative=row.illustrative,
            )
            for item, row in zip(new_items(PlanItem.Kind.COMMITMENT, len(new)), new, strict=True)
        ),
    )  # fmt: skip
    known.commitments |= {places[row.position]: one for row, one in zip(new, made, strict=True)}
    _load_partners(((one, row.partners) for one, row in zip(made, new, strict=True)), known)
    _load_nested([(one, row.nested, row.beside_nested) for one, row in zip(made, new, strict=True)], known)
    with_history(
        Placement,
        (
            Placement(
                sub_outcome=sub_outcome, aim=aims.get(row.aim_position or 0), position=row.position,
                commitment=known.commitments[known.first_places.get(places[row.position], places[row.position])],
            )
            for row in outline.commitments
        ),
    )  # fmt: skip


def _load_nested(told: Iterable[tuple[Commitment, Iterable[str], Iterable[BesideNested]]], known: Known) -> None:
    rows = []
    for parent, texts, beside in told:
        by_place = {one.position: one for one in beside}
        rows += [
            (parent, place, text, by_place.get(place, BesideNested(place))) for place, text in enumerate(texts, start=1)
        ]
    made = with_history(
        Commitment,
        (
            Commitment(
                plan=parent.plan, item=item, parent=parent, position=place, text=text, role=ROLES[one.contributes],
                source=one.source, illustrative=one.illustrative,
            )
            for item, (parent, place, text, one) in zip(
                new_items(PlanItem.Kind.COMMITMENT, len(rows)), rows, strict=True
            )
        ),
    )  # fmt: skip
    _load_partners(((row, one.partners) for row, (*_, one) in zip(made, rows, strict=True)), known)


def _load_partners(told: Iterable[tuple[Commitment, Iterable[str]]], known: Known) -> None:
    CommitmentPartner.objects.bulk_create(
        CommitmentPartner(commitment=commitment, partner=partner)
        for commitment, names in told
        for partner in known.library.partners(names)
    )


def new_items(kind: str, how_many: int) -> list[PlanItem]:
    return PlanItem.objects.bulk_create([PlanItem(kind=kind) for _ in range(how_many)])


def with_history(model: type[Model], rows: Iterable) -> list[Any]:
    """Written in one go, with the history that saving one by one would have left."""
    made = model._default_manager.bulk_create(rows)
    model.history.bulk_history_create(made, default_change_reason="Imported")  # type: ignore[attr-defined]
    return made
