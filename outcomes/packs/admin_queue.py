"""The page of the desk that shows what waits to be built. It needs no script: a link looks again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from plan import clock

from .admin_steps import signed_in
from .models import PackVersion
from .queue import queue

FAILED_SHOWN = 8


class QueueView:
    """Adds the queue to the desk of versions."""

    def get_urls(self: Any) -> list[Any]:
        view = self.admin_site.admin_view(self.queue_view)
        return [path("queue/", view, name="outcomes_packversion_queue"), *super().get_urls()]  # type: ignore[misc]

    def queue_view(self: Any, request: HttpRequest) -> HttpResponse:
        if not signed_in(request).has_perm("outcomes.view_pack"):
            raise Http404
        failed = PackVersion.objects.visible_to(request.user).filter(state=PackVersion.State.FAILED, published_at=None)
        failed = failed.select_related("pack__body", "pack__about", "pack__edition").defer("content", "remit")
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": "Packs being built",
            "waiting": queue(now=clock.now(), user=request.user), "failed": failed.order_by("-asked_at")[:FAILED_SHOWN],
            "now": clock.now(),
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/queue.html", context)
