"""Accounts on the desk: roles as boxes to tick; people are deactivated, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from . import events
from .desk.base import DeskAdmin, PageLink, ReasonForm
from .handing_over_admin import HandingOverViews
from .models import User


class PersonForm(ReasonForm):
    """An account. Who edits their own cannot shut themselves out."""

    editor: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_staff" in self.fields:
            self.fields["first_name"].help_text = self.fields["last_name"].help_text = (
                "May stay empty: the post is shown."
            )
            self.fields["email"].help_text = "The address at the council."
            self.fields["is_staff"].label = "May use this desk"
            self.fields["is_staff"].help_text = "Everybody with a role needs this."
            self.fields["is_active"].help_text = "Untick when somebody leaves. Accounts are never deleted."

    def clean_is_active(self) -> bool:
        active = self.cleaned_data["is_active"]
        if not active and self.editor is not None and self.instance.pk == self.editor.pk:
            raise forms.ValidationError("You cannot deactivate your own account. Ask another administrator.")
        return active


@admin.register(User)
class PersonAdmin(HandingOverViews, DeskAdmin):
    form = PersonForm
    deletable = False
    list_display = ("username", "office", "department", "role_names", "is_active")
    list_filter = ("is_active", "groups", "department")
    list_select_related = ("department",)
    search_fields = ("username", "office", "first_name", "last_name", "email")
    fieldsets = (
        (None, {"fields": ("username", "office", "department", "first_name", "last_name", "email")}),
        ("Roles", {"fields": ("groups", "is_staff", "is_active")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def role_names(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all()) or "–"

    def formfield_for_manytomany(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.queryset = Group.objects.filter(role__isnull=False).order_by("name")
            field.label, field.help_text = "Roles", "What the person comes here for. Tick all that apply."
        return field

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type:
        form_class = super().get_form(request, obj, change=change, **kwargs)
        form_class.editor = request.user
        return form_class

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "This account keeps the whole system; only its own kind may change it."

    def prepare(self, request: HttpRequest, obj: User, form: Any) -> None:
        if obj._state.adding:
            obj.set_unusable_password()

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(self.password_view)
        return [path("<int:pk>/password/", page, name="plan_user_password"), *super().get_urls()]

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        links = super().page_links(request, obj)
        if self.has_change_permission(request, obj):
            links.append(PageLink("Set a password", reverse("admin:plan_user_password", args=[obj.pk])))
        return links

    def password_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set somebody's password; the event says that, not what."""
        person = self.get_object(request, str(pk))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        form = AdminPasswordChangeForm(person, request.POST or None)
        form.fields.pop("usable_password", None)
        if request.method == "POST" and form.is_valid():
            with transaction.atomic():
                form.save()
                events.record(verb="user.password_set", subject=person, by=request.user)
            self.message_user(request, f"The password of {person} is set.")
            return HttpResponseRedirect(self._url("change", person))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Set a password for {person}",
            "form": form,
            "opts": self.opts,
            "object": person,
        }
        return TemplateResponse(request, "desk/password.html", context)
