"""What the API offers: the OpenAPI schema, and the same as a page to read that needs no script."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from plan import wording
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
    """A parameter or a field, as a list tells it. `inside` is the shape of what it holds, told in a list of its own."""

    name: str
    kind: str
    words: str
    needed: bool = False
    inside: "Named | None" = None


@dataclass(frozen=True)
class Named:
    """A shape that stands in several answers: told once, under its name, and linked from each."""

    anchor: str
    name: str


@dataclass(frozen=True)
class Shape:
    named: Named
    fields: list[Row]


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
    answer: Named | None = None  # what the answer as a whole is, where that is told elsewhere
    refusals: list[tuple[str, str]] = field(default_factory=list)


@kept
def reference(request: HttpRequest) -> HttpResponse:
    described = schema()
    return render(request, "plan/api.html", {"groups": groups(described), "shapes": shapes(described)})


def groups(described: dict[str, Any]) -> list[tuple[str, list[Operation]]]:
    """Operations by their tag, in the order of the schema."""
    found: dict[str, list[Operation]] = {}
    shared = _shared(described)
    for path, methods in described["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = methods[method]["tags"][0]
                found.setdefault(tag, []).append(_operation(described, shared, path, method, methods[method]))
    return list(found.items())


def shapes(described: dict[str, Any]) -> list[Shape]:
    """What stands in several answers, by name."""
    shared = _shared(described)
    told = [(_named(name), described["components"]["schemas"][name]) for name in shared]
    return [
        Shape(named, list(_fields(described, shared, shape)))
        for named, shape in sorted(told, key=lambda one: one[0].name)
    ]


def _operation(
    described: dict[str, Any], shared: set[str], path: str, method: str, told: dict[str, Any]
) -> Operation:  # fmt: skip
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
        sent=list(_fields(described, shared, body)),
        answered=[] if _name(answered) in shared else list(_fields(described, shared, answered)),
        answer=_named(_name(answered)) if _name(answered) in shared else None,
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


def _name(shape: dict[str, Any]) -> str:
    """Which of the named shapes this refers to, by itself or as a list of them; else nothing."""
    for several in ("allOf", "oneOf"):
        if several in shape:
            return _name(shape[several][0])
    return shape["$ref"].rpartition("/")[2] if "$ref" in shape else _name(shape["items"]) if "items" in shape else ""


def _named(name: str) -> Named:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Shape")).lower()
    return Named(f"shape-{words.replace(' ', '-')}", wording.sentence(words))


def _shared(described: dict[str, Any]) -> set[str]:
    """The named objects that more than one answer, or more than one field of them, is made of."""
    schemas = described["components"]["schemas"]
    answers = [
        methods[method]["responses"]["200"]["content"]["application/json"]["schema"]
        for methods in described["paths"].values() for method in METHODS if method in methods
    ]  # fmt: skip
    used, waiting = Counter(_name(shape) for shape in answers), {_name(shape) for shape in answers}
    known = set(waiting)
    while waiting:
        inside = [_name(one) for one in schemas[waiting.pop()].get("properties", {}).values()]
        used.update(inside)
        waiting |= {name for name in inside if name} - known
        known |= set(inside)
    return {name for name, times in used.items() if times > 1 and schemas.get(name, {}).get("properties")}


def _fields(
    described: dict[str, Any], shared: set[str], shape: dict[str, Any], within: str = ""
) -> Iterator[Row]:  # fmt: skip
    """The fields of an object, those of objects inside it with their full names: `latest.period.code`. An object that
    stands in several answers is named instead."""
    shape = _resolved(described, shape)
    for name, one in shape.get("properties", {}).items():
        told = _resolved(described, one)
        full, items = f"{within}{name}", told.get("items", {})
        words = one.get("description", told.get("description", ""))
        inside = _named(_name(one)) if _name(one) in shared else None
        yield Row(full, _kind(described, one), words, name in shape.get("required", []), inside)
        if inside is None:
            yield from _fields(
                described, shared, told if told.get("properties") else items, f"{full}[]." if items else f"{full}."
            )


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
