"""Pages kept for readers who are not signed in.

A page is kept under the revision of the event log, which moves in the transaction of every change, so what is kept is
never stale; under the day in London, because pages are read "on a day"; and under its address. A page that is found
costs one small query, the revision. What signed-in people see is never kept.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, wraps
from pathlib import Path
from typing import overload
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache as store
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.template.response import SimpleTemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from . import clock, events

DAY = 24 * 60 * 60
CODE = ("templates/**/*.html", "templates/**/*.svg", "*/static/**/*.css", "plan/**/*.py", "performance/**/*.py",
        "outcomes/**/*.py", "consultation/**/*.py")  # fmt: skip

View = Callable[..., HttpResponse]


@overload
def kept(view: View, *, params: Sequence[str] = ()) -> View: ...
@overload
def kept(view: None = None, *, params: Sequence[str] = ()) -> Callable[[View], View]: ...
def kept(view: View | None = None, *, params: Sequence[str] = ()) -> View | Callable[[View], View]:
    """Decorate a page's view: GET and HEAD only, kept for anonymous readers, answered by 304 where nothing changed.

    `params` names the query parameters the page depends on; any others are ignored, so that made-up ones neither fill
    the cache nor miss it. The view must depend on nothing else of the request but its path and its user.
    """
    if view is None:
        return lambda decorated: kept(decorated, params=params)

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if request.user.is_authenticated:
            response = _rendered(view(request, *args, **kwargs))
            patch_cache_control(response, private=True, no_store=True)
            return response
        stamp = stamp_of(request.path, normalised(request.GET, params))
        unchanged = get_conditional_response(request, etag=f'"{stamp}"')
        if unchanged is not None:
            response = unchanged
            response["ETag"] = f'"{stamp}"'
        else:
            response = _page(stamp, view, request, args, kwargs)
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return page


def normalised(query: QueryDict, params: Sequence[str]) -> str:
    """The query with only these parameters, the last value of each, in alphabetical order and without empty ones."""
    return urlencode([(name, query[name]) for name in sorted(params) if query.get(name)])


def _page(stamp: str, view: View, request: HttpRequest, args: tuple, kwargs: dict) -> HttpResponse:
    key = f"page:{stamp}"
    found = store.get(key)
    if found is not None:
        body, content_type = found
        response = HttpResponse(body, content_type=content_type)
    else:
        response = _rendered(view(request, *args, **kwargs))
        if response.status_code != 200 or response.streaming or response.cookies:
            return response
        store.set(key, (response.content, response["Content-Type"]), DAY)
    response["ETag"] = f'"{stamp}"'
    return response


def stamp_of(path: str, query: str) -> str:
    """What the page is kept under. The revision is read before the page is made: a change in between makes a page
    newer than its stamp, never older."""
    parts = (fingerprint(), str(events.revision()), clock.today().isoformat(), path, query)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def fingerprint() -> str:
    """A digest of the code and templates, so that a release changes every page. Once per process: about 20 ms."""
    digest = hashlib.sha256()
    for pattern in CODE:
        for file in sorted(Path(settings.BASE_DIR).glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _rendered(response: HttpResponse) -> HttpResponse:
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    return response
