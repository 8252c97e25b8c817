"""How views are described in the schema: one call for each, so that all say the same of what they share."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers

from .problems import CONTENT_TYPE, ProblemShape
from .views import MOST_ON_A_PAGE, MOST_PAGES, ON_A_PAGE

SAID = {
    400: "The address or the body cannot be understood.",
    401: "There is no token, or it does not work.",
    403: "The account of the token may not do this.",
    404: "There is nothing here, or it is not published.",
    409: "Somebody changed one of these figures meanwhile; nothing was written.",
    413: "The body is too large; nothing was written.",
    415: "The body is not JSON; nothing was written.",
    422: "Some rows cannot be used; nothing was written. The errors say which and why.",
    429: "You asked too often.",
}
READING = (400, 401, 404, 429)
PAGES = (
    OpenApiParameter(
        "page", {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}, description="Which page of the list, from 1."
    ),
    OpenApiParameter(
        "page_size", {"type": "integer", "minimum": 1, "maximum": MOST_ON_A_PAGE},
        description=f"How many on a page: {ON_A_PAGE} unless told, at most {MOST_ON_A_PAGE}.",
    ),
)  # fmt: skip


# What stands in an address as a short name.
SLUG = OpenApiParameter(
    "slug", {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}, OpenApiParameter.PATH, description="Short name of it."
)


def parameter(name: str, description: str, words: Sequence[str] = ()) -> OpenApiParameter:
    """A parameter of an address; `words` are all that it takes, where these do not depend on the council."""
    kind: dict[str, Any] = {"type": "string", "enum": list(words)} if words else {"type": "string", "minLength": 1}
    return OpenApiParameter(name, kind, description=description)


def reads(
    name: str, tag: str, summary: str, shape: Any, description: str = "", parameters: Sequence[Any] = ()
) -> dict[str, Any]:
    """For `extend_schema`: how reading one thing is described. `name` is what programs call it by."""
    return {
        "operation_id": name,
        "tags": [tag],
        "summary": summary,
        "description": description or summary,
        "parameters": list(parameters),
        "responses": {200: shape, **problems(*READING)},
    }


def lists(
    name: str, tag: str, summary: str, shape: Any, description: str = "", parameters: Sequence[Any] = ()
) -> dict[str, Any]:
    """For `extend_schema`: how reading a list, a page at a time, is described."""
    return reads(name, tag, summary, _page_of(shape), description, [*parameters, *PAGES])


def problems(*statuses: int) -> dict[Any, Any]:
    return {(status, CONTENT_TYPE): OpenApiResponse(ProblemShape, SAID[status]) for status in statuses}


def closed(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A hook of the schema: what is sent has no fields but those described."""
    for name, shape in result["components"]["schemas"].items():
        if name.endswith("Request"):
            shape["additionalProperties"] = False
    return result


def _page_of(shape: type[serializers.Serializer]) -> Any:
    link = {"allow_null": True, "help_text": "From the root of the site; null where there is none."}
    return inline_serializer(
        name=f"{shape.__name__.removesuffix('Shape')}Page",
        fields={
            "count": serializers.IntegerField(help_text="How many there are on all pages."),
            "next": serializers.CharField(**link),
            "previous": serializers.CharField(**link),
            "results": shape(many=True),
        },
    )


__all__ = ["SLUG", "extend_schema", "lists", "parameter", "problems", "reads"]
