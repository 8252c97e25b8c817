"""Versions of the plan, and what they promise. Words come from the same tree as the pages (`framework.tree`), so a
whole version is read for any part of it: ten queries."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from django.db.models import F
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from outcomes.framework.tree import CommitmentNode, OutcomeNode, read_tree
from plan import clock
from plan.api.describe import SLUG, extend_schema, lists, parameter, reads
from plan.api.shapes import Together
from plan.api.views import ListView, ReadView
from plan.models import Plan
from plan.standing import stages

from .shapes import AimShape, CommitmentShape, EditionDetailShape, EditionShape, OutcomeShape, SubOutcomeShape

TAG = "The plan"
EDITION = parameter("edition", "Short name of a version of the plan; the one in force unless told.")
OUTCOME = parameter("outcome", "Only under this outcome: its short name in this version.")
SUB_OUTCOME = parameter("sub_outcome", "Only under the sub-outcome with this number.")


def editions(request: Request) -> Any:
    """Versions that who asks may see, each with the short name of the one before, if they may see that."""
    seen = Plan.objects.visible_to(request.user)
    before = dict(seen.values_list("pk", "slug"))
    today = clock.today()
    rows = list(seen.order_by("-start_year", F("in_force_from").desc(nulls_last=True), "slug"))
    stage = stages(rows, today)
    return [
        Together(
            SimpleNamespace(
                in_force_today=plan.is_in_force(today), replaced=before.get(plan.replaces_id), stage=stage[plan.pk]
            ),
            plan,
        )
        for plan in rows
    ]


def tree(request: Request) -> tuple[str, tuple[OutcomeNode, ...]]:
    """The version asked for, by its short name, as a tree. Where none is named and none is in force, nothing."""
    seen = Plan.objects.visible_to(request.user)
    slug = request.query_params.get("edition", "")
    plan = get_object_or_404(seen, slug=slug) if slug else seen.in_force(clock.today()).first()
    return (plan.slug, read_tree(plan)) if plan else ("", ())


class Editions(ListView):
    shape = EditionShape

    @extend_schema(
        **lists("list_editions", TAG, "Versions of the plan", EditionShape, "Every published version, newest first.")
    )
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> Any:
        return editions(request)


class Edition(ReadView):
    @extend_schema(**reads("read_edition", TAG, "One version of the plan", EditionDetailShape, parameters=[SLUG]))
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        found = [one for one in editions(request) if one.slug == kwargs["slug"]]
        if not found:
            raise NotFound
        return EditionDetailShape(found[0]).data


# Parts of a version -------------------------------------------------------------------------------------------------


def outcomes(edition: str, nodes: Sequence[OutcomeNode], outcome: str, sub_outcome: str) -> Iterator[Together]:
    for node in nodes:
        yield Together(SimpleNamespace(edition=edition, sub_outcomes=[sub.uuid for sub in node.sub_outcomes]), node)


def sub_outcomes(edition: str, nodes: Sequence[OutcomeNode], outcome: str, sub_outcome: str) -> Iterator[Together]:
    for node in nodes:
        for sub in node.sub_outcomes if outcome in ("", node.slug) else ():
            more = SimpleNamespace(
                edition=edition, outcome=node.uuid, aims=[aim.uuid for aim in sub.aims],
                commitments=[commitment.uuid for commitment in sub.commitments],
                statements=[{"heading": heading, "texts": texts} for heading, texts in sub.statements],
            )  # fmt: skip
            yield Together(more, sub)


def aims(edition: str, nodes: Sequence[OutcomeNode], outcome: str, sub_outcome: str) -> Iterator[Together]:
    for node in nodes:
        for sub in node.sub_outcomes if outcome in ("", node.slug) else ():
            for aim in sub.aims if sub_outcome in ("", sub.number) else ():
                yield Together(SimpleNamespace(edition=edition, sub_outcome=sub.uuid), aim)


def commitments(edition: str, nodes: Sequence[OutcomeNode], outcome: str, sub_outcome: str) -> Iterator[Together]:
    """Each once, with all its places, in the order of the first of them."""
    found: dict[Any, CommitmentNode] = {}
    places: dict[Any, list[dict[str, Any]]] = {}
    chosen = set()
    for node in nodes:
        for sub in node.sub_outcomes:
            for one in sub.commitments:
                found.setdefault(one.uuid, one)
                place = {"sub_outcome": sub.uuid, "number": sub.number, "aim": one.aim}
                places.setdefault(one.uuid, []).append(place)
                if outcome in ("", node.slug) and sub_outcome in ("", sub.number):
                    chosen.add(one.uuid)
    for uuid, one in found.items():
        if uuid in chosen:
            nested = [{"uuid": part, "text": text} for part, text in one.nested]
            yield Together(SimpleNamespace(edition=edition, places=places[uuid], nested=nested), one)


class Parts(ListView):
    """The parts of one kind of one version: `find` takes them from its tree."""

    find: Any
    filters = ("edition", "outcome", "sub_outcome")

    def rows(self, request: Request, **kwargs: Any) -> list[Together]:
        asked = request.query_params
        under = (asked.get("outcome", ""), asked.get("sub_outcome", ""))
        return list(type(self).find(*tree(request), *under))


class Part(ReadView):
    """One of them, by its UUID."""

    find: Any
    shape: type[Serializer]
    params = ("edition",)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        for one in type(self).find(*tree(request), "", ""):
            if one.uuid == kwargs["uuid"]:
                return self.shape(one).data
        raise NotFound


def _views(shape: type[Serializer], find: Any, name: str, told: str, filters: Sequence[Any]) -> tuple[Any, Any]:
    """The list of one kind of part, and one of them."""
    shared = {"shape": shape, "find": staticmethod(find)}
    several: Any = type(f"{name}s", (Parts,), {**shared, "filters": tuple(one.name for one in filters)})
    one: Any = type(name, (Part,), shared)
    code, kind = told.lower().replace("-", "_"), told.lower().removesuffix("s")
    plural = lists(f"list_{code}", TAG, told, shape, f"{told} of one version of the plan, in its order.", filters)
    single = reads(f"read_{code.removesuffix('s')}", TAG, f"One {kind}", shape, parameters=[EDITION])
    return (
        extend_schema_view(get=extend_schema(**plural))(several).as_view(),
        extend_schema_view(get=extend_schema(**single))(one).as_view(),
    )


OUTCOMES = _views(OutcomeShape, outcomes, "Outcome", "Outcomes", [EDITION])
SUB_OUTCOMES = _views(SubOutcomeShape, sub_outcomes, "SubOutcome", "Sub-outcomes", [EDITION, OUTCOME])
AIMS = _views(AimShape, aims, "Aim", "Aims", [EDITION, OUTCOME, SUB_OUTCOME])
COMMITMENTS = _views(CommitmentShape, commitments, "Commitment", "Commitments", [EDITION, OUTCOME, SUB_OUTCOME])
