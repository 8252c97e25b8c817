"""Results of another survey tool on the desk: the file chosen, its columns named, what it would do read, then written.

Nothing is kept between these pages: the table goes along in the form, and is checked again whenever it comes back.
"""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from consultation.asking.admin_steps import REFUSALS, may_prepare
from consultation.asking.models import Consultation
from outcomes.scrutiny.admin_steps import StepForm, day_field
from performance.bring_forms import Limit
from performance.importing.rows import NotATable
from plan.wording import count

from . import bringing, reading
from .figures import in_words

SHOWN = 100  # rows and errors of a preview
NONE = -1
TOO_LARGE = f"The file is larger than {reading.LARGEST // 1000} kB. It should hold totals, not single responses."


class FileForm(StepForm):
    file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="CSV or .xlsx with a header, and a row for each answer to each question. Totals only.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Choose one with figures."},
    )  # fmt: skip

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sent = data.get("file")
        if self.too_large or (sent is not None and sent.size > reading.LARGEST):
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        return data


class ColumnsForm(StepForm):
    """Which column is which. Offers the file's own column names."""

    source = forms.CharField(
        label="Where the figures come from", max_length=300, help_text="The survey tool or report. People read it."
    )
    as_of = day_field(
        "Interim, as of", "The day of interim figures. Leave it empty for the final ones.", required=False
    )

    def __init__(self, *args: Any, header: list[str], **kwargs: Any) -> None:
        guessed = reading.guess(header)
        super().__init__(*args, **kwargs)
        choices = [(NONE, "– no such column –"), *enumerate(header)]
        for name, label in reading.COLUMNS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, initial=guessed.get(name, NONE), help_text=HELP[name]
            )
        self.order_fields([*reading.COLUMNS, "source", "as_of"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("question", "answer"):
            if data.get(name) == NONE:
                self.add_error(name, "Say which column it is.")
        if data.get("percentage") == NONE and data.get("count") == NONE:
            self.add_error("percentage", "Name the column of the percentages, or of the counts, or both.")
        named = [data[name] for name in reading.COLUMNS if data.get(name, NONE) != NONE]
        if len(set(named)) < len(named):
            self.add_error(None, "One column is named for two things. Name each for one.")
        return data

    def told(self) -> bringing.Plan:
        data = self.cleaned_data
        columns = {name: data[name] for name in reading.COLUMNS if data[name] != NONE}
        return bringing.Plan(columns, data["source"], data["as_of"])


HELP = {
    "question": "A part of the plan is known by its title or its words, the vision by “the vision”.",
    "answer": "Such as Strongly agree. Other words are kept as answers of their own.",
    "percentage": "Such as 79%, over 90%, or words.", "count": "How many gave the answer.",
    "base": "Of how many.", "group": "Empty cells are all respondents.",
}  # fmt: skip


class BringViews:
    """Added to the admin of reported results."""

    admin_site: Any
    opts: Any

    def get_urls(self: Any) -> list[Any]:
        view = self.admin_site.admin_view(self.bring_view)
        return [path("bring/<int:pk>/", view, name="consultation_bring_results"), *super().get_urls()]  # type: ignore[misc]

    @method_decorator(csrf_exempt)
    def bring_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The token against forged forms is looked for once the limit stands: to find it the whole upload is read."""
        if not may_prepare(request.user):
            raise PermissionDenied
        row = get_object_or_404(Consultation.objects.visible_to(request.user), pk=pk)
        limit = Limit(request)
        request.upload_handlers.insert(0, limit)
        return self._bring(request, row, limit)

    @method_decorator(csrf_protect)
    def _bring(self, request: HttpRequest, row: Consultation, limit: Limit) -> HttpResponse:
        if request.method != "POST":
            return self._file_page(request, row, FileForm())
        if "table" in request.POST:
            return self._columns(request, row)
        form = FileForm(request.POST, request.FILES, too_large=limit.too_large)
        if form.is_valid():
            try:
                file = reading.read(form.cleaned_data["file"].read())
            except NotATable as refusal:
                form.add_error("file", str(refusal))
            else:
                return self._columns_page(request, row, file, ColumnsForm(header=file.header))
        return self._file_page(request, row, form)

    def _columns(self, request: HttpRequest, row: Consultation) -> HttpResponse:
        """The columns are named: what would be written is shown, and written once that was read."""
        try:
            file = unpacked(request.POST["table"])
        except ValueError:
            messages.error(request, "The table was lost on the way. Choose the file again.")
            return HttpResponseRedirect(request.path)
        form = ColumnsForm(request.POST, header=file.header)
        if not form.is_valid():
            return self._columns_page(request, row, file, form)
        alert = ""
        if "write" in request.POST:
            try:
                new = bringing.bring(row, file, form.told(), by=request.user, why=f"From {form.told().source}")
            except REFUSALS as refusal:
                alert = str(refusal)
            else:
                messages.success(request, f"{count(new, 'figure')} written.")
                address = reverse("admin:consultation_reportedresult_changelist")
                return HttpResponseRedirect(f"{address}?consultation__id__exact={row.pk}")
        return self._look_page(request, row, file, form, alert)

    def _file_page(self, request: HttpRequest, row: Consultation, form: FileForm) -> HttpResponse:
        return self._page(request, row, "bring.html", "Bring in results", form, 422 if form.errors else 200)

    def _columns_page(self, request: HttpRequest, row: Consultation, file: Any, form: ColumnsForm) -> HttpResponse:
        more = {"table": packed(file), "first": file.rows[:3], "header": file.header}
        return self._page(request, row, "bring_columns.html", "Which column is which", form,
                          422 if form.errors else 200, **more)  # fmt: skip

    def _look_page(
        self, request: HttpRequest, row: Consultation, file: Any, form: ColumnsForm, alert: str
    ) -> HttpResponse:
        checked = bringing.check(row, file, form.told())
        asked, place = dict(file.rows), form.told().columns["question"]
        lines = [
            (number, asked[number][place], found.get_about_display(), found.answer_words, found.get_scale_display(),
             found.group_words, in_words(found))
            for number, found in checked.new[:SHOWN]
        ]  # fmt: skip
        more = {
            "table": packed(file), "checked": checked, "lines": lines, "alert": alert,
            "errors": checked.errors[:SHOWN], "more_errors": max(0, len(checked.errors) - SHOWN),
            "more_lines": max(0, len(checked.new) - SHOWN),
        }  # fmt: skip
        status = 409 if alert else 200
        return self._page(request, row, "bring_look.html", "What the file would do", form, status, **more)

    def _page(
        self: Any, request: HttpRequest, row: Consultation, page: str, title: str, form: Any, status: int, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": title, "row": row, "form": form,
            "back": reverse("admin:consultation_consultation_change", args=[row.pk]), **more,
        }  # fmt: skip
        response = TemplateResponse(request, f"consultation/desk/{page}", context, status=status)
        add_never_cache_headers(response)
        return response


def packed(file: reading.File) -> str:
    return json.dumps([file.header, file.rows], ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> reading.File:
    """The table that came along. ValueError where it is not one: it went through a browser."""
    if len(text) > 4 * reading.LARGEST:
        raise ValueError("no table")
    try:
        header, rows = json.loads(text)
        file = reading.File([str(name) for name in header],
                            [(int(number), [str(one) for one in cells]) for number, cells in rows])  # fmt: skip
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("no table") from error
    if not file.header or not 0 < len(file.rows) <= reading.MOST_ROWS or len(file.header) > reading.MOST_COLUMNS:
        raise ValueError("no table")
    return file
