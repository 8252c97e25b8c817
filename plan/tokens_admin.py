"""Tokens for the API on the desk: made for an account, shown once, revoked; never changed and never deleted."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers

from . import clock, tokens
from .desk.base import DeskAdmin, PageLink
from .models import ApiToken, User

WHY = forms.CharField(
    label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2, "cols": 60}), help_text="Kept in the log."
)
MAKING = "The token is shown once, on the next page. Whoever has it may do what the account may do."
REVOKING = "What uses this token is refused from now on. A revoked token never works again."


def in_half_a_year() -> date:
    return clock.today() + timedelta(days=183)


class MakingForm(forms.ModelForm):
    use_required_attribute = False
    why = WHY

    class Meta:
        model = ApiToken
        fields = ("user", "name", "expires")
        widgets = {"expires": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holding = User.objects.filter(is_active=True, is_superuser=False, groups__role__isnull=False)
        accounts: Any = self.fields["user"]
        accounts.queryset = holding.distinct()
        self.fields["expires"].initial = in_half_a_year


class RevokingForm(forms.Form):
    use_required_attribute = False
    why = WHY


@admin.register(ApiToken)
class TokenAdmin(DeskAdmin):
    deletable = False
    in_find = False
    list_display = ("name", "user", "begins", "expires", "last_used", "revoked_at")
    list_filter = ("user",)
    list_select_related = ("user",)
    search_fields = ("name", "begins", "user__username")
    fields = (
        "name", "user", "begins", "made_at", "made_by", "expires", "last_used", "revoked_at", "revoked_by",
    )  # fmt: skip

    readonly_fields = ("begins", "made_at", "made_by", "last_used", "revoked_at", "revoked_by")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "A token is not changed: revoke it and make another."

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.revoke_view)
        return [path("<int:pk>/revoke/", page, name="plan_apitoken_revoke"), *super().get_urls()]

    def page_actions(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        if not ApiToken.objects.editable_by(request.user).filter(pk=obj.pk).exists():
            return []
        return [PageLink("Revoke this token", reverse("admin:plan_apitoken_revoke", args=[obj.pk]))]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Make a token. It is shown in the answer itself: it is kept nowhere, so it cannot be shown again."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = MakingForm(request.POST or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            try:
                token, secret = tokens.make(**form.cleaned_data, by=_who(request))
            except tokens.NotAllowed as error:
                form.add_error(None, str(error))
            else:
                return self._page(request, "desk/token_made.html", {
                    "title": "The token is made", "row": token, "secret": secret,
                })  # fmt: skip
        return self._page(request, "desk/token_form.html", {
            "title": "Make a token for the API", "form": form, "button": "Make the token", "explanation": MAKING,
            "back": self._url("changelist"),
        })  # fmt: skip

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        token = self.get_object(request, unquote(str(pk)))
        if token is None:
            raise Http404
        form = RevokingForm(request.POST or None, label_suffix="")
        if request.method == "POST" and form.is_valid():
            try:
                tokens.revoke(token=token, by=_who(request), why=form.cleaned_data["why"])
            except tokens.NotAllowed as error:
                form.add_error(None, str(error))
            else:
                self.message_user(request, f"{token} is revoked.")
                return HttpResponseRedirect(self._url("change", token))
        return self._page(request, "desk/token_form.html", {
            "title": "Revoke a token", "row": token, "form": form, "button": "Revoke it", "explanation": REVOKING,
            "back": self._url("change", token),
        })  # fmt: skip

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        status = 422 if "form" in context and context["form"].errors else 200
        whole = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        response = TemplateResponse(request, template, whole, status=status)
        add_never_cache_headers(response)
        return response


def _who(request: HttpRequest) -> User:
    """Whoever is signed in, which the desk has seen to."""
    return cast(User, request.user)
