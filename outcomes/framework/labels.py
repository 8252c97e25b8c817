"""What items are called: by their wording in the newest edition. For lists and choices, many at once."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Min

from .models import Aim, Commitment, Outcome, PlanItem, SubOutcome

LONGEST = 110
Kind = PlanItem.Kind


def labels(items: Iterable[UUID] | None = None, kinds: Iterable[str] = Kind.values) -> dict[UUID, str]:
    """Items with their names, in the plan's order; of all items where none are given. One query for each kind."""
    wanted = None if items is None else list(items)
    found: dict[UUID, str] = {}
    for kind in kinds:
        found |= _READ[kind](wanted)
    return found


def _rows(model, wanted, *columns):
    rows = model.objects.all() if wanted is None else model.objects.filter(item__in=wanted)
    return rows.order_by("plan__start_year", "plan_id", *_ORDER[model]).values_list("item_id", *columns)


def _titled(model):
    def read(wanted) -> dict[UUID, str]:
        return _newest_last(
            (item, f"{number} {title}") for item, number, title in _rows(model, wanted, "number", "title")
        )

    return read


def _aims(wanted) -> dict[UUID, str]:
    rows = _rows(Aim, wanted, "sub_outcome__number", "text")
    return _newest_last((item, f"{number}: {shortened(text)}") for item, number, text in rows)


def _commitments(wanted) -> dict[UUID, str]:
    rows = Commitment.objects.all() if wanted is None else Commitment.objects.filter(item__in=wanted)
    rows = rows.annotate(
        first=Min("placements__sub_outcome__number"), first_of_list=Min("parent__placements__sub_outcome__number")
    ).order_by("plan__start_year", "plan_id", "position", "pk")
    told = rows.values_list("item_id", "first", "first_of_list", "text")
    return _newest_last((item, f"{own or of_list or '–'}: {shortened(text)}") for item, own, of_list, text in told)


def _newest_last(pairs) -> dict[UUID, str]:
    """The newest edition's name wins, and its order too."""
    found: dict[UUID, str] = {}
    for item, label in pairs:
        found.pop(item, None)
        found[item] = label
    return found


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


_ORDER = {Outcome: ("position", "pk"), SubOutcome: ("outcome__position", "position", "pk"),
          Aim: ("sub_outcome__outcome__position", "sub_outcome__position", "position", "pk")}  # fmt: skip
_READ: dict[str, Callable[[list[UUID] | None], dict[UUID, str]]] = {
    Kind.OUTCOME: _titled(Outcome), Kind.SUB_OUTCOME: _titled(SubOutcome), Kind.AIM: _aims,
    Kind.COMMITMENT: _commitments,
}  # fmt: skip
