"""A member's own questions: noted while reading, private until they raise them. Nothing of these pages is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outcomes.framework.places import places
from outcomes.models import Pack, PlanItem
from outcomes.scrutiny import noting
from outcomes.scrutiny.asked import Action
from outcomes.scrutiny.asking import NotPossible
from outcomes.scrutiny.followed import followed, starting_questions
from outcomes.scrutiny.questions import NotedQuestion
from performance.models import Indicator
from plan import clock
from plan.models import Body, Meeting, Plan
from plan.roles import SCRUTINY_MEMBER

NO_PAGE = {"item": None, "indicator": None, "page": "", "about": ""}


class QuestionForm(forms.Form):
    text = forms.CharField(
        label="Question", max_length=noting.LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only you can read it until you raise it.",
    )  # fmt: skip


class RaiseForm(forms.Form):
    body = forms.ModelChoiceField(Body.objects.none(), label="Committee")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), required=False, label="For the meeting", empty_label="No meeting: between meetings"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = noting.committees_of(user)
        self.has_seat = own.exists()
        coming = Meeting.objects.filter(body__in=own, date__gte=clock.today()).to_be_held()
        self.fields["body"].queryset = own  # type: ignore[attr-defined]
        self.fields["meeting"].queryset = coming.select_related("body").order_by("date")  # type: ignore[attr-defined]


def members_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
        if not request.user.has_role(SCRUTINY_MEMBER.slug):
            raise PermissionDenied("Only scrutiny members note questions here.")
        return never_cache(view)(request, *args, **kwargs)

    return page


def subject_of(request: HttpRequest) -> dict[str, Any]:
    """What the question is about, from the address: a part of the plan, an indicator or a pack that this reader may
    see. Nothing where it names none."""
    asked = request.GET
    if asked.get("item"):
        item, plan = _item(asked["item"]), Plan.current(clock.today())
        place = places(plan, [item]).get(item) if item and plan else None
        if place:
            row = PlanItem.objects.get(pk=place.item)
            return {**NO_PAGE, "item": row, "page": place.url, "about": f"{place.number} {place.title}"}
    if asked.get("indicator"):
        found = Indicator.objects.visible_to(request.user).filter(slug=asked["indicator"]).first()
        if found:
            return {**NO_PAGE, "indicator": found, "page": found.get_absolute_url(), "about": found.name}
    if asked.get("pack", "").isdecimal() and len(asked["pack"]) < 10:
        pack = Pack.objects.visible_to(request.user).filter(pk=int(asked["pack"])).first()
        if pack:
            return {**NO_PAGE, "page": pack.get_absolute_url(), "about": f"Pack: {pack}"}
    return NO_PAGE


def _item(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_questions(request: HttpRequest) -> HttpResponse:
    """One's questions, and a form for the next."""
    subject = subject_of(request)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            noting.note(by=request.user, text=form.cleaned_data["text"], **subject)
        except NotPossible as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, "Your question is noted. Only you can read it.")
            return redirect("my-questions")
    mine = list(NotedQuestion.objects.visible_to(request.user))
    raised = {row.raised_as_id: row for row in mine if row.raised_as_id}
    told = {one.pk: one for one in _raised(raised, request.user)}
    context = {
        "form": form, "subject": subject, "questions": starting_questions(on=clock.today()),
        "noted": [row for row in mine if not row.raised_at],
        "raised": [(row, told.get(row.raised_as_id)) for row in mine if row.raised_at],
    }  # fmt: skip
    return render(request, "outcomes/my_questions.html", context, status=422 if form.errors else 200)


def _raised(keys: Any, user: Any) -> Any:
    """How one's raised questions stand: also those for which officers have not named yet who answers."""
    return followed(Action.objects.filter(pk__in=list(keys)), on=clock.today(), user=user)


def _mine(request: HttpRequest, pk: int) -> NotedQuestion:
    return get_object_or_404(NotedQuestion.objects.editable_by(request.user), pk=pk)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_question(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            noting.change(row, by=request.user, text=form.cleaned_data["text"])
        except NotPossible as refused:
            form.add_error("text", str(refused))
        else:
            return redirect("my-questions")
    title = "Change your question"
    context = {"row": row, "form": form, "title": title, "button": "Save"}
    return render(request, "outcomes/my_question.html", context, status=422 if form.errors else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def raise_question(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = RaiseForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            noting.raise_question(row, by=request.user, **form.cleaned_data)
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Your question is raised. Democratic services will put it to who is to answer.")
            return redirect("my-questions")
    if not form.has_seat:
        context = {"row": row, "title": "Raise your question", "explanation": noting.NO_SEAT}
        return render(request, "outcomes/my_question.html", context, status=409 if request.method == "POST" else 200)
    context = {
        "row": row, "form": form, "title": "Raise your question", "button": "Raise it",
        "explanation": "Democratic services read it then. When they have named who is to answer, everyone can read it"
        " on this site, as a question of the committee.",
    }  # fmt: skip
    return render(request, "outcomes/my_question.html", context, status=422 if form.errors else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove_question(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(NotedQuestion.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        noting.remove(row, by=request.user)
        messages.success(request, "Your question is removed. Nothing of it is left here.")
        return redirect("my-questions")
    context = {
        "row": row, "form": forms.Form(), "title": "Remove your question", "button": "Remove it",
        "explanation": "It goes for good. A question that you raised stays with the committee; only your note of it"
        " goes." if row.raised_at else "It goes for good: nothing of it is kept.",
    }  # fmt: skip
    return render(request, "outcomes/my_question.html", context)
