"""What of packs may be fetched: the stored bytes; of withdrawn versions everybody has a notice and nothing else."""

import base64
import hashlib
import re

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .exempt import EXEMPT
from .models import PUBLIC, Pack, PackFile, PackWithdrawal

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: dict[str, str] = {
    PackFile.Kind.PDF: "application/pdf",
    PackFile.Kind.HTML: "text/html; charset=utf-8",
    PackFile.Kind.PART: "text/html; charset=utf-8",
    PackFile.Kind.WHOLE: "text/html; charset=utf-8",
    PackFile.Kind.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    PackFile.Kind.DOCX: f"{OFFICE}.wordprocessingml.document",
}
SHOWN = (PackFile.Kind.HTML, PackFile.Kind.PART)  # in a browser; every other kind is kept as a file
# For everybody: what was made for everybody, and what was exempt and made public later.
FOR_EVERYBODY = Q(audience=PUBLIC) | Q(audience=EXEMPT, disclosure__isnull=False)
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


class Withdrawn(Exception):
    """The file was published and then withdrawn; `notice` says when and why."""

    def __init__(self, file: PackFile, notice: PackWithdrawal) -> None:
        super().__init__(f"{notice}: {notice.reason}")
        self.file, self.notice = file, notice


def public_file(body_slug: str, address: str, number: int, name: str) -> PackFile:
    """The file of a published version. One query, and another for its bytes when `content` is asked for.

    Raises PackFile.DoesNotExist for what is not published, as for what is not there, and Withdrawn.
    """
    whole = PackFile.objects.select_related(
        "version__pack__body", "version__pack__edition", "version__withdrawal__erasure"
    )
    file = whole.defer("content", "version__content").get(
        FOR_EVERYBODY, version__pack__in=Pack.objects.at(address).filter(body__slug=body_slug, is_public=True),
        version__number=number, version__published_at__isnull=False, name=name,
    )  # fmt: skip
    refuse_withdrawn(file)
    return file


def refuse_withdrawn(file: PackFile) -> None:
    """Raises Withdrawn. Every door that hands out bytes asks this first, whoever is at it."""
    if file.version.is_withdrawn:
        raise Withdrawn(file, file.version.withdrawal)


def gone(request: HttpRequest, withdrawn: Withdrawn) -> HttpResponse:
    """The notice in a withdrawn file's place, the same for everybody: when and why, and its hash."""
    pack = withdrawn.file.version.pack
    context = {"pack": pack, "file": withdrawn.file, "notice": withdrawn.notice}
    return render(request, "outcomes/withdrawn.html", context, status=410)


def headers(file: PackFile) -> dict[str, str]:
    """The headers that the stored bytes are served with: a file is kept as one, a page is shown under a policy that
    allows its own style sheet and pictures and nothing else."""
    told = {
        "Content-Type": TYPES[file.kind],
        "ETag": f'"{file.sha256}"',
        "X-Content-Type-Options": "nosniff",
    }
    if TYPES[file.kind].startswith("text/html"):
        told["Content-Security-Policy"] = _policy(bytes(file.content))
    if file.kind in SHOWN:
        return told
    return told | {"Content-Disposition": f'attachment; filename="{safe_name(file.name)}"'}


def _policy(page: bytes) -> str:
    styles = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s).digest()).decode()}'" for s in _STYLE.findall(page))
    return f"default-src 'none'; img-src data:; style-src {styles}; base-uri 'none'; frame-ancestors 'none'"


def safe_name(name: str) -> str:
    """A file's name without what would end the header's quotation or lead out of a folder."""
    return "".join(letter if letter.isalnum() or letter in " ._-()," else "-" for letter in name)
