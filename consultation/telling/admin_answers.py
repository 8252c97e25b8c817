"""Answers to what people said, on the desk: open themes are chosen and answered, answers put right or withdrawn."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from consultation.asking.models import Consultation
from consultation.weighing.models import Theme
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.roles import POLICY_OFFICER

from .answering import answer_theme, put_right, take_back
from .answers import ThemeAnswer
from .desk import answer_address
from .forms import AnswerForm, AnswerPutRightForm, Asked, WithdrawForm
from .said import open_themes
from .telling import NotTold

REFUSALS = (NotTold, forms.ValidationError)


class ChooseThemeForm(Asked):
    theme = forms.ModelChoiceField(Theme.objects.none(), label="What people said", empty_label="Choose one")


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@admin.register(ThemeAnswer)
class ThemeAnswerAdmin(DeskAdmin):
    deletable = False
    list_display = ("theme", "decision", "whose_words", "consultation", "standing")
    list_filter = ("decision", "theme__consultation", "illustrative")
    list_select_related = ("theme__consultation", "decided_at__body")
    search_fields = ("theme__title", "words")
    help_text = "Themes are answered from the page of their consultation. Open ones stand on My desk."
    fieldsets = (
        (None, {"fields": ("theme", "decision", "words", "besides", "decided_at", "decided_by")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # answered on the pages below, which call the verbs

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "It was withdrawn." if obj.withdrawn_at else "Answers are put right with the buttons above."

    @admin.display(description="decided by")
    def whose_words(self, row: ThemeAnswer) -> str:
        return row.whose

    @admin.display(description="consultation")
    def consultation(self, row: ThemeAnswer) -> str:
        return str(row.theme.consultation)

    @admin.display(description="stands", boolean=True)
    def standing(self, row: ThemeAnswer) -> bool:
        return row.withdrawn_at is None

    def page_actions(self, request: HttpRequest, obj: ThemeAnswer) -> list[PageLink]:
        if obj.withdrawn_at or not request.user.has_role(POLICY_OFFICER.slug):
            return []
        names = (("Put it right", "put_right"), ("Withdraw", "withdraw"))
        return [PageLink(title, reverse(f"admin:consultation_answer_{name}", args=[obj.pk])) for title, name in names]

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"consultation_{name}")

        return [
            page("of/<int:pk>/", self.choose_view, "open_themes"),
            page("to/<int:pk>/", self.answer_view, "answer_theme"),
            page("<int:pk>/put-right/", self.put_right_view, "answer_put_right"),
            page("<int:pk>/withdraw/", self.withdraw_view, "answer_withdraw"),
            *super().get_urls(),
        ]

    def choose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Which theme of a consultation is answered next."""
        row = get_object_or_404(visible(Consultation.objects.all(), request.user), pk=pk)
        self._may(request)
        form = ChooseThemeForm(_posted(request))
        left = open_themes().filter(consultation=row).order_by("position", "pk")
        form.fields["theme"].queryset = left  # type: ignore[attr-defined]
        chosen: list[int] = []

        def lead_on(words: dict[str, Any]) -> str:
            chosen.append(words["theme"].pk)
            return "Write the answer."

        question = Question(
            row, "Answer what people said", "Answer it", "Themes that nobody has answered yet.", form, lead_on,
            reverse("admin:consultation_consultation_change", args=[pk]), opts=ThemeAnswer._meta,
            told=lambda: [Told("Not answered yet", [str(theme) for theme in left] or ["None: all are answered."])],
            after=lambda: answer_address(chosen[0]),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = visible(Theme.objects.select_related("consultation__plan"), request.user)
        theme = get_object_or_404(rows, pk=pk)
        self._may(request)
        form = AnswerForm(_posted(request), consultation=theme.consultation)

        def answer(words: dict[str, Any]) -> str:
            answer_theme(theme, by=request.user, **words)
            return f"“{theme}” is answered."

        made = [str(change) for change in theme.changes.standing()[:20]]
        told = [
            Told("What people said", [theme.summary]),
            Told("What was changed for it", made or ["Nothing is tied to it yet."]),
        ]
        question = Question(
            theme, "Answer what people said", "Answer", "Tie changes of the plan to it on the page of each change.",
            form, answer, reverse("admin:consultation_open_themes", args=[theme.consultation_id]),
            opts=ThemeAnswer._meta, refusals=REFUSALS, told=lambda: told,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def put_right_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = AnswerPutRightForm(_posted(request), consultation=row.theme.consultation, row=row)

        def mend(words: dict[str, Any]) -> str:
            put_right(row, by=request.user, why=words.pop("why"), seen=words.pop("seen"), **words)
            return "The answer was put right."

        question = Question(
            row, "Put it right", "Save", "The answer stays to the same theme.", form, mend, self._url("change", row),
            refusals=REFUSALS,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = WithdrawForm(_posted(request), initial={"seen": row.version})

        def back(words: dict[str, Any]) -> str:
            take_back(row, by=request.user, why=words["why"], seen=words["seen"])
            return "The answer is withdrawn: the theme is open again."

        question = Question(
            row, "Withdraw", "Withdraw the answer", "The theme is open again until it has another.", form, back,
            self._url("change", row), refusals=(NotTold,), told=lambda: [Told("The answer", [row.words])],
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _may(self, request: HttpRequest) -> None:
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied

    def _row(self, request: HttpRequest, pk: int) -> ThemeAnswer:
        rows = visible(
            ThemeAnswer.objects.select_related("theme__consultation__plan", "decided_at__body"), request.user
        )
        row = get_object_or_404(rows, pk=pk)
        self._may(request)
        return row
