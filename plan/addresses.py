"""Words that no part of an address may be, since a page of another kind has them: read off the addresses themselves."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.deconstruct import deconstructible

_PARAMETER = re.compile(r"<[^>]*>")
ANY = "*"
TAKEN = "Another page of the site has this word at the same place of its address. Choose another."


@cache
def reserved(place: str) -> frozenset[str]:
    """The words that stand right after a beginning, such as "plans/", in some address. "*" stands for anything."""
    places = {route[len(place) :].split("/")[0] for route in _routes() if route.startswith(place)}
    return frozenset(word for word in places if word and ANY not in word)


@cache
def _routes() -> tuple[str, ...]:
    return tuple(_PARAMETER.sub(ANY, route) for route in _walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Iterator[str]:
    for one in patterns:
        if not isinstance(one.pattern, RoutePattern):
            continue
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


@deconstructible
class NoOtherPage:
    """Refuses what would be hidden by another page at the same place, or would hide it. `places` are where the value
    stands in addresses."""

    def __init__(self, *places: str) -> None:
        self.places = places

    def __call__(self, value: str) -> None:
        if any(value.casefold() in reserved(place) for place in self.places):
            raise ValidationError(TAKEN)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOtherPage) and self.places == other.places

    def __hash__(self) -> int:
        return hash(self.places)
