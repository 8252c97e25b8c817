"""Lists of published packs, by what the newest version of each says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from outcomes.packs.kinds import QUARTERLY, address_of, kinds
from outcomes.packs.models import PackVersion
from plan.clock import local_day
from plan.periods import Period
from plan.prepared import Many, Prepared


@dataclass(frozen=True)
class PublishedPack:
    """A pack in a list, by its newest published version; `withdrawn` says that this one had to go."""

    committee: str
    slug: str
    kind: str
    address: str
    period: Period | None
    edition: str
    number: int
    published: date
    revised: bool
    illustrative: bool
    withdrawn: bool

    @property
    def of(self) -> str:
        """What it is of: its period, the version of the plan, or what else it is about."""
        return self.period.label if self.period else self.edition

    @property
    def of_short(self) -> str:
        return self.period.short_label if self.period else self.edition

    @property
    def kind_title(self) -> str:
        """What kind it is, in words; empty for the usual one."""
        return "" if self.kind == QUARTERLY else kinds.get(self.kind).title


class _Row(NamedTuple):
    version: int
    pack: int
    committee: str
    slug: str
    kind: str
    covers: str
    edition: str | None
    edition_slug: str | None
    subject: str
    number: int
    published_at: datetime
    withdrawal: int | None

    @property
    def period(self) -> Period | None:
        return Period.parse(self.covers) if self.covers else None

    @property
    def order(self) -> tuple[date, date]:
        day = local_day(self.published_at)
        return self.period.end if self.period else day, day


def published_packs(*, of: str = "", newest: int | None = None) -> list[PublishedPack]:
    """Public packs with a published version, newest period first: of one body, by its slug, and so many
    only, where that is asked for. Two queries."""
    return _told(_packs(of)[:newest])


def latest_packs() -> dict[str, PublishedPack]:
    """The newest quarterly pack of each committee, by its short name for addresses. Two queries."""
    latest = _first([row for row in _packs() if row.kind == QUARTERLY], lambda row: row.slug)
    return {pack.slug: pack for pack in _told(latest)}


def _packs(of: str = "") -> list[_Row]:
    """The newest published version of each pack."""
    rows = [row for row in map(_Row._make, VERSIONS()) if not of or row.slug == of]
    return sorted(_first(rows, lambda row: row.pack), key=lambda row: row.order, reverse=True)


def _first(rows: list[_Row], key: Callable[[_Row], object]) -> list[_Row]:
    found: dict[object, _Row] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return list(found.values())


def _told(rows: list[_Row]) -> list[PublishedPack]:
    """With what the versions say: their content is large, so only that of what is shown is opened."""
    said = {pk: (committee, bool(mark), of) for pk, committee, mark, of in SAID(versions=[row.version for row in rows])}
    return [
        PublishedPack(
            committee=said[row.version][0] or row.committee, slug=row.slug, kind=row.kind,
            address=address_of(row.kind, row.covers, row.edition_slug or "", row.subject), period=row.period,
            edition=row.edition or (said[row.version][2] if row.subject else "") or "", number=row.number,
            published=local_day(row.published_at), revised=row.number > 1, illustrative=said[row.version][1],
            withdrawn=row.withdrawal is not None,
        )
        for row in rows
    ]  # fmt: skip


VERSIONS = Prepared(
    lambda: PackVersion.objects.published()
    .filter(pack__is_public=True)
    .order_by("-pack__covers", "pack__body__name", "-number")
    .values_list(
        "pk", "pack_id", "pack__body__name", "pack__body__slug", "pack__kind", "pack__covers", "pack__edition__title",
        "pack__edition__slug", "pack__subject", "number", "published_at", "withdrawal",
    )
)  # fmt: skip
SAID = Prepared(
    lambda versions: PackVersion.objects.filter(pk__among=versions).values_list(
        "pk", "content__paper__committee", "content__illustrative", "content__paper__quarter_label"
    ),
    versions=Many(),
)
