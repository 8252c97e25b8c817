"""The page of one's own commitments on the desk: its address can stand in an e-mail, as it never changes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.cache import add_never_cache_headers

from plan.clock import today
from plan.wording import count

from .models import DeliveryUpdate
from .own_updates import Newer, Own, OwnForm, own_commitments, record_own
from .transitions import NotAllowed

A_PAGE = 10  # rows, so that a page with long texts in each stays below 100 kB
ROW = "row"  # which commitments stood on the page that was sent
UNCHANGED = "You typed nothing new, so nothing was saved."
REFUSED = "One of these commitments is no longer yours. Nothing was saved; what you typed for the others is below."


class OwnUpdates:
    """Adds the page to the desk of delivery updates."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.mine_view)
        return [path("mine/", view, name="outcomes_deliveryupdate_mine"), *super().get_urls()]

    def mine_view(self, request: HttpRequest) -> HttpResponse:
        """All of one's commitments, what is due first. What was refused comes back as it was typed."""
        if not self.has_add_permission(request):
            raise PermissionDenied("Updates on commitments are written by their lead officers and policy officers.")
        rows, status = own_commitments(request.user, today()), 200
        if request.method == "POST":
            sent = set(request.POST.getlist(ROW))
            rows_sent = [row for row in rows if str(row.item) in sent]
            forms = [OwnForm(row, request.POST) for row in rows_sent]
            status = self._save(request, forms, foreign=len(rows_sent) < len(sent))
            if status == 302:
                return HttpResponseRedirect(request.get_full_path())
            page = Paginator(forms, max(1, len(forms))).get_page(1)
        else:
            page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
            forms = [OwnForm(row) for row in page.object_list]
        return self._mine_page(request, rows, forms, page, status)

    def _save(self, request: HttpRequest, forms: list[OwnForm], *, foreign: bool) -> int:
        """Record what was typed; 302 where that is done, else what is answered to what cannot be."""
        typed = [form for form in forms if not form.is_blank]
        if foreign:
            messages.error(request, REFUSED)
            return 403
        if not typed:
            messages.info(request, UNCHANGED)
            return 302
        wrong = [form for form in typed if not form.is_valid()]  # each is asked, so that all that is wrong is marked
        if wrong:
            return 422
        try:
            done = record_own(typed, by=request.user)
        except Newer as newer:
            for form in typed:
                if form.row.item in newer.found:
                    form.told_of(newer.found[form.row.item])
            return 409
        except NotAllowed as error:
            messages.error(request, str(error))
            return 403
        messages.success(request, f"Saved: {count(len(done), 'update')}.")
        return 302

    def _mine_page(
        self, request: HttpRequest, rows: list[Own], forms: list[OwnForm], page: Any, status: int
    ) -> HttpResponse:
        on = today()
        context = {
            **self.admin_site.each_context(request), "title": "My commitments", "opts": self.opts, "page": page,
            "forms": [(form, form.row.wants(on), form.is_bound and not form.is_blank) for form in forms],
            "failed": status in (409, 422), "wanting": sum(row.wants(on) for row in rows), "today": on,
            "helps": [(name, DeliveryUpdate._meta.get_field(name)) for name in ("text", "public_text", "evidence")],
        }  # fmt: skip
        response = TemplateResponse(request, "outcomes/desk/own_updates.html", context, status=status)
        add_never_cache_headers(response)
        return response
