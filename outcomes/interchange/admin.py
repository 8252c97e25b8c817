"""A plan brought in from a file on the desk: chosen, read what it would make, made."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from outcomes.framework.checking import wrong_in_name
from outcomes.framework.importer.reading import LARGEST
from outcomes.framework.importer.word.package import OLD
from outcomes.framework.imports import PlanUpload
from performance.bring_forms import Limit
from plan.desk.base import DeskAdmin
from plan.roles import POLICY_OFFICER

from . import uploads

SHOWN = 200  # changes
ARCHIVES = (b"PK", OLD)  # the second for old kinds, and for those with a password
BEGINNINGS = {".docx": ARCHIVES, ".xlsx": ARCHIVES, ".pdf": (b"%PDF",)}
TOO_LARGE = f"The file is larger than {LARGEST // 1_000_000} MB. Take out its pictures, or save only the plan's part."


class PlanLimit(Limit):
    largest = LARGEST


def is_what_it_is_called(sent: UploadedFile) -> bool:
    """Whether a file begins as those of its kind do; the reader says more of those of an old kind."""
    marks = next((marks for ending, marks in BEGINNINGS.items() if (sent.name or "").lower().endswith(ending)), None)
    sent.seek(0)
    begins = sent.read(1024)
    sent.seek(0)
    return marks is None or begins.startswith(marks) or (b"%PDF" in marks and b"%PDF" in begins)


class BringPlanForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.xlsx"}),
        help_text=f"Word (.docx), PDF, text, or a workbook (.xlsx) taken out here, up to {LARGEST // 1_000_000} MB."
        " Nothing is made before you have read what it would be.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose one with a plan in it."},
    )  # fmt: skip
    label = forms.CharField(
        label="Label", max_length=40, initial="draft", help_text="What tells it from other versions: draft."
    )
    slug = forms.SlugField(label="Name in addresses", max_length=80, help_text="Such as 2022-26-draft.")
    title = forms.CharField(
        label="Title", max_length=150, required=False,
        help_text="As on the cover, such as Strategic Plan. A workbook says it itself.",
    )  # fmt: skip
    start_year = forms.IntegerField(label="First year", required=False, help_text="Such as 2022.")
    end_year = forms.IntegerField(label="Last year", required=False, help_text="Such as 2026.")
    items = forms.ChoiceField(
        label="Of a workbook, its parts are", required=False, widget=forms.RadioSelect, initial=uploads.SAME,
        choices=((uploads.SAME, "the same as in the version it was made of, changed where the workbook differs"),
                 (uploads.NEW, "new parts, of a plan of its own")),
    )  # fmt: skip
    aims_headings = forms.CharField(
        label="Other headings above aims", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One on a line, where this plan calls its aims something unusual.",
    )  # fmt: skip
    commitments_headings = forms.CharField(
        label="Other headings above commitments", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One on a line.",
    )  # fmt: skip
    why = forms.CharField(label="Why", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.too_large = too_large

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if wrong := wrong_in_name(slug):
            raise forms.ValidationError(wrong)
        return slug

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sent = data.get("file")
        if self.too_large or (sent is not None and sent.size > LARGEST):
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        elif sent is not None and not is_what_it_is_called(sent):
            self.add_error("file", "The file is not of the kind that its name says. Save it again as that kind.")
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and end <= start:
            self.add_error("end_year", "The last year has to come after the first.")
        return data

    @property
    def choices(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        for name in ("aims_headings", "commitments_headings"):
            data[name] = [line.strip() for line in data[name].splitlines() if line.strip()]
        return {**data, "items": data["items"] or uploads.SAME}


@admin.register(PlanUpload)
class PlanUploadAdmin(DeskAdmin):
    deletable = False
    in_find = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        desk = self.admin_site.admin_view
        return [
            path("", desk(self.bring_view), name="outcomes_planupload_changelist"),
            path("<int:pk>/look/", desk(self.look_view), name="outcomes_planupload_look"),
            *super().get_urls(),
        ]

    @method_decorator(csrf_exempt)
    def bring_view(self, request: HttpRequest) -> HttpResponse:
        """The token against forged forms is looked for once the limit stands: to find it the whole upload is read."""
        _check(request)
        limit = PlanLimit(request)
        request.upload_handlers.insert(0, limit)
        return self._bring(request, limit)

    @method_decorator(csrf_protect)
    def _bring(self, request: HttpRequest, limit: PlanLimit) -> HttpResponse:
        posted = request.method == "POST"
        form = BringPlanForm(request.POST, request.FILES, too_large=limit.too_large) if posted else BringPlanForm()
        if posted and form.is_valid():
            sent = form.cleaned_data["file"]
            try:
                upload = uploads.keep(sent.read(), name=sent.name, choices=form.choices, by=request.user)
            except uploads.CannotBring as refusal:
                for sentence in refusal.wrong[:SHOWN]:
                    form.add_error("file", sentence)
            else:
                return HttpResponseRedirect(reverse("admin:outcomes_planupload_look", args=[upload.pk]))
        title = "Bring in a plan from a file"
        return self._page(request, "bring_plan", title, 422 if form.errors else 200, form=form)

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the file would make; with POST it is made."""
        _check(request)
        alert: list[str] = []
        if request.method == "POST":
            try:
                plan = uploads.bring(upload=pk, by=request.user)
            except uploads.CannotBring as refusal:
                alert = refusal.wrong
            else:
                messages.success(request, f"{plan} was made. It is a draft: nobody else sees it as published.")
                return HttpResponseRedirect(reverse("admin:plan_plan_change", args=[plan.pk]))
        uploads.clear_old()
        upload = PlanUpload.objects.visible_to(request.user).select_related("base").filter(pk=pk).first()
        if upload is None:
            messages.error(request, "This file was brought in or thrown away already. Choose it again.")
            return HttpResponseRedirect(reverse("admin:outcomes_planupload_changelist"))
        look = uploads.look(upload)
        outline = look.outline
        return self._page(
            request, "bring_plan_look", "What the file would make", 409 if alert else 200, upload=upload, look=look,
            alert=alert[:SHOWN], outcomes=[*outline.outcomes, *outline.enablers] if outline else [],
            changes=look.changes[:SHOWN], more=max(0, len(look.changes) - SHOWN), wrong=look.wrong[:SHOWN],
        )  # fmt: skip

    def _page(self, request: HttpRequest, name: str, title: str, status: int, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        response = TemplateResponse(request, f"outcomes/desk/{name}.html", whole, status=status)
        add_never_cache_headers(response)
        return response


def _check(request: HttpRequest) -> None:
    user: Any = request.user
    if not (user.is_superuser or user.has_role(POLICY_OFFICER.slug)):
        raise PermissionDenied
