"""Going back to where one came from: links to a form carry `_return`, an address on this site, through to the save."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

RETURN = "_return"


def with_return(url: str, back: str) -> str:
    """The address of a form that, once saved, leads back."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({RETURN: back})}"


def return_address(request: HttpRequest) -> str:
    """Where the request says to go back to: a path on this site, or nothing."""
    address = request.GET.get(RETURN, "")
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe else ""


class ReturningMixin:
    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponse:
        back = return_address(request)
        return HttpResponseRedirect(back) if back else super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        back = return_address(request)
        return HttpResponseRedirect(back) if back else super().response_post_save_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._carry(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._carry(request, super().response_change(request, obj))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        back = return_address(request)
        return HttpResponseRedirect(back) if back and f"/{obj_id}/" not in back else response

    def _carry(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Saving to go on editing keeps the way back."""
        back = return_address(request)
        goes_on = "_continue" in request.POST or "_addanother" in request.POST
        if back and goes_on and isinstance(response, HttpResponseRedirect) and RETURN not in response.url:
            return HttpResponseRedirect(with_return(response.url, back))
        return response
