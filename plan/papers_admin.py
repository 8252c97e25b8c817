"""Papers on the desk: what they are, where they stand, and the buttons that publish, revise and clear them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from .clearances import (
    KEEPERS,
    Standing,
    may_record,
    record_clearance,
    standing,
    take_back_clearance,
)
from .clock import today
from .desk.base import DeskAdmin, DeskTabularInline, PageLink
from .desk.confirming import Question, Told, ask
from .meetings import NotPossible
from .meetings_desk import told_of
from .meetings_forms import ClearForm, PublishForm, ReasonForm, ReviseForm, TakeBackForm
from .models import AgendaItem, BackgroundPaper, Clearance, Paper, TimetableStep
from .papers import publish_paper, revise_paper, take_back_paper
from .wording import day

WORDS = ("agenda_item", "title", "kind", "letter", "author_office", "subject_to", "subject_to_note")


class BackgroundInline(DeskTabularInline):
    model = BackgroundPaper
    fields = ("title", "date", "date_words", "link")


@admin.register(Paper)
class PaperAdmin(DeskAdmin):
    change_form_template = "plan/desk/paper.html"
    list_display = ("title", "kind", "meeting", "published_on", "how_it_stands")
    list_filter = ("kind", "agenda_item__meeting__body")
    list_select_related = ("agenda_item__meeting__body",)
    search_fields = ("title", "agenda_item__title", "author_office")
    fieldsets = (
        (None, {"fields": ("agenda_item", "title", "kind", "letter", "author_office", "link")}),
        ("Subject to approval", {"fields": ("subject_to", "subject_to_note")}),
        ("How it stands", {"fields": (
            "published_on", "published_on_illustrative", "late_reason", "late_agreed_by", "revises",
            "revision_reason")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )  # fmt: skip
    readonly_fields = (
        "published_on", "published_on_illustrative", "late_reason", "late_agreed_by", "revises", "revision_reason"
    )  # fmt: skip
    inlines = (BackgroundInline,)
    refusals = (NotPossible,)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        stays = WORDS if obj is not None and obj.published_on else ()
        stays += ("link",) if stays and obj.link else ()
        return [*super().get_readonly_fields(request, obj), *stays]

    def get_field_queryset(self, db: Any, db_field: models.Field, request: Any) -> models.QuerySet:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.order_by("-meeting__date", "number") if rows.model is AgendaItem else rows

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Items are called the same on every agenda, so the meeting is named with them."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "agenda_item" and field is not None:
            field.label_from_instance = AgendaItem.in_log
        return field

    def prepare_rows(self, rows: list[models.Model]) -> None:
        found = standing(rows, today=today())
        for row in rows:
            row.shown_steps = found.get(row.pk, [])

    @admin.display(description="meeting", ordering="agenda_item__meeting__date")
    def meeting(self, paper: Paper) -> str:
        return str(paper.agenda_item.meeting)

    @admin.display(description="how it stands")
    def how_it_stands(self, paper: Paper) -> str:
        return told_of(paper.shown_steps)  # type: ignore[attr-defined]  # see prepare_rows

    # Pages

    def page_actions(self, request: HttpRequest, obj: Paper) -> list[PageLink]:
        def to(name: str) -> str:
            return reverse(f"admin:plan_paper_{name}", args=[obj.pk])

        if not self.has_change_permission(request, obj):
            return []
        if obj.published_on is None:
            return [PageLink("Publish…", to("publish"))]
        if obj.revisions.exists():
            return []
        return [PageLink("Revise…", to("revise")), PageLink("Take back…", to("take_back"))]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(self.publish_view), name="plan_paper_publish"),
            path("<int:pk>/take-back/", view(self.take_back_view), name="plan_paper_take_back"),
            path("<int:pk>/revise/", view(self.revise_view), name="plan_paper_revise"),
            path("<int:pk>/clear/<slug:key>/", view(self.clear_view), name="plan_paper_clear"),
            path("<int:pk>/unclear/<slug:key>/", view(self.unclear_view), name="plan_paper_unclear"),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self._found(request, pk)
        form = PublishForm(_posted(request), meeting=paper.agenda_item.meeting, initial=_seen(paper))

        def act(words: dict[str, Any]) -> str:
            publish_paper(paper, by=request.user, seen=words.pop("seen_version"), **words)
            return f"The paper is published on {day(words['on'])}."

        def told() -> list[Told]:
            waits = [one for one in standing([paper], today=today()).get(paper.pk, []) if one.outstanding]
            lines = [f"{one.step.name}, due {day(one.due)}" for one in waits]
            return [Told("Not cleared yet, so think twice:", lines, alert=True)] if lines else []

        explanation = "It is then public, and no longer changes: a change is a revised paper, with its reason."
        return self._ask(request, paper, "Publish", explanation, form, act, told)

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self._found(request, pk)
        form = ReasonForm(_posted(request), initial=_seen(paper))

        def act(words: dict[str, Any]) -> str:
            take_back_paper(paper, by=request.user, why=words["why"], seen=words["seen_version"])
            return "The paper is no longer public."

        return self._ask(request, paper, "Take back", "For a paper that was published by mistake.", form, act)

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper, made = self._found(request, pk), []
        form = ReviseForm(_posted(request), paper=paper, initial=_seen(paper))

        def act(words: dict[str, Any]) -> str:
            made.append(revise_paper(paper, by=request.user, seen=words.pop("seen_version"), **words))
            return "This is the revised paper. It has yet to be cleared and published."

        def after() -> str:
            return reverse("admin:plan_paper_change", args=[made[0].pk])

        explanation = "Makes a new paper that takes this one's place once it is published; this one stays on record."
        return self._ask(request, paper, "Revise", explanation, form, act, after=after)

    def clear_view(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """Open to those who keep meetings, and to whoever holds the step's office."""
        paper = get_object_or_404(self._rows(request), pk=pk)
        step = get_object_or_404(TimetableStep, key=key)
        if not may_record(request.user, step):
            raise PermissionDenied
        own = "" if _keeps(request.user) else request.user.office
        form = ClearForm(_posted(request), step=step, office=own)

        def act(words: dict[str, Any]) -> str:
            record_clearance(paper, step, by=request.user, **words)
            return f"{step} is recorded."

        return self._ask(request, paper, f"Record {step}", "Says that the paper may go on.", form, act)

    def unclear_view(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        paper = self._found(request, pk)
        clearance = get_object_or_404(Clearance.objects.select_related("step", "paper"), paper=paper, step__key=key)

        def act(words: dict[str, Any]) -> str:
            take_back_clearance(clearance, by=request.user, why=words["why"])
            return f"{clearance.step} is taken back."

        explanation = f"{clearance}. For one recorded by mistake, or overtaken by a change."
        form = TakeBackForm(_posted(request))
        return self._ask(request, paper, f"Take back {clearance.step}", explanation, form, act)

    def _rows(self, request: HttpRequest) -> models.QuerySet:
        return self.get_queryset(request).select_related("agenda_item__meeting__body")

    def _found(self, request: HttpRequest, pk: int) -> Paper:
        """The paper, for those who may change papers; to whom may not see it, it is not there."""
        paper = get_object_or_404(self._rows(request), pk=pk)
        if not self.has_change_permission(request, paper):
            raise PermissionDenied
        return paper

    def _ask(
        self, request: HttpRequest, paper: Paper, button: str, explanation: str, form: Any, act: Any,
        told: Any = list, after: Any = None,
    ) -> HttpResponse:  # fmt: skip
        back = reverse("admin:plan_paper_change", args=[paper.pk])
        question = Question(
            paper, button, button, explanation, form, act, back, told=told, refusals=(NotPossible,), after=after
        )
        return ask(self.admin_site, request, question)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        paper = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        if paper is not None:
            steps = standing([paper], today=today()).get(paper.pk, [])
            context |= {
                "steps": [_line(request, paper, one, self.has_change_permission(request, paper)) for one in steps],
                "meeting": paper.agenda_item.meeting,
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _line(request: HttpRequest, paper: Paper, one: Standing, keeps: bool) -> dict[str, Any]:
    """A step of the paper as its page shows it: what was cleared by whom, or the link that records it."""
    record = one.outstanding and may_record(request.user, one.step)
    take_back = not one.outstanding and keeps and paper.published_on is None
    name = "plan_paper_clear" if record else "plan_paper_unclear"
    url = reverse(f"admin:{name}", args=[paper.pk, one.step.key]) if record or take_back else ""
    return {"standing": one, "url": url}


def _keeps(user: Any) -> bool:
    return user.has_role(*(role.slug for role in KEEPERS))


def _seen(paper: Paper) -> dict[str, int]:
    return {"seen_version": paper.version}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
