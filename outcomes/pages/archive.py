"""The archive: every published version of every public pack, with the fingerprints of its files, for whoever checks.

A fixed number of queries, whatever was published. Withdrawn versions stay in it with their hashes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from outcomes.packs.files import FOR_EVERYBODY
from outcomes.packs.kinds import address_of, kinds
from outcomes.packs.models import PackFile, PackVersion
from performance.importing.tables import as_csv
from plan.models.events import ChainHead
from plan.pages import kept
from plan.periods import Period

PER_PAGE = 25
COLUMNS = ("Body", "Kind", "Period", "Version", "Published", "State", "File", "Bytes", "SHA-256", "Address")


@dataclass(frozen=True)
class ArchivedFile:
    """A published file; `address` is empty where it was withdrawn and can no longer be fetched."""

    name: str
    size: int
    sha256: str
    address: str
    is_further: bool = False  # a web page that the first one leads to


@dataclass
class Archived:
    """One published version. `state` is "stands", "superseded" or "withdrawn"."""

    pk: int
    body: str
    slug: str
    address: str
    kind: str
    of: str
    number: int
    published: datetime
    state: str
    content_sha256: str
    files: list[ArchivedFile] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        return self.state == "withdrawn"

    @property
    def listed(self) -> list[ArchivedFile]:
        """The files that the archive's page names: further web pages are in the lists, and on the pack's own page."""
        return [file for file in self.files if not file.is_further]

    @property
    def further(self) -> int:
        return len(self.files) - len(self.listed)


@kept(params=["page"])
def archive(request: HttpRequest) -> HttpResponse:
    """The page: 25 versions at a time, newest first, which keeps it light. Four queries."""
    page: Page = Paginator(_published(), PER_PAGE).get_page(request.GET.get("page"))
    head = ChainHead.objects.filter(pk=1).first()
    return render(request, "outcomes/archive.html", {"page": page, "versions": archived(page.object_list), "log": head})


@kept
def archive_csv(request: HttpRequest) -> HttpResponse:
    """Every published file in a row, as text that no spreadsheet takes for a formula."""
    return HttpResponse(
        b"".join(as_csv(COLUMNS, _rows(archived(_published())))), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="published-packs.csv"'},
    )  # fmt: skip


def _rows(versions: Sequence[Archived]) -> Iterator[list[str]]:
    for one in versions:
        for file in one.files:
            yield [
                one.body, one.kind, one.of, str(one.number), one.published.isoformat(), one.state, file.name,
                str(file.size), file.sha256, file.address,
            ]  # fmt: skip


@kept
def archive_json(request: HttpRequest) -> HttpResponse:
    """The same for programs, with the head of the event log."""
    head = ChainHead.objects.filter(pk=1).first()
    versions = [
        {
            "body": one.body, "kind": one.kind, "of": one.of, "version": one.number,
            "published": one.published.isoformat(), "state": one.state, "content_sha256": one.content_sha256,
            "files": [
                {"name": file.name, "bytes": file.size, "sha256": file.sha256, "address": file.address}
                for file in one.files
            ],
        }
        for one in archived(_published())
    ]  # fmt: skip
    log = {"entries": head.sequence, "sha256": head.digest} if head else None
    return JsonResponse({"log": log, "versions": versions})


def _published():
    """Published versions of public packs, newest first, each with whether another took its place."""
    rows = PackVersion.objects.published().filter(pack__is_public=True).order_by("-published_at", "-pk")
    later = PackVersion.objects.published().filter(pack=OuterRef("pack"), number__gt=OuterRef("number"))
    return rows.annotate(has_later=Exists(later))


def archived(rows) -> list[Archived]:
    """These versions as they are shown. Two queries."""
    found = {row["pk"]: _archived(row) for row in rows.values(*FIELDS)}
    files = PackFile.objects.filter(FOR_EVERYBODY, version__in=list(found)).order_by("version_id", "name")
    for version, name, kind, size, sha256 in files.values_list("version_id", "name", "kind", "size", "sha256"):
        one = found[version]
        told = "" if one.is_withdrawn else _address_of(one, name)
        one.files.append(ArchivedFile(name, size, sha256, told, kind == PackFile.Kind.PART))
    return list(found.values())


def _address_of(one: Archived, name: str) -> str:
    return reverse("pack-file", args=[one.slug, one.address, one.number, name])


FIELDS: Sequence[str] = (
    "pk", "number", "published_at", "content_sha256", "pack__kind", "pack__covers", "pack__body__name",
    "pack__body__slug", "pack__edition__title", "pack__edition__slug", "pack__about__name", "withdrawal", "has_later",
    "content__paper__committee", "pack__subject", "content__paper__quarter_label",
)  # fmt: skip


def _archived(row: dict) -> Archived:
    kind, covers = row["pack__kind"], row["pack__covers"]
    about = row["content__paper__quarter_label"] or "" if row["pack__subject"] else ""
    of = Period.parse(covers).label if covers else row["pack__edition__title"] or about
    superseded = "superseded" if row["has_later"] else "stands"
    return Archived(
        pk=row["pk"],
        body=row["content__paper__committee"] or row["pack__body__name"],
        slug=row["pack__body__slug"],
        address=address_of(kind, covers, row["pack__edition__slug"] or "", row["pack__subject"]),
        kind=kinds.get(kind).title if kind in kinds else kind,
        of=of,
        number=row["number"],
        published=row["published_at"],
        state="withdrawn" if row["withdrawal"] else superseded,
        content_sha256=row["content_sha256"],
    )
