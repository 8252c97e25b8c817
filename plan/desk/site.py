"""The officers' desk: Django's admin under the council's name."""

from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from plan import clock


class SignInForm(AdminAuthenticationForm):
    """Says what is wrong in words of use: the password, or the kind of account."""

    error_messages: ClassVar = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "That username and password do not belong together. Capital letters count in both.",
    }

    def confirm_login_allowed(self, user: Any) -> None:
        if not user.is_staff:
            said = "This account has no desk. What it may read, packs too, is on the site without signing in."
            raise ValidationError(said, code="no_desk")
        super().confirm_login_allowed(user)


class DeskSite(AdminSite):
    login_form = SignInForm
    site_title = "Strategic Plan desk"
    index_title = "My desk"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages with the desk's own guarantees stand on it. What libraries bring for their tables, with raw
        columns, boxes for single permissions and deletions without history, is left out."""
        from .base import DeskAdmin

        if admin_class is not None and issubclass(admin_class, DeskAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Adds the council's name; lists of models are left to the index, which alone shows them."""
        from plan.models import Council

        if not hasattr(request, "desk_council"):
            request.desk_council = Council.current()
        header = f"{request.desk_council.name}: Strategic Plan desk"
        return {
            "site_title": header,
            "site_header": header,
            "site_url": "/",
            "has_permission": self.has_permission(request),
            "available_apps": [],
            "is_popup": False,
            "is_nav_sidebar_enabled": False,
            "log_entries": [],
        }

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from .index import grouped, waiting_for

        context = {
            **self.each_context(request),
            "title": self.index_title,
            "waiting": waiting_for(request.user, clock.today()),
            "groups": grouped(self.get_app_list(request)),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/index.html", context)

    def get_urls(self) -> list[Any]:
        return [
            path("find/", self.admin_view(self.find_view), name="find"),
            path("my-emails/", self.admin_view(self.my_emails_view), name="my_emails"),
            *super().get_urls(),
        ]

    def my_emails_view(self, request: HttpRequest) -> HttpResponse:
        from plan.reminders.mails_admin import my_emails

        request.current_app = self.name
        return my_emails(self, request)

    def find_view(self, request: HttpRequest) -> HttpResponse:
        from .finding import LONGEST, find

        words = request.GET.get("q", "").strip()[:LONGEST]
        context = {
            **self.each_context(request),
            "title": f"Found for “{words}”" if words else "Find on the desk",
            "words": words,
            "kinds": find(self, request, words),
        }
        request.current_app = self.name
        return TemplateResponse(request, "desk/find.html", context)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Apps mean nothing to officers: everything is grouped by job on My desk."""
        from django.shortcuts import redirect

        return redirect("admin:index")
