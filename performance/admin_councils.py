"""“Figures of several councils” on the desk: one indicator, one period, all councils of a group at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from plan import locking
from plan.desk.base import PageLink
from plan.wording import count

from .entering_peers import enter_figures, may_enter
from .models import ComparatorGroup, Indicator, Peer, PeerResult
from .peer_forms import ChoiceForm, CouncilForm, ToldForm

TITLE = "Figures of several councils"
CLASHED = "Somebody saved some of these figures at the same moment. Nothing was saved; look at them and save again."


class CouncilsViews:
    """Adds the page to the desk of indicators."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.councils_view)
        return [path("councils/", view, name="performance_councils"), *super().get_urls()]

    def councils_view(self, request: HttpRequest) -> HttpResponse:
        if not may_enter(request.user):
            raise PermissionDenied
        asked = "group" in request.GET and "indicator" in request.GET and "period" in request.GET
        choice = ChoiceForm(request.user, request.GET if asked else None, initial=request.GET.dict())
        if not choice.is_valid():
            return self._page(request, choice, [], None)
        posted = request.POST if request.method == "POST" else None
        forms, told = _council_forms(choice.cleaned_data, posted), ToldForm(posted)
        if posted is not None and (done := self._save(request, choice.cleaned_data, forms, told)):
            messages.success(request, done)
            return HttpResponseRedirect(request.get_full_path())
        clashed = any(form.is_clashed for form in forms) or CLASHED in told.non_field_errors()
        return self._page(request, choice, forms, told, 200 if posted is None else 409 if clashed else 422)

    def _save(self, request: HttpRequest, chosen: dict[str, Any], forms: list[CouncilForm], told: ToldForm) -> str:
        """The sentence that it is done; empty where something must be looked at first, which the forms then say."""
        touched = [form for form in forms if form.is_touched]
        valid = [form.is_valid() for form in touched]
        if told.is_valid():
            told.require(touched)
        if not touched:
            told.add_error(None, "You changed no figure, so nothing was saved.")
        for form in touched:
            if form.is_valid() and form.is_stale():
                form.renew(locking.last_change(PeerResult, form.row.pk if form.row else None))
        if not all(valid) or told.errors or any(form.errors for form in touched):
            return ""
        try:
            new, changed = enter_figures(
                indicator=chosen["indicator"], period=chosen["period"], entries=[form.entry() for form in touched],
                told=told.told(), by=request.user, why=told.cleaned_data["why"],
            )  # fmt: skip
        except locking.Stale:
            told.add_error(None, CLASHED)
        except ValidationError as error:
            told.add_error(None, error.messages)
        else:
            return f"{count(new, 'figure')} entered, {changed} changed."
        return ""

    def _page(
        self,
        request: HttpRequest,
        choice: ChoiceForm,
        forms: list[CouncilForm],
        told: ToldForm | None,
        code: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": TITLE,
            "opts": self.opts,
            "choice": choice,
            "forms": forms,
            "told": told,
            "is_compared": any(form.row for form in forms),
            "chosen": choice.cleaned_data if told else None,
            "is_wrong": bool(told and (told.errors or any(form.is_bound and form.errors for form in forms))),
        }
        return TemplateResponse(request, "performance/desk/councils.html", context, status=code)


def _council_forms(chosen: dict[str, Any], posted: Any) -> list[CouncilForm]:
    """One for each council that was in the group in the period, or gave a figure all the same: two queries."""
    end = chosen["period"].end
    rows = {
        row.peer_id: row
        for row in PeerResult.objects.filter(indicator=chosen["indicator"], period=chosen["period"].code)
    }
    peers = Peer.objects.filter(group=chosen["group"]).order_by("name")
    return [
        CouncilForm(peer, rows.get(peer.pk), chosen["indicator"].unit, posted)
        for peer in peers
        if peer.pk in rows or ((not peer.starts or peer.starts <= end) and (not peer.ends or end < peer.ends))
    ]


def councils_link(request: HttpRequest, **chosen: ComparatorGroup | Indicator) -> list[PageLink]:
    """The link to the page for whoever may use it, with what is chosen already."""
    if not may_enter(request.user):
        return []
    asked = urlencode({name: row.pk for name, row in chosen.items()})
    return [PageLink(TITLE, f"{reverse('admin:performance_councils')}?{asked}")]
