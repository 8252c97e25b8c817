"""Versions of packs on the desk, and the steps with them. No version can be changed here in any other way."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html_join

from outcomes.reporting.points import Point, stops
from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.models import BodyKind
from plan.roles import ADMINISTRATOR
from plan.wording import count, join_words

from .admin_exempt import DisclosingViews
from .admin_forms import ClearForm, EraseForm, PublishForm, WithdrawForm
from .admin_queue import QueueView
from .admin_steps import ADMINISTRATORS_ONLY, Step, StepsMixin, holds, is_officer, signed_in, take, told
from .checking import points_of_version
from .checklist import before_clearing
from .exempt import EXEMPT
from .files import Withdrawn, gone, headers, refuse_withdrawn
from .models import PackFile, PackVersion
from .publishing import clear, erase, publish, withdraw
from .queue import with_place

IN_HAND = (PackVersion.State.QUEUED, PackVersion.State.BUILDING)


@admin.register(PackVersion)
class PackVersionAdmin(QueueView, DisclosingViews, StepsMixin, DeskAdmin):
    deletable = False
    list_display = ("pack", "number", "how_it_stands", "asked_at")
    list_filter = ("state", "pack__body", ("published_at", admin.EmptyFieldListFilter))
    list_select_related = ("pack__body", "pack__about", "withdrawal__erasure")
    ordering = ("-asked_at", "-pk")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "pack",
                    "number",
                    "how_it_stands",
                    "files_made",
                    "what_changed",
                    "late_reason",
                    "late_agreed_by",
                    "anyway_reason",
                    "open_points",
                )
            },
        ),
        ("What it was made of", {"fields": ("edition", "cut_off", "items_in_remit")}),
        ("Fingerprints", {"fields": ("hash_of_content", "template_version", "rules_version")}),
        (
            "When and by whom",
            {
                "fields": (
                    "asked_by",
                    "asked_at",
                    "built_at",
                    "cleared_by",
                    "cleared_office",
                    "cleared_at",
                    "clearing_note",
                    "published_by",
                    "published_at",
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return with_place(super().get_queryset(request).defer("content"))  # hundreds of kB, and no list shows it

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a version is built, not typed in

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        if obj.is_published:
            done = obj.pack.was_put_out
            return f"What is {done} never changes. Build a new version, which supersedes this one."
        return "A version is what was built. Build the pack again to have another."

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return [str(field) for _, options in self.fieldsets for field in options["fields"]]

    @admin.display(description="how it stands")
    def how_it_stands(self, version: PackVersion) -> str:
        return told(version)

    @admin.display(description="files")
    def files_made(self, version: PackVersion) -> str:
        rows = version.files.exclude(audience=EXEMPT).values_list("kind", "name", "pages", "size", "sha256")
        told_of = (
            (_file_address(version, kind, name), name, _about(pages, size), sha256)
            for kind, name, pages, size, sha256 in rows
        )
        if version.is_withdrawn:
            told_of = ((name, sha256) for _, name, _, sha256 in told_of)
            return format_html_join("", "<p>{}. SHA-256 of this file: {}</p>", told_of)
        return format_html_join("", '<p><a href="{}">{}</a>, {}. SHA-256 of this file: {}</p>', told_of) or "None yet"

    @admin.display(description="SHA-256 of the content, printed in the paper")
    def hash_of_content(self, version: PackVersion) -> str:
        return version.content_sha256

    @admin.display(description="items in the remit")
    def items_in_remit(self, version: PackVersion) -> int:
        return len(version.remit)

    @admin.display(description="rules")
    def rules_version(self, version: PackVersion) -> str:
        return version.rules.get("version", "–")

    def page_links(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        links = [*self.exempt_links(request, obj)[0], *super().page_links(request, obj)]
        if obj.state in IN_HAND:
            links.insert(0, PageLink("Packs being built", reverse("admin:outcomes_packversion_queue")))
        if signed_in(request).has_perm("outcomes.view_pack"):
            return [PageLink("The pack", reverse("admin:outcomes_pack_change", args=[obj.pack_id])), *links]
        return links

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if obj.is_withdrawn:
            moves = ["erase"] if holds(request, ADMINISTRATOR) and not obj.is_erased else []
        elif is_officer(request) and obj.state == PackVersion.State.BUILT:
            moves = ["withdraw" if obj.is_published else "publish" if obj.is_cleared else "clear"]
        else:
            moves = []
        offered = [
            PageLink(_button(name, obj), reverse(f"admin:outcomes_packversion_{name}", args=[obj.pk])) for name in moves
        ]
        return [*offered, *self.exempt_links(request, obj)[1]]

    def get_urls(self) -> list[Any]:
        file_view = self.admin_site.admin_view(self.file_view)
        return [
            self._step_path("clear", self.clear_view),
            self._step_path("publish", self.publish_view),
            self._step_path("withdraw", self.withdraw_view),
            self._step_path("erase", self.erase_view),
            path("<path:object_id>/file/<str:kind>/", file_view, name="outcomes_packversion_file"),
            path("<path:object_id>/file/<str:kind>/<str:name>", file_view, name="outcomes_packversion_page"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, kind: str, name: str = "") -> HttpResponse:
        """The stored bytes, published or not, for those who may see the version; of a withdrawn one the notice. Pages
        lead to each other by `name`."""
        version = self._found(request, object_id)
        which = {"name": name} if name else {"kind": kind}
        file = PackFile.objects.filter(version=version, **which).exclude(audience=EXEMPT).defer("content").first()
        if file is None:
            raise Http404
        file.version = version
        try:
            refuse_withdrawn(file)
        except Withdrawn as withdrawn:
            return gone(request, withdrawn)
        return HttpResponse(bytes(file.content), headers=headers(file))

    def clear_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)
        ready = is_officer(request) and version.state == PackVersion.State.BUILT and not version.is_published

        def verb(form: forms.Form) -> str:
            clear(version, by=signed_in(request), **form.cleaned_data)
            return f"{version} is cleared. It can now be {version.pack.was_put_out}."

        explanation = (
            "Read the paper as those it is for will, and the lines above. By clearing it you say, in your office, that"
            f" it may be {version.pack.was_put_out} as it is. Nobody else reads it by that yet, and a new build"
            " has to be cleared anew."
        )
        rows = before_clearing(version, today=clock.today()) if ready else ()
        step = Step("Clear", explanation, verb, self._back(version), rows=rows, points=self._points(request, version))
        return take(self, request, version, ClearForm(self._bound(request)), step)

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)
        points = self._points(request, version)
        form = PublishForm(self._bound(request), version=version, today=clock.today(), stops=stops(points))

        def verb(form: forms.Form) -> str:
            publish(version, by=signed_in(request), **form.cleaned_data)
            return f"{version} is {version.pack.was_put_out}."

        explanation = f"From here on its words, figures and files stand still, and {_readers(version)}."
        button = _button("publish", version) + (" anyway" if stops(points) else "")
        return take(self, request, version, form, Step(button, explanation, verb, self._back(version), points=points))

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            withdraw(version, by=signed_in(request), **form.cleaned_data)
            return f"{version} is withdrawn."

        explanation = (
            "Only for a paper that may lawfully no longer be shown, such as after a breach of data protection. A notice"
            " with the reason takes its place, and its fingerprints are kept. To correct a paper, build a revised one."
        )
        form = WithdrawForm(self._bound(request))
        return take(self, request, version, form, Step("Withdraw", explanation, verb, self._back(version)))

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            erase(version, by=signed_in(request), **form.cleaned_data)
            return f"What {version} said is erased."

        explanation = (
            "Empties this withdrawn version: its words, figures and files are gone from the database and cannot be"
            " brought back. That it was published, its fingerprints, and who erased it when and why are kept. Other"
            " versions, the reports it was made of, and backups made before today are not touched: see to them too."
        )
        step = Step("Erase", explanation, verb, self._back(version), role=ADMINISTRATOR, refusal=ADMINISTRATORS_ONLY)
        return take(self, request, version, EraseForm(self._bound(request)), step)

    def _points(self, request: HttpRequest, version: PackVersion) -> list[Point]:
        """What stands in the way of a version that waits, for those who may publish it. Of a content that an older
        system wrote nothing is known: the checklist and the verb say so."""
        if not is_officer(request) or version.state != PackVersion.State.BUILT or version.is_published:
            return []
        try:
            return points_of_version(version)
        except ValueError:
            return []

    def _back(self, version: PackVersion) -> str:
        return reverse("admin:outcomes_packversion_change", args=[version.pk])


def _button(step: str, version: PackVersion) -> str:
    """What the button of a step says: a paper that is not public is issued."""
    return (version.pack.put_out if step == "publish" else step).capitalize()


def _readers(version: PackVersion) -> str:
    """Who reads it once it is out."""
    pack = version.pack
    if pack.is_public:
        return "everybody can read it"
    boards = [board.name for board in (pack.body, pack.about) if board and board.kind == BodyKind.BOARD]
    members = f", and members of the {join_words(boards)}," if boards else ""
    return f"policy officers and corporate management{members} can download it here. It is not public"


def _file_address(version: PackVersion, kind: str, name: str) -> str:
    if kind == PackFile.Kind.PART:  # there are several
        return reverse("admin:outcomes_packversion_page", args=[version.pk, PackFile.Kind.HTML, name])
    return reverse("admin:outcomes_packversion_file", args=[version.pk, kind])


def _about(pages: int | None, size: int) -> str:
    kilobytes = f"{max(size // 1024, 1)} kB"
    return f"{count(pages, 'page')}, {kilobytes}" if pages else kilobytes
