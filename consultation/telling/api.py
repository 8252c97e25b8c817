"""The comparison of two versions, and what a number means in each, for other systems."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.fields import CharField, ChoiceField, UUIDField
from rest_framework.request import Request

from outcomes.framework.comparing.changes import KEYS
from outcomes.framework.comparing.parts import WORDS
from outcomes.framework.numbers import meanings, newest_first
from plan.api.describe import extend_schema, reads
from plan.api.views import ReadView
from plan.models import Plan

from .pages import A_NUMBER
from .reading import Compared as Read

TAG = "The plan"
A_SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
BEFORE = OpenApiParameter("before", A_SLUG, OpenApiParameter.PATH, description="Short name of the version before.")
AFTER = OpenApiParameter("after", A_SLUG, OpenApiParameter.PATH, description="Short name of the version after.")
NUMBER = OpenApiParameter(
    "number", {"type": "string", "pattern": f"^{A_NUMBER.pattern}$"}, OpenApiParameter.PATH,
    description="A number as printed, such as 5.2.",
)  # fmt: skip


class NamedShape(serializers.Serializer):
    """What a part is called in one version."""

    number = CharField(help_text="As printed; of what has none, that of what it stands under.")
    title = CharField(help_text="Its title; of an aim or a commitment all its words.")


class ChangeShape(serializers.Serializer):
    """One change of one part."""

    uuid = UUIDField(help_text="What the part is known by in both versions.")
    kind = ChoiceField(list(WORDS.items()), help_text="What it is.")
    to = NamedShape(allow_null=True, help_text="What it is called after; null where it is gone.")
    reason = CharField(help_text="Why, where that is recorded.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that a class can have."""
        fields = super().get_fields()
        before = NamedShape(allow_null=True, help_text="What it was called before; null where it is new.")
        return {"uuid": fields["uuid"], "kind": fields["kind"], "from": before, "to": fields["to"],
                "reason": fields["reason"]}  # fmt: skip


VersionsComparedShape = type(
    "VersionsComparedShape",
    (serializers.Serializer,),
    {
        "__doc__": "Every change between two versions, by how it changed; a part may stand under several.",
        **{key: ChangeShape(many=True, help_text=f"Parts that were {key}.") for key in KEYS},
    },
)


class Compared(ReadView):
    """About sixty queries, whatever the versions hold."""

    @extend_schema(
        **reads(
            "compare_editions", TAG, "Two versions compared", VersionsComparedShape,
            "What was added, removed, retitled, reworded, moved, renumbered and merged, with the reasons recorded.",
            [BEFORE, AFTER],
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        seen = Plan.objects.visible_to(request.user)
        before, after = (get_object_or_404(seen, slug=kwargs[name]) for name in ("before", "after"))
        return Read(before, after).entries()


class MeaningShape(serializers.Serializer):
    """What a number means in one version."""

    edition = CharField(source="plan.slug", help_text="Short name of the version.")
    kind = ChoiceField([("outcome", "Outcome"), ("sub_outcome", "Sub-outcome"), ("section", "Section")],
                       help_text="What it is.")  # fmt: skip
    uuid = UUIDField(allow_null=True, help_text="The part of the plan; null for a section.")
    title = CharField(help_text="As printed.")


class MeaningsShape(serializers.Serializer):
    """What a printed number means in each version that has it, newest first."""

    number = CharField(help_text="As asked.")
    meanings = MeaningShape(many=True, help_text="One for each version that has it.")


class Meanings(ReadView):
    """Four queries."""

    @extend_schema(
        **reads("read_number", TAG, "What a number means", MeaningsShape,
                "The same number means different things in different versions.", [NUMBER])
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        number = kwargs["number"]
        plans = newest_first(Plan.objects.visible_to(request.user))
        found = meanings(number, plans) if A_NUMBER.fullmatch(number) else []
        if not found:
            raise NotFound
        return MeaningsShape({"number": number, "meanings": found}).data
