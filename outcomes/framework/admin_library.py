"""Reviews of strategies on the desk: recorded on a page of their own, by a board's members and policy officers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan import clock
from plan.desk.base import DeskAdmin
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.models import Body, Strategy
from plan.roles import BOARD_MEMBER, POLICY_OFFICER
from plan.wording import day

from .admin_editions import posted
from .alignment import AlignmentReview
from .labels import labels
from .models import ItemBoard, PlanItem
from .reviewing import NotReviewed, judged, record_review, standing_reviews

A_YEAR = timedelta(days=365)
RECORDED = "A review is a record and does not change. Record a later one, which takes its place."


class ReviewForm(forms.Form):
    answer_for = forms.ChoiceField(
        label="Board and outcome", help_text="Whose review it is, and the outcome the strategy was held against."
    )
    date = forms.DateField(
        label="Reviewed on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The day on which the board looked at it.",
    )  # fmt: skip
    judgement = forms.ChoiceField(
        choices=[("", "Choose one"), *AlignmentReview.Judgement.choices],
        help_text="Whether the strategy reflects what the outcome aims at.",
    )
    comment = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="What the strategy is missing, or what is to be changed. Shown on its public page.",
    )  # fmt: skip
    next_review = forms.DateField(
        label="Look again by", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="From then on this review counts as out of date.",
    )  # fmt: skip
    illustrative = forms.BooleanField(
        required=False, help_text="Tick for a made-up example. It is marked as illustrative wherever it is shown."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def offered(user: Any) -> dict[str, tuple[Body, PlanItem, str]]:
    """Boards with the outcomes that are theirs today, of those this user may record for, by what the form sends."""
    links = ItemBoard.objects.on(clock.today()).filter(item__kind=PlanItem.Kind.OUTCOME)
    found = links.select_related("board", "item").order_by("board__name", "pk")
    if not user.has_role(POLICY_OFFICER.slug):
        mine = Body.objects.with_member(user, clock.today())
        found = found.filter(board__in=mine) if user.has_role(BOARD_MEMBER.slug) else found.none()
    rows = list(found)
    names = labels({row.item_id for row in rows}, kinds=[PlanItem.Kind.OUTCOME])
    return {
        f"{row.board_id}.{row.item_id}": (row.board, row.item, f"{row.board.short}: {names.get(row.item_id, row.item)}")
        for row in rows
        if row.item_id in names
    }


class OutOfDate(admin.SimpleListFilter):
    title, parameter_name = "how it stands", "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("holds", "Holds"), ("out-of-date", "Out of date"), ("replaced", "A later one took its place")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        today = clock.today()
        latest = AlignmentReview.objects.standing(today).values("pk")
        if self.value() == "replaced":
            return queryset.exclude(pk__in=latest)
        if self.value() in ("holds", "out-of-date"):
            wanted = {"next_review__gt": today} if self.value() == "holds" else {"next_review__lte": today}
            return queryset.filter(pk__in=latest, **wanted)
        return queryset


@admin.register(AlignmentReview)
class AlignmentReviewAdmin(DeskAdmin):
    deletable = False
    in_find = False
    list_display = ("strategy", "about", "board", "judgement", "date", "next_review")
    list_filter = (OutOfDate, "judgement", "board", "illustrative")
    list_select_related = ("strategy", "board")
    search_fields = ("strategy__title", "comment")
    fieldsets = (
        (None, {"fields": ("strategy", "board", "about", "date", "judgement", "comment", "next_review")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("about",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # recorded on the page below, which calls the verb

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return RECORDED

    def prepare_rows(self, rows: list[models.Model]) -> None:
        names = labels({row.outcome_id for row in rows}, kinds=[PlanItem.Kind.OUTCOME])
        for row in rows:
            row.about_label = names.get(row.outcome_id, "–")

    @admin.display(description="outcome")
    def about(self, row: AlignmentReview) -> str:
        return getattr(row, "about_label", None) or str(row.outcome)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.record_view)
        return [path("record/<int:strategy>/", view, name="outcomes_record_review"), *super().get_urls()]

    def record_view(self, request: HttpRequest, strategy: int) -> HttpResponse:
        row = get_object_or_404(visible(Strategy.objects.all(), request.user), pk=strategy)
        choices = offered(request.user)
        if not request.user.has_role(POLICY_OFFICER.slug, BOARD_MEMBER.slug):
            raise PermissionDenied
        today = clock.today()
        initial = {"date": today, "next_review": today + A_YEAR, "answer_for": request.GET.get("for", "")}
        form = ReviewForm(posted(request), initial=initial)
        form.fields["answer_for"].choices = [
            ("", "Choose one"),
            *((key, name) for key, (_, _, name) in choices.items()),
        ]  # type: ignore[attr-defined]

        def record(words: dict[str, Any]) -> str:
            board, outcome, _ = choices[words.pop("answer_for")]
            review = record_review(strategy=row, board=board, outcome=outcome, by=request.user, **words)
            return f"Recorded. {board} looks at it again by {day(review.next_review)}."

        question = Question(
            row, "Record a board's review", "Record the review", RECORDED, form, record, back_to(row, request.user),
            told=lambda: told(row), refusals=(NotReviewed,), opts=Strategy._meta,
        )  # fmt: skip
        return ask(self.admin_site, request, question)


def told(strategy: Strategy) -> list[Told]:
    """What the boards judged last."""
    today = clock.today()
    reviews = standing_reviews([strategy.pk], on=today)[strategy.pk]
    lines = [f"{one.board}: {judged(one)}{' (out of date)' if one.expired else ''}" for one in reviews]
    return [Told("How it stands", lines)] if lines else []


def back_to(strategy: Strategy, user: Any) -> str:
    if user.has_perm("plan.view_strategy"):
        return reverse("admin:plan_strategy_change", args=[strategy.pk])
    return reverse("admin:index")
