"""What views of the API have in common.

An answer to nobody in particular is kept like a page (see `plan/pages.py`): under the revision of the event log, so
that it is never stale. Where nothing changed the answer is 304 and costs one query. What a token is told is not kept.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache as store
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import AuthenticationFailed, NotFound
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from plan import pages

from .authentication import BearerToken
from .parsing import Json
from .problems import Problem
from .throttling import ByAccount, ByAddress

MOST_ON_A_PAGE = 100
MOST_PAGES = 1_000_000
ON_A_PAGE = 25
PAGE_PARAMS = ("page", "page_size")


class OnlyJson(DefaultContentNegotiation):
    """JSON, whatever the browser would like best."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    authentication_classes = (BearerToken,)
    permission_classes = (AllowAny,)  # what is shown, `visible_to` decides
    parser_classes = (Json,)
    throttle_classes = (ByAddress, ByAccount)
    content_negotiation_class = OnlyJson
    http_method_names = ["get", "head"]

    def perform_authentication(self, request: Request) -> None:
        """Who tries tokens that do not work is held up like anybody without one."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization"])
        if "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response


class ReadView(ApiView):
    """Reading. A subclass says what is there with `answer`, which depends on nothing but the path, the parameters
    in `params` and who asks."""

    params: Sequence[str] = ()

    def answer(self, request: Request, **kwargs: Any) -> Any:
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        asked = self.asked(request)
        if request.user.is_authenticated:
            return Response(self.answer(request, **kwargs))
        stamp = pages.stamp_of(request.path, urlencode(asked))
        response = get_conditional_response(request._request, etag=f'"{stamp}"')
        if response is None:
            response = self._kept(stamp, request, kwargs)
        response["ETag"] = f'"{stamp}"'
        patch_cache_control(response, no_cache=True)
        return response

    def asked(self, request: Request) -> list[tuple[str, str]]:
        """The parameters given, in alphabetical order. What is not known or said twice is refused: a filter that is
        spelt wrong must not look like one that lets everything through."""
        faults = []
        for name, values in request.query_params.lists():
            if name not in self.params:
                known = f"It takes {', '.join(self.params)}." if self.params else "It takes none."
                faults.append({"parameter": name, "message": f"This address has no such parameter. {known}"})
            elif len(values) > 1:
                faults.append({"parameter": name, "message": "Give it once."})
            elif not values[0]:
                faults.append({"parameter": name, "message": "Give it a value, or leave it out."})
        refuse(faults)
        return sorted(request.query_params.items())

    def _kept(self, stamp: str, request: Request, kwargs: dict[str, Any]) -> HttpResponse:
        key = f"api:{stamp}"
        body = store.get(key)
        if body is None:
            body = self.get_renderers()[0].render(self.answer(request, **kwargs))
            store.set(key, body, pages.DAY)
        return HttpResponse(body, content_type="application/json")


class ListView(ReadView):
    """A list, a page at a time. A subclass gives `rows` (anything with a length, of which it can be asked for a part)
    and the `shape` of each."""

    shape: type[Serializer]
    filters: Sequence[str] = ()

    @property
    def params(self) -> Sequence[str]:  # type: ignore[override]
        return (*self.filters, *PAGE_PARAMS)

    def rows(self, request: Request, **kwargs: Any) -> Any:
        raise NotImplementedError

    def answer(self, request: Request, **kwargs: Any) -> dict[str, Any]:
        number = whole(request, "page", 1, MOST_PAGES)
        size = whole(request, "page_size", ON_A_PAGE, MOST_ON_A_PAGE)
        rows = self.rows(request, **kwargs)
        total, first = len(rows), (number - 1) * size
        if first >= total and number > 1:
            raise NotFound
        return {
            "count": total,
            "next": _page(request, number + 1) if first + size < total else None,
            "previous": _page(request, number - 1) if number > 1 else None,
            "results": self.shape(rows[first : first + size], many=True).data,
        }


def whole(request: Request, name: str, otherwise: int, most: int) -> int:
    """A whole number among the parameters, from 1 to `most`."""
    text = request.query_params.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        refuse([{"parameter": name, "message": f"“{text[:40]}” is not a whole number from 1 to {most}."}])
    return int(text)


def refuse(faults: Sequence[dict[str, Any]]) -> None:
    """Nothing where there are no faults."""
    if faults:
        raise Problem(400, "The address asks for something that cannot be given. See the errors.", faults)


def refuse_form(filters: Any) -> None:
    """The faults of filters, as the page that has the same filters words them: 400 where one of a few words was to be
    given, 404 where what is named is not there, or may not be seen."""
    faults = [
        {"parameter": name, "message": str(message)} for name, all_ in filters.form.errors.items() for message in all_
    ]
    if any(filters.filters[fault["parameter"]].extra.get("choices") for fault in faults):
        refuse(faults)
    elif faults:
        raise Problem(404, "Nothing has this name, or it is not published. See the errors.", faults)


def _page(request: Request, number: int) -> str:
    """Another page of the same list: from the root of the site, as its host name is the reader's business."""
    asked = {**request.query_params.dict(), "page": str(number)}
    return f"{request.path}?{urlencode(sorted(asked.items()))}"


@extend_schema(exclude=True)
class Nothing(ApiView):
    """Whatever else is asked for under the API's address."""

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        raise NotFound

    post = put = patch = delete = get
