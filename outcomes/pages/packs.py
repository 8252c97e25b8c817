"""Packs as published: the list, one pack with all its versions, and the files exactly as they were frozen.

What a page says of a published version is what that version says of itself. The pack's own row goes on being edited,
for the next version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from outcomes.models import Pack, PackFile
from outcomes.packs import files
from plan.pages import kept
from plan.periods import Period

from .pack_lists import PublishedPack, published_packs


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
    files: list[Mapping[str, Any]] = field(default_factory=list)


@kept
def packs(request: HttpRequest) -> HttpResponse:
    quarters: dict[Period, list[PublishedPack]] = {}
    for pack in published_packs():
        quarters.setdefault(pack.period, []).append(pack)
    return render(request, "outcomes/packs.html", {"quarters": list(quarters.items())})


@kept
def pack(request: HttpRequest, committee: str, quarter: str) -> HttpResponse:
    visible = Pack.objects.visible_to(request.user).select_related("committee")
    found = visible.filter(committee__slug=committee, quarter=quarter).first()
    versions = shown_versions(found) if found else []
    if not versions:
        raise Http404("No pack has been published for this committee and quarter.")
    standing = next((version for version in versions if not version.withdrawn), versions[0])
    return render(request, "outcomes/pack.html", {"pack": found, "versions": versions, "standing": standing})


def shown_versions(pack: Pack) -> list[ShownVersion]:
    """The pack's published versions, newest first, with the public files of those not withdrawn. Two queries."""
    rows = pack.versions.published().order_by("-number").values_list(
        "pk", "number", "published_at", "what_changed", "late_reason", "late_agreed_by", "anyway_reason",
        "open_points", "content__paper", "content__illustrative", "withdrawal__at", "withdrawal__reason",
        "withdrawal__erasure__at",
    )  # fmt: skip
    found: dict[int, ShownVersion] = {}
    later = None
    for pk, number, at, changed, late, agreed, anyway, left, paper, illustrative, withdrawn, reason, erased in rows:
        says, mark = ({}, False) if withdrawn else (paper or {}, bool(illustrative))
        found[pk] = ShownVersion(
            number, at, changed, late, agreed, anyway, len(left.splitlines()), says, mark, later, withdrawn,
            reason or "", erased,
        )  # fmt: skip
        later = number
    rows = PackFile.objects.filter(version__in=found, audience="public").order_by("-kind")
    for file in rows.values("version_id", "name", "kind", "size", "sha256"):
        found[file["version_id"]].files.append(file)
    return list(found.values())


@require_safe
def pack_file(request: HttpRequest, committee: str, quarter: str, number: int, name: str) -> HttpResponse:
    """The stored bytes of a published file, the same for ever; nothing is rendered here."""
    try:
        file = files.public_file(committee, quarter, number, name)
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
