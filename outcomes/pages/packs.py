"""Packs as published: the list, one pack with all its versions, and the files exactly as they were frozen.

What a page says of a published version is what that version says of itself. The pack's own row goes on being edited,
for the next version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from outcomes.models import Pack, PackFile
from outcomes.packs import files
from outcomes.packs.exempt import EXEMPT, may_read_exempt
from outcomes.packs.files import FOR_EVERYBODY
from outcomes.packs.kinds import QUARTERLY, SCRUTINY
from plan.pages import kept

from .pack_lists import PublishedPack, published_packs

# In the order people want them: what they read, then what they work with. What was exempt comes last by its audience.
PLACES = Case(*(When(kind=kind, then=place) for place, kind in enumerate(("pdf", "html", "whole", "docx", "xlsx"))))


@dataclass
class ShownVersion:
    """A published version as its page shows it. What is superseded is derived: a later one was published.

    `paper` is what it says of itself, in words (see packs.parts.Paper): nothing where it was withdrawn.
    """

    number: int
    published: datetime
    what_changed: str
    late_reason: str
    late_agreed_by: str
    anyway_reason: str
    left_open: int  # how many points stood in the way when it was published anyway
    paper: Mapping[str, str]
    illustrative: bool
    superseded_by: int | None
    withdrawn: datetime | None
    withdrawal_reason: str
    erased: datetime | None
    exempt: Mapping[str, str] | None  # what everybody is told of an exempt part: `paragraphs` and `sentence`
    disclosed: datetime | None
    disclosed_because: str
    files: list[Mapping[str, Any]] = field(default_factory=list)
    further: list[Mapping[str, Any]] = field(default_factory=list)  # web pages that the first leads to


@kept
def packs(request: HttpRequest) -> HttpResponse:
    groups: dict[str, list[PublishedPack]] = {}
    for pack in published_packs():
        groups.setdefault(pack.of, []).append(pack)
    return render(request, "outcomes/packs.html", {"groups": list(groups.items())})


@kept
def pack(request: HttpRequest, body: str, address: str) -> HttpResponse:
    visible = Pack.objects.visible_to(request.user).select_related("body", "edition")
    found = visible.at(address).filter(body__slug=body, is_public=True).first()
    versions = shown_versions(found) if found else []
    if not versions:
        raise Http404("No pack has been published at this address.")
    standing = next((version for version in versions if not version.withdrawn), versions[0])
    context = {
        "pack": found, "versions": versions, "standing": standing,
        "has_page": found.body.kind in SCRUTINY, **_named(found),
    }  # fmt: skip
    return render(request, "outcomes/pack.html", context)


def _named(pack: Pack) -> dict[str, str]:
    """How a page calls a pack: `which` in short, `heading` in full."""
    of, of_short = (
        (pack.period.label, pack.period.short_label) if pack.period else (str(pack.edition or pack.subject_title),) * 2
    )
    if pack.kind == QUARTERLY:
        return {"which": of_short, "heading": of}
    title = pack.kind_of.title
    return {"which": f"{title}, {of_short}", "heading": f"{title}, {of}"}


def shown_versions(pack: Pack) -> list[ShownVersion]:
    """The pack's published versions, newest first, with the public files of those not withdrawn. Two queries."""
    rows = pack.versions.published().order_by("-number").values_list(
        "pk", "number", "published_at", "what_changed", "late_reason", "late_agreed_by", "anyway_reason",
        "open_points", "content__paper", "content__illustrative", "withdrawal__at", "withdrawal__reason",
        "withdrawal__erasure__at", "content__exempt", "disclosure__at", "disclosure__reason",
    )  # fmt: skip
    found: dict[int, ShownVersion] = {}
    later = None
    for (
        pk, number, at, changed, late, agreed, anyway, left, paper, illustrative, withdrawn, reason, erased,
        exempt, disclosed, because,
    ) in rows:  # fmt: skip
        says, mark = ({}, False) if withdrawn else (paper or {}, bool(illustrative))
        found[pk] = ShownVersion(
            number, at, changed, late, agreed, anyway, len(left.splitlines()), says, mark, later, withdrawn,
            reason or "", erased, None if withdrawn else exempt, disclosed, because or "",
        )  # fmt: skip
        later = number
    rows = (
        PackFile.objects.filter(FOR_EVERYBODY, version__in=found)
        .annotate(place=PLACES)
        .order_by("-audience", "place", "pk")
    )
    for file in rows.values("version_id", "name", "kind", "audience", "size", "sha256"):
        one = found[file["version_id"]]
        (one.further if file["kind"] == PackFile.Kind.PART else one.files).append(file)
    return list(found.values())


@require_safe
def pack_file(request: HttpRequest, body: str, address: str, number: int, name: str) -> HttpResponse:
    """The stored bytes of a published file, the same for ever; nothing is rendered here."""
    try:
        file = files.public_file(body, address, number, name)
    except PackFile.DoesNotExist:
        raise Http404("No such file has been published.") from None
    except files.Withdrawn as withdrawn:
        return files.gone(request, withdrawn)
    response = get_conditional_response(request, etag=f'"{file.sha256}"')
    if response is None:
        response = HttpResponse(bytes(file.content), headers=files.headers(file))
    response["ETag"] = f'"{file.sha256}"'
    patch_cache_control(response, no_cache=True, public=True)  # it may have to be withdrawn
    return response


@require_safe
def private_paper(request: HttpRequest, version: int) -> HttpResponse:
    """The exempt file of a version, for those who may read it; for others it answers like what does not exist."""
    whole = PackFile.objects.select_related("version__pack__body", "version__pack__meeting", "version__withdrawal")
    file = whole.defer("content", "version__content").filter(version=version, audience=EXEMPT).first()
    if file is None or not may_read_exempt(request.user, file.version):
        raise Http404("There is no such paper.")
    try:
        files.refuse_withdrawn(file)
    except files.Withdrawn as withdrawn:
        response = files.gone(request, withdrawn)
    else:
        response = HttpResponse(bytes(file.content), headers=files.headers(file))
    patch_cache_control(response, private=True, no_store=True)
    return response
