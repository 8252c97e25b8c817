"""Makes the files of a version from its content: each kind of file in one place, for every kind of pack."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from . import paper, workbook
from .attached import Exempt
from .content import digest
from .dividing import leads_to
from .exempt import EXEMPT
from .models import Pack, PackFile
from .whole import Whole
from .word.report import covering_report

Kind = PackFile.Kind
MORE_PAGES = (Kind.PART, Kind.WHOLE)  # what a version has only where it is too heavy for one page


def files_of(pack: Pack, whole: Whole, exempt: Exempt | None = None) -> list[PackFile]:
    """The files, not stored yet. Raises plan.pdf.RenderFailed, whose reason is for the person who asked."""
    kind = pack.kind_of
    fingerprint = digest(whole.to_dict())
    printed = paper.print_pdf(whole, kind.design)
    data = workbook.workbook(kind, whole.content, fingerprint=fingerprint)
    files = [
        _file(Kind.PDF, pack, paper.file_name(whole, "pdf"), printed.pdf, pages=printed.pages),
        *_web_pages(pack, whole),
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


def _web_pages(pack: Pack, whole: Whole) -> list[PackFile]:
    """The page, or where it is too heavy for one its pages in order, with the whole as one file for who wants it."""
    design = pack.kind_of.design
    first, *further = paper.print_pages(whole, design)
    files = [_file(Kind.HTML, pack, paper.file_name(whole, "html"), first)]
    for number, page in enumerate(further, start=2):
        files.append(_file(Kind.PART, pack, paper.file_name(whole, "html", beside=str(number)), page))
    if further:
        name = paper.file_name(whole, "html", beside="whole")
        files.append(_file(Kind.WHOLE, pack, name, paper.print_page(whole, design)))
    return files


def lacking(files: Sequence[PackFile]) -> set[str]:
    """Names of files that a version's web pages lead to and that are not among its files."""
    pages = [file for file in files if file.kind in (Kind.HTML, Kind.PART)]
    return {name for page in pages for name in leads_to(bytes(page.content).decode())} - {file.name for file in files}


def files_due(stored: Mapping[str, Any], audience: str) -> set[tuple[str, str]]:
    """Which files a version with this content has, whole, each with whom it is for: `audience` is the
    pack's own. The first web page says whether there are more (`lacking`)."""
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
