"""What the API offers: the OpenAPI schema, and the same as a page to read that needs no script."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from plan.pages import kept

from .views import ReadView

METHODS = ("get", "post")


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI description, made from the views once in a process: some tenths of a second."""
    made = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(made))  # plain text instead of what is translated later


@extend_schema(exclude=True)
class Schema(ReadView):
    def answer(self, request: Request, **kwargs: Any) -> dict[str, Any]:
        return schema()


@dataclass(frozen=True)
class Row:
    """A parameter or a field, as a table tells it. `depth` is how far inside others it stands."""

    name: str
    kind: str
    words: str
    needed: bool = False


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: str
    needs_token: bool
    parameters: list[Row] = field(default_factory=list)
    sent: list[Row] = field(default_factory=list)
    answered: list[Row] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)


@kept
def reference(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/api.html", {"groups": groups(schema())})


def groups(described: dict[str, Any]) -> list[tuple[str, list[Operation]]]:
    """Operations by their tag, in the order of the schema."""
    found: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = methods[method]["tags"][0]
                found.setdefault(tag, []).append(_operation(described, path, method, methods[method]))
    return list(found.items())


def _operation(described: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Operation:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answered = told["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        anchor=told["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told["description"],
        needs_token={} not in told.get("security", [{}]),
        parameters=[
            Row(one["name"], _kind(described, one["schema"]), one.get("description", ""), one["in"] == "path")
            for one in told.get("parameters", [])
        ],
        sent=list(_fields(described, body)),
        answered=list(_fields(described, answered)),
        refusals=[(status, one["description"]) for status, one in told["responses"].items() if status != "200"],
    )


def _resolved(described: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to in its place; a choice of one or nothing is that one."""
    for several in ("allOf", "oneOf"):
        if several in shape:
            shape = {**shape, **_resolved(described, shape[several][0])}
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        shape = {**described["components"]["schemas"][name], **{k: v for k, v in shape.items() if k != "$ref"}}
    return shape


def _fields(described: dict[str, Any], shape: dict[str, Any], within: str = "") -> Iterator[Row]:
    """The fields of an object, those of objects inside it with their full names: `results[].latest.value`."""
    shape = _resolved(described, shape)
    for name, one in shape.get("properties", {}).items():
        told = _resolved(described, one)
        full, items = f"{within}{name}", told.get("items", {})
        words = one.get("description", told.get("description", ""))
        yield Row(full, _kind(described, one), words, name in shape.get("required", []))
        yield from _fields(described, told if told.get("properties") else items, f"{full}[]." if items else f"{full}.")


def _kind(described: dict[str, Any], shape: dict[str, Any]) -> str:
    shape = _resolved(described, shape)
    if "enum" in shape:
        return "one of " + ", ".join(str(value) for value in shape["enum"] if value not in ("", None))
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object"}
    name = kind.get(shape.get("type", "object"), "")
    if shape.get("type") == "array":
        of = _kind(described, shape["items"])
        return "list" if of == "object" else f"list of {of}"
    name = {"date": "date", "date-time": "time", "uuid": "UUID", "decimal": "decimal as text"}.get(
        shape.get("format", ""), name
    )
    return f"{name} or null" if shape.get("nullable") else name
