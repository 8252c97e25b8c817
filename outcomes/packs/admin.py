"""Packs on the desk: what for whom, its versions, and the three steps with them, each a page that calls its verb.

No version can be changed here in any other way.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join

from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.roles import POLICY_OFFICER
from plan.wording import count, day

from .admin_forms import BuildForm, PublishForm, WithdrawForm
from .building import NotAllowed, request_build
from .files import headers
from .models import Pack, PackFile, PackVersion
from .publishing import publish, withdraw

OFFICERS_ONLY = "Packs are built, published and withdrawn by policy officers. Ask one of them."
Verb = Callable[[forms.Form], str]


def signed_in(request: HttpRequest) -> Any:
    """Who acts: the desk lets nobody in who is not signed in."""
    return request.user


def is_officer(request: HttpRequest) -> bool:
    return signed_in(request).has_role(POLICY_OFFICER.slug)


def told(version: PackVersion) -> str:
    """How a version stands, in a sentence."""
    if version.is_withdrawn:
        return f"Withdrawn on {day(clock.local_day(version.withdrawal.at))}: {version.withdrawal.reason}"
    if version.published_at:
        later = version.superseded_by
        until = f", superseded by version {later.number}" if later else ""
        return f"Published on {day(clock.local_day(version.published_at))}{until}"
    if version.state == PackVersion.State.FAILED:
        return f"Could not be built. {version.failure}"
    if version.state == PackVersion.State.BUILT:
        return "Built. Look at it, then publish it"
    again = f", attempt {version.attempts}" if version.attempts > 1 else ""
    return f"{version.get_state_display()}{again}. Open this page again in a minute"


def step(
    desk: DeskAdmin, request: HttpRequest, row: models.Model, form: forms.Form, *, back: str, button: str,
    explanation: str, verb: Verb,
) -> HttpResponse:  # fmt: skip
    """Ask for what a step needs, then call its verb, which decides; a refusal is shown in its own words."""
    refusal = "" if is_officer(request) else OFFICERS_ONLY
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            done = verb(form)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            desk.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(back)
    status = 403 if refusal else 422 if form.is_bound and form.errors else 200
    context = {
        **desk.admin_site.each_context(request), "opts": desk.opts, "title": button, "row": row, "form": form,
        "refusal": refusal, "back": back, "button": button, "explanation": explanation,
    }  # fmt: skip
    return TemplateResponse(request, "outcomes/desk/move.html", context, status=status)


class StepsMixin:
    """Finds rows as the desk does: what is not there and what is not theirs look alike."""

    def _found(self: Any, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row

    def _bound(self, request: HttpRequest) -> Any:
        return request.POST if request.method == "POST" else None

    def _step_path(self: Any, name: str, view: Callable) -> Any:
        model = self.opts.model_name
        return path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"outcomes_{model}_{name}")


@admin.register(Pack)
class PackAdmin(StepsMixin, DeskAdmin):
    deletable = False
    list_display = ("committee", "period_label", "meeting", "standing")
    list_display_links = ("committee", "period_label")
    list_filter = ("committee", "quarter", "illustrative")
    list_select_related = ("committee", "meeting__body")
    search_fields = ("committee__name", "quarter")
    fieldsets = (
        (None, {"fields": ("committee", "quarter", "meeting", "agenda_item", "appendix")}),
        ("Versions", {"fields": ("versions_so_far",)}),
        ("Where this comes from", {"fields": ("source", "illustrative"), "classes": ["quiet"]}),
    )
    readonly_fields = ("versions_so_far",)
    help_text = (
        "What a committee is shown for a quarter. Building takes what stands in the system today and makes a paper of"
        " it; publishing freezes that paper. The meeting's date decides the remit and until when figures are taken."
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        versions = PackVersion.objects.select_related("withdrawal").defer("content", "remit")
        rows = super().get_queryset(request).select_related("committee")
        return rows.prefetch_related(models.Prefetch("versions", versions, to_attr="all_versions"))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """For whom it is, and for which quarter, is said once: its address and its versions stand on it."""
        return [*super().get_readonly_fields(request, obj), *(["committee", "quarter"] if obj else [])]

    @admin.display(description="quarter", ordering="quarter")
    def period_label(self, pack: Pack) -> str:
        return pack.period.label

    @admin.display(description="newest version")
    def standing(self, pack: Pack) -> str:
        newest = next(iter(pack.all_versions), None)  # type: ignore[attr-defined]  # prefetched above
        return f"{newest.number}: {told(newest)}" if newest else "Not built yet"

    @admin.display(description="versions")
    def versions_so_far(self, pack: Pack) -> str:
        if pack.pk is None or not pack.versions.exists():
            return "Not built yet"
        rows = (
            (reverse("admin:outcomes_packversion_change", args=[version.pk]), version.number, told(version))
            for version in pack.versions.select_related("withdrawal").defer("content")
        )
        return format_html_join("", '<p><a href="{}">Version {}</a>: {}.</p>', rows)

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not is_officer(request):
            return []
        return [PageLink("Build", reverse("admin:outcomes_pack_build", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        return [self._step_path("build", self.build_view), *super().get_urls()]

    def build_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pack = self._found(request, object_id)
        published = pack.versions.published().first()
        form = BuildForm(self._bound(request), published=published)
        explanation = "The paper is made of what stands in the system now. A worker builds it, which takes a minute."
        if pack.versions.filter(published_at=None).exists():
            explanation += " The build that was not published makes way for it."

        def verb(form: forms.Form) -> str:
            version = request_build(pack, by=signed_in(request), **form.cleaned_data)
            return f"Version {version.number} is waiting to be built. Open this page again in a minute."

        back = reverse("admin:outcomes_pack_change", args=[pack.pk])
        return step(self, request, pack, form, back=back, button="Build", explanation=explanation, verb=verb)


@admin.register(PackVersion)
class PackVersionAdmin(StepsMixin, DeskAdmin):
    deletable = False
    list_display = ("pack", "number", "how_it_stands", "asked_at")
    list_filter = ("state", "pack__committee", ("published_at", admin.EmptyFieldListFilter))
    list_select_related = ("pack__committee", "withdrawal")
    ordering = ("-asked_at", "-pk")
    fieldsets = (
        (None, {"fields": ("pack", "number", "how_it_stands", "files_made", "what_changed")}),
        ("What it was made of", {"fields": ("edition", "cut_off", "items_in_remit")}),
        ("Fingerprints", {"fields": ("hash_of_content", "template_version", "rules_version")}),
        ("When and by whom", {"fields": ("asked_by", "asked_at", "built_at", "published_by", "published_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("content")  # hundreds of kB, and no list shows it

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a version is built, not typed in

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: Any) -> str:
        if obj.is_published:
            return "A published version never changes. Build a new one, which supersedes it."
        return "A version is what was built. Build the pack again to have another."

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return [str(field) for _, options in self.fieldsets for field in options["fields"]]

    @admin.display(description="how it stands")
    def how_it_stands(self, version: PackVersion) -> str:
        return told(version)

    @admin.display(description="files")
    def files_made(self, version: PackVersion) -> str:
        rows = version.files.values_list("kind", "name", "pages", "size", "sha256")
        told_of = (
            (reverse("admin:outcomes_packversion_file", args=[version.pk, kind]), name, _about(pages, size), sha256)
            for kind, name, pages, size, sha256 in rows
        )
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
        pack = PageLink("The pack", reverse("admin:outcomes_pack_change", args=[obj.pack_id]))
        return [pack, *super().page_links(request, obj)]

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not is_officer(request) or obj.state != PackVersion.State.BUILT or obj.is_withdrawn:
            return []
        name = "withdraw" if obj.is_published else "publish"
        return [PageLink(name.capitalize(), reverse(f"admin:outcomes_packversion_{name}", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        file_view = self.admin_site.admin_view(self.file_view)
        return [
            self._step_path("publish", self.publish_view),
            self._step_path("withdraw", self.withdraw_view),
            path("<path:object_id>/file/<str:kind>/", file_view, name="outcomes_packversion_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
        """The stored bytes, published or not, for those who may see versions at all."""
        version = self._found(request, object_id)
        file = PackFile.objects.filter(version=version, kind=kind).first()
        if file is None:
            raise Http404
        return HttpResponse(bytes(file.content), headers=headers(file))

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)
        form = PublishForm(self._bound(request), version=version, today=clock.today())

        def verb(form: forms.Form) -> str:
            publish(version, by=signed_in(request), **form.cleaned_data)
            return f"{version} is published."

        explanation = "From here on its words, figures and files stand still, and everybody can read it."
        return self._step(request, version, form, "Publish", explanation, verb)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        version = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            withdraw(version, by=signed_in(request), **form.cleaned_data)
            return f"{version} is withdrawn."

        explanation = (
            "Only for a paper that may lawfully no longer be shown, such as after a breach of data protection. A notice"
            " with the reason takes its place, and its fingerprints are kept. To correct a paper, build a revised one."
        )
        return self._step(request, version, WithdrawForm(self._bound(request)), "Withdraw", explanation, verb)

    def _step(
        self, request: HttpRequest, version: PackVersion, form: forms.Form, button: str, explanation: str, verb: Verb
    ) -> HttpResponse:
        back = reverse("admin:outcomes_packversion_change", args=[version.pk])
        return step(self, request, version, form, back=back, button=button, explanation=explanation, verb=verb)


def _about(pages: int | None, size: int) -> str:
    kilobytes = f"{max(size // 1024, 1)} kB"
    return f"{count(pages, 'page')}, {kilobytes}" if pages else kilobytes
