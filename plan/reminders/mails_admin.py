"""On the desk: My e-mails, where people choose; what was sent, for reading; and whom no e-mail reaches."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers

from plan.clock import today
from plan.desk.base import DeskAdmin
from plan.models import ReminderMail, SentReminder
from plan.models.people import MAILS
from plan.slots import slots
from plan.wording import count

from .choosing import choose
from .desk import seen_to
from .letters import CHOICE
from .people import asked_on, why_not

LATELY = 20


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label="When e-mails come", choices=MAILS, widget=forms.RadioSelect,
        help_text="Whichever you choose, there is one e-mail a day at most, and what is overdue always comes.",
    )  # fmt: skip


def my_emails(site: Any, request: HttpRequest) -> HttpResponse:
    """One's own choice, and what was sent to one lately."""
    posted = request.POST if request.method == "POST" else None
    form = ChoiceForm(posted, initial={"choice": request.user.reminders}, label_suffix="")
    if posted is not None and form.is_valid():
        choose(user=request.user, choice=form.cleaned_data["choice"], by=request.user)
        messages.success(request, "Saved: this is how your e-mails come from now on.")
        return HttpResponseRedirect(reverse(CHOICE))
    sent = SentReminder.objects.filter(user=request.user.pk).select_related("mail").order_by("-mail__day", "pk")
    context = {
        **site.each_context(request), "title": "My e-mails", "form": form, "why_not": why_not(request.user),
        "sent": [(row, step_words(row.step)) for row in sent[:LATELY]],
    }  # fmt: skip
    response = TemplateResponse(request, "desk/my_emails.html", context, status=422 if form.errors else 200)
    add_never_cache_headers(response)
    return response


def step_words(step: int) -> str:
    """Which step it was: "7 days before", "30 days after"."""
    return f"{count(abs(step), 'day')} {'before' if step < 0 else 'after'}"


class ResultFilter(admin.SimpleListFilter):
    title, parameter_name = "result", "result"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(ReminderMail.Result.choices)

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(mail__result=self.value()) if self.value() else queryset


class ReminderFilter(admin.SimpleListFilter):
    title, parameter_name = "kind", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(reminder.key, reminder.title) for reminder in slots.reminders]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(reminder=self.value()) if self.value() else queryset


class WhenFilter(admin.SimpleListFilter):
    title, parameter_name = "step", "step"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("before", "Before the day"), ("after", "When overdue")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in ("before", "after"):
            return queryset
        return queryset.filter(step__lt=0) if self.value() == "before" else queryset.filter(step__gt=0)


@admin.register(SentReminder)
class SentReminderAdmin(DeskAdmin):
    deletable = False
    in_find = False
    change_list_template = "desk/sent_list.html"
    help_text = "What was sent to remind people, for reading."
    list_display = ("sent_on", "to", "what", "due", "which_step", "kind", "result")
    list_display_links = ("sent_on",)
    list_filter = (ResultFilter, ReminderFilter, WhenFilter, "mail__day", ("user", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("mail",)
    search_fields = ("what", "mail__office")
    search_help_text = "Words of what was asked, or the post it went to"
    fields = ("sent_on", "to", "what", "due", "which_step", "kind", "result")
    readonly_fields = fields
    ordering = ("-mail__day", "-pk")

    @admin.display(description="sent on", ordering="mail__day")
    def sent_on(self, row: SentReminder) -> Any:
        return row.mail.day

    @admin.display(description="to", ordering="mail__office")
    def to(self, row: SentReminder) -> str:
        return row.mail.office

    @admin.display(description="step", ordering="step")
    def which_step(self, row: SentReminder) -> str:
        return step_words(row.step)

    @admin.display(description="e-mail", ordering="mail__kind")
    def kind(self, row: SentReminder) -> str:
        return row.mail.get_kind_display()

    @admin.display(description="result", ordering="mail__result")
    def result(self, row: SentReminder) -> str:
        said = row.mail.get_result_display()
        return f"{said}: {row.mail.why}" if row.mail.why else said

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "What was sent stays on record as it was sent."

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.unreached_view)
        return [path("unreached/", view, name="plan_sentreminder_unreached"), *super().get_urls()]

    def unreached_view(self, request: HttpRequest) -> HttpResponse:
        """Whom something waits for whom no e-mail reaches, and why."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = [(one, seen_to(request.user, one)) for one in asked_on(today()).unreached]
        context = {**self.admin_site.each_context(request), "opts": self.opts, "found": found}
        context["title"] = "Reminders that reach nobody"
        return TemplateResponse(request, "desk/unreached.html", context)
