"""Reasons for changes on the desk: recorded for several changes at once, put right, withdrawn."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from outcomes.framework.numbers import newest_first
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from plan.wording import count

from .answering import tie
from .forms import ChangesForm, LedForm, PutRightForm, ReasonForm, WithdrawForm
from .models import PlanChange
from .reading import Compared
from .telling import NotTold, change, record_change, withdraw

RECORDED = "Reasons are recorded from the page of a version, put right with the buttons above, and never deleted."


@admin.register(PlanChange)
class PlanChangeAdmin(DeskAdmin):
    deletable = False
    list_display = ("name", "kind", "decision", "whose_words", "before", "after", "standing")
    list_filter = ("kind", "decision", "after", "illustrative")
    list_select_related = ("before", "after", "decided_at__body")
    search_fields = ("name", "reason")
    fieldsets = (
        (None, {"fields": ("before", "after", "name", "part_kind", "kind", "before_words", "after_words")}),
        ("Why", {"fields": ("reason", "decision", "decided_at", "decided_by")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("part_kind",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # recorded on the pages below, which call the verbs

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "It was withdrawn." if obj.withdrawn_at else RECORDED

    @admin.display(description="decided by")
    def whose_words(self, row: PlanChange) -> str:
        return row.whose

    @admin.display(description="stands", boolean=True)
    def standing(self, row: PlanChange) -> bool:
        return row.withdrawn_at is None

    def page_actions(self, request: HttpRequest, obj: PlanChange) -> list[PageLink]:
        if obj.withdrawn_at or not request.user.has_role(POLICY_OFFICER.slug):
            return []
        names = (("Put it right", "put_right"), ("What led to it", "led"), ("Withdraw", "withdraw"))
        return [PageLink(title, reverse(f"admin:consultation_reason_{name}", args=[obj.pk])) for title, name in names]

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"consultation_{name}")

        return [
            page("of/<int:pk>/", self.choose_view, "reasons"),
            page("between/<int:before>/<int:after>/<slug:kind>/", self.record_view, "record_reasons"),
            page("<int:pk>/put-right/", self.put_right_view, "reason_put_right"),
            page("<int:pk>/led/", self.led_view, "reason_led"),
            page("<int:pk>/withdraw/", self.withdraw_view, "reason_withdraw"),
            *super().get_urls(),
        ]

    def choose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which version it is compared with, and which kind of change: leads on to the ticking."""
        after = self._edition(request, pk)
        form = ChangesForm(request.POST if request.method == "POST" else None, initial={"before": after.based_on_id})
        others = Plan.objects.visible_to(request.user).exclude(pk=after.pk)
        form.fields["before"].queryset = newest_first(others)  # type: ignore[attr-defined]
        chosen: list[Any] = []

        def lead_on(words: dict[str, Any]) -> str:
            chosen.extend((words["before"].pk, after.pk, words["kind"]))
            return "Tick what the reason is for."

        question = Question(
            after, "Record why it was changed", "Show the changes",
            "Choose the version it was before, and how it changed. The next page lists what changed so.", form, lead_on,
            reverse("admin:plan_plan_change", args=[after.pk]), opts=PlanChange._meta,
            after=lambda: reverse("admin:consultation_record_reasons", args=chosen),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def record_view(self, request: HttpRequest, before: int, after: int, kind: str) -> HttpResponse:
        old, new = self._edition(request, before), self._edition(request, after)
        if old == new or kind not in PlanChange.Kind.values:
            raise PermissionDenied
        compared = Compared(old, new)
        form = ReasonForm(request.POST if request.method == "POST" else None, compared=compared, kind=kind)

        @transaction.atomic
        def record(words: dict[str, Any]) -> str:
            parts = words.pop("parts")
            for part in parts:
                record_change(
                    before=old, after=new, part=part, kind=kind, by=request.user, compared=compared.found, **words
                )
            return f"The reason is recorded for {count(len(parts), 'part')}."

        left = len(form.parts) - form.told
        told = [Told("How it stands", [f"{count(left, 'part')} without a reason, {form.told} with one"])]
        question = Question(
            new, f"Why: {PlanChange.Kind(kind).label.lower()}", "Record the reason",
            f"From {old} to {new}. Tick everything that this reason is for; what has one already says so.",
            form, record, reverse("admin:consultation_reasons", args=[new.pk]), opts=PlanChange._meta,
            refusals=(NotTold, forms.ValidationError), told=lambda: told if kind != PlanChange.Kind.NONE else [],
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def put_right_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = PutRightForm(request.POST if request.method == "POST" else None, row=row)

        def put_right(words: dict[str, Any]) -> str:
            change(row, by=request.user, why=words.pop("why"), seen=words.pop("seen"), **words)
            return "The reason was put right."

        question = Question(
            row, "Put it right", "Save", "What it is about does not change. Withdraw it to record another.", form,
            put_right, self._url("change", row), refusals=(NotTold, forms.ValidationError),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def led_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = LedForm(request.POST if request.method == "POST" else None, row=row, user=request.user)

        def led(words: dict[str, Any]) -> str:
            tie(row, by=request.user, **words)
            return "What led to it is recorded."

        question = Question(
            row, "What led to it", "Save", "What people said, what a committee said, or what the survey found.", form,
            led, self._url("change", row), refusals=(NotTold,), told=lambda: [Told("Why", [row.reason])],
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"seen": row.version})

        def take_back(words: dict[str, Any]) -> str:
            withdraw(row, by=request.user, why=words["why"], seen=words["seen"])
            return "The reason is withdrawn."

        question = Question(
            row, "Withdraw", "Withdraw the reason", "Nobody reads it on the site any more. It stays in the record.",
            form, take_back, self._url("change", row), refusals=(NotTold,), told=lambda: [Told("Why", [row.reason])],
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _edition(self, request: HttpRequest, pk: int) -> Plan:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied
        return plan

    def _row(self, request: HttpRequest, pk: int) -> PlanChange:
        row = get_object_or_404(visible(PlanChange.objects.select_related("decided_at__body"), request.user), pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied
        return row
