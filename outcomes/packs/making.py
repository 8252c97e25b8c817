"""Makes the files of a version from its content: each kind of file in one place, for every kind of pack."""

import hashlib
from collections.abc import Mapping
from typing import Any

from . import paper, workbook
from .attached import Exempt
from .content import digest
from .exempt import EXEMPT
from .models import Pack, PackFile
from .whole import Whole
from .word.report import covering_report

Kind = PackFile.Kind


def files_of(pack: Pack, whole: Whole, exempt: Exempt | None = None) -> list[PackFile]:
    """The files, not stored yet. Raises plan.pdf.RenderFailed, whose reason is for the person who asked."""
    kind = pack.kind_of
    fingerprint = digest(whole.to_dict())
    printed, page = paper.print_pdf(whole, kind.design), paper.print_page(whole, kind.design)
    data = workbook.workbook(kind, whole.content, fingerprint=fingerprint)
    files = [
        _file(Kind.PDF, pack, paper.file_name(whole, "pdf"), printed.pdf, pages=printed.pages),
        _file(Kind.HTML, pack, paper.file_name(whole, "html"), page),
        _file(Kind.XLSX, pack, paper.file_name(whole, "xlsx"), data),
    ]
    if whole.covering:
        report = covering_report(whole.covering, whole.paper, fingerprint=fingerprint)
        files.append(_file(Kind.DOCX, pack, paper.file_name(whole, "docx"), report))
    if exempt:
        apart = paper.print_exempt(exempt, whole)
        name = paper.file_name(whole, "pdf", beside="exempt")
        files.append(_file(Kind.PDF, pack, name, apart.pdf, pages=apart.pages, audience=EXEMPT))
    return files


def files_due(stored: Mapping[str, Any], audience: str) -> set[tuple[str, str]]:
    """Which files a version with this content has, whole, each with whom it is for: `audience` is the
    pack's own."""
    due = {(kind.value, audience) for kind in (Kind.PDF, Kind.HTML, Kind.XLSX)}
    if stored.get("covering"):
        due.add((Kind.DOCX.value, audience))
    if stored.get("exempt"):
        due.add((Kind.PDF.value, EXEMPT))
    return due


def _file(kind: str, pack: Pack, name: str, content: bytes, *, audience: str = "", **more) -> PackFile:
    sha256 = hashlib.sha256(content).hexdigest()
    return PackFile(
        kind=kind, audience=audience or pack.audience, name=name, content=content, size=len(content), sha256=sha256,
        **more,
    )  # fmt: skip
