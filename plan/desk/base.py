"""`DeskAdmin`, the base of every model's pages on the desk. What it gives, without being asked:

- only rows the user may see (`visible_to`), 404 for the others; change and delete only for rows they may change
  (`editable_by`), otherwise the page is shown for reading, with `why_read_only` saying why;
- optimistic locking at every door (`saving`, `listing`, `bulk`, `deleting`), with nothing typed ever lost;
- one event for each row added, changed or deleted, with the reason given (`recording`), and field history (`history`);
- forms and lists that need no script, and lead back to where one came from (`returning`).

A subclass usually declares fieldsets, list columns, filters and inlines (`DeskTabularInline`, `DeskStackedInline`), and
perhaps: `slug_from`, `requires_reason`, `deletable`, `refusals`, `prepare`, `prepare_rows`, `why_read_only`,
`page_links`. Its own form derives from `ReasonForm`. Buttons that move a workflow are views of their own that call a
verb; they are offered through `page_actions`.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from plan.slots import slots

from . import changes, doors
from .bulk import row_action
from .deleting import DeletingMixin
from .fields import FieldsMixin, to_add_first
from .forms import ReasonForm
from .history import HistoryMixin
from .inlines import DeskStackedInline, DeskTabularInline
from .listing import ListingMixin
from .returning import ReturningMixin, return_address, with_return
from .saving import SavingMixin

__all__ = [
    "DeskAdmin", "DeskStackedInline", "DeskTabularInline", "PageLink", "ReasonForm", "row_action", "with_return",
]  # fmt: skip

READ_ONLY = "You can read this, but not change it."


@dataclass(frozen=True)
class PageLink:
    """A link at the head of a change page."""

    title: str
    url: str


class DeskAdmin(ReturningMixin, HistoryMixin, DeletingMixin, ListingMixin, SavingMixin, FieldsMixin, admin.ModelAdmin):
    form = ReasonForm
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "desk/change_form.html"
    add_form_template = "desk/change_form.html"
    change_list_template = "desk/change_list.html"
    delete_confirmation_template = "desk/delete_confirmation.html"

    slug_from = ""  # the field that an empty slug is made from
    requires_reason = False  # whether a change needs its reason
    deletable = True  # False for what nobody deletes
    refusals: tuple[type[Exception], ...] = ()  # what verbs called by this admin raise, with a sentence for people
    in_find = True  # whether the desk's own search looks here
    linked_by: tuple[str, ...] = ()  # lookups besides those of its filters that links to the list may use
    help_text = ""  # a sentence or two at the head of the form

    @property
    def media(self) -> forms.Media:
        """Nothing but the tick-all box of lists, which does without: see `desk/change_list.html`."""
        return forms.Media()

    # Who may do what

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return doors.visible(super().get_queryset(request), request.user)

    def sees_everything(self, request: HttpRequest) -> bool:
        return doors.sees_everything(self.model, request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.deletable and super().has_delete_permission(request, obj) and self.may_edit(request, obj)

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        """The sentence shown where a row may be seen and not changed."""
        return READ_ONLY

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404  # what is not there and what is not theirs look alike

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """What a row stands under is chosen when it is added, and changed by moving it."""
        under = [name for name in self.under if obj is not None]
        return [*super().get_readonly_fields(request, obj), *under]

    # Pages

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type:
        form_class = super().get_form(request, obj, change=change, **kwargs)
        desk = getattr(request, "desk", None)
        form_class.conflict = desk.conflict if desk else None
        form_class.refusal = desk.refusal if desk else ""
        form_class.slug_from, form_class.requires_reason = self.slug_from, self.requires_reason
        return form_class

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        """Links at the head of the change page, before History: those other rooms hang into the slot."""
        links = [link for link in slots.desk_links if link.model == self.opts.label]
        found = [(link.title, link.url(obj, request.user)) for link in links]
        return [PageLink(title, url) for title, url in found if url]

    def page_actions(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        """Moves this user may make with the row now, offered as buttons; each leads to its own confirming page."""
        return []

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: models.Model | None = None,
    ) -> HttpResponse:
        editable = add or self.has_change_permission(request, obj)
        context |= {
            "return_to": return_address(request),
            "help_text": self.help_text if editable else "",
            "why_read_only": "" if editable or obj is None else self.why_read_only(request, obj),
            "page_links": self.page_links(request, obj) if obj is not None else [],
            "page_actions": self.page_actions(request, obj) if obj is not None else [],
            "history_url": self._url("history", obj) if obj is not None and self.has_history() else "",
            "conflict": request.desk.conflict,
            "trail": self.trail(request, obj),
            "to_add_first": to_add_first(self, request, context["adminform"].form) if add else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def trail(self, request: HttpRequest, obj: models.Model | None) -> list[PageLink]:
        """Breadcrumbs between My desk and this row."""
        return [PageLink(changes.capital(self.opts.verbose_name_plural), self._url("changelist"))]

    def _url(self, page: str, obj: models.Model | None = None) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[obj.pk] if obj is not None else [])
